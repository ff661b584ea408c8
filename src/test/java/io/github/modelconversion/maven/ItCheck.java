package io.github.modelconversion.maven;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.github.modelconversion.plan.request.GateRequest;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Field;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What an integration test asks of the gate, with the test's own input and its pom read as Maven reads it.
 *
 * @param test the integration test's name
 * @param request the request of one execution of the goal
 */
public record ItCheck(String test, GateRequest request) {

    /** The folder of the integration tests. */
    public static final Path TESTS = Path.of("src", "it");

    private static final Pattern PROPERTY = Pattern.compile("-Dnmse\\.(\\w+)=(\\S+)");

    /**
     * Returns the checks of all integration tests whose parameters are valid.
     *
     * @param folder where their projects are copied to; two levels below this project, like the tests' own folder
     */
    public static List<ItCheck> all(Path folder) throws IOException {
        delete(folder);
        List<ItCheck> checks = new ArrayList<>();
        try (Stream<Path> tests = Files.list(TESTS)) {
            for (Path test : tests.filter(Files::isDirectory).sorted().toList()) {
                String name = String.valueOf(test.getFileName());
                Path project = folder.resolve(name).toAbsolutePath();
                prepare(test, project);
                for (GateRequest request : requests(project)) {
                    checks.add(new ItCheck(name, request));
                }
            }
        }
        return checks;
    }

    /** Deletes a folder with its contents, without following links. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void prepare(Path test, Path project) throws IOException {
        Files.walkFileTree(test, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = project.resolve(test.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                if (file.endsWith("pom.xml")) {
                    Files.writeString(copy, filtered(Files.readString(file)));
                } else {
                    Files.copy(file, copy);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Path script = project.resolve("prebuild.groovy");
        if (Files.exists(script)) {
            Binding binding = new Binding(Map.of("basedir", project.toFile()));
            new GroovyShell(binding).evaluate(script.toFile());
        }
    }

    private static String filtered(String pom) {
        return pom.replace("@testdata@", Path.of("testdata").toAbsolutePath().toString())
                .replace("@project.groupId@", "io.github.modelconversion")
                .replace("@project.artifactId@", "model-conversion-maven-plugin")
                .replace("@project.version@", "1");
    }

    /** Returns the integration tests whose build is meant to pass. */
    public static List<String> withPassingBuild() throws IOException {
        try (Stream<Path> tests = Files.list(TESTS)) {
            List<String> names = new ArrayList<>();
            for (Path test : tests.filter(Files::isDirectory).sorted().toList()) {
                Properties invoker = invoker(test);
                long builds = Math.max(
                        1,
                        invoker.stringPropertyNames().stream()
                                .filter(name -> name.startsWith("invoker.goals."))
                                .count());
                long failing = invoker.stringPropertyNames().stream()
                        .filter(name -> name.startsWith("invoker.buildResult"))
                        .count();
                if (failing < builds) {
                    names.add(String.valueOf(test.getFileName()));
                }
            }
            return names;
        }
    }

    private static Properties invoker(Path test) throws IOException {
        Properties invoker = new Properties();
        Path properties = test.resolve("invoker.properties");
        if (Files.exists(properties)) {
            try (Reader reader = Files.newBufferedReader(properties)) {
                invoker.load(reader);
            }
        }
        return invoker;
    }

    private static List<GateRequest> requests(Path project) throws IOException {
        Properties invoker = invoker(project);
        List<GateRequest> requests = new ArrayList<>();
        if (!Files.exists(project.resolve("pom.xml"))) {
            add(requests, new Parameters(invoker), project, new MavenProject());
            return requests;
        }
        try (Stream<Path> files = Files.walk(project)) {
            for (Path pom :
                    files.filter(file -> file.endsWith("pom.xml")).sorted().toList()) {
                Model model = effective(pom);
                for (Plugin plugin : model.getBuild().getPlugins()) {
                    for (PluginExecution execution : plugin.getExecutions()) {
                        if (execution.getGoals().contains("nmse-check")) {
                            Parameters parameters = new Parameters(invoker);
                            parameters.properties(model.getProperties());
                            parameters.configuration((Xpp3Dom) execution.getConfiguration());
                            MavenProject described = new MavenProject(model);
                            described.setFile(pom.toFile());
                            add(requests, parameters, pom.resolveSibling(""), described);
                        }
                    }
                }
            }
        }
        return requests;
    }

