"""Makes random blocks of every type and decodes them with gguf-py: make.py FOLDER; needs the packages gguf and numpy.

TYPE.blocks holds the blocks, TYPE.floats the float32 values, little-endian. Scales are finite; all other bytes are random.
"""

import pathlib
import sys

import gguf
import numpy as np

# Offsets of the binary16 numbers in a block; IQ1_M spreads its scale over the upper bits of bytes 49, 51, 53 and 55.
HALVES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0], "Q2_K": [80, 82], "Q3_K": [108],
    "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "IQ4_NL": [0], "IQ4_XS": [0], "TQ1_0": [52], "TQ2_0": [64],
    "IQ2_XXS": [0], "IQ2_XS": [0], "IQ2_S": [0], "IQ3_XXS": [0], "IQ3_S": [0], "IQ1_S": [0], "IQ1_M": [],
    "MXFP4": [], "NVFP4": [], "BF16": [], "F16": [0],
}

folder = pathlib.Path(sys.argv[1])
for name, halves in HALVES.items():
    kind = gguf.GGMLQuantizationType[name]
    weights, size = gguf.GGML_QUANT_SIZES[kind]
    random = np.random.default_rng(kind.value)
    blocks = random.integers(0, 256, (max(2, 512 // weights), size), dtype=np.uint8)
    for at in halves:
        scales = random.normal(0, 0.02, len(blocks)).astype(np.float16)
        blocks[:, at : at + 2] = scales.view(np.uint8).reshape(-1, 2)
    if name == "IQ1_M":
        blocks[:, 55] = blocks[:, 55] & 0x0F | 0x20
    values = gguf.dequantize(blocks.reshape(-1), kind).astype(np.float32)
    (folder / f"{name}.blocks").write_bytes(blocks.tobytes())
    (folder / f"{name}.floats").write_bytes(values.tobytes())
