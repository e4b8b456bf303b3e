#!/bin/sh
# Starts a data pod in the right role.
#
# A pod becomes primary only when a majority of the sentinels says so and its volume holds data. The one exception is
# the very first start: the first pod, with an empty volume, when nobody has answered for a while. In doubt it waits:
# two primaries lose writes, a pod that waits loses none.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# The primary that a majority of the sentinels names.
primary_by_sentinels() {
  # shellcheck disable=SC2086 # a list of hosts
  needed=$(majority_of $CACHE_SENTINELS)
  for sentinel in $CACHE_SENTINELS; do named_by "$sentinel"; done | sort | uniq -c |
    while read -r votes named; do
      if [ "$votes" -ge "$needed" ]; then echo "$named"; fi
    done
}

# The primaries that the other data pods name: themselves, or the one that they follow.
primaries_by_peers() {
  for peer in $CACHE_HOSTS; do
    if [ "$peer" = "$CACHE_SELF" ]; then continue; fi
    ask "$peer" "$CACHE_PORT" ROLE | {
      read -r role || role=
      read -r followed || followed=
      case $role in
        master) echo "$peer" ;;
        slave) echo "$followed" ;;
      esac
    }
  done | data_pods_only | sort -u
}

has_data() {
  [ -s "$CACHE_DATA/dump.rdb" ] || [ -n "$(ls -A "$CACHE_DATA/appendonlydir" 2>/dev/null)" ]
}

is_first_pod() {
  [ "$CACHE_SELF" = "${CACHE_HOSTS%% *}" ]
}

# start [PRIMARY]: as its replica, or as primary.
start() {
  configuration=$CACHE_RUN/valkey.conf
  fresh_file "$configuration"
  {
    cat "$CACHE_CONFIGURATION/tls.conf" "$CACHE_CONFIGURATION/valkey.conf"
    echo "bind $CACHE_BIND"
    echo "dir $CACHE_DATA"
    echo "replica-announce-ip $CACHE_SELF"
    echo "requirepass \"$(cat "$CACHE_PASSWORD_FILE")\""
    echo "masterauth \"$(cat "$CACHE_PASSWORD_FILE")\""
    if [ $# -eq 1 ]; then echo "replicaof $1 $CACHE_PORT"; fi
  } >>"$configuration"
  say "starting as ${1:+replica of }${1:-primary}"
  serve "$configuration"
}

not_serving_yet
silent_rounds=0
while :; do
  if [ -e "$CACHE_DATA/start-as-primary" ]; then
    rm "$CACHE_DATA/start-as-primary"
    start
  fi
  named=$(primary_by_sentinels)
  peers=
  if [ -z "$named" ]; then peers=$(primaries_by_peers); fi
  silent_rounds=$((silent_rounds + 1))

  case $named,$peers in
    ,)
      if has_data || ! is_first_pod; then
        say "waiting: no majority of the sentinels and no other pod answers"
      elif [ "$silent_rounds" -gt "$CACHE_SILENT_ROUNDS" ]; then
        start
      fi
      ;;
    "$CACHE_SELF",*)
      if has_data; then start; fi
      say "waiting: the sentinels name this pod, but its volume is empty; they will name another"
      silent_rounds=0
      ;;
    ,"$CACHE_SELF" | ,*[![:alnum:].:-]*)
      say "waiting: no majority of the sentinels answers; the other pods follow:" "$peers"
      silent_rounds=0
      ;;
    *) start "$named$peers" ;;
  esac
  sleep 1
done
