"""Writes names.json: what gguf-py's tensor mapping calls the original tensors that architectures.txt has rules for.

    pip install gguf==0.19.0
    python names.py ../../src/main/resources/io/github/modelconversion/conversion/architecture/architectures.txt

An entry is an original tensor of block 1, without the number of an expert, and its name in GGUF. Tensors that the converter
names itself, because it takes them apart, are not in the mapping.
"""

import json
import pathlib
import sys

from gguf.constants import MODEL_ARCH_NAMES, MODEL_TENSORS, TENSOR_NAMES
from gguf.tensor_mapping import get_tensor_name_map

ARCHITECTURES = {name: key for key, name in MODEL_ARCH_NAMES.items()}
NOT_RULES = ("classes", "traits", "prefix", "strip", "drop", "gguf", "where", "unless", "use", "group", "architecture")

sources, groups, names = {}, {}, {}
section = None
for words in (line.split() for line in open(sys.argv[1]) if line.strip() and not line.startswith("#")):
    if words[0] in ("group", "architecture"):
        section = groups.setdefault(words[1], []) if words[0] == "group" else sources.setdefault(words[1], [])
        gguf = words[1]
        names.setdefault(gguf, gguf) if words[0] == "architecture" else None
    elif words[0] == "gguf":
        names[gguf] = words[1]
    elif words[0] == "use":
        for group in words[1:]:
            section += groups[group]
    elif words[0] not in NOT_RULES and words[0] != "variant":
        section.append((words[0], words[1], words[2]))

out = {}
for architecture, rules in sources.items():
    key = ARCHITECTURES[names[architecture]]
    mapping = get_tensor_name_map(key, 2)
    entry = out.setdefault(architecture, {})
    for target, sign, source in rules:
        original = source.replace("*", "1") + ("" if sign == "==" else ".weight")
        found = mapping.get_name(original.replace(".#", ""), try_suffixes=(".weight", ".bias"))
        if found is not None:
            entry[original] = found
with open(pathlib.Path(__file__).parent / "names.json", "w") as file:
    json.dump(out, file, indent=0, sort_keys=True)
