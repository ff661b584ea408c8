package io.github.modelconversion.result.output;

/**
 * What is known of an opened file before its values are read.
 *
 * @param file the file's name as the user is told it
 * @param format how the file keeps its values
 * @param shape the shape of the values
 */
public record Source(String file, Format format, Shape shape) {}
