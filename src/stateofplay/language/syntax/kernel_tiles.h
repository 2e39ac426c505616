/* Products on processors that multiply whole tiles of bytes (AMX): the same sums as in kernel_body.h, to the last digit.
 *
 * A whole number of sixteen bits is its upper byte, with a sign, times 256 and its lower one without; the two are multiplied
 * apart and put together in 32 bits. All tiles hold 16 rows of 64 bytes: of what comes in 16 words and 64 numbers, of weights
 * 64 numbers for 16 columns, four numbers of a column beside each other.
 */
enum { TILE_ROWS = 16, TILE_DEPTH = 64, TILE_BYTES = 1024, TILE_PANEL = 32 };
enum { PERMISSION = 0x1023, TILE_DATA = 18 };

static int padded_depth(int inputs)
{
    return (inputs + TILE_DEPTH - 1) / TILE_DEPTH * TILE_DEPTH;
}

/* Whether the processor has tiles of bytes and the system lets this process use them. */
static int has_tiles(void)
{
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d >> 24 & 1) || !(d >> 25 & 1))
        return 0;
    return syscall(SYS_arch_prctl, PERMISSION, TILE_DATA) == 0;
}

static size_t place_in_tiles(int inputs, int k, int n)
{
    return (size_t)(n / TILE_PANEL) * TILE_PANEL * padded_depth(inputs) + (size_t)(k / TILE_DEPTH) * 2 * TILE_BYTES +
           (size_t)(n % TILE_PANEL / 16) * TILE_BYTES + k % TILE_DEPTH / 4 * 64 + n % 16 * 4 + k % 4;
}

/* Rows as whole numbers, as `quantise` has them, in two tables of bytes, noughts behind their last number. */
static void part(const float *x, int rows, int width, const float *scales, uint8_t *low, int8_t *high, float *by)
{
    float most = most_of(width);
    int depth = padded_depth(width);
    for (int r = 0; r < rows; r++) {
        const float *row = x + (size_t)r * width;
        uint8_t *lower = low + (size_t)r * depth;
        int8_t *upper = high + (size_t)r * depth;
        VF top = SETF(1e-30f);
        for (int k = 0; k < width; k += LANES)
            top = MAXF(top, ABSF(LOADF(row + k) * LOADF(scales + k)));
        float largest = TOP(top);
        VF times = SETF(most / largest);
        by[r] = largest / most;
        for (int k = 0; k < width; k += LANES) {
            __m512i whole = (__m512i)WHOLE(LOADF(row + k) * LOADF(scales + k) * times);
            _mm_storeu_si128((__m128i *)(lower + k), _mm512_cvtepi32_epi8(whole));
            _mm_storeu_si128((__m128i *)(upper + k), _mm512_cvtepi32_epi8(_mm512_srai_epi32(whole, 8)));
        }
        memset(lower + width, 0, depth - width);
        memset(upper + width, 0, depth - width);
    }
}

/* What a product becomes, for one row of a panel: both bytes put together, scaled, with bias, gate and what is added. */
static inline __attribute__((always_inline)) void finish(
    const int32_t *high, const int32_t *low, float by, const float *bias, int act, const float *add, float *out)
{
    VI sum = LOADI(high) * SETI(256) + LOADI(low);
    VF y = FMA(FLOATS(sum), SETF(by), LOADF(bias));
    if (act == GATED)
        y = y / (SETF(1.0f) + NAME(exponential)(y * SETF(-1.702f)));
    else if (act == RELU)
        y = MAXF(y, SETF(0.0f));
    if (add)
        y = y + LOADF(add);
    STOREF(out, y);
}

/* out = act(rows @ table + bias) + add, for sixteen rows at most; the tiles are laid out already. */
static void multiply_tiles(
    const Product *p, const uint8_t *low, const int8_t *high, const float *by, int rows, int act, const float *add, float *out)
{
    int depth = padded_depth(p->inputs);
    int32_t sums[4][TILE_ROWS * 16] __attribute__((aligned(64)));
    for (int column = 0; column < p->columns; column += TILE_PANEL) {
        const int8_t *table = (const int8_t *)p->table + (size_t)column * depth;
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
        for (int k = 0; k < depth; k += TILE_DEPTH) {
            const int8_t *weights = table + (size_t)k * TILE_PANEL;
            _tile_loadd(4, high + k, depth);
            _tile_loadd(6, weights, 64);
            _tile_loadd(5, low + k, depth);
            _tile_loadd(7, weights + TILE_BYTES, 64);
            _tile_dpbssd(0, 4, 6);
            _tile_dpbusd(1, 5, 6);
            _tile_dpbssd(2, 4, 7);
            _tile_dpbusd(3, 5, 7);
        }
        _tile_stored(0, sums[0], 64);
        _tile_stored(1, sums[1], 64);
        _tile_stored(2, sums[2], 64);
        _tile_stored(3, sums[3], 64);
        for (int r = 0; r < rows; r++)
            for (int half = 0; half < 2; half++) {
                size_t at = (size_t)r * p->columns + column + 16 * half;
                const int32_t *upper = sums[2 * half] + 16 * r, *lower = sums[2 * half + 1] + 16 * r;
                const float *bias = p->bias + column + 16 * half;
                if (act == GATED)
                    finish(upper, lower, by[r], bias, GATED, 0, out + at);
                else if (act == RELU)
                    finish(upper, lower, by[r], bias, RELU, 0, out + at);
                else
                    finish(upper, lower, by[r], bias, PLAIN, add ? add + at : 0, out + at);
            }
    }
}

/* Sixteen words stay in the first cache while the weights stream by; the other way round the words would, which are more. */
static int product_tiles(const Product *p, const float *x, int rows, int act, const float *add, float *out)
{
    static const struct {
        uint8_t palette, start, spare[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } shape = {1, 0, {0}, {64, 64, 64, 64, 64, 64, 64, 64}, {16, 16, 16, 16, 16, 16, 16, 16}};
    size_t bytes = (size_t)TILE_ROWS * padded_depth(p->inputs);
    uint8_t *low = aligned_alloc(64, 2 * bytes);
    if (!low)
        return 1;
    int8_t *high = (int8_t *)low + bytes;
    float by[TILE_ROWS];
    memset(low, 0, 2 * bytes); /* rows behind the last are multiplied too, and left */
    _tile_loadconfig(&shape);
    for (int row = 0; row < rows; row += TILE_ROWS) {
        int some = rows - row < TILE_ROWS ? rows - row : TILE_ROWS;
        size_t at = (size_t)row * p->columns;
        part(x + (size_t)row * p->inputs, some, p->inputs, p->scales, low, high, by);
        multiply_tiles(p, low, high, by, some, act, add ? add + at : 0, out + at);
    }
    _tile_release();
    free(low);
    return 0;
}
