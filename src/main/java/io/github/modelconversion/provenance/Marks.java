package io.github.modelconversion.provenance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The marks of models and tools. Reads the contents of an unchanged file at most once. */
public final class Marks {

    private final Map<Path, FileMark> known = new HashMap<>();

    /** Returns the marks of files, in the order of their names. */
    public synchronized List<FileMark> of(MarkedFiles files) throws IOException {
        List<FileMark> marks = new ArrayList<>();
        for (Map.Entry<String, Path> file : files.files().entrySet()) {
            marks.add(of(file.getKey(), file.getValue()));
        }
        return marks;
    }

    private FileMark of(String name, Path file) throws IOException {
        FileMark mark = known.get(file);
        if (mark == null || !mark.file().equals(name) || !mark.isUntouched(file)) {
            mark = FileMark.of(name, file);
            known.put(file, mark);
        }
        return mark;
    }

    /** Returns whether the files are exactly the marked ones, with the marked contents; reads them if a stamp differs. */
    public synchronized boolean fit(MarkedFiles files, List<FileMark> recorded) throws IOException {
        if (files.areUntouched(recorded)) {
            return true;
        }
        return files.areAsLarge(recorded) && contents(of(files)).equals(contents(recorded));
    }

    private static List<List<Object>> contents(List<FileMark> marks) {
        return marks.stream()
                .map(mark -> List.<Object>of(mark.file(), mark.bytes(), mark.crc32c()))
                .toList();
    }
}
