package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.Gzip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that PyTorch and Python pickle. They are programs: loading one runs what its author, or somebody else, put into it. */
public final class Pickle {

    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt");

    private Pickle() {}

    /** Returns what a file's name ends in where that says that it is a pickle. */
    private static Optional<String> ending(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return ENDINGS.stream().filter(name::endsWith).findFirst();
    }

    /** Returns whether a file is a pickle with a name, by its own name without the ending. */
    public static boolean isNamed(Path file, String stem) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return ending(file).filter(ending -> name.equals(stem + ending)).isPresent();
    }

    /** Returns what is expected instead of such a file; empty where it is none. */
    public static Optional<String> refusal(Path file) {
        return ending(file)
                .map(ending ->
                        "a file without code in it: a " + ending + " file is a pickle, and loading it runs whatever"
                                + " code it holds. In PyTorch write safetensors.torch.save_file({'logits': logits.contiguous()},"
                                + " 'logits.safetensors') or numpy.save('logits.npy', logits.float().cpu().numpy())");
    }
}
