package io.github.modelconversion.report.text;

import java.util.Optional;

/**
 * What reports state in addition to the gate's results.
 *
 * @param toolVersion the version of this plugin
 * @param name the check's name: that of the project and of the execution
 * @param project the project that was checked; empty without a pom, or if it is not known
 * @param execution the id of the goal's execution; empty if it is not known
 * @param onlyWarn whether a failed comparison is only a warning
 * @param withJson whether the JSON report is in the same folder
 */
public record ReportContext(
        String toolVersion,
        String name,
        Optional<Project> project,
        Optional<String> execution,
        boolean onlyWarn,
        boolean withJson) {

    /**
     * A Maven project.
     *
     * @param groupId its group
     * @param artifactId its name in the group
     */
    public record Project(String groupId, String artifactId) {}

    /** Creates the context of a page without a JSON report next to it. */
    public ReportContext(
            String toolVersion, String name, Optional<Project> project, Optional<String> execution, boolean onlyWarn) {
        this(toolVersion, name, project, execution, onlyWarn, false);
    }

    /** Creates the context of a check whose project and execution are not known. */
    public ReportContext(String toolVersion, String name, boolean onlyWarn) {
        this(toolVersion, name, Optional.empty(), Optional.empty(), onlyWarn);
    }
}
