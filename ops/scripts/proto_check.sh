#!/bin/sh
# Lints the protos with buf's STANDARD rules and compares them with the committed image, so that no change breaks a client.
#   ops/scripts/proto_check.sh            lint, and refuse breaking changes
#   ops/scripts/proto_check.sh --accept   lint, then make the protos of today the image to compare with
# buf comes from npm at the version of proto/package-lock.json, once, into build/buf.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
proto=$root/proto
image=$proto/hotline.v1.binpb
tools=$root/build/buf

fail() {
  echo "proto_check: $1" >&2
  exit 1
}

command -v npm >/dev/null || fail "npm is missing; install it with: apt-get install npm"
if ! cmp -s "$proto/package-lock.json" "$tools/installed-lock.json"; then
  echo "proto_check: installing buf"
  rm -rf "$tools"
  mkdir -p "$tools"
  cp "$proto/package.json" "$proto/package-lock.json" "$proto/.npmrc" "$tools/"
  (cd "$tools" && npm ci --ignore-scripts --silent) || fail "npm could not install buf; is a package registry reachable?"
  cp "$proto/package-lock.json" "$tools/installed-lock.json"
fi
buf() { (cd "$proto" && "$tools/node_modules/.bin/buf" "$@"); }

buf lint || fail "the lines above break buf's STANDARD rules"
if [ "${1:-}" = "--accept" ]; then
  buf build --exclude-source-info -o "$image"
  echo "proto_check: the image is now that of today's protos"
  exit 0
fi
[ -f "$image" ] || fail "proto/hotline.v1.binpb is missing; make it with --accept"
buf breaking --against "$image" || fail "the lines above would break clients of hotline.v1"
echo "proto_check: lint clean, nothing broken"
