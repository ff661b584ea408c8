/*
 * The statistics of two logit files of llama-perplexity, as fast as C can: the yardstick for .kld files.
 *
 * The same arithmetic as the engine's, in doubles: a value is minimum + scale q; each row gives the divergence over
 * values above -16, the error and variance of the log-probabilities with the test's floor 16 below its largest, the top-1
 * tokens, and the losses and probabilities of the next token. gcc vectorizes the loops with libmvec's exp.
 *
 *   gcc -O3 -march=native -ffast-math -pthread -o kld kld.c -lm
 *   kld REFERENCE TEST [THREADS]
 */
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "fill.h"

#define HEADER 20

struct row {
  double divergence, referenceLoss, testLoss, squaredErrors, sum, squares;
  int sameTop;
};

struct part {
  pthread_t thread;
  long first, last;
};

struct coded {
  float scale, minimum;
  uint16_t values[];
};

static int referenceFile, testFile;
static int context, vocabulary, chunks;
static long scored, rowBytes, rowsAt;
static int32_t *tokens;
static struct row *rows;

static int largest(const uint16_t *values) {
  int most = 0;
  for (int i = 0; i < vocabulary; i++) most = values[i] > most ? values[i] : most;
  int at = 0;
  while (values[at] != most) at++;
  return at;
}

static struct row measure(const struct coded *reference, const struct coded *test, int next) {
  double a = reference->scale, b = reference->minimum, c = test->scale, d = test->minimum;
  int top = largest(reference->values), testTop = largest(test->values);
  double floor = d + c * test->values[testTop] - 16, divergence = 0, errors = 0, sum = 0, squares = 0;
  for (int i = 0; i < vocabulary; i++) {
    double r = b + a * reference->values[i], t = d + c * test->values[i];
    double weight = r > -16 ? exp(r) : 0;
    double error = r - fmax(t, floor);
    divergence += weight * (r - t);
    errors += error * error;
    sum += r;
    squares += r * r;
  }
  return (struct row){divergence, -(b + a * reference->values[next]), -(d + c * test->values[next]),
                      errors,     sum, squares, top == testTop};
}

static void *run(void *argument) {
  struct part *part = argument;
  struct coded *reference = aligned_alloc(64, (rowBytes + 63) / 64 * 64);
  struct coded *test = aligned_alloc(64, (rowBytes + 63) / 64 * 64);
  for (long row = part->first; row < part->last; row++) {
    fill(referenceFile, reference, rowBytes, rowsAt + row * rowBytes);
    fill(testFile, test, rowBytes, rowsAt + row * rowBytes);
    long next = row / scored * context + context / 2 + row % scored + 1;
    rows[row] = measure(reference, test, tokens[next]);
  }
  return NULL;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int count, char **arguments) {
  int threads = count > 3 ? atoi(arguments[3]) : 1;
  referenceFile = open(arguments[1], O_RDONLY);
  testFile = open(arguments[2], O_RDONLY);
  fill(referenceFile, &context, 4, 8);
  fill(referenceFile, &vocabulary, 4, 12);
  fill(referenceFile, &chunks, 4, 16);
  long prompt = 4L * context * chunks, all;
  tokens = malloc(prompt);
  fill(referenceFile, tokens, prompt, HEADER);
  scored = context - 1 - context / 2;
  rowBytes = 8 + 2L * ((vocabulary + 1) / 2 * 2);
  rowsAt = HEADER + prompt;
  all = scored * chunks;
  rows = malloc(all * sizeof *rows);
  struct part parts[threads];
  for (int i = 0; i < threads; i++) {
    parts[i] = (struct part){.first = all * i / threads, .last = all * (i + 1) / threads};
    pthread_create(&parts[i].thread, NULL, run, &parts[i]);
  }
  for (int i = 0; i < threads; i++) pthread_join(parts[i].thread, NULL);

  double *order = malloc(all * sizeof *order), *moves = malloc(all * sizeof *moves);
  struct row total = {};
  double squaredMoves = 0;
  for (long i = 0; i < all; i++) {
    struct row *row = rows + i;
    order[i] = row->divergence;
    moves[i] = exp(-row->testLoss) - exp(-row->referenceLoss);
    squaredMoves += moves[i] * moves[i];
    total.divergence += row->divergence;
    total.referenceLoss += row->referenceLoss;
    total.testLoss += row->testLoss;
    total.squaredErrors += row->squaredErrors;
    total.sum += row->sum;
    total.squares += row->squares;
    total.sameTop += row->sameTop;
  }
  qsort(order, all, sizeof *order, ascending);
  qsort(moves, all, sizeof *moves, ascending);
  double values = (double)all * vocabulary, mean = total.sum / values;
  printf("kl mean %.17g median %.17g maximum %.17g rmsDeltaP %.17g medianDeltaP %.17g\n", total.divergence / all,
         (order[all / 2] + order[(all - 1) / 2]) / 2, order[all - 1], sqrt(squaredMoves / all),
         (moves[all / 2] + moves[(all - 1) / 2]) / 2);
  printf("top1 %.17g ppl %.17g %.17g nmse %.17g\n", (double)total.sameTop / all, exp(total.referenceLoss / all),
         exp(total.testLoss / all), total.squaredErrors / values / (total.squares / values - mean * mean));
  return 0;
}
