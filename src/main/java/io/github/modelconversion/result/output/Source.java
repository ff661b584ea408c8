package io.github.modelconversion.result.output;

/**
 * The facts about an open file before its values are read.
 *
 * @param file the file's name in messages
 * @param format the storage format of the values
 * @param shape the shape of the values
 */
public record Source(String file, Format format, Shape shape) {}
