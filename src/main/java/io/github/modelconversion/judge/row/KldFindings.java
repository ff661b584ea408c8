package io.github.modelconversion.judge.row;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Findings about llama-perplexity's logit files. */
public final class KldFindings {

    /**
     * Smallest meaningful mean divergence in nats. The coding alone causes up to 2.8e-6, and up to 4.7e-5 in a single row;
     * see kld.md.
     */
    private static final double NOISE_OF_THE_MEAN = 1e-5;

    private static final double NOISE_OF_A_ROW = 1.3e-4;

    private KldFindings() {}

    /** Returns the given findings plus one for each limit that is tighter than the files' encoding can resolve. */
    public static List<Finding> with(List<Finding> findings, List<LimitResult> limits) {
        List<Finding> all = new ArrayList<>(findings);
        limits.stream()
                .map(LimitResult::limit)
                .filter(limit -> limit.origin() != Limit.Origin.BASELINE && limit.value() < noise(limit.metric()))
                .map(KldFindings::belowNoise)
                .forEach(all::add);
        return all;
    }

    private static double noise(Metric metric) {
        return switch (metric) {
            case MEAN_KL_DIVERGENCE -> NOISE_OF_THE_MEAN;
            case MAX_KL_DIVERGENCE -> NOISE_OF_A_ROW;
            default -> 0;
        };
    }

    private static Finding belowNoise(Limit limit) {
        return new Finding(
                Code.LIMIT_BELOW_NOISE,
                Severity.WARNING,
                String.format(
                        Locale.ROOT,
                        "the limit of %.3g for the %s is below %.2g nats, the error that the files' 16-bit coding"
                                + " alone can cause. For a limit this small, compare logits",
                        limit.value(),
                        limit.metric().label(),
                        noise(limit.metric())),
                Numbers.of("limit", limit.value())
                        .and("noise", noise(limit.metric()))
                        .map());
    }

    /**
     * Returns why two files cannot be compared; empty if both are of the same prompt.
     *
     * @throws IOException if the tokens cannot be read
     */
    public static Optional<Finding> mismatch(KldFile reference, KldFile test) throws IOException {
        if (!reference.fits(test)) {
            return Optional.of(new Finding(
                    Code.SHAPE_MISMATCH,
                    Severity.FAIL,
                    "expected the same context, vocabulary and number of chunks on both sides, found "
                            + shape(reference)
                            + " in the reference (" + reference.name() + ") and " + shape(test) + " in the test ("
                            + test.name() + "). Run llama-perplexity on the same text with the same context for both",
                    Map.of()));
        }
        OptionalLong other = reference.text().firstOther(test.text());
        return other.isEmpty() ? Optional.empty() : Optional.of(otherTokens(reference, test, other.getAsLong()));
    }

    private static Finding otherTokens(KldFile reference, KldFile test, long position) throws IOException {
        int ofReference = reference.text().at(position);
        int ofTest = test.text().at(position);
        return new Finding(
                Code.TOKENS_DIFFER,
                Severity.FAIL,
                "expected the same text on both sides, found token " + position + " of the text to be id "
                        + ofReference + " in the reference (" + reference.name() + ") and id "
                        + ofTest + " in the test (" + test.name()
                        + "). Run llama-perplexity on the same file, and compare the tokenizers",
                Numbers.of("position", position)
                        .and("referenceId", ofReference)
                        .and("testId", ofTest)
                        .map());
    }

    private static String shape(KldFile file) {
        return file.chunks() + " chunks of " + file.context() + " tokens over " + file.vocabulary();
    }

    /** Returns the finding for a file of logits whose rows do not match those of a .kld file. */
    public static Finding otherRows(KldFile reference, String test, long values) {
        return new Finding(
                Code.SHAPE_MISMATCH,
                Severity.FAIL,
                "expected logits for the " + reference.rows() + " scored positions of " + reference.name() + ", "
                        + reference.vocabulary() + " for each, found " + values + " values in " + test
                        + ". Only the second half of each chunk is scored, without its last token",
                Numbers.of("rows", reference.rows())
                        .and("vocabulary", reference.vocabulary())
                        .and("values", values)
                        .map());
    }

    /** Returns the findings needed to interpret the statistics. */
    public static List<Finding> of(KldStatistics statistics, boolean hasLimits) {
        List<Finding> findings = new ArrayList<>();
        if (!hasLimits) {
            findings.add(new Finding(
                    Code.NO_LIMIT,
                    Severity.WARNING,
                    "nothing judges log-probabilities, which have no NMSE: set maxMeanKlDivergence, maxKlDivergence or"
                            + " minTop1Agreement, or limits to recommended",
                    Map.of()));
        }
        long reference = statistics.clipped().clippedReferenceTargets();
        long test = statistics.clipped().clippedTestTargets();
        if (reference > 0 || test > 0) {
            findings.add(new Finding(
                    Code.CLIPPED_TARGETS,
                    Severity.INFO,
                    "the next token's log-probability is " + KldFile.RANGE + " or more below the largest in "
                            + reference
                            + " rows of the reference and " + test + " of the test, of " + statistics.rows()
                            + ": the file has cut it off there, so these perplexities are too low. KL divergence, delta p"
                            + " and same top are not affected",
                    Numbers.of("reference", reference)
                            .and("test", test)
                            .and("rows", statistics.rows())
                            .map()));
        }
        return findings;
    }
}
