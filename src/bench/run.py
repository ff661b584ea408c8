"""Times the engine against a C program with explicit vectors and against numpy, as whole processes.

    python3 src/bench/run.py [--java JAVA ...] [--rounds 5] [--large] [--kld] [--weights] [--directory DIRECTORY]

Run it from the project's root after `mvn -DskipTests -Dinvoker.skip package`; it needs numpy and gcc. Every round runs
every program once, in turn; the table gives medians of wall time, CPU time and peak memory. Files are written to
DIRECTORY (600 MB, 1.2 GB more for float64, 600 MB for 16 bits, 8 GB more with --large) and read from the page cache.
With --kld the logit files of llama-perplexity are measured instead (600 MB, 20 GB more with --large), with --weights
268 million BF16 weights against Q8_0 and Q4_K (1 GB).
"""

import argparse
import multiprocessing
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = pathlib.Path(__file__).parent
ROW = 151936


def write_pair(directory, name, rows, element, text=False, width=ROW, copies=1):
    """Writes the pair's files; element is a numpy type, or "bfloat16", which numpy does not have."""
    ending = ".txt" if text else ".npy" if element == np.float64 else ".bin"
    paths = [directory / f"{name}-{side}{ending}" for side in ("reference", "test")]
    if all(path.exists() for path in paths):
        return paths
    # In a child process: a program's peak memory includes its parent's at the time of the start.
    child = multiprocessing.Process(target=write, args=(paths, rows, element, text, width, copies))
    child.start()
    child.join()
    return paths


def write(paths, rows, element, text, width, copies):
    random = np.random.default_rng(1)
    reference = random.standard_normal((rows, width), dtype=np.float32) * 8
    test = reference + random.standard_normal((rows, width), dtype=np.float32) * np.float32(0.1)
    for path, values in zip(paths, (reference, test)):
        if text:
            np.savetxt(path, values.ravel(), fmt="%.6f")
        elif element == np.float64:
            np.save(path, values.astype(np.float64) * np.pi)
        elif element == "bfloat16":
            (values.view(np.uint32) >> 16).astype(np.uint16).tofile(path)
        elif element == np.float16:
            values.astype(np.float16).tofile(path)
        else:
            with open(path, "wb") as file:
                for _ in range(copies):
                    values.tofile(file)


def write_logit_files(directory, name, chunks, context=512, vocabulary=152064):
    """Writes a pair of llama-perplexity's logit files with two alternating chunks."""
    paths = [directory / f"{name}-{side}.kld" for side in ("reference", "test")]
    if not all(path.exists() for path in paths):
        child = multiprocessing.Process(target=write_logits, args=(paths, chunks, context, vocabulary))
        child.start()
        child.join()
    return paths


def write_logits(paths, chunks, context, vocabulary):
    random = np.random.default_rng(2)
    scored = context - 1 - context // 2
    row = np.dtype([("scale", "<f4"), ("minimum", "<f4"), ("codes", "<u2", (vocabulary,))])
    blocks = [np.empty((2 * scored,), row) for _ in paths]
    for at in range(2 * scored):
        reference = random.standard_normal(vocabulary, dtype=np.float32) * 3
        for block, logits in zip(blocks, (reference, reference + random.standard_normal(vocabulary) * 0.1)):
            logits = logits - logits.max()
            logits = logits - np.log(np.exp(logits, dtype=np.float64).sum())
            least = max(logits.min(), logits.max() - 16)
            scale = np.float32((logits.max() - least) / 65535)
            codes = np.rint((np.maximum(logits, least) - least) / scale)
            block[at] = (scale, least, codes.astype(np.uint16))
    tokens = random.integers(0, vocabulary, context * chunks).astype("<i4")
    for path, block in zip(paths, blocks):
        with open(path, "wb") as file:
            file.write(b"_logits_" + np.array([context, vocabulary, chunks], "<i4").tobytes() + tokens.tobytes())
            for chunk in range(chunks):
                block[chunk % 2 * scored :][:scored].tofile(file)


def write_weights(directory):
    """Writes BF16 weights, and the same as Q8_0 and as Q4_K: 1 048 576 weights, repeated."""
    paths = [directory / f"weights.{name}" for name in ("bf16", "q8_0", "q4_k")]
    if not all(path.exists() for path in paths):
        child = multiprocessing.Process(target=write_quantized, args=(paths, 1 << 20, 256))
        child.start()
        child.join()
    return paths


