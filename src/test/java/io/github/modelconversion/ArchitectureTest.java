package io.github.modelconversion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The rooms of the house and who may know whom. */
class ArchitectureTest {

    private static final String ROOT = "io.github.modelconversion";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void onlyTheGoalsKnowMaven() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(room("maven"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..", "javax.inject.."));
    }

    @Test
    void arithmeticKnowsNothingOfOurs() {
        check(ofOurs("metric").onlyKnows());
    }

    @Test
    void readersKnowOnlyWhatReadsGgufDirectories() {
        check(ofOurs("logits").onlyKnows("gguf", "input"));
    }

    @Test
    void whatReadsModelsKnowsOnlyWhatOpensFiles() {
        check(ofOurs("gguf").onlyKnows("input"));
    }

    @Test
    void arithmeticKnowsNoFilesAndNoLogging() {
        check(noClasses()
                .that()
                .resideInAPackage(room("metric"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "org.slf4j..", "java.util.logging.."));
    }

    @Test
    void diagnosesKnowReadersAndArithmetic() {
        check(ofOurs("diagnosis").onlyKnows("logits", "metric", "gguf"));
    }

    @Test
    void theGateKnowsReadersArithmeticAndDiagnoses() {
        check(ofOurs("gate").onlyKnows("logits", "metric", "gguf", "diagnosis"));
    }

    @Test
    void whatReadsJsonKnowsOnlyWhatOpensFiles() {
        check(ofOurs("json").onlyKnows("input"));
    }

    /** Numbers have the digits that all reports have. */
    @Test
    void whatStoresRecordsKnowsJsonAndHowNumbersAreWritten() {
        check(ofOurs("store").onlyKnows("json", "metric"));
    }

    @Test
    void whatReadsOriginalsKnowsReadersAndJson() {
        check(ofOurs("original").onlyKnows("json", "logits", "input"));
    }

    @Test
    void whatComparesConversionsKnowsBothSidesAndFindings() {
        check(ofOurs("conversion").onlyKnows("original", "gguf", "json", "logits", "diagnosis"));
    }

    @Test
    void baselinesKnowTheGateAndTheValuesInItsReport() {
        check(ofOurs("baseline").onlyKnows("store", "json", "gate", "logits", "metric", "diagnosis"));
    }

    @Test
    void shardsKnowTheGateAndTheValuesInItsReport() {
        check(ofOurs("shard").onlyKnows("store", "json", "gate", "logits", "metric", "gguf", "diagnosis"));
    }

    @Test
    void reportsKnowTheGateAndTheValuesInItsReport() {
        check(ofOurs("report").onlyKnows("store", "conversion", "json", "gate", "logits", "metric", "gguf", "diagnosis"));
    }

    @Test
    void reportsOpenNoFiles() {
        check(noClasses()
                .that()
                .resideInAPackage(room("report"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.."));
    }

    @Test
    void whatOpensFilesKnowsNothingOfOurs() {
        check(ofOurs("input").onlyKnows());
    }

    /** So that a FIFO or a pointer of Git LFS is refused wherever a file comes in. */
    @Test
    void filesAreOpenedInOnePlace() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(room("input"))
                .should()
                .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
                                "open|newInputStream|newByteChannel|newBufferedReader|read(All.*|String)|lines"))
                        .and(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
                                JavaClass.Predicates.belongToAnyOf(Files.class, FileChannel.class))))));
    }

    @Test
    void thereAreNoCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void nothingAsksTheMachineAroundMavenOrPrints() {
        check(noClasses()
                .that(areWritten())
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                // Under a daemon it is the daemon's: the caller's comes through Maven, as ${env.NAME}.
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    /** A file that is cut while it is mapped kills the JVM, or reads as zeros. */
    @Test
    void nothingMapsFilesIntoMemory() {
        check(noClasses()
                .should()
                .callMethod(FileChannel.class, "map", FileChannel.MapMode.class, long.class, long.class));
    }

    @Test
    void noStateIsShared() {
        check(com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
                .that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(areWritten())
                .should()
                .beFinal());
    }

    private static DescribedPredicate<JavaClass> areWritten() {
        return DescribedPredicate.describe(
                "are written, not generated", type -> !type.getSimpleName().equals("HelpMojo"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static String room(String name) {
        return ROOT + "." + name + "..";
    }

    private static Room ofOurs(String name) {
        return new Room(name);
    }

    private record Room(String name) {
        ArchRule onlyKnows(String... others) {
            String[] allowed = new String[others.length + 1];
            allowed[0] = room(name);
            for (int i = 0; i < others.length; i++) {
                allowed[i + 1] = room(others[i]);
            }
            return classes()
                    .that()
                    .resideInAPackage(room(name))
                    .should()
                    .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage(ROOT + "..")
                            .or(JavaClass.Predicates.resideInAnyPackage(allowed)));
        }
    }
}
