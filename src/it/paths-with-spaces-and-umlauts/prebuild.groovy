def real = new File(basedir, '../../../testdata/stories260K/p1-default/data')
def data = new File(basedir, 'ausgabe f\u00fcr modell')
data.mkdirs()
new File(data, 'pytorch-m\u00fcller tiny.bin').bytes = new File(real, 'pytorch-stories260K.bin').bytes
new File(data, 'llamacpp-m\u00fcller tiny-f16.bin').bytes = new File(real, 'llamacpp-stories260K-Q8_0.bin').bytes

return true
