import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').readLines()
def comparisons = { id ->
    new JsonSlurper().parse(new File(basedir, "module/target/model-conversion/$id/nmse-check.json"), 'UTF-8').comparisons
}
def limits = { it.limits.collect { "$it.metric ${it.limit as double} $it.origin $it.verdict" as String } }

// The module's two conversions replace the parent's three; one type has the module's limit, the other the parent's.
def byType = comparisons('by-type')
assert byType.collect { "$it.test.model $it.test.quantization $it.test.quantizationOrigin" as String } ==
        ['stories260K-Q8_0 Q8_0 GGUF', 'stories260K-Q4_0 Q4_0 NAME']
assert limits(byType[0]) == ['nmse 0.001 TYPE PASS', 'centeredNmse 0.0013 RECOMMENDED PASS', 'meanKlDivergence 0.043 RECOMMENDED PASS']
assert limits(byType[1]) == ['nmse 0.02 TYPE PASS', 'centeredNmse 0.1 RECOMMENDED PASS', 'meanKlDivergence 0.1 TYPE PASS']

def others = comparisons('others')
assert limits(others[0]) == ['nmse 4.2E-6 RECOMMENDED PASS', 'centeredNmse 4.2E-6 RECOMMENDED PASS',
        'meanKlDivergence 2.3E-4 RECOMMENDED PASS']
assert others[1].test.quantization == null && others[1].test.quantizationOrigin == null
assert limits(others[1]) == ['nmse 0.01 DEFAULT PASS']
assert others[1].findings*.code == ['TYPE_UNKNOWN']

assert limits(comparisons('explicit')[0]) == ['nmse 0.005 CONFIGURATION PASS']
assert limits(comparisons('rounded')[0])[0] == 'nmse 1.3E-4 RECOMMENDED PASS'
assert log.contains('[INFO] Type                F16, from its name; usual NMSE 1.5e-08 to 3.5e-07 (measured on small models)')
assert log.any { it.contains("Invalid value for parameter 'limits' (-Dnmse.limits): 'strict'. Expected one of: default, recommended.") }
assert log.any { it.contains("Invalid value for parameter 'referenceType' (-Dnmse.referenceType): 'q8_0'. Expected one of: f32, f16, bf16.") }
