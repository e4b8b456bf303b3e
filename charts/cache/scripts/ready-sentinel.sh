#!/bin/sh
# A sentinel is ready when it answers.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

[ "$(ask "$CACHE_LOCAL" "$SENTINEL_PORT" PING)" = PONG ]
