#!/bin/sh
# alive.sh PORT: a pod is alive while its start script decides, and later while its server gives any answer. A server
# that loads its data or has lost its primary answers with an error, and must not be killed for it. An expired certificate
# must not kill it either: all pods would stop at once, and with them the connections that still work.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --insecure"
[ ! -e "$CACHE_RUN/serving" ] || [ -n "$(ask "$CACHE_LOCAL" "$1" PING)" ]
