package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutRowsTest {

    @TempDir
    Path directory;

    @Test
    void deliversTheBeginningOfEveryRow() throws IOException {
        // Rows: 0 1 2 3 4, 5 6 7 8 9, 10 11 12 13 14.
        try (LogitsFile whole = LogitsFixture.open(LogitsFixture.write(directory, "x.bin", counting(15)))) {
            LogitsFile cut = new CutRows(whole, 3, 2);
            try (ValueReader reader = cut.reader()) {
                assertThat(cut.source().shape()).hasToString("3 x 2");
                assertThat(read(reader, 0, 6)).containsExactly(0, 1, 5, 6, 10, 11);
                assertThat(read(reader, 3, 2)).containsExactly(6, 10);
                assertThat(read(reader, 5, 1)).containsExactly(11);
            }
        }
    }

    @Test
    void rowsOfTheSameWidthStayWhole() throws IOException {
        try (LogitsFile whole = LogitsFixture.open(LogitsFixture.write(directory, "x.bin", counting(6)));
                ValueReader reader = new CutRows(whole, 2, 3).reader()) {
            assertThat(read(reader, 0, 6)).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }
}
