package io.github.modelconversion.maven;

import io.github.modelconversion.gate.Gate;
import io.github.modelconversion.judge.LimitSource;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.judge.evidence.Vocabulary;
import io.github.modelconversion.maven.model.ModelDifferences;
import io.github.modelconversion.maven.model.TokenNames;
import io.github.modelconversion.maven.output.ProgressLog;
import io.github.modelconversion.maven.parameter.BaselineSetting;
import io.github.modelconversion.maven.parameter.ElementTypes;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.ReadingSettings;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.result.GateReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of a goal that compares outputs: which files, and how to read them. */
abstract class ComparingMojo extends LimitedMojo {

    /**
     * Path of the original model. Its last component, without the extension <code>.gguf</code>, names the reference:
     * <code>models/tiny</code> selects <code>data/pytorch-tiny.bin</code>. The model itself need not exist. Not set: the
     * environment variable <code>MODEL_PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.modelPath")
    private String modelPath;

    /**
     * Path of the converted model. Its last component, without the extension <code>.gguf</code>, names the test:
     * <code>models/tiny-Q8_0.gguf</code> selects <code>data/llamacpp-tiny-Q8_0.bin</code>. The model itself need not exist.
     * Not set: the environment variable <code>CONVERTED_MODEL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModel")
    private String convertedModel;

    /**
     * Paths of several conversions of the original model, such as <code>models/tiny-Q8_0.gguf</code> and
     * <code>models/tiny-Q4_K_M.gguf</code>, each judged like a <code>convertedModel</code>. Cannot be combined with
     * <code>convertedModel</code>. Not set: only <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * The directory of both outputs, such as <code>build/logits</code>. Cannot be combined with <code>referenceFile</code>.
     * It is searched for a <code>.bin</code> file first, then <code>.npy</code>, <code>.txt</code>, <code>.npz</code>,
     * <code>.safetensors</code>, <code>.gguf</code> and, for logits, <code>.kld</code>, and finally for the same with
     * <code>.gz</code>. Not set: <code>data</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectory")
    private String dataDirectory;

    /**
     * Several data directories, one per prompt; every conversion is judged in each of them. A path component may be a
     * pattern, such as <code>prompts/*&#47;data</code>. Cannot be combined with <code>dataDirectory</code>. Not set: only
     * <code>dataDirectory</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.dataDirectories")
    private List<String> dataDirectories = List.of();

    /**
     * What to do when a conversion has no output in a data directory: <code>fail</code>, or <code>skip</code>, which lists
     * it in the report. The build always breaks when nothing could be compared.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.missing", defaultValue = "fail")
    private String missing;

    /**
     * What is judged if there are several data directories: <code>each</code>; <code>pooled</code>, only one comparison for
     * each conversion over all prompts, as if their rows were in one file; or <code>both</code>. With <code>pooled</code>, the
     * prompts are still listed, and unusable or invalid outputs still fail. Requires several data directories.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.judge", defaultValue = "each")
    private String judge;

    /**
     * The reference file, such as <code>dumps/original.npy</code>, given directly instead of through <code>modelPath</code>;
     * or a directory, whose files are compared with the files of the same names in the test's directory. A file name ends in
     * <code>.bin</code>, <code>.npy</code>, <code>.txt</code>, <code>.npz</code>, <code>.safetensors</code>,
     * <code>.gguf</code> or <code>.kld</code>, and may be compressed (<code>.bin.gz</code>). Requires <code>testFile</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.referenceFile")
    private String referenceFile;

    /**
     * The test file or directory, such as <code>dumps/converted.npy</code>, given directly instead of through
     * <code>convertedModel</code>. The same rules as for <code>referenceFile</code> apply. Requires
     * <code>referenceFile</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.testFile")
    private String testFile;

    /**
     * What the outputs hold: <code>logits</code>, <code>embeddings</code> or <code>activations</code> (any other values,
     * judged by their NMSE). Embeddings are read from <code>pytorch-tiny-embeddings.bin</code> and
     * <code>llamacpp-tiny-Q8_0-embeddings.bin</code> and are judged by their mean cosine similarity. Not set:
     * <code>logits</code>; if a file or directory has several tensors, those named <code>logits</code> are logits and the
     * others activations.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.kind")
    private String kind;

    /**
     * Number of rows (one per token position) in a file that does not store its shape, such as <code>124</code>. Not set:
     * derived from <code>width</code>, or else 1. A two-dimensional <code>.npy</code> file and a text file with rows have
     * their own number of rows.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.positions")
    private String positions;

    /**
     * Number of values per row (the size of the vocabulary or of an embedding) in a file that does not store its shape, such
     * as <code>32000</code>. Not set: derived from <code>positions</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.width")
    private String width;

    /**
     * Element type of the values in a <code>.bin</code> file: <code>f32</code>, <code>f16</code>, <code>bf16</code> or
     * <code>f64</code>, little-endian. Two types, such as <code>f32,bf16</code>, apply to the reference and the test, in
     * this order. With <code>bf16</code>, a <code>.npy</code> array of two-byte elements (<code>&lt;V2</code>,
     * <code>&lt;u2</code>) is read as bfloat16, too. All other formats store their type; a type that no file needs and none
     * has is an error.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.elementType", defaultValue = "f32")
    private String elementType;

    /**
     * Name in the reference of the tensor to compare, such as <code>logits</code>, if the files hold several. In a directory
     * it is the file's name without its extension, followed by a slash and the tensor's name if that file names its tensors.
     * Not set: all tensors that both sides have, one comparison each.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.tensor")
    private String tensor;

    /**
     * Rules that map the reference's tensor names to the test's, such as <code>model.layers.*.mlp=blk.*.ffn_out</code>. A
     * <code>*</code> matches any characters, the same in both names. The first matching rule applies. Not set: the same
     * names.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.tensorNames")
    private List<String> tensorNames = List.of();

    /**
     * What to do with logits whose rows are longer on one side, for example because its vocabulary is padded:
     * <code>strict</code> fails; <code>common</code> judges the entries that both sides have, and fails when the others get
     * more than 0.001 of a row's probability.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.vocabulary", defaultValue = "strict")
    private String vocabulary;

    /**
     * Whether an output more than 10 minutes older than its model fails. The model's age is that of the converted model's
     * file, or of the newest weight file in the original model's directory. With <code>false</code> it is only a warning. A
     * fresh checkout gives all files the same age, so nothing is found there. Requires <code>modelPath</code> or
     * <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnStale", defaultValue = "false")
    private String failOnStale;

    /**
     * Maximum number of threads for a comparison, such as <code>4</code>. Small files use one. The figures are identical to
     * the last bit for any number of threads. Not set: the number of processors.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.threads")
    private String threads;

    /**
     * The baseline: a file with the metrics of the accepted conversions, such as <code>quality/nmse-baseline.json</code>,
     * written by <code>nmse-baseline</code> and committed. If set, the file must exist for <code>nmse-check</code>. Not set:
     * <code>nmse-baseline.json</code> in the project's directory, if it exists.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.baselineFile")
    private String baselineFile;

    /**
     * The vocabulary for the texts of tokens in reports: a GGUF file, <code>tokenizer.json</code>, <code>tokenizer.model</code>,
     * or a folder with one of these two. Not set: that of the models, unless the check passes without doubt.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.tokenizer")
    private String tokenizer;

    /** Returns the baseline file. */
    final BaselineSetting baselineFile(GoalRun run) throws MojoExecutionException {
        return new BaselineSetting(new Setting("baselineFile", baselineFile), run.base());
    }

