package io.github.modelconversion.robustness;

import io.github.modelconversion.KldFixture.Decoded;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.robustness.Stored.Values;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Decides whether PASS is true of two outputs: reads and judges both sides without the code under test. Figures that are
 * exact in decimal numbers (NMSE, largest error) are computed exactly; the figures of the rows in doubles, with a margin
 * around the limit that is far wider than their error.
 */
final class Truth {

    /** Relative margin; plain double arithmetic is off by at most 1e-12 here. */
    private static final double MARGIN = 1e-9;

    /** Most by which the probabilities of a row of a .kld file may miss 1: they are coded in steps of 2.4e-4 nats. */
    private static final double SUM = 1e-3;

    /** Most of a row's probability that may be beyond the common vocabulary. */
    private static final double CUT_MASS = 1e-3;

    private static final Set<Code> OF_TOKENS = EnumSet.of(Code.TOKENS_MISSING, Code.TOKENS_UNUSABLE);

    private final PairRequest pair;
    private final GateRequest request;
    private final GateReport healthy;
    private final Map<String, Sums> unhurt = new HashMap<>();

    /**
     * @param request a comparison of one pair
     * @param healthy its report before any injury, which lists the tensors and the limits
     */
    Truth(GateRequest request, GateReport healthy) {
        this.pair = request.pairs().get(0);
        this.request = request;
        this.healthy = healthy;
    }

    /** Returns why PASS is not proven; empty if it is. */
    Optional<String> objection(GateReport found) {
        try {
            check(found);
            return Optional.empty();
        } catch (IOException reason) {
            return Optional.of(String.valueOf(reason.getMessage()));
        }
    }

    private static Path file(OutputRequest output) throws IOException {
        Optional<Path> found =
                output.candidates().stream().filter(Files::exists).findFirst();
        Stored.require(found.isPresent(), "missing file");
        return found.orElseThrow();
    }

    private void check(GateReport found) throws IOException {
        Path reference = file(pair.reference());
        Path test = file(pair.test());
        Stored.require(!Files.isSameFile(reference, test), "one file for both sides");
        if (Stored.ending(reference).equals("kld")) {
            checkRuns(Stored.kld(reference), Stored.kld(test), found);
            return;
        }
        Map<String, Values> references = Stored.read(reference, pair.reference().elementType());
        Map<String, Values> tests = Stored.read(test, pair.test().elementType());
        boolean identical = true;
        for (Comparison comparison : healthy.comparisons()) {
            String nameOfReference = comparison.reference().tensor().orElse("");
            String nameOfTest = comparison.test().tensor().orElse("");
            Optional<Values> ofReference = tensor(references, nameOfReference);
            Optional<Values> ofTest = tensor(tests, nameOfTest);
            if (ofReference.isEmpty() || ofTest.isEmpty()) {
                Stored.require(isSkipped(nameOfReference, found), "a tensor is missing and not listed as skipped");
                continue;
            }
            checkPair(ofReference.get(), ofTest.get(), comparison);
            identical &= Arrays.equals(ofReference.get().values(), ofTest.get().values());
        }
        checkTokens(tokens(references, reference), tokens(tests, test), found);
        Stored.require(!identical || says(found, EnumSet.of(Code.IDENTICAL_FILES)), "a copy without a finding");
    }

    private static Optional<Values> tensor(Map<String, Values> all, String name) {
        Map<String, Values> ofNumbers = all.entrySet().stream()
                .filter(entry -> !entry.getValue().isWhole())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return name.isEmpty() && ofNumbers.size() == 1
                ? ofNumbers.values().stream().findFirst()
                : Optional.ofNullable(all.get(name));
    }

    private boolean isSkipped(String tensor, GateReport found) {
        return request.missing() == GateRequest.Missing.SKIP
                && found.skipped().stream().map(Skipped::tensor).anyMatch(Optional.of(tensor)::equals);
    }

    private static boolean says(GateReport found, Set<Code> codes) {
        return found.comparisons().stream()
                .flatMap(comparison -> comparison.findings().stream())
                .map(Finding::code)
                .anyMatch(codes::contains);
    }

