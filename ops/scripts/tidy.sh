#!/usr/bin/env bash
# ops/scripts/tidy.sh [--self-test]: what the compiler does not see. Layers of the #include lines, the co_await traps of
# g++ 12, personal details near a log, SQL outside db/, words of unfinished work. Prints file:line and exits 1 on a find.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec perl ops/scripts/tidy.pl "$@"
