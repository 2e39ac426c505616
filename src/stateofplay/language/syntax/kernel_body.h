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

/* Rows as bytes, each `depth` bytes behind the last: `by[r]` times what a byte is above its row's zero is the number that came in, times
 * the scale of its column. Fine numbers have a second byte, in the other of the two tables. */
static void NAME(quantise)(const Product *p, const float *x, int rows, int depth, Rows *made, float *by)
{
    int width = p->inputs;
    const float *scales = p->scales;
    float most_bytes = p->fine ? (float)((MOST_UPPER << FINER) - 2) : (float)MOST_BYTE; /* the zero is rounded */
    made[0].count = made[1].count = rows;
    for (int r = 0; r < rows; r++) {
        const float *row = x + (size_t)r * width;
        uint8_t *upper = made[0].bytes + (size_t)r * depth, *lower = made[1].bytes + (size_t)r * depth;
        VF least = SETF(0.0f), most = SETF(0.0f);
        for (int k = 0; k < width; k += LANES) {
            VF number = LOADF(row + k) * LOADF(scales + k);
            least = MINF(least, number);
            most = MAXF(most, number);
        }
        float low = -TOP(-least), span = TOP(most) - low;
        span = span > 1e-30f ? span : 1e-30f;
        float times = most_bytes / span;
        by[r] = span / most_bytes;
        if (p->fine) {
            made[0].zero[r] = (int32_t)rintf(-low * times / (1 << FINER));
            made[1].zero[r] = MIDDLE;
            VI zero = SETI((made[0].zero[r] << FINER) + MIDDLE);
            for (int k = 0; k < width; k += LANES) {
                VI whole = WHOLE(LOADF(row + k) * LOADF(scales + k) * SETF(times)) + zero;
                STORE8(upper + k, whole >> FINER);
                STORE8(lower + k, whole & SETI((1 << FINER) - 1));
            }
            continue;
        }
        made[0].zero[r] = (int32_t)rintf(-low * times);
        for (int k = 0; k < width; k += LANES) {
            STORE8(upper + k, WHOLE(LOADF(row + k) * LOADF(scales + k) * SETF(times)) + SETI(made[0].zero[r]));
        }
    }
}

/* What sums of products become: scaled, with bias, gate and what is added. */
static inline __attribute__((always_inline)) void NAME(finish)(
    VI sum, float by, const float *bias, int act, const float *add, float *out)
{
    VF y = FMA(FLOATS(sum), SETF(by), LOADF(bias));
    if (act == GATED)
        y = y / (SETF(1.0f) + NAME(exponential)(y * SETF(-1.702f)));
    else if (act == RELU)
        y = MAXF(y, SETF(0.0f));
    if (add)
        y = y + LOADF(add);
    STOREF(out, y);
}

/* MR rows by a panel of NV vectors of columns, which begins at `column`. */
static inline __attribute__((always_inline)) void NAME(tile)(
    const Product *p, const Rows *rows, const float *by, int row, int column, int act, const float *add, float *out)
{
    VI c[MR][NV], lower[MR][NV];
    int at[MR];
    for (int r = 0; r < MR; r++)
        at[r] = row + r < rows->count ? row + r : rows->count - 1;
    for (int r = 0; r < MR; r++)
        __builtin_prefetch(out + (size_t)at[r] * p->columns + column, 1); /* else the stores below would wait for these lines */
    NAME(sum_up)(p, rows, row, at, column, c);
    if (p->fine) {
        NAME(sum_up)(p, rows + 1, row, at, column, lower);
#pragma GCC unroll 8
        for (int r = 0; r < MR; r++)
#pragma GCC unroll 4
            for (int v = 0; v < NV; v++)
                c[r][v] = (c[r][v] << FINER) + lower[r][v];
    }
#pragma GCC unroll 8
    for (int r = 0; r < MR; r++) {
        size_t place = (size_t)at[r] * p->columns + column; /* rows behind the last are the last once more */
#pragma GCC unroll 4
        for (int v = 0; v < NV; v++)
            NAME(finish)(c[r][v], by[at[r]], p->bias + column + v * LANES, act, add ? add + place + v * LANES : 0,
                         out + place + v * LANES);
    }
}

/* out = act(rows @ table + bias) + add, of rows that are bytes already. */
static void NAME(multiply)(const Product *p, const Rows *rows, const float *by, int act, const float *add, float *out)
{
    for (int column = 0; column < p->columns; column += NV * LANES)
        for (int row = 0; row < rows->count; row += MR) {
            if (act == GATED)
                NAME(tile)(p, rows, by, row, column, GATED, 0, out);
            else if (act == RELU)
                NAME(tile)(p, rows, by, row, column, RELU, 0, out);
            else if (add)
                NAME(tile)(p, rows, by, row, column, PLAIN, add, out);
            else
                NAME(tile)(p, rows, by, row, column, PLAIN, 0, out);
        }
}

/* Some rows at a time: they and what they become stay in the second cache while the weights stream by. */
static int NAME(product)(const Product *p, const float *x, int rows, int act, const float *add, float *out)
{
    int most = rows < STRIP ? rows : STRIP, planes = p->fine ? 2 : 1;
    size_t groups = (size_t)(most + MR - 1) / MR * (p->inputs / BLOCK) + 1, size = (size_t)most * p->inputs;
    uint8_t *bytes = malloc(planes * size + 64);
    float *by = malloc((size_t)most * sizeof(float) + 64);
    int32_t *zero = malloc(2 * ((size_t)most + groups) * sizeof(int32_t) + 64);
    int wanting = !bytes || !by || !zero;
    for (int row = 0; row < rows && !wanting; row += STRIP) {
        int some = rows - row < STRIP ? rows - row : STRIP;
        size_t at = (size_t)row * p->columns;
        Rows made[2] = {{bytes, zero, zero + 2 * most, 0}, {bytes + (planes - 1) * size, zero + most, zero + 2 * most + groups, 0}};
        NAME(quantise)(p, x + (size_t)row * p->inputs, some, p->inputs, made, by);
        for (int n = 0; n < planes; n++)
            NAME(weigh)(p, made + n);
        NAME(multiply)(p, made, by, act, add ? add + at : 0, out + at);
    }
    free(bytes);
    free(by);
    free(zero);
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
            for (int part = 0; part < size; part += 2 * LANES) {
                VF c[QUERIES][2];
                for (int r = 0; r < QUERIES; r++)
                    for (int i = 0; i < 2; i++)
                        c[r][i] = SETF(0.0f);
                for (int w = 0; w < words; w++) {
                    VF value[2];
#pragma GCC unroll 4
                    for (int i = 0; i < 2; i++)
                        value[i] = LOADF(values + (size_t)w * size + part + i * LANES);
#pragma GCC unroll 8
                    for (int r = 0; r < QUERIES; r++) {
                        VF by = SETF(weights[(size_t)r * padded + w]);
#pragma GCC unroll 4
                        for (int i = 0; i < 2; i++)
                            c[r][i] = FMA(by, value[i], c[r][i]);
                    }
                }
                for (int r = 0; r < QUERIES && first + r < looking; r++)
                    for (int i = 0; i < 2; i++)
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
