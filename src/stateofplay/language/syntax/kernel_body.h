/* Included by kernel.c once for each kind of processor, with the vectors and operations of that kind. */

static inline __attribute__((always_inline)) VF NAME(exponential)(VF x)
{
    x = MAXF(MINF(x, SETF(88.0f)), SETF(-87.0f));
    VI n = WHOLE(x * SETF(1.44269504f));
    VF whole = FLOATS(n);
    VF r = FMA(whole, SETF(-0.693145752f), x);
    r = FMA(whole, SETF(-1.42860677e-6f), r);
    VF p = SETF(1.98756915e-4f);
    p = FMA(p, r, SETF(1.39819994e-3f));
    p = FMA(p, r, SETF(8.33345191e-3f));
    p = FMA(p, r, SETF(4.16657959e-2f));
    p = FMA(p, r, SETF(1.66666657e-1f));
    p = FMA(p, r, SETF(0.5f));
    p = FMA(p * r, r, r + SETF(1.0f));
    return (VF)((VI)p + (n << 23));
}

/* Rows as whole numbers; `by[r]` times such a number is the number that came in, times the scale of its column. */
static void NAME(quantise)(const float *x, int rows, int width, const float *scales, int16_t *out, float *by)
{
    float most = most_of(width);
    for (int r = 0; r < rows; r++) {
        const float *row = x + (size_t)r * width;
        VF top = SETF(1e-30f);
        for (int k = 0; k < width; k += LANES)
            top = MAXF(top, ABSF(LOADF(row + k) * LOADF(scales + k)));
        float largest = TOP(top);
        VF times = SETF(most / largest);
        by[r] = largest / most;
        for (int k = 0; k < width; k += LANES)
            STORE16(out + (size_t)r * width + k, WHOLE(LOADF(row + k) * LOADF(scales + k) * times));
    }
}

