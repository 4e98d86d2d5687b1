#!/usr/bin/env bash
# Builds the benchmarks with release flags and runs them (ops/docs/benchmarks.md).
#   ops/scripts/bench.sh [lookup|edge|import|kill|population|peers|growth|matching|standing|figures|all] [--quick] [--gate]
# population, peers and growth are the matcher alone (ops/docs/matching_figures.md) and together `matching`; they,
# `standing` and `figures` are not part of `all`. --quick: a small register, to see that everything works. --gate: end with an error when a bar is missed.
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
    lookup | edge | import | kill | population | peers | growth | matching | standing | figures | all) what=$word ;;
    --quick) size=20000 ;;
    --gate) gate=(--gate) ;;
    *) fail "unknown word: $word" \
      "ops/scripts/bench.sh [lookup|edge|import|kill|population|peers|growth|matching|standing|figures|all] [--quick] [--gate]" ;;
  esac
done

programs=build/bench/bin
figures=ops/docs/figures
case $what in
  population) targets=(population_bench) ;;
  peers) targets=(search_peers_bench) ;;
  growth) targets=(growth_bench) ;;
  matching) targets=(population_bench search_peers_bench growth_bench) ;;
  standing) targets=(standing_bench) ;;
  figures) targets=(figures_bench) ;;
  *) targets=(lookup_bench edge_bench import_bench hotlined hotlined_nolog hotlined_nosign hotline) ;;
esac
case $what in
  population | peers | growth | matching)
    mapfile -t packages < <(listed_packages ops/scripts/packages.bench)
    install_packages "${packages[@]}"
    ;;
esac

say "building the benchmarks with release flags"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
quietly "$log" "ops/test installs what the build needs" cmake --preset bench
quietly "$log" "read the lines above" cmake --build --preset bench --parallel "$(jobs_that_fit)" --target "${targets[@]}"

missed=0
measure() {
  local program=$1
  shift
  say "$program $*"
  "$programs/$program" "$@" "${gate[@]}" || missed=1
}
if [[ $what == lookup || $what == all ]]; then measure lookup_bench --persons "$size"; fi
if [[ $what == edge || $what == all ]]; then measure edge_bench --persons "$size"; fi
if [[ $what == import || $what == all ]]; then measure import_bench --rows "$size"; fi
if [[ $what == kill || $what == all ]]; then measure import_bench --rows "$size" --kill; fi
if [[ $what == standing ]]; then
  inquiries=300000
  if ((size < 1000000)); then inquiries=$size; fi
  measure standing_bench services/matching/lexicon --inquiries "$inquiries"
fi
if [[ $what == figures ]]; then measure figures_bench --entries "$((size * 10))"; fi
if [[ $what == population || $what == matching ]]; then
  curves=$figures/reliability.tsv
  if ((size < 1000000)); then curves=$work/reliability.tsv; fi
  measure population_bench --persons "$size" --reliability "$curves"
fi
if [[ $what == peers || $what == matching ]]; then measure search_peers_bench --persons "$size"; fi
if [[ $what == growth || $what == matching ]]; then
  if ((size < 1000000)); then
    table=$work/growth.tsv sizes=(10000 20000)
  else
    table=$figures/growth.tsv sizes=(10000 100000 1000000 10000000)
  fi
  rm -f "$table"
  for persons in "${sizes[@]}"; do
    say "growth_bench --persons $persons"
    "$programs/growth_bench" --persons "$persons" --append "$table"
  done
fi
# What is committed is the full size; a quick run draws nothing.
if ((size >= 1000000)) && [[ $what =~ ^(population|growth|matching)$ ]]; then ops/scripts/plot_matching.sh "$figures"; fi
exit $missed
