# The TLS edge of ops/up: HAProxy with ops/haproxy/haproxy.cfg. Read with `source` after lib.sh and find_state.
# shellcheck shell=bash
# shellcheck disable=SC2154  # state, run and programs come from who sources this

edge_certs=$state/certs
edge_env=$state/edge.env
edge_pid_file=$run/edge.pid
edge_socket=$run/edge.sock
watchdog_pid_file=$run/watchdog.pid

haproxy_program() { PATH=$PATH:/usr/sbin:/sbin command -v haproxy; }

# Whether there is to be an edge; says why not.
edge_wanted() {
  edge_port=${HOTLINE_EDGE_PORT:-8443}
  [[ $edge_port =~ ^[0-9]+$ && $edge_port -le 65535 ]] ||
    fail "HOTLINE_EDGE_PORT is no port" "a number from 1 to 65535, or 0 for no edge"
  if [[ $edge_port == 0 ]]; then return 1; fi
  if ! haproxy_program >/dev/null; then
    say "no edge: there is no haproxy here (package haproxy)"
    return 1
  fi
  local file
  for file in ca.pem crl.pem edge.pem; do
    if [[ ! -e $edge_certs/$file ]]; then
      say "no edge: $edge_certs has no $file (ops/docs/runbook.md says which certificates belong there)"
      return 1
    fi
  done
}

# A trial makes its own authority, and a certificate to try it with.
prepare_trial_certificates() {
  local log=$state/log/certs.log remedy="the last line of it says what is wrong"
  if [[ ${HOTLINE_EDGE_PORT:-} == 0 ]] || ! haproxy_program >/dev/null; then return; fi
  if [[ ! -e $edge_certs/ca.pem ]]; then
    say "certificates for a trial in $edge_certs"
    quietly "$log" "$remedy" "$programs/hotline" certs init --folder "$edge_certs"
  fi
  local name
  for name in ws-1 watchdog; do
    if [[ -e $edge_certs/$name.pem || ! -e $edge_certs/ca.key ]]; then continue; fi
    rm -f "$edge_certs/$name.key" # left by a run that was ended in between
    quietly "$log" "$remedy" "$programs/hotline" certs issue --folder "$edge_certs" \
      --uri "spiffe://hotline.example/operator/$name" --out "$edge_certs/$name"
  done
}

write_edge_env() {
  cat >"$edge_env.new" <<TEXT
HOTLINE_EDGE_LISTEN=127.0.0.1:$edge_port
HOTLINE_EDGE_CERTS=$edge_certs
HOTLINE_EDGE_SOCKET=$edge_socket
HOTLINE_EDGE_RATES=${HOTLINE_EDGE_RATES:-$HOTLINE_ROOT/ops/haproxy/rates.map}
HOTLINE_EDGE_FILES=$HOTLINE_ROOT/ops/haproxy
TEXT
  if cmp -s "$edge_env.new" "$edge_env"; then rm "$edge_env.new"; else mv "$edge_env.new" "$edge_env"; fi
}

edge_changed() {
  local file
  for file in "$edge_env" "$HOTLINE_ROOT"/ops/haproxy/* "$edge_certs"/{ca,crl,edge}.pem; do
    if [[ $file -nt $edge_pid_file ]]; then return 0; fi
  done
  return 1
}

start_edge() {
  local pid log=$state/log/edge.log settings
  write_edge_env
  mapfile -t settings <"$edge_env"
  if pid=$(recorded_process "$edge_pid_file"); then
    if ! edge_changed; then
      say "the edge already runs (process $pid)"
      return
    fi
    say "the edge's settings or certificates changed: stopping the old one first"
    stop_edge
  fi
  quietly "$log.check" "mend what the lines above name, then run ops/up again" \
    env "${settings[@]}" "$(haproxy_program)" -c -q -f "$HOTLINE_ROOT/ops/haproxy/haproxy.cfg"
  say "starting the edge on 127.0.0.1:$edge_port"
  (
    ulimit -c 0 # a core dump would hold keys and what passes through
    exec env "${settings[@]}" setsid "$(haproxy_program)" -W -f "$HOTLINE_ROOT/ops/haproxy/haproxy.cfg"
  ) >>"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  record_process "$pid" "$edge_pid_file" || true
  local deadline=$((SECONDS + 10))
  # A worker is there once the port was bound; the port alone may be somebody else's.
  until [[ -n $(edge_workers "$pid") ]] && (: <"/dev/tcp/127.0.0.1/$edge_port") 2>/dev/null; do
    if ! recorded_process "$edge_pid_file" >/dev/null || ((SECONDS > deadline)); then
      rm -f "$edge_pid_file"
      tail -n 3 "$log" >&2
      fail "the edge does not start; the lines above are the end of $log" \
        "if another program has the port: HOTLINE_EDGE_PORT=other ops/up; 0 means no edge"
    fi
    sleep 0.1
  done
}

# edge_workers PID: the processes that serve; the one of `pid` only reads settings and starts them.
edge_workers() { cat "/proc/$1/task/$1/children" 2>/dev/null; }

# A new worker with the certificates and files of now; the old one ends its calls. Nothing is lost: the new one takes over
# the port, and settings with a fault leave the old one alone.
reload_edge() {
  local pid=$1 settings before worker deadline=$((SECONDS + 10))
  mapfile -t settings <"$edge_env"
  quietly "$state/log/edge.log.check" "mend what the lines above name; the edge goes on with what it has" \
    env "${settings[@]}" "$(haproxy_program)" -c -q -f "$HOTLINE_ROOT/ops/haproxy/haproxy.cfg"
  before=" $(edge_workers "$pid") "
  kill -USR2 "$pid"
  while :; do
    for worker in $(edge_workers "$pid"); do
      if [[ $before != *" $worker "* ]]; then
        touch "$edge_pid_file" # by which ops/up sees what is newer
        return
      fi
    done
    ((SECONDS < deadline)) || fail "the edge did not take the new files into use" "read the end of $state/log/edge.log"
    sleep 0.1
  done
}

# start_watchdog [--live]
start_watchdog() {
  local pid every=${HOTLINE_WATCHDOG:-60}
  [[ $every =~ ^[0-9]+$ && $every -le 3600 ]] ||
    fail "HOTLINE_WATCHDOG is no number of seconds" "from 1 to 3600, or 0 for no watchdog"
  if recorded_process "$watchdog_pid_file" >/dev/null; then return; fi
  if [[ $every == 0 || ! -e $edge_certs/watchdog.pem ]]; then return; fi
  say "starting a watchdog that asks through the edge every $every seconds"
  setsid "$HOTLINE_ROOT/ops/scripts/watchdog.sh" "$programs" "$every" "$@" >>"$state/log/watchdog.log" 2>&1 </dev/null 9>&- &
  pid=$!
  record_process "$pid" "$watchdog_pid_file" || true
}

# Before anything that it would take for deaf.
stop_watchdog() {
  local pid
  if pid=$(recorded_process "$watchdog_pid_file"); then kill -TERM -- "-$pid" 2>/dev/null || true; fi
  rm -f "$watchdog_pid_file"
}

# From now on it takes no new connection; calls under way go on.
close_edge() {
  local pid
  if pid=$(recorded_process "$edge_pid_file"); then kill -USR1 "$pid"; fi
}

stop_edge() {
  local pid
  if pid=$(recorded_process "$edge_pid_file"); then
    say "stopping the edge (process $pid)"
    kill -TERM "$pid"
    wait_for_end "$pid" 10 || fail "process $pid does not end" "look at it with ps"
  fi
  rm -f "$edge_pid_file"
}
