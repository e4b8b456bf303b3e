#!/bin/sh
# Hands the role of primary over to a replica before the pod stops. Clients then lose about a second, not the time until
# the sentinels notice. A replica, or a primary without replicas, stops at once.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# Whether a new primary accepts writes: from then on the sentinels name it. The old one learns about ten seconds later that
# it no longer is primary. A sentinel that names a pod that is not primary does not know of the failover yet.
handed_over() {
  for sentinel in $CACHE_SENTINELS; do
    named=$(named_by "$sentinel")
    if [ -n "$named" ] && [ "$named" != "$CACHE_SELF" ] && [ "$(role_of "$named")" = master ]; then return 0; fi
  done
  return 1
}

# Whether all pods stop at once: no sentinel has answered three requests, or no replica is connected. Valkey blocks all
# writes from a sentinel's request until a replica takes over, which will not happen, so the request is aborted.
nobody_takes_over() {
  if [ "${silent_rounds:-0}" -ge 3 ]; then return 0; fi
  case $(ask "$CACHE_LOCAL" "$CACHE_PORT" INFO replication) in
    *role:master*connected_slaves:0*) ask "$CACHE_LOCAL" "$CACHE_PORT" FAILOVER ABORT >/dev/null ;;
    *) return 1 ;;
  esac
}

# A server that is too busy to say its role may be primary.
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
