#!/bin/sh
# A sentinel is ready when it names a primary. An answer is not enough: a sentinel that waits for a primary answers too.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

[ -n "$(named_by "$CACHE_LOCAL")" ]
