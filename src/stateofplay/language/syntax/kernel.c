/* The layers of the parser and of the learned reader, and single products, for processors that multiply whole numbers fast.
 *
 * Weights are whole numbers from -64 to 64 with a scale for each row (fine products: to 127, and two bytes for each number). A row of what comes in is multiplied by those scales and
 * rounded to bytes, of which one, the row's zero, stands for nought, with a scale of its own, so that what comes out for a word does
 * not depend on the words that are read beside it. Sums are exact, hence the same whatever instruction makes them: products of
 * bytes with weights, less the row's zero times the sum of the column's weights.
 *
 * The body is compiled once for AVX-512 with VNNI and once for AVX2; where the processor has tiles of bytes as well (AMX), products
 * go through those, with the same answers. `sop_level` tells which of the three it runs.
 */
#include <cpuid.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <immintrin.h>

/* Compilers of before 2021 do not know tiles. */
#if defined(__linux__) && (defined(__clang__) ? __clang_major__ >= 12 : __GNUC__ >= 11)
#define TILES
#include <sys/syscall.h>
#include <unistd.h>
#endif

enum { PLAIN = 0, RELU = 1, GATED = 2 };
enum { HEADS = 12 };
enum { MOST_TAGS = 64 };
enum { TILED = 8192 };
/* A byte times a weight, and another with another, fit in sixteen bits with a sign: 2 * 255 * 64 is 32640. */
enum { MOST_WEIGHT = 64, MOST_BYTE = 255, MOST_WORD = 32767 };
/* A fine number is its upper byte, up to 127, times 64 and a lower one up to 63, of which the middle stands for nought; its weights go up
 * to 127: 2 * 127 * 127 fits too. */
enum { FINER = 6, MIDDLE = 32, MOST_FINE_WEIGHT = 127, MOST_UPPER = 127 };
/* Rows that go through a product together. */
enum { STRIP = 48 };
/* Numbers that come in of which sums are made in sixteen bits where there is room for them. */
enum { BLOCK = 32 };

typedef struct {
    const int8_t *table;   /* panels of columns, four rows beside each other */
    const float *scales;   /* a scale for each row of the weights */
    const float *bias;     /* as long as the padded columns */
    const int32_t *sums;   /* of the weights of each column */
    const int16_t *parts;  /* AVX2: of those of a block and column, numbers 0, 1, 4, 5 and so on of it apart from 2, 3, 6, 7 */
    const int32_t *room;   /* AVX2: what squares of rows, as `weigh` tells them, may come to in a block of a panel; in it and the next */
    int32_t inputs, columns;  /* columns: padded to whole panels */
    int32_t fine;             /* whether numbers that come in have two bytes, of which the lower has FINER bits */
} Product;

/* A byte of each number of some rows, as `quantise` made them, with what `weigh` says of them. */
typedef struct {
    uint8_t *bytes;
    int32_t *zero, *squares;
    int count;
} Rows;

typedef struct {
    Product qkv, out, up, down;
    const float *norm1_weight, *norm1_bias, *norm2_weight, *norm2_bias;
} Layer;

