#!/bin/sh
# A data pod is ready when it answers and, as a replica, is in sync with its primary. It need not be the primary: clients
# ask the sentinels which pod is. When a pod is in sync for the first time since its start, and has all data on its volume,
# it becomes one of those that sentinels promote first.
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
if [ -e "$CACHE_RUN/not-in-step" ]; then
  case $(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO persistence) in
    *aof_rewrite_in_progress:0*aof_rewrite_scheduled:0*aof_last_bgrewrite_status:ok*)
      [ "$(ask "$CACHE_LOCAL" "$CACHE_PORT" CONFIG SET replica-priority 100)" = OK ]
      rm -f "$CACHE_DATA/incomplete"
      rm "$CACHE_RUN/not-in-step"
      ;;
  esac
fi