def write_quantized(paths, count, copies):
    random = np.random.default_rng(3)
    weights = (random.standard_normal(count, dtype=np.float32) * np.float32(0.02)).view(np.uint32) >> 16
    values = (weights << 16).view(np.float32)
    small = values.reshape(-1, 32)
    scales = np.abs(small).max(axis=1, keepdims=True) / 127
    q8_0 = np.concatenate(
        [scales.astype(np.float16).view(np.uint8), np.rint(small / scales).astype(np.int8).view(np.uint8)], axis=1
    )
    # Q4_K with the smallest and the largest weight of each group as the ends of its range.
    minimums = -small.min(axis=1).reshape(-1, 8)
    scales = (small.max(axis=1) - small.min(axis=1)).reshape(-1, 8) / 15
    factors = [(part.max(axis=1, keepdims=True) / 63).astype(np.float16) for part in (scales, minimums)]
    scales, minimums = (
        np.rint(part / factor).clip(0, 63).astype(np.uint8) for part, factor in zip((scales, minimums), factors)
    )
    steps, offsets = (
        (factor.astype(np.float32) * part).reshape(-1, 1) for part, factor in zip((scales, minimums), factors)
    )
    codes = np.rint((small + offsets) / steps).clip(0, 15).astype(np.uint8).reshape(-1, 4, 2, 32)
    q4_k = np.concatenate(
        [factor.view(np.uint8) for factor in factors]
        + [part[:, :4] | (part[:, 4:] >> 4 << 6) for part in (scales, minimums)]
        + [(scales[:, 4:] & 15) | (minimums[:, 4:] & 15) << 4]
        + [(codes[:, :, 0] | codes[:, :, 1] << 4).reshape(-1, 128)],
        axis=1,
    )
    for path, data in zip(paths, (weights.astype(np.uint16), q8_0, q4_k)):
        with open(path, "wb") as file:
            for _ in range(copies):
                data.tofile(file)


def run(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {command}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(title, rounds, commands):
    results = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            results[name].append(run([str(part) for part in command]))
    print(f"\n{title}\n\n| program | wall ms | CPU ms | CPU, ratio to the first | peak MB |\n| --- | --- | --- | --- | --- |")
    first = None
    for name, runs in results.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*runs))
        first = first or cpu
        print(f"| {name} | {1000 * wall:.0f} | {1000 * cpu:.0f} | {cpu / first:.1f} | {memory:.0f} |", flush=True)


def values(options, directory, engines):
    for name, element in (("moments32", "float"), ("moments64", "double")):
        subprocess.run(
            ["gcc", "-O3", "-march=native", "-ffast-math", f"-DELEMENT={element}", "-o", directory / name]
            + [HERE / "moments.c", "-lm"],
            check=True,
        )
    numpy = [sys.executable, HERE / "moments.py"]
    pair = write_pair(directory, "float32", 512, np.float32)
    table(
        "2 x 300 MB float32, one thread",
        options.rounds,
        {"C": [directory / "moments32", *pair]}
        | engines(*pair)
        | engines(*pair, 1, 6, label=", six times in one process")
        | {f"{java}, starting only": [java, "-XX:+UseSerialGC", "-version"] for java in options.java}
        | {"numpy float32": numpy + pair},
    )
    pair = write_pair(directory, "vocabulary", 1, np.float32, width=152064)
    table(
        "one vocabulary, 152 064 float32",
        options.rounds,
        {"C": [directory / "moments32", *pair]} | engines(*pair) | {"numpy float32": numpy + pair},
    )
    pair = write_pair(directory, "float64", 512, np.float64)
    table(
        "2 x 600 MB float64 .npy, one thread",
        options.rounds,
        {"C": [directory / "moments64", *pair, 128]}
        | engines(*pair)
        | engines(*pair, 1, 6, label=", six times in one process")
        | {"numpy float64": numpy + pair},
    )
    types = [("float32", np.float32), ("float16", np.float16), ("bfloat16", "bfloat16")]
    table(
        "the same 2 x 78 million values in 32 and in 16 bits, one thread",
        options.rounds,
        {
            name: command
            for label, element in types
            for name, command in (
                engines(
                    *write_pair(directory, label, 512, element), 1, 1, 512 * ROW, label.upper(), label=f", {label}"
                )
                | engines(
                    *write_pair(directory, label, 512, element),
                    1,
                    6,
                    512 * ROW,
                    label.upper(),
                    label=f", {label}, six times in one process",
                )
            ).items()
        },
    )
    pair = write_pair(directory, "text", 1, np.float32, text=True, width=152064)
    table(
        "text, 152 064 lines",
        options.rounds,
        {"numpy loadtxt": numpy + pair} | engines(*pair),
    )
    pair = write_pair(directory, "float32", 512, np.float32)
    subprocess.run(
        ["gcc", "-O3", "-march=native", "-ffast-math", "-pthread", "-o", directory / "rows32", HERE / "rows.c", "-lm"],
        check=True,
    )
    rows = [sys.executable, HERE / "rows.py", *pair, ROW]
    table(
        "all metrics of 512 rows of 151 936 float32",
        options.rounds,
        {"C, one thread": [directory / "rows32", *pair, ROW], "C, two threads": [directory / "rows32", *pair, ROW, 2]}
        | engines(*pair, 1, 1, ROW, label=", one thread")
        | engines(*pair, 2, 1, ROW, label=", two threads")
        | engines(*pair, 1, 6, ROW, label=", one thread, six times in one process")
        | {"numpy float32": rows + ["float32"], "numpy float64": rows + ["float64"]},
    )
    if options.large:
        pair = write_pair(directory, "large", 512, np.float32, copies=14)
        table(
            "2 x 4.4 GB float32",
            min(3, options.rounds),
            {"C": [directory / "moments32", *pair]}
            | engines(*pair, 1, label=", one thread")
            | engines(*pair, 2, label=", two threads"),
        )


