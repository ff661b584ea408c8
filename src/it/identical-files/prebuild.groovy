def real = new File(basedir, '../../../testdata/stories260K/p1-default/data')
def data = new File(basedir, 'data')
data.mkdirs()
['pytorch-tiny.bin', 'llamacpp-tiny-f16.bin'].each {
    new File(data, it).bytes = new File(real, 'pytorch-stories260K.bin').bytes
}

return true
