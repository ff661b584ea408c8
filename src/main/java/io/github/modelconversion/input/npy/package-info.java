/** Reads {@code .npy} files and {@code .npz} archives of them. Knows {@code input.file} and {@code input.tensor}. */
@NullMarked
package io.github.modelconversion.input.npy;

import org.jspecify.annotations.NullMarked;
