package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.provenance.RunRecord;
import io.github.modelconversion.provenance.TextMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the present model wrote an output: by the record of its run, else by age. */
class StalenessTest {
    private static final long WRITTEN = 1_000_000_000_000L;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private Path output;
    private Path model;
    private Staleness staleness;

    @BeforeEach
    void write() throws IOException {
        output = Files.writeString(folder.resolve("llamacpp-tiny.bin"), "values");
        model = Files.writeString(folder.resolve("tiny.gguf"), "model");
        staleness = new Staleness(new BaseDirectory(folder));
        at(WRITTEN, output);
        at(WRITTEN, model);
    }

    private static void at(long time, Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    private void record() throws IOException {
        new RunRecord(
                        List.of(FileMark.of("tiny.gguf", model)),
                        TextMark.of("Hello"),
                        List.of(),
                        List.of(),
                        List.of(FileMark.of("llamacpp-tiny.bin", output)))
                .write(output);
    }

    @Test
    void withoutARecordTheAgeDecides() throws IOException {
        assertThat(staleness.of(output, model)).isEmpty();

        at(WRITTEN + HOUR, model);
        assertThat(staleness.of(output, model)).contains("more than 10 minutes older than tiny.gguf");
    }

    @Test
    void aRecordKnowsTheModelWhateverItsAge() throws IOException {
        record();
        at(WRITTEN + HOUR, model);

        assertThat(staleness.of(output, model)).isEmpty();
    }

    @Test
    void aRecordNoticesOtherContentsOfTheSameAge() throws IOException {
        record();
        Files.writeString(model, "MODEL");
        at(WRITTEN, model);

        assertThat(staleness.of(output, model)).contains("made from other contents of tiny.gguf");
    }

    @Test
    void aRecordOfAnotherOutputDoesNotCount() throws IOException {
        record();
        Files.writeString(output, "VALUES");
        at(WRITTEN, output);
        at(WRITTEN + HOUR, model);

        assertThat(staleness.of(output, model)).contains("more than 10 minutes older than tiny.gguf");
    }

    @Test
    void aModelThatIsNotThereMakesNothingStale() throws IOException {
        record();
        Files.delete(model);

        assertThat(staleness.of(output, model)).isEmpty();
    }
}
