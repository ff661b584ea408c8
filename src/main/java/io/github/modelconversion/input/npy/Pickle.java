package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.Gzip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Detects pickle files of PyTorch and Python. They are programs: loading one runs whatever code it contains. */
public final class Pickle {

    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt");

    private Pickle() {}

    /** Returns the ending of a file name that marks it as a pickle; else empty. */
    private static Optional<String> ending(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return ENDINGS.stream().filter(name::endsWith).findFirst();
    }

    /** Returns whether a file is a pickle whose name without the ending is the given one. */
    public static boolean isNamed(Path file, String stem) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return ending(file).filter(ending -> name.equals(stem + ending)).isPresent();
    }

    /** Returns a description of what to supply instead of such a file; empty if it is not a pickle. */
    public static Optional<String> refusal(Path file) {
        return ending(file)
                .map(ending ->
                        "a file without code in it: a " + ending + " file is a pickle, and loading it runs whatever"
                                + " code it holds. In PyTorch write safetensors.torch.save_file({'logits': logits.contiguous()},"
                                + " 'logits.safetensors') or numpy.save('logits.npy', logits.float().cpu().numpy())");
    }
}
