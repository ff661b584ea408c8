package io.github.modelconversion.maven;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.maven.output.ProgressLog;
import io.github.modelconversion.maven.parameter.BaselineSetting;
import io.github.modelconversion.maven.parameter.ElementTypes;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.maven.parameter.TensorNamesSetting;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** A goal that compares outputs: the parameters that say which, and how they are read. */
abstract class ComparingMojo extends LimitedMojo {

    /**
     * Path of the original model. Its last component, without an ending <code>.gguf</code>, names the reference:
     * <code>models/tiny</code> stands for <code>data/pytorch-tiny.bin</code>. The model itself need not exist. Not set:
     * the environment variable <code>MODEL_PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.modelPath")
    private String modelPath;

    /**
     * Path of the converted model. Its last component, without an ending <code>.gguf</code>, names the output that is
     * judged: <code>models/tiny-Q8_0.gguf</code> stands for <code>data/llamacpp-tiny-Q8_0.bin</code>. The model itself
     * need not exist. Not set: the environment variable <code>CONVERTED_MODEL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModel")
    private String convertedModel;

    /**
     * Paths of several conversions of the original model, such as <code>models/tiny-Q8_0.gguf</code> and
     * <code>models/tiny-Q4_K_M.gguf</code>, each judged like a <code>convertedModel</code>, which is then not set. Not set:
     * only <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * The directory of both outputs, such as <code>build/logits</code>; not together with <code>referenceFile</code>. A <code>.bin</code> file is looked for first,
     * then <code>.npy</code>, <code>.txt</code>, <code>.npz</code>, <code>.safetensors</code>, <code>.gguf</code> and,
     * for logits, <code>.kld</code>, and after these the same with <code>.gz</code>. Not set: <code>data</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectory")
    private String dataDirectory;

    /**
     * Several data directories, one for each prompt: all conversions are judged in each. A component may be a pattern, such
     * as <code>prompts/*&#47;data</code>. <code>dataDirectory</code> is then not set. Not set: only
     * <code>dataDirectory</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectories")
    private List<String> dataDirectories = List.of();

    /**
     * What to do about a conversion without an output in a data directory: <code>fail</code>, or <code>skip</code>, which
     * lists it in the report. Nothing compared at all breaks the build in any case.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.missing", defaultValue = "fail")
    private String missing;

    /**
     * The reference's file, such as <code>dumps/original.npy</code>, named outright instead of through
     * <code>modelPath</code>; or a directory, whose files are compared with those of the same names in the test's. A file
     * ends in <code>.bin</code>, <code>.npy</code>, <code>.txt</code>, <code>.npz</code>, <code>.safetensors</code>,
     * <code>.gguf</code> or <code>.kld</code>, and may be packed (<code>.bin.gz</code>). Only together with
     * <code>testFile</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.referenceFile")
    private String referenceFile;

    /**
     * The file or the directory that is judged, such as <code>dumps/converted.npy</code>, named outright instead of through
     * <code>convertedModel</code>; as for <code>referenceFile</code>, and only together with it.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.testFile")
    private String testFile;

    /**
     * What the outputs hold: <code>logits</code>, <code>embeddings</code> or <code>activations</code>, which are any other
     * values and are judged by their NMSE. Embeddings are read from <code>pytorch-tiny-embeddings.bin</code> and
     * <code>llamacpp-tiny-Q8_0-embeddings.bin</code> and are judged by their mean cosine similarity. Not set:
     * <code>logits</code>; of several tensors in a file or a directory those that are called <code>logits</code>, while the
     * others are activations.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.kind")
    private String kind;

    /**
     * How many rows a file without dimensions has, such as <code>124</code>: one for each token position. Not set: it
     * follows from <code>width</code>, or there is one row. A two-dimensional <code>.npy</code> and a text with rows have their own.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.positions")
    private String positions;

    /**
     * How many values a row of a file without dimensions has, such as <code>32000</code>: the size of the vocabulary or
     * of an embedding. Not set: it follows from <code>positions</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.width")
    private String width;

    /**
     * What the values of a <code>.bin</code> file are: <code>f32</code>, <code>f16</code>, <code>bf16</code> or
     * <code>f64</code>, little-endian. Two types, such as <code>f32,bf16</code>, are those of the reference and of the test.
     * With <code>bf16</code> a <code>.npy</code> array of two-byte elements (<code>&lt;V2</code>, <code>&lt;u2</code>) is
     * bfloat16, too. All other files say it themselves; a type that no file needs and none has is an error.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.elementType", defaultValue = "f32")
    private String elementType;

    /**
     * The tensor to compare, such as <code>logits</code>, of files that hold several; in a directory the name of a file
     * without its ending, and behind a slash the tensor's. It is the reference's name. Not set: all that both sides have,
     * one comparison each.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.tensor")
    private String tensor;

    /**
     * What the test calls the reference's tensors, such as <code>model.layers.*.mlp=blk.*.ffn_out</code>: a <code>*</code>
     * stands for any characters and is the same in both names. The first rule that fits counts. Not set: the same names.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.tensorNames")
    private List<String> tensorNames = List.of();

    /**
     * What to do with logits whose rows are longer on one side, as a padded vocabulary makes them: <code>strict</code>
     * fails, <code>common</code> judges the entries that both sides have, and fails when the others get more than 0.001 of
     * a row's probability.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.vocabulary", defaultValue = "strict")
    private String vocabulary;

    /**
     * Whether an output fails that is more than 10 minutes older than its model: the file of the converted model, or the
     * newest file of weights in the original model's directory. With <code>false</code> it is a warning. After a checkout
     * all files have the same age, so there it says nothing; without <code>modelPath</code> and
     * <code>convertedModel</code> there is nothing to compare with.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnStale", defaultValue = "false")
    private String failOnStale;

    /**
     * The most threads to use for a comparison, such as <code>4</code>. Small files use one, and the figures are the same
     * to the last bit for any number. Not set: as many as the machine has processors.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.threads")
    private String threads;

    /**
     * What the conversions were worth when they were accepted: a file that <code>nmse-baseline</code> writes and that is
     * committed, such as <code>quality/nmse-baseline.json</code>. One that is set must exist for <code>nmse-check</code>.
     * Not set: <code>nmse-baseline.json</code> in the project's directory, where it exists.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.baselineFile")
    private String baselineFile;

    @Parameter(defaultValue = "${env.MODEL_PATH}", readonly = true)
    private String modelPathInEnvironment;

    @Parameter(defaultValue = "${env.CONVERTED_MODEL}", readonly = true)
    private String convertedModelInEnvironment;

    /** Returns the baseline file. */
    final BaselineSetting baselineFile() throws MojoExecutionException {
        return new BaselineSetting(new Setting("baselineFile", baselineFile), base());
    }

