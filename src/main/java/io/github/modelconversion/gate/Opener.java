package io.github.modelconversion.gate;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.judge.LimitSource.Scope;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.measure.FileChecksum;
import io.github.modelconversion.plan.PlannedPair;
import io.github.modelconversion.plan.PlannedSide;
import io.github.modelconversion.plan.Staleness;
import io.github.modelconversion.plan.UnusedElementType;
import io.github.modelconversion.plan.request.BaseDirectory;
import io.github.modelconversion.plan.request.GateRequest;
import io.github.modelconversion.plan.request.PairRequest;
import io.github.modelconversion.plan.request.TensorEntry;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.Subject.Pooling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens planned pairs. Data that several pairs need from the same file is read once, by the first that needs it. */
final class Opener {

    private final BaseDirectory base;
    private final UnusedElementType types;
    private final Pooling pooling;
    private final Staleness staleness;
    private final Map<Path, Conversion> conversions = new ConcurrentHashMap<>();
    private final Map<Path, FileChecksum> checksums = new ConcurrentHashMap<>();

    Opener(GateRequest request) {
        this.base = new BaseDirectory(request.baseDirectory());
        this.staleness = new Staleness(base);
        this.types = new UnusedElementType(request.pairs());
        this.pooling = request.pooling();
    }

    /** Opens a pair. */
    Opened open(PlannedPair planned) {
        Subject subject = subject(planned);
        if (!planned.obstacles().isEmpty()) {
            return Unusable.of(subject, Scope.UNOPENED, planned.obstacles());
        }
        return planned.ofRuns() ? RunPair.open(planned, subject, types) : openValues(planned, subject);
    }

    /** Returns the subject of a comparison, without the files' contents. */
    Subject subject(PlannedPair planned) {
        return new Subject(
                planned.kind(),
                planned.dataDirectory(),
                planned.reference().output(),
                planned.test().output(),
                conversion(planned.pair()).conversionType(),
                pooling);
    }

    /** Returns the facts about a pair's converted model. Each model is read once, whatever the number of its prompts. */
    Conversion conversion(PairRequest pair) {
        String name = pair.test().model();
        if (pair.convertedModel().isEmpty()) {
            return Conversion.named(name);
        }
        return conversions.computeIfAbsent(
                pair.convertedModel().get(), file -> Conversion.of(name, file, base.nameOf(file)));
    }

    private Opened openValues(PlannedPair planned, Subject subject) {
        List<Finding> problems = new ArrayList<>();
        Optional<OpenedOutput> reference = open(planned.reference(), planned.pair(), problems);
        try {
            Optional<OpenedOutput> test = open(planned.test(), planned.pair(), problems);
            Conversion conversion = conversion(planned.pair());
            if (reference.isPresent() && test.isPresent()) {
                return ValuePair.of(subject, planned.pair(), conversion, types, reference.get(), test.get());
            }
            Scope scope = Scope.of(reference.map(OpenedOutput::shape));
            Optional<OpenedOutput> usable =
                    reference.or(() -> test.map(side -> ValuePair.inRows(side, side, planned.pair(), conversion)));
            return new Unusable(subject, scope, usable, problems);
        } catch (OutOfMemoryError full) {
            reference.ifPresent(OpenedOutput::close);
            throw full;
        }
    }

    private Optional<OpenedOutput> open(PlannedSide side, PairRequest pair, List<Finding> problems) {
        problems.addAll(side.problems());
        if (side.problems().isEmpty() && side.tensor().isPresent()) {
            try {
                return Optional.of(open(side, side.tensor().get(), pair));
            } catch (IOException unreadable) {
                problems.add(Finding.unusable(UnusableInputException.of(side.name(), unreadable)));
            }
        }
        return Optional.empty();
    }

    private OpenedOutput open(PlannedSide side, TensorEntry entry, PairRequest pair) throws IOException {
        Path path = entry.file();
        Optional<Path> model = pair.model(side.request().side());
        LogitsFile file = entry.tensor().open();
        try {
            return new OpenedOutput(
                    side,
                    entry,
                    file,
                    new OutputFacts(
                            pair.layout().of(file.source()),
                            !side.request().isByName(),
                            entry.tokens().isPresent()
                                    ? Prompt.in(
                                            path, side.name(), entry.tokens().get())
                                    : Prompt.beside(path, side.name()),
                            model.isPresent() ? staleness.of(path, model.get()) : Optional.empty(),
                            Head.of(file, path)),
                    checksums.computeIfAbsent(path, first -> new FileChecksum(entry.state(), file.checksum())));
        } catch (IOException unfit) {
            file.close();
            throw unfit;
        }
    }
}
