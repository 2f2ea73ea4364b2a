#!/usr/bin/env bash
# Formatting, static analysis, sanitizers. usage: tools/check.sh   (after tools/prepare.sh check)
set -euo pipefail
cd "$(dirname "$0")/.."

printf '== clang-format\n'
find include src python tests benchmarks examples \( -name '*.hpp' -o -name '*.cpp' \) -print0 2>/dev/null |
  xargs -0 clang-format-16 --dry-run -Werror

printf '== ASan and UBSan\n'
cmake --workflow --preset sanitize

printf '== TSan\n'
cmake --workflow --preset thread

tools/fuzz.sh 30

printf '== clang-tidy\n'
find src -name '*.cpp' -print0 |
  xargs -0 -n 1 -P "$(nproc)" clang-tidy-16 -p build/sanitize --quiet --extra-arg=-Wno-unknown-warning-option 2>&1 |
  { grep -vE '^[0-9]+ warnings? (generated|treated)|^Suppressed|^Use -header-filter' || true; }