def logit_files(options, directory, engines):
    subprocess.run(
        ["gcc", "-O3", "-march=native", "-ffast-math", "-pthread", "-o", directory / "kld", HERE / "kld.c", "-lm"],
        check=True,
    )
    numpy_kld = [sys.executable, HERE / "kld.py"]
    pair = write_logit_files(directory, "run", 4)
    table(
        "2 x 310 MB .kld, 1 020 rows of 152 064",
        options.rounds,
        {"C, one thread": [directory / "kld", *pair], "C, two threads": [directory / "kld", *pair, 2]}
        | engines(*pair, 1, label=", one thread")
        | engines(*pair, 2, label=", two threads")
        | engines(*pair, 1, 6, label=", one thread, six times in one process")
        | engines(*pair, 2, 6, label=", two threads, six times in one process")
        | {"numpy float32": numpy_kld + pair + ["float32"], "numpy float64": numpy_kld + pair + ["float64"]},
    )
    if options.large:
        pair = write_logit_files(directory, "long-run", 129)
        table(
            "2 x 10 GB .kld, 32 895 rows of 152 064",
            min(3, options.rounds),
            {"C, one thread": [directory / "kld", *pair], "C, two threads": [directory / "kld", *pair, 2]}
            | engines(*pair, 1, label=", one thread")
            | engines(*pair, 2, label=", two threads"),
        )


def weights(options, directory):
    original, *converted = write_weights(directory)
    program = directory / "weights"
    subprocess.run(
        ["gcc", "-O3", "-march=native", "-ffast-math", "-pthread", "-o", program, HERE / "weights.c", "-lm"], check=True
    )
    subprocess.run(
        ["javac", "-d", directory / "classes", "-cp", "target/classes", HERE / "java" / "WeightsRun.java"], check=True
    )
    class_path = os.pathsep.join([str(directory / "classes"), "target/classes"])
    for type, path in zip(("Q8_0", "Q4_K"), converted):
        commands = {
            "C, one thread": [program, original, path, type],
            "C, two threads": [program, original, path, type, 2],
        }
        for java in options.java:
            for label, *numbers in (
                ("one thread", 1),
                ("two threads", 2),
                ("one thread, six times in one process", 1, 6),
                ("two threads, six times in one process", 2, 6),
            ):
                commands[f"plugin, {java}, {label}"] = [
                    *(java, "-XX:+UseSerialGC", "-Xmx32m", "-cp", class_path, "WeightsRun", original, path, type),
                    *numbers,
                ]
        commands["numpy float32"] = [sys.executable, HERE / "weights.py", original, path, type]
        table(f"268 million BF16 weights against {type}", options.rounds, commands)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--java", nargs="+", default=["java"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--kld", action="store_true")
    parser.add_argument("--weights", action="store_true")
    parser.add_argument("--directory", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "nmse-bench")
    options = parser.parse_args()
    directory = options.directory
    directory.mkdir(exist_ok=True)
    classes = directory / "classes"
    classes.mkdir(exist_ok=True)
    subprocess.run(
        ["javac", "-d", classes, "-cp", "target/classes", HERE / "java" / "EngineRun.java"], check=True
    )
    class_path = os.pathsep.join([str(classes), "target/classes"])

    def engine(java, *arguments):
        return [java, "-XX:+UseSerialGC", "-Xmx32m", "-cp", class_path, "EngineRun", *arguments]

    def engines(*arguments, label=""):
        return {f"engine, {java}{label}": engine(java, *arguments) for java in options.java}

    if options.weights:
        weights(options, directory)
    else:
        (logit_files if options.kld else values)(options, directory, engines)


main()
