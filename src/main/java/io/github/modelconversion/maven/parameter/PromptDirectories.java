package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.engine.NamedPrompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The data directory of each prompt. {@code dataDirectories} serves nmse-check too, which looks for the directories that
 * match a pattern: here the {@code *} stands for the name of a prompt.
 *
 * @param directories the parameters {@code dataDirectory} and {@code dataDirectories}
 * @param base the directory that relative paths start from
 */
public record PromptDirectories(SingleOrList directories, Path base) {

    private static final String USUAL = "data";
    private static final String EXAMPLE = "${project.build.directory}/outputs/*/data";

    private static final Pattern ONE_STAR = Pattern.compile("[^*?\\[{]*\\*[^*?\\[{]*");
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

    /** Returns the prompts with their directories, in the order of the prompts. */
    public Map<NamedPrompt, Path> of(List<NamedPrompt> prompts) throws MojoExecutionException {
        List<Setting> settings = directories.settings();
        boolean several = !directories.several().isEmpty();
        if (!several || settings.size() == 1) {
            Setting only = settings.get(0);
            if (several && SPECIAL.matcher(only.text().orElse("")).find()) {
                return byPattern(only, prompts);
            }
            return Map.of(theOnly(prompts), only.path(base).orElse(base.resolve(USUAL)));
        }
        return byName(settings, prompts);
    }

    private Map<NamedPrompt, Path> byPattern(Setting pattern, List<NamedPrompt> prompts) throws MojoExecutionException {
        String text = pattern.text().orElseThrow();
        if (!ONE_STAR.matcher(text).matches()) {
            throw pattern.invalid("a path with a single *, which stands for the name of a prompt, such as " + EXAMPLE);
        }
        Map<NamedPrompt, Path> directories = new LinkedHashMap<>();
        for (NamedPrompt prompt : prompts) {
            Setting one = new Setting(pattern.name(), text.replace("*", prompt.name()));
            directories.put(prompt, one.path(base).orElseThrow());
        }
        return directories;
    }

    private static NamedPrompt theOnly(List<NamedPrompt> prompts) throws MojoExecutionException {
        if (prompts.size() > 1) {
            throw new MojoExecutionException(
                    "Parameter 'dataDirectories' (-Dnmse.dataDirectories) is not a pattern, and"
                            + " there are " + prompts.size()
                            + " prompts. Set it to a path with a *, which stands for the name of"
                            + " a prompt, such as " + EXAMPLE + ".");
        }
        return prompts.get(0);
    }

    private Map<NamedPrompt, Path> byName(List<Setting> settings, List<NamedPrompt> prompts)
            throws MojoExecutionException {
        Map<String, Path> named = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Path directory = setting.path(base).orElseThrow();
            if (SPECIAL.matcher(setting.text().orElseThrow()).find() || named.put(name(directory), directory) != null) {
                throw setting.invalid("a single pattern, or directories that are named after the prompts");
            }
        }
        Map<NamedPrompt, Path> directories = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (NamedPrompt prompt : prompts) {
            Path directory = named.get(prompt.name());
            names.add(prompt.name());
            if (directory != null) {
                directories.put(prompt, directory);
            }
        }
        if (directories.size() != named.size() || directories.size() != prompts.size()) {
            throw new MojoExecutionException("Parameter 'dataDirectories' (-Dnmse.dataDirectories) has directories for "
                    + String.join(", ", named.keySet()) + ", and the prompts are " + String.join(", ", names)
                    + ". Expected one directory for each prompt, named after it, or a single path with a *, such as "
                    + EXAMPLE + ".");
        }
        return directories;
    }

    /** Returns what a report calls the prompt of a directory: its last component that is not just "data". */
    private static String name(Path directory) {
        Path parent = directory.getParent();
        if (directory.endsWith(USUAL) && parent != null && parent.getFileName() != null) {
            return String.valueOf(parent.getFileName());
        }
        return String.valueOf(directory.getFileName());
    }
}
