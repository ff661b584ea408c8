package io.github.modelconversion.report.text;

/**
 * What reports say beside what the gate found out.
 *
 * @param toolVersion the version of this plugin
 * @param name which check it is: the project's and the execution's name
 * @param onlyWarn whether a failed comparison is only a warning
 */
public record ReportContext(String toolVersion, String name, boolean onlyWarn) {}
