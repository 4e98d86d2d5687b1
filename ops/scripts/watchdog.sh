#!/usr/bin/env bash
# Started by ops/up, ended by ops/down: asks through the edge, and starts again what is deaf.
#   watchdog.sh PROGRAMS EVERY [--live]
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"
programs=$1 every=$2 live=${3:-}
find_state
# shellcheck source=ops/scripts/edge.sh
source "$HOTLINE_ROOT/ops/scripts/edge.sh"
port=$(sed -n 's/^HOTLINE_EDGE_LISTEN=.*://p' "$edge_env")

# Killed, for it does not hear; no answer has left without its entry.
kill_the_deaf() {
  local file pid
  for file in "$run/hotlined.pid" "$edge_pid_file"; do
    if pid=$(recorded_process "$file"); then kill -KILL "$pid" || true; fi
  done
  sleep 1
}

while :; do
  ended=0
  "$programs/hotline" --edge "localhost:$port" --cert "$edge_certs/watchdog.pem" --key "$edge_certs/watchdog.key" \
    --ca "$edge_certs/ca.pem" --timeout 5 watchdog --every "$every" --failures 3 || ended=$?
  if [[ $ended == 6 ]]; then
    say "nothing answers: starting hotlined and the edge again"
    # Somebody who works in this folder knows what he does.
    if flock -n "$state/lock" true; then
      kill_the_deaf
      HOTLINE_BUILD=${programs%/bin} HOTLINE_EDGE_PORT=$port "$HOTLINE_ROOT/ops/up" ${live:+"$live"} || true
    fi
  fi
  sleep "$every"
done
