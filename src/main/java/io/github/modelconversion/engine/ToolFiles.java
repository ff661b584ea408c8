package io.github.modelconversion.engine;

import io.github.modelconversion.provenance.MarkedFiles;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lists the files that a tool consists of, as far as they can be seen: the executable, the scripts among its arguments, and
 * llama.cpp's libraries, which a new build replaces while the executable stays the same.
 */
final class ToolFiles {

    private static final Pattern LIBRARY = Pattern.compile("(lib)?(llama|ggml|mtmd).*\\.(so|dylib|dll)[.\\d]*");

    private ToolFiles() {}

    static MarkedFiles of(Engine engine) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        Path executable = engine.executable().toRealPath();
        files.add(executable);
        for (String argument : engine.arguments()) {
            addFile(files, argument);
        }
        Path folder = executable.getParent();
        if (engine.side() == Side.TEST && folder != null) {
            addLibraries(files, folder);
            addLibraries(files, folder.resolveSibling("lib"));
        }
        SortedMap<String, Path> named = new TreeMap<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            named.put(named.containsKey(name) ? name + " " + named.size() : name, file);
        }
        return new MarkedFiles(named);
    }

    /** Only an absolute path can be one: the engine made those absolute that name files of the project. */
    private static void addFile(Set<Path> files, String argument) throws IOException {
        try {
            Path file = Path.of(argument);
            if (file.isAbsolute() && Files.isRegularFile(file)) {
                files.add(file.toRealPath());
            }
        } catch (InvalidPathException notAFile) {
            // An argument of another kind.
        }
    }

    private static void addLibraries(Set<Path> files, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                boolean library =
                        LIBRARY.matcher(String.valueOf(file.getFileName())).matches();
                if (library && Files.isRegularFile(file)) {
                    files.add(file.toRealPath());
                }
            }
        }
    }
}
