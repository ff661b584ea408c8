package io.github.modelconversion.engine;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds executables as a shell does.
 *
 * @param base the directory that a path with a separator starts from
 * @param path the folders to search for a mere name: the variable {@code PATH}
 * @param endings the endings that Windows appends: the variable {@code PATHEXT}; not used on other systems
 * @param windows whether the system is Windows
 */
public record Executables(Path base, String path, String endings, boolean windows) {

    /** What Windows uses if the variable is not set. */
    private static final String USUAL_ENDINGS = ".COM;.EXE;.BAT;.CMD";

    /** Returns the executable; empty if there is none. Links are not followed, since a Python may be found by its link. */
    public Optional<Path> find(String name) {
        boolean isPath = name.contains("/") || (windows && name.contains("\\"));
        for (String folder : isPath ? List.of("") : List.of(path.split(windows ? ";" : ":", -1))) {
            String unquoted = folder.replace("\"", "").strip();
            // A relative or empty entry means the current directory, where nobody wants a tool to be found.
            if (isPath || isAbsolute(unquoted)) {
                Optional<Path> found = in(unquoted, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAbsolute(String folder) {
        try {
            return Path.of(folder).isAbsolute();
        } catch (InvalidPathException noFolder) {
            return false;
        }
    }

    private Optional<Path> in(String folder, String name) {
        for (String candidate : names(name)) {
            try {
                Path file =
                        base.resolve(folder).resolve(candidate).toAbsolutePath().normalize();
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException cannotExist) {
                // Tries the next one.
            }
        }
        return Optional.empty();
    }

    private List<String> names(String name) {
        if (!windows) {
            return List.of(name);
        }
        List<String> known = List.of((endings.isBlank() ? USUAL_ENDINGS : endings)
                .toLowerCase(Locale.ROOT)
                .split(";", -1));
        String lower = name.toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        if (known.stream().anyMatch(ending -> !ending.isBlank() && lower.endsWith(ending))) {
            names.add(name);
        }
        known.stream().filter(ending -> !ending.isBlank()).forEach(ending -> names.add(name + ending));
        return names;
    }
}
