package io.github.modelconversion.provenance;

import io.github.modelconversion.input.gguf.GgufParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that a model or a tool consists of, by their names in marks.
 *
 * @param files the files; each existed when they were listed
 */
public record MarkedFiles(SortedMap<String, Path> files) {

    /** Files in a model's folder that its engine does not read: conversions, documents, pictures, and what Python caches. */
    private static final Pattern UNREAD = Pattern.compile(
            "(.*/)?(\\..*|__pycache__/.*|LICENSE[^/]*|[^/]*\\.(gguf|md|pdf|png|jpe?g|gif|svg|webp|log|pyc|imatrix|tmp|part))",
            Pattern.CASE_INSENSITIVE);

    /** Depth of the deepest files of a model's folder: modules of sentence-transformers have folders of their own. */
    private static final int DEEPEST = 3;

    /** Most files of a model. */
    private static final int MOST = 10_000;

    /** Copies the map. */
    public MarkedFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Returns files by their own names, which must differ. */
    public static MarkedFiles of(Collection<Path> files) {
        SortedMap<String, Path> named = new TreeMap<>();
        files.forEach(file -> named.put(String.valueOf(file.getFileName()), file));
        return new MarkedFiles(named);
    }

    /**
     * Returns the files of a model: a GGUF file with its further parts; or the files in a folder, without hidden ones and
     * those that no engine reads.
     *
     * @throws IOException if it does not exist, cannot be listed, or has more than 10 000 files
     */
    public static MarkedFiles ofModel(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            return of(GgufParts.named(model));
        }
        SortedMap<String, Path> named = new TreeMap<>();
        try (Stream<Path> files = Files.walk(model, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !UNREAD.matcher(name(model, file)).matches())
                    .limit(MOST + 1L)
                    .forEach(file -> named.put(name(model, file), file));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        if (named.size() > MOST) {
            throw new IOException("expected a model's folder with at most " + MOST + " files, found more in " + model);
        }
        return new MarkedFiles(named);
    }

    private static String name(Path model, Path file) {
        return model.relativize(file).toString().replace('\\', '/');
    }

    /** Returns whether these are exactly the marked files, with the marked sizes and stamps; reads no contents. */
    boolean areUntouched(List<FileMark> marks) throws IOException {
        return allMatch(marks, FileMark::isUntouched);
    }

    /** Returns whether these are exactly the marked files, with the marked sizes. */
    boolean areAsLarge(List<FileMark> marks) throws IOException {
        return allMatch(marks, (mark, file) -> Files.size(file) == mark.bytes());
    }

    private boolean allMatch(List<FileMark> marks, Test test) throws IOException {
        if (!marks.stream().map(FileMark::file).toList().equals(List.copyOf(files.keySet()))) {
            return false;
        }
        for (FileMark mark : marks) {
            if (!test.holds(mark, file(mark))) {
                return false;
            }
        }
        return true;
    }

    private interface Test {
        boolean holds(FileMark mark, Path file) throws IOException;
    }

    private Path file(FileMark mark) {
        return Objects.requireNonNull(files.get(mark.file()));
    }

    /** Returns the marks of these files, whose contents are known to be the marked ones, with their present stamps. */
    public List<FileMark> refreshed(List<FileMark> marks) throws IOException {
        List<FileMark> refreshed = new ArrayList<>();
        for (FileMark mark : marks) {
            refreshed.add(mark.stampedAs(file(mark)));
        }
        return refreshed;
    }
}
