import java.nio.ByteBuffer
import java.nio.ByteOrder

def real = new File(basedir, '../../../testdata/stories260K/p1-default/data')
def data = new File(basedir, 'data')
def models = new File(basedir, 'models')
data.mkdirs()
models.mkdirs()
def bytes = { name -> new File(real, name).bytes }
def floats = { values ->
    def buffer = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN)
    values.each { buffer.putFloat(it as float) }
    buffer.array()
}
def reference = bytes('pytorch-stories260K.bin')
def conversion = bytes('llamacpp-stories260K-f16.bin')

// 64 more entries, which are never predicted.
def padding = floats([-40] * 64)
def padded = ByteBuffer.allocate(conversion.length + padding.length).put(conversion).put(padding).array()

// bfloat16: the upper half of each float32.
def half = ByteBuffer.allocate(conversion.length.intdiv(2))
for (int i = 0; i < conversion.length; i += 4) {
    half.put(conversion[i + 2]).put(conversion[i + 3])
}

[padded: padded, old: conversion, half: half.array()].each { name, content ->
    new File(data, "llamacpp-tiny-${name}.bin").bytes = content
    new File(data, "llamacpp-tiny-${name}-tokens.bin").bytes = bytes('pytorch-stories260K-tokens.bin')
}
new File(data, 'pytorch-tiny.bin').bytes = reference
new File(data, 'pytorch-tiny-tokens.bin').bytes = bytes('pytorch-stories260K-tokens.bin')

// Weights in a directory, an hour newer than the output.
def old = new File(models, 'tiny-old')
old.mkdirs()
new File(old, 'model.gguf').bytes = [0] as byte[]
new File(data, 'llamacpp-tiny-old.bin').lastModified = new File(old, 'model.gguf').lastModified() - 3600_000

return true
