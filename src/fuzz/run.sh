#!/usr/bin/env bash
# Fuzzes each place where files are read with Jazzer, for 10 million inputs or 10 minutes: src/fuzz/run.sh [INTAKE...]
# Run it from the project's root after `mvn -DskipTests -Dinvoker.skip package`. SECONDS_EACH and INPUTS_EACH set the bounds.
# Inputs that crash an intake are written to target/fuzz/INTAKE; copy them to src/test/resources/fuzz with the fix.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -Pfuzz dependency:build-classpath -DincludeArtifactIds=jazzer,jazzer-api,gson,jte-runtime -Dmdep.outputFile=target/fuzz.classpath
class_path=target/classes:target/test-classes:$(cat target/fuzz.classpath)
intake_source=src/test/java/io/github/modelconversion/robustness/Intake.java
for intake in ${*:-$(sed -nE 's/^    ([A-Z][A-Z_0-9]*)\(".*/\1/p' $intake_source)}; do
  folder=target/fuzz/$intake
  seeds=src/test/resources/fuzz/$(sed -nE "s/^    $intake\(\"[^\"]*\", \"([^\"]*)\".*/\1/p" $intake_source)
  mkdir -p "$folder/corpus"
  echo "$intake"
  java -Xmx${HEAP:-512m} -XX:MaxDirectMemorySize=64m -XX:+UseSerialGC -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
    --target_class=io.github.modelconversion.robustness.Fuzzer --target_args="$intake" \
    --instrumentation_includes='io.github.modelconversion.**' --reproducer_path="$folder" \
    -artifact_prefix="$folder/" -runs="${INPUTS_EACH:-10000000}" -max_total_time="${SECONDS_EACH:-600}" \
    -max_len=16384 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    "$folder/corpus" "$seeds" >"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
  grep -E 'Done|stat::number_of_executed|stat::slowest|stat::new_units|cov:' "$folder/log" | tail -5
done
