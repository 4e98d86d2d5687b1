#!/usr/bin/env bash
# ops/scripts/plot_matching.sh [FOLDER]: draws the figures of the matcher from FOLDER (ops/docs/figures):
#   reliability.tsv (population_bench --reliability) to reliability.svg
#   growth.tsv      (growth_bench --append)          to growth.svg
# Needs gnuplot (Debian: gnuplot-nox); ops/scripts/bench.sh installs it.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"

case ${1:-} in
  --help | -h) sed -n '2,5s/^# \?//p' "${BASH_SOURCE[0]}" && exit 0 ;;
esac
folder=$(realpath "${1:-$HOTLINE_ROOT/ops/docs/figures}")
command -v gnuplot >/dev/null || fail "gnuplot is missing" "apt-get install gnuplot-nox"
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

# Twelve colours that are told apart, where gnuplot has eight.
colours() {
  local number=0 colour
  for colour in 1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf 000000 a0c000; do
    number=$((number + 1))
    echo "set linetype $number lc rgb \"#$colour\""
  done
}

# One file a curve: predicted, observed, low, high; points of fewer than 20 candidates say nothing.
curves_of() {
  local panel=$1 condition=$2
  awk -F'\t' -v panel="$parts/$panel" "NR > 1 && \$7 >= 20 && ($condition)"' {
    sub(/, (patronymic and date|patronymic, no date|date, no patronymic)$/, "", $2)
    if (!($2 in number)) { number[$2] = ++count; print $2 > (panel ".names") }
    print $3, $4, $5, $6 > sprintf("%s.%02d", panel, number[$2])
  }' "$folder/reliability.tsv"
}

panel() {
  local panel=$1 title=$2 number=0 name plot=''
  while read -r name; do
    number=$((number + 1))
    plot+="$(printf '"%s.%02d" using 1:2:3:4 with yerrorbars pt 7 ps 0.5 lc %d title "%s", ' \
      "$parts/$panel" $number $number "${name//\"/}")"
    plot+="$(printf '"%s.%02d" using 1:2 with lines lc %d notitle, ' "$parts/$panel" $number $number)"
  done <"$parts/$panel.names"
  printf 'set title "%s"\nplot %s x with lines lc rgb "#888888" dt 2 notitle\n' "$title" "$plot"
}

draw_reliability() {
  # shellcheck disable=SC2016  # awk expands them
  curves_of dated '$1 == "slip" && $2 !~ /no date$/'
  # shellcheck disable=SC2016
  curves_of undated '$1 == "slip" && $2 ~ /no date$/'
  # shellcheck disable=SC2016
  curves_of surname '$1 == "surname"'
  gnuplot <<PLOT
set terminal svg size 1500,780 font "sans,12" background "white"
$(colours)
set output "$folder/reliability.svg"
set multiplot layout 1,3
set xrange [0:1]; set yrange [0:1]; set size ratio 1; set grid lc rgb "#dddddd"
set xlabel "probability that the matcher gives"; set ylabel "share that is the person asked for"
set key below maxcols 2 samplen 1 spacing 0.95 font ",10"
$(panel dated "kind of slip, with a birth date")
$(panel undated "kind of slip, with patronymic, no date")
$(panel surname "commonness of the surname")
unset multiplot
PLOT
}

draw_growth() {
  local kind number=0 time='' kinds
  mapfile -t kinds < <(awk -F'\t' 'NR > 1 && !seen[$5]++ { print $5 }' "$folder/growth.tsv")
  for kind in "${kinds[@]}"; do
    number=$((number + 1))
    awk -F'\t' -v kind="$kind" 'NR > 1 && $5 == kind { print $1, $6, $7 }' "$folder/growth.tsv" | sort -n >"$parts/$kind"
    time+="$(printf '"%s" using 1:2 with linespoints pt 7 ps 0.6 lc %d title "%s", ' "$parts/$kind" $number "${kind//_/ }")"
    time+="$(printf '"%s" using 1:3 with lines dt 3 lc %d notitle, ' "$parts/$kind" $number)"
  done
  awk -F'\t' 'NR > 1 && !seen[$1]++ { print $1, $2 }' "$folder/growth.tsv" | sort -n >"$parts/bytes"
  gnuplot <<PLOT
set terminal svg size 1200,600 font "sans,12" background "white"
$(colours)
set output "$folder/growth.svg"
set multiplot layout 1,2
set logscale x; set format x "10^{%T}"; set grid lc rgb "#dddddd"; set xlabel "persons in the register"
set key below maxcols 2 samplen 2 font ",10"
set logscale y; set yrange [1:*]; set ylabel "microseconds of processor time"; set title "one search: mean, and dotted the 99th of 100"
plot ${time%, }
unset logscale y; set yrange [0:*]; set ylabel "bytes"; set title "memory a record"
plot "$parts/bytes" using 1:2 with linespoints pt 7 lc 1 title "index"
unset multiplot
PLOT
}

[[ ! -f $folder/reliability.tsv ]] || draw_reliability
[[ ! -f $folder/growth.tsv ]] || draw_growth