/* out = act(x @ weights + bias) + add. */
typedef int (*Multiplier)(const Product *, const float *x, int rows, int act, const float *add, float *out);

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma,f16c"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma,f16c")
#endif
#define NAME(x) x##_avx512
#define LANES 16
#define MR 6
#define NV 4
#define QUERIES 8
typedef float NAME(VF) __attribute__((vector_size(64)));
typedef int32_t NAME(VI) __attribute__((vector_size(64)));
#define VF NAME(VF)
#define VI NAME(VI)
#define DOT(c, a, b) ((VI)_mm512_dpbusd_epi32((__m512i)(c), (__m512i)(a), (__m512i)(b)))
#define LOADI(p) ((VI)_mm512_loadu_si512((const void *)(p)))
#define SETI(v) ((VI)_mm512_set1_epi32(v))
#define LOADF(p) ((VF)_mm512_loadu_ps(p))
#define STOREF(p, v) _mm512_storeu_ps((p), (__m512)(v))
#define SETF(v) ((VF)_mm512_set1_ps(v))
#define FLOATS(v) ((VF)_mm512_cvtepi32_ps((__m512i)(v)))
#define WHOLE(v) ((VI)_mm512_cvtps_epi32((__m512)(v)))
#define MAXF(a, b) ((VF)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define MINF(a, b) ((VF)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define FMA(a, b, c) ((VF)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
/* What is below nought or above 255 becomes that. */
#define STORE8(p, v) _mm_storeu_si128((__m128i *)(p), _mm512_cvtusepi32_epi8(_mm512_max_epi32((__m512i)(v), _mm512_setzero_si512())))
#define HALVES(p) ((VF)_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)(p))))
#define STOREHALF(p, v) _mm256_storeu_si256((__m256i *)(p), _mm512_cvtps_ph((__m512)(v), _MM_FROUND_TO_NEAREST_INT))
/* Four numbers at p and of every fourth row behind it; then what turns four such rows of four numbers. */
#define FOURS(p, s) fours_avx512((p), (size_t)(s))
#define LOWS(a, b) ((VF)_mm512_unpacklo_ps((__m512)(a), (__m512)(b)))
#define HIGHS(a, b) ((VF)_mm512_unpackhi_ps((__m512)(a), (__m512)(b)))
#define FIRSTS(a, b) ((VF)_mm512_shuffle_ps((__m512)(a), (__m512)(b), 0x44))
#define SECONDS(a, b) ((VF)_mm512_shuffle_ps((__m512)(a), (__m512)(b), 0xee))
#define SUM(v) _mm512_reduce_add_ps((__m512)(v))
#define TOP(v) _mm512_reduce_max_ps((__m512)(v))
static inline __attribute__((always_inline)) VF fours_avx512(const float *p, size_t s)
{
    __m512 x = _mm512_castps128_ps512(_mm_loadu_ps(p));
    x = _mm512_insertf32x4(x, _mm_loadu_ps(p + 4 * s), 1);
    x = _mm512_insertf32x4(x, _mm_loadu_ps(p + 8 * s), 2);
    return (VF)_mm512_insertf32x4(x, _mm_loadu_ps(p + 12 * s), 3);
}
#include "kernel_bytes.h"
#include "kernel_body.h"
#ifdef TILES
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("amx-tile,amx-int8"))), apply_to = function)
#include "kernel_tiles.h"
#pragma clang attribute pop
#else
#pragma GCC push_options
#pragma GCC target("amx-tile,amx-int8")
#include "kernel_tiles.h"
#pragma GCC pop_options
#endif
#endif
#undef NAME
#undef LANES
#undef MR
#undef NV
#undef QUERIES
#undef VF
#undef VI
#undef LOADI
#undef SETI
#undef LOADF
#undef STOREF
#undef SETF
#undef FLOATS
#undef WHOLE
#undef MAXF
#undef MINF
#undef FMA
#undef STORE8
#undef HALVES
#undef STOREHALF
#undef FOURS
#undef LOWS
#undef HIGHS
#undef FIRSTS
#undef SECONDS
#undef SUM
#undef TOP
#if defined(__clang__)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)
#else
#pragma GCC pop_options
#pragma GCC push_options
#pragma GCC target("avx2,fma,f16c")
#endif
static inline __attribute__((always_inline)) float sum_avx2(__m256 v)
{
    __m128 x = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    x = _mm_add_ps(x, _mm_movehl_ps(x, x));
    return _mm_cvtss_f32(_mm_add_ss(x, _mm_shuffle_ps(x, x, 1)));
}
static inline __attribute__((always_inline)) float top_avx2(__m256 v)
{
    __m128 x = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
    x = _mm_max_ps(x, _mm_movehl_ps(x, x));
    return _mm_cvtss_f32(_mm_max_ss(x, _mm_shuffle_ps(x, x, 1)));
}
static inline __attribute__((always_inline)) void store8_avx2(uint8_t *p, __m256i v)
{
    __m128i x = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    _mm_storel_epi64((__m128i *)p, _mm_packus_epi16(x, x));
}
#define NAME(x) x##_avx2
#define LANES 8
#define MR 4
#define NV 2
#define QUERIES 4
typedef float NAME(VF) __attribute__((vector_size(32)));
typedef int32_t NAME(VI) __attribute__((vector_size(32)));
#define VF NAME(VF)
#define VI NAME(VI)
#define LOADI(p) ((VI)_mm256_loadu_si256((const __m256i *)(p)))
#define SETI(v) ((VI)_mm256_set1_epi32(v))
#define LOADF(p) ((VF)_mm256_loadu_ps(p))
#define STOREF(p, v) _mm256_storeu_ps((p), (__m256)(v))
#define SETF(v) ((VF)_mm256_set1_ps(v))
#define FLOATS(v) ((VF)_mm256_cvtepi32_ps((__m256i)(v)))
#define WHOLE(v) ((VI)_mm256_cvtps_epi32((__m256)(v)))
#define MAXF(a, b) ((VF)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define MINF(a, b) ((VF)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define FMA(a, b, c) ((VF)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#define STORE8(p, v) store8_avx2((p), (__m256i)(v))
#define HALVES(p) ((VF)_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(p))))
#define STOREHALF(p, v) _mm_storeu_si128((__m128i *)(p), _mm256_cvtps_ph((__m256)(v), _MM_FROUND_TO_NEAREST_INT))
#define FOURS(p, s) ((VF)_mm256_insertf128_ps(_mm256_castps128_ps256(_mm_loadu_ps(p)), _mm_loadu_ps((p) + 4 * (size_t)(s)), 1))
#define LOWS(a, b) ((VF)_mm256_unpacklo_ps((__m256)(a), (__m256)(b)))
#define HIGHS(a, b) ((VF)_mm256_unpackhi_ps((__m256)(a), (__m256)(b)))
#define FIRSTS(a, b) ((VF)_mm256_shuffle_ps((__m256)(a), (__m256)(b), 0x44))
#define SECONDS(a, b) ((VF)_mm256_shuffle_ps((__m256)(a), (__m256)(b), 0xee))
#define SUM(v) sum_avx2((__m256)(v))
#define TOP(v) top_avx2((__m256)(v))
#include "kernel_words.h"
#include "kernel_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

