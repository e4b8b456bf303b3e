#!/bin/sh
# A data pod is ready when it answers and, as a replica, is in step with its primary. Being primary is no condition:
# clients ask the sentinels which pod that is. Sentinels may promote a replica that began without data only when its first
# copy is complete and on the volume.
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
if [ -e "$CACHE_DATA/incomplete" ]; then
  case $(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO persistence) in
    *aof_rewrite_in_progress:0*aof_rewrite_scheduled:0*aof_last_bgrewrite_status:ok*)
      [ "$(ask "$CACHE_LOCAL" "$CACHE_PORT" CONFIG SET replica-priority 100)" = OK ]
      rm "$CACHE_DATA/incomplete"
      ;;
  esac
fi
