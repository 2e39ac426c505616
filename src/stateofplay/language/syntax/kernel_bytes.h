/* Sums of products of bytes where an instruction makes four of them in 32 bits (VNNI). */

/* Nothing of rows need be known. */
static inline void NAME(weigh)(const Product *p, const Rows *rows)
{
    (void)p, (void)rows;
}

/* The rows `at` by a panel, in registers. */
static inline __attribute__((always_inline)) void NAME(sum_up)(
    const Product *p, const Rows *rows, int row, const int *at, int column, VI c[MR][NV])
{
    const int8_t *table = p->table + (size_t)column * p->inputs;
    const int32_t *a[MR];
    int fours = p->inputs / 4;
    (void)row;
#pragma GCC unroll 8
    for (int r = 0; r < MR; r++) {
        a[r] = (const int32_t *)(rows->bytes + (size_t)at[r] * p->inputs);
#pragma GCC unroll 4
        for (int v = 0; v < NV; v++)
            c[r][v] = LOADI(p->sums + column + v * LANES) * SETI(-rows->zero[at[r]]);
    }
    for (int k = 0; k < fours; k++) {
        VI b[NV];
#pragma GCC unroll 4
        for (int v = 0; v < NV; v++)
            b[v] = LOADI(table + ((size_t)k * NV + v) * 4 * LANES);
#pragma GCC unroll 8
        for (int r = 0; r < MR; r++) {
            VI x = SETI(a[r][k]);
#pragma GCC unroll 4
            for (int v = 0; v < NV; v++)
                c[r][v] = DOT(c[r][v], x, b[v]);
        }
    }
}
