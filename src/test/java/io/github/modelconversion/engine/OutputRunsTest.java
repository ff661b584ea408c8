package io.github.modelconversion.engine;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.provenance.RunRecord;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs a stand-in for the real tools, in a folder whose name contains a space. */
class OutputRunsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final NamedPrompt HELLO = new NamedPrompt("hello", "Hello, my name is");

    @TempDir
    private Path folder;

    private Path base;
    private Path logs;
    private Path model;
    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void project() throws IOException {
        base = Files.createDirectories(folder.resolve("my project"));
        logs = base.resolve("target/logs");
        model = Files.writeString(base.resolve("tiny v1.5.gguf"), "a model");
    }

    private static Engine engine(String mode) {
        return new Engine(
                Side.TEST,
                OutputKind.LOGITS,
                StandInTool.java(),
                StandInTool.arguments(mode, "-m", "{model}", "-f", "{prompt}", "{output}"));
    }

    private OutputTask task(String mode) {
        return task(engine(mode), HELLO);
    }

    private OutputTask task(Engine engine, NamedPrompt prompt) {
        return new OutputTask(engine, model, "tiny v1.5", prompt, base.resolve("out/" + prompt.name() + "/data"));
    }

    private RunSummary make(OutputTask... tasks) throws Exception {
        return make(new OutputRuns(base, logs, LONG, 1, false), tasks);
    }

    private RunSummary make(OutputRuns runs, OutputTask... tasks) throws Exception {
        progress.clear();
        return runs.make(List.of(tasks), progress::add);
    }

    private String name(Path file) {
        return base.relativize(file).toString().replace('\\', '/');
    }

    private List<String> failures(RunSummary summary) {
        return summary.failures(this::name);
    }

    private List<String> files(OutputTask task) throws IOException {
        try (Stream<Path> files = Files.list(task.dataDirectory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anOutputComesWithItsCompanionsAndItsRecord() throws Exception {
        OutputTask task = task("good");

        RunSummary summary = make(task);

        assertThat(summary.headline()).isEqualTo("Made 1 output");
        assertThat(summary.failed()).isFalse();
        assertThat(progress)
                .hasSize(1)
                .first()
                .asString()
                .matches("Run 1 of 1  tiny v1.5, hello: java.* \\(no output yet\\)");
        assertThat(files(task))
                .containsExactly(
                        "llamacpp-tiny v1.5-prompt.txt",
                        "llamacpp-tiny v1.5-run.json",
                        "llamacpp-tiny v1.5-tokens.bin",
                        "llamacpp-tiny v1.5.bin");
        // 'a' is 97, 'H' 72, 'e' 101.
        assertThat(TestData.floats(task.output())).hasSize(16).startsWith(169, 198);
    }

    @Test
    void anOutputWrittenAsALinkIsKeptAsAFile() throws Exception {
        OutputTask task = task("links");

        assertThat(failures(make(task))).isEmpty();

        assertThat(task.output()).isRegularFile().matches(file -> !Files.isSymbolicLink(file));
        assertThat(TestData.floats(task.output())).hasSize(16).startsWith(169, 198);
        assertThat(make(task).headline()).isEqualTo("Nothing to make: 1 output is up to date");
    }

    @Test
    void theRecordHasNoPathOfThisMachine() throws Exception {
        OutputTask task = task("good");
        make(task);

        assertThat(RunRecord.of(task.output()).orElseThrow().model())
                .hasSize(1)
                .first()
                .satisfies(mark -> {
                    assertThat(mark.file()).isEqualTo("tiny v1.5.gguf");
                    assertThat(mark.bytes()).isEqualTo(7);
                });
        assertThat(Files.readString(task.record())).doesNotContain(model.toString(), logs.toString());
    }

    /** Two modules that log to the same folder, each with a prompt of that name. */
    @Test
    void runsThatShareALogFolderDoNotMix() throws Exception {
        OutputTask one = task("good");
        OutputTask other = new OutputTask(
                engine("good"),
                model,
                "tiny v1.5",
                new NamedPrompt("hello", "Another text"),
                base.resolve("other/data"));

        RunSummary summary = make(new OutputRuns(base, logs, LONG, 2, false), one, other);

        assertThat(summary.failed()).isFalse();
        assertThat(one.dataDirectory().resolve("llamacpp-tiny v1.5-prompt.txt"))
                .content()
                .contains("Hello, my name is");
        assertThat(other.dataDirectory().resolve("llamacpp-tiny v1.5-prompt.txt"))
                .content()
                .contains("Another text");
        assertThat(make(one, other).headline()).isEqualTo("Nothing to make: 2 outputs are up to date");
    }

    @Test
    void aRunLeavesOnlyItsLogAndThePrompt() throws Exception {
        make(task("good"));

        Path prompt = logs.resolve("hello/prompt-15aa7cd1.txt");
        try (Stream<Path> files = Files.list(logs.resolve("hello"))) {
            assertThat(files).containsExactlyInAnyOrder(prompt, logs.resolve("hello/llamacpp-tiny v1.5.log"));
        }
        assertThat(prompt).hasContent("Hello, my name is");
        assertThat(Files.readAllLines(logs.resolve("hello/llamacpp-tiny v1.5.log")))
                .hasSize(2)
                .last()
                .isEqualTo("loads tiny v1.5");
    }

    @Test
    void anOutputThatIsUpToDateIsNotMadeAgain() throws Exception {
        make(task("good"));

        assertThat(make(task("good")).headline()).isEqualTo("Nothing to make: 1 output is up to date");
        assertThat(progress).isEmpty();
    }

    @Test
    void aCopyOfTheSameModelIsTheSameModel() throws Exception {
        OutputTask task = task("good");
        make(task);
        String recorded = Files.readString(task.record());
        Files.setLastModifiedTime(model, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(make(task).headline()).isEqualTo("Nothing to make: 1 output is up to date");
        assertThat(Files.readString(task.record())).isNotEqualTo(recorded).contains("2001-09-09T01:46:40Z");
    }

    @Test
    void aRewrittenModelWithTheSameSizeAndTimeIsNoticed() throws Exception {
        OutputTask task = task("good");
        make(task);
        FileTime before = Files.getLastModifiedTime(model);
        Files.writeString(model, "b model");
        Files.setLastModifiedTime(model, before);

        assertThat(make(task).headline()).isEqualTo("Made 1 output");
        assertThat(progress).first().asString().endsWith("(the model changed)");
        assertThat(TestData.floats(task.output())).startsWith(170, 199);
    }

    @Test
    void aChangedPromptArgumentToolOrOutputIsNoticed() throws Exception {
        OutputTask task = task("good");
        make(task);

        make(task(engine("good"), new NamedPrompt("hello", "Hello, my name was")));
        assertThat(progress).first().asString().endsWith("(the prompt changed)");
        make(task);

        make(task("endless"));
        assertThat(progress).first().asString().endsWith("(the arguments changed)");
        make(task);

        Files.write(task.output(), new byte[64]);
        make(task);
        assertThat(progress).first().asString().endsWith("(the output changed)");

        Files.delete(task.dataDirectory().resolve("llamacpp-tiny v1.5-tokens.bin"));
        make(task);
        assertThat(progress).first().asString().endsWith("(the output changed)");

        Files.writeString(task.record(), "{}");
        make(task);
        assertThat(progress).first().asString().endsWith("(its record cannot be read)");

        Files.delete(task.record());
        make(task);
        assertThat(progress).first().asString().endsWith("(no record of what made it)");

        make(task);
        assertThat(progress).isEmpty();
    }

    @Test
    void aChangedScriptIsAChangedTool() throws Exception {
        Path script = Files.writeString(base.resolve("run.py"), "print(1)");
        Engine engine = Engine.reference(
                OutputKind.LOGITS,
                StandInTool.java(),
                StandInTool.arguments("good", "-m", "{model}", "-f", "{prompt}", "{output}", "pytorch-", "run.py"),
                base);
        Path original = Files.createDirectories(base.resolve("tiny"));
        Files.writeString(original.resolve("config.json"), "{}");
        OutputTask task = new OutputTask(engine, original, "tiny", HELLO, base.resolve("data"));
        make(task);
        assertThat(make(task).headline()).isEqualTo("Nothing to make: 1 output is up to date");

        Files.writeString(script, "print(2)");
        make(task);
        assertThat(progress).first().asString().endsWith("(the tool changed)");

        Files.writeString(original.resolve("model.safetensors"), "weights");
        make(task);
        assertThat(progress).first().asString().endsWith("(the model changed)");
    }

    @Test
    void aRecordThatNamesFilesElsewhereIsNotFollowed() throws Exception {
        OutputTask task = task("good");
        make(task);
        for (String name : List.of("../hello.bin", "/etc/passwd", "\\u0000")) {
            String record = Files.readString(task.record());
            Files.writeString(task.record(), record.replace("llamacpp-tiny v1.5-tokens.bin", name));
            make(task);
            assertThat(progress).first().asString().endsWith("(the output changed)");
        }
    }

    @Test
    void forceMakesEverything() throws Exception {
        make(task("good"));

        assertThat(make(new OutputRuns(base, logs, LONG, 1, true), task("good")).headline())
                .isEqualTo("Made 1 output");
        assertThat(progress).first().asString().endsWith("(forced)");
    }

    @Test
    void aScriptWithoutAnOutputOptionRunsInAFolderOfItsOwn() throws Exception {
        Engine engine = Engine.reference(
                OutputKind.LOGITS,
                StandInTool.java(),
                StandInTool.arguments("good", "-m", "{model}", "-f", "{prompt}", "data", "pytorch-"),
                base);
        Path original = Files.createDirectories(base.resolve("tiny"));
        OutputTask task = new OutputTask(engine, original, "tiny", HELLO, base.resolve("out"));

        assertThat(make(task).headline()).isEqualTo("Made 1 output");
        assertThat(task.output()).hasSize(64).hasFileName("pytorch-tiny.bin");
        assertThat(base.resolve("data")).doesNotExist();
    }

    @Test
    void scriptsAlsoGetTheModelFromTheEnvironment() throws Exception {
        Engine engine = Engine.reference(
                OutputKind.LOGITS,
                StandInTool.java(),
                StandInTool.arguments("prints the environment", "-m", "{model}", "-f", "{prompt}", "data", "pytorch-"),
                base);
        Path original = Files.createDirectories(base.resolve("tiny"));
        OutputTask task = new OutputTask(engine, original, "tiny", HELLO, base.resolve("out"));

        assertThat(failures(make(task)))
                .contains("  | MODEL_PATH is " + original)
                .anyMatch(line -> line.startsWith("  | runs in " + logs.resolve("hello/run-")));
    }

    /** The names that the tool itself gives: it cuts a model's name at its last dot. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fails | exited with 1",
                "saves nothing | exited with 0 but did not write llamacpp-tiny v1.5.bin, found nothing",
                "torn | exited with 0 but wrote 62 bytes into llamacpp-tiny v1.5.bin",
                "short | exited with 0 but wrote 15 values as numbers and 16 as text (llamacpp-tiny v1.5.txt)",
                "no tokens | exited with 0 but did not write llamacpp-tiny v1.5-tokens.bin, found llamacpp-tiny v1.5-prompt.txt",
                "changes the model | finished, but the model changed meanwhile"
            })
    void aFailedRunIsReportedWithItsLog(String mode, String problem) throws Exception {
        OutputTask task = task(mode);

        RunSummary summary = make(task);

        assertThat(summary.failed()).isTrue();
        assertThat(summary.headline()).isEqualTo("1 of 1 output could not be made");
        assertThat(failures(summary).get(0))
                .startsWith("tiny v1.5, hello: " + StandInTool.java().getFileName() + " " + problem)
                .endsWith(". Log: target/logs/hello/llamacpp-tiny v1.5.log");
        assertThat(task.output()).doesNotExist();
        assertThat(task.record()).doesNotExist();
        assertThat(logs.resolve("hello/llamacpp-tiny v1.5")).doesNotExist();
    }

    /** This real model has a vocabulary of 512 tokens. */
    @Test
    void anOutputMustHaveALogitForEachTokenOfTheModel() throws Exception {
        Files.copy(TestData.FOLDER.resolve("stories260K/gguf/stories260K-Q8_0.gguf"), model, REPLACE_EXISTING);

        assertThat(failures(make(task("good"))).get(0))
                .contains(
                        "exited with 0 but wrote 16 values into llamacpp-tiny v1.5.bin, and the model has a vocabulary of"
                                + " 512");
    }

    @Test
    void outputsThatAreUpToDateAreCountedAndTheOthersMade() throws Exception {
        OutputTask other = task(engine("good"), new NamedPrompt("other", "Once"));
        make(task("good"));

        assertThat(make(task("good"), other).headline()).isEqualTo("Made 1 output, 1 up to date");
        assertThat(progress).singleElement().asString().startsWith("Run 1 of 1  tiny v1.5, other: ");
    }

    @Test
    void anUnreadableModelFailsItsRuns() throws Exception {
        make(task("good"));
        Files.delete(model);

        assertThat(failures(make(task("good"))))
                .singleElement()
                .asString()
                .startsWith("tiny v1.5, hello: a file cannot be read or written: ")
                .contains("tiny v1.5.gguf");
    }

    @Test
    void theLastLinesOfBothStreamsAreShown() throws Exception {
        assertThat(failures(make(task("fails"))))
                .contains(
                        "  | llama_model_load: error loading model: unknown model architecture: 'unheard'",
                        "  | main : failed to init");
    }

    @Test
    void aFailedRunKeepsTheEarlierOutputAndTheOthersGoOn() throws Exception {
        OutputTask first = task("good");
        make(first);
        byte[] before = Files.readAllBytes(first.output());

        RunSummary summary = make(task("torn"), task(engine("good"), new NamedPrompt("other", "Once upon a time")));

        assertThat(summary.headline()).isEqualTo("1 of 2 outputs could not be made, 1 made");
        assertThat(first.output()).hasBinaryContent(before);
        assertThat(RunRecord.of(first.output()).orElseThrow().isOf(first.output()))
                .isTrue();
    }

    @Test
    void aHangingToolIsKilledWithItsChildrenAndNoOtherIsStarted() throws Exception {
        Optional<String> child = Optional.empty();
        // A slow machine takes longer to start the child that logs its process id.
        for (int seconds = 4; child.isEmpty() && seconds < 300; seconds *= 4) {
            OutputRuns runs = new OutputRuns(base, logs, Duration.ofSeconds(seconds), 1, false);

            RunSummary summary =
                    make(runs, task("parent hangs"), task(engine("good"), new NamedPrompt("other", "Once")));

            assertThat(summary.headline()).isEqualTo("1 of 2 outputs could not be made, 1 not started");
            assertThat(failures(summary).get(0))
                    .contains(" was killed because it took more than " + seconds + " seconds. ", "timeout");
            child = failures(summary).stream()
                    .filter(line -> line.startsWith("  | child "))
                    .map(line -> line.substring("  | child ".length()))
                    .findFirst();
        }
        assertEnded(Long.parseLong(child.orElseThrow()));
    }

    private static void assertEnded(long pid) throws Exception {
        ProcessHandle child = ProcessHandle.of(pid).orElse(null);
        if (child != null) {
            try {
                child.onExit().get(30, TimeUnit.SECONDS);
            } catch (TimeoutException lives) {
                child.destroyForcibly();
                throw new AssertionError("the killed process left a child running", lives);
            }
        }
    }

    @Test
    void endlessOutputNeitherFillsTheDiskNorBlocksTheTool() throws Exception {
        assertThat(make(task("endless")).headline()).isEqualTo("Made 1 output");
        Path log = logs.resolve("hello/llamacpp-tiny v1.5.log");
        assertThat(Files.size(log)).isLessThan(5 << 20);
        assertThat(Files.readString(log)).endsWith("the end\n").contains(" bytes left out]");
    }

    @Test
    void severalToolsRunAtOnceAndTheResultsStayInOrder() throws Exception {
        List<OutputTask> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(task(engine(i == 1 || i == 3 ? "torn" : "good"), new NamedPrompt("p" + i, "Prompt " + i)));
        }

        RunSummary summary = new OutputRuns(base, logs, LONG, 4, false).make(tasks, line -> {
            synchronized (progress) {
                progress.add(line);
            }
        });

        assertThat(summary.headline()).isEqualTo("2 of 4 outputs could not be made, 2 made");
        assertThat(failures(summary).stream().filter(line -> line.startsWith("tiny")))
                .extracting(line -> line.substring(0, "tiny v1.5, p1".length()))
                .containsExactly("tiny v1.5, p1", "tiny v1.5, p3");
        assertThat(progress).hasSize(4);
    }

    @Test
    void aToolThatCannotBeStartedFailsItsRun() throws Exception {
        Path text = Files.writeString(base.resolve("tool"), "neither a program nor a script\n");
        Engine engine = new Engine(Side.TEST, OutputKind.LOGITS, text, List.of("{output}"));

        RunSummary summary = make(task(engine, HELLO));

        assertThat(failures(summary).get(0)).startsWith("tiny v1.5, hello: tool cannot be started: ");
    }

    @Test
    void anInterruptedGoalLeavesNoProcess() throws Exception {
        List<Long> pids = new ArrayList<>();
        Thread goal = Thread.currentThread();
        assertThatThrownBy(() -> new OutputRuns(base, logs, LONG, 1, false).make(List.of(task("hangs")), line -> {
                    pids.add(0L);
                    goal.interrupt();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(pids).hasSize(1);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
