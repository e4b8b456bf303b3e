#!/bin/sh
# Starts a sentinel with what it knew before. Only a sentinel whose volume is empty asks the others, and then the data
# pods, which primary to watch: a sentinel that is told to watch a replica would name it as primary.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

state=$CACHE_DATA/sentinel.conf

# What a sentinel has learned and must not forget: who it is, whom it watches, what was voted.
learned() {
  grep -E '^sentinel (myid|monitor|config-epoch|leader-epoch|current-epoch|known-(replica|slave|sentinel)) ' \
    "$state" 2>/dev/null || true
}

named_by_other_sentinels() {
  for sentinel in $CACHE_SENTINELS; do
    if [ "$sentinel" != "$CACHE_SELF" ]; then named_by "$sentinel"; fi
  done | sort -u
}

data_pods_that_are_primary() {
  for pod in $CACHE_HOSTS; do
    if [ "$(role_of "$pod")" = master ]; then echo "$pod"; fi
  done
}

# The one primary that there is; waits while there is none, or more than one.
wait_for_primary() {
  while :; do
    found=$(named_by_other_sentinels)
    if [ -z "$found" ]; then found=$(data_pods_that_are_primary); fi
    case $found in
      '') say 'waiting: no data pod is primary yet' ;;
      *[![:alnum:].:-]*) say 'waiting: more than one primary:' "$found" ;;
      *) break ;;
    esac
    sleep 1
  done
  echo "$found"
}

not_serving_yet
known=$(learned)
case $known in
  *'sentinel monitor '*) ;;
  *)
    primary=$(wait_for_primary)
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
