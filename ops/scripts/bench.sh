#!/usr/bin/env bash
# Builds the benchmarks with release flags and runs them (ops/docs/benchmarks.md).
#   ops/scripts/bench.sh [lookup|import|kill|all] [--quick] [--gate]
# --quick: a small register, to see that everything works. --gate: end with an error when a bar is missed.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
cd "$HOTLINE_ROOT"
# shellcheck source=ops/scripts/lib.sh
source ops/scripts/lib.sh

what=all
size=1000000
gate=()
for word in "$@"; do
  case $word in
    lookup | import | kill | all) what=$word ;;
    --quick) size=20000 ;;
    --gate) gate=(--gate) ;;
    *) fail "unknown word: $word" "ops/scripts/bench.sh [lookup|import|kill|all] [--quick] [--gate]" ;;
  esac
done

say "building the benchmarks with release flags"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly "$log" "ops/test installs what the build needs" cmake --preset bench
quietly "$log" "read the lines above" cmake --build --preset bench --parallel "$(jobs_that_fit)" \
  --target lookup_bench import_bench hotlined hotlined_nolog hotline

programs=build/bench/bin
missed=0
measure() {
  local program=$1
  shift
  say "$program $*"
  "$programs/$program" "$@" "${gate[@]}" || missed=1
}
if [[ $what == lookup || $what == all ]]; then measure lookup_bench --persons "$size"; fi
if [[ $what == import || $what == all ]]; then measure import_bench --rows "$size"; fi
if [[ $what == kill || $what == all ]]; then measure import_bench --rows "$size" --kill; fi
exit $missed
