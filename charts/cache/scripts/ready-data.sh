#!/bin/sh
# A data pod is ready when it answers and, as a replica, is in step with its primary. Being primary is no condition:
# clients ask the sentinels which pod that is.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

[ "$(ask "$CACHE_LOCAL" "$CACHE_PORT" PING)" = PONG ]
replication=$(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO replication)
case $replication in
  *role:slave*) case $replication in *master_link_status:up*) ;; *) exit 1 ;; esac ;;
  *role:master*) ;;
  *) exit 1 ;;
esac
