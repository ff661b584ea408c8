package io.github.modelconversion.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.maven.parameter.ElementTypes;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {

    private static final Path BASE = Path.of("project").toAbsolutePath();
    private static final SingleOrList DATA = data();

    private final RequestBuilder builder = builder(OutputKind.LOGITS);

    @Test
    void modelsNameTheFilesInTheDataDirectory() throws MojoExecutionException {
        GateRequest request =
                builder.byModels(reference("models/tiny", null), List.of(test("tiny-F16.gguf", null)), DATA);

        PairRequest pair = request.pairs().get(0);
        Path data = BASE.resolve("data");
        assertThat(pair.dataDirectory()).contains(data);
        assertThat(pair.reference().candidates())
                .startsWith(
                        data.resolve("pytorch-tiny.bin"),
                        data.resolve("pytorch-tiny.npy"),
                        data.resolve("pytorch-tiny.txt"),
                        data.resolve("pytorch-tiny.npz"),
                        data.resolve("pytorch-tiny.safetensors"),
                        data.resolve("pytorch-tiny.gguf"),
                        data.resolve("pytorch-tiny.kld"),
                        data.resolve("pytorch-tiny.bin.gz"))
                .endsWith(data.resolve("pytorch-tiny.kld.gz"))
                .hasSize(14);
        assertThat(pair.test().candidates()).startsWith(data.resolve("llamacpp-tiny-F16.bin"));
        assertThat(pair.originalModel()).contains(BASE.resolve("models/tiny"));
        assertThat(pair.convertedModel()).contains(BASE.resolve("tiny-F16.gguf"));
    }

    @Test
    void eachConversionIsComparedInEachDataDirectory() throws MojoExecutionException {
        Path once = BASE.resolve("once");
        GateRequest request = builder.byModels(
                reference("models/tiny", null),
                List.of(test("models/tiny-F16.gguf", null), test("tiny-Q8_0", null)),
                data("data", "once"));

        assertThat(request.pairs())
                .extracting(pair ->
                        pair.dataDirectory().orElseThrow() + " " + pair.test().model())
                .containsExactly(
                        BASE.resolve("data") + " tiny-F16",
                        BASE.resolve("data") + " tiny-Q8_0",
                        once + " tiny-F16",
                        once + " tiny-Q8_0");
        assertThat(request.pairs().get(0).convertedModel()).hasValue(BASE.resolve("models/tiny-F16.gguf"));
    }

    @Test
    void configurationBeatsTheEnvironmentAndBlankMeansUnset() throws MojoExecutionException {
        assertThat(reference("models/a", "models/b").name()).contains("a");
        assertThat(reference(" ", "models/b").name()).contains("b");
        assertThat(reference(null, "").name()).isEmpty();
    }

    @Test
    void anUnsetModelIsNamedWithItsPropertyAndItsVariable() {
        assertThatThrownBy(() -> builder.byModels(reference(null, ""), List.of(test("x", null)), DATA))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Parameter 'modelPath' is not set. Set <modelPath> in the plugin's configuration,"
                        + " -Dnmse.modelPath, or the environment variable MODEL_PATH to the model's path; its last"
                        + " component names the output file.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "..", "models/.."})
    void aNameThatCannotBeDerivedIsAnErrorThatSaysWhereItCameFrom(String path) {
        assertThatThrownBy(() -> reference(path, null).name())
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'modelPath' (-Dnmse.modelPath): '" + path
                        + "'. Expected a path whose last component names the model, such as models/tiny.");
        assertThatThrownBy(() -> reference(null, path).name())
                .hasMessageStartingWith("Invalid value for environment variable MODEL_PATH: '" + path + "'. ");
    }

    @Test
    void explicitFilesNeedNoModels() throws MojoExecutionException {
        GateRequest request = builder.byFiles(
                reference(null, null),
                List.of(test("models/tiny-F16", null)),
                new Setting("referenceFile", "dumps/original.npy"),
                new Setting("testFile", "dumps/converted.txt"));

        PairRequest pair = request.pairs().get(0);
        assertThat(pair.dataDirectory()).isEmpty();
        assertThat(pair.reference().model()).isEqualTo("original");
        assertThat(pair.test().model()).isEqualTo("tiny-F16");
        assertThat(pair.reference().candidates()).containsExactly(BASE.resolve("dumps/original.npy"));
        assertThat(pair.test().candidates()).containsExactly(BASE.resolve("dumps/converted.txt"));
        assertThat(pair.originalModel()).isEmpty();
        assertThat(pair.convertedModel()).contains(BASE.resolve("models/tiny-F16"));
    }

    @Test
    void embeddingsHaveASuffixInTheirFileNames() throws MojoExecutionException {
        RequestBuilder embeddings = builder(OutputKind.EMBEDDINGS);

        PairRequest pair = embeddings
                .byModels(reference("models/tiny", null), List.of(test("tiny-F16.gguf", null)), DATA)
                .pairs()
                .get(0);

        assertThat(pair.kind()).isEqualTo(OutputKind.EMBEDDINGS);
        assertThat(pair.reference().candidates())
                .startsWith(BASE.resolve("data").resolve("pytorch-tiny-embeddings.bin"));
        assertThat(pair.test().candidates())
                .startsWith(BASE.resolve("data").resolve("llamacpp-tiny-F16-embeddings.bin"));
    }

    @Test
    void oneFileAloneIsAnError() {
        assertThatThrownBy(() -> builder.byFiles(
                        reference("a", null),
                        List.of(test("b", null)),
                        new Setting("referenceFile", null),
                        new Setting("testFile", "b.bin")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Parameters 'referenceFile' (-Dnmse.referenceFile) and 'testFile' (-Dnmse.testFile) go"
                        + " together: set both or neither. Found only 'testFile'.");
    }

    @Test
    void kldFilesHoldNoEmbeddings() {
        assertThatThrownBy(() -> builder(OutputKind.EMBEDDINGS)
                        .byFiles(
                                reference(null, null),
                                List.of(test("b", null)),
                                new Setting("referenceFile", "a.kld"),
                                new Setting("testFile", "b.kld")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageEndingWith(
                        "'a.kld'. Expected a directory, or a file that ends in one of: .bin, .npy, .txt, .npz, .safetensors, .gguf.");
    }

    @Test
    void anUnknownEndingIsAnErrorThatListsTheKnownOnes() {
        assertThatThrownBy(() -> builder.byFiles(
                        reference("a", null),
                        List.of(test("b", null)),
                        new Setting("referenceFile", "a.onnx"),
                        new Setting("testFile", "b.bin")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage(
                        "Invalid value for parameter 'referenceFile' (-Dnmse.referenceFile): 'a.onnx'. Expected a"
                                + " directory, or a file that ends in one of: .bin, .npy, .txt, .npz, .safetensors, .gguf, .kld.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".pt", ".pth", ".pkl", ".pickle", ".ckpt"})
    void aPickleIsRefusedWithTheLineThatWritesAReadableFile(String ending) {
        assertThatThrownBy(() -> builder.byFiles(
                        reference("a", null),
                        List.of(test("b", null)),
                        new Setting("referenceFile", "a.npy"),
                        new Setting("testFile", "dumps/b" + ending)))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Invalid value for parameter 'testFile' (-Dnmse.testFile): 'dumps/b" + ending
                        + "'. Expected a file without code in it: a " + ending
                        + " file is a pickle, and loading it runs"
                        + " whatever code it holds. In PyTorch write safetensors.torch.save_file({'logits':"
                        + " logits.contiguous()}, 'logits.safetensors') or numpy.save('logits.npy',"
                        + " logits.float().cpu().numpy()).");
    }

    @Test
    void limitsOnProbabilitiesAreRefusedForActivations() {
        LimitPolicy limits = LimitPolicy.of(
                List.of(new Limit(Metric.MEAN_KL_DIVERGENCE, Limit.Bound.MAX, 0.1, Limit.Origin.CONFIGURATION)));

        assertThatThrownBy(() -> builder(OutputKind.ACTIVATIONS, limits)
                        .byModels(reference("a", null), List.of(test("b", null)), DATA))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Parameter 'kind' (-Dnmse.kind) is activations, which have no probabilities, but there is a"
                        + " limit on the KL divergence, the top-1 token or the ten largest. Remove the limit, or set kind"
                        + " to logits.");
    }

    @Test
    void onlyAConfiguredModelThatDoesNotExistIsAbsent() {
        Path here = Path.of("").toAbsolutePath();

        assertThat(reference("testdata", null).absent(here)).isEmpty();
        assertThat(reference("no/such/model", null).absent(here)).contains("no/such/model");
        assertThat(reference(null, null).absent(here)).isEmpty();
        assertThat(reference("a\0b", null).absent(here)).contains("a\0b");
    }

    @Test
    void singularAndPluralParametersExcludeEachOther() {
        SingleOrList both =
                SingleOrList.of(new Setting("dataDirectory", "data"), "dataDirectories", List.of("p1", "p2"));

        assertThatThrownBy(both::settings)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Parameters 'dataDirectory' (-Dnmse.dataDirectory) and 'dataDirectories'"
                        + " (-Dnmse.dataDirectories) exclude each other: set one of them.");
    }

    @Test
    void oneFileCannotBeTheOutputOfTwoModels() {
        assertThatThrownBy(() -> builder.byFiles(
                        reference("a", null),
                        List.of(test("b", null), test("c", null)),
                        new Setting("referenceFile", "a.bin"),
                        new Setting("testFile", "b.bin")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("Parameter 'testFile' (-Dnmse.testFile) is the output of one model, found 2 in"
                        + " 'convertedModels' (-Dnmse.convertedModels). Set 'convertedModel'.");
    }

    private static SingleOrList data(String... several) {
        return SingleOrList.of(new Setting("dataDirectory", null), "dataDirectories", List.of(several));
    }

    private static ModelSetting reference(@Nullable String configured, @Nullable String environment) {
        return new ModelSetting(new Setting("modelPath", configured), "MODEL_PATH", environment);
    }

    private static ModelSetting test(@Nullable String configured, @Nullable String environment) {
        return new ModelSetting(new Setting("convertedModel", configured), "CONVERTED_MODEL", environment);
    }

    private static RequestBuilder builder(OutputKind kind) {
        return builder(kind, LimitPolicy.of(List.of()));
    }

    private static RequestBuilder builder(OutputKind kind, LimitPolicy limits) {
        return new RequestBuilder(
                BASE,
                new Reading(kind, Layout.ONE_ROW, TensorSelection.ALL),
                new ElementTypes(ElementType.FLOAT32, ElementType.FLOAT32),
                limits,
                Strictness.DEFAULT,
                GateRequest.Missing.FAIL,
                "");
    }

    @Test
    void aLinkToADirectoryDoesNotCountItTwice(@TempDir Path folder) throws Exception {
        Path one = Files.createDirectories(folder.resolve("one"));
        Files.createDirectories(folder.resolve("two"));
        Files.createSymbolicLink(folder.resolve("latest"), Path.of("one"));

        GateRequest request = builder.byModels(
                reference("tiny", null), List.of(test("tiny-F16", null)), data(folder + "/*", one + "/../two"));

        // Sorted by name, "latest" comes first and stands for "one".
        assertThat(request.pairs())
                .extracting(pair -> pair.dataDirectory().orElseThrow())
                .containsExactly(folder.resolve("latest"), folder.resolve("two"));
    }
}