    private static Optional<long[]> tokens(Map<String, Values> tensors, Path file) {
        Values inside = tensors.get("tokens");
        if (inside != null) {
            return Optional.of(Arrays.stream(inside.values())
                            .mapToLong(id -> (long) id)
                            .toArray())
                    .filter(ids -> Arrays.stream(ids).allMatch(id -> id >= 0));
        }
        Path beside = file.resolveSibling(stem(file) + "-tokens.bin");
        if (!Files.isRegularFile(beside)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(beside);
            ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long[] ids = new long[bytes.length / 4];
            Arrays.setAll(ids, i -> content.getInt(4 * i));
            return Optional.of(ids)
                    .filter(all -> bytes.length > 0 && bytes.length % 4 == 0)
                    .filter(all -> Arrays.stream(all).allMatch(id -> id >= 0));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private void checkTokens(Optional<long[]> reference, Optional<long[]> test, GateReport found) throws IOException {
        if (reference.isPresent() && test.isPresent()) {
            Stored.require(Arrays.equals(reference.get(), test.get()), "tokens differ");
            return;
        }
        boolean known = healthy.comparisons().stream()
                .allMatch(comparison -> comparison
                        .reference()
                        .content()
                        .orElseThrow()
                        .tokensCrc32c()
                        .isPresent());
        Stored.require(!known || says(found, OF_TOKENS), "tokens were not compared, without a finding");
    }

    private static List<Long> stripped(List<Long> dimensions) {
        List<Long> stripped =
                dimensions.stream().filter(dimension -> dimension != 1).toList();
        return stripped.isEmpty() ? List.of(1L) : stripped;
    }

    private void checkPair(Values reference, Values test, Comparison comparison) throws IOException {
        List<Long> ofReference = stripped(reference.dimensions());
        List<Long> ofTest = stripped(test.dimensions());
        double[] r = reference.values();
        double[] t = test.values();
        int ofRow = Math.toIntExact(comparison.width());
        if (request.rules().vocabulary() == Vocabulary.COMMON && ofReference.size() == 1 && ofTest.size() == 1) {
            ofRow = Math.min(r.length, t.length);
            Stored.require(
                    Rows.massFrom(ofRow, r.length > t.length ? r : t) <= CUT_MASS, "probable entries were cut off");
            r = Arrays.copyOf(r, ofRow);
            t = Arrays.copyOf(t, ofRow);
        }
        boolean flat = ofReference.size() < 2 || ofTest.size() < 2;
        Stored.require(ofReference.equals(ofTest) || (flat && r.length == t.length), "shapes differ");
        List<Long> rows = ofReference.size() > 1 ? ofReference : ofTest;
        int width = rows.size() > 1 ? Math.toIntExact(rows.get(rows.size() - 1)) : ofRow;
        Stored.require(r.length % width == 0, "no whole rows");
        for (int i = 0; i < r.length; i++) {
            Stored.require(isMasked(r[i], t[i]) || (Double.isFinite(r[i]) && Double.isFinite(t[i])), "not finite");
        }
        Exact exact = unhurt.computeIfAbsent(comparison.tensor().orElse(""), key -> new Sums())
                .of(r, t);
        Rows byRow = new Rows(r, t, width);
        for (LimitResult result : comparison.limits()) {
            Limit limit = result.limit();
            boolean keeps = switch (limit.metric()) {
                case NMSE -> exact.isNmseBelow(limit.value());
                case CENTERED_NMSE -> exact.isCenteredNmseBelow(limit.value());
                case MAX_ABSOLUTE_ERROR -> below(byRow.largestError(), limit);
                case MEAN_KL_DIVERGENCE -> below(byRow.divergences().average().orElseThrow(), limit);
                case MAX_KL_DIVERGENCE -> below(byRow.divergences().max().orElseThrow(), limit);
                case TOP1_AGREEMENT -> byRow.sameAmongLargest(1) >= limit.value();
                case TOP10_OVERLAP -> byRow.sameAmongLargest(10) >= limit.value();
                case COSINE_SIMILARITY -> byRow.cosines().average().orElseThrow() >= limit.value() + MARGIN;
                case LOWEST_COSINE_SIMILARITY -> byRow.cosines().min().orElseThrow() >= limit.value() + MARGIN;
                default -> throw new IOException("no oracle for " + limit.metric());
            };
            Stored.require(keeps, limit.metric().key());
        }
    }

    private static boolean isMasked(double reference, double test) {
        return reference == Double.NEGATIVE_INFINITY && test == Double.NEGATIVE_INFINITY;
    }

    private static boolean below(double value, Limit limit) {
        return value < limit.value() * (1 - MARGIN);
    }

    private void checkRuns(Decoded reference, Decoded test, GateReport found) throws IOException {
        Stored.require(
                reference.context == test.context
                        && reference.vocabulary == test.vocabulary
                        && reference.chunks == test.chunks
                        && Arrays.equals(reference.tokens, test.tokens),
                "other text");
        double divergences = 0;
        for (int row = 0; row < reference.rows.length; row++) {
            for (double[] values : List.of(reference.rows[row], test.rows[row])) {
                double largest = Arrays.stream(values).max().orElseThrow();
                double lowest = Arrays.stream(values).min().orElseThrow();
                double sum = Arrays.stream(values).map(Math::exp).sum();
                // Clipping raised the values to the lowest one. NaN is refused too.
                boolean whole = sum > 1 - SUM && sum < 1 + SUM + values.length * Math.exp(lowest);
                Stored.require(largest <= SUM && whole, "probabilities that do not sum to 1");
            }
            divergences += Rows.divergence(reference.rows[row], test.rows[row]);
        }
        double mean = divergences / reference.rows.length;
        for (LimitResult result : healthy.comparisons().get(0).limits()) {
            boolean keeps = switch (result.limit().metric()) {
                case MEAN_KL_DIVERGENCE -> below(mean, result.limit());
                default ->
                    throw new IOException("no oracle for " + result.limit().metric());
            };
            Stored.require(keeps, result.limit().metric().key());
        }
        boolean identical = Arrays.deepEquals(reference.rows, test.rows);
        Stored.require(!identical || says(found, EnumSet.of(Code.IDENTICAL_FILES)), "a copy without a finding");
    }

    /** Caches the sums of the first pair; the sums of later pairs follow from the differences. */
    private static final class Sums {

        private double[] reference = {};
        private double[] test = {};
        private Exact sums = new Exact();

        Exact of(double[] r, double[] t) {
            if (reference.length != r.length) {
                reference = r;
                test = t;
                sums = new Exact();
                for (int i = 0; i < r.length; i++) {
                    sums.add(r[i], t[i], BigDecimal.ONE);
                }
            }
            Exact exact = new Exact(sums);
            for (int i = 0; i < r.length; i++) {
                if (reference[i] != r[i] || test[i] != t[i]) {
                    exact.add(reference[i], test[i], BigDecimal.ONE.negate());
                    exact.add(r[i], t[i], BigDecimal.ONE);
                }
            }
            return exact;
        }
    }

    /** Exact sums: a fraction is below a limit if its numerator is below the limit times its denominator. */
    private static final class Exact {

        private BigDecimal count = BigDecimal.ZERO;
        private BigDecimal values = BigDecimal.ZERO;
        private BigDecimal squares = BigDecimal.ZERO;
        private BigDecimal errors = BigDecimal.ZERO;
        private BigDecimal squaredErrors = BigDecimal.ZERO;

        Exact() {}

        Exact(Exact other) {
            count = other.count;
            values = other.values;
            squares = other.squares;
            errors = other.errors;
            squaredErrors = other.squaredErrors;
        }

        void add(double reference, double test, BigDecimal times) {
            if (isMasked(reference, test)) {
                return;
            }
            BigDecimal value = new BigDecimal(reference);
            BigDecimal error = new BigDecimal(test).subtract(value);
            count = count.add(times);
            values = values.add(times.multiply(value));
            squares = squares.add(times.multiply(value).multiply(value));
            errors = errors.add(times.multiply(error));
            squaredErrors = squaredErrors.add(times.multiply(error).multiply(error));
        }

        private BigDecimal spread() {
            return count.multiply(squares).subtract(values.multiply(values));
        }

        boolean isNmseBelow(double limit) {
            return isBelow(count.multiply(squaredErrors), limit);
        }

        boolean isCenteredNmseBelow(double limit) {
            return isBelow(count.multiply(squaredErrors).subtract(errors.multiply(errors)), limit);
        }

        private boolean isBelow(BigDecimal numerator, double limit) {
            return spread().signum() > 0 && numerator.compareTo(new BigDecimal(limit).multiply(spread())) < 0;
        }
    }

    /** Figures of the rows by plain arithmetic. */
    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Rows(double[] reference, double[] test, int width) {

        private List<double[]> rows(double[] values) {
            List<double[]> rows = new ArrayList<>();
            for (int from = 0; from < values.length; from += width) {
                rows.add(Arrays.copyOfRange(values, from, from + width));
            }
            return rows;
        }

        java.util.stream.DoubleStream divergences() {
            List<double[]> references = rows(reference);
            List<double[]> tests = rows(test);
            return IntStream.range(0, references.size())
                    .mapToDouble(row -> divergence(logSoftmax(references.get(row)), logSoftmax(tests.get(row))));
        }

        /** Returns the divergence in nats of two rows of log-probabilities; entries of probability 0 add nothing. */
        static double divergence(double[] reference, double[] test) {
            double sum = 0;
            for (int i = 0; i < reference.length; i++) {
                double probability = Math.exp(reference[i]);
                sum += probability == 0 ? 0 : probability * (reference[i] - test[i]);
            }
            return sum;
        }

        private static double[] logSoftmax(double[] row) {
            double largest = Arrays.stream(row).max().orElseThrow();
            double sum =
                    Arrays.stream(row).map(value -> Math.exp(value - largest)).sum();
            return Arrays.stream(row)
                    .map(value -> value - largest - Math.log(sum))
                    .toArray();
        }

        /** Returns the probability mass of a row of logits from an index on. */
        static double massFrom(int from, double[] row) {
            double largest = Arrays.stream(row).max().orElseThrow();
            double all =
                    Arrays.stream(row).map(value -> Math.exp(value - largest)).sum();
            double cut = Arrays.stream(row, from, row.length)
                    .map(value -> Math.exp(value - largest))
                    .sum();
            return cut / all;
        }

        double largestError() {
            return IntStream.range(0, reference.length)
                    .filter(i -> !isMasked(reference[i], test[i]))
                    .mapToDouble(i -> Math.abs(test[i] - reference[i]))
                    .max()
                    .orElseThrow();
        }

        double sameAmongLargest(int count) {
            List<double[]> references = rows(reference);
            List<double[]> tests = rows(test);
            long same = 0;
            for (int row = 0; row < references.size(); row++) {
                List<Integer> ofReference = largest(references.get(row), count);
                ofReference.retainAll(largest(tests.get(row), count));
                same += ofReference.size();
            }
            return (double) same / ((long) references.size() * Math.min(count, width));
        }

        private static List<Integer> largest(double[] row, int count) {
            return IntStream.range(0, row.length)
                    .boxed()
                    .sorted(java.util.Comparator.comparingDouble((Integer i) -> -row[i])
                            .thenComparing(i -> i))
                    .limit(count)
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        DoubleStream cosines() {
            List<double[]> references = rows(reference);
            List<double[]> tests = rows(test);
            return IntStream.range(0, references.size())
                    .mapToDouble(row -> cosine(references.get(row), tests.get(row)));
        }

        private static double cosine(double[] reference, double[] test) {
            double product = 0;
            double ofReference = 0;
            double ofTest = 0;
            for (int i = 0; i < reference.length; i++) {
                product += reference[i] * test[i];
                ofReference += reference[i] * reference[i];
                ofTest += test[i] * test[i];
            }
            return product / Math.sqrt(ofReference) / Math.sqrt(ofTest);
        }
    }
}
