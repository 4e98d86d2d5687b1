# What ops/backup writes and ops/restore reads; read with `source` after lib.sh.
# shellcheck shell=bash
# shellcheck disable=SC2154  # pg_bin comes from lib.sh
#
# A backup is a folder:
#   base/               a base backup of the PostgreSQL cluster with the write-ahead log of its time, and its manifest
#   about               what it is, one KEY=VALUE a line
#   hotlined.toml mark  settings and TRIAL or LIVE, where they were at hand
#   checkpoint-N.note   the last signed checkpoint of tree N in it
#   keys.sha256         hashes of the key files that it needs, which tell nothing of the keys
#   sha256sums          of everything but the files of base/, which the manifest has; written last

problems=()
problem() { problems+=("$1"); }

# Ends the program when there is any, with all of them.
refuse_problems() {
  if ((${#problems[@]} == 0)); then return; fi
  printf "${0##*/}: %s\n" "${problems[@]}" >&2
  if [[ -n ${1:-} ]]; then printf '  what helps: %s\n' "$1" >&2; fi
  exit 1
}

about() { sed -n "s/^$2=//p" "$1/about" 2>/dev/null; }

# hash_files FOLDER [FILE...]: writes its sha256sums, of all files that do not lie in base/ and of these.
hash_files() {
  (cd "$1" && find . -path ./base -prune -o -type f -printf '%P\0' | sort -z | xargs -0 sha256sum "${@:2}") >"$1.sums"
  mv "$1.sums" "$1/sha256sums"
}

# check_backup FOLDER: each thing that is wrong with it is a problem.
check_backup() {
  local folder=$1 line
  if [[ ! -d $folder ]]; then
    problem "$folder is no folder"
    return
  fi
  if [[ ! -e $folder/sha256sums ]]; then
    problem "$folder is no whole backup: it has no sha256sums, so it was not finished, or is something else"
    return
  fi
  while IFS= read -r line; do
    problem "$folder: ${line%: FAILED*} is changed, truncated or missing"
  done < <(cd "$folder" && LC_ALL=C sha256sum --check --quiet sha256sums 2>/dev/null | grep FAILED)
  if ((${#problems[@]} > 0)); then return; fi
  if [[ $(about "$folder" format) != 1 ]]; then
    problem "$folder was made by a later release: restore it with that one"
    return
  fi
  while IFS= read -r line; do
    problem "$folder/base: ${line#pg_verifybackup: error: }"
  done < <(LC_ALL=C "$pg_bin/pg_verifybackup" --quiet "$folder/base" 2>&1 | grep -v '^pg_waldump: ')
}

# check_keys BACKUP KEYS [WITHOUT...]: a backup without its keys is read by nobody. Those behind are gone on purpose or for good.
check_keys() {
  local backup=$1 keys=$2 hash name line
  local without=" ${*:3} "
  if [[ ! -d $keys ]]; then
    problem "$keys is no folder of keys"
    return
  fi
  if ! compgen -G "$keys/*.key" >/dev/null; then
    problem "$keys holds no keys"
    return
  fi
  if [[ -e $keys/sha256sums ]]; then
    while IFS= read -r line; do
      problem "$keys: ${line%: FAILED*} is changed, truncated or missing"
    done < <(cd "$keys" && LC_ALL=C sha256sum --check --quiet sha256sums 2>/dev/null | grep FAILED)
  fi
  [[ -e $backup/keys.sha256 ]] || return 0
  while read -r hash name; do
    if [[ $without == *" $name "* ]]; then continue; fi
    if [[ ! -e $keys/$name ]]; then
      problem "$keys lacks $name, without which parts of this backup can be read by nobody"
    elif [[ $(sha256sum "$keys/$name" | cut -d' ' -f1) != "$hash" ]]; then
      problem "$keys/$name is another key than the one of this backup"
    fi
  done <"$backup/keys.sha256"
}

# The first segment of the write-ahead log that a backup needs.
first_segment() { sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\)).*/\1/p' "$1/base/backup_label"; }
