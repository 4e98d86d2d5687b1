#!/usr/bin/env bash
# Writes ops/docs/api.md from the comments in proto/ and the examples in ops/docs/examples.
#   ops/scripts/api_doc.sh           writes the page
#   ops/scripts/api_doc.sh --check   fails when the page differs from what would be written
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
page=$root/ops/docs/api.md
source=$root/ops/tools/api_doc.cpp
built=$root/build/api_doc

mkdir -p "$built"
if [ ! -x "$built/api_doc" ] || [ "$source" -nt "$built/api_doc" ]; then
  # shellcheck disable=SC2046  # the flags are words
  ${CXX:-c++} -std=c++20 -O1 "$source" -o "$built/api_doc" \
    $(pkg-config --cflags --libs protobuf)
fi
(cd "$root/proto" && protoc -I . --include_source_info --include_imports --descriptor_set_out="$built/protos.binpb" \
  hotline/v1/*.proto)
"$built/api_doc" "$built/protos.binpb" "$root/ops/docs/examples" >"$built/api.md"
if [ "${1:-}" != "--check" ]; then
  cp "$built/api.md" "$page"
elif ! diff -u "$page" "$built/api.md"; then
  echo "api_doc: ops/docs/api.md is not what proto/ and ops/docs/examples say; run ops/scripts/api_doc.sh" >&2
  exit 1
fi
