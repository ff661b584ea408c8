package io.github.modelconversion.judge;

import io.github.modelconversion.judge.cause.WrongElementType;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.file.GgufUnreadable;
import io.github.modelconversion.judge.file.IdenticalFiles;
import io.github.modelconversion.judge.file.LossyText;
import io.github.modelconversion.judge.file.PromptDiffers;
import io.github.modelconversion.judge.file.SameFile;
import io.github.modelconversion.judge.file.StaleOutput;
import io.github.modelconversion.judge.file.TokenCount;
import io.github.modelconversion.judge.file.TokensDiffer;
import io.github.modelconversion.judge.file.TokensMissing;
import io.github.modelconversion.judge.file.TokensUnusable;
import io.github.modelconversion.judge.file.TypeContradicted;
import io.github.modelconversion.judge.file.TypeDiffers;
import io.github.modelconversion.judge.file.TypeUnknown;
import io.github.modelconversion.judge.place.RowsExchanged;
import io.github.modelconversion.judge.place.TornTail;
import io.github.modelconversion.judge.row.ConstantRow;
import io.github.modelconversion.judge.row.Normalized;
import io.github.modelconversion.judge.row.RowsLeftOut;
import io.github.modelconversion.judge.row.ShapeMismatch;
import io.github.modelconversion.judge.row.UnexpectedWidth;
import io.github.modelconversion.judge.row.VarianceBetweenRows;
import io.github.modelconversion.judge.row.VocabularyPadding;
import io.github.modelconversion.judge.value.ConstantReference;
import io.github.modelconversion.judge.value.MaskedEntries;
import io.github.modelconversion.judge.value.NonFiniteValues;
import io.github.modelconversion.judge.value.NothingCompared;
import io.github.modelconversion.judge.value.OutOfRange;
import io.github.modelconversion.judge.value.Probabilities;
import io.github.modelconversion.judge.value.TooFewValues;
import io.github.modelconversion.judge.value.TopTokenChanged;
import io.github.modelconversion.judge.value.UnusualForType;
import io.github.modelconversion.judge.value.VarianceDominated;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes all diagnoses, in a fixed order. */
public final class Diagnoses {

    /** Causes that locate the difference. */
    private static final Set<Code> OF_PLACES = Set.of(Code.REGION, Code.FEW_POSITIONS, Code.POSITION_GROWTH);

    private Diagnoses() {}

    /** Returns the findings of all diagnoses in report order: failures first, then warnings, then the rest. */
    public static List<Finding> all(Evidence evidence) {
        List<Diagnosis> diagnoses = List.of(
                new SameFile(),
                new WrongElementType(),
                new RowsExchanged(),
                new TokensDiffer(),
                new ShapeMismatch(),
                new VocabularyPadding(),
                new NonFiniteValues(Side.REFERENCE),
                new NonFiniteValues(Side.TEST),
                new NothingCompared(),
                new ConstantReference(),
                new ConstantRow(),
                new RowsLeftOut(),
                new TooFewValues(),
                new TornTail(),
                new VarianceDominated(),
                new VarianceBetweenRows(),
                new StaleOutput(),
                new OutOfRange(),
                TopTokenChanged.beyondNoise(),
                new PromptDiffers(),
                new TokensUnusable(),
                new TokenCount(),
                new UnexpectedWidth(),
                new UnusualForType(),
                new TypeUnknown(),
                new TypeDiffers(),
                new TypeContradicted(),
                new GgufUnreadable(),
                new IdenticalFiles(),
                new LossyText(),
                new MaskedEntries(),
                new Probabilities(),
                TopTokenChanged.withinNoise(),
                new Normalized(),
                new TokensMissing());
        List<Finding> found = new ArrayList<>();
        Evidence known = evidence;
        for (Diagnosis diagnosis : diagnoses) {
            Optional<Finding> finding = diagnosis.examine(known);
            if (finding.isPresent()) {
                found.add(finding.get());
                known = finding.get().severity() == Severity.FAIL ? known.failing() : known;
            }
        }
        if (!has(found, Code.ROWS_EXCHANGED)) {
            addCauses(evidence, found);
        }
        found.sort(Comparator.comparing(Finding::severity));
        return found;
    }

    private static boolean has(List<Finding> findings, Code code) {
        for (Finding finding : findings) {
            if (finding.code() == code) {
                return true;
            }
        }
        return false;
    }

    /** Adds causes. Not called for exchanged rows, which explain the difference themselves. */
    private static void addCauses(Evidence evidence, List<Finding> found) {
        boolean torn = has(found, Code.TORN_TAIL);
        boolean failed = false;
        for (Finding finding : found) {
            failed |= finding.severity() == Severity.FAIL;
        }
        for (Finding cause : Causes.of(evidence)) {
            // Values that were not written also look like a region, or like the last positions.
            boolean excused = torn && OF_PLACES.contains(cause.code());
            // Rounding does not explain a failure.
            excused |= failed && cause.code() == Code.QUANTIZATION_NOISE;
            if (!excused) {
                found.add(cause);
            }
        }
    }
}
