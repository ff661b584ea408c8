package io.github.modelconversion;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages may depend on which. */
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

    /** The packages that each package may use besides itself. Nothing else uses it. */
    @ParameterizedTest
    @CsvSource({
        "text, ''",
        "input.file, ''",
        "result, input.file",
        "input, result text",
        "parallel, ''",
        "measure, input parallel result",
        "judge, input measure.sample result text",
        "plan, provenance input judge result text",
        "gate, plan input measure parallel judge result",
        "store, input.file text",
        "provenance, store input.file input.gguf",
        "engine, provenance store input.file input.gguf result.output text",
        "baseline, store gate judge input.file result text",
        "shard, store gate judge plan measure.runs input.file result",
        "report, store conversion result text",
        "original, input store",
        "weight, original input parallel result text",
        "conversion, weight original input parallel store result text"
    })
    void packagesKnowOnlyTheseOthers(String room, String others) {
        check(ofOurs(room).onlyKnows(others.isEmpty() ? new String[0] : others.split(" ")));
    }

    @Test
    void arithmeticKnowsNoFilesAndNoLogging() {
        check(noClasses()
                .that()
                .resideInAnyPackage(room("measure.sum"), room("measure.values"), room("measure.runs"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "org.slf4j..", "java.util.logging..", room("input")));
    }

    @Test
    void reportsOpenNoFiles() {
        check(noClasses()
                .that()
                .resideInAPackage(room("report"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels.."));
    }

    /** At most 15 classes, so that a reader can keep a package in mind. */
    @Test
    void noPackageIsCrowded() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(type -> type.isTopLevelClass()
                        && !type.getSimpleName().equals("package-info")
                        && areWritten().test(type))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(sizes)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(15));
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(
                                Path.of("src/main/java", name.split("\\.")).resolve("package-info.java"))
                        .content()
                        .contains("/**"));
    }

    /** One place to open files, so that every FIFO and every Git LFS pointer is refused. */
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
        check(slices().matching(ROOT + ".(**)").should().beFreeOfCycles());
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
                // Under the Maven daemon these are the daemon's; Maven passes the caller's on as ${env.NAME}.
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    /** Truncating a mapped file kills the JVM, or makes the rest read as zeros. */
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
                "are written, not generated",
                type -> !type.getSimpleName().equals("HelpMojo")
                        && !type.getSimpleName().endsWith("Generated"));
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