/* Which calls this library answers; counted up when they change. */
int sop_version(void)
{
    return 5;
}

/* Whether the processor turns numbers of 16 bits into those of 32 and back. */
static int has_halves(void)
{
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c >> 29 & 1);
}

/* 8192 (bits of a tile), 512, 256 or 0: the widest that this processor runs. */
int sop_level(void)
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma"))
#ifdef TILES
        return has_tiles() ? TILED : 512;
#else
        return 512;
#endif
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && has_halves() ? 256 : 0;
}

/* Columns of a panel, to which the tables of that level are padded. */
int sop_panel(int level)
{
    return level == TILED ? 32 : level == 512 ? 64 : 16;
}

/* Bytes of a table for that many numbers that come in and padded columns. */
int64_t sop_bytes(int level, int inputs, int columns)
{
#ifdef TILES
    if (level == TILED)
        return (int64_t)padded_depth(inputs) * columns;
#endif
    return (int64_t)inputs * columns;
}

/* A row of weights as whole numbers up to `most` times a scale; a row that is whole numbers up to 127 times one is rounded.
 * Returns 1 where it is neither. */
static int whole_row(const float *row, int outputs, int most, int8_t *whole, float *scale)
{
    float top = 1e-30f;
    for (int n = 0; n < outputs; n++)
        top = fabsf(row[n]) > top ? fabsf(row[n]) : top;
    *scale = top / (float)most;
    float finer = top / 127.0f;
    int few = 1, many = 1;
    for (int n = 0; n < outputs; n++) {
        float a = row[n] / *scale, b = row[n] / finer;
        few &= fabsf(a - rintf(a)) <= 0.01f;
        many &= fabsf(b - rintf(b)) <= 0.01f;
        whole[n] = (int8_t)rintf(a);
    }
    return !few && !many;
}

/* Weights as the kernel wants them: `table` has as many bytes as `sop_bytes` says, `scales` as many numbers as inputs, `sums` as many
 * as padded columns, `parts` two for each column and block, `room` two for each panel and block; the last two only where products are
 * summed up in sixteen bits, else they are left as they are. Returns 0, or 1 where weights are of another kind, 2 without memory. */
