package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    /** More than are done before the first are handed over. */
    private static final int COUNT = 1000;

    /** What becomes of a piece. */
    @FunctionalInterface
    private interface Work {
        void of(long piece) throws IOException;
    }

    private final AtomicInteger opened = new AtomicInteger();

    private Pieces<List<Long>> pieces(Work work) {
        return new Pieces<>(COUNT, ArrayList::new, () -> {
            opened.incrementAndGet();
            return new Pieces.Worker<>() {
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

        pieces(piece -> {}).run(threads, (result, piece) -> {
            assertThat(piece).isEqualTo(squares.size());
            squares.addAll(result);
        });

        assertThat(squares)
                .containsExactlyElementsOf(
                        LongStream.range(0, COUNT).map(i -> i * i).boxed().toList());
        assertThat(opened).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void ofSeveralFailuresTheFirstPiecesIsThrown(int threads) {
        Pieces<List<Long>> pieces = pieces(piece -> {
            if (piece >= 300) {
                throw new IOException("piece " + piece);
            }
        });

        assertThatThrownBy(() -> pieces.run(threads, (result, piece) -> {}))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("piece 300");
        assertThat(opened).hasValue(0);
    }

    @Test
    void aThreadWithoutMemoryEndsAsTheWholeWould() {
        OutOfMemoryError full = new OutOfMemoryError("heap");

        assertThatThrownBy(() -> pieces(piece -> {
                            throw full;
                        })
                        .run(2, (result, piece) -> {}))
                .isSameAs(full);
        assertThat(opened).hasValue(0);
    }
}
