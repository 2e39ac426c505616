/* Sums of products of bytes in words of sixteen bits (AVX2), exact.
 *
 * `vpmaddubsw` multiplies two bytes with two weights, and with these weights the sum fits in a word. Eight of them, a block of 32
 * numbers, or sixteen are added up in words before they are widened to 32 bits. A word that runs over begins anew at its other end, so the sum is right
 * to a multiple of 65536; and it is right where what it stands for, products of weights with what bytes are above the row's zero, fits in a
 * word. It does where the root of the sum of their squares, of numbers times that of weights, does (Cauchy and Schwarz). Both sums
 * are known before: those of weights since they were packed, those of rows since they were made. Elsewhere each two products
 * are widened by themselves.
 */
enum { STEPS = BLOCK / 4 };
#define ADD_WORDS(sum, more) __asm__("vpaddw %1, %0, %0" : "+x"(sum) : "x"(more)) /* in place, where compilers move to and fro */

/* For each MR rows and each block the most that the squares of what bytes are above zero come to in a word. */
static void NAME(weigh)(const Product *p, const Rows *rows)
{
    int32_t *squares = rows->squares;
    int blocks = p->inputs / BLOCK;
    memset(squares, 0, ((size_t)(rows->count + MR - 1) / MR * blocks + 1) * sizeof(int32_t)); /* the last has one behind it */
    for (int r = 0; r < rows->count; r++) {
        const __m128i *bytes = (const __m128i *)(rows->bytes + (size_t)r * p->inputs);
        __m256i zero = _mm256_set1_epi16((int16_t)rows->zero[r]);
        for (int b = 0; b < blocks; b++) {
            __m256i low = _mm256_sub_epi16(_mm256_cvtepu8_epi16(_mm_loadu_si128(bytes + 2 * b)), zero);
            __m256i high = _mm256_sub_epi16(_mm256_cvtepu8_epi16(_mm_loadu_si128(bytes + 2 * b + 1)), zero);
            __m256i sum = _mm256_add_epi32(_mm256_madd_epi16(low, low), _mm256_madd_epi16(high, high));
            __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
            half = _mm_add_epi32(half, _mm_unpackhi_epi64(half, half)); /* numbers 0, 1, 4, 5 and so on, then the others */
            int32_t one = _mm_cvtsi128_si32(_mm_max_epi32(half, _mm_shuffle_epi32(half, 1)));
            int32_t *most = squares + (size_t)(r / MR) * blocks + b;
            *most = one > *most ? one : *most;
        }
    }
}

/* The rows `places`, which begin with `row`, by a panel. */
static inline __attribute__((always_inline)) void NAME(sum_up)(
    const Product *p, const Rows *rows, int row, const int *places, int column, VI sums[MR][NV])
{
    const int blocks = p->inputs / BLOCK;
    const int8_t *table = p->table + (size_t)column * p->inputs;
    const int16_t *parts = p->parts + (size_t)column * blocks * 2;
    const int32_t *room = p->room + (size_t)(column / (NV * LANES)) * blocks * 2;
    const int32_t *squares = rows->squares + (size_t)(row / MR) * blocks;
    const int32_t *a[MR];
    const __m256i ones = _mm256_set1_epi16(1);
    int16_t zero[MR];
    for (int r = 0; r < MR; r++) {
        a[r] = (const int32_t *)(rows->bytes + (size_t)places[r] * p->inputs);
        zero[r] = (int16_t)-rows->zero[places[r]];
        for (int v = 0; v < NV; v++)
            sums[r][v] = SETI(0);
    }
    for (int b = 0, span; b < blocks; b += span) {
        int begin = b * STEPS;
        span = 1;
        __asm__("" : "+m"(*(VI(*)[MR * NV])sums)); /* in memory: registers hold the words */
        if (squares[b] <= room[2 * b]) {
            __m256i c[MR][NV];
            for (int v = 0; v < NV; v++)
                c[0][v] = (__m256i)LOADI(parts + v * 2 * LANES);
            if (squares[b] + squares[b + 1] <= room[2 * b + 1]) {
                span = 2;
                for (int v = 0; v < NV; v++)
                    c[0][v] = _mm256_add_epi16(c[0][v], (__m256i)LOADI(parts + (NV + v) * 2 * LANES));
            }
#pragma GCC unroll 8
            for (int r = MR - 1; r >= 0; r--)
#pragma GCC unroll 4
                for (int v = 0; v < NV; v++)
                    c[r][v] = _mm256_mullo_epi16(_mm256_set1_epi16(zero[r]), c[0][v]);
#pragma GCC unroll 1
            for (int k = 0; k < span * STEPS; k++) {
                __m256i w[NV];
#pragma GCC unroll 4
                for (int v = 0; v < NV; v++)
                    w[v] = (__m256i)LOADI(table + (k * NV + v) * 4 * LANES);
#pragma GCC unroll 8
                for (int r = 0; r < MR; r++) {
                    __m256i x = (__m256i)SETI(a[r][begin + k]);
#pragma GCC unroll 4
                    for (int v = 0; v < NV; v++)
                        ADD_WORDS(c[r][v], _mm256_maddubs_epi16(x, w[v]));
                }
            }
#pragma GCC unroll 8
            for (int r = 0; r < MR; r++)
#pragma GCC unroll 4
                for (int v = 0; v < NV; v++)
                    sums[r][v] += (VI)_mm256_madd_epi16(c[r][v], ones);
        } else {
            for (int r = 0; r < MR; r++)
                for (int v = 0; v < NV; v++) {
                    VI sum = (VI)_mm256_madd_epi16(_mm256_set1_epi16(zero[r]), (__m256i)LOADI(parts + v * 2 * LANES));
                    for (int k = 0; k < STEPS; k++) {
                        __m256i x = (__m256i)SETI(a[r][begin + k]), w = (__m256i)LOADI(table + (k * NV + v) * 4 * LANES);
                        sum += (VI)_mm256_madd_epi16(_mm256_maddubs_epi16(x, w), ones);
                    }
                    sums[r][v] += sum;
                }
        }
        table += span * STEPS * NV * 4 * LANES;
        parts += span * NV * 2 * LANES;
    }
}
