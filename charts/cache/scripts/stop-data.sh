#!/bin/sh
# Hands the role of primary to a replica before the pod stops, so that clients lose about a second and not the time that
# the sentinels take to notice. A replica, and a primary without replicas, stop at once.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# The sentinels name the new primary as soon as it takes writes; the old one learns about ten seconds later that it is
# none any more. One that names a pod which is none has only not heard of this one yet.
handed_over() {
  for sentinel in $CACHE_SENTINELS; do
    named=$(named_by "$sentinel")
    if [ -n "$named" ] && [ "$named" != "$CACHE_SELF" ] && [ "$(role_of "$named")" = master ]; then return 0; fi
  done
  return 1
}

# No sentinel has answered any of three requests, or no replica is connected: all pods stop at once. Valkey holds back all
# writes from the moment that a sentinel has asked it until a replica takes over, which none will.
nobody_takes_over() {
  if [ "${silent_rounds:-0}" -ge 3 ]; then return 0; fi
  case $(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO replication) in
    *role:master*connected_slaves:0*) ask "$CACHE_LOCAL" "$CACHE_PORT" FAILOVER ABORT >/dev/null ;;
    *) return 1 ;;
  esac
}

# A server that is too busy to say what it is may be primary.
if [ ! -e "$CACHE_RUN/serving" ] || [ "$(role_of "$CACHE_LOCAL")" = slave ]; then exit 0; fi

deadline=$(($(date +%s) + CACHE_STOP_SECONDS))
next_request=0
while ! nobody_takes_over && ! handed_over; do
  now=$(date +%s)
  if [ "$now" -ge "$deadline" ]; then break; fi
  if [ "$now" -ge "$next_request" ]; then
    begin_failover COORDINATED
    if [ "$silent_rounds" -gt 0 ]; then next_request=$((now + 2)); else next_request=$((now + 10)); fi
  fi
  sleep 0.5
done
