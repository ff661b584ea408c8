"""Adds figures of rows to figures.json: of outputs with several positions, in float64.

Needs numpy; run it beside figures.json. An entry of several rows gets rows, p90RowNmse64 and p999RowNmse64, for logits also
maxKl64, and its kl64 is the mean over the rows. Entries of *-all.bin files, which have all positions, are added.
"""

import glob
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = [(1e-6, "Essentially identical"), (1e-4, "Excellent match"), (1e-3, "Very good match"), (1e-2, "Good match"),
         (0.1, "Acceptable match"), (1.0, "Poor match")]


def log_softmax(rows):
    shifted = rows - rows.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def divergences(reference, test):
    p = log_softmax(reference)
    return (np.exp(p) * (p - log_softmax(test))).sum(axis=1)


def of_rows(reference, test, logits):
    nmse = ((test - reference) ** 2).mean(axis=1) / reference.var(axis=1)
    figures = {"rows": len(reference), "p90RowNmse64": float(np.quantile(nmse, 0.9)),
               "p999RowNmse64": float(np.quantile(nmse, 0.999))}
    if logits:
        kl = divergences(reference, test)
        figures |= {"kl64": float(kl.mean()), "maxKl64": float(kl.max())}
    return figures


def of_all(reference, test):
    """The figures that an entry of one row has, over all values."""
    r, t = reference.ravel(), test.ravel()
    r32, t32 = r.astype(np.float32), t.astype(np.float32)
    mse32, var32 = np.mean((t32 - r32) ** 2), np.var(r32)
    nmse32 = mse32 / var32
    e = t - r
    mse, var = np.mean(e ** 2), np.var(r)
    top = [(set(np.argsort(-a, kind="stable")[:10]), set(np.argsort(-b, kind="stable")[:10]))
           for a, b in zip(reference, test)]
    return {
        "n": r.size, "nmse32": float(nmse32), "mse32": float(mse32), "var32": float(var32),
        "maxabs32": float(np.max(np.abs(t32 - r32))), "meanabs32": float(np.mean(np.abs(t32 - r32))),
        "db32": float(10 * np.log10(nmse32)),
        "verdict": next((words for bound, words in WORDS if nmse32 < bound), "Very poor match (worse than noise)"),
        "pass": bool(nmse32 < 1e-2),
        "mse64": float(mse), "var64": float(var), "nmse64": float(mse / var), "maxabs64": float(np.max(np.abs(e))),
        "meanabs64": float(np.mean(np.abs(e))), "db64": float(10 * np.log10(mse / var)), "meandiff64": float(e.mean()),
        "nmseCentered64": float(np.var(e) / var),
        "cos64": float(np.mean((reference * test).sum(axis=1)
                               / np.sqrt((reference ** 2).sum(axis=1) * (test ** 2).sum(axis=1)))),
        "top1": bool((reference.argmax(axis=1) == test.argmax(axis=1)).all()),
        "top10": float(np.mean([len(a & b) for a, b in top]))}


def load(data, name, width):
    return np.fromfile(os.path.join(data, name), dtype="<f4").astype(np.float64).reshape(-1, width)


def main():
    path = os.path.join(HERE, "figures.json")
    with open(path) as file:
        entries = [entry for entry in json.load(file) if not entry["test"].endswith("-all.bin")]
    for entry in entries:
        if not entry["test"].endswith("-embeddings.bin"):
            continue
        data = os.path.join(HERE, entry["model"], entry["set"], "data")
        width = 384 if entry["model"].startswith("all-MiniLM") else 64
        if entry["n"] > width and os.path.exists(os.path.join(data, entry["test"])):
            entry |= of_rows(load(data, entry["ref"], width), load(data, entry["test"], width), False)
    for test in sorted(glob.glob(os.path.join(HERE, "*", "*", "data", "llamacpp-*-all.bin"))):
        data, name = os.path.split(test)
        model, prompt = os.path.relpath(data, HERE).split(os.sep)[:2]
        ref = f"pytorch-{model}-all.bin"
        # All of these have a vocabulary of 512.
        reference, values = load(data, ref, 512), load(data, name, 512)
        entries.append(of_all(reference, values) | of_rows(reference, values, True)
                       | {"model": model, "set": prompt, "ref": ref, "test": name, "tokensEqual": True})
    with open(path, "w") as file:
        json.dump(entries, file, indent=0)


if __name__ == "__main__":
    main()
