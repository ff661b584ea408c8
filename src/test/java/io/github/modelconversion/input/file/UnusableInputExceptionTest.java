package io.github.modelconversion.input.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

/** The messages about files that cannot be used. */
class UnusableInputExceptionTest {
    private static final StackTraceElement PLACE = new StackTraceElement("Reader", "read", "Reader.java", 7);

    @Test
    void theSystemsReasonIsGivenInWords() {
        assertThat(UnusableInputException.of("a.bin", new AccessDeniedException("/home/x/a.bin")))
                .hasMessage("a.bin: expected a readable file, found that access is denied. Check the file and its"
                        + " permissions");
        assertThat(UnusableInputException.ofDirectory("data", new AccessDeniedException("/home/x/data")))
                .hasMessage("data: expected a readable directory, found that access is denied. Check the directory and"
                        + " its permissions");
    }

    @Test
    void aReasonThatIsOneAlreadyStaysAsItIs() {
        UnusableInputException reason =
                new UnusableInputException("a.bin", "expected 4 bytes, found 3", "Write it again");
        assertThat(UnusableInputException.of("b.bin", reason)).isSameAs(reason);
    }

    @Test
    void aPlaceholderKeepsItsRemedy() {
        IOException pointer = StandIn.GIT_ANNEX.refusal();
        assertThat(pointer).hasMessage("expected the data, found a git-annex pointer to it. Run git annex get");
        assertThat(UnusableInputException.of("a.bin", pointer))
                .hasMessage("a.bin: expected the data, found a git-annex pointer to it. Run git annex get");
    }

    @Test
    void aDefectIsReportedWithItsFirstCauseAndPlace() {
        RuntimeException cause = new IllegalStateException("index 3");
        cause.setStackTrace(new StackTraceElement[] {PLACE});
        RuntimeException thrown = new IllegalArgumentException(new IllegalStateException(cause));
        assertThat(UnusableInputException.ofDefect("a.bin or b.bin", thrown))
                .hasMessage(
                        "a.bin or b.bin: expected files that this plugin can measure or refuse, found a defect of the"
                                + " plugin: java.lang.IllegalStateException: index 3 at Reader.read(Reader.java:7). Report this"
                                + " message at https://github.com/modelconversion/model-conversion-maven-plugin/issues");
    }

    /** The JVM leaves out the places of an exception that it throws very often. */
    @Test
    void aDefectWithoutAPlaceIsReportedToo() {
        RuntimeException thrown = new NullPointerException();
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(UnusableInputException.ofDefect("a.bin", thrown))
                .hasMessageContaining("found a defect of the plugin: java.lang.NullPointerException. Report this");
    }
}
