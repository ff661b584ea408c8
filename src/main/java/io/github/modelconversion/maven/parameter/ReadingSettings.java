package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.plan.request.Reading;
import io.github.modelconversion.plan.request.TensorSelection;
import io.github.modelconversion.result.output.Layout;
import io.github.modelconversion.result.output.OutputKind;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/** The parameters that say what outputs hold, and in which rows. */
public final class ReadingSettings {

    private ReadingSettings() {}

    /** Returns how to read both outputs. */
    public static Reading of(Setting kind, Setting positions, Setting width, Setting tensor, List<String> tensorNames)
            throws MojoExecutionException {
        return new Reading(
                kind.choice(OutputKind.LOGITS),
                new Layout(positions.positiveInteger(Long.MAX_VALUE), width.positiveInteger(Long.MAX_VALUE)),
                new TensorSelection(
                        tensor.text(),
                        TensorNamesSetting.of(tensorNames),
                        kind.text().isPresent()));
    }
}
