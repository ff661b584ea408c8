package io.github.modelconversion.conversion.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.ConversionFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A result is reused only while all of its inputs are unchanged. */
class ManifestTest {

    private static final Instant THEN = Instant.parse("2020-02-03T04:05:06Z");
    private static final Map<String, String> PARAMETERS = Map.of("checks", "[WEIGHTS]", "accept", "");

    @TempDir
    private Path directory;

    private Path original;
    private Path converted;

    @BeforeEach
    void writeInputs() throws IOException {
        original = Files.createDirectories(directory.resolve("original"));
        converted = directory.resolve("model-00001-of-00002.gguf");
        for (Path file : List.of(
                original.resolve("config.json"),
                Files.createDirectories(original.resolve("1_Pooling")).resolve("config.json"),
                converted,
                directory.resolve("model-00002-of-00002.gguf"))) {
            Files.writeString(file, "0123456789");
            Files.setLastModifiedTime(file, FileTime.from(THEN));
        }
    }

    private CheckedInputs inputs() throws IOException {
        return CheckedInputs.of("1.2.3", PARAMETERS, original, List.of(converted));
    }

    private Optional<List<JudgedModel>> storedAndRead(JudgedModel... models) throws IOException {
        Path file = directory.resolve("conversion-check.manifest");
        Files.write(file, bytes(models));
        return Manifest.read(file).orElseThrow().modelsOf(inputs());
    }

