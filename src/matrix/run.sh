#!/usr/bin/env bash
# Runs the integration tests on each Maven with each JDK and prints the results as a Markdown table.
#
#   src/matrix/run.sh [-f] [-t test,test] [-j "jdk-folder jdk-folder"] [Maven version ...]
#
# -f  on a few Mavens: the oldest, the current and the newest
# -t  only these integration tests          not given: all
# -j  the JDKs to run Maven with            not given: JAVA_HOME_17_X64 and JAVA_HOME_25_X64, as GitHub's runners set
#                                           them, else the java of the PATH
#
# The plugin is built once, by the mvn on the PATH. The Mavens come from Maven Central. Logs: target/matrix.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The oldest supported version, and the newest of each line; -f takes those with a star.
mavens='3.6.3* 3.8.9 3.9.16* 3.10.0 4.0.0-rc-6*'
tests='*'
jdks="${JAVA_HOME_17_X64:-} ${JAVA_HOME_25_X64:-}"
while getopts ft:j: option; do
  case $option in
    f) mavens=$(grep -o '[^ ]*\*' <<< "$mavens") ;;
    t) tests=$OPTARG ;;
    j) jdks=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ -n "${jdks// /}" ] || jdks=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')
[ $# -gt 0 ] || set -- ${mavens//\*/}

work=$PWD/target/matrix
mvn -B -ntp -q package -DskipTests invoker:install@integration-tests
mkdir -p "$work"
results=$work/results.md
printf '| Maven | JDK | passed | failed | skipped |\n| --- | --- | ---: | ---: | ---: |\n' > "$results"
bad=0
for maven in "$@"; do
  mvn -B -ntp -q -N dependency:unpack -Dartifact="org.apache.maven:apache-maven:$maven:tar.gz:bin" -DoutputDirectory="$work"
  for jdk in $jdks; do
    java=$("$jdk/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p')
    log=$work/$maven-jdk$java.log
    echo "Maven $maven, JDK $java" >&2
    # Remove what an earlier run left.
    rm -rf target/it target/invoker-reports
    mvn -B -ntp invoker:run@integration-tests -Dinvoker.test="$tests" \
        -Dinvoker.mavenHome="$work/apache-maven-$maven" -Dinvoker.javaHome="$jdk" > "$log" 2>&1 || bad=1
    summary=$(grep -o 'Passed: .*' "$log") || { tail -20 "$log" >&2; exit 1; }
    read -r passed failed errors skipped <<< "$(echo "$summary" | grep -o '[0-9]*' | tr '\n' ' ')"
    grep -E 'The build exited|\.\.\.+ ?FAILED|FAILED \(' "$log" >&2 || true
    echo "| $maven | $java | $passed | $((failed + errors)) | $skipped |" >> "$results"
  done
done
cat "$results"
exit $bad