    /** Compares the outputs and judges them, also by the limits of other sources. */
    final GateReport compare(List<LimitSource> others, GoalRun run) throws MojoExecutionException {
        GateRequest request = checkedRequest(run);
        Optional<Path> vocabulary = TokenNames.vocabulary(new Setting("tokenizer", tokenizer), run.base());
        GateReport report = checkedTypes(gate().check(request, request.judge(others)), run);
        return TokenNames.show(ModelDifferences.explain(report, request), request, vocabulary, run::say);
    }

    /** Returns the gate that makes the comparisons. */
    final Gate gate() throws MojoExecutionException {
        int mostThreads = new Setting("threads", threads).threads();
        return new Gate(mostThreads, new ProgressLog(getLog()::info, System::nanoTime));
    }

    /** Returns the comparisons to make, after checking that every parameter that was set affects them. */
    final GateRequest checkedRequest(GoalRun run) throws MojoExecutionException {
        GateRequest request = request(run);
        run.ineffective().check(request, limits().notOfLogProbabilities());
        return request;
    }

    /** Returns the comparisons to make. */
    final GateRequest request(GoalRun run) throws MojoExecutionException {
        ModelSetting reference = run.original(modelPath);
        List<ModelSetting> tests = run.converted(convertedModel, convertedModels);
        RequestBuilder builder = new RequestBuilder(
                run.base(),
                reading(),
                ElementTypes.of(new Setting("elementType", elementType)),
                limits().policy(),
                new Strictness(
                        new Setting("vocabulary", vocabulary).choice(Vocabulary.STRICT),
                        new Setting("failOnStale", failOnStale).flag(false)),
                new Setting("missing", missing).choice(GateRequest.Missing.FAIL),
                run.hintForParents());
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
        ModelSetting.absent(reference, tests, run.base()).ifPresent(run::say);
        return request.judging(new Setting("judge", judge).choice(GateRequest.Judged.EACH));
    }

    private Reading reading() throws MojoExecutionException {
        return ReadingSettings.of(
                new Setting("kind", kind),
                new Setting("positions", positions),
                new Setting("width", width),
                new Setting("tensor", tensor),
                tensorNames);
    }
}
