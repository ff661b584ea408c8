"""Every moment that the engine computes, with numpy in the element type of the input, as check-nmse.py has it.

    python3 moments.py REFERENCE TEST        .bin (float32), .npy or .txt
"""

import sys

import numpy as np


def load(path):
    if path.endswith(".npy"):
        return np.load(path).ravel()
    if path.endswith(".txt"):
        return np.loadtxt(path, dtype=np.float32)
    return np.fromfile(path, dtype=np.float32)


reference = load(sys.argv[1])
test = load(sys.argv[2])
error = test - reference
mse = np.mean(np.square(error))
variance = np.var(reference)
mean = np.mean(reference)
shift = np.mean(error)
absolute = np.abs(error)
at = np.argmax(absolute)
centered = np.var(error)
covariance = np.mean((reference - mean) * error)
print(f"nmse {mse / variance} mse {mse} variance {variance} mae {np.mean(absolute)} largest {absolute[at]} at {at}")
print(
    f"shift {shift} centered {centered / variance} slope {1 + covariance / variance}"
    f" correlation {(variance + covariance) / np.sqrt(variance * (variance + 2 * covariance + centered))}"
    f" meanSquare {mse / (variance + mean * mean)}"
)
