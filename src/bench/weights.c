/*
 * BF16 weights against Q8_0 or Q4_K blocks: decodes both and computes the sums of (w - r)^2, r^2, (w - r) r and step^2, and
 * the weights that are off by more than 0.55 of their step.
 *
 *   gcc -O3 -march=native -ffast-math -pthread -o weights weights.c -lm
 *   weights ORIGINAL CONVERTED Q8_0|Q4_K [THREADS]
 */
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "fill.h"

#define PIECE 256
#define CHUNK (1 << 16)

typedef struct {
  double error, reference, cross, step;
  long off;
} sums;

typedef struct {
  long first, last; /* chunks */
  sums total;
} part;

static int original, converted, isK, blockBytes;

static float half(const uint8_t *bytes) {
  _Float16 value;
  memcpy(&value, bytes, sizeof value);
  return value;
}

static void q8(const uint8_t *block, float *w, float *s) {
  for (int g = 0; g < PIECE; g += 32, block += 34) {
    float d = half(block);
    const int8_t *codes = (const int8_t *)block + 2;
    for (int i = 0; i < 32; i++) {
      w[g + i] = d * codes[i];
      s[g + i] = fabsf(d);
    }
  }
}

static void k4(const uint8_t *block, float *w, float *s) {
  float d = half(block), min = half(block + 2);
  const uint8_t *six = block + 4, *codes = block + 16;
  for (int g = 0; g < 8; g++) {
    int scale = g < 4 ? six[g] & 63 : (six[g + 4] & 15) | six[g - 4] >> 6 << 4;
    int least = g < 4 ? six[g + 4] & 63 : six[g + 4] >> 4 | six[g] >> 6 << 4;
    float dl = d * scale, ml = min * least;
    const uint8_t *pairs = codes + g / 2 * 32;
    int shift = g % 2 * 4;
    for (int i = 0; i < 32; i++) {
      w[32 * g + i] = dl * (pairs[i] >> shift & 15) - ml;
      s[32 * g + i] = fabsf(dl);
    }
  }
}

static void *run(void *argument) {
  part *p = argument;
  uint16_t *r = malloc(CHUNK * sizeof *r);
  uint8_t *blocks = malloc((long)CHUNK / PIECE * blockBytes);
  float w[PIECE], s[PIECE];
  for (long chunk = p->first; chunk < p->last; chunk++) {
    fill(original, r, CHUNK * sizeof *r, chunk * CHUNK * sizeof *r);
    fill(converted, blocks, (long)CHUNK / PIECE * blockBytes, chunk * (CHUNK / PIECE) * blockBytes);
    for (int piece = 0; piece < CHUNK / PIECE; piece++) {
      (isK ? k4 : q8)(blocks + (long)piece * blockBytes, w, s);
      double error = 0, reference = 0, cross = 0, step = 0;
      int off = 0;
      for (int i = 0; i < PIECE; i++) {
        union {
          uint32_t bits;
          float value;
        } u = {(uint32_t)r[piece * PIECE + i] << 16};
        double x = u.value, e = w[i] - x;
        error += e * e;
        reference += x * x;
        cross += e * x;
        step += (double)s[i] * s[i];
        off += fabs(e) > 0.55 * s[i];
      }
      p->total.error += error;
      p->total.reference += reference;
      p->total.cross += cross;
      p->total.step += step;
      p->total.off += off;
    }
  }
  free(r);
  free(blocks);
  return NULL;
}

int main(int argc, char **argv) {
  int threads = argc > 4 ? atoi(argv[4]) : 1;
  original = open(argv[1], O_RDONLY);
  converted = open(argv[2], O_RDONLY);
  isK = strcmp(argv[3], "Q4_K") == 0;
  blockBytes = isK ? 144 : 8 * 34;
  struct stat status;
  if (original < 0 || converted < 0 || fstat(original, &status) != 0) {
    perror("open");
    return 1;
  }
  long chunks = status.st_size / 2 / CHUNK;
  pthread_t ids[64];
  part parts[64] = {0};
  sums total = {0};
  for (int i = 0; i < threads; i++) {
    parts[i].first = chunks * i / threads;
    parts[i].last = chunks * (i + 1) / threads;
    pthread_create(&ids[i], NULL, run, &parts[i]);
  }
  for (int i = 0; i < threads; i++) {
    pthread_join(ids[i], NULL);
    total.error += parts[i].total.error;
    total.reference += parts[i].total.reference;
    total.cross += parts[i].total.cross;
    total.step += parts[i].total.step;
    total.off += parts[i].total.off;
  }
  printf("nmse %.17g slope %.17g off %ld ofSteps %.17g\n", total.error / total.reference,
         1 + total.cross / total.reference, total.off, 12 * total.error / total.step);
  return 0;
}
