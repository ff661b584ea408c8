/*
 * Every moment that the engine computes, as fast as one thread can: the yardstick of the benchmark.
 *
 * Explicit vectors of eight doubles (two AVX-512 registers' worth of floats at a time), plain double accumulators without
 * compensation, one pass, reads of 256 KiB.
 *
 *   gcc -O3 -march=native -ffast-math -o moments32 moments.c
 *   gcc -O3 -march=native -ffast-math -DELEMENT=double -o moments64 moments.c
 *   moments32 REFERENCE TEST [HEADER_BYTES]
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "fill.h"

#ifndef ELEMENT
#define ELEMENT float
#endif

#define BUFFER (1 << 18)
#define LANES 8
#define COUNT (BUFFER / (int)sizeof(ELEMENT))

typedef ELEMENT elements __attribute__((vector_size(LANES * sizeof(ELEMENT)), aligned(sizeof(ELEMENT))));
typedef double doubles __attribute__((vector_size(LANES * sizeof(double))));
typedef long long longs __attribute__((vector_size(LANES * sizeof(long long))));

static ELEMENT reference[COUNT] __attribute__((aligned(64)));
static ELEMENT test[COUNT] __attribute__((aligned(64)));

static doubles absolute(doubles x) {
  return (doubles)((longs)x & 0x7fffffffffffffffLL);
}

static doubles larger(doubles a, doubles b) {
  longs mask = a > b;
  return (doubles)(((longs)a & mask) | ((longs)b & ~mask));
}

static double total(doubles x) {
  double sum = 0;
  for (int i = 0; i < LANES; i++) sum += x[i];
  return sum;
}

int main(int argc, char **argv) {
  long header = argc > 3 ? atol(argv[3]) : 0;
  int referenceFile = open(argv[1], O_RDONLY);
  int testFile = open(argv[2], O_RDONLY);
  struct stat status;
  if (referenceFile < 0 || testFile < 0 || fstat(referenceFile, &status) != 0) {
    perror("open");
    return 1;
  }
  long n = (status.st_size - header) / (long)sizeof(ELEMENT);
  doubles d1[2] = {}, d2[2] = {}, da[2] = {}, e1[2] = {}, e2[2] = {}, de[2] = {};
  double tail[6] = {0}, largest = -1, shift = 0;
  long largestAt = 0;
  for (long first = 0; first < n; first += COUNT) {
    long count = n - first < COUNT ? n - first : COUNT;
    fill(referenceFile, reference, count * sizeof(ELEMENT), header + first * sizeof(ELEMENT));
    fill(testFile, test, count * sizeof(ELEMENT), header + first * sizeof(ELEMENT));
    if (first == 0) {
      int sample = count < 256 ? (int)count : 256;
      for (int i = 0; i < sample; i++) shift += reference[i];
      shift /= sample;
    }
    doubles m[2] = {};
    long i = 0;
    for (; i + 2 * LANES <= count; i += 2 * LANES) {
      for (int u = 0; u < 2; u++) {
        doubles r = __builtin_convertvector(*(elements *)(reference + i + u * LANES), doubles);
        doubles t = __builtin_convertvector(*(elements *)(test + i + u * LANES), doubles);
        doubles d = t - r, e = r - shift, a = absolute(d);
        d1[u] += d;
        d2[u] += d * d;
        da[u] += a;
        e1[u] += e;
        e2[u] += e * e;
        de[u] += d * e;
        m[u] = larger(a, m[u]);
      }
    }
    double chunkLargest = 0;
    for (int l = 0; l < LANES; l++) chunkLargest = fmax(chunkLargest, fmax(m[0][l], m[1][l]));
    for (; i < count; i++) {
      double d = (double)test[i] - reference[i], e = reference[i] - shift;
      tail[0] += d;
      tail[1] += d * d;
      tail[2] += fabs(d);
      tail[3] += e;
      tail[4] += e * e;
      tail[5] += d * e;
      chunkLargest = fmax(chunkLargest, fabs(d));
    }
    if (chunkLargest > largest) {
      largest = chunkLargest;
      for (i = 0; i < count && fabs((double)test[i] - reference[i]) != chunkLargest; i++) {
      }
      largestAt = first + i;
    }
  }
  double sd = total(d1[0] + d1[1]) + tail[0], sd2 = total(d2[0] + d2[1]) + tail[1];
  double sda = total(da[0] + da[1]) + tail[2], se = total(e1[0] + e1[1]) + tail[3];
  double se2 = total(e2[0] + e2[1]) + tail[4], sde = total(de[0] + de[1]) + tail[5];
  double mse = sd2 / n, variance = (se2 - se * se / n) / n, mean = shift + se / n;
  double covariance = (sde - sd * se / n) / n, centered = mse - (sd / n) * (sd / n);
  printf("nmse %.17g mse %.17g variance %.17g mae %.17g largest %.17g at %ld\n", mse / variance, mse, variance, sda / n,
         largest, largestAt);
  printf("shift %.17g centered %.17g slope %.17g correlation %.17g meanSquare %.17g\n", sd / n, centered / variance,
         1 + covariance / variance,
         (variance + covariance) / sqrt(variance * (variance + 2 * covariance + centered)),
         mse / (variance + mean * mean));
  return 0;
}
