package io.github.modelconversion.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedTasksTest {

    /** More tasks than run before the first results are delivered. */
    private static final int COUNT = 1000;

    /** Does a piece. */
    @FunctionalInterface
    private interface Work {
        void of(long piece) throws IOException;
    }

    private final AtomicInteger opened = new AtomicInteger();

    private OrderedTasks<List<Long>> pieces(Work work) {
        return new OrderedTasks<>(COUNT, ArrayList::new, () -> {
            opened.incrementAndGet();
            return new OrderedTasks.Worker<>() {
                @Override
                public void measure(long piece, List<Long> into) throws IOException {
                    into.clear();
                    into.add(piece * piece);
                    work.of(piece);
                }

                @Override
                public void close() {
                    opened.decrementAndGet();
                }
            };
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void resultsComeInTheOrderOfThePieces(int threads) throws IOException {
        List<Long> squares = new ArrayList<>();

        try (Threads several = Threads.start(threads)) {
            pieces(piece -> {}).run(several, (result, piece) -> {
                assertThat(piece).isEqualTo(squares.size());
                assertThat(opened).as("workers").hasValue(threads);
                squares.addAll(result);
            });
        }

        assertThat(squares)
                .containsExactlyElementsOf(
                        LongStream.range(0, COUNT).map(i -> i * i).boxed().toList());
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFailureOfTheFirstPieceIsThrown(int threads) {
        OrderedTasks<List<Long>> pieces = pieces(piece -> {
            if (piece >= 300) {
                throw new IOException("piece " + piece);
            }
        });

        try (Threads several = Threads.start(threads)) {
            assertThatThrownBy(() -> pieces.run(several, (result, piece) -> {}))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("piece 300");
        }
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void afterAFailureEachThreadFinishesItsPieceOnly(int threads) {
        AtomicInteger failures = new AtomicInteger();
        OrderedTasks<List<Long>> pieces = pieces(piece -> {
            if (piece >= 10) {
                failures.incrementAndGet();
                throw new IOException("piece " + piece);
            }
        });

        try (Threads several = Threads.start(threads)) {
            assertThatThrownBy(() -> pieces.run(several, (result, piece) -> {})).hasMessage("piece 10");
        }

        assertThat(failures).hasValueBetween(1, threads);
    }

    @Test
    void aRunLimitedToOneThreadStaysInTheCallingThread() throws IOException {
        Set<Thread> used = ConcurrentHashMap.newKeySet();

        try (Threads several = Threads.start(5)) {
            pieces(piece -> used.add(Thread.currentThread())).run(several.one(), (result, piece) -> {});
        }

        assertThat(used).containsExactly(Thread.currentThread());
    }

    @Test
    void anOutOfMemoryErrorIsPassedOn() {
        OutOfMemoryError full = new OutOfMemoryError("heap");

        try (Threads two = Threads.start(2)) {
            assertThatThrownBy(() -> pieces(piece -> {
                                throw full;
                            })
                            .run(two, (result, piece) -> {}))
                    .isSameAs(full);
        }
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void workDoneInParallelMayHavePiecesOfItsOwn(int threads) throws IOException {
        AtomicInteger squares = new AtomicInteger();

        try (Threads several = Threads.start(threads)) {
            several.all(Collections.nCopies(8, () -> {
                try {
                    pieces(piece -> {}).run(several, (result, piece) -> squares.addAndGet(result.size()));
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }));
        }

        assertThat(squares).hasValue(8 * COUNT);
        assertThat(opened).hasValue(0);
    }
}
