#!/usr/bin/env bash
# backup.sh FOLDER        the database of ops/up, whole and consistent, while hotlined serves
# backup.sh --keys FOLDER the keys, to another place: whoever holds both can read every name
# HOTLINE_VAR names the state folder, as for ops/up. A database elsewhere is backed up by its administrator.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"
# shellcheck source=ops/scripts/cluster.sh
source "$HOTLINE_ROOT/ops/scripts/cluster.sh"

what=database
if [[ ${1:-} == --keys ]]; then
  what=keys
  shift
fi
[[ $# == 1 && $1 != -* ]] || fail "one folder is needed" "$(sed -n '2,4s/^# //p' "$0" | tr '\n' ';')"
find_state
target=$(realpath -m "$1")
[[ $target != "$state"* ]] || fail "a copy inside $state is lost with it" "name a folder on another disk"
[[ ! -e $target || -z $(ls -A "$target") ]] || fail "$target is not empty" "name a new folder for each backup"
umask 077
mkdir -p "$target"

if [[ $what == keys ]]; then
  [[ -d $state/keys ]] || fail "there are no keys in $state" "HOTLINE_VAR names another folder"
  cp -p "$state/keys"/* "$target/"
  say "keys copied to $target: keep them apart from every backup of the database"
  exit
fi

cluster_process >/dev/null || fail "PostgreSQL of $state does not run" "ops/up starts it; a database elsewhere is its administrator's to back up"
say "dumping the database"
"$pg_bin/pg_dump" -h "$db_run" -U postgres -d hotline --format=custom --file="$target/hotline.dump.part"
sync "$target/hotline.dump.part"
mv "$target/hotline.dump.part" "$target/hotline.dump"
cp "$state/mark" "$target/mark"
(cd "$target" && sha256sum hotline.dump mark >sha256sums)
say "backup in $target; restore.sh reads it. Keys are not in it: backup.sh --keys OTHER-FOLDER"
