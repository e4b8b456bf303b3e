#!/bin/sh
# Hands the role of primary to a replica before the pod stops, so that clients lose about a second and not the time that
# the sentinels take to notice. A replica, and a primary without replicas, stop at once.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# Asks the sentinels in turn until one begins. Valkey's coordinated failover lets the replica catch up first and loses
# no write; Redis does not know the word and fails over at once.
begin_failover() {
  for sentinel in $CACHE_SENTINELS; do
    answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER" COORDINATED)
    case $answer in
      *'wrong number of arguments'*)
        answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER") ;;
    esac
    say "failover asked of $sentinel: ${answer:-no answer}"
    case $answer in OK* | INPROG*) return ;; esac
  done
}

# The sentinels name the new primary as soon as it takes writes; the old one learns about ten seconds later that it is
# none any more.
handed_over() {
  for sentinel in $CACHE_SENTINELS; do
    named=$(named_by "$sentinel")
    if [ -n "$named" ] && [ "$named" != "$CACHE_SELF" ]; then return 0; fi
  done
  return 1
}

# A server that is too busy to say what it is may be primary.
if [ ! -e "$CACHE_RUN/serving" ] || [ "$(role_of "$CACHE_LOCAL")" = slave ]; then exit 0; fi
case $(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO replication) in *connected_slaves:0*) exit 0 ;; esac

deadline=$(($(date +%s) + CACHE_STOP_SECONDS))
next_request=0
while [ "$(date +%s)" -lt "$deadline" ] && ! handed_over; do
  if [ "$(date +%s)" -ge "$next_request" ]; then
    begin_failover
    next_request=$(($(date +%s) + 10))
  fi
  sleep 0.5
done
