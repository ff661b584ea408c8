package io.github.modelconversion.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The timeouts only keep a broken build from hanging. */
class ThreadsTest {

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void tasksRunAtTheSameTime() throws IOException {
        CountDownLatch both = new CountDownLatch(2);

        try (Threads threads = Threads.start(2)) {
            threads.all(Collections.nCopies(2, () -> {
                both.countDown();
                await(both);
            }));
        }

        assertThat(both.getCount()).isZero();
    }

    @Test
    void aTaskThatFailsIsReported() {
        try (Threads threads = Threads.start(1)) {
            assertThatThrownBy(() -> threads.all(List.of(() -> {
                        throw new IllegalArgumentException("broken");
                    })))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void theResultOfATaskIsReturned() throws Exception {
        assertThat(Threads.result(new FutureTask<>(() -> "done"))).isEqualTo("done");
    }

    @Test
    void anInterruptedRunStopsItsTasks() {
        Thread caller = Thread.currentThread();
        AtomicBoolean begun = new AtomicBoolean();
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runnable task = () -> {
            if (Thread.currentThread().equals(caller)) {
                while (!begun.get()) {
                    Thread.onSpinWait();
                }
                return;
            }
            begun.set(true);
            caller.interrupt();
            try {
                await(never);
            } catch (IllegalStateException interrupted) {
                stopped.countDown();
            }
        };

        try (Threads threads = Threads.start(1)) {
            assertThatThrownBy(() -> threads.all(Collections.nCopies(2, task)))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("interrupted while comparing");
            assertThat(Thread.interrupted()).isTrue();
            await(stopped);
        }
    }
}
