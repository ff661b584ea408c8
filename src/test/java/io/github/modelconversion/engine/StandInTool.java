package io.github.modelconversion.engine;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Behaves like llama-debug and llama.cpp's scripts: writes what they write and fails in each way in which they fail. A
 * value is a byte of the prompt plus the first byte of the model, so tests know each output.
 */
public final class StandInTool {

    /** Number of values in an output. */
    static final int VALUES = 16;

    private StandInTool() {}

    /** Returns the arguments for a {@code java} that runs this class. */
    static List<String> arguments(String mode, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes(), StandInTool.class.getName(), mode));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String classes() {
        try {
            return Path.of(StandInTool.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the {@code java} executable that runs the tests. */
    static Path java() {
        boolean windows = File.separatorChar == '\\';
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Map.of(arguments[1], arguments[2], arguments[3], arguments[4]);
        Path model = Path.of(options.get("-m"));
        String prompt = Files.readString(Path.of(options.get("-f")));
        Path folder = Path.of(arguments.length > 5 ? arguments[5] : "data");
        String prefix = arguments.length > 6 ? arguments[6] : "llamacpp-";
        String name = model.getFileName().toString();
        String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        System.out.println("loads " + stem);
        Path file = folder.resolve(prefix + stem);
        switch (arguments[0]) {
            case "good" -> write(file, model, prompt, VALUES);
            case "links" -> {
                write(file, model, prompt, VALUES);
                Path values = Path.of(file + ".bin");
                Path elsewhere = Files.move(values, folder.resolve("values"));
                Files.createSymbolicLink(values, elsewhere.getFileName());
            }
            case "fails" -> {
                System.out.println("llama_model_load: error loading model: unknown model architecture: 'unheard'");
                System.err.println("main : failed to init");
                System.exit(1);
            }
            case "saves nothing" -> System.out.println("error saving logits: failed to open binary output file");
            case "torn" -> {
                write(file, model, prompt, VALUES);
                Files.write(Path.of(file + ".bin"), new byte[VALUES * 4 - 2]);
            }
            case "short" -> {
                write(file, model, prompt, VALUES);
                Files.write(Path.of(file + ".bin"), new byte[VALUES * 4 - 4]);
            }
            case "no tokens" -> {
                write(file, model, prompt, VALUES);
                Files.delete(Path.of(file + "-tokens.bin"));
            }
            case "hangs" -> {
                System.out.println("waits");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "tells that it hangs" -> {
                try (Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[7]))) {
                    test.getOutputStream().write(1);
                    Thread.sleep(Long.MAX_VALUE);
                }
            }
            case "parent hangs" -> {
                Process child = new ProcessBuilder(
                                java().toString(),
                                "-cp",
                                classes(),
                                StandInTool.class.getName(),
                                "hangs",
                                "-m",
                                model.toString(),
                                "-f",
                                options.get("-f"))
                        .inheritIO()
                        .start();
                System.out.println("child " + child.pid());
                Thread.sleep(Long.MAX_VALUE);
            }
            case "endless" -> {
                byte[] line = "0123456789012345678901234567890123456789012345678901234567890123456789\n"
                        .repeat(1000)
                        .getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 200; i++) {
                    System.out.write(line);
                }
                System.out.println("the end");
                System.out.flush();
                write(file, model, prompt, VALUES);
            }
            case "changes the model" -> {
                write(file, model, prompt, VALUES);
                Files.writeString(model, "another model");
            }
            case "prints the environment" -> {
                write(file, model, prompt, VALUES);
                System.out.println("MODEL_PATH is " + System.getenv("MODEL_PATH"));
                System.out.println("runs in " + Path.of("").toAbsolutePath());
                System.exit(3);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void write(Path file, Path model, String prompt, int values) throws IOException {
        Files.createDirectories(file.getParent());
        ByteBuffer bytes = ByteBuffer.allocate(values * 4).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder();
        byte first = Files.isDirectory(model) ? 0 : Files.readAllBytes(model)[0];
        byte[] characters = prompt.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < values; i++) {
            float value = first + characters[i % characters.length];
            bytes.putFloat(value);
            text.append(i).append(": ").append(value).append('\n');
        }
        Files.write(Path.of(file + ".bin"), bytes.array());
        Files.writeString(Path.of(file + ".txt"), text);
        Files.writeString(Path.of(file + "-prompt.txt"), "prompt: " + prompt + "\nn_tokens: 2\ntoken ids: 1, 2\n");
        Files.write(Path.of(file + "-tokens.bin"), new byte[] {1, 0, 0, 0, 2, 0, 0, 0});
    }
}
