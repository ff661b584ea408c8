"""Cuts models to what a test of metadata and tensor lists reads: all that is before the tensors' data.

    python cut.py FOLDER [TYPE]

For each NAME in FOLDER: NAME/NAME/config.json as it is, NAME/NAME/model.safetensors to its header, NAME/NAME-TYPE.gguf
(f16 by default) to its metadata and tensor list; the tokenizer's files as they are. Needs nothing but Python.
"""

import pathlib
import shutil
import struct
import sys

TOKENIZER = ("tokenizer.model", "tokenizer.json", "tokenizer_config.json", "generation_config.json")
SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}


def skip_value(data, at, kind):
    if kind == 8:
        return at + 8 + struct.unpack_from("<Q", data, at)[0]
    if kind != 9:
        return at + SIZES[kind]
    kind, count = struct.unpack_from("<IQ", data, at)
    at += 12
    if kind in SIZES:
        return at + count * SIZES[kind]
    for _ in range(count):
        at = skip_value(data, at, kind)
    return at


def end_of_head(data):
    tensors, entries = struct.unpack_from("<QQ", data, 8)
    at = 24
    for _ in range(entries):
        at = skip_value(data, at, 8)
        at = skip_value(data, at + 4, struct.unpack_from("<I", data, at)[0])
    for _ in range(tensors):
        at = skip_value(data, at, 8)
        at += 4 + 8 * struct.unpack_from("<I", data, at)[0] + 12
    return at


def cut(folder, kind):
    for path in sorted(folder.iterdir()):
        name = path.name
        if not (path / name / "config.json").exists():
            continue
        out = pathlib.Path(__file__).parent / name
        out.mkdir(exist_ok=True)
        for file in ("config.json", *TOKENIZER):
            if (path / name / file).exists():
                shutil.copyfile(path / name / file, out / file)
        with open(path / name / "model.safetensors", "rb") as source:
            length = source.read(8)
            (out / "model.safetensors.head").write_bytes(length + source.read(struct.unpack("<Q", length)[0]))
        data = (path / f"{name}-{kind}.gguf").read_bytes()
        (out / f"{name}.gguf.head").write_bytes(data[: end_of_head(data)])


cut(pathlib.Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "f16")
