"""Writes the tensors of a small transformer: of the model, of a conversion to float16, and of one with a broken layer.

    python3 make.py        (numpy 2.4.6 wrote the files that lie here)

reference.safetensors is put together as the format's page describes it (https://huggingface.co/docs/safetensors): the
package was not at hand. The .npz files are numpy's own.
"""
import json
import struct
import zipfile

import numpy as np

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, TOKENS = 6, 32, 4, 64, 96, 12
EPSILON = 1e-5


def weights(random):
    def matrix(rows, columns):
        return (random.standard_normal((rows, columns)) / np.sqrt(columns)).astype(np.float32)

    layers = [
        {
            **{name: matrix(WIDTH, WIDTH) for name in ("q", "k", "v", "o")},
            "gate": matrix(INNER, WIDTH),
            "up": matrix(INNER, WIDTH),
            "down": matrix(WIDTH, INNER),
        }
        for _ in range(LAYERS)
    ]
    return {"embedding": matrix(VOCABULARY, WIDTH) * np.float32(5), "layers": layers, "head": matrix(VOCABULARY, WIDTH)}


def norm(x):
    return x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + np.float32(EPSILON))


def attention(x, layer):
    def heads(name):
        return (x @ layer[name].T).reshape(TOKENS, HEADS, WIDTH // HEADS).transpose(1, 0, 2)

    q, k, v = heads("q"), heads("k"), heads("v")
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(np.float32(WIDTH // HEADS))
    scores = np.where(np.tri(TOKENS, dtype=bool), scores, np.float32(-np.inf))
    e = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (e / e.sum(axis=-1, keepdims=True)) @ v
    return mixed.transpose(1, 0, 2).reshape(TOKENS, WIDTH) @ layer["o"].T


def mlp(x, layer):
    gate = x @ layer["gate"].T
    return (gate / (1 + np.exp(-gate)) * (x @ layer["up"].T)) @ layer["down"].T


def run(model, tokens):
    """The tensors in the order in which they are computed."""
    tensors = {}
    x = model["embedding"][tokens]
    tensors["model.embed_tokens"] = x
    for i, layer in enumerate(model["layers"]):
        x = x + attention(norm(x), layer)
        tensors[f"model.layers.{i}.self_attn"] = x
        x = x + mlp(norm(x), layer)
        tensors[f"model.layers.{i}.mlp"] = x
    x = norm(x)
    tensors["model.norm"] = x
    tensors["logits"] = x @ model["head"].T
    return {name: np.ascontiguousarray(tensor, dtype=np.float32) for name, tensor in tensors.items()}


def half(model):
    def rounded(matrix):
        return matrix.astype(np.float16).astype(np.float32)

    layers = [{name: rounded(matrix) for name, matrix in layer.items()} for layer in model["layers"]]
    return {"embedding": rounded(model["embedding"]), "layers": layers, "head": rounded(model["head"])}


def ggml_names(tensors):
    """What llama.cpp calls the same tensors."""
    names = {"model.embed_tokens": "inp_embd", "model.norm": "result_norm", "logits": "result_output"}
    for i in range(LAYERS):
        names[f"model.layers.{i}.self_attn"] = f"ffn_inp-{i}"
        names[f"model.layers.{i}.mlp"] = f"l_out-{i}"
    return {names[name]: tensor for name, tensor in tensors.items()}


def save_safetensors(path, tensors):
    """As the package does: sorted by name, the header padded with spaces to a multiple of 8."""
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name in sorted(tensors):
        tensor = tensors[name]
        end = len(data) + tensor.nbytes
        dtype = {"float32": "F32", "int64": "I64"}[str(tensor.dtype)]
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(data), end]}
        data += tensor.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def main():
    random = np.random.default_rng(1)
    model = weights(random)
    tokens = random.integers(0, VOCABULARY, TOKENS)
    good = half(model)
    broken = half(model)
    layer = broken["layers"][3]
    layer["gate"], layer["up"] = layer["up"], layer["gate"]

    save_safetensors("reference.safetensors", {"tokens": tokens, **run(model, tokens)})
    np.savez_compressed("good-f16.npz", tokens=tokens, **ggml_names(run(good, tokens)))
    np.savez("broken-f16.npz", tokens=tokens, **ggml_names(run(broken, tokens)))

    # From this size on an archive has 64-bit sizes: 2 GiB, unless it is told so.
    zipfile.ZIP64_LIMIT = 16
    np.savez("zip64.npz", a=np.arange(6, dtype=np.float32).reshape(2, 3), b=np.arange(4, dtype=np.float16))


if __name__ == "__main__":
    main()
