/*
 * Every moment and every row's softmax metrics, as fast as C can: the yardstick of the benchmark over rows of logits.
 *
 * Explicit vectors of eight doubles as in moments.c, plain double accumulators, one pass, reads of 256 KiB. The weights
 * of a row are relative to two numbers fixed beforehand, so that nothing is rescaled: x = r - shift, g = (t - r) - offset,
 * with offset taken at the largest r of the row's first read. With weights e^x:
 *
 *   A = E[e^g - 1],  KL = E[e^g - 1 - g] + log1p(A) - A
 *
 * where each term is as small as KL itself, so that a small KL keeps its digits. Stops at a row whose e^x or e^g could
 * leave the range of a double: its largest logits more than 600 from the shift, or a g that may pass 700.
 *
 *   gcc -O3 -march=native -ffast-math -pthread -o rows32 rows.c -lm
 *   rows32 REFERENCE TEST WIDTH [THREADS]
 */
#include <fcntl.h>
#include <float.h>
#ifdef __AVX512F__
#include <immintrin.h>
#endif
#include <math.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>

#include "fill.h"

#define BUFFER (1 << 18)
#define LANES 8
#define COUNT (BUFFER / (long)sizeof(float))
#define TOP 10
#define BLOCK 64

typedef float elements __attribute__((vector_size(LANES * sizeof(float)), aligned(sizeof(float))));
typedef float floats __attribute__((vector_size(16 * sizeof(float)), aligned(sizeof(float))));
typedef int ints __attribute__((vector_size(16 * sizeof(int))));
typedef double doubles __attribute__((vector_size(LANES * sizeof(double))));
typedef long long longs __attribute__((vector_size(LANES * sizeof(long long))));

/* The moments, then the sums of e^x, e^x (e^g - 1 - g) and e^x g. */
struct sums {
  doubles d1, d2, da, e1, e2, de, largest, p, h, b;
};

/* Descending in the lanes before TOP; the other lanes are unused. */
struct top {
  floats value;
  ints at;
};

struct row {
  double d1, d2, da, e1, e2, de, kl, move, cosine, nmse;
  int agree, overlap;
};

struct place {
  double kl;
  long row;
};

struct part {
  pthread_t thread;
  long first, last, largestAt;
  double largest;
};

static int referenceFile, testFile, kept;
static long width;
static double shift;
static struct row *rows;
static longs table[2];

#define INLINE static inline __attribute__((always_inline))

/* Few instructions; gcc 12 makes many from the general forms below. */
#ifdef __AVX512F__
INLINE doubles widen(const float *x) {
  return (doubles)_mm512_cvtps_pd(_mm256_loadu_ps(x));
}

INLINE doubles larger(doubles a, doubles b) {
  return (doubles)_mm512_max_pd((__m512d)a, (__m512d)b);
}

INLINE long exceeding(const float *x, float least) {
  __m512 all = _mm512_set1_ps(least);
  long mask = 0;
  for (int i = 0; i < BLOCK; i += 16) mask |= (long)_mm512_cmp_ps_mask(_mm512_loadu_ps(x + i), all, _CMP_GT_OQ) << i;
  return mask;
}
#else
INLINE doubles widen(const float *x) {
  return __builtin_convertvector(*(const elements *)x, doubles);
}

INLINE doubles larger(doubles a, doubles b) {
  longs mask = a > b;
  return (doubles)(((longs)a & mask) | ((longs)b & ~mask));
}

INLINE long exceeding(const float *x, float least) {
  long mask = 0;
  for (int i = 0; i < BLOCK; i++) mask |= (long)(x[i] > least) << i;
  return mask;
}
#endif

static double total(doubles x) {
  double sum = 0;
  for (int i = 0; i < LANES; i++) sum += x[i];
  return sum;
}

