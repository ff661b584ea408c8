"""BF16 weights against Q8_0 or Q4_K blocks with numpy in float32: the sums of weights.c.

    python3 weights.py ORIGINAL CONVERTED Q8_0|Q4_K
"""

import sys

import numpy as np

CHUNK = 1 << 20


def q8(blocks):
    blocks = blocks.reshape(-1, 34)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    return scales * blocks[:, 2:].view(np.int8).astype(np.float32), np.abs(scales).repeat(32, axis=1)


def k4(blocks):
    blocks = blocks.reshape(-1, 144)
    scale = blocks[:, 0:2].copy().view(np.float16).astype(np.float32)
    minimum = blocks[:, 2:4].copy().view(np.float16).astype(np.float32)
    low, middle, high = blocks[:, 4:8], blocks[:, 8:12], blocks[:, 12:16]
    scales = scale * np.concatenate([low & 63, (high & 15) | (low >> 6 << 4)], axis=1).astype(np.float32)
    minimums = minimum * np.concatenate([middle & 63, (high >> 4) | (middle >> 6 << 4)], axis=1).astype(np.float32)
    pairs = blocks[:, 16:].reshape(-1, 4, 1, 32)
    codes = np.concatenate([pairs & 15, pairs >> 4], axis=2).reshape(-1, 8, 32).astype(np.float32)
    return scales[:, :, None] * codes - minimums[:, :, None], np.abs(scales).repeat(32, axis=1)


decode, per_weight = {"Q8_0": (q8, 34 / 32), "Q4_K": (k4, 144 / 256)}[sys.argv[3]]
totals = np.zeros(5)
with open(sys.argv[1], "rb") as original, open(sys.argv[2], "rb") as converted:
    while True:
        bits = np.fromfile(original, np.uint16, CHUNK)
        if bits.size == 0:
            break
        reference = (bits.astype(np.uint32) << 16).view(np.float32)
        weights, steps = (part.ravel() for part in decode(np.fromfile(converted, np.uint8, int(bits.size * per_weight))))
        error = weights - reference
        totals += (
            np.dot(error, error),
            np.dot(reference, reference),
            np.dot(error, reference),
            np.dot(steps, steps),
            np.count_nonzero(np.abs(error) > np.float32(0.55) * steps),
        )
error, reference, cross, step, off = totals
print(f"nmse {error / reference} slope {1 + cross / reference} off {int(off)} ofSteps {12 * error / step}")