int sop_pack(
    int level, const float *weights, int inputs, int outputs, int columns, int fine, int8_t *table, float *scales, int32_t *sums, int16_t *parts,
    int32_t *room)
{
    int panel = sop_panel(level), blocks = inputs / BLOCK;
    int8_t *whole = malloc((size_t)outputs + 1);
    int32_t *squares = calloc((size_t)columns * blocks * 2, sizeof(int32_t));
    int bad = !whole || !squares ? 2 : 0;
    memset(table, 0, (size_t)sop_bytes(level, inputs, columns));
    memset(sums, 0, (size_t)columns * sizeof(int32_t));
    if (level == 256)
        memset(parts, 0, (size_t)columns * blocks * 2 * sizeof(int16_t));
    for (int k = 0; k < inputs && !bad; k++) {
        bad = whole_row(weights + (size_t)k * outputs, outputs, fine ? MOST_FINE_WEIGHT : MOST_WEIGHT, whole, scales + k);
        for (int n = 0; n < outputs && !bad; n++) {
            size_t at = (size_t)(n / panel) * panel * inputs + (size_t)(k / 4) * 4 * panel + 4 * (n % panel) + k % 4;
#ifdef TILES
            if (level == TILED)
                at = place_in_tiles(inputs, k, n);
#endif
            table[at] = whole[n];
            sums[n] += whole[n];
            if (level == 256) {
                size_t word = (((size_t)(n / panel) * blocks + k / BLOCK) * panel + n % panel) * 2 + k / 2 % 2;
                parts[word] += whole[n];
                squares[word] += whole[n] * whole[n];
            }
        }
    }
    for (int p = 0; p < columns / panel && level == 256 && !bad; p++)
        for (int b = 0; b < blocks; b++)
            for (int more = 0; more < 2; more++) {
                int32_t most = 1;
                for (int n = 0; n < 2 * panel && b + more < blocks; n++) {
                    const int32_t *one = squares + ((size_t)p * blocks + b) * 2 * panel + n;
                    int32_t sum = one[0] + (more ? one[2 * panel] : 0);
                    most = sum > most ? sum : most;
                }
                room[((size_t)p * blocks + b) * 2 + more] = b + more < blocks ? MOST_WORD * MOST_WORD / most : -1;
            }
    free(whole);
    free(squares);
    return bad;
}

static Multiplier multiplier(int level)
{
#ifdef TILES
    if (level == TILED)
        return product_tiles;
#endif
    return level == 512 ? product_avx512 : product_avx2;
}

/* out = act(x @ weights + bias); returns 0, or 1 where memory is wanting. `out` has the padded columns. */
int sop_product(int level, const Product *product, const float *x, int rows, int act, float *out)
{
    return multiplier(level)(product, x, rows, act, 0, out);
}

/* One layer, in place; words see each other within `bounds` (first and one past the last row of each passage). */
int sop_layer(int level, const Layer *layer, float *x, int rows, const int32_t *bounds, int passages)
{
    Multiplier product = multiplier(level);
    return level >= 512 ? layer_avx512(layer, x, rows, bounds, passages, product)
                        : layer_avx2(layer, x, rows, bounds, passages, product);
}

/* Keys and values of all words, the last two thirds of the first product of a layer. */
int sop_keys(int level, const Layer *layer, const float *x, int rows, float *out)
{
    Product keys = layer->qkv;
    int width = keys.inputs, panels = width / sop_panel(level), blocks = width / BLOCK;
    keys.table += sop_bytes(level, width, width);
    keys.bias += width;
    keys.sums += width;
    if (level == 256) {
        keys.parts += (size_t)width * blocks * 2;
        keys.room += (size_t)panels * blocks * 2;
    }
    keys.columns -= width;
    return multiplier(level)(&keys, x, rows, PLAIN, 0, out);
}

/* A layer for some words alone, as `some` has it, with the answer of `sop_keys`. */
int sop_some(
    int level, const Layer *layer, const float *x, const float *keys, const int32_t *bounds, int passages, const int32_t *some,
    int count, float *out)
{
    Multiplier product = multiplier(level);
    return level >= 512 ? some_avx512(layer, x, keys, bounds, passages, some, count, out, product)
                        : some_avx2(layer, x, keys, bounds, passages, some, count, out, product);
}

/* Pairs of words and parties, as `join` has it; `width` is a multiple of 16. All numbers of rows are within their tables. */
void sop_join(
    int level, const float *left, const float *right, const float *table, const int64_t *rows, const int64_t *columns,
    const int64_t *places, int64_t pairs, int features, int width, float *out)
{
    if (level >= 512)
        join_avx512(left, right, table, rows, columns, places, pairs, features, width, out);
    else
        join_avx2(left, right, table, rows, columns, places, pairs, features, width, out);
}

/* Words by their numbers in 16 bits with what their features add, as `feed` has it; `width` is a multiple of 16. */
void sop_feed(
    int level, const uint16_t *states, const float *const *tables, const int64_t *features, int64_t words, int columns, int width,
    float *out)
{
    if (level >= 512)
        feed_avx512(states, tables, features, words, columns, width, out);
    else
        feed_avx2(states, tables, features, words, columns, width, out);
}

/* Some rows in 16 bits, as `halve` has it; `width` is a multiple of 16. */
void sop_halve(int level, const float *x, const int64_t *from, const int64_t *to, int64_t rows, int width, uint16_t *out)
{
    if (level >= 512)
        halve_avx512(x, from, to, rows, width, out);
    else
        halve_avx2(x, from, to, rows, width, out);
}

