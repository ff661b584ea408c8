#!/usr/bin/env python3
"""Writes an original of a Llama's size and its GGUF file, to time conversion-check.

    python3 pair.py FOLDER [q8_0|q4_k] [layers] [width] [inner] [vocabulary]

FOLDER/original gets config.json and BF16 weights in safetensors files of at most 4 GiB; FOLDER/model.gguf the same weights,
rounded as llama.cpp does. Rows are drawn once and repeated in turn, so that writing is as fast as the disk; no two
neighboring rows are equal. 7 billion weights by default: 13.5 GB and, for q8_0, 7.2 GB.
"""
import json
import os
import struct
import sys

import numpy

ROWS = 2048  # rows drawn for each width
SHARD = 4 << 30


def bf16(values):
    return (values.view(numpy.uint32) >> 16).astype(numpy.uint16)


def drawn(width):
    values = numpy.random.default_rng(width).normal(0, 0.02, (ROWS, width)).astype(numpy.float32)
    return (values.view(numpy.uint32) & 0xFFFF0000).view(numpy.float32)


def half(values):
    return values.astype(numpy.float16)


def q8_0(rows):
    blocks = rows.reshape(-1, 32)
    scale = numpy.abs(blocks).max(1) / 127
    codes = numpy.rint(blocks / numpy.where(scale == 0, 1, scale)[:, None]).astype(numpy.int8)
    out = numpy.zeros(len(blocks), [("d", numpy.float16), ("q", numpy.int8, 32)])
    out["d"], out["q"] = half(scale), codes
    return out.view(numpy.uint8).reshape(len(rows), -1)


def q4_k(rows):
    """Blocks of 256: eight scales and minima of 6 bits each, and two half-precision factors."""
    blocks = rows.reshape(-1, 8, 32)
    least = numpy.minimum(blocks.min(2), 0)
    scales, minima = (blocks.max(2) - least) / 15, -least
    d, m = half(scales.max(1) / 63), half(minima.max(1) / 63)
    s6 = numpy.minimum(63, numpy.rint(scales / d[:, None].astype(numpy.float32))).astype(numpy.uint8)
    m6 = numpy.minimum(63, numpy.rint(minima / m[:, None].astype(numpy.float32))).astype(numpy.uint8)
    step = d[:, None].astype(numpy.float32) * s6
    shift = m[:, None].astype(numpy.float32) * m6
    codes = numpy.clip(numpy.rint((blocks + shift[..., None]) / numpy.where(step == 0, 1, step)[..., None]), 0, 15)
    codes = codes.astype(numpy.uint8).reshape(-1, 4, 2, 32)
    packed = numpy.zeros((len(blocks), 12), numpy.uint8)
    packed[:, 0:4] = s6[:, :4] | (s6[:, 4:] >> 4) << 6
    packed[:, 4:8] = m6[:, :4] | (m6[:, 4:] >> 4) << 6
    packed[:, 8:12] = (s6[:, 4:] & 15) | (m6[:, 4:] & 15) << 4
    out = numpy.zeros(len(blocks), [("d", numpy.float16), ("m", numpy.float16), ("s", numpy.uint8, 12),
                                    ("q", numpy.uint8, 128)])
    out["d"], out["m"], out["s"] = d, m, packed
    out["q"] = (codes[:, :, 0] | codes[:, :, 1] << 4).reshape(-1, 128)
    return out.view(numpy.uint8).reshape(len(rows), -1)


