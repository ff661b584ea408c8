/* Reads for the C programs: plain reads at an offset; a failure ends the program. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void fill(int file, void *buffer, long bytes, long at) {
  for (long done = 0, now; done < bytes; done += now) {
    now = pread(file, (char *)buffer + done, bytes - done, at + done);
    if (now <= 0) {
      perror("read");
      exit(1);
    }
  }
}
