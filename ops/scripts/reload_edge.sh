#!/usr/bin/env bash
# Has the edge that ops/up started read its certificates and revocations again.
set -euo pipefail
HOTLINE_ROOT=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
# shellcheck source=ops/scripts/lib.sh
source "$HOTLINE_ROOT/ops/scripts/lib.sh"

case ${1:-} in
  '') ;;
  --help | -h)
    cat <<'TEXT'
ops/scripts/reload_edge.sh

Has the edge read ca.pem, crl.pem, edge.pem and rates.map again: after `hotline certs revoke`, after a new CRL of your
authority, after a renewal of the edge's own certificate. No call fails. hotlined refuses revoked certificates by itself
from their next call on; after this the edge refuses their handshakes too. HOTLINE_VAR names the state folder, as for
ops/up. Under systemd the same is `systemctl reload hotline-edge`.
TEXT
    exit 0
    ;;
  *) fail "unknown argument" "ops/scripts/reload_edge.sh --help" ;;
esac

find_state
# shellcheck source=ops/scripts/edge.sh
source "$HOTLINE_ROOT/ops/scripts/edge.sh"
pid=$(recorded_process "$edge_pid_file") || fail "no edge runs in $state" "ops/up starts it; HOTLINE_VAR names another folder"
reload_edge "$pid"
say "the edge has read its certificates and revocations again"
