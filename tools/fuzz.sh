#!/usr/bin/env bash
# Builds the fuzzers and runs each over its corpus; a crash leaves its input in build/fuzz and fails.
# usage: tools/fuzz.sh <seconds> [target...]   (after tools/prepare.sh check)
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-30}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(arrow formula readers)

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz | { grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking|Generating|Embedding|Re-checking)' || true; }
for target in "${targets[@]}"; do
  printf '== fuzzing %s for %s s\n' "$target" "$seconds"
  found=build/fuzz/found/$target
  mkdir -p "$found"
  dictionary=tests/fuzz/$target.dict
  log=build/fuzz/$target.log
  # What is found new stays in the build directory.
  build/fuzz/tests/fuzz/fuzz_"$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix=build/fuzz/"$target"- $([ -f "$dictionary" ] && echo "-dict=$dictionary") \
    "$found" "tests/fuzz/corpus/$target" >"$log" 2>&1 || {
    tail -n 60 "$log"
    exit 1
  }
  grep -E '^(#[0-9]+.*DONE|stat::(number_of_executed_units|peak_rss_mb))' "$log"
done
