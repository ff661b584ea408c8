"""The statistics of two logit files of llama-perplexity with numpy, a block of rows at a time.

    python3 kld.py REFERENCE TEST [float32|float64]
"""

import sys

import numpy as np

dtype = np.dtype(sys.argv[3] if len(sys.argv) > 3 else "float64")
context, vocabulary, chunks = np.fromfile(sys.argv[1], "<i4", 3, offset=8)
tokens = np.fromfile(sys.argv[1], "<i4", context * chunks, offset=20).reshape(chunks, context)
scored = context - 1 - context // 2
targets = tokens[:, context // 2 + 1 :].ravel()
count = scored * chunks
# Scale and minimum, then a code per entry, and one more if their number is odd.
row = np.dtype([("scale", "<f4"), ("minimum", "<f4"), ("codes", "<u2", ((vocabulary + 1) // 2 * 2,))])
files = [np.memmap(path, row, "r", 20 + 4 * tokens.size, count) for path in sys.argv[1:3]]
step = max(1, (1 << 17) // vocabulary)
names = "divergence error sum square agree loss testLoss"
rows = {name: np.empty(count, np.float64) for name in names.split()}


def decode(file, at):
    block = file[at]
    values = block["codes"][:, :vocabulary].astype(dtype)
    values *= block["scale"].astype(dtype)[:, None]
    values += block["minimum"].astype(dtype)[:, None]
    return values


for first in range(0, count, step):
    at = slice(first, min(count, first + step))
    r, t = (decode(file, at) for file in files)
    each = np.arange(len(r))
    top, testTop = np.argmax(r, axis=1), np.argmax(t, axis=1)
    rows["agree"][at] = top == testTop
    rows["loss"][at] = -r[each, targets[at]]
    rows["testLoss"][at] = -t[each, targets[at]]
    weight = np.exp(r)
    weight[r <= -16] = 0
    rows["divergence"][at] = np.einsum("ij,ij->i", weight, r - t)
    np.maximum(t, t[each, testTop][:, None] - 16, out=t)
    error = np.subtract(r, t, out=t)
    rows["error"][at] = np.einsum("ij,ij->i", error, error)
    rows["sum"][at] = r.sum(axis=1)
    rows["square"][at] = np.einsum("ij,ij->i", r, r)

moves = np.exp(-rows["testLoss"]) - np.exp(-rows["loss"])
kl = rows["divergence"]
values = count * int(vocabulary)
mean = rows["sum"].sum() / values
print(
    f"kl mean {kl.mean():.17g} median {np.median(kl):.17g} maximum {kl.max():.17g}"
    f" rmsDeltaP {np.sqrt(np.mean(moves**2)):.17g} medianDeltaP {np.median(moves):.17g}"
)
print(
    f"top1 {rows['agree'].mean():.17g} ppl {np.exp(rows['loss'].mean()):.17g} {np.exp(rows['testLoss'].mean()):.17g}"
    f" nmse {rows['error'].sum() / values / (rows['square'].sum() / values - mean**2):.17g}"
)
