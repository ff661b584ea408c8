package io.github.modelconversion.maven;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.ModelComparison;
import io.github.modelconversion.gate.BaseDirectory;
import io.github.modelconversion.gguf.GgufException;
import io.github.modelconversion.gguf.GgufParts;
import io.github.modelconversion.json.JsonException;
import io.github.modelconversion.logits.UnusableInputException;
import io.github.modelconversion.original.OriginalFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * What conversion-check is to compare.
 *
 * @param base what relative paths lie below
 * @param checks what is checked
 * @param acceptances the findings that are intended
 */
record ConversionRequest(BaseDirectory base, Set<JudgedModel.Check> checks, List<Acceptance> acceptances) {

    List<JudgedModel> judge(ModelSetting original, List<ModelSetting> converted) throws MojoExecutionException {
        Path folder = path(original);
        String name = base.nameOf(folder);
        OriginalFolder read;
        try {
            read = OriginalFolder.read(folder, name);
        } catch (IOException unusable) {
            throw failure(name, unusable);
        }
        List<JudgedModel> models = new ArrayList<>();
        for (ModelSetting setting : converted) {
            models.add(judge(read, path(setting)));
        }
        return models;
    }

    private Path path(ModelSetting setting) throws MojoExecutionException {
        String name = setting.requiredName();
        return setting.file(base.path())
                .orElseThrow(() -> setting.invalidName("a path that this system can have, found " + name));
    }

    private JudgedModel judge(OriginalFolder original, Path file) throws MojoExecutionException {
        String name = base.nameOf(file);
        try {
            GgufParts parts = GgufParts.read(file);
            ModelComparison comparison = ModelComparison.of(original, parts, name);
            return JudgedModel.of(
                    new JudgedModel.Side(
                            original.name(),
                            original.config().architecture().orElse("no architecture") + ", "
                                    + original.weights().files() + " weight files",
                            original.weights().tensors().size()),
                    new JudgedModel.Side(
                            name, comparison.architecture(), parts.tensors().size()),
                    comparison,
                    checks,
                    acceptances);
        } catch (GgufException broken) {
            throw new MojoExecutionException(name + ": " + broken.getMessage() + ". Convert the model again.", broken);
        } catch (IOException unusable) {
            throw failure(name, unusable);
        }
    }

    /** JSON says itself where it is wrong. */
    private static MojoExecutionException failure(String name, IOException reason) {
        String message = reason instanceof JsonException
                ? reason.getMessage() + ". Check the file, or download the model again"
                : UnusableInputException.of(name, reason).getMessage();
        return new MojoExecutionException(message + ".", reason);
    }

    /** Returns what was accepted though nothing of the kind was found. */
    List<String> unused(List<JudgedModel> models) {
        return acceptances.stream()
                .filter(acceptance -> models.stream()
                        .flatMap(model -> model.accepted().stream())
                        .noneMatch(acceptance::accepts))
                .map(Acceptance::text)
                .toList();
    }
}
