#!/usr/bin/env bash
# restore.sh BACKUP KEYS   makes a new state folder from a backup and its keys; ops/up then starts it
# HOTLINE_VAR names the state folder, which must not hold a database yet.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"
# shellcheck source=ops/scripts/cluster.sh
source "$HOTLINE_ROOT/ops/scripts/cluster.sh"

[[ $# == 2 && -f $1/hotline.dump && -d $2 ]] || fail "a backup folder and a folder of keys are needed" "restore.sh BACKUP KEYS, both made by backup.sh"
backup=$(realpath "$1")
keys=$(realpath "$2")
(cd "$backup" && sha256sum --quiet --check sha256sums) || fail "the backup is damaged" "use another one"
cd "$HOTLINE_ROOT"
find_state
[[ ! -e $cluster/PG_VERSION && ! -e $state/mark && ! -e $state/db/external ]] ||
  fail "$state already holds a database" "HOTLINE_VAR=new-folder; nothing is ever restored over another database"
umask 077
prepare_folders
exec 9>"$state/lock"
flock -n 9 || fail "another ops/up or ops/down works in $state" "wait for its end"
prepare_cluster_folder
start_cluster
make_database
say "restoring the database"
quietly "$state/log/restore.log" "the log names the first row that did not fit" \
  "$pg_bin/pg_restore" -h "$db_run" -U postgres -d hotline --exit-on-error "$backup/hotline.dump"
mkdir -p "$state/keys"
cp -p "$keys"/* "$state/keys/"

# An index that was signed after the backup must never be given a second time: the log goes on in a tree of its own.
tree=$(cluster_sql -d hotline -At -c 'SELECT coalesce(max(tree), 0) + 1 FROM log_tree')
sed "s/^tree = .*/tree = $tree/" ops/config/hotlined.toml >"$state/hotlined.toml"
cp "$backup/mark" "$state/mark"
touch "$state/sample_loaded"
live=
if [[ $(<"$state/mark") == LIVE ]]; then live=' --live'; fi
say "restored; the log goes on in tree $tree. Start it: ${HOTLINE_VAR:+HOTLINE_VAR=$HOTLINE_VAR }ops/up$live"
