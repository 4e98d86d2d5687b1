# Shared by ops/up, ops/down and ops/test; read with `source`. Needs HOTLINE_ROOT, the folder of the repository.
# shellcheck shell=bash
# shellcheck disable=SC2034  # find_state sets what the programs that source this file read

started_at=$SECONDS

say() { printf '[%4d s] %s\n' $((SECONDS - started_at)) "$*"; }

# fail REASON REMEDY: one line each, then out.
fail() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  if [[ -n ${2:-} ]]; then printf '  what helps: %s\n' "$2" >&2; fi
  exit 1
}

# quietly LOG REMEDY COMMAND...: runs the command with its output in LOG, and shows the end of it when it fails.
quietly() {
  local log=$1 remedy=$2
  shift 2
  if ! "$@" >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    fail "'${*:1:3} ...' failed; the lines above are the end of $log" "$remedy"
  fi
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "packages are missing, and neither root nor sudo is here to install them" "run this command as root, or install sudo"
  fi
}

# A file with gRPC and Asio headers takes the compiler up to 1.5 GB.
jobs_that_fit() {
  local by_memory processors
  by_memory=$(awk '/^MemAvailable/ { print int($2 / 1500000) }' /proc/meminfo)
  processors=$(nproc)
  echo $((by_memory < 1 ? 1 : by_memory < processors ? by_memory : processors))
}

# need_room GIBIBYTES FOLDER: half-way out of room, a build or a database says anything but that. What the folder
# holds already counts.
need_room() {
  local free held
  free=$(df --output=avail -B1G "$2" | tail -n 1)
  held=$(du -s -B1G "$2" | cut -f 1)
  ((free + held >= $1)) || fail "$2 can grow by $((free)) GiB and would have up to $1" "make room, or build on another disk"
}

# ---- packages -------------------------------------------------------------------------------------------------------

listed_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q "$@"; }

