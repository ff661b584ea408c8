/** The layouts of blocks of 256 weights with linear codes, most of them with scaled scales. Knows {@code weight.type.block}. */
@NullMarked
package io.github.modelconversion.weight.type.superblock;

import org.jspecify.annotations.NullMarked;
