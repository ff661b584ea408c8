package io.github.modelconversion.engine;

import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.provenance.FileMark;
import io.github.modelconversion.provenance.MarkedFiles;
import io.github.modelconversion.provenance.Marks;
import io.github.modelconversion.provenance.RunRecord;
import io.github.modelconversion.provenance.TextMark;
import io.github.modelconversion.store.AtomicFile;
import io.github.modelconversion.store.WorkFolder;
import io.github.modelconversion.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes single outputs.
 *
 * @param base the working directory of a tool that is told where to write
 * @param logs the folder of the logs, with a folder for each prompt
 * @param timeout the time that a tool may take
 * @param marks the marks of models and tools
 * @param live the running processes
 */
record OutputMaker(Path base, Path logs, Duration timeout, Marks marks, LiveProcesses live) {

    /** Enough to show a failed assertion above the stack that llama.cpp prints after it. */
    private static final int LAST_LINES = 20;

    /** The folder that llama.cpp's scripts write to, below their working directory. */
    private static final String DATA = "data";

    /** Exit codes above it mean that a signal ended the process. */
    private static final int SIGNALS = 128;

    private static final int HIGHEST_SIGNAL = 31;

    /**
     * Returns why an output must be made; empty if it is up to date. Its record then gets the present stamps, so that the
     * next look is quick.
     */
    Optional<String> reason(OutputTask task) throws IOException {
        Path output = task.output();
        if (!Files.exists(output)) {
            return Optional.of("no output yet");
        }
        Optional<RunRecord> found = RunRecord.of(output);
        if (found.isEmpty()) {
            return Optional.of(Files.exists(task.record()) ? "its record cannot be read" : "no record of what made it");
        }
        RunRecord known = found.get();
        MarkedFiles model = MarkedFiles.ofModel(task.model());
        MarkedFiles tool = ToolFiles.of(task.engine());
        if (!outputsFit(task, known)) {
            return Optional.of("the output changed");
        }
        if (!marks.fit(model, known.model())) {
            return Optional.of("the model changed");
        }
        if (!known.prompt().equals(TextMark.of(task.prompt().text()))) {
            return Optional.of("the prompt changed");
        }
        if (!known.arguments().equals(arguments(task))) {
            return Optional.of("the arguments changed");
        }
        if (!marks.fit(tool, known.tool())) {
            return Optional.of("the tool changed");
        }
        RunRecord now = new RunRecord(
                model.refreshed(known.model()),
                known.prompt(),
                tool.refreshed(known.tool()),
                known.arguments(),
                known.outputs());
        if (!now.equals(known)) {
            now.write(output);
        }
        return Optional.empty();
    }

    /** A record may name anything: only the files of this output are looked at. */
    private static boolean outputsFit(OutputTask task, RunRecord known) throws IOException {
        for (FileMark mark : known.outputs()) {
            if (!task.isOurs(mark.file())) {
                return false;
            }
            Path file = task.dataDirectory().resolve(mark.file());
            if (!Files.isRegularFile(file) || !mark.fits(file)) {
                return false;
            }
        }
        return known.isOf(task.output());
    }

    /** Returns the arguments without the places of one machine, so that a project may be moved. */
    private List<String> arguments(OutputTask task) {
        String here = base.toAbsolutePath() + base.getFileSystem().getSeparator();
        return task.engine().arguments().stream()
                .map(argument -> argument.startsWith(here) ? argument.substring(here.length()) : argument)
                .toList();
    }

    private Path logFolder(OutputTask task) {
        return logs.resolve(task.prompt().name());
    }

    /** Returns the log of a task's run. */
    Path log(OutputTask task) {
        return logFolder(task).resolve(task.stem() + ".log");
    }

    /**
     * Makes an output, with a record of what made it. The output of an earlier run stays until the new one is whole.
     *
     * @throws RunFailedException if the tool failed, took too long, or wrote nothing that can be used
     */
    void make(OutputTask task) throws IOException, RunFailedException, InterruptedException {
        String text = task.prompt().text();
        Path logFolder = Files.createDirectories(logFolder(task));
        // Named after its contents, since two builds may share the folder and a prompt's name, but not its text.
        Path prompt = logFolder.resolve("prompt-" + TextMark.of(text).crc32c() + ".txt");
        AtomicFile.write(prompt, AtomicFile.of(text));
        try (WorkFolder work = WorkFolder.create(logFolder, "run-")) {
            Path data = Files.createDirectories(work.path().resolve(DATA));
            MarkedFiles model = MarkedFiles.ofModel(task.model());
            List<FileMark> before = marks.of(model);
            List<FileMark> tool = marks.of(ToolFiles.of(task.engine()));
            run(task, task.engine().command(task.model(), prompt, data), work.path());
            if (!marks.of(MarkedFiles.ofModel(task.model())).equals(before)) {
                throw new RunFailedException("finished, but the model changed meanwhile. Run the goal again");
            }
            Files.deleteIfExists(task.record());
            List<FileMark> outputs = new WrittenFiles(data, task).collect();
            new RunRecord(before, TextMark.of(task.prompt().text()), tool, arguments(task), outputs)
                    .write(task.output());
        }
    }

    private void run(OutputTask task, List<String> command, Path folder)
            throws IOException, RunFailedException, InterruptedException {
        Engine engine = task.engine();
        Path directory = engine.isToldWhereToWrite() ? base : folder;
        try (RunLog log = RunLog.create(log(task))) {
            log.say("$ " + CommandLine.shown(command));
            ToolProcess.Ended ended;
            try {
                ended = new ToolProcess(command, directory, engine.environment(task.model())).run(log, timeout, live);
            } catch (IOException notStarted) {
                throw new RunFailedException("cannot be started: " + FileFailure.reason(notStarted));
            }
            if (ended.timedOut()) {
                throw new RunFailedException(
                        "was killed because it took more than " + Counted.of(timeout.toSeconds(), "second")
                                + ". If it needs longer, set timeout (-Dnmse.timeout)",
                        log.lastLines(LAST_LINES),
                        true);
            }
            if (ended.exitCode() != 0) {
                throw new RunFailedException(ending(ended.exitCode()), log.lastLines(LAST_LINES), false);
            }
            try {
                new WrittenFiles(folder.resolve(DATA), task).check();
            } catch (RunFailedException incomplete) {
                throw new RunFailedException(
                        "exited with 0 but " + incomplete.getMessage(), log.lastLines(LAST_LINES), false);
            }
        }
    }

    /** Returns how a process ended, by its exit code. */
    static String ending(int exitCode) {
        int signal = exitCode - SIGNALS;
        if (signal <= 0 || signal > HIGHEST_SIGNAL) {
            return "exited with " + exitCode;
        }
        String meaning = switch (signal) {
            case 4 -> ": an illegal instruction, as of a tool that was built for another processor";
            case 6 -> ": it aborted, as when an assertion fails";
            case 9 -> ": it was killed, as when memory runs out";
            case 11 -> ": it crashed";
            default -> "";
        };
        return "was ended by signal " + signal + meaning;
    }
}
