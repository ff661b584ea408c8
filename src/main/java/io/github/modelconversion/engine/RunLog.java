package io.github.modelconversion.engine;

import io.github.modelconversion.text.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file with all that a tool wrote to its output and error streams. Of a tool that writes without end it keeps the first
 * 4 MiB and the last 64 KiB.
 */
final class RunLog implements Closeable {

    static final int HEAD_BYTES = 1 << 22;
    static final int TAIL_BYTES = 1 << 16;

    private static final int LONGEST_LINE = 300;

    private final OutputStream file;
    private final byte[] tail = new byte[TAIL_BYTES];
    private long total;
    private boolean full;

    private RunLog(OutputStream file) {
        this.file = file;
    }

    /** Creates the file. */
    static RunLog create(Path file) throws IOException {
        return new RunLog(Files.newOutputStream(file));
    }

    /** Writes a line of ours. */
    synchronized void say(String line) throws IOException {
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Adds what the tool wrote. If the file cannot be written, only the last lines are kept, in memory. */
    synchronized void add(byte[] bytes, int count) {
        int kept = (int) Math.max(0, Math.min(count, HEAD_BYTES - total));
        try {
            file.write(bytes, 0, full ? 0 : kept);
        } catch (IOException unwritable) {
            full = true;
        }
        for (int i = 0; i < count; i++) {
            tail[(int) ((total + i) % TAIL_BYTES)] = bytes[i];
        }
        total += count;
    }

    /** Returns the last lines that are not blank, safe to print. */
    synchronized List<String> lastLines(int most) {
        List<String> lines = new String(last((int) Math.min(total, TAIL_BYTES)), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(RunLog::shown)
                .toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private static String shown(String line) {
        String cut = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
        return Printable.line(cut.replace('\t', ' ').stripTrailing());
    }

    private byte[] last(int count) {
        byte[] last = new byte[count];
        for (int i = 0; i < count; i++) {
            last[i] = tail[(int) ((total - count + i) % TAIL_BYTES)];
        }
        return last;
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            long rest = total - HEAD_BYTES;
            if (rest > TAIL_BYTES && !full) {
                say("\n[" + (rest - TAIL_BYTES) + " bytes left out]");
            }
            if (rest > 0 && !full) {
                file.write(last((int) Math.min(rest, TAIL_BYTES)));
            }
        }
    }
}
