#!/bin/sh
# Starts a sentinel with what it knew before. A sentinel whose volume is empty says so, and waits until it learns which
# primary to watch: from a majority of the sentinels, or else from the data pods. Told to watch a replica it would name
# that one as primary, and with another that has forgotten as much it is a majority: so it asks for more than one voice.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

state=$CACHE_DATA/sentinel.conf

# What a sentinel has learned and must not forget: who it is, whom it watches, what was voted.
learned() {
  grep -E '^sentinel (myid|monitor|config-epoch|leader-epoch|current-epoch|known-(replica|slave|sentinel)) ' \
    "$state" 2>/dev/null || true
}

# The pod that says it is primary, when at least half of the data pods agree and nobody who answers names another.
primary_by_pods() {
  # shellcheck disable=SC2086 # a list of hosts
  pods=$(statements "$CACHE_PORT" $CACHE_HOSTS)
  everybody="$sentinels
$pods"
  named=$(primaries_in "$everybody")
  case $named in
    '')
      say_why "waiting: no data pod is primary yet; silent: $(silent_in "$everybody")"
      return
      ;;
    *' '*)
      say_why "waiting: more than one primary is named: $named"
      return
      ;;
  esac
  votes=$(votes_in "$pods" | wc -l)
  count=$(printf '%s\n' "$pods" | wc -l)
  if [ $((votes * 2)) -ge "$count" ] && printf '%s\n' "$pods" | grep -Fqx "$named $named"; then
    primary=$named
  else
    say_why "waiting: $named is named, but must say so itself and be followed: $votes of $count data pods agree"
  fi
}

wait_for_primary() {
  primary=
  while [ -z "$primary" ]; do
    run_waiting_server tls-sentinel.conf
    # shellcheck disable=SC2046,SC2086 # lists of hosts
    sentinels=$(statements "$SENTINEL_PORT" $(others $CACHE_SENTINELS))
    primary=$(majority_in "$sentinels")
    if [ -z "$primary" ]; then primary_by_pods; fi
    if [ -z "$primary" ]; then sleep 1; fi
  done
}

not_serving_yet
keep_names
known=$(learned)
case $known in
  *'sentinel monitor '*) ;;
  *)
    wait_for_primary
    # shellcheck disable=SC2086 # a list of hosts
    known="sentinel monitor $CACHE_MASTER $primary $CACHE_PORT $(majority_of $CACHE_SENTINELS)"
    ;;
esac

password=$(cat "$CACHE_PASSWORD_FILE")
fresh_file "$state.new"
{
  cat "$CACHE_CONFIGURATION/tls-sentinel.conf" "$CACHE_CONFIGURATION/sentinel.conf"
  echo "bind $CACHE_BIND"
  echo "dir $CACHE_DATA"
  echo "requirepass \"$password\""
  echo "sentinel announce-ip $CACHE_SELF"
  echo "sentinel announce-port $SENTINEL_PORT"
  echo "sentinel sentinel-pass \"$password\""
  echo "$known"
  echo "sentinel auth-pass $CACHE_MASTER \"$password\""
} >>"$state.new"
mv "$state.new" "$state"
serve "$state" --sentinel
