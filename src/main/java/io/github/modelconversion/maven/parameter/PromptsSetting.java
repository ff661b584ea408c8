package io.github.modelconversion.maven.parameter;

import io.github.modelconversion.engine.NamedPrompt;
import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.plan.request.BaseDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The prompts. Each entry is a file or a pattern of files, whose names without ending name the prompts; or {@code
 * name=text}; or {@code name=@file}.
 *
 * @param entries what the user wrote
 * @param base the directory that relative paths start from
 */
public record PromptsSetting(List<Setting> entries, Path base) {

    static final int MOST_BYTES = 1 << 20;

    private static final String EXAMPLES = "prompts/*.txt, hello=Hello, my name is, or long=@prompts/long.txt";
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*)=(.*)", Pattern.DOTALL);
    private static final String FILE = "@";

    /** Reads the prompts; there is at least one, and their names differ. */
    public List<NamedPrompt> read() throws MojoExecutionException {
        List<NamedPrompt> prompts = new ArrayList<>();
        for (Setting entry : entries) {
            Matcher named = NAMED.matcher(entry.text().orElseThrow());
            if (!named.matches()) {
                for (Path file : PathPattern.files(List.of(entry), base, "prompts/*.txt")) {
                    prompts.add(new NamedPrompt(stem(file), text(file)));
                }
            } else if (named.group(2).startsWith(FILE)) {
                Setting file = new Setting(entry.name(), named.group(2).substring(FILE.length()));
                prompts.add(new NamedPrompt(
                        named.group(1), text(file.path(base).orElseThrow(() -> entry.invalid("a file after the @")))));
            } else {
                requireNoFile(entry, named);
                prompts.add(new NamedPrompt(named.group(1), named.group(2)));
            }
        }
        check(prompts);
        return prompts;
    }

    private void check(List<NamedPrompt> prompts) throws MojoExecutionException {
        if (prompts.isEmpty()) {
            throw new MojoExecutionException(
                    "Parameter 'prompts' is not set. Set <prompts> in the plugin's configuration"
                            + " or -Dnmse.prompts to files or texts, such as " + EXAMPLES + ".");
        }
        Set<String> names = new HashSet<>();
        for (NamedPrompt prompt : prompts) {
            if (prompt.name().matches("\\.*")) {
                throw new MojoExecutionException("Parameter 'prompts' (-Dnmse.prompts) has a prompt named '"
                        + prompt.name() + "'. Expected the name of a folder: rename the file, or write NAME=@FILE.");
            }
            // Some file systems ignore case.
            if (!names.add(prompt.name().toLowerCase(Locale.ROOT))) {
                throw new MojoExecutionException("Parameter 'prompts' (-Dnmse.prompts) has two prompts named '"
                        + prompt.name() + "'. Expected different names: the name is the prompt's folder.");
            }
            if (prompt.text().isBlank()) {
                throw new MojoExecutionException("Parameter 'prompts' (-Dnmse.prompts): the prompt '" + prompt.name()
                        + "' is empty. Expected a text.");
            }
        }
    }

    /** Who forgot the @ would otherwise compare models on the path as a text. */
    private void requireNoFile(Setting entry, Matcher named) throws MojoExecutionException {
        try {
            if (Files.isRegularFile(base.resolve(named.group(2).strip()))) {
                throw entry.invalid("a text after the =, found the name of a file. For its contents write "
                        + named.group(1) + "=@" + named.group(2));
            }
        } catch (InvalidPathException noFile) {
            // It is a text.
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private String text(Path file) throws MojoExecutionException {
        String name = new BaseDirectory(base).nameOf(file);
        if (!Files.exists(file)) {
            throw new MojoExecutionException("Parameter 'prompts' (-Dnmse.prompts): expected a file, found nothing: "
                    + name + ". A prompt is a file, or a text with a name, such as " + EXAMPLES + ".");
        }
        byte[] bytes;
        try (InputStream in = InputFile.stream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new MojoExecutionException(
                    "Parameter 'prompts' (-Dnmse.prompts): "
                            + UnusableInputException.of(name, unreadable).getMessage() + ".",
                    unreadable);
        }
        if (bytes.length > MOST_BYTES) {
            throw new MojoExecutionException(
                    name + ": expected a prompt of at most " + MOST_BYTES + " bytes, found more.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException foreign) {
            throw new MojoExecutionException(name + ": expected a prompt in UTF-8, found other bytes.", foreign);
        }
    }
}
