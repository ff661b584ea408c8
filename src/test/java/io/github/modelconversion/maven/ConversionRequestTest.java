package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.weight.compare.WeightSample;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversionRequestTest {

    /** The size in bytes of the file that the converter wrote. */
    private static final long SIZE = 3_973_824;

    private static final Path REAL = Path.of("testdata", "conversions", "gpt2");

    @TempDir
    private Path base;

    @BeforeEach
    void copy() throws IOException {
        Path folder = Files.createDirectories(base.resolve("models/gpt2"));
        for (String file : List.of("config.json", "tokenizer.json", "tokenizer_config.json")) {
            Files.copy(REAL.resolve(file), folder.resolve(file));
        }
        Files.copy(REAL.resolve("gpt2.gguf.head"), base.resolve("models/gpt2.gguf"));
        setLength(SIZE);
    }

    private void setLength(long size) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(base.resolve("models/gpt2.gguf").toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @Test
    void refusesAFileThatWasCut() throws IOException {
        setLength(SIZE / 2);

        assertThatThrownBy(() -> judge("models/gpt2", "models/gpt2.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("models/gpt2.gguf", "cut", "Convert the model again");
    }

    private List<JudgedModel> judge(@Nullable String original, String... converted) throws MojoExecutionException {
        return judge(Set.of(Check.METADATA, Check.TOKENIZER), () -> Progress.NONE, original, converted);
    }

    private List<JudgedModel> judge(
            Set<Check> checks, Supplier<Progress> progress, @Nullable String original, String... converted)
            throws MojoExecutionException {
        List<ModelSetting> files = new ArrayList<>();
        for (String file : converted) {
            files.add(new ModelSetting(new Setting("convertedModel", file), "CONVERTED_MODEL", null));
        }
        try (Threads threads = Threads.start(1)) {
            return new ConversionRequest(
                            new BaseDirectory(base),
                            checks,
                            List.of(),
                            new ModelSetting(new Setting("modelPath", original), "MODEL_PATH", null),
                            files,
                            WeightSample.ALL)
                    .judge(threads, progress, model -> {});
        }
    }

    @Test
    void comparesEachFileWithTheOriginal() throws MojoExecutionException {
        List<JudgedModel> models = judge("models/gpt2", "models/gpt2.gguf", "models/gpt2.gguf");

        assertThat(models).hasSize(2).allSatisfy(model -> {
            assertThat(model.verdict()).isEqualTo(Verdict.PASS);
            assertThat(model.original().name()).isEqualTo("models/gpt2");
            assertThat(model.original().kind()).startsWith("GPT2LMHeadModel");
            assertThat(model.converted().kind()).isEqualTo("gpt2, F16");
            assertThat(model.comparison().tokenizer().tokens()).isEqualTo(512);
        });
    }

    @Test
    void saysWhichParameterIsNotSet() {
        assertThatThrownBy(() -> judge(null, "models/gpt2.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'modelPath'", "MODEL_PATH", "folder of the original");
        assertThatThrownBy(() -> judge("models/gpt2", " "))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("'convertedModel'", "CONVERTED_MODEL", "GGUF");
    }

    @Test
    void refusesAFolderThatIsNotAnOriginal() throws IOException {
        Files.createDirectories(base.resolve("empty"));
        Path mistral = Files.createDirectories(base.resolve("mistral"));
        Files.writeString(mistral.resolve("params.json"), "{}");
        Path broken = Files.createDirectories(base.resolve("broken"));
        Files.writeString(broken.resolve("config.json"), "{\"a\":");

        assertThatThrownBy(() -> judge("missing", "models/gpt2.gguf"))
                .hasMessageContainingAll("missing", "found nothing");
        assertThatThrownBy(() -> judge("models/gpt2.gguf", "models/gpt2.gguf")).hasMessageContaining("found a file");
        assertThatThrownBy(() -> judge("empty", "models/gpt2.gguf"))
                .hasMessageContainingAll("empty/config.json", "modelPath");
        assertThatThrownBy(() -> judge("mistral", "models/gpt2.gguf")).hasMessageContaining("Mistral's own format");
        assertThatThrownBy(() -> judge("broken", "models/gpt2.gguf")).hasMessageContaining("broken/config.json");
    }

    @Test
    void refusesAFileThatIsNotAConvertedModel() throws IOException {
        Files.writeString(base.resolve("text.gguf"), "no model, but a text of more than a few bytes");

        assertThatThrownBy(() -> judge("models/gpt2", "missing.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("missing.gguf", "found nothing", "convertedModel")
                .hasMessageNotContaining(base.toString());
        assertThatThrownBy(() -> judge("models/gpt2", "models"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContainingAll("models: ", "found a folder");
        assertThatThrownBy(() -> judge("models/gpt2", "text.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("text.gguf");
    }

    /** The progress of comparing weights is asked for once the metadata are compared. */
    @Test
    void refusesAFileThatIsReplacedWhileItIsCompared() {
        assertThatThrownBy(() -> judge(EnumSet.allOf(Check.class), this::replaced, "models/gpt2", "models/gpt2.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith(
                        "models/gpt2.gguf: expected a file that does not change while it is read, found that it was"
                                + " changed or replaced. ");
    }

    private Progress replaced() {
        Path file = base.resolve("models/gpt2.gguf");
        try {
            Files.move(Files.copy(file, base.resolve("other")), file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Progress.NONE;
    }

    @Test
    void aDefectOfThePluginNamesTheFilesAndWhereToReportIt() {
        assertThatThrownBy(() -> judge(
                        EnumSet.allOf(Check.class),
                        () -> {
                            throw new IllegalStateException("a defect");
                        },
                        "models/gpt2",
                        "models/gpt2.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("models/gpt2 or models/gpt2.gguf: ")
                .hasMessageContainingAll("a defect", "/issues");
    }

    @Test
    void aHeapThatIsTooSmallIsSaid() {
        assertThatThrownBy(() -> judge(
                        EnumSet.allOf(Check.class),
                        () -> {
                            throw new OutOfMemoryError();
                        },
                        "models/gpt2",
                        "models/gpt2.gguf"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageStartingWith("models/gpt2 or models/gpt2.gguf: expected memory")
                .hasMessageContaining("MAVEN_OPTS");
    }
}
