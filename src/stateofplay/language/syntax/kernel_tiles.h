/* Products on processors that multiply whole tiles of bytes (AMX): the same sums as in kernel_body.h, to the last digit.
 *
 * All tiles hold 16 rows of 64 bytes: of what comes in 16 words and 64 numbers, of weights 64 numbers for 16 columns, four numbers
 * of a column beside each other.
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

/* The sums of sixteen rows for a panel. */
static void sum_tiles(const Product *p, const uint8_t *bytes, int depth, int column, int32_t *sums)
{
    const int8_t *table = p->table + (size_t)column * depth;
    _tile_zero(0);
    _tile_zero(1);
    for (int k = 0; k < depth; k += TILE_DEPTH) {
        const int8_t *weights = table + (size_t)k * TILE_PANEL;
        _tile_loadd(2, bytes + k, depth);
        _tile_loadd(3, weights, 64);
        _tile_loadd(4, weights + TILE_BYTES, 64);
        _tile_dpbusd(0, 2, 3);
        _tile_dpbusd(1, 2, 4);
    }
    _tile_stored(0, sums, 64);
    _tile_stored(1, sums + TILE_ROWS * 16, 64);
}

/* out = act(rows @ table + bias) + add, for sixteen rows at most; the tiles are laid out already. */
static void multiply_tiles(const Product *p, const Rows *made, const float *by, int act, const float *add, float *out)
{
    int depth = padded_depth(p->inputs);
    int32_t sums[4 * TILE_ROWS * 16] __attribute__((aligned(64)));
    for (int column = 0; column < p->columns; column += TILE_PANEL) {
        sum_tiles(p, made[0].bytes, depth, column, sums);
        if (p->fine)
            sum_tiles(p, made[1].bytes, depth, column, sums + 2 * TILE_ROWS * 16);
        for (int r = 0; r < made->count; r++)
            for (int half = 0; half < 2; half++) {
                int from = column + 16 * half, place = (16 * half + r) * 16;
                size_t at = (size_t)r * p->columns + from;
                VI weights = LOADI(p->sums + from), sum = LOADI(sums + place) - weights * SETI(made[0].zero[r]);
                if (p->fine)
                    sum = (sum << FINER) + LOADI(sums + 2 * TILE_ROWS * 16 + place) - weights * SETI(made[1].zero[r]);
                if (act == GATED)
                    NAME(finish)(sum, by[r], p->bias + from, GATED, 0, out + at);
                else if (act == RELU)
                    NAME(finish)(sum, by[r], p->bias + from, RELU, 0, out + at);
                else
                    NAME(finish)(sum, by[r], p->bias + from, PLAIN, add ? add + at : 0, out + at);
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
    } shape = {1, 0, {0}, {64, 64, 64, 64, 64}, {16, 16, 16, 16, 16}};
    int depth = padded_depth(p->inputs);
    size_t size = (size_t)TILE_ROWS * depth;
    uint8_t *bytes = aligned_alloc(64, 2 * size);
    if (!bytes)
        return 1;
    float by[TILE_ROWS];
    int32_t zero[2 * TILE_ROWS];
    Rows made[2] = {{bytes, zero, 0, 0}, {bytes + size, zero + TILE_ROWS, 0, 0}};
    memset(bytes, 0, 2 * size); /* rows behind the last are multiplied too, and left */
    _tile_loadconfig(&shape);
    for (int row = 0; row < rows; row += TILE_ROWS) {
        int some = rows - row < TILE_ROWS ? rows - row : TILE_ROWS;
        size_t at = (size_t)row * p->columns;
        NAME(quantise)(p, x + (size_t)row * p->inputs, some, depth, made, by);
        multiply_tiles(p, made, by, act, add ? add + at : 0, out + at);
    }
    _tile_release();
    free(bytes);
    return 0;
}
