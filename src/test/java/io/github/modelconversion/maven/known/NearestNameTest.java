package io.github.modelconversion.maven.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of(
            "convertedModel",
            "convertedModels",
            "dataDirectories",
            "dataDirectory",
            "failOnStale",
            "failOnViolation",
            "limits",
            "maxKlDivergence",
            "maxMeanKlDivergence",
            "maxNmse",
            "maxNmseByType",
            "minTop1Agreement",
            "minTop10Overlap",
            "reportDirectory",
            "reports",
            "skip",
            "tensor");

    @ParameterizedTest
    @CsvSource({
        "maxnmse, maxNmse",
        "maxNMSE, maxNmse",
        "max-nmse, maxNmse",
        "MAX_NMSE, maxNmse",
        "limit, limits",
        "maxNsme, maxNmse",
        "maxNms, maxNmse",
        "maxNmseByTypes, maxNmseByType",
        "convertedModells, convertedModels",
        "dataDir, dataDirectory",
        "reportDir, reportDirectory",
        "maxNmseLimit, maxNmse",
        "meanKlDivergence, maxMeanKlDivergence",
        "maxMeanKLDivergance, maxMeanKlDivergence",
        "agreement, minTop1Agreement",
        "failOnVoilation, failOnViolation",
        "skp, skip",
        "skipTests, skip"
    })
    void theNameWithTheFewestEditsIsSuggested(String wrong, String meant) {
        assertThat(NearestName.of(wrong, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"threshold", "tolerance", "x", "kl", "", "---"})
    void nothingIsSuggestedIfNoNameIsNear(String wrong) {
        assertThat(NearestName.of(wrong, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", ""})
    void nothingIsSuggestedWithoutNames(String wrong) {
        assertThat(NearestName.of(wrong, List.of())).isEmpty();
    }
}
