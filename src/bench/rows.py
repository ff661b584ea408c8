"""Every moment and every row's softmax metrics with numpy, a block of rows at a time.

    python3 rows.py REFERENCE TEST WIDTH [float32|float64]
"""

import os
import sys

import numpy as np

width = int(sys.argv[3])
dtype = np.dtype(sys.argv[4] if len(sys.argv) > 4 else "float32")
files = [open(path, "rb", buffering=0) for path in sys.argv[1:3]]
count = os.fstat(files[0].fileno()).st_size // (4 * width)
kept = min(10, width)
# The fastest of the powers of two tried: 256 rows of 512, and never less than a row.
step = max(1, (1 << 17) // width)
# Freed immediately, which raises malloc's thresholds: the smaller temporaries below are reused without page faults.
np.empty(31 << 20, np.uint8)
inputs = [np.empty((step, width), "<f4") for _ in files]
converted = inputs if dtype == inputs[0].dtype else [np.empty((step, width), dtype) for _ in files]
errors = np.empty((step, width), dtype)
scratches = np.empty((step, width), dtype)
names = "kl move cosine agree overlap mean variance square shift covariance absolute largest"
rows = {name: np.empty(count, dtype) for name in names.split()}
rows["largestAt"] = np.empty(count, np.int64)


def dot(a, b):
    return np.einsum("ij,ij->i", a, b)


for first in range(0, count, step):
    size = min(step, count - first)
    at = slice(first, first + size)
    for file, raw, values in zip(files, inputs, converted):
        file.readinto(raw[:size])
        if values is not raw:
            np.copyto(values[:size], raw[:size])
    r, t = (values[:size] for values in converted)
    scratch = scratches[:size]
    each = np.arange(size)
    error = np.subtract(t, r, out=errors[:size])
    square = dot(error, error)
    rr, rt, tt = dot(r, r), dot(r, t), dot(t, t)
    rows["square"][at] = square / width
    rows["cosine"][at] = rt / np.sqrt(rr * tt)

    top = np.argmax(r, axis=1)
    testTop = np.argmax(t, axis=1)
    rows["agree"][at] = top == testTop
    if kept < width:
        best = np.argpartition(r, width - kept, axis=1)[:, width - kept :]
        testBest = np.argpartition(t, width - kept, axis=1)[:, width - kept :]
        rows["overlap"][at] = np.sum(best[:, :, None] == testBest[:, None, :], axis=(1, 2)) / kept
    else:
        rows["overlap"][at] = 1

    most, testMost = r[each, top], t[each, testTop]
    np.subtract(r, most[:, None], out=scratch)
    p = np.exp(scratch, out=scratch)
    sums = p.sum(axis=1)
    weighted = dot(p, error)
    np.subtract(t, testMost[:, None], out=scratch)
    q = np.exp(scratch, out=scratch)
    testSums = q.sum(axis=1)
    rows["kl"][at] = (testMost - most) + np.log(testSums / sums) - weighted / sums
    rows["move"][at] = q[each, top] / testSums - 1 / sums

    mean = r.mean(axis=1)
    rows["mean"][at] = mean
    rows["shift"][at] = error.mean(axis=1)
    np.subtract(r, mean[:, None], out=scratch)
    rows["variance"][at] = dot(scratch, scratch) / width
    rows["covariance"][at] = dot(scratch, error) / width
    absolute = np.abs(error, out=error)
    place = np.argmax(absolute, axis=1)
    rows["absolute"][at] = absolute.mean(axis=1)
    rows["largest"][at] = absolute[each, place]
    rows["largestAt"][at] = place

mse = np.mean(rows["square"])
mean = np.mean(rows["mean"])
shift = np.mean(rows["shift"])
variance = np.mean(rows["variance"]) + np.var(rows["mean"])
centered = mse - shift * shift
covariance = np.mean(rows["covariance"]) + np.mean((rows["mean"] - mean) * rows["shift"])
row = np.argmax(rows["largest"])
kl, cosine = rows["kl"], rows["cosine"]
print(
    f"nmse {mse / variance} mse {mse} variance {variance} mae {np.mean(rows['absolute'])}"
    f" largest {rows['largest'][row]} at {row * width + rows['largestAt'][row]}"
)
print(
    f"shift {shift} centered {centered / variance} slope {1 + covariance / variance}"
    f" correlation {(variance + covariance) / np.sqrt(variance * (variance + 2 * covariance + centered))}"
    f" meanSquare {mse / (variance + mean * mean)}"
)
median, p99 = np.quantile(kl, [0.5, 0.99])
print(f"kl mean {np.mean(kl):.17g} median {median:.17g} p99 {p99:.17g} maximum {np.max(kl):.17g}")
print(
    f"top1 {np.mean(rows['agree'])} top10 {np.mean(rows['overlap'])}"
    f" rmsTop1DeltaP {np.sqrt(np.mean(np.square(rows['move'])))}"
    f" cosine mean {np.mean(cosine):.17g} lowest {np.min(cosine):.17g}"
    f" rowNmse {np.max(rows['square'] / rows['variance'])} rowRmse {np.sqrt(np.max(rows['square']))}"
)
print("largest", *np.argsort(-kl, kind="stable")[:10])
