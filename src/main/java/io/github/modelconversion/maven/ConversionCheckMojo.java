package io.github.modelconversion.maven;

import io.github.modelconversion.conversion.Acceptance;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.gate.BaseDirectory;
import io.github.modelconversion.report.ConversionConsole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks a GGUF file against the folder of its original without running either: whether its metadata say what config.json
 * says, and whether it has every tensor of the original, under the right name and with the right shape.
 *
 * <pre>{@code
 * <execution>
 *   <goals>
 *     <goal>conversion-check</goal>
 *   </goals>
 *   <configuration>
 *     <modelPath>models/tiny</modelPath>
 *     <convertedModel>models/tiny-Q8_0.gguf</convertedModel>
 *   </configuration>
 * </execution>
 * }</pre>
 *
 * @since 1.0.0
 */
@Mojo(name = "conversion-check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class ConversionCheckMojo extends ExecutionMojo {

    /**
     * The folder of the original model, such as <code>models/tiny</code>, with its config.json. Not set: the environment
     * variable <code>MODEL_PATH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.modelPath")
    private String modelPath;

    /**
     * The GGUF file of the converted model, such as <code>models/tiny-Q8_0.gguf</code>; of one in several parts the first.
     * Not set: the environment variable <code>CONVERTED_MODEL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModel")
    private String convertedModel;

    /**
     * The GGUF files of several conversions of the same original, such as
     * <code>models/tiny-f16.gguf,models/tiny-Q8_0.gguf</code>; not together with <code>convertedModel</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.convertedModels")
    private List<String> convertedModels = List.of();

    /**
     * What to check: <code>metadata</code>, <code>weights</code> (the names and shapes of the tensors). Not set: all.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.checks")
    private List<String> checks = List.of();

    /**
     * Findings that are intended, such as <code>METADATA_DIFFERS:context_length</code>: the code, or the code, a colon and
     * a part of the message, in which <code>*</code> stands for any characters. They are listed and do not fail.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.accept")
    private List<String> accept = List.of();

    /**
     * Whether a conversion that is not right breaks the build. With <code>false</code> it is a warning; a file that is
     * missing or damaged breaks the build in any case.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.failOnViolation", defaultValue = "true")
    private String failOnViolation;

    /**
     * The formats of the reports, each a file: <code>json</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "nmse.formats")
    private List<String> formats = List.of();

    @Parameter(defaultValue = "${env.MODEL_PATH}", readonly = true)
    private String modelPathInEnvironment;

    @Parameter(defaultValue = "${env.CONVERTED_MODEL}", readonly = true)
    private String convertedModelInEnvironment;

    @Override
    Optional<MojoExecutionException> deleteReports() throws MojoExecutionException {
        Optional<MojoExecutionException> stale = Optional.empty();
        for (ConversionFormat format : ConversionFormat.values()) {
            Optional<MojoExecutionException> failed = reportFolder().delete(format.fileName());
            stale = stale.isPresent() ? stale : failed;
        }
        return stale;
    }

    @Override
    void run(Optional<MojoExecutionException> stale) throws MojoExecutionException, MojoFailureException {
        boolean onlyWarns = !new Setting("failOnViolation", failOnViolation).flag(true);
        Set<ConversionFormat> chosen = chosenFormats();
        List<Acceptance> acceptances = acceptances();
        ConversionRequest request = new ConversionRequest(new BaseDirectory(base()), chosenChecks(), acceptances);
        List<JudgedModel> models = request.judge(original(), converted());
        models.forEach(model -> ConversionConsole.lines(model, onlyWarns).forEach(this::log));
        request.unused(models).forEach(text -> warn("accept: " + text + " matches no finding"));
        stop(stale);
        List<String> written = new ArrayList<>();
        for (ConversionFormat format : chosen) {
            written.add(new BaseDirectory(base())
                    .nameOf(reportFolder().write(format.fileName(), format.render(models, context(onlyWarns)))));
        }
        say("Report     " + String.join(", ", written));
        conclude(models, onlyWarns, written.get(0));
    }

    private void conclude(List<JudgedModel> models, boolean onlyWarns, String report) throws MojoFailureException {
        List<JudgedModel> bad = models.stream()
                .filter(model -> model.verdict() != JudgedModel.Verdict.PASS)
                .toList();
        if (!bad.isEmpty() && !onlyWarns) {
            List<Finding> failures =
                    bad.stream().flatMap(model -> model.failures().stream()).toList();
            throw new MojoFailureException(bad.get(0).converted().name() + " is not what "
                    + bad.get(0).original().name() + " gives: " + failures.size()
                    + (failures.size() == 1 ? " finding" : " findings") + "\n"
                    + failures.stream()
                            .limit(3)
                            .map(finding -> finding.code() + ": " + finding.message())
                            .collect(Collectors.joining("\n"))
                    + "\nReport: " + report);
        }
    }

    private ModelSetting original() {
        return new ModelSetting(new Setting("modelPath", modelPath), "MODEL_PATH", modelPathInEnvironment);
    }

    private List<ModelSetting> converted() throws MojoExecutionException {
        return OneOrSeveral.of(new Setting("convertedModel", convertedModel), "convertedModels", convertedModels)
                .settings()
                .stream()
                .map(setting -> new ModelSetting(setting, "CONVERTED_MODEL", convertedModelInEnvironment))
                .toList();
    }

    private Set<JudgedModel.Check> chosenChecks() throws MojoExecutionException {
        Set<JudgedModel.Check> chosen = EnumSet.noneOf(JudgedModel.Check.class);
        for (Setting setting : Setting.each("checks", checks)) {
            chosen.add(setting.choice(JudgedModel.Check.METADATA));
        }
        return chosen.isEmpty() ? EnumSet.allOf(JudgedModel.Check.class) : chosen;
    }

    private Set<ConversionFormat> chosenFormats() throws MojoExecutionException {
        Set<ConversionFormat> chosen = new LinkedHashSet<>();
        for (Setting setting : Setting.each("formats", formats)) {
            chosen.add(setting.choice(ConversionFormat.JSON));
        }
        return chosen.isEmpty() ? EnumSet.allOf(ConversionFormat.class) : chosen;
    }

    private List<Acceptance> acceptances() throws MojoExecutionException {
        List<Acceptance> all = new ArrayList<>();
        for (Setting setting : Setting.each("accept", accept)) {
            all.add(Acceptance.parse(setting.text().orElse(""))
                    .orElseThrow(() -> setting.invalid("the code of a finding, or a code, a colon and a part of its"
                            + " message, such as METADATA_DIFFERS:context_length")));
        }
        return all;
    }
}