/* Rows of `from` added to those of `to` that `places` names, one after the other. */
void sop_add_rows(const float *from, const int64_t *places, int64_t rows, int width, float *to)
{
    for (int64_t n = 0; n < rows; n++) {
        float *sum = to + places[n] * width;
        for (int k = 0; k < width; k++)
            sum[k] += from[n * width + k];
    }
}

/* The leaf of each tree to which each row of measures comes; a node's two children lie beside each other, the right one first. */
void sop_leaves(
    const double *measures, int64_t rows, int64_t columns, const int64_t *roots, int64_t trees, const int64_t *feature,
    const double *threshold, const int64_t *children, int depth, const double *value, double *out)
{
    for (int64_t t = 0; t < trees; t++)
        for (int64_t r = 0; r < rows; r++) {
            int64_t node = roots[t];
            for (int d = 0; d < depth; d++)
                node = children[2 * node + (measures[r * columns + feature[node]] <= threshold[node])];
            out[r * trees + t] = value[node];
        }
}

/* The head of each word of a sentence, counted from 1, nought for the root, as `decoding.tree` tells it: `root` and `others` are the
 * scores of the first word under the root and under each word, a row every `stride` numbers. Returns 1 where that is no tree. */
int sop_tree(const float *root, const float *others, int64_t stride, int size, int64_t *heads)
{
    const float never = -1e9f;
    int roots = 0, top = 0;
    for (int i = 0; i < size; i++) {
        float best = root[i * stride];
        heads[i] = 0;
        for (int j = 0; j < size; j++) {
            float score = i == j ? never : others[i * stride + j];
            if (score > best) {
                best = score;
                heads[i] = j + 1;
            }
        }
        roots += heads[i] == 0;
    }
    if (roots != 1) {
        float most = 0.0f;
        for (int i = 0; i < size; i++) {
            float best = -INFINITY;
            for (int j = 0; j < size; j++) {
                float score = i == j ? never : others[i * stride + j];
                best = score > best ? score : best;
            }
            float regret = size > 1 ? root[i * stride] - best : 0.0f;
            if (i == 0 || regret > most) {
                most = regret;
                top = i;
            }
        }
        for (int i = 0; i < size; i++) {
            float best = never;
            heads[i] = 0;
            for (int j = 0; j < size && i != top; j++) {
                float score = i == j ? never : others[i * stride + j];
                if (score > best) {
                    best = score;
                    heads[i] = j + 1;
                }
            }
        }
    }
    for (int i = 0; i < size; i++) {
        int64_t at = i + 1;
        int steps = 0;
        while (at && steps++ <= size)
            at = heads[at - 1];
        if (at)
            return 1;
    }
    return 0;
}

/* The best sequence of tags of some words, as `decoding.name_path` tells it: `allowed[a * tags + b]` says whether b may follow a,
 * `opening` and `closing` with which a sequence may begin and end. `back` has room for words times tags numbers. */
void sop_path(
    const float *scores, int64_t stride, int64_t words, int tags, const uint8_t *allowed, const uint8_t *opening,
    const uint8_t *closing, uint8_t *back, int64_t *path)
{
    const float never = -1e9f;
    float reach[MOST_TAGS], next[MOST_TAGS];
    for (int b = 0; b < tags; b++)
        reach[b] = scores[b] + (opening[b] ? 0.0f : never);
    for (int64_t n = 1; n < words; n++) {
        for (int b = 0; b < tags; b++) {
            float best = reach[0] + (allowed[b] ? 0.0f : never);
            int from = 0;
            for (int a = 1; a < tags; a++) {
                float value = reach[a] + (allowed[a * tags + b] ? 0.0f : never);
                if (value > best) {
                    best = value;
                    from = a;
                }
            }
            back[n * tags + b] = (uint8_t)from;
            next[b] = best + scores[n * stride + b];
        }
        memcpy(reach, next, sizeof(reach));
    }
    int tag = 0;
    float best = reach[0] + (closing[0] ? 0.0f : never);
    for (int b = 1; b < tags; b++)
        if (reach[b] + (closing[b] ? 0.0f : never) > best) {
            best = reach[b] + (closing[b] ? 0.0f : never);
            tag = b;
        }
    for (int64_t n = words - 1; n >= 0; n--) {
        path[n] = tag;
        tag = n ? back[n * tags + tag] : 0;
    }
}
