#!/usr/bin/env bash
# Builds the C++ tests in the given build directory, then runs ctest and pytest; both run even if one fails.
# usage: tools/test.sh <build directory>   (after tools/prepare.sh test)
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
status=0

# The package may have been installed without the tests being configured.
grep -q '^WERDEGANG_BUILD_TESTS:[A-Z]*=ON' "$build/CMakeCache.txt" 2>/dev/null || cmake -S . -B "$build" -DWERDEGANG_BUILD_TESTS=ON >/dev/null
printf '== building the C++ tests\n'
cmake --build "$build" | { grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking|Generating|Embedding|Re-checking)' || true; }

printf '== ctest\n'
ctest --test-dir "$build" --output-on-failure --no-tests=error -j "$(nproc)" || status=1
printf '== pytest\n'
.venv/bin/python -m pytest || status=1
exit $status
