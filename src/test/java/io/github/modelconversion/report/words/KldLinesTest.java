package io.github.modelconversion.report.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.report.StatisticsFixture;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class KldLinesTest {

    @Test
    void showEveryFigureWithItsUncertainty() {
        assertThat(KldLines.of(StatisticsFixture.whole(), OptionalDouble.of(0.000123)))
                .containsExactly(
                        new Fact("KL divergence", "mean 0.012500 +- 0.000250 nats over 128 rows"),
                        new Fact(
                                "",
                                "largest 1.500000 at row 77, p99.9 0.900000, p99 0.500000, p95 0.250000, p90 0.125000,"
                                        + " median 0.062500"),
                        new Fact("Same top p", "87.500000 +- 3.125000 %"),
                        new Fact("Delta p", "mean -1.250000 +- 0.050000 %, RMS 3.000000 +- 0.125000 %"),
                        new Fact("Perplexity", "reference 10.500000 +- 0.250000, test 10.750000 +- 0.375000"),
                        new Fact(
                                "Perplexity ratio",
                                "1.023800 +- 0.002000, its logarithm 0.023500 +- 0.001900, correlation 0.998000"),
                        new Fact("NMSE of log p", "0.000123 (not that of logits)"));
    }

    @Test
    void sayWhatASingleRowLacks() {
        assertThat(KldLines.of(StatisticsFixture.ofOneRow(), OptionalDouble.empty()))
                .contains(
                        new Fact("KL divergence", "mean 0.012500 nats over 1 rows"),
                        new Fact("Same top p", "100.000000 %"),
                        new Fact("Delta p", "mean -1.250000 %, RMS 1.250000 %"),
                        new Fact("Perplexity", "reference 10.500000, test 10.750000"),
                        new Fact("Perplexity ratio", "1.023800, its logarithm 0.023500, correlation not measured"),
                        new Fact("NMSE of log p", "not measured (not that of logits)"));
    }
}
