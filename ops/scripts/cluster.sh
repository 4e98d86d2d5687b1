# The embedded PostgreSQL cluster of ops/up; read with `source` after lib.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154  # state, run, cluster, db_run, account and pg_bin are set by lib.sh

# Can the database account walk to this folder? A clone below /root or a private home is closed to it.
account_reaches() { as_account test -x "$1" 2>/dev/null; }

# Makes the folders; sends sockets and data elsewhere only where they cannot work here, and leaves a link to them.
prepare_folders() {
  # Folders above it as usual, or the database account could not walk through them.
  (umask 022 && mkdir -p "$state")
  [[ -w $state ]] || fail "$state is not writable by $(id -un)" "run as the account that ran ops/up first, or name another folder with HOTLINE_VAR"
  mkdir -p "$state/db" "$state/log"
  chmod 0711 "$state" "$state/db"
  chmod 0700 "$state/log"

  # "/metrics.sock" and "/db/.s.PGSQL.5432" are what is added to it.
  if [[ ! -L $state/run ]] && { ((${#state} > 80)) || ! account_reaches "$state"; }; then
    rmdir "$state/run" 2>/dev/null || true
    ln -sfn "$short_run" "$state/run"
    run=$short_run
    db_run=$run/db
  fi
  # The short folder lies where a restart of the machine sweeps, and where others may write: it must be our own.
  mkdir -p "$run"
  [[ $(stat -c %u "$run") == "$(id -u)" && ! -L $run ]] || fail "$run belongs to somebody else" "remove it, or name another folder with HOTLINE_VAR"
  chmod 0711 "$run"
}

# Where the cluster is to lie, and its sockets.
place_cluster() {
  if [[ ! -e $cluster && ! -L $state/db/cluster ]] && ! account_reaches "$state/db"; then
    say "$account cannot reach $state: the cluster goes to $far_cluster, with a link in $state/db"
    ln -sfn "$far_cluster" "$state/db/cluster"
    cluster=$far_cluster
  fi
  install -d -m 0700 -o "$account" "$db_run"
}

prepare_cluster_folder() {
  place_cluster
  if [[ ! -e $cluster/PG_VERSION ]]; then
    [[ ! -e $cluster ]] || [[ -z $(ls -A "$cluster") ]] || fail "$cluster is neither empty nor a cluster" "move it away"
    # Under another name until initdb is through, so that a cluster is either whole or not there.
    rm -rf "$cluster.new"
    install -d -m 0700 -o "$account" "$cluster.new"
    quietly "$state/log/initdb.log" "read the log; the disk may be full" \
      as_account "$pg_bin/initdb" -D "$cluster.new" --data-checksums --encoding=UTF8 --locale=C --username=postgres \
      --auth-local=trust --auth-host=reject
    echo "include 'hotline.conf'" | as_account tee -a "$cluster.new/postgresql.conf" >/dev/null
    rmdir "$cluster" 2>/dev/null || true
    mv "$cluster.new" "$cluster"
  fi
  [[ $(stat -c %U "$cluster") == "$account" ]] ||
    fail "the cluster belongs to $(stat -c %U "$cluster"), not to $account" "run ops/up as the account that ran it first"
}

# Rewritten at each start. The order matters: what the promise of a durable log rests on comes first.
write_cluster_settings() {
  local memory_mb buffers_mb
  memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  buffers_mb=$((memory_mb / 8 < 64 ? 64 : memory_mb / 8 > 1024 ? 1024 : memory_mb / 8))
  cat <<SETTINGS
# Written by ops/up at each start. A setting of your own: ALTER SYSTEM SET, which overrides this file.
fsync = on
full_page_writes = on
synchronous_commit = on
listen_addresses = ''
unix_socket_directories = '$db_run'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = ${buffers_mb}MB
maintenance_work_mem = 128MB
work_mem = 16MB
max_wal_size = 4GB
# What a receiver of the write-ahead log (ops/backup --wal) that is gone may hold back.
max_slot_wal_keep_size = 16GB
checkpoint_timeout = 15min
wal_compression = lz4
timezone = 'UTC'
log_timezone = 'UTC'
# A statement or a message in detail can quote a row: neither may reach the log.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_line_prefix = '%m [%p] %q%u@%d '
SETTINGS
}

cluster_has_processes() {
  local folder
  for folder in /proc/[0-9]*/cwd; do
    if [[ $(readlink "$folder" 2>/dev/null) == "$(realpath "$cluster")" ]]; then return 0; fi
  done
  return 1
}

# start_cluster [SETTING=VALUE...]
start_cluster() {
  local setting options=()
  for setting in "$@"; do options+=(-c "$setting"); done
  local pid log=$state/log/postgresql.log
  if pid=$(cluster_process); then
    say "PostgreSQL already runs (process $pid)"
    return
  fi
  # After a crash of the machine the recorded number may be another program's, and PostgreSQL would refuse to start. The
  # record may go only when no process of the cluster is left, for it is what keeps two servers off one folder.
  local tenths=300
  while cluster_has_processes; do
    ((tenths-- > 0)) || fail "processes of a dead PostgreSQL server still work in $cluster" "wait for their end, then run ops/up again"
    sleep 0.1
  done
  rm -f "$cluster/postmaster.pid" "$db_run"/.s.PGSQL.5432*
  write_cluster_settings | as_account tee "$cluster/hotline.conf" >/dev/null
  # Redirected here and not by the server, so that the log lies in our folder and not in the database account's.
  (
    cd /
    ulimit -c 0
    exec setsid "${account_command[@]}" "$pg_bin/postgres" -D "$cluster" "${options[@]}"
  ) >>"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  tenths=6000
  until "$pg_bin/pg_isready" -q -h "$db_run"; do
    if ! process_mark "$pid" >/dev/null; then
      tail -n 8 "$log" >&2
      fail "PostgreSQL did not start; the lines above are the end of $log" "mend what they name, then run ops/up again"
    fi
    ((tenths-- > 0)) || fail "PostgreSQL is still recovering after ten minutes" "follow $log, then run ops/up again"
    sleep 0.1
  done
}

cluster_sql() { "$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$db_run" -U postgres "$@"; }

# The database and its logins; safe to repeat.
make_database() {
  if [[ -z $(cluster_sql -d postgres -At -c "SELECT 1 FROM pg_database WHERE datname = 'hotline'") ]]; then
    cluster_sql -d postgres -c 'CREATE DATABASE hotline'
  fi
  say "database logins, each with the least rights"
  cluster_sql -d hotline -v database=hotline <db/roles.sql >"$state/log/roles.log" 2>&1 ||
    fail "db/roles.sql failed: $(tail -n 1 "$state/log/roles.log")" "it needs the cluster's administrator"
}