/*
 * x = k ln2/16 + f, power = 2^(k/16), e^x = power (1 + f + tail). The cubic is near minimax. Measured against expl: at
 * most 2.0e-14 of e^x for |x| up to 40, 4.2e-14 up to 690, where the rounding of ln2/16 shows.
 * The table holds 2^(j/16) less j in bits 48 to 51, so that adding k << 48 both cancels j and sets the exponent.
 */
INLINE void split(doubles x, doubles *power, doubles *f, doubles *tail) {
  const double magic = 0x1.8p52;
  doubles k = __builtin_assoc_barrier(x * 23.083120654223414 + magic);
  *f = x - (k - magic) * 0.04332169878499658;
  *power = (doubles)(__builtin_shuffle(table[0], table[1], (longs)k) + ((longs)k << 48));
  doubles cubic = 0.041667318457889735 + *f * 0.008333426446205513;
  *tail = *f * *f * (0.49999999996176536 + *f * (0.16666666666120458 + *f * cubic));
}

INLINE void step(struct sums *s, const float *reference, const float *test, double offset, longs mask) {
  doubles r = widen(reference), difference = __builtin_assoc_barrier(widen(test) - r);
  doubles d = (doubles)((longs)difference & mask), e = (doubles)((longs)(r - shift) & mask);
  doubles a = (doubles)((longs)d & 0x7fffffffffffffffLL);
  s->d1 += d;
  s->d2 += d * d;
  s->da += a;
  s->e1 += e;
  s->e2 += e * e;
  s->de += d * e;
  s->largest = larger(a, s->largest);
  doubles power, f, tail, g = __builtin_assoc_barrier(d - offset);
  split(larger(e, (doubles){} - 690), &power, &f, &tail);
  doubles p = (doubles)((longs)(power + power * (f + tail)) & mask);
  split(g, &power, &f, &tail);
  /* Exact where the power is one, which is where g is small; the barriers keep -ffast-math from factoring it. */
  doubles rest = __builtin_assoc_barrier(power * f - g) + __builtin_assoc_barrier(power - 1);
  s->p += p;
  s->h += p * (power * tail + __builtin_assoc_barrier(rest));
  s->b += p * g;
}

INLINE floats choose(ints mask, floats a, floats b) {
  return (floats)(((ints)a & mask) | ((ints)b & ~mask));
}

