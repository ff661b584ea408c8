package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("tool.log");
    }

    private static void add(RunLog log, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.add(bytes, bytes.length);
    }

    @Test
    void theFileHasEverythingThatTheToolWrote() throws IOException {
        try (RunLog log = RunLog.create(file)) {
            log.say("$ tool");
            add(log, "one\ntw");
            add(log, "o\n");
        }

        assertThat(file).hasContent("$ tool\none\ntwo\n");
    }

    @Test
    void theLastLinesSkipBlankOnes() throws IOException {
        try (RunLog log = RunLog.create(file)) {
            add(log, "one\n\ntwo\n  \nthree");

            assertThat(log.lastLines(2)).containsExactly("two", "three");
            assertThat(log.lastLines(9)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void lastLinesAreSafeToPrint() throws IOException {
        try (RunLog log = RunLog.create(file)) {
            add(log, "\u001b[31mred\tand ##[error]\n" + "x".repeat(1000));

            assertThat(log.lastLines(2).get(0)).isEqualTo("\\u001b[31mred and #\\u0023[error]");
            assertThat(log.lastLines(2).get(1)).hasSize(303).endsWith("...");
        }
    }

    @Test
    void endlessOutputKeepsItsBeginningAndItsEnd() throws IOException {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'a');
        try (RunLog log = RunLog.create(file)) {
            for (int i = 0; i < 10; i++) {
                log.add(block, block.length);
            }
            add(log, "\nthe end\n");
            assertThat(log.lastLines(1)).containsExactly("the end");
        }

        String kept = Files.readString(file);
        int left = (10 << 20) + 9 - (4 << 20) - (64 << 10);
        assertThat(kept)
                .startsWith("aaaa")
                .contains("\n[" + left + " bytes left out]\n")
                .endsWith("a\nthe end\n")
                .hasSizeLessThan((4 << 20) + (64 << 10) + 100);
    }

    @Test
    void outputJustAboveTheFirstPartIsKeptWhole() throws IOException {
        byte[] block = new byte[RunLog.HEAD_BYTES];
        Arrays.fill(block, (byte) 'a');
        try (RunLog log = RunLog.create(file)) {
            log.add(block, block.length);
            add(log, "b".repeat(1000));
        }

        assertThat(Files.readString(file)).isEqualTo("a".repeat(RunLog.HEAD_BYTES) + "b".repeat(1000));
    }
}
