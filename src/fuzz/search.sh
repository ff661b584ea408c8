#!/usr/bin/env bash
# Searches for outputs that pass with other top-1 tokens than the reference's: src/fuzz/search.sh [SECONDS_EACH]
# From the project's root, after `mvn -DskipTests -Dinvoker.skip package`.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q dependency:build-classpath -DincludeScope=test -Dmdep.outputFile=target/search.classpath
java -cp "target/test-classes:target/classes:$(cat target/search.classpath)" \
  io.github.modelconversion.robustness.FalsePassSearch "${1:-120}" 512 \
  testdata/stories260K/*/data testdata/doc-gemma2-512/*/data