/* Moves the lower lanes up by one, without a branch. The strict comparison keeps the lower index of equal values. */
INLINE void insert(struct top *top, float value, int at) {
  const ints before = {0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, first = {-1};
  ints here = value > top->value, moved = __builtin_shuffle(here, before) & ~first;
  floats placed = choose(here, (floats){} + value, top->value);
  ints placedAt = (here & at) | (~here & top->at);
  top->value = choose(moved, __builtin_shuffle(top->value, before), placed);
  top->at = (moved & __builtin_shuffle(top->at, before)) | (~moved & placedAt);
}

static struct top search(struct top top, const float *x, long count, long at) {
  long i = 0;
  for (; i + BLOCK <= count; i += BLOCK) {
    for (long above = exceeding(x + i, top.value[TOP - 1]); above; above &= above - 1) {
      long j = i + __builtin_ctzl(above);
      insert(&top, x[j], at + j);
    }
  }
  for (; i < count; i++) insert(&top, x[i], at + i);
  return top;
}

/* Starts a row just below what TOP of sixteen lanes reach, which skips nearly all values. */
static struct top start(const float *x, long count) {
  float least = -FLT_MAX;
  if (count >= 128) {
    floats most = *(const floats *)x;
    ints rank = {};
    for (long i = 16; i + 16 <= count && i < 1024; i += 16) {
      floats v = *(const floats *)(x + i);
      most = choose(v > most, v, most);
    }
    for (int l = 0; l < 16; l++) rank -= most < most[l];
    most = choose(rank < TOP, most, (floats){} + FLT_MAX);
    least = most[0];
    for (int l = 1; l < 16; l++) least = fminf(least, most[l]);
    least = nextafterf(least, -FLT_MAX);
  }
  return (struct top){(floats){} + least, (ints){} - 1};
}

/* The squares of r and the products of r and t follow from the moments about the shift. */
static struct row finish(const struct sums *s, const struct top *r, const struct top *t, double offset, double error) {
  struct row row = {.d1 = total(s->d1), .d2 = total(s->d2), .da = total(s->da)};
  row.e1 = total(s->e1);
  row.e2 = total(s->e2);
  row.de = total(s->de);
  double p = total(s->p), h = total(s->h) / p, a = h + total(s->b) / p;
  row.kl = h + log1p(a) - a;
  row.move = exp(r->value[0] - shift) / p * expm1(error - offset - log1p(a));
  double rr = row.e2 + shift * (2 * row.e1 + width * shift), rd = row.de + shift * row.d1;
  row.cosine = (rr + rd) / sqrt(rr * (rr + 2 * rd + row.d2));
  row.nmse = row.d2 / (row.e2 - row.e1 * row.e1 / width);
  row.agree = r->at[0] == t->at[0];
  for (int i = 0; i < kept; i++) {
    for (int j = 0; j < kept; j++) row.overlap += r->at[i] == t->at[j];
  }
  return row;
}

static void *work(void *argument) {
  struct part *part = argument;
  float *reference = aligned_alloc(64, BUFFER + 64), *test = aligned_alloc(64, BUFFER + 64);
  memset(reference, 0, BUFFER + 64);
  memset(test, 0, BUFFER + 64);
  struct sums sums;
  struct top r, t;
  double offset = 0, error = 0;
  long column = 0, row = part->first, end = part->last * width;
  longs lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  part->largest = -1;
  for (long first = row * width; first < end; first += COUNT) {
    long count = end - first < COUNT ? end - first : COUNT;
    fill(referenceFile, reference, count * sizeof(float), first * sizeof(float));
    fill(testFile, test, count * sizeof(float), first * sizeof(float));
    for (long at = 0, next; at < count; at = next) {
      next = count - at < width - column ? count : at + width - column;
      if (column == 0) {
        sums = (struct sums){};
        r = start(reference + at, next - at);
        t = start(test + at, next - at);
      }
      r = search(r, reference + at, next - at, column);
      t = search(t, test + at, next - at, column);
      if (r.at[0] >= column) error = (double)test[at + r.at[0] - column] - r.value[0];
      if (column == 0) offset = error;
      struct sums s = sums;
      long i = at;
      for (; i + LANES <= next; i += LANES) step(&s, reference + i, test + i, offset, (longs){} - 1);
      if (i < next) step(&s, reference + i, test + i, offset, lanes < next - i);
      sums = s;
      double largest = 0;
      for (int l = 0; l < LANES; l++) largest = fmax(largest, s.largest[l]);
      if (largest + fabs(offset) > 700 || fabs(r.value[0] - shift) > 600 || fabs(t.value[0] - shift) > 600) {
        fprintf(stderr, "row %ld: logits too far apart\n", row);
        exit(1);
      }
      if (largest > part->largest) {
        part->largest = largest;
        for (i = at; i < next && fabs((double)test[i] - reference[i]) != largest; i++) {
        }
        part->largestAt = first + i;
      }
      column += next - at;
      if (column == width) {
        rows[row++] = finish(&sums, &r, &t, offset, error);
        column = 0;
      }
    }
  }
  return NULL;
}

/* Descending; equal divergences in the order of their rows. */
static int compare(const void *a, const void *b) {
  const struct place *i = a, *j = b;
  return i->kl != j->kl ? (i->kl < j->kl) - (i->kl > j->kl) : (i->row > j->row) - (i->row < j->row);
}

static double quantile(const struct place *order, long count, double q) {
  double at = (1 - q) * (count - 1);
  long i = (long)at;
  return i + 1 < count ? order[i].kl + (at - i) * (order[i + 1].kl - order[i].kl) : order[i].kl;
}

int main(int argc, char **argv) {
  referenceFile = open(argv[1], O_RDONLY);
  testFile = open(argv[2], O_RDONLY);
  struct stat status;
  if (referenceFile < 0 || testFile < 0 || fstat(referenceFile, &status) != 0) {
    perror("open");
    return 1;
  }
  width = atol(argv[3]);
  kept = width < TOP ? width : TOP;
  long count = status.st_size / (long)sizeof(float) / width, threads = argc > 4 ? atol(argv[4]) : 1;
  double n = (double)count * width;
  rows = malloc(count * sizeof(struct row));
  for (int j = 0; j < 16; j++) {
    double power = exp2(j / 16.0);
    memcpy((long long *)table + j, &power, sizeof power);
    table[j / 8][j % 8] -= (long long)j << 48;
  }
  float sample[256];
  long samples = n < 256 ? n : 256;
  fill(referenceFile, sample, samples * sizeof(float), 0);
  for (int i = 0; i < samples; i++) shift += sample[i] / samples;
  struct part parts[threads];
  for (long i = 0; i < threads; i++) {
    parts[i].first = count * i / threads;
    parts[i].last = count * (i + 1) / threads;
    if (i > 0) pthread_create(&parts[i].thread, NULL, work, &parts[i]);
  }
  work(&parts[0]);
  struct part *most = parts;
  for (long i = 1; i < threads; i++) {
    pthread_join(parts[i].thread, NULL);
    if (parts[i].largest > most->largest) most = &parts[i];
  }
  struct row sum = {};
  double moves = 0, lowest = 1, worst = 0, root = 0;
  struct place *order = malloc(count * sizeof(struct place));
  for (long i = 0; i < count; i++) {
    struct row *row = &rows[i];
    order[i] = (struct place){row->kl, i};
    sum.d1 += row->d1;
    sum.d2 += row->d2;
    sum.da += row->da;
    sum.e1 += row->e1;
    sum.e2 += row->e2;
    sum.de += row->de;
    sum.kl += row->kl;
    sum.cosine += row->cosine;
    sum.agree += row->agree;
    sum.overlap += row->overlap;
    moves += row->move * row->move;
    lowest = fmin(lowest, row->cosine);
    worst = fmax(worst, row->nmse);
    root = fmax(root, row->d2);
  }
  qsort(order, count, sizeof(struct place), compare);
  double mse = sum.d2 / n, variance = (sum.e2 - sum.e1 * sum.e1 / n) / n, mean = shift + sum.e1 / n;
  double covariance = (sum.de - sum.d1 * sum.e1 / n) / n, centered = mse - (sum.d1 / n) * (sum.d1 / n);
  printf("nmse %.17g mse %.17g variance %.17g mae %.17g largest %.17g at %ld\n", mse / variance, mse, variance,
         sum.da / n, most->largest, most->largestAt);
  printf("shift %.17g centered %.17g slope %.17g correlation %.17g meanSquare %.17g\n", sum.d1 / n, centered / variance,
         1 + covariance / variance,
         (variance + covariance) / sqrt(variance * (variance + 2 * covariance + centered)),
         mse / (variance + mean * mean));
  printf("kl mean %.17g median %.17g p99 %.17g maximum %.17g\n", sum.kl / count, quantile(order, count, 0.5),
         quantile(order, count, 0.99), order[0].kl);
  printf("top1 %.17g top10 %.17g rmsTop1DeltaP %.17g cosine mean %.17g lowest %.17g rowNmse %.17g rowRmse %.17g\n",
         (double)sum.agree / count, (double)sum.overlap / count / kept, sqrt(moves / count), sum.cosine / count, lowest,
         worst, sqrt(root / width));
  printf("largest");
  for (long i = 0; i < count && i < TOP; i++) printf(" %ld", order[i].row);
  printf("\n");
  return 0;
}
