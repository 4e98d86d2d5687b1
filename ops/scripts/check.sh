#!/usr/bin/env bash
# ops/scripts/check.sh [--fix]: format and tidy, in seconds, before a commit. --fix formats in place.
# (`ops/test --quick` goes on with the build and the tests.)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

formatter=$(command -v clang-format-14 || command -v clang-format) || {
  echo "check.sh: clang-format-14 is missing; ops/test installs it" >&2
  exit 1
}
sources() { find services tests \( -name '*.cpp' -o -name '*.hpp' \) -print0; }

faults=0
if [[ ${1:-} == --fix ]]; then
  sources | xargs -0 -r -n 16 -P "$(nproc)" "$formatter" -i
fi
# shellcheck disable=SC2016  # the inner shell expands them
if ! sources | xargs -0 -r -n 16 -P "$(nproc)" sh -c '
  formatter=$1; shift; fault=0
  for file; do "$formatter" --dry-run -Werror "$file" 2>/dev/null || { echo "$file: not as clang-format writes it"; fault=1; }; done
  exit $fault' sh "$formatter"; then
  echo "format: ops/scripts/check.sh --fix puts it right"
  faults=1
fi

ops/scripts/tidy.sh --self-test || faults=1
ops/scripts/tidy.sh || faults=1

# What the threat model names as a proof is a test.
# shellcheck disable=SC2016  # backticks of Markdown
while read -r named; do
  grep -rqE "TEST(_F|_P)?\(${named%%.*}, *${named#*.}\)" --include='*.cpp' tests && continue
  echo "ops/docs/threat_model.md names $named, which is no test"
  faults=1
done < <(grep -oE '`[A-Za-z]+\.[A-Za-z0-9]+`' ops/docs/threat_model.md | tr -d '\`' | sort -u)

for script in ops/up ops/down ops/test ops/backup ops/restore .ci/run ops/scripts/*.sh tests/e2e/units/*.sh; do
  bash -n "$script" || faults=1
done
# Not among the packages, for nothing depends on it: where it is installed it must be content.
if command -v shellcheck >/dev/null; then
  shellcheck -x -P SCRIPTDIR:. ops/up ops/down ops/test ops/backup ops/restore .ci/run ops/scripts/*.sh tests/e2e/units/*.sh || faults=1
fi
exit "$faults"