    @Override
    GateReport report() throws MojoExecutionException {
        return compare(List.of());
    }

    /** Compares the outputs and has them judged by limits from other sources, too. */
    final GateReport compare(List<LimitSource> others) throws MojoExecutionException {
        GateRequest request = checkedRequest();
        return ModelDifferences.explain(checkedTypes(gate().check(request, request.judge(others))), request);
    }

    /** Returns the gate that makes the comparisons. */
    final Gate gate() throws MojoExecutionException {
        int mostThreads = (int) new Setting("threads", threads)
                .positiveInteger(Integer.MAX_VALUE)
                .orElse(Runtime.getRuntime().availableProcessors());
        return new Gate(mostThreads, new ProgressLog(getLog()::info, System::nanoTime));
    }

    /** Returns what is to be compared, when every parameter that was set can act on it. */
    final GateRequest checkedRequest() throws MojoExecutionException {
        GateRequest request = request();
        ineffective().check(request);
        return request;
    }

    /** Returns what is to be compared. */
    final GateRequest request() throws MojoExecutionException {
        ModelSetting reference =
                new ModelSetting(new Setting("modelPath", modelPath), "MODEL_PATH", modelPathInEnvironment);
        List<ModelSetting> tests = SingleOrList.of(
                        new Setting("convertedModel", convertedModel), "convertedModels", convertedModels)
                .settings()
                .stream()
                .map(setting -> new ModelSetting(setting, "CONVERTED_MODEL", convertedModelInEnvironment))
                .toList();
        RequestBuilder builder = new RequestBuilder(
                base(),
                new Setting("kind", kind).choice(OutputKind.LOGITS),
                new Layout(
                        new Setting("positions", positions).positiveInteger(Long.MAX_VALUE),
                        new Setting("width", width).positiveInteger(Long.MAX_VALUE)),
                ElementTypes.of(new Setting("elementType", elementType)),
                new TensorSelection(
                        new Setting("tensor", tensor).text(),
                        TensorNamesSetting.of(tensorNames),
                        new Setting("kind", kind).text().isPresent()),
                limitPolicy(),
                new Strictness(
                        new Setting("vocabulary", vocabulary).choice(Vocabulary.STRICT),
                        new Setting("failOnStale", failOnStale).flag(false)),
                new Setting("missing", missing).choice(GateRequest.Missing.FAIL),
                missingFileHint());
        Setting givenReference = new Setting("referenceFile", referenceFile);
        Setting givenTest = new Setting("testFile", testFile);
        GateRequest request = givenReference.text().isPresent()
                        || givenTest.text().isPresent()
                ? builder.byFiles(reference, tests, givenReference, givenTest)
                : builder.byModels(
                        reference,
                        tests,
                        SingleOrList.of(
                                new Setting("dataDirectory", dataDirectory), "dataDirectories", dataDirectories));
        sayWhichModelsAreAbsent(reference, tests);
        return request;
    }

    private void sayWhichModelsAreAbsent(ModelSetting reference, List<ModelSetting> tests) {
        List<String> absent = Stream.concat(Stream.of(reference), tests.stream())
                .map(model -> model.absent(base()))
                .flatMap(Optional::stream)
                .toList();
        if (!absent.isEmpty()) {
            say("Model files not found (not needed): " + String.join(", ", absent));
        }
    }

    /** A project of Maven 4 may list them as subprojects. */
    private boolean hasModules() {
        List<MavenProject> collected = project().getCollectedProjects();
        return !project().getModules().isEmpty() || (collected != null && !collected.isEmpty());
    }

    private String missingFileHint() {
        return hasPom() && "pom".equals(project().getPackaging()) && hasModules()
                ? "This project has packaging pom: a plugin in a parent's <build> runs in the parent too. Put it into the"
                        + " modules that have the outputs, or set nmse.skip to true in the parent."
                : "";
    }
}
