#!/usr/bin/env bash
# Lints the protos with buf's STANDARD rules and compares them with the committed image, so that no change breaks a client.
#   ops/scripts/proto_check.sh            lint, and refuse breaking changes
#   ops/scripts/proto_check.sh --accept   lint, then make the protos of today the image to compare with
# buf comes from npm at the version of proto/package-lock.json, once, into build/buf.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"
proto=$HOTLINE_ROOT/proto
image=$proto/hotline.v1.binpb
tools=$HOTLINE_ROOT/build/buf

install_npm "$proto" "$tools"
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
