"""Adds a model and its conversion to architectures.json.gz, or replaces the pair of this name.

    pip install gguf==0.19.0
    python pair.py NAME ORIGINAL CONVERTED.gguf

ORIGINAL is the folder that transformers wrote: config.json, safetensors and, for embeddings, 1_Pooling. What is kept: config.json
without what no converter reads, the shapes of the original's tensors, and the hyper-parameters and shapes of the GGUF file.
"""

import gzip
import json
import pathlib
import struct
import sys

from gguf import GGUFReader

UNREAD = ("dtype", "torch_dtype", "transformers_version", "initializer_range", "use_cache")
TYPES = {"INT32": "int32", "UINT32": "uint32", "FLOAT32": "float32", "BOOL": "bool", "STRING": "string"}


def shapes(file):
    with open(file, "rb") as weights:
        header = json.loads(weights.read(struct.unpack("<Q", weights.read(8))[0]))
    return {name: tensor["shape"] for name, tensor in header.items() if name != "__metadata__"}


def typed(field):
    """The type and the value; of an array, the type in the plural and its elements."""
    kinds = [TYPES[kind.name] for kind in field.types if kind.name != "ARRAY"]
    value = field.contents()
    return [kinds[0] + "s", *value] if isinstance(value, list) else [kinds[0], value]


def pair(original, converted):
    config = json.loads((original / "config.json").read_text())
    reader = GGUFReader(converted)
    architecture = reader.get_field("general.architecture").contents()
    kept = ("general.architecture", "tokenizer.ggml.token_type_count")
    entry = {
        "config": {key: value for key, value in config.items() if key not in UNREAD and "dropout" not in key},
        "original": {},
        "keys": {
            name: typed(field)
            for name, field in reader.fields.items()
            if name in kept or name.startswith(architecture + ".")
        },
        "tensors": {tensor.name: [int(size) for size in tensor.shape] for tensor in reader.tensors},
    }
    for file in sorted(original.glob("*.safetensors")):
        entry["original"] |= shapes(file)
    pooling = original / "1_Pooling" / "config.json"
    if pooling.exists():
        entry["pooling"] = json.loads(pooling.read_text())
    return entry


file = pathlib.Path(__file__).parent / "architectures.json.gz"
pairs = json.loads(gzip.decompress(file.read_bytes()))
pairs[sys.argv[1]] = pair(pathlib.Path(sys.argv[2]), sys.argv[3])
text = json.dumps(pairs, sort_keys=True, separators=(",", ":"))
file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
