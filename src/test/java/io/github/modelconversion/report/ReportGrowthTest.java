package io.github.modelconversion.report;

import static io.github.modelconversion.report.ComparisonFixture.failing;
import static io.github.modelconversion.report.text.ConversionFixture.wrongTensors;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.text.ConversionFixture;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.measurement.Metric;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time to write reports is proportional to the number of comparisons. */
class ReportGrowthTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int MANY = 1000;

    private static GateReport report(int count) {
        List<Comparison> comparisons = IntStream.range(0, count)
                .mapToObj(i -> failing()
                        .withModels("m", "m-variant-" + i)
                        .withMetric(Metric.NMSE, 0.05 + i * 1e-5)
                        .comparison())
                .toList();
        return new GateReport(comparisons, List.of());
    }

    private static long allocated(Runnable render) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        render.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static long allocated(ReportFormat format, GateReport report) {
        return allocated(() -> format.render(report, new ReportContext("1", "check", false)));
    }

    private static long allocated(ReportFormat format, ConversionReport report) {
        return allocated(() -> format.render(report, ConversionFixture.CONTEXT));
    }

    /** Sorting or searching again for each row would take four times as long for twice as many. */
    @ParameterizedTest
    @EnumSource
    void twiceAsManyComparisonsTakeAboutTwiceAsLong(ReportFormat format) {
        allocated(format, report(10));

        assertThat(allocated(format, report(2 * MANY)))
                .isLessThan(3 * allocated(format, report(MANY)))
                .isPositive();
    }

    @Test
    void theLogOfTwiceAsManyComparisonsTakesAboutTwiceAsMuch() {
        ConsoleReport log = new ConsoleReport(false, List.of());
        log.render(report(10));

        assertThat(allocated(() -> log.render(report(2 * MANY))))
                .isLessThan(3 * allocated(() -> log.render(report(MANY))))
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "JUNIT", "MARKDOWN", "HTML"})
    void eightTimesAsManyTensorsTakeAboutEightTimesAsMuch(ReportFormat format) {
        allocated(format, ConversionFixture.report(wrongTensors(10)));

        assertThat(allocated(format, ConversionFixture.report(wrongTensors(8 * MANY))))
                .isLessThan(10 * allocated(format, ConversionFixture.report(wrongTensors(MANY))))
                .isPositive();
    }

    @Test
    void theFindingsOfTensorsAreNotComparedWithEachOther() {
        long before = ConversionFixture.Counting.comparisons();

        JudgedModel model = wrongTensors(MANY);
        assertThat(model.failures(Check.WEIGHTS)).hasSize(MANY);
        assertThat(model.wrong(Check.WEIGHTS)).isEqualTo(MANY);

        assertThat(ConversionFixture.Counting.comparisons() - before).isLessThan(20L * MANY);
    }
}
