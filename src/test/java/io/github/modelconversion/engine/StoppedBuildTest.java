package io.github.modelconversion.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.OtherJvm;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C leaves: the build runs in another JVM, which is told to end while its tool hangs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there Process.destroy kills a Java without its shutdown hooks")
class StoppedBuildTest {

    private static final int PATIENCE = (int) Duration.ofMinutes(2).toMillis();

    @TempDir
    private Path folder;

    @Test
    void theToolEndsWithTheBuild() throws Exception {
        Files.writeString(folder.resolve("tiny.gguf"), "a model");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE);
            Process build =
                    OtherJvm.start(Build.class, List.of(), folder, Path.of(String.valueOf(server.getLocalPort())));
            try (Socket tool = server.accept()) {
                tool.setSoTimeout(PATIENCE);
                assertThat(tool.getInputStream().read()).isEqualTo(1);

                build.destroy();

                // The connection closes when the tool ends.
                assertThat(tool.getInputStream().read()).isEqualTo(-1);
            } finally {
                build.destroyForcibly();
            }
        }
    }

    /** Runs the goal's work until it is stopped. */
    public static final class Build {

        private Build() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Engine engine = new Engine(
                    Side.TEST,
                    OutputKind.LOGITS,
                    StandInTool.java(),
                    StandInTool.arguments(
                            "tells that it hangs",
                            "-m",
                            "{model}",
                            "-f",
                            "{prompt}",
                            "{output}",
                            "llamacpp-",
                            arguments[1]));
            new OutputRuns(folder, folder.resolve("logs"), Duration.ofMinutes(9), 1, false)
                    .make(
                            List.of(new OutputTask(
                                    engine,
                                    folder.resolve("tiny.gguf"),
                                    "tiny",
                                    new NamedPrompt("hello", "Hello"),
                                    folder.resolve("data"))),
                            line -> {});
        }
    }
}
