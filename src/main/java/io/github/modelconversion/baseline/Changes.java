package io.github.modelconversion.baseline;

import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The differences between a baseline and the previous one, as a table. */
public final class Changes {

    private static final List<String> HEADING = List.of("variant", "prompt", "before", "now", "change", "metric");
    private static final String NONE = "-";
    private static final int PERCENT = 100;

    private Changes() {}

    /**
     * Returns the table cells: the heading, and a row for each changed metric that tells which conversion is better, for
     * each comparison that is new or gone, and for each replaced reference. Only the heading if nothing changed.
     */
    public static List<List<String>> between(Baseline before, Baseline now) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADING));
        TreeSet<Identity> identities = new TreeSet<>(before.entries().keySet());
        identities.addAll(now.entries().keySet());
        for (Identity identity : identities) {
            rows.addAll(rows(
                    identity,
                    Optional.ofNullable(before.entries().get(identity)),
                    Optional.ofNullable(now.entries().get(identity))));
        }
        return rows;
    }

    private static List<List<String>> rows(Identity identity, Optional<Entry> before, Optional<Entry> now) {
        List<List<String>> rows = new ArrayList<>();
        if (before.isPresent() && now.isPresent()) {
            Reference old = before.get().reference();
            Reference fresh = now.get().reference();
            if (!old.equals(fresh)) {
                rows.add(row(identity, old.crc32c(), fresh.crc32c(), "replaced", "reference"));
            }
        }
        for (Metric metric : Metric.values()) {
            if (metric.better() != Better.NEITHER) {
                Optional<BigDecimal> old = before.map(Entry::metrics).map(metrics -> metrics.get(metric));
                Optional<BigDecimal> fresh = now.map(Entry::metrics).map(metrics -> metrics.get(metric));
                if (!old.equals(fresh)) {
                    rows.add(row(identity, text(old), text(fresh), change(metric, old, fresh), metric.label()));
                }
            }
        }
        // A new or removed comparison gets a single row.
        return before.isPresent() && now.isPresent() ? rows : rows.subList(0, 1);
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toString).orElse(NONE);
    }

    private static String change(Metric metric, Optional<BigDecimal> before, Optional<BigDecimal> now) {
        if (before.isEmpty() || now.isEmpty()) {
            return now.isEmpty() ? "gone" : "new";
        }
        double old = Recorded.error(metric, before.get()).doubleValue();
        double fresh = Recorded.error(metric, now.get()).doubleValue();
        String words = fresh > old ? "worse" : "better";
        double share = fresh / old - 1;
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%+.1f %% ", PERCENT * share) + words : words;
    }

    private static List<String> row(Identity identity, String before, String now, String change, String metric) {
        String test =
                identity.test() + identity.tensor().map(", tensor "::concat).orElse("");
        return List.of(test, identity.dataDirectory().orElse(NONE), before, now, change, metric);
    }
}