    private byte[] bytes(JudgedModel... models) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Manifest(inputs(), Map.of("a.json", "01234567"), List.of(models)).write(bytes);
        return bytes.toByteArray();
    }

    private static String reports(List<JudgedModel> models) {
        ConversionReport report = new ConversionReport(models, List.of());
        return ReportFormat.JSON.render(report, ConversionFixture.CONTEXT).orElseThrow()
                + ReportFormat.HTML.render(report, ConversionFixture.CONTEXT).orElseThrow()
                + ReportFormat.JUNIT.render(report, ConversionFixture.CONTEXT).orElseThrow();
    }

    @Test
    void reportsOfAReusedResultHaveTheSameBytes() throws IOException {
        JudgedModel accepted = ConversionFixture.withValues("ROPE_PERMUTATION");

        assertThat(reports(storedAndRead(ConversionFixture.right(), accepted).orElseThrow()))
                .isEqualTo(reports(List.of(ConversionFixture.right(), accepted)))
                .contains("ROPE_PERMUTATION");
    }

    @Test
    void onlyAPassIsReused() throws IOException {
        assertThat(storedAndRead(ConversionFixture.right())).isPresent();
        assertThat(storedAndRead(ConversionFixture.right(), ConversionFixture.wrong()))
                .isEmpty();
        assertThat(storedAndRead(ConversionFixture.unknown())).isEmpty();
        assertThat(storedAndRead()).isEmpty();
    }

    private enum Change {
        CONTENT_AND_TIME {
            @Override
            void make(Path original, Path converted) throws IOException {
                Files.setLastModifiedTime(original.resolve("config.json"), FileTime.from(THEN.plusNanos(1_000_000)));
            }
        },
        SIZE {
            @Override
            void make(Path original, Path converted) throws IOException {
                Files.writeString(converted, "01234567890");
                Files.setLastModifiedTime(converted, FileTime.from(THEN));
            }
        },
        REPLACED {
            @Override
            void make(Path original, Path converted) throws IOException {
                Path other = Files.writeString(original.resolveSibling("other"), "9876543210");
                Files.setLastModifiedTime(other, FileTime.from(THEN));
                Files.move(other, converted, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        },
        CONTENT_IN_PLACE {
            @Override
            void make(Path original, Path converted) throws IOException {
                waitForTheClock(converted);
                Files.writeString(converted, "9876543210");
                Files.setLastModifiedTime(converted, FileTime.from(THEN));
            }

            /** Rewrites the file until the file system's clock has ticked. */
            private void waitForTheClock(Path file) throws IOException {
                Path probe = file.resolveSibling("probe");
                do {
                    Files.writeString(probe, "");
                } while (Files.getAttribute(probe, "unix:ctime").equals(Files.getAttribute(file, "unix:ctime")));
            }
        },
        LATER_PART {
            @Override
            void make(Path original, Path converted) throws IOException {
                Files.setLastModifiedTime(
                        converted.resolveSibling("model-00002-of-00002.gguf"), FileTime.from(THEN.plusSeconds(1)));
            }
        },
        NEW_FILE {
            @Override
            void make(Path original, Path converted) throws IOException {
                Path file = Files.createFile(original.resolve("1_Pooling/chat_template.jinja"));
                Files.setLastModifiedTime(file, FileTime.from(THEN));
            }
        },
        MISSING_FILE {
            @Override
            void make(Path original, Path converted) throws IOException {
                Files.delete(original.resolve("1_Pooling/config.json"));
            }
        };

        abstract void make(Path original, Path converted) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void isNotReusedIfAFileChanged(Change change) throws IOException {
        Manifest manifest = new Manifest(inputs(), Map.of(), List.of(ConversionFixture.right()));
        assertThat(manifest.modelsOf(inputs())).isPresent();

        assumeThat(change != Change.CONTENT_IN_PLACE
                        || original.getFileSystem()
                                .supportedFileAttributeViews()
                                .contains("unix"))
                .as("the file system says when a file was changed")
                .isTrue();
        change.make(original, converted);

        assertThat(manifest.modelsOf(inputs())).isEmpty();
    }

    @Test
    void isNotReusedForOtherParametersOrAnotherVersion() throws IOException {
        Manifest manifest = new Manifest(inputs(), Map.of(), List.of(ConversionFixture.right()));

        assertThat(manifest.modelsOf(CheckedInputs.of("1.2.4", PARAMETERS, original, List.of(converted))))
                .isEmpty();
        assertThat(manifest.modelsOf(CheckedInputs.of(
                        "1.2.3", Map.of("checks", "[WEIGHTS]", "accept", "A"), original, List.of(converted))))
                .isEmpty();
        assertThat(manifest.modelsOf(CheckedInputs.of("1.2.3", PARAMETERS, original, List.of(converted, converted))))
                .isEmpty();
    }

    @Test
    void needsEveryInput() throws IOException {
        Files.delete(directory.resolve("model-00002-of-00002.gguf"));

        assertThatThrownBy(this::inputs).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> CheckedInputs.of("1.2.3", PARAMETERS, directory.resolve("none"), List.of()))
                .isInstanceOf(NoSuchFileException.class);
    }

    /** Some file systems give a file that changes twice within two seconds the same time stamp. */
    @Test
    void isNotReusedForFilesThatWereJustWritten() throws IOException {
        assertThat(inputs().isSettled(THEN.plusSeconds(1))).isFalse();
        assertThat(inputs().isSettled(THEN.minusSeconds(60))).isFalse();
        assertThat(inputs().isSettled(THEN.plusSeconds(3))).isTrue();
    }

    @Test
    void isIgnoredIfTornOrChanged() throws IOException {
        Path file = directory.resolve("manifest");
        byte[] whole = bytes(ConversionFixture.right());
        Optional<Manifest> read = Manifest.read(Files.write(file, whole));
        assertThat(read).isPresent();
        for (int i = 0; i < whole.length - 1; i += 7) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            assertThat(Manifest.read(Files.write(file, changed)))
                    .as("byte %d", i)
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isEmpty(),
                            same -> assertThat(same).isEqualTo(read));
            assertThat(Manifest.read(Files.write(file, java.util.Arrays.copyOf(whole, i))))
                    .as("cut at %d", i)
                    .isEmpty();
        }
        Files.writeString(
                file,
                new String(whole, StandardCharsets.UTF_8)
                        .replaceFirst("\"schemaVersion\": *2", "\"schemaVersion\": 3"));
        assertThat(Manifest.read(file)).isEmpty();
        assertThat(Manifest.read(directory.resolve("none"))).isEmpty();
        assertThat(Manifest.read(directory)).isEmpty();
    }
}
