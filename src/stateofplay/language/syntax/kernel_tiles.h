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

/* Rows of sixteen bits as two tables of bytes, noughts behind their last number. */
static void part(const int16_t *whole, int rows, int inputs, uint8_t *low, int8_t *high)
{
    int depth = padded_depth(inputs);
    for (int r = 0; r < rows; r++) {
        for (int k = 0; k < inputs; k += 32) {
            __m512i x = _mm512_loadu_si512((const void *)(whole + (size_t)r * inputs + k));
            _mm256_storeu_si256((__m256i *)(low + (size_t)r * depth + k), _mm512_cvtepi16_epi8(x));
            _mm256_storeu_si256((__m256i *)(high + (size_t)r * depth + k), _mm512_cvtepi16_epi8(_mm512_srai_epi16(x, 8)));
        }
        memset(low + (size_t)r * depth + inputs, 0, depth - inputs);
        memset(high + (size_t)r * depth + inputs, 0, depth - inputs);
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

static void multiply_tiles(
    const Product *p, const uint8_t *low, const int8_t *high, const float *by, int rows, int act, const float *add, float *out)
{
    static const struct {
        uint8_t palette, start, spare[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } shape = {1, 0, {0}, {64, 64, 64, 64, 64, 64, 64, 64}, {16, 16, 16, 16, 16, 16, 16, 16}};
    int depth = padded_depth(p->inputs);
    int32_t sums[4][TILE_ROWS * 16] __attribute__((aligned(64)));
    _tile_loadconfig(&shape);
    for (int column = 0; column < p->columns; column += TILE_PANEL) {
        const int8_t *table = (const int8_t *)p->table + (size_t)column * depth;
        for (int row = 0; row < rows; row += TILE_ROWS) {
            _tile_zero(0);
            _tile_zero(1);
            _tile_zero(2);
            _tile_zero(3);
            for (int k = 0; k < depth; k += TILE_DEPTH) {
                const int8_t *weights = table + (size_t)k * TILE_PANEL;
                _tile_loadd(4, high + (size_t)row * depth + k, depth);
                _tile_loadd(6, weights, 64);
                _tile_loadd(5, low + (size_t)row * depth + k, depth);
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
            for (int r = 0; r < TILE_ROWS && row + r < rows; r++)
                for (int half = 0; half < 2; half++) {
                    size_t at = (size_t)(row + r) * p->columns + column + 16 * half;
                    const int32_t *upper = sums[2 * half] + 16 * r, *lower = sums[2 * half + 1] + 16 * r;
                    const float *bias = p->bias + column + 16 * half;
                    if (act == GATED)
                        finish(upper, lower, by[row + r], bias, GATED, 0, out + at);
                    else if (act == RELU)
                        finish(upper, lower, by[row + r], bias, RELU, 0, out + at);
                    else
                        finish(upper, lower, by[row + r], bias, PLAIN, add ? add + at : 0, out + at);
                }
        }
    }
    _tile_release();
}

static int product_tiles(const Product *p, const float *x, int rows, int act, const float *add, float *out)
{
    if (!rows)
        return 0;
    int blocks = (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS, depth = padded_depth(p->inputs);
    size_t bytes = (size_t)blocks * depth;
    char *room = aligned_alloc(64, (2 * bytes + (size_t)rows * p->inputs * sizeof(int16_t) + (size_t)rows * sizeof(float) + 63) / 64 * 64);
    if (!room)
        return 1;
    uint8_t *low = (uint8_t *)room;
    int8_t *high = (int8_t *)room + bytes;
    int16_t *whole = (int16_t *)(room + 2 * bytes);
    float *by = (float *)(whole + (size_t)rows * p->inputs);
    NAME(quantise)(x, rows, p->inputs, p->scales, whole, by);
    part(whole, rows, p->inputs, low, high);
    memset(low + (size_t)rows * depth, 0, (size_t)(blocks - rows) * depth);
    memset(high + (size_t)rows * depth, 0, (size_t)(blocks - rows) * depth);
    multiply_tiles(p, low, high, by, rows, act, add, out);
    free(room);
    return 0;
}
