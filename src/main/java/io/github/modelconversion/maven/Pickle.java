package io.github.modelconversion.maven;

import io.github.modelconversion.logits.Gzip;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files that PyTorch and Python pickle. They are programs: loading one runs what its author, or somebody else, put into it. */
final class Pickle {

    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt");

    private Pickle() {}

    /** Returns what is expected instead of such a file; empty where it is none. */
    static Optional<String> refusal(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return ENDINGS.stream()
                .filter(name::endsWith)
                .findFirst()
                .map(ending ->
                        "a file without code in it: a " + ending + " file is a pickle, and loading it runs whatever"
                                + " code it holds. In PyTorch write safetensors.torch.save_file({'logits': logits.contiguous()},"
                                + " 'logits.safetensors') or numpy.save('logits.npy', logits.float().cpu().numpy())");
    }
}
