package io.github.modelconversion.maven.parameter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.project.MavenProject;

/** Projects as Maven reads their poms: with parents, profiles and all that it merges. */
public final class Poms {

    public static final String PLUGIN = "org.example:gate-maven-plugin";

    private static final String HEAD =
            "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><version>1</version>";

    private Poms() {}

    /** Returns the project of a pom with one plugin declaration of this content. */
    public static MavenProject withPlugin(Path folder, String content) throws IOException {
        return project(folder, "<build><plugins>" + plugin(content) + "</plugins></build>");
    }

    public static String plugin(String content) {
        return "<plugin><groupId>org.example</groupId><artifactId>gate-maven-plugin</artifactId><version>1</version>"
                + content + "</plugin>";
    }

    public static MavenProject project(Path folder, String content, String... profiles) throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom, HEAD + "<artifactId>top</artifactId><packaging>pom</packaging>" + content + "</project>");
        return read(pom, profiles);
    }

    /** Returns the project of a module of another project. */
    public static MavenProject module(Path parent, String content) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("module"));
        Path pom = folder.resolve("pom.xml");
        Files.writeString(
                pom,
                "<project><modelVersion>4.0.0</modelVersion><parent><groupId>org.example</groupId><artifactId>top"
                        + "</artifactId><version>1</version></parent><artifactId>module</artifactId>" + content
                        + "</project>");
        return read(pom);
    }

    private static MavenProject read(Path pom, String... profiles) {
        try {
            return new MavenProject(new DefaultModelBuilderFactory()
                    .newInstance()
                    .build(new DefaultModelBuildingRequest()
                            .setPomFile(pom.toFile())
                            .setProcessPlugins(true)
                            .setActiveProfileIds(List.of(profiles))
                            .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL))
                    .getEffectiveModel());
        } catch (ModelBuildingException invalid) {
            throw new IllegalStateException(invalid);
        }
    }
}
