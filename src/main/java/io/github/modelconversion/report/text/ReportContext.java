package io.github.modelconversion.report.text;

/**
 * What reports state in addition to the gate's results.
 *
 * @param toolVersion the version of this plugin
 * @param name the check's name: that of the project and of the execution
 * @param onlyWarn whether a failed comparison is only a warning
 */
public record ReportContext(String toolVersion, String name, boolean onlyWarn) {}
