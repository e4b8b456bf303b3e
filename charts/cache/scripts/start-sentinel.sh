#!/bin/sh
# Starts a sentinel with the state on its volume. With an empty volume it says so, and waits until it learns which primary
# to watch: from a majority of the sentinels, or else from the data pods. A sentinel that watches a replica would name it
# as primary, and two of them are a majority. So one statement is not enough.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

state=$CACHE_DATA/sentinel.conf

# The state that a sentinel must not forget: its id, the pods that it watches, and the votes.
learned() {
  grep -E '^sentinel (myid|monitor|config-epoch|leader-epoch|current-epoch|known-(replica|slave|sentinel)) ' \
    "$state" 2>/dev/null || true
}

# Sets primary to the pod that says it is primary, if at least half of the data pods agree and no answer names another.
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
    say_why "waiting: $named must say that it is primary, and half of the data pods must agree: $votes of $count do"
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
