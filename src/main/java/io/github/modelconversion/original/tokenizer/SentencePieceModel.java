package io.github.modelconversion.original.tokenizer;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The pieces of a SentencePiece model (tokenizer.model, a protocol buffer). The repeated field 1 is a piece with the fields
 * 1 text, 2 score (float) and 3 type; all other fields are skipped.
 */
public final class SentencePieceModel {

    /** The type of a normal piece. GGUF uses the same numbers for all types. */
    public static final int NORMAL = 1;

    public static final int UNKNOWN = 2;
    public static final int CONTROL = 3;
    public static final int USER_DEFINED = 4;
    public static final int UNUSED = 5;
    public static final int BYTE = 6;

    /** Largest file to read; the largest known ones have about 5 MB. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int PIECES = 1;
    private static final int NORMALIZER = 3;

    private final TokenizerTexts texts;
    private float[] scores = new float[1 << 8];
    private byte[] types = new byte[1 << 8];
    private byte[] replacements = {};
    private boolean addsSpace = true;
    private boolean mergesSpaces = true;

    private SentencePieceModel(String name) {
        texts = new TokenizerTexts(name, "pieces");
    }

    /**
     * Reads a model.
     *
     * @param file the file
     * @param name its name in messages
     * @throws UnusableInputException if it is not such a model, is damaged, or is larger than 16 MiB
     * @throws IOException if it cannot be read
     */
    public static SentencePieceModel read(Path file, String name) throws IOException {
        byte[] bytes = new TokenizerFile(file, name, MOST_BYTES).bytes();
        SentencePieceModel model = new SentencePieceModel(name);
        model.readAll(new ProtoReader(bytes, name));
        if (model.size() == 0) {
            throw new UnusableInputException(
                    name,
                    "expected a SentencePiece model, found no piece in " + bytes.length + " bytes",
                    "Download the file again, or restore it");
        }
        return model;
    }

    private void readAll(ProtoReader in) throws UnusableInputException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == PIECES && ProtoReader.isMessage(tag)) {
                readPiece(in.message());
            } else if (ProtoReader.field(tag) == NORMALIZER && ProtoReader.isMessage(tag)) {
                readNormalizer(in.message());
            } else {
                in.skip(tag);
            }
        }
    }

    private void readNormalizer(ProtoReader in) throws UnusableInputException {
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == ProtoReader.message(2)) {
                replacements = in.message().rest();
            } else if (tag == ProtoReader.varint(3)) {
                addsSpace = in.varint() != 0;
            } else if (tag == ProtoReader.varint(4)) {
                mergesSpaces = in.varint() != 0;
            } else {
                in.skip(tag);
            }
        }
    }

    private void readPiece(ProtoReader in) throws UnusableInputException {
        byte[] text = {};
        float score = 0;
        long type = NORMAL;
        while (in.hasMore()) {
            int tag = in.tag();
            if (tag == ProtoReader.message(1)) {
                text = in.message().rest();
            } else if (tag == ProtoReader.fixed32(2)) {
                score = Float.intBitsToFloat(in.fixed32());
            } else if (tag == ProtoReader.varint(3)) {
                type = in.varint();
            } else {
                in.skip(tag);
            }
        }
        if (type < NORMAL || type > BYTE) {
            throw in.problem("expected a piece's type from " + NORMAL + " to " + BYTE + ", found "
                    + Long.toUnsignedString(type));
        }
        int id = texts.size();
        texts.add(text);
        if (id == types.length) {
            scores = Arrays.copyOf(scores, 2 * id);
            types = Arrays.copyOf(types, 2 * id);
        }
        scores[id] = score;
        types[id] = (byte) type;
    }

    /** Returns the number of pieces. */
    public int size() {
        return texts.size();
    }

    /** Returns the table of letters that are replaced in texts ({@code precompiled_charsmap}); empty if there is none. */
    public byte[] replacements() {
        return replacements.clone();
    }

    /** Returns whether a space is added in front of a text. */
    public boolean addsSpace() {
        return addsSpace;
    }

    /** Returns whether spaces at the ends of a text are removed, and runs of them merged. */
    public boolean mergesSpaces() {
        return mergesSpaces;
    }

    /** Returns the bytes of a piece. */
    public byte[] text(int id) {
        return texts.get(id);
    }

    /** Returns the score of a piece. */
    public float score(int id) {
        return scores[id];
    }

    /** Returns the type of a piece, from 1 to 6. */
    public int type(int id) {
        return types[id];
    }
}
