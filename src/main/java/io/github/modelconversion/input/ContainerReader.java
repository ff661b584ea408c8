package io.github.modelconversion.input;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.GgufFile;
import io.github.modelconversion.input.npy.NpyFile;
import io.github.modelconversion.input.npy.NpzFile;
import io.github.modelconversion.input.raw.RawFile;
import io.github.modelconversion.input.safetensors.SafetensorsFile;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.text.TextFile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads every {@link Container}; the only class that knows the reader of each. */
public final class ContainerReader {

    private ContainerReader() {}

    /**
     * Returns the tensors of a file in file order after checking the directory that locates them. A file without tensor
     * names is opened only together with its only tensor.
     *
     * @param container the file's container
     * @param file the file
     * @param name its name in messages and reports
     * @param type the value type, if the file does not state it
     * @throws UnusableInputException if the file is not what its ending says, is truncated, or misstates its contents
     * @throws IOException if it cannot be read
     */
    public static List<Tensor> tensors(Container container, Path file, String name, ElementType type)
            throws IOException {
        InputBytes input = InputBytes.of(file, name);
        return switch (container) {
            case RAW -> List.of(Tensor.unnamed(() -> RawFile.open(input, type)));
            case NPY -> List.of(Tensor.unnamed(() -> NpyFile.open(input, type)));
            case TEXT -> List.of(Tensor.unnamed(() -> TextFile.open(input)));
            case NPZ -> NpzFile.tensors(input, type);
            case SAFETENSORS -> SafetensorsFile.tensors(input);
            case GGUF -> GgufFile.tensors(input);
        };
    }
}