    private static Model effective(Path pom) {
        try {
            return new DefaultModelBuilderFactory()
                    .newInstance()
                    .build(new DefaultModelBuildingRequest()
                            .setPomFile(pom.toFile())
                            .setProcessPlugins(true)
                            .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL))
                    .getEffectiveModel();
        } catch (ModelBuildingException invalid) {
            throw new IllegalStateException(invalid);
        }
    }

    private static void add(List<GateRequest> requests, Parameters parameters, Path base, MavenProject project) {
        NmseCheckMojo mojo = new NmseCheckMojo();
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                // Not used.
            }
        });
        parameters.values.forEach((name, value) -> set(mojo, name, value));
        MavenSession session = mock(MavenSession.class);
        when(session.getSystemProperties()).thenReturn(parameters.environment);
        GoalRun run = new GoalRun(
                session,
                mock(MojoExecution.class),
                project,
                base.toFile(),
                mojo.getLog(),
                new GoalRun.Parameters(null, null, List.of(), null),
                "nmse-check");
        try {
            requests.add(mojo.request(run));
        } catch (MojoExecutionException invalid) {
            // The test is about an invalid or missing parameter.
        }
    }

    private static void set(NmseCheckMojo mojo, String name, Object value) {
        for (Class<?> type = NmseCheckMojo.class; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    boolean listed = field.getType() == List.class && value instanceof String;
                    set(mojo, field, listed ? Arrays.asList(((String) value).split(",", -1)) : value);
                    return;
                }
            }
        }
        if (Stream.of(ModelOutputsMojo.class.getDeclaredFields())
                .noneMatch(field -> field.getName().equals(name))) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
    }

    private static void set(NmseCheckMojo mojo, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(mojo, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Values of the goal's parameters: text, a list or a map. */
    private static final class Parameters {

        private final Map<String, Object> values = new LinkedHashMap<>();
        private final Properties environment = new Properties();

        Parameters(Properties invoker) {
            for (MatchResult match : PROPERTY.matcher(invoker.getProperty("invoker.goals", ""))
                    .results()
                    .toList()) {
                values.put(match.group(1), match.group(2));
            }
            for (String variable : List.of("MODEL_PATH", "CONVERTED_MODEL")) {
                environment.setProperty(
                        "env." + variable, invoker.getProperty("invoker.environmentVariables." + variable, ""));
            }
        }

        void properties(Properties ofProject) {
            for (String name : ofProject.stringPropertyNames()) {
                if (name.startsWith("nmse.")) {
                    values.putIfAbsent(name.substring("nmse.".length()), ofProject.getProperty(name));
                }
            }
        }

        void configuration(Xpp3Dom configuration) {
            if (configuration == null) {
                return;
            }
            for (Xpp3Dom parameter : configuration.getChildren()) {
                values.put(parameter.getName(), value(parameter));
            }
        }

        private static Object value(Xpp3Dom parameter) {
            Xpp3Dom[] children = parameter.getChildren();
            if (children.length == 0) {
                return String.valueOf(parameter.getValue());
            }
            if (parameter.getName().endsWith("ByType")) {
                Map<String, String> map = new LinkedHashMap<>();
                for (Xpp3Dom child : children) {
                    map.put(child.getName(), child.getValue());
                }
                return map;
            }
            return Stream.of(children).map(Xpp3Dom::getValue).toList();
        }
    }
}
