def real = new File(basedir, '../../../testdata/stories260K/p1-default/data')
[one: 'Q8_0', two: 'Q5_0', three: 'Q4_0'].each { module, type ->
    def data = new File(basedir, "$module/data")
    data.mkdirs()
    new File(data, 'pytorch-tiny.bin').bytes = new File(real, 'pytorch-stories260K.bin').bytes
    new File(data, 'llamacpp-tiny-f16.bin').bytes = new File(real, "llamacpp-stories260K-${type}.bin").bytes
}

return true