/* MR rows by NV vectors of columns. */
static inline __attribute__((always_inline)) void NAME(tile)(
    const int32_t *const *a, const int16_t *table, int pairs, const float *by, const float *bias, int act, const float *const *add,
    float *const *out)
{
    VI c[MR][NV];
    for (int r = 0; r < MR; r++)
        for (int v = 0; v < NV; v++)
            c[r][v] = SETI(0);
    for (int k = 0; k < pairs; k++) {
        VI b[NV];
#pragma GCC unroll 4
        for (int v = 0; v < NV; v++)
            b[v] = LOADI(table + ((size_t)k * NV + v) * 2 * LANES);
#pragma GCC unroll 8
        for (int r = 0; r < MR; r++) {
            VI x = SETI(a[r][k]);
#pragma GCC unroll 4
            for (int v = 0; v < NV; v++)
                c[r][v] = DOT(c[r][v], x, b[v]);
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < MR; r++) {
        VF scale = SETF(by[r]);
#pragma GCC unroll 4
        for (int v = 0; v < NV; v++) {
            VF y = FMA(FLOATS(c[r][v]), scale, LOADF(bias + v * LANES));
            if (act == GATED)
                y = y / (SETF(1.0f) + NAME(exponential)(y * SETF(-1.702f)));
            else if (act == RELU)
                y = MAXF(y, SETF(0.0f));
            if (add)
                y = y + LOADF(add[r] + v * LANES);
            STOREF(out[r] + v * LANES, y);
        }
    }
}

/* out = act(rows @ table + bias) + add, of rows that are whole numbers already. */
static void NAME(multiply)(
    const Product *p, const int16_t *whole, const float *by, int rows, int act, const float *add, float *out)
{
    int pairs = p->inputs / 2, panel = NV * LANES;
    for (int column = 0; column < p->columns; column += panel) {
        const int16_t *table = p->table + (size_t)column * p->inputs;
        for (int row = 0; row < rows; row += MR) {
            const int32_t *a[MR];
            const float *plus[MR];
            float *to[MR], scale[MR], spare[NV * LANES];
            for (int r = 0; r < MR; r++) {
                int at = row + r < rows ? row + r : rows - 1;
                a[r] = (const int32_t *)(whole + (size_t)at * p->inputs);
                scale[r] = by[at];
                plus[r] = add ? add + (size_t)at * p->columns + column : 0;
                to[r] = row + r < rows ? out + (size_t)at * p->columns + column : spare;
            }
            if (act == GATED)
                NAME(tile)(a, table, pairs, scale, p->bias + column, GATED, 0, to);
            else if (act == RELU)
                NAME(tile)(a, table, pairs, scale, p->bias + column, RELU, 0, to);
            else if (add)
                NAME(tile)(a, table, pairs, scale, p->bias + column, PLAIN, plus, to);
            else
                NAME(tile)(a, table, pairs, scale, p->bias + column, PLAIN, 0, to);
        }
    }
}

static int NAME(product)(const Product *p, const float *x, int rows, int act, const float *add, float *out)
{
    int16_t *whole = malloc((size_t)rows * p->inputs * sizeof(int16_t) + 64);
    float *by = malloc((size_t)rows * sizeof(float) + 64);
    int wanting = !whole || !by;
    if (!wanting && rows) {
        NAME(quantise)(x, rows, p->inputs, p->scales, whole, by);
        NAME(multiply)(p, whole, by, rows, act, add, out);
    }
    free(whole);
    free(by);
    return wanting;
}

static void NAME(normalise)(float *x, int rows, int width, const float *weight, const float *bias)
{
    for (int r = 0; r < rows; r++) {
        float *row = x + (size_t)r * width;
        VF total = SETF(0.0f), squares = SETF(0.0f);
        for (int k = 0; k < width; k += LANES)
            total = total + LOADF(row + k);
        VF mean = SETF(SUM(total) / width);
        for (int k = 0; k < width; k += LANES) {
            VF d = LOADF(row + k) - mean;
            squares = FMA(d, d, squares);
        }
        VF times = SETF(1.0f / sqrtf(SUM(squares) / width + 1e-12f));
        for (int k = 0; k < width; k += LANES)
            STOREF(row + k, FMA((LOADF(row + k) - mean) * times, LOADF(weight + k), LOADF(bias + k)));
    }
}

/* Keys the other way round: a row for each of their numbers, a column for each word, noughts behind the last. */
static void NAME(turn)(const float *k, int stride, int words, int size, int padded, float *keys)
{
    int whole = words / LANES * LANES;
    for (int w = 0; w < whole; w += LANES)
        for (int d = 0; d < size; d += 4) {
            const float *from = k + (size_t)w * stride + d;
            float *to = keys + (size_t)d * padded + w;
            VF a = FOURS(from, stride), b = FOURS(from + stride, stride);
            VF c = FOURS(from + 2 * (size_t)stride, stride), e = FOURS(from + 3 * (size_t)stride, stride);
            VF low = LOWS(a, b), high = HIGHS(a, b), lower = LOWS(c, e), higher = HIGHS(c, e);
            STOREF(to, FIRSTS(low, lower));
            STOREF(to + padded, SECONDS(low, lower));
            STOREF(to + 2 * (size_t)padded, FIRSTS(high, higher));
            STOREF(to + 3 * (size_t)padded, SECONDS(high, higher));
        }
    for (int d = 0; d < size; d++) {
        for (int w = whole; w < words; w++)
            keys[(size_t)d * padded + w] = k[(size_t)w * stride + d];
        memset(keys + (size_t)d * padded + words, 0, (padded - words) * sizeof(float));
    }
}

/* Some words of one passage look at all of it, all heads: `asked` is a row of each of those every `step` numbers, `kept` the keys of each
 * word every `stride`, its values behind it. `room` holds keys the other way round, values and the weights of QUERIES words. */
static void NAME(attend)(
    const float *asked, int step, int looking, const float *kept, int stride, int words, int width, float *mixed, float *room)
{
    int size = width / HEADS, padded = (words + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
    float *keys = room, *values = keys + (size_t)size * padded, *weights = values + (size_t)size * padded;
    float scale = 1.0f / sqrtf((float)size);
    for (int head = 0; head < HEADS; head++) {
        const float *q = asked + head * size, *k = kept + head * size, *v = k + width;
        NAME(turn)(k, stride, words, size, padded, keys);
        for (int w = 0; w < words; w++) /* beside each other, or a long passage would not stay in the first cache */
            for (int d = 0; d < size; d += LANES)
                STOREF(values + (size_t)w * size + d, LOADF(v + (size_t)w * stride + d));
        for (int first = 0; first < looking; first += QUERIES) {
            int at[QUERIES];
            float sums[QUERIES];
            for (int r = 0; r < QUERIES; r++)
                at[r] = first + r < looking ? first + r : looking - 1;
            for (int j = 0; j < padded; j += 2 * LANES) {
                VF c[QUERIES][2];
                for (int r = 0; r < QUERIES; r++)
                    c[r][0] = c[r][1] = SETF(0.0f);
                for (int d = 0; d < size; d++) {
                    VF left = LOADF(keys + (size_t)d * padded + j), right = LOADF(keys + (size_t)d * padded + j + LANES);
#pragma GCC unroll 8
                    for (int r = 0; r < QUERIES; r++) {
                        VF by = SETF(q[(size_t)at[r] * step + d]);
                        c[r][0] = FMA(by, left, c[r][0]);
                        c[r][1] = FMA(by, right, c[r][1]);
                    }
                }
                for (int r = 0; r < QUERIES; r++) {
                    STOREF(weights + (size_t)r * padded + j, c[r][0] * SETF(scale));
                    STOREF(weights + (size_t)r * padded + j + LANES, c[r][1] * SETF(scale));
                }
            }
            VF top[QUERIES], total[QUERIES];
#pragma GCC unroll 8
            for (int r = 0; r < QUERIES; r++) {
                for (int j = words; j < padded; j++)
                    weights[(size_t)r * padded + j] = -1e30f;
                top[r] = SETF(-1e30f);
                total[r] = SETF(0.0f);
            }
            for (int j = 0; j < padded; j += LANES)
#pragma GCC unroll 8
                for (int r = 0; r < QUERIES; r++)
                    top[r] = MAXF(top[r], LOADF(weights + (size_t)r * padded + j));
#pragma GCC unroll 8
            for (int r = 0; r < QUERIES; r++)
                top[r] = SETF(TOP(top[r]));
            for (int j = 0; j < padded; j += LANES)
#pragma GCC unroll 8
                for (int r = 0; r < QUERIES; r++) {
                    VF e = NAME(exponential)(LOADF(weights + (size_t)r * padded + j) - top[r]);
                    STOREF(weights + (size_t)r * padded + j, e);
                    total[r] = total[r] + e;
                }
#pragma GCC unroll 8
            for (int r = 0; r < QUERIES; r++)
                sums[r] = 1.0f / SUM(total[r]);
            for (int part = 0; part < size; part += 32) {
                VF c[QUERIES][32 / LANES];
                for (int r = 0; r < QUERIES; r++)
                    for (int i = 0; i < 32 / LANES; i++)
                        c[r][i] = SETF(0.0f);
                for (int w = 0; w < words; w++) {
                    VF value[32 / LANES];
#pragma GCC unroll 4
                    for (int i = 0; i < 32 / LANES; i++)
                        value[i] = LOADF(values + (size_t)w * size + part + i * LANES);
#pragma GCC unroll 8
                    for (int r = 0; r < QUERIES; r++) {
                        VF by = SETF(weights[(size_t)r * padded + w]);
#pragma GCC unroll 4
                        for (int i = 0; i < 32 / LANES; i++)
                            c[r][i] = FMA(by, value[i], c[r][i]);
                    }
                }
                for (int r = 0; r < QUERIES && first + r < looking; r++)
                    for (int i = 0; i < 32 / LANES; i++)
                        STOREF(mixed + (size_t)at[r] * width + head * size + part + i * LANES, c[r][i] * SETF(sums[r]));
            }
        }
    }
}

static int NAME(longest)(const int32_t *bounds, int passages)
{
    int longest = 0;
    for (int p = 0; p < passages; p++)
        if (bounds[2 * p + 1] - bounds[2 * p] > longest)
            longest = bounds[2 * p + 1] - bounds[2 * p];
    return longest;
}

/* What is left of a layer once words have looked around: `mixed` is what each saw, `x` what came in; `y` and `broad` are room. */
static int NAME(rest)(
    const Layer *l, const float *x, const float *mixed, int rows, float *y, float *broad, float *out, Multiplier product)
{
    if (product(&l->out, mixed, rows, PLAIN, x, y))
        return 1;
    NAME(normalise)(y, rows, l->qkv.inputs, l->norm1_weight, l->norm1_bias);
    if (product(&l->up, y, rows, GATED, 0, broad) || product(&l->down, broad, rows, PLAIN, y, out))
        return 1;
    NAME(normalise)(out, rows, l->qkv.inputs, l->norm2_weight, l->norm2_bias);
    return 0;
}

static int NAME(layer)(const Layer *l, float *x, int rows, const int32_t *bounds, int passages, Multiplier product)
{
    int width = l->qkv.inputs, inner = l->up.columns;
    int padded = (NAME(longest)(bounds, passages) + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
    size_t wide = (size_t)rows * (3 * width > inner ? 3 * width : inner);
    size_t room = (size_t)(2 * (width / HEADS) + QUERIES) * padded;
    float *scratch = malloc((wide + 2 * (size_t)rows * width + room) * sizeof(float) + 64);
    if (!scratch)
        return 1;
    float *broad = scratch, *mixed = broad + wide, *y = mixed + (size_t)rows * width, *spare = y + (size_t)rows * width;
    int wanting = product(&l->qkv, x, rows, PLAIN, 0, broad);
    memset(mixed, 0, (size_t)rows * width * sizeof(float));
    for (int p = 0; p < passages && !wanting; p++) {
        size_t begin = bounds[2 * p];
        const float *q = broad + begin * 3 * width;
        int words = bounds[2 * p + 1] - bounds[2 * p];
        NAME(attend)(q, 3 * width, words, q + width, 3 * width, words, width, mixed + begin * width, spare);
    }
    wanting = wanting || NAME(rest)(l, x, mixed, rows, y, broad, x, product);
    free(scratch);
    return wanting;
}

/* A layer for some words alone, of which `some` tells the rows, rising and each in one of the passages; `kept` holds the keys and
 * values of all words, `out` has a row a word that is asked for. */
static int NAME(some)(
    const Layer *l, const float *x, const float *kept, const int32_t *bounds, int passages, const int32_t *some, int count,
    float *out, Multiplier product)
{
    int width = l->qkv.inputs, inner = l->up.columns;
    int padded = (NAME(longest)(bounds, passages) + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
    size_t narrow = (size_t)count * width, wide = (size_t)count * (width > inner ? width : inner);
    size_t room = (size_t)(2 * (width / HEADS) + QUERIES) * padded;
    float *scratch = malloc((3 * narrow + wide + room) * sizeof(float) + 64);
    if (!scratch)
        return 1;
    float *own = scratch, *mixed = own + narrow, *y = mixed + narrow, *broad = y + narrow, *spare = broad + wide;
    for (int n = 0; n < count; n++)
        memcpy(own + (size_t)n * width, x + (size_t)some[n] * width, width * sizeof(float));
    Product asking = l->qkv;
    asking.columns = width; /* those of what is asked come first */
    int wanting = product(&asking, own, count, PLAIN, 0, broad);
    for (int p = 0, done = 0; p < passages && !wanting; p++) {
        int first = done, words = bounds[2 * p + 1] - bounds[2 * p];
        while (done < count && some[done] < bounds[2 * p + 1])
            done++;
        if (done > first)
            NAME(attend)(broad + (size_t)first * width, width, done - first, kept + (size_t)bounds[2 * p] * 2 * width, 2 * width,
                         words, width, mixed + (size_t)first * width, spare);
    }
    wanting = wanting || NAME(rest)(l, own, mixed, count, y, broad, out, product);
    free(scratch);
    return wanting;
}

/* For each pair what its word, its party and each of its features add, nothing below nought; in the order in which they are told. */
static void NAME(join)(
    const float *left, const float *right, const float *table, const int64_t *rows, const int64_t *columns, const int64_t *places,
    int64_t pairs, int features, int width, float *out)
{
    for (int64_t n = 0; n < pairs; n++)
        for (int k = 0; k < width; k += LANES) {
            VF sum = LOADF(left + rows[n] * width + k) + LOADF(right + columns[n] * width + k);
            for (int f = 0; f < features; f++)
                sum = sum + LOADF(table + places[n * features + f] * width + k);
            STOREF(out + n * width + k, MAXF(sum, SETF(0.0f)));
        }
}

/* Each of some words by its numbers in 16 bits, and what each of its features adds, in the order in which they are told. */
static void NAME(feed)(
    const uint16_t *states, const float *const *tables, const int64_t *features, int64_t words, int columns, int width, float *out)
{
    for (int64_t n = 0; n < words; n++)
        for (int k = 0; k < width; k += LANES) {
            VF sum = HALVES(states + n * width + k);
            for (int f = 0; f < columns; f++)
                sum = sum + LOADF(tables[f] + features[n * columns + f] * width + k);
            STOREF(out + n * width + k, sum);
        }
}

/* Some rows in 16 bits, the row `from[n]` at `to[n]`. */
static void NAME(halve)(const float *x, const int64_t *from, const int64_t *to, int64_t rows, int width, uint16_t *out)
{
    for (int64_t n = 0; n < rows; n++)
        for (int k = 0; k < width; k += LANES)
            STOREHALF(out + to[n] * width + k, LOADF(x + from[n] * width + k));
}
