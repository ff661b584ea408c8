package io.github.modelconversion.maven.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLogTest {

    private static final long TOTAL = 8_000_000_000L;

    private final List<String> lines = new ArrayList<>();
    private long now = 1_000_000_000_000L;
    private final ProgressLog progress = new ProgressLog(lines::add, () -> now);

    @Test
    void shortWorkSaysNothing() {
        after(2.9, 4_000_000_000L);
        after(0.2, TOTAL);

        assertThat(lines).isEmpty();
    }

    @Test
    void longWorkSaysHowFarItIsAtMostEveryFiveSeconds() {
        after(4, 2_000_000_000L);
        after(4.9, 4_000_000_000L);
        after(1.1, 5_000_000_000L);

        assertThat(lines)
                .containsExactly(
                        "Compared 25 % of 8000 MB at 500 MB/s, about 12 s left",
                        "Compared 63 % of 8000 MB at 500 MB/s, about 6 s left");
    }

    private void after(double seconds, long done) {
        now += (long) (seconds * 1e9);
        progress.at(done, TOTAL);
    }
}
