#!/usr/bin/env bash
# probe.sh prepare: what ops/docs/runbook.md has an administrator do once. probe.sh: sees that the units serve, in the booted
# machine; each line of /run/out/seen is one thing that was seen. Run by boot.sh.
set -euo pipefail
config=/usr/share/hotline/ops/config

# "Under systemd" of the runbook, word by word.
prepare() {
  useradd --system --home-dir /var/lib/hotline --shell /usr/sbin/nologin hotline
  useradd --system --home-dir /etc/hotline-edge --shell /usr/sbin/nologin --groups hotline hotline-edge
  install -d -m 0700 -o hotline -g hotline /etc/hotline /etc/hotline/certs
  install -m 0600 -o hotline -g hotline "$config/systemd.toml" /etc/hotline/hotlined.toml
  install -d -m 0750 -o root -g hotline-edge /etc/hotline-edge /etc/hotline-edge/certs
  install -m 0644 "$config/edge.env" /etc/hotline-edge/
  install -d -m 0700 /etc/hotline-watchdog
  install -d -m 0700 -o postgres -g postgres /var/backups/hotline
  echo 'host=/run/postgresql dbname=hotline' | install -m 0600 -o hotline -g hotline /dev/stdin /etc/hotline/connection

  hotline certs init --folder /root/ca
  hotline certs issue --folder /root/ca --uri spiffe://hotline.example/operator/watchdog --out /root/ca/watchdog
  install -m 0600 -o hotline -g hotline /root/ca/ca.pem /root/ca/crl.pem /etc/hotline/certs/
  install -m 0640 -o root -g hotline-edge /root/ca/ca.pem /root/ca/crl.pem /root/ca/edge.pem /etc/hotline-edge/certs/
  install -m 0600 /root/ca/watchdog.pem /root/ca/watchdog.key /root/ca/ca.pem /etc/hotline-watchdog/
  setpriv --reuid=hotline --regid=hotline --init-groups -- hotline keys init --folder /etc/hotline/keys

  database
  cat >/etc/systemd/system/hotline-probe.service <<'UNIT'
[Unit]
Description=Looks at the units
DefaultDependencies=no
SuccessAction=exit-force
FailureAction=exit-force
[Service]
Type=oneshot
ExecStart=/usr/bin/hotline-probe
TimeoutStartSec=200
UNIT
  # Nothing else of this machine is started.
  rm -rf /etc/systemd/system/*.wants /usr/lib/systemd/system/*.wants /usr/lib/systemd/system-generators/* /run/systemd
}

# A plain cluster, with a map that lets each of our accounts in by the logins that are its own.
database() {
  local bin=/usr/lib/postgresql/15/bin data=/var/lib/postgresql/probe
  install -d -m 2775 -o postgres -g postgres /run/postgresql
  as_postgres "$bin/initdb" -D "$data" --data-checksums --locale=C --encoding=UTF8
  cat >"$data/pg_hba.conf" <<'RULES'
local all postgres peer
local replication postgres peer
local all all peer map=hotline
RULES
  grep -o "'hotline_[a-z]*'" /usr/share/hotline/db/roles.sql | tr -d "'" | sort -u | sed 's/^/hotline hotline /' >"$data/pg_ident.conf"
  printf "unix_socket_directories = '/run/postgresql'\nlisten_addresses = ''\n" >>"$data/postgresql.conf"
  cat >/etc/systemd/system/postgresql.service <<UNIT
[Unit]
DefaultDependencies=no
[Service]
Type=notify
User=postgres
RuntimeDirectory=postgresql
ExecStart=$bin/postgres -D $data
StandardError=append:/run/out/postgres.log
KillMode=mixed
KillSignal=SIGINT
UNIT
  as_postgres "$bin/pg_ctl" -D "$data" -l /tmp/postgres.log -w start
  as_postgres createdb hotline
  as_postgres psql -d hotline -v ON_ERROR_STOP=1 -v database=hotline -f - </usr/share/hotline/db/roles.sql
  setpriv --reuid=hotline --regid=hotline --init-groups -- hotline migrate --conninfo-file /etc/hotline/connection --trial
  as_postgres "$bin/pg_ctl" -D "$data" -m fast -w stop
  rm -rf /run/postgresql
}
as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"); }

seen() { echo "$*" >>/run/out/seen; }
# expect NAME COMMAND...
expect() {
  local name=$1
  shift
  if "$@" >>/run/out/probe.log 2>&1; then seen "$name: yes"; else seen "$name: NO"; fi
}
status_of() { systemctl show --value -p "$2" "$1"; }

# As far as the first process of this machine can allow it.
locks_memory() {
  grep -qE '^Max locked memory +unlimited' "/proc/$1/limits" ||
    diff <(grep 'locked memory' "/proc/$1/limits") <(grep 'locked memory' /proc/1/limits)
}

look() {
  trap 'journalctl --no-pager >/run/out/journal.log 2>&1 || true' EXIT
  systemctl start systemd-journald.service
  expect "postgresql starts" systemctl start postgresql.service
  expect "hotlined starts and serves" systemctl start hotlined.service
  local pid status
  pid=$(status_of hotlined MainPID)
  status=$(cat "/proc/$pid/status")
  cat "/proc/$pid/limits" "/proc/$pid/status" >>/run/out/probe.log
  expect "hotlined is another account" test "$(stat -c %U "/proc/$pid")" != root
  expect "hotlined has no capability" grep -q $'^CapEff:\t0000000000000000' <<<"$status"
  expect "hotlined gets no new privileges" grep -q $'^NoNewPrivs:\t1' <<<"$status"
  expect "hotlined has a system call filter" grep -q $'^Seccomp:\t2' <<<"$status"
  expect "hotlined leaves no core" grep -qE '^Max core file size +0 +0' "/proc/$pid/limits"
  expect "hotlined may lock its memory" locks_memory "$pid"
  expect "hotlined sees / read-only" grep -qE ' / / ro[, ]' "/proc/$pid/mountinfo"
  expect "hotlined sees no home" nsenter --mount --target "$pid" test ! -e /root/ca
  expect "an operator is answered" hotline --socket /run/hotline/hotlined.sock --as operator lookup --name "Nemovlenko Ostap" \
    --birth-date 1990-01-02
  expect "the edge starts" systemctl start hotline-edge.service
  expect "the watchdog's look-up passes the edge" hotline --edge localhost:8443 --cert /etc/hotline-watchdog/watchdog.pem \
    --key /etc/hotline-watchdog/watchdog.key --ca /etc/hotline-watchdog/ca.pem watchdog --rounds 1
  expect "the watchdog starts" systemctl start hotline-watchdog.service
  expect "the write-ahead log is received" systemctl start hotline-wal.service
  expect "a backup is made" systemctl start hotline-backup.service
  expect "the backup is whole" hotline-backup --check /var/backups/hotline/base-*Z
  expect "the timer starts" systemctl start hotline-backup.timer
  kill -KILL "$pid"

  for _ in $(seq 150); do
    if [[ $(status_of hotlined ActiveState) == active && $(status_of hotlined MainPID) != "$pid" ]]; then break; fi
    sleep 0.1
  done
  expect "hotlined is back after a kill" hotline --socket /run/hotline/hotlined.sock --as operator status
  sleep 2
  expect "the watchdog still runs" systemctl is-active hotline-watchdog.service
  expect "the receiver still runs" systemctl is-active hotline-wal.service
  expect "the head of the log is kept" test -s /var/lib/hotline/log_head
  expect "hotlined stops in order" systemctl stop hotlined.service
  expect "and ended well" test "$(status_of hotlined Result)" = success
  seen "the end"
}

if [[ ${1:-} == prepare ]]; then prepare; else look; fi
