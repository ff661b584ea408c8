package io.github.modelconversion.input.safetensors;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.BinaryTensor;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.text.NaturalOrder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code .safetensors} as the format's own page defines it: the length of the header in 8 bytes; the header, a JSON
 * object with the type, shape and offsets of each tensor; then the bytes of all tensors without gaps.
 *
 * <p>Writers sort the tensors by type and name, so their offsets do not reveal the order of computation. Here they come in
 * the natural order of their names, with those last that a model computes last.
 */
public final class SafetensorsFile {

    private static final Map<String, ElementType> TYPES = Map.of(
            "F16", ElementType.FLOAT16,
            "BF16", ElementType.BFLOAT16,
            "F32", ElementType.FLOAT32,
            "F64", ElementType.FLOAT64,
            "I32", ElementType.INT32,
            "I64", ElementType.INT64);

    private static final List<String> WHOLE_NUMBERS =
            List.of("BOOL", "U8", "I8", "U16", "I16", "U32", "I32", "U64", "I64");

    private static final Pattern LAST = Pattern.compile("(.*[./])?(lm_head|logits)");

    private final InputBytes input;
    private final String name;
    private final SafetensorsDirectory directory;

    private SafetensorsFile(InputBytes input, SafetensorsDirectory directory) {
        this.input = input;
        this.name = input.name();
        this.directory = directory;
    }

    /** Returns the tensors of a file after checking the whole header. */
    public static List<Tensor> tensors(InputBytes input) throws IOException {
        try (InputStream in = input.stream()) {
            return new SafetensorsFile(input, SafetensorsDirectory.read(in, input.size(), input.name())).tensors();
        }
    }

    private List<Tensor> tensors() throws UnusableInputException {
        List<Tensor> tensors = new ArrayList<>();
        for (SafetensorsDirectory.Entry entry : directory.entries()) {
            tensors.add(tensor(entry));
        }
        tensors.sort(Comparator.comparing(
                        (Tensor tensor) -> LAST.matcher(tensor.name()).matches())
                .thenComparing(Tensor::name, new NaturalOrder()));
        return tensors;
    }

    private Tensor tensor(SafetensorsDirectory.Entry entry) throws UnusableInputException {
        String place = Tensor.place(name, entry.name());
        Optional<ElementType> type = Optional.ofNullable(TYPES.get(entry.type()));
        boolean wholeNumbers = WHOLE_NUMBERS.contains(entry.type());
        if (type.isEmpty()) {
            UnusableInputException reason = new UnusableInputException(
                    place,
                    "expected a tensor of type F16, BF16, F32 or F64, found " + entry.type(),
                    "Convert it with .float() before it is saved");
            return wholeNumbers
                    ? new Tensor(entry.name(), Tensor.Content.INTEGERS, entry.type(), () -> {
                        throw reason;
                    })
                    : Tensor.unreadable(entry.name(), entry.type(), reason);
        }
        Shape shape;
        try {
            shape = Shape.read(entry.shape(), type.get(), place, SafetensorsDirectory.REWRITE);
        } catch (UnusableInputException nothing) {
            return Tensor.unreadable(entry.name(), entry.type(), nothing);
        }
        Source source = new Source(place, Format.of(Container.SAFETENSORS, type.get()), shape);
        return new Tensor(
                entry.name(),
                wholeNumbers ? Tensor.Content.INTEGERS : Tensor.Content.VALUES,
                entry.type(),
                () -> BinaryTensor.open(input, source, type.get(), directory.dataStart() + entry.begin()));
    }
}
