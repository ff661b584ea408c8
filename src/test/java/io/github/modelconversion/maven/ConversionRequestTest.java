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
import java.util.concurrent.CancellationException;
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
    void refusesAFileThatWasCut() throws IOException, MojoExecutionException {
        setLength(SIZE / 2);

        assertThat(problem("models/gpt2", "models/gpt2.gguf"))
                .contains("models/gpt2.gguf", "cut", "Convert the model again");
    }

    /** Returns why the only pair could not be compared. */
    private String problem(@Nullable String original, String converted) throws MojoExecutionException {
        return problem(Set.of(Check.METADATA, Check.TOKENIZER), () -> Progress.NONE, original, converted);
    }

    private String problem(Set<Check> checks, Supplier<Progress> progress, @Nullable String original, String converted)
            throws MojoExecutionException {
        List<JudgedModel> models = judge(checks, progress, original, converted);

        assertThat(models).singleElement().satisfies(model -> {
            assertThat(model.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(model.unusable()).isTrue();
            assertThat(model.converted().name()).isEqualTo(converted);
            assertThat(model.findings()).hasSize(1);
            assertThat(checks).noneMatch(check -> model.comparison().part(check).measured());
        });
        return models.get(0).findings().get(0).message();
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
    void comparesTheOthersIfOneFileIsUnusable() throws IOException, MojoExecutionException {
        Files.writeString(base.resolve("text.gguf"), "no model, but a text of more than a few bytes");

        List<JudgedModel> models = judge("models/gpt2", "missing.gguf", "models/gpt2.gguf", "text.gguf");

        assertThat(models)
                .extracting(JudgedModel::verdict)
                .containsExactly(Verdict.NOT_MEASURED, Verdict.PASS, Verdict.NOT_MEASURED);
    }

    @Test
    void refusesAFolderThatIsNotAnOriginal() throws IOException, MojoExecutionException {
        Files.createDirectories(base.resolve("empty"));
        Path mistral = Files.createDirectories(base.resolve("mistral"));
        Files.writeString(mistral.resolve("params.json"), "{}");
        Path broken = Files.createDirectories(base.resolve("broken"));
        Files.writeString(broken.resolve("config.json"), "{\"a\":");

        assertThat(problem("missing", "models/gpt2.gguf")).contains("missing", "found nothing");
        assertThat(problem("models/gpt2.gguf", "models/gpt2.gguf")).contains("found a file");
        assertThat(problem("empty", "models/gpt2.gguf")).contains("empty/config.json", "modelPath");
        assertThat(problem("mistral", "models/gpt2.gguf")).contains("Mistral's own format");
        assertThat(problem("broken", "models/gpt2.gguf")).contains("broken/config.json");
    }

    @Test
    void refusesAFileThatIsNotAConvertedModel() throws IOException, MojoExecutionException {
        Files.writeString(base.resolve("text.gguf"), "no model, but a text of more than a few bytes");

        assertThat(problem("models/gpt2", "missing.gguf"))
                .contains("missing.gguf", "found nothing", "convertedModel")
                .doesNotContain(base.toString());
        assertThat(problem("models/gpt2", "models")).contains("models: ", "found a folder");
        assertThat(problem("models/gpt2", "text.gguf")).contains("text.gguf");
    }

    /** The progress of comparing weights is asked for once the metadata are compared. */
    @Test
    void refusesAFileThatIsReplacedWhileItIsCompared() throws MojoExecutionException {
        assertThat(problem(EnumSet.allOf(Check.class), this::replaced, "models/gpt2", "models/gpt2.gguf"))
                .startsWith("models/gpt2.gguf: expected a file that does not change while it is read, found that it was"
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
    void aDefectOfThePluginNamesTheFilesAndWhereToReportIt() throws MojoExecutionException {
        Supplier<Progress> defect = () -> {
            throw new IllegalStateException("a defect");
        };

        assertThat(problem(EnumSet.allOf(Check.class), defect, "models/gpt2", "models/gpt2.gguf"))
                .startsWith("models/gpt2 or models/gpt2.gguf: ")
                .contains("a defect", "/issues");
    }

    @Test
    void aHeapThatIsTooSmallIsSaid() throws MojoExecutionException {
        Supplier<Progress> full = () -> {
            throw new OutOfMemoryError();
        };

        assertThat(problem(EnumSet.allOf(Check.class), full, "models/gpt2", "models/gpt2.gguf"))
                .startsWith("models/gpt2 or models/gpt2.gguf: expected memory")
                .contains("MAVEN_OPTS");
    }

    @Test
    void anInterruptionEndsTheCheck() {
        Supplier<Progress> interrupted = () -> {
            throw new CancellationException();
        };

        assertThatThrownBy(() -> judge(EnumSet.allOf(Check.class), interrupted, "models/gpt2", "models/gpt2.gguf"))
                .isInstanceOf(CancellationException.class);
    }
}
