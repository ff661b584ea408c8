#!/usr/bin/env bash
# Checks HTML reports in Chromium; see check.mjs. Without arguments: the reports of the integration tests, after mvn verify.
#
#   src/browser/run.sh [REPORT.html...]
#
# CHROMIUM is the browser to use; if unset, the usual names are tried. Pictures and npm's modules go to target/browser.
set -euo pipefail
reports=()
for report in "$@"; do
    reports+=("$(realpath "$report")")
done
cd "$(dirname "$0")/../.."
for name in chromium chromium-browser google-chrome; do
    CHROMIUM=${CHROMIUM:-$(command -v "$name" || true)}
done
[ -n "${CHROMIUM:-}" ] || { echo "Expected Chromium, found none. Install it, or set CHROMIUM to its path." >&2; exit 1; }
export CHROMIUM

if [ $# -eq 0 ]; then
    mapfile -t reports < <(find target/it -name '*-check.html' -path '*/model-conversion/*' 2>/dev/null | sort)
fi
[ ${#reports[@]} -gt 0 ] || { echo "Expected reports in target/it, found none. Run mvn verify first, or name some." >&2; exit 1; }

mkdir -p target/browser
cp src/browser/check.mjs target/browser/
[ -d target/browser/node_modules/playwright-core ] || npm install --silent --no-save --prefix target/browser playwright-core@1
node target/browser/check.mjs target/browser/pictures "${reports[@]}"
