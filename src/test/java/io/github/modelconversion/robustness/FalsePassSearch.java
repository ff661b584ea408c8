package io.github.modelconversion.robustness;

import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Searches for outputs that pass although their top-1 tokens are not the reference's. Hill climbing from real outputs that
 * pass: a step exchanges two of the largest logits of a row, or brings a row nearer to the reference so that the others may
 * be farther off. A step is kept if the check still passes and the reference's probability that the chosen tokens lose, summed
 * over the rows, does not fall.
 *
 * <p>{@code src/fuzz/search.sh} starts it.
 */
public final class FalsePassSearch {

    private static final int CANDIDATES = 8;

    /** Logits by which the exchanged token leads, so that float32 keeps the order. */
    private static final double LEAD = 1e-3;

    private final int width;
    private final double[] reference;
    private final double[] start;
    private final GateRequest request;
    private final Path file;
    private final Random random;
    private int checks;

    private FalsePassSearch(Path folder, Path reference, Path test, String model, LimitPolicy limits, int width)
            throws IOException {
        this.width = width;
        this.reference = TestData.floats(reference);
        this.start = TestData.floats(test);
        this.file = folder.resolve("llamacpp-" + model + ".bin");
        this.random = new Random(model.hashCode());
        PairRequest pair = new PairRequest(
                Optional.empty(),
                OutputRequest.file(Side.REFERENCE, "reference", reference),
                OutputRequest.file(Side.TEST, model, file),
                Optional.empty(),
                Optional.empty(),
                new Reading(
                        OutputKind.LOGITS,
                        new Layout(OptionalLong.empty(), OptionalLong.of(width)),
                        TensorSelection.ALL));
        this.request = new GateRequest(folder, List.of(pair), limits, Strictness.DEFAULT, GateRequest.Missing.FAIL, "");
    }

    private Comparison check(double[] test) throws IOException {
        checks++;
        ByteBuffer bytes = ByteBuffer.allocate(test.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : test) {
            bytes.putFloat((float) value);
        }
        Files.deleteIfExists(file);
        Files.write(file, bytes.array());
        return new Gate().check(request).comparisons().get(0);
    }

    private int top(double[] values, int row) {
        return IntStream.range(row * width, (row + 1) * width)
                .boxed()
                .max(Comparator.comparingDouble(i -> values[i]))
                .orElseThrow();
    }

    private int[] largest(double[] values, int row) {
        return IntStream.range(row * width, (row + 1) * width)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .limit(CANDIDATES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int rows() {
        return reference.length / width;
    }

    /** The reference's probability of its top-1 token minus that of the test's. */
    private double lost(double[] test, int row) {
        int expected = top(reference, row);
        int found = top(test, row);
        if (expected == found) {
            return 0;
        }
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            sum += Math.exp(reference[i] - reference[expected]);
        }
        return (1 - Math.exp(reference[found] - reference[expected])) / sum;
    }

    private double lost(double[] test) {
        return IntStream.range(0, rows()).mapToDouble(row -> lost(test, row)).sum();
    }

    private long flips(double[] test) {
        return IntStream.range(0, rows())
                .filter(row -> top(test, row) != top(reference, row))
                .count();
    }

    private double[] step(double[] from) {
        double[] to = from.clone();
        int row = random.nextInt(rows());
        if (random.nextInt(3) == 0) {
            double share = random.nextDouble();
            for (int i = row * width; i < (row + 1) * width; i++) {
                to[i] += share * (reference[i] - to[i]);
            }
            return to;
        }
        int best = top(to, row);
        int[] others = largest(reference, row);
        int chosen = others[random.nextInt(others.length)];
        if (chosen != best) {
            double gap = to[best] - to[chosen] + LEAD;
            double split = random.nextInt(3) / 2.0;
            to[best] -= split * gap;
            to[chosen] += (1 - split) * gap;
        }
        return to;
    }

    /** Climbs for some seconds; returns what was found as a row of the page's table. */
    private String climb(long seconds) throws IOException {
        Comparison begin = check(start);
        if (begin.verdict() != Verdict.PASS) {
            return "";
        }
        double[] best = start;
        double score = lost(best);
        String stoppedBy = "nothing";
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            double[] next = step(best);
            double lost = lost(next);
            if (lost < score) {
                continue;
            }
            Comparison result = check(next);
            if (result.verdict() == Verdict.PASS) {
                best = next;
                score = lost;
            } else if (lost > score) {
                stoppedBy = reason(result);
            }
        }
        double[] found = best;
        double worst = IntStream.range(0, rows())
                .mapToDouble(row -> lost(found, row))
                .max()
                .orElse(0);
        Comparison last = check(best);
        String warnings = last.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .map(finding -> finding.code().name())
                .distinct()
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d | %d | %d | %.3f | %.3f | %s | %s | %d |",
                rows(),
                flips(start),
                flips(best),
                score / rows(),
                worst,
                warnings,
                stoppedBy,
                checks);
    }

    private static String reason(Comparison failed) {
        return failed.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .map(finding -> finding.code().name())
                .findFirst()
                .orElseGet(() -> failed.limits().stream()
                        .filter(limit -> limit.verdict() != Verdict.PASS)
                        .map(limit -> limit.limit().metric().name())
                        .findFirst()
                        .orElse("?"));
    }

    private static Stream<Path> outputs(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            List<Path> found = files.filter(file -> String.valueOf(file.getFileName())
                            .matches("llamacpp-.*(f32|f16|bf16|Q\\d.*|IQ\\d.*|MXFP4)(-all)?\\.bin"))
                    .filter(file -> !String.valueOf(file.getFileName()).contains("-bug-"))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }

    /** Takes the seconds for each pair and the width of a row, then folders with outputs. */
    public static void main(String[] arguments) throws IOException {
        long seconds = Long.parseLong(arguments[0]);
        int width = Integer.parseInt(arguments[1]);
        System.out.println(
                "| output | limits | rows | top-1 changed before | after | probability lost, mean | largest |"
                        + " warnings | stopped by | checks |");
        System.out.println("| --- ".repeat(10) + "|");
        for (int i = 2; i < arguments.length; i++) {
            Path data = Path.of(arguments[i]);
            for (Path test : outputs(data).toList()) {
                String name = String.valueOf(test.getFileName()).replaceAll("^llamacpp-|\\.bin$", "");
                String model = name.replaceAll("-all$", "");
                String origin = model.replaceAll("-(f32|f16|bf16|I?Q\\d.*|MXFP4)$", "");
                Path reference = data.resolve("pytorch-" + origin + (name.endsWith("-all") ? "-all" : "") + ".bin");
                for (LimitPolicy.Standard standard : LimitPolicy.Standard.values()) {
                    if (Files.exists(reference) && Files.size(reference) == Files.size(test)) {
                        LimitPolicy limits = new LimitPolicy(List.of(), Map.of(), standard, Optional.empty());
                        Path folder = Files.createTempDirectory("search");
                        String row = new FalsePassSearch(folder, reference, test, model, limits, width).climb(seconds);
                        if (!row.isEmpty()) {
                            System.out.println("| " + data.getName(data.getNameCount() - 2) + ", " + name + " | "
                                    + standard.name().toLowerCase(Locale.ROOT) + " | " + row);
                        }
                    }
                }
            }
        }
    }
}
