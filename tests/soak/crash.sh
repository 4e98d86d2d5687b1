#!/usr/bin/env bash
# The long form of the crash test: 25 kills of hotlined and 15 of PostgreSQL unless told otherwise.
#   tests/soak/crash.sh [BUILD_FOLDER] [options of crash_driver]
# The same instants again, as far as the machine allows: HOTLINE_SEED=... tests/soak/crash.sh
set -euo pipefail
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
build=$root/build/dev
if [[ ${1:-} != "" && ${1:-} != -* ]]; then
  build=$1
  shift
fi
if [[ ! -x $build/bin/crash_driver ]]; then
  echo "crash.sh: $build/bin holds no crash_driver" >&2
  echo "  what helps: cmake --preset dev && cmake --build build/dev, or name a finished build" >&2
  exit 2
fi
exec "$build/bin/crash_driver" --hotlined-kills 25 --database-kills 15 "$@"
