/** Reads the folder of an original model as Hugging Face has it: config.json, the heads of safetensors files. */
@NullMarked
package io.github.modelconversion.original;

import org.jspecify.annotations.NullMarked;
