package io.github.modelconversion.maven;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.npy.Pickle;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.evidence.Strictness;
import io.github.modelconversion.maven.parameter.ElementTypes;
import io.github.modelconversion.maven.parameter.ModelSetting;
import io.github.modelconversion.maven.parameter.PathPattern;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.maven.parameter.SingleOrList;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.GateRequest.Missing;
import io.github.modelconversion.plan.request.OutputRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** Turns nmse-check's parameters into one request, or reports which one is wrong. */
public final class RequestBuilder {

    private final Path baseDirectory;
    private final Reading reading;
    private final ElementTypes elementTypes;
    private final LimitPolicy limits;
    private final Strictness rules;
    private final Missing missing;
    private final String missingFileHint;

    public RequestBuilder(
            Path baseDirectory,
            Reading reading,
            ElementTypes elementTypes,
            LimitPolicy limits,
            Strictness rules,
            Missing missing,
            String missingFileHint) {
        this.baseDirectory = baseDirectory;
        this.reading = reading;
        this.elementTypes = elementTypes;
        this.limits = limits;
        this.rules = rules;
        this.missing = missing;
        this.missingFileHint = missingFileHint;
    }

    /**
     * Returns the request for outputs found by their models' names: each converted model in each data directory, directory
     * by directory.
     */
    public GateRequest byModels(ModelSetting reference, List<ModelSetting> tests, SingleOrList dataDirectories)
            throws MojoExecutionException {
        String referenceName = reference.requiredName();
        List<PairRequest> pairs = new ArrayList<>();
        for (Path directory : directories(dataDirectories)) {
            for (ModelSetting test : tests) {
                pairs.add(pair(
                        Optional.of(directory),
                        inDirectory(Side.REFERENCE, referenceName, directory, reference),
                        inDirectory(Side.TEST, test.requiredName(), directory, test),
                        reference,
                        test));
            }
        }
        return request(pairs);
    }

    /** Returns the request for outputs whose files are named directly; the models are then optional. */
    public GateRequest byFiles(
            ModelSetting reference, List<ModelSetting> tests, Setting referenceFile, Setting testFile)
            throws MojoExecutionException {
        ModelSetting test = only(tests);
        requireBoth(referenceFile, testFile);
        return request(List.of(pair(
                Optional.empty(),
                file(Side.REFERENCE, reference, referenceFile),
                file(Side.TEST, test, testFile),
                reference,
                test)));
    }

    private List<Path> directories(SingleOrList settings) throws MojoExecutionException {
        if (settings.several().isEmpty()) {
            return List.of(settings.single().path(baseDirectory).orElse(baseDirectory.resolve("data")));
        }
        // By the place that links lead to: the same outputs must not count twice.
        Map<Path, Path> directories = new LinkedHashMap<>();
        for (Setting setting : settings.settings()) {
            for (Path directory : new PathPattern(setting).directories(baseDirectory)) {
                directories.putIfAbsent(real(directory), directory);
            }
        }
        return List.copyOf(directories.values());
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException absent) {
            return directory;
        }
    }

    private static ModelSetting only(List<ModelSetting> tests) throws MojoExecutionException {
        if (tests.size() > 1) {
            throw new MojoExecutionException("Parameter 'testFile' (-Dnmse.testFile) is the output of one model, found "
                    + tests.size() + " in 'convertedModels' (-Dnmse.convertedModels). Set 'convertedModel'.");
        }
        return tests.get(0);
    }

    private PairRequest pair(
            Optional<Path> dataDirectory,
            OutputRequest reference,
            OutputRequest test,
            ModelSetting original,
            ModelSetting converted) {
        return new PairRequest(
                dataDirectory,
                reference.of(elementTypes.reference()),
                test.of(elementTypes.test()),
                original.file(baseDirectory),
                converted.file(baseDirectory),
                reading);
    }

    private GateRequest request(List<PairRequest> pairs) throws MojoExecutionException {
        if (reading.kind() == OutputKind.ACTIVATIONS && limits.judgesProbabilities()) {
            throw new MojoExecutionException(
                    "Parameter 'kind' (-Dnmse.kind) is activations, which have no probabilities,"
                            + " but there is a limit on the KL divergence, the top-1 token or the ten largest. Remove the limit, or"
                            + " set kind to logits.");
        }
        return new GateRequest(baseDirectory, pairs, limits, rules, missing, missingFileHint);
    }

    private OutputRequest inDirectory(Side side, String name, Path directory, ModelSetting model)
            throws MojoExecutionException {
        try {
            return OutputRequest.inDirectory(side, reading.kind(), name, directory);
        } catch (InvalidPathException invalid) {
            throw model.invalidName("a name that is valid in a file name on this system");
        }
    }

    private OutputRequest file(Side side, ModelSetting model, Setting setting) throws MojoExecutionException {
        Path file = setting.path(baseDirectory).orElseThrow();
        if (Files.isDirectory(file)) {
            return OutputRequest.file(side, model.name().orElse(String.valueOf(file.getFileName())), file);
        }
        Optional<String> pickle = Pickle.refusal(file);
        if (pickle.isPresent()) {
            throw setting.invalid(pickle.get());
        }
        String endings = Container.endings() + (reading.kind().hasDistributions() ? ", " + KldFile.ENDING : "");
        boolean kld = reading.kind().hasDistributions() && KldFile.isNamed(file);
        if (!kld && Container.of(file).isEmpty()) {
            throw setting.invalid("a directory, or a file that ends in one of: " + endings);
        }
        String stem = kld ? KldFile.stem(file) : Container.stem(file);
        return OutputRequest.file(side, model.name().orElse(stem), file);
    }

    private static void requireBoth(Setting referenceFile, Setting testFile) throws MojoExecutionException {
        boolean reference = referenceFile.text().isPresent();
        if (reference != testFile.text().isPresent()) {
            throw new MojoExecutionException("Parameters 'referenceFile' (-Dnmse.referenceFile) and 'testFile'"
                    + " (-Dnmse.testFile) go together: set both or neither. Found only '"
                    + (reference ? "referenceFile" : "testFile") + "'.");
        }
    }
}