# install_packages PACKAGE...: installs what is missing and never takes a package away.
install_packages() {
  local missing plan removals log
  mapfile -t missing < <(missing_packages "$@")
  if ((${#missing[@]} == 0)); then return; fi
  command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get: ${missing[*]}" \
    "use Debian 12, or install the same libraries yourself"
  say "installing ${#missing[@]} packages: ${missing[*]}"
  log=$(mktemp)
  if ! plan=$(apt_get -s install --no-install-recommends "${missing[@]}" 2>&1); then
    say "the package lists do not know all of them: fetching the lists"
    quietly "$log" "check the network and /etc/apt/sources.list" apt_get update
    plan=$(apt_get -s install --no-install-recommends "${missing[@]}" 2>&1) ||
      fail "apt cannot install: $(grep -m 3 -E '^(E:| )' <<<"$plan" | tr '\n' ' ')" "this needs Debian 12 (bookworm) with its main archive"
  fi
  removals=$(sed -n 's/^Remv \([^ ]*\).*/\1/p' <<<"$plan" | paste -sd' ')
  if [[ -n $removals ]]; then
    fail "apt would have to remove: $removals (libboost1.81-dev, which has the Asio we use, cannot stand beside another version's Boost headers)" \
      "if nobody needs them, say 'apt-get remove $removals' yourself, then run this command again"
  fi
  no_main_cluster_begin "${missing[@]}"
  if ! apt_get install -y --no-remove --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    say "apt failed, perhaps on old package lists: fetching the lists and trying once more"
    apt_get update >"$log" 2>&1 || true
    quietly "$log" "read the lines above; 'apt-get -f install' often mends a broken state" \
      apt_get install -y --no-remove --no-install-recommends "${missing[@]}"
  fi
  no_main_cluster_end
  rm -f "$log"
}

# Debian makes and starts a cluster "main" with the first PostgreSQL package. Nothing here uses it, so it is not made;
# the setting goes away again, so that a later installation by somebody else behaves as usual.
no_main_cluster_file=/etc/postgresql-common/createcluster.d/hotline-installing.conf
no_main_cluster_begin() {
  if [[ " $* " == *" postgresql-15 "* ]]; then
    as_root mkdir -p "${no_main_cluster_file%/*}"
    as_root sh -c "echo 'create_main_cluster = false' >$no_main_cluster_file"
    trap no_main_cluster_end EXIT
  fi
}
no_main_cluster_end() {
  if [[ -e $no_main_cluster_file ]]; then
    as_root rm -f "$no_main_cluster_file"
    trap - EXIT
  fi
}

# Any Node from 18 with npm will do; Debian's is installed only where there is none, for it cannot stand beside others.
install_node() {
  local major
  major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\..*/\1/p') || true
  if [[ -n $major && $major -ge 18 ]] && command -v npm >/dev/null; then return; fi
  install_packages nodejs npm
}

# install_npm LISTED TOOLS: what the package-lock.json of the folder LISTED pins, into TOOLS/node_modules, when it is not there.
install_npm() {
  local listed=$1 tools=$2
  if cmp -s "$listed/package-lock.json" "$tools/installed-lock.json"; then return; fi
  command -v npm >/dev/null || fail "npm is missing" "ops/test installs it, or: apt-get install npm"
  rm -rf "$tools"
  mkdir -p "$tools"
  cp "$listed/package.json" "$listed/package-lock.json" "$listed/.npmrc" "$tools/"
  quietly "$tools/npm.log" "is a package registry reachable?" npm ci --prefix "$tools" --ignore-scripts --silent
  cp "$listed/package-lock.json" "$tools/installed-lock.json"
}

# ---- processes ------------------------------------------------------------------------------------------------------

# A recorded process is ours only if its number, its start and the boot of the machine are those we wrote down: numbers
# are given again, above all after a crash of the machine.
process_mark() {
  local fields
  fields=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086  # the words of the line are wanted
  set -- $fields
  [[ $1 != Z ]] || return 1
  echo "${20} $(cat /proc/sys/kernel/random/boot_id)"
}

record_process() {
  local mark
  mark=$(process_mark "$1") || return 1
  printf '%s %s\n' "$1" "$mark" >"$2"
}

# recorded_process FILE: prints the pid if the process written there still lives.
recorded_process() {
  local pid mark
  read -r pid mark 2>/dev/null <"$1" || return 1
  [[ $pid =~ ^[0-9]+$ && $(process_mark "$pid") == "$mark" ]] || return 1
  echo "$pid"
}

# wait_for_end PID SECONDS: true once the process is gone.
wait_for_end() {
  local tenths=$(($2 * 10))
  while process_mark "$1" >/dev/null; do
    ((tenths-- > 0)) || return 1
    sleep 0.1
  done
}

# ---- the state folder -----------------------------------------------------------------------------------------------

# `cmake --install` writes this file, with the way from HOTLINE_ROOT to the programs: there is no source and nothing to build.
installed=
lexicon_folder=$HOTLINE_ROOT/services/matching/lexicon
scripts_folder=$HOTLINE_ROOT/services/core/scripts
if [[ -e $HOTLINE_ROOT/ops/installed ]]; then
  installed=$(<"$HOTLINE_ROOT/ops/installed")
  lexicon_folder=$HOTLINE_ROOT/lexicon
  scripts_folder=$HOTLINE_ROOT/scripts
fi

# command_name up: as it is called here.
command_name() { if [[ -n $installed ]]; then echo "hotline-$1"; else echo "ops/$1"; fi; }

# Sets `programs`, the folder of hotlined and hotline.
find_programs() {
  local remedy="ops/up builds them; HOTLINE_BUILD names the folder of a finished build"
  if [[ -n ${HOTLINE_BUILD:-} ]]; then
    programs=$(realpath -m "$HOTLINE_BUILD/bin")
  elif [[ -n $installed ]]; then
    programs=$(realpath -m "$HOTLINE_ROOT/$installed")
  else
    programs=$HOTLINE_ROOT/build/release/bin
  fi
  [[ -x $programs/hotlined && -x $programs/hotline ]] || fail "$programs holds no hotlined and hotline" "$remedy"
}

# Where everything of one installation lies. Sets:
#   state    the folder (var/, /var/lib/hotline of an installed one, or what HOTLINE_VAR names)
#   run      sockets and pid files; a short path of its own when `state` is too deep for a socket (107 bytes)
#   cluster  data folder of the embedded PostgreSQL
#   db_run   its socket folder
#   account  who runs it: PostgreSQL refuses root, so for root it is Debian's account `postgres`;
#            account_command goes before a command of that account
find_state() {
  local token
  local usual=$HOTLINE_ROOT/var
  if [[ -n $installed ]]; then usual=/var/lib/hotline; fi
  state=$(realpath -m "${HOTLINE_VAR:-$usual}")
  token=$(printf '%s' "$state" | sha256sum | cut -c1-8)
  if [[ $(id -u) == 0 ]]; then
    account=postgres
    account_command=(setpriv --reuid=postgres --regid=postgres --init-groups --)
    short_run=/run/hotline-$token
    far_cluster=/var/lib/hotline-$token
  else
    account=$(id -un)
    account_command=(env)
    short_run=/tmp/hotline-$(id -u)-$token
    far_cluster=
  fi
  run=$state/run
  if [[ -L $run ]]; then run=$(readlink "$run"); fi
  cluster=$state/db/cluster
  if [[ -L $cluster ]]; then cluster=$(readlink "$cluster"); fi
  db_run=$run/db
}

# From /, for the account may have no right to enter the folder we stand in.
as_account() { (cd / && "${account_command[@]}" "$@"); }

# ---- the embedded PostgreSQL ----------------------------------------------------------------------------------------

pg_bin=${HOTLINE_PG_BIN:-/usr/lib/postgresql/15/bin}

# Prints the postmaster's pid if the server of our cluster runs. postmaster.pid alone is no proof after a crash.
cluster_process() {
  local pid=
  read -r pid 2>/dev/null <"$cluster/postmaster.pid" || return 1
  [[ $pid =~ ^[0-9]+$ && $(readlink "/proc/$pid/cwd" 2>/dev/null) == "$(realpath "$cluster")" ]] || return 1
  process_mark "$pid" >/dev/null || return 1
  echo "$pid"
}

# "fast": open transactions are rolled back, everything committed is on disk.
stop_cluster() {
  local pid
  if pid=$(cluster_process); then
    say "stopping PostgreSQL (process $pid)"
    kill -INT "$pid"
    wait_for_end "$pid" 120 || fail "PostgreSQL still writes its last checkpoint after two minutes" "wait, and follow $state/log/postgresql.log"
  fi
}

# On a trial: plays the supervisors for the ten documented people, so that a portal's developer needs nobody.
start_sample_desk() {
  local pid pid_file=$run/sample-desk.pid
  if [[ ${HOTLINE_SAMPLE_DESK:-1} == 0 || $programs/hotline -nt $pid_file ]]; then stop_sample_desk; fi
  if [[ ${HOTLINE_SAMPLE_DESK:-1} == 0 ]] || recorded_process "$pid_file" >/dev/null; then return; fi
  say "starting a desk that confirms the ten documented people (ops/docs/sample.md)"
  setsid "$programs/hotline" --socket "$run/hotlined.sock" sample desk >>"$state/log/sample-desk.log" 2>&1 </dev/null 9>&- &
  pid=$!
  record_process "$pid" "$pid_file" || true
}

stop_sample_desk() {
  local pid
  if pid=$(recorded_process "$run/sample-desk.pid"); then kill -TERM "$pid" 2>/dev/null || true; fi
  rm -f "$run/sample-desk.pid"
}

# SIGTERM lets the calls in progress end. A second stop by force loses nothing: no answer has left without its entry.
stop_hotlined() {
  local pid pid_file=$run/hotlined.pid
  if ! pid=$(recorded_process "$pid_file"); then
    rm -f "$pid_file"
    return
  fi
  say "stopping hotlined (process $pid), calls in progress end first"
  kill -TERM "$pid"
  if ! wait_for_end "$pid" 60; then
    say "hotlined has not ended after 60 s: killing it (unanswered calls are asked again with the same request_id)"
    kill -KILL "$pid"
    wait_for_end "$pid" 10 || fail "process $pid does not end" "look at it with ps; the disk may hang"
  fi
  rm -f "$pid_file"
}
