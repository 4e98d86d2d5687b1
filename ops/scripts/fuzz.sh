#!/usr/bin/env bash
# Builds the fuzzers of tests/fuzz with the address and undefined behaviour sanitizers and runs them.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
cd "$HOTLINE_ROOT"
# shellcheck source=ops/scripts/lib.sh
source ops/scripts/lib.sh

usage() {
  cat <<'TEXT'
ops/scripts/fuzz.sh [RUNS] [--seed N] [--only TARGET] [--help]

Runs every fuzzer of tests/fuzz RUNS times (default: 200000), as many at once as there are processors. Inputs begin with
tests/fuzz/corpus and are not kept. A finding is any crash, sanitizer report or broken promise; its input stays in
build/fuzz/findings, and the last lines say how to run it again.

  --seed N        the seed of an earlier run, to have its inputs again (printed at the start; default: a new one)
  --only TARGET   one of: words (cleaning and sounds), roles (of the words of a name), dates, pairs (the probability of two
                  names), find (a question to a small register), notes (checkpoints, keys, leaves and proofs of the log),
                  requests (what a client may send), tokens (of people, certificates, pages), payloads (what is sealed in
                  the log), settings (the configuration file)
TEXT
}

# The longest first, so that all end together.
targets=(find pairs requests roles words settings tokens dates payloads notes)
runs=200000
seed=$((RANDOM * 32768 + RANDOM + 1))
while (($#)); do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --seed)
      [[ ${2:-} =~ ^[1-9][0-9]{0,8}$ ]] || fail "--seed needs a number from 1 to 999999999" "ops/scripts/fuzz.sh --help"
      seed=$2
      shift
      ;;
    --only)
      [[ " ${targets[*]} " == *" ${2:-none} "* ]] || fail "--only needs one of: ${targets[*]}" "ops/scripts/fuzz.sh --help"
      targets=("$2")
      shift
      ;;
    *)
      [[ $1 =~ ^[1-9][0-9]{0,9}$ ]] || fail "unknown argument: $1" "ops/scripts/fuzz.sh --help"
      runs=$1
      ;;
  esac
  shift
done

# Beyond kTextMax of words.hpp for the cleaning of texts; a whole configuration file, certificate or list row; names and
# questions need no more to try all of their branches.
longest_input() {
  case $1 in
    words) echo 700 ;;
    requests) echo 1500 ;;
    tokens) echo 1000 ;;
    settings) echo 16000 ;;
    *) echo 300 ;;
  esac
}

# run TARGET: into its log; true when it ran to the end. Without the entropic schedule it tries a third more.
run() {
  local target=$1 seeds=(tests/fuzz/corpus/"$1"/*)
  nice "build/fuzz/bin/fuzz_$target" -runs="$runs" -seed="$seed" -max_len="$(longest_input "$target")" -timeout=30 \
    -entropic=0 -dict=tests/fuzz/names.dict -artifact_prefix="build/fuzz/findings/$target-" \
    -seed_inputs="$(IFS=, && echo "${seeds[*]}")" >"build/fuzz/$target.log" 2>&1 &&
    grep -q "^Done $runs runs" "build/fuzz/$target.log"
}

# Runs it and says how it went.
try() {
  local target=$1 log=build/fuzz/$1.log begun=$SECONDS input
  if run "$target"; then
    say "$target: $runs runs in $((SECONDS - begun)) s, nothing found"
    return
  fi
  grep -a -E -m 1 -A 14 'promise broken|runtime error|ERROR: ' "$log" || tail -n 25 "$log"
  input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  say "$target: FAILED${input:+; the input is $input, and build/fuzz/bin/fuzz_$target $input runs it again}"
  # A finding must outlive the machine that made it.
  [[ -z $input ]] || say "$target: the input in base64: $(base64 -w 0 "$input")"
  return 1
}

command -v clang++-14 >/dev/null || fail "clang++-14 is missing" "ops/test installs it"
say "building the fuzzers"
mkdir -p build/fuzz/findings
quietly build/fuzz/build.log "ops/test installs what the build needs" cmake --preset fuzz
quietly build/fuzz/build.log "read the lines above" nice cmake --build --preset fuzz --parallel "$(jobs_that_fit)"

export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
say "seed $seed, $runs runs of each of: ${targets[*]}"
failed=0
running=0
for target in "${targets[@]}"; do
  if ((running == $(nproc))); then
    wait -n || failed=1
    running=$((running - 1))
  fi
  try "$target" &
  running=$((running + 1))
done
for ((; running > 0; --running)); do
  wait -n || failed=1
done
exit $failed
