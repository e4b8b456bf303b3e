#!/bin/sh
# alive.sh PORT: a pod is alive while its start script decides, and later as long as the server says anything at all: one
# that loads its data or has lost its primary answers with an error, and must not be killed for it. Nor for a certificate
# that has expired: all pods would be, at once, and with them the connections that go on working.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --insecure"
[ ! -e "$CACHE_RUN/serving" ] || [ -n "$(ask "$CACHE_LOCAL" "$1" PING)" ]
