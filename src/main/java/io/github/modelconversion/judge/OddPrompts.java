package io.github.modelconversion.judge;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Names the prompts that have nearly all of the error of a pool, so that a cause found in all rows is not taken for one of
 * all prompts.
 */
public final class OddPrompts {

    /** Share of the squared error that counts as nearly all. */
    private static final double NEARLY_ALL = 0.9;

    /** Most prompts to name, if they are at most half of all. */
    private static final int MOST = 3;

    private final List<Comparison> prompts;
    private final double[] errors;
    private double sum;

    private OddPrompts(List<Comparison> prompts) {
        this.prompts = prompts;
        this.errors = new double[prompts.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = squaredError(prompts.get(i));
            sum += errors[i];
        }
    }

    /**
     * Returns the comparison of a pool whose causes name these prompts; unchanged if many prompts share the error, or if it is
     * not known.
     *
     * @param prompts the comparisons of its prompts
     */
    public static Comparison name(Comparison pool, List<Comparison> prompts) {
        boolean explained = pool.findings().stream().anyMatch(OddPrompts::isExplanation);
        return explained && prompts.size() > 1 ? new OddPrompts(prompts).named(pool) : pool;
    }

    private static boolean isExplanation(Finding finding) {
        return finding.code().isCause() && finding.severity() == Severity.WARNING;
    }

    private static double squaredError(Comparison prompt) {
        OptionalDouble mse = prompt.metrics().value(Metric.MSE);
        return mse.isPresent() && prompt.measurement().isPresent()
                ? mse.getAsDouble() * prompt.measurement().get().entries().compared()
                : Double.NaN;
    }

    private Comparison named(Comparison pool) {
        List<Integer> worstFirst = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            worstFirst.add(i);
        }
        worstFirst.sort(Comparator.comparingDouble(i -> -errors[i]));
        List<String> names = new ArrayList<>();
        double share = 0;
        while (share < NEARLY_ALL && names.size() < Math.min(MOST, errors.length / 2)) {
            int next = worstFirst.get(names.size());
            share += errors[next] / sum;
            names.add(prompts.get(next).dataDirectory().orElse(""));
        }
        return share >= NEARLY_ALL ? named(pool, names, share) : pool;
    }

    private static Comparison named(Comparison pool, List<String> names, double share) {
        String words = String.format(
                Locale.ROOT,
                ". Of the squared error, %.4g %% is in %s: look there first",
                100 * share,
                String.join(", ", names));
        return new Comparison(
                pool.subject(),
                pool.usualNmse(),
                pool.measurement(),
                pool.statistics(),
                pool.parts(),
                pool.limits(),
                pool.findings().stream()
                        .map(finding -> isExplanation(finding) ? named(finding, words, share) : finding)
                        .toList());
    }

    private static Finding named(Finding finding, String words, double share) {
        Map<String, Number> evidence = new LinkedHashMap<>(finding.evidence());
        evidence.put("shareOfPrompts", share);
        return new Finding(finding.code(), finding.severity(), finding.message() + words, evidence);
    }
}
