#!/usr/bin/env bash
# Runs the JMH benchmarks of the kernels, with allocation: src/bench/jmh.sh [JMH options]
# From the project's root, after `mvn -DskipTests -Dinvoker.skip package`.
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -Pjmh org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=target/jmh.classpath
class_path=target/classes:$(cat target/jmh.classpath)
mkdir -p target/jmh
javac -nowarn -d target/jmh -cp "$class_path" $(find src/bench/jmh -name '*.java')
java -cp "target/jmh:$class_path" org.openjdk.jmh.Main -prof gc "$@"
