package io.github.modelconversion.measure;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.measure.runs.LogSoftmax;
import java.io.IOException;

/** Reads the logits rows that correspond to the rows of a {@code .kld} file, as log-probabilities. */
public final class SoftmaxRows implements LogProbabilityReader {

    private final KldFile like;
    private final LogitsFile logits;
    private final ValueReader reader;
    private final LogSoftmax softmax = new LogSoftmax();

    private SoftmaxRows(KldFile like, LogitsFile logits, ValueReader reader) {
        this.like = like;
        this.logits = logits;
        this.reader = reader;
    }

    static SoftmaxRows of(KldFile like, LogitsFile logits) throws IOException {
        return new SoftmaxRows(like, logits, logits.reader());
    }

    /** Returns whether a logits file has one row per row of the other file, or one per token of its text. */
    public static boolean fit(KldFile like, LogitsFile logits) {
        return holds(logits, like.rows(), like) || holdsAllTokens(like, logits);
    }

    private static boolean holdsAllTokens(KldFile like, LogitsFile logits) {
        return holds(logits, like.tokens(), like);
    }

    private static boolean holds(LogitsFile logits, long rows, KldFile like) {
        return logits.source().shape().count() == rows * like.vocabulary();
    }

    @Override
    public double read(int row, double[] logProbabilities) throws IOException {
        int vocabulary = like.vocabulary();
        long place = holdsAllTokens(like, logits) ? like.position(row) : row;
        reader.read(place * vocabulary, logProbabilities, vocabulary);
        for (int i = 0; i < vocabulary; i++) {
            if (!Double.isFinite(logProbabilities[i])) {
                throw new UnusableInputException(
                        logits.source().file(),
                        "expected finite logits, found " + logProbabilities[i] + " in row " + place + " at index " + i,
                        "The model does not work: check its weights and the tool that computed the logits");
            }
        }
        softmax.apply(logProbabilities, vocabulary);
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
