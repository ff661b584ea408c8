package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.file.InputBytes;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads {@code .npz}: a zip archive of {@code .npy} arrays, as numpy.savez and numpy.savez_compressed write it. */
public final class NpzFile {

    static final String REWRITE = "Write it again with numpy.savez";

    private static final String ENDING = ".npy";

    private final Path file;
    private final String name;
    private final ElementType type;

    private NpzFile(Path file, String name, ElementType type) {
        this.file = file;
        this.name = name;
        this.type = type;
    }

    /**
     * Returns the arrays of an archive in file order after reading the header of each.
     *
     * @param type the type of two-byte elements of unknown type
     */
    public static List<Tensor> tensors(InputBytes input, ElementType type) throws IOException {
        return new NpzFile(input.unpackedFile(), input.name(), type).tensors();
    }

    private List<Tensor> tensors() throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        try (ZipFile zip = open()) {
            List<? extends ZipEntry> entries = entries(zip);
            requireApart(entries);
            for (ZipEntry entry : entries) {
                tensors.add(tensor(zip, entry));
            }
        }
        Tensor.checkNames(tensors.stream().map(Tensor::name).toList(), name, REWRITE);
        return tensors;
    }

    private ZipFile open() throws IOException {
        Charset names = ZipDirectory.check(file, name);
        try {
            return new ZipFile(file.toFile(), names);
        } catch (ZipException | IllegalArgumentException damaged) {
            throw damaged(damaged);
        }
    }

    /** Lists the entries; names and comments that are not valid text are detected here. */
    private List<? extends ZipEntry> entries(ZipFile zip) throws UnusableInputException {
        try {
            return zip.stream().toList();
        } catch (IllegalArgumentException damaged) {
            throw damaged(damaged);
        }
    }

    /** Checks that entries do not overlap: shared bytes could decompress to far more than the file can hold. */
    private void requireApart(List<? extends ZipEntry> entries) throws IOException {
        long size = Files.size(file);
        long packed = 0;
        for (ZipEntry entry : entries) {
            packed += entry.getCompressedSize();
            if (entry.getCompressedSize() > size || packed > size) {
                throw new UnusableInputException(
                        name,
                        "expected entries that do not overlap in " + size + " bytes, found more than that",
                        REWRITE);
            }
        }
    }

    private UnusableInputException damaged(Exception reason) {
        return new UnusableInputException(
                name, "expected a zip archive, found a damaged one (" + reason.getMessage() + ")", REWRITE);
    }

    private Tensor tensor(ZipFile zip, ZipEntry entry) throws IOException {
        String entryName = entry.getName();
        boolean array = entryName.endsWith(ENDING);
        String tensor = array ? entryName.substring(0, entryName.length() - ENDING.length()) : entryName;
        String place = Tensor.place(name, tensor);
        if (!array) {
            return Tensor.unreadable(
                    tensor,
                    "",
                    new UnusableInputException(
                            place, "expected an entry whose name ends in .npy, found another one", REWRITE));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            NpyHeader header = NpyHeader.read(in, place).as(type);
            if (!header.hasWholeNumbers()) {
                header.requireValues(place);
            }
            return new Tensor(
                    tensor,
                    header.hasWholeNumbers() ? Tensor.Content.INTEGERS : Tensor.Content.VALUES,
                    header.descr(),
                    () -> open(entryName, place, header));
        } catch (UnusableInputException unreadable) {
            return Tensor.unreadable(tensor, "", unreadable);
        } catch (ZipException | EOFException damaged) {
            return Tensor.unreadable(
                    tensor, "", new UnusableInputException(place, "expected an array, found damaged bytes", REWRITE));
        }
    }

    private LogitsFile open(String entryName, String place, NpyHeader header) throws IOException {
        if (header.elementType().isEmpty()) {
            header.requireValues(place);
        }
        ZipFile zip = open();
        try {
            ZipEntry entry = zip.getEntry(entryName);
            if (entry == null) {
                throw new UnusableInputException(
                        place,
                        "expected the entry that was there before, found none",
                        "Do not write to the files while they are compared");
            }
            ZipEntryBytes bytes = new ZipEntryBytes(place, zip, entry);
            bytes.verify();
            return NpyFile.open(header, Container.NPZ, place, entry.getSize(), bytes::open);
        } catch (IOException unusable) {
            zip.close();
            throw unusable;
        }
    }
}
