package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.BinaryTensor;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tensors of a {@code .gguf} file: outputs such as llama-results writes, not weights.
 *
 * <p>ggml lists the fastest-varying dimension first. llama-results declares its {@code logits} as tokens × vocabulary
 * although the values of each token are contiguous. If the first dimension of {@code logits} is the number of {@code tokens}
 * and the second is not, the two are swapped accordingly.
 */
public final class GgufFile {

    private static final String LOGITS = "logits";
    private static final String REWRITE = "Run the tool that writes it again";

    private static final Map<TensorType, ElementType> TYPES = Map.of(
            TensorType.F16, ElementType.FLOAT16,
            TensorType.BF16, ElementType.BFLOAT16,
            TensorType.F32, ElementType.FLOAT32,
            TensorType.F64, ElementType.FLOAT64,
            TensorType.I32, ElementType.INT32,
            TensorType.I64, ElementType.INT64);

    private static final Set<TensorType> WHOLE_NUMBERS =
            Set.of(TensorType.I8, TensorType.I16, TensorType.I32, TensorType.I64);

    private final InputBytes input;
    private final String name;
    private final GgufDirectory directory;
    private final long dataBytes;

    private GgufFile(InputBytes input, GgufDirectory directory, long size) {
        this.input = input;
        this.name = input.name();
        this.directory = directory;
        this.dataBytes = size - directory.dataStart();
    }

    /** Returns the tensors of a file after checking their types, shapes and offsets. */
    public static List<Tensor> tensors(InputBytes input) throws IOException {
        String name = input.name();
        GgufDirectory directory;
        try (InputStream in = input.stream()) {
            directory = GgufDirectory.read(in, input.size());
        } catch (GgufException damaged) {
            throw new UnusableInputException(name, String.valueOf(damaged.getMessage()), REWRITE);
        }
        Tensor.checkNames(
                directory.tensors().stream().map(GgufDirectory.Entry::name).toList(), name, REWRITE);
        return new GgufFile(input, directory, input.size()).tensors();
    }

    private List<Tensor> tensors() throws UnusableInputException {
        List<Tensor> tensors = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (GgufDirectory.Entry entry : directory.tensors()) {
            tensors.add(tensor(entry, places));
        }
        checkOverlap(places);
        return tensors;
    }

    /** The byte range of a tensor within the data. */
    private record Place(String tensor, long begin, long end) {}

    private Tensor tensor(GgufDirectory.Entry entry, List<Place> places) throws UnusableInputException {
        String place = Tensor.place(name, entry.name());
        Optional<TensorType> known = TensorType.of(entry.type());
        String type = known.map(TensorType::name).orElse("number " + entry.type());
        Optional<ElementType> elements = known.map(TYPES::get);
        boolean wholeNumbers = known.filter(WHOLE_NUMBERS::contains).isPresent();
        if (elements.isEmpty()) {
            UnusableInputException reason = new UnusableInputException(
                    place,
                    "expected a tensor of type F16, BF16, F32 or F64, found " + type,
                    "Outputs are compared, not weights: give the file that the model's outputs were written to");
            return wholeNumbers
                    ? new Tensor(entry.name(), Tensor.Content.INTEGERS, type, () -> {
                        throw reason;
                    })
                    : Tensor.unreadable(entry.name(), type, reason);
        }
        Shape shape;
        try {
            shape = Shape.read(dimensions(entry), elements.get(), place, REWRITE);
        } catch (UnusableInputException nothing) {
            return Tensor.unreadable(entry.name(), type, nothing);
        }
        long bytes = shape.count() * elements.get().size();
        checkPlace(entry, bytes, place);
        places.add(new Place(entry.name(), entry.offset(), entry.offset() + bytes));
        Source source = new Source(place, Format.of(Container.GGUF, elements.get()), shape);
        return new Tensor(
                entry.name(),
                wholeNumbers ? Tensor.Content.INTEGERS : Tensor.Content.VALUES,
                type,
                () -> BinaryTensor.open(input, source, elements.get(), directory.dataStart() + entry.offset()));
    }

    /** Returns the dimensions, the outermost first. */
    private List<Long> dimensions(GgufDirectory.Entry entry) {
        List<Long> fastestFirst = entry.dimensions();
        boolean swapped = entry.name().equals(LOGITS)
                && fastestFirst.size() == 2
                && !fastestFirst.get(0).equals(fastestFirst.get(1))
                && directory.tensors().stream()
                        .anyMatch(other -> other.name().equals(Tokens.TENSOR)
                                && other.dimensions().equals(List.of(fastestFirst.get(0))));
        if (swapped) {
            return fastestFirst;
        }
        List<Long> outermostFirst = new ArrayList<>(fastestFirst);
        Collections.reverse(outermostFirst);
        return outermostFirst;
    }

    private void checkPlace(GgufDirectory.Entry entry, long bytes, String place) throws UnusableInputException {
        long offset = entry.offset();
        if (offset < 0 || offset > dataBytes - bytes) {
            throw new UnusableInputException(
                    place,
                    "expected " + bytes + " bytes from byte " + Long.toUnsignedString(offset)
                            + " of the data on, which begins at byte " + directory.dataStart() + ", found "
                            + Math.max(0, dataBytes) + " bytes of data",
                    "The file was cut or its directory is wrong. " + REWRITE);
        }
        if (offset % directory.alignment() != 0) {
            throw new UnusableInputException(
                    place,
                    "expected an offset that is a multiple of " + directory.alignment() + ", found " + offset,
                    REWRITE);
        }
    }

    private void checkOverlap(List<Place> places) throws UnusableInputException {
        places.sort(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end));
        for (int i = 1; i < places.size(); i++) {
            Place before = places.get(i - 1);
            Place after = places.get(i);
            if (after.begin() < before.end()) {
                throw new UnusableInputException(
                        name,
                        "expected tensors that do not overlap, found that " + after.tensor() + " at byte "
                                + after.begin() + " of the data begins before " + before.tensor() + " ends at byte "
                                + before.end(),
                        REWRITE);
            }
        }
    }
}
