"""Measures the memory that the engine and Maven take for large files of every format.

    python3 src/bench/memory.py [--rows 7168] [--directory DIRECTORY] [FORMAT ...]

Run it from the project's root after `mvn -DskipTests -Dinvoker.skip install`; it needs numpy. For each format a pair of
ROWS x 151 936 values is written to DIRECTORY (4.4 GB a file in 32 bits, 10 GB as text), compared with 32 MB of heap by
the engine and with 64 MB by Maven, and deleted. The table gives wall time and peak resident memory of one run each.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).parent
WIDTH = 151936
BLOCK = 64
NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"
POM = xml.etree.ElementTree.parse("pom.xml").getroot()
GOAL = ":".join([*(POM.findtext(NAMESPACE + name) for name in ("groupId", "artifactId", "version")), "nmse-check"])


def blocks(side, rows):
    """Yields the rows: 64 of them, repeated; the test's are the reference's plus noise."""
    random = np.random.default_rng(1)
    block = random.standard_normal((BLOCK, WIDTH), dtype=np.float32) * 8
    if side == "test":
        block += random.standard_normal((BLOCK, WIDTH), dtype=np.float32) * np.float32(0.1)
    for _ in range(rows // BLOCK):
        yield block


def write_raw(file, side, rows):
    for block in blocks(side, rows):
        file.write(block)


def write_npy(file, side, rows):
    header = {"descr": "<f4", "fortran_order": False, "shape": (rows, WIDTH)}
    np.lib.format.write_array_header_1_0(file, header)
    write_raw(file, side, rows)


def write_npz(method):
    def write(file, side, rows):
        with zipfile.ZipFile(file, "w", method, compresslevel=1) as archive:
            with archive.open("logits.npy", "w", force_zip64=True) as entry:
                write_npy(entry, side, rows)

    return write


def write_text(file, side, rows):
    text = None
    for block in blocks(side, rows):
        text = text or "".join("%.6f\n" % value for value in block.ravel().tolist()).encode()
        file.write(text)


def write_safetensors(file, side, rows):
    tensor = {"dtype": "F32", "shape": [rows, WIDTH], "data_offsets": [0, 4 * rows * WIDTH]}
    header = json.dumps({"logits": tensor}).encode()
    header += b" " * (-len(header) % 8)
    file.write(np.uint64(len(header)).tobytes() + header)
    write_raw(file, side, rows)


def write_gguf(file, side, rows):
    name = b"logits"
    header = b"GGUF" + np.uint32(3).tobytes() + np.array([1, 0], "<u8").tobytes()
    header += np.uint64(len(name)).tobytes() + name + np.uint32(2).tobytes()
    header += np.array([WIDTH, rows], "<u8").tobytes() + np.uint32(0).tobytes() + np.uint64(0).tobytes()
    file.write(header + b"\0" * (-len(header) % 32))
    write_raw(file, side, rows)


FORMATS = {
    "bin": (".bin", write_raw),
    "npy": (".npy", write_npy),
    "npz": (".npz", write_npz(zipfile.ZIP_STORED)),
    "npz, deflated": (".npz", write_npz(zipfile.ZIP_DEFLATED)),
    "safetensors": (".safetensors", write_safetensors),
    "gguf": (".gguf", write_gguf),
    "txt": (".txt", write_text),
}


def run(command, **environment):
    start = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        log.seek(0)
        text = log.read().decode()
    if status != 0 or "PASS" not in text:
        sys.exit(f"failed: {command}\n{text[-3000:]}")
    return f"{wall:.0f} | {usage.ru_maxrss / 1024:.0f}"


def write(directory, name, rows):
    """Writes the pair in a child process: a program's peak memory includes its parent's at the time of the start."""
    ending, writer = FORMATS[name]
    paths = [directory / (side + ending) for side in ("reference", "test")]
    if os.fork() == 0:
        for path in paths:
            with open(path, "wb") as file:
                writer(file, path.stem, rows)
        os._exit(0)
    if os.wait()[1] != 0:
        sys.exit(f"not written: {paths}")
    return paths


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=7168)
    parser.add_argument("--directory", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()))
    parser.add_argument("formats", nargs="*", default=list(FORMATS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.directory) as name:
        directory = pathlib.Path(name)
        subprocess.run(["javac", "-d", directory, "-cp", "target/classes", HERE / "java" / "EngineRun.java"], check=True)
        libraries = directory / "libraries"
        classpath_goal = ["dependency:build-classpath", "-DincludeArtifactIds=gson", f"-Dmdep.outputFile={libraries}"]
        subprocess.run(["mvn", "-q", *classpath_goal], check=True)
        class_path = os.pathsep.join([name, "target/classes", libraries.read_text()])
        print("| format | GB a file | engine, s | MB | Maven, s | MB |\n| --- | --- | --- | --- | --- | --- |")
        for format_name in options.formats:
            paths = write(directory, format_name, options.rows)
            size = paths[0].stat().st_size / 1e9
            engine = ["java", "-XX:+UseSerialGC", "-Xmx32m", "-cp", class_path, "EngineRun", *map(str, paths), "2"]
            maven = ["mvn", "-B", "-ntp", "-o", GOAL, f"-Dnmse.reportDirectory={directory / 'report'}"]
            maven += [f"-Dnmse.referenceFile={paths[0]}", f"-Dnmse.testFile={paths[1]}"]
            print(f"| {format_name} | {size:.1f} | {run(engine)} | {run(maven, MAVEN_OPTS='-Xmx64m')} |", flush=True)
            for path in paths:
                path.unlink()


main()