def permuted(rows, head):
    """The converter's order of the rows of queries and keys."""
    return rows.reshape(-1, 2, head // 2, rows.shape[1]).swapaxes(1, 2).reshape(rows.shape)


TYPES = {"q8_0": (q8_0, 8, 7, 32, 34), "q4_k": (q4_k, 12, 15, 256, 144)}  # number of the type, of the file type; block


def repeated(out, rows, start, count):
    """Writes count rows, the first of them row start of those drawn."""
    at = start % ROWS
    while count > 0:
        some = min(count, ROWS - at)
        out.write(rows[at:at + some].tobytes())
        count -= some
        at = 0


def text(value):
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def main(folder, kind="q8_0", layers=32, width=4096, inner=11008, vocabulary=32000):
    layers, width, inner, vocabulary = int(layers), int(width), int(inner), int(vocabulary)
    quantize, number, file_type, block, block_bytes = TYPES[kind]
    heads = width // 128
    tensors = [("model.embed_tokens.weight", "token_embd.weight", vocabulary, width)]
    for i in range(layers):
        for name, short, rows, columns in (
                ("input_layernorm", "attn_norm", 1, width), ("self_attn.q_proj", "attn_q", width, width),
                ("self_attn.k_proj", "attn_k", width, width), ("self_attn.v_proj", "attn_v", width, width),
                ("self_attn.o_proj", "attn_output", width, width), ("post_attention_layernorm", "ffn_norm", 1, width),
                ("mlp.gate_proj", "ffn_gate", inner, width), ("mlp.up_proj", "ffn_up", inner, width),
                ("mlp.down_proj", "ffn_down", width, inner)):
            tensors.append((f"model.layers.{i}.{name}.weight", f"blk.{i}.{short}.weight", rows, columns))
    tensors.append(("model.norm.weight", "output_norm.weight", 1, width))
    tensors.append(("lm_head.weight", "output.weight", vocabulary, width))

    original = os.path.join(folder, "original")
    os.makedirs(original, exist_ok=True)
    with open(os.path.join(original, "config.json"), "w") as out:
        json.dump({"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": width,
                   "intermediate_size": inner, "num_hidden_layers": layers, "num_attention_heads": heads,
                   "num_key_value_heads": heads, "max_position_embeddings": 4096, "rms_norm_eps": 1e-5,
                   "rope_theta": 10000.0, "vocab_size": vocabulary, "tie_word_embeddings": False}, out)
    values = {columns: drawn(columns) for columns in {width, inner}}
    plain = {columns: bf16(rows) for columns, rows in values.items()}
    packed = {(columns, False): quantize(rows) for columns, rows in values.items()}
    packed[width, True] = quantize(permuted(values[width], 128))

    shards, size = [[]], 0
    for tensor in tensors:
        size += 2 * tensor[2] * tensor[3]
        if size > SHARD:
            shards.append([])
            size = 2 * tensor[2] * tensor[3]
        shards[-1].append(tensor)
    index, start, starts = {}, 0, {}
    for n, shard in enumerate(shards):
        name = f"model-{n + 1:05}-of-{len(shards):05}.safetensors"
        header, at = {}, 0
        for tensor, _, rows, columns in shard:
            header[tensor] = {"dtype": "BF16", "shape": [columns] if rows == 1 else [rows, columns],
                              "data_offsets": [at, at + 2 * rows * columns]}
            at += 2 * rows * columns
            index[tensor] = name
        data = json.dumps(header).encode()
        data += b" " * (-len(data) % 8)
        with open(os.path.join(original, name), "wb") as out:
            out.write(struct.pack("<Q", len(data)) + data)
            for tensor, _, rows, columns in shard:
                starts[tensor] = start
                repeated(out, plain[columns], start, rows)
                start += 128  # whole heads
    with open(os.path.join(original, "model.safetensors.index.json"), "w") as out:
        json.dump({"weight_map": index}, out)

    keys = [("general.architecture", 8, text("llama")), ("general.file_type", 4, struct.pack("<I", file_type))]
    for key, value in (("block_count", layers), ("context_length", 4096), ("embedding_length", width),
                       ("feed_forward_length", inner), ("attention.head_count", heads),
                       ("attention.head_count_kv", heads), ("vocab_size", vocabulary), ("rope.dimension_count", 128)):
        keys.append(("llama." + key, 4, struct.pack("<I", value)))
    keys.append(("llama.attention.layer_norm_rms_epsilon", 6, struct.pack("<f", 1e-5)))
    keys.append(("llama.rope.freq_base", 6, struct.pack("<f", 10000)))
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(keys))
    head += b"".join(text(key) + struct.pack("<I", kind_of) + value for key, kind_of, value in keys)
    at = 0
    for _, name, rows, columns in tensors:
        quantized = rows > 1
        dimensions = [columns, rows] if quantized else [columns]
        head += text(name) + struct.pack(f"<I{len(dimensions)}QIQ", len(dimensions), *dimensions,
                                         number if quantized else 0, at)
        at += rows * columns // block * block_bytes if quantized else 4 * columns
        at += -at % 32
    head += b"\0" * (-len(head) % 32)
    with open(os.path.join(folder, "model.gguf"), "wb") as out:
        out.write(head)
        for tensor, name, rows, columns in tensors:
            if rows == 1:
                out.write(values[columns][starts[tensor] % ROWS].tobytes())
            else:
                repeated(out, packed[columns, ".attn_q." in name or ".attn_k." in name], starts[tensor], rows)
            out.write(b"\0" * (-out.tell() % 32))


main(*sys.argv[1:])
