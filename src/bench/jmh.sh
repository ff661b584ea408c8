#!/usr/bin/env bash
# Runs the JMH benchmarks of the kernels, with allocation: src/bench/jmh.sh [JMH options]
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -Pjmh test-compile dependency:build-classpath -Dmdep.outputFile=target/jmh.classpath
java -cp "target/bench-classes:target/classes:$(cat target/jmh.classpath)" org.openjdk.jmh.Main -prof gc "$@"
