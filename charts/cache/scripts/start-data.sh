#!/bin/sh
# Starts a data pod in the right role, according to the other pods. Silence means nothing: in doubt the pod waits. Two
# primaries lose writes, and so does a pod with data that follows one without; a pod that waits loses none. The rules are
# in docs/cache.md.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

mark=$CACHE_DATA/start-as-primary
# Exists until the volume has held all data of the primary once: before, other files on the volume do not count as data.
incomplete=$CACHE_DATA/incomplete

has_data() {
  if [ -e "$incomplete" ]; then return 1; fi
  [ -s "$CACHE_DATA/dump.rdb" ] || [ -n "$(ls -A "$CACHE_DATA/appendonlydir" 2>/dev/null)" ]
}

is_first_pod() {
  [ "$CACHE_SELF" = "${CACHE_HOSTS%% *}" ]
}

# The time of the last write to the append-only file, in seconds since 1970.
last_written() {
  # shellcheck disable=SC2012 # the server chooses the names
  newest=$(ls -t "$CACHE_DATA/appendonlydir" 2>/dev/null | head -n 1)
  date -r "$CACHE_DATA/appendonlydir/$newest" +%s 2>/dev/null || echo 0
}

# Sentinels never promote a replica with priority 0, and promote the lowest other number first. A pod without data has 0.
# A pod with data has a lower number the newer its data is, always above 100. When it is in sync for the first time,
# ready-data.sh sets 100.
priority() {
  if [ -e "$incomplete" ]; then
    echo 0
  else
    echo $((2147483647 - $(last_written) / 10))
  fi
}

# start [PRIMARY]: starts the server as a replica of PRIMARY, or else as primary.
start() {
  if [ $# -eq 0 ]; then rm -f "$incomplete"; elif ! has_data; then : >"$incomplete"; fi
  configuration=$CACHE_RUN/valkey.conf
  fresh_file "$configuration"
  {
    cat "$CACHE_CONFIGURATION/tls.conf" "$CACHE_CONFIGURATION/valkey.conf"
    echo "bind $CACHE_BIND"
    echo "dir $CACHE_DATA"
    echo "replica-announce-ip $CACHE_SELF"
    echo "requirepass \"$(cat "$CACHE_PASSWORD_FILE")\""
    echo "masterauth \"$(cat "$CACHE_PASSWORD_FILE")\""
    echo "replica-priority $(priority)"
    if [ $# -eq 1 ]; then echo "replicaof $1 $CACHE_PORT"; fi
  } >>"$configuration"
  : >"$CACHE_RUN/not-in-step"
  say "starting as ${1:+replica of }${1:-primary}"
  serve "$configuration"
}

# No one names another primary. The only pod with data becomes primary; if no pod has data, the first one does.
without_primary() {
  if ! all_know_none "$sentinels"; then
    say_why "waiting: no majority of the sentinels names a primary; silent: ${silent_sentinels:-none};" \
      "bring them back, or on the very first start run in one pod: touch $mark"
  elif [ -n "$silent_pods" ]; then
    say_why "waiting: no sentinel knows a primary, and these pods are silent and may have data: $silent_pods;" \
      "if they never come back, choose the pod with the newest data and run there: touch $mark"
  elif has_data; then
    start
  elif [ -n "$followed" ]; then
    say_why "waiting: other pods follow this pod, but its volume is empty; run on one of them: touch $mark;" \
      "then restart all pods"
  elif is_first_pod; then
    start
  else
    say_why "waiting: no pod has data, so the first becomes primary: ${CACHE_HOSTS%% *}"
  fi
}

# Some name another primary. A pod with data follows it only if no sentinel is silent: a silent one may know better.
with_primary() {
  if [ -z "$followed" ]; then
    say_why "waiting: no majority of the sentinels names a primary, only some do: $1;" \
      "silent: ${silent_sentinels:-none}"
  elif has_data && [ -n "$silent_sentinels" ]; then
    say_why "waiting: pods follow $1, but these sentinels are silent and may know better: $silent_sentinels"
  else
    start "$1"
  fi
}

# position_of POD: "complete" and the replication offset if another data pod has all that this pod has written, else
# "unknown". It is complete if it followed this pod, was in sync, and lost its link no earlier than this pod's last write.
position_of() {
  replication=$(ask "$1" "$CACHE_PORT" INFO replication)
  age=$(($(date +%s) - $(last_written)))
  for expected in role:slave "master_host:$CACHE_SELF" master_link_status:down slave_priority:100; do
    if ! printf '%s\n' "$replication" | grep -Fqx "$expected"; then
      echo "unknown $(field role "$replication")"
      return
    fi
  done
  if [ "$(field master_link_down_since_seconds "$replication")" -gt $((age + 1)) ]; then
    echo unknown
  else
    echo "complete $(field slave_repl_offset "$replication")"
  fi
}

# The different positions of the other data pods. If all have everything, all have the same position. A single pod proves
# nothing: no other pod can tell what the primary had not sent to it yet.
positions() {
  # shellcheck disable=SC2046,SC2086 # lists of hosts
  for_each position_of $(others $CACHE_HOSTS) | sort -u | paste -s -d , -
}

# seen_by SENTINEL: the flags that it gives the primary: s_down, failover_in_progress, …
seen_by() {
  ask "$1" "$SENTINEL_PORT" SENTINEL MASTER "$CACHE_MASTER" | sed -n '/^flags$/{n;p;q;}'
}

# Whether this pod leaves the role of primary to another, after it was down while the sentinels name it. As primary it would
# have to load its data and copy all of it to a replica before it accepts writes, and the sentinels may have begun to
# replace it. It starts as primary if a replica may lack data, or if no failover has begun within 15 s. Sentinels that find
# it down begin a failover without a request. Two failovers at once would promote two replicas, so they get 3 s for theirs.
leaves_role() {
  now=$(date +%s)
  # shellcheck disable=SC2086 # a list of hosts
  case $(for_each seen_by $CACHE_SENTINELS) in
    *failover_in_progress*) return 0 ;;
    *down*) patience=3 ;;
    *) patience=0 ;;
  esac
  others=$(positions)
  if [ -z "${leaves_until:-}" ]; then
    leaves_until=$((now + 15))
    # shellcheck disable=SC2086 # a list of hosts
    case $(others $CACHE_HOSTS | wc -l),$others in
      *master*) ;;
      1,* | *unknown* | *,*,*) leaves_until=$now ;;
    esac
    next_request=$((now + patience))
  fi
  if [ "$now" -ge "$leaves_until" ]; then return 1; fi
  case $others in *unknown* | *,*) return 0 ;; esac
  if [ "$now" -ge "$next_request" ]; then
    # shellcheck disable=SC2119 # at once: nothing is left to catch up
    begin_failover
    next_request=$((now + 5))
  fi
}

# Decides without a majority of the sentinels.
decide_by_pods() {
  # shellcheck disable=SC2046,SC2086 # lists of hosts
  pods=$(statements "$CACHE_PORT" $(others $CACHE_HOSTS))
  silent_sentinels=$(silent_in "$sentinels")
  silent_pods=$(silent_in "$pods")
  followed=$(primaries_in "$pods")
  named=$(primaries_in "$sentinels
$pods")
  case $named in
    *' '*) say_why "waiting: more than one primary is named: $named" ;;
    '' | "$CACHE_SELF") without_primary ;;
    *) with_primary "$named" ;;
  esac
}

not_serving_yet
keep_names
while :; do
  if [ -e "$mark" ]; then
    rm "$mark"
    start
  fi
  # shellcheck disable=SC2086 # a list of hosts
  sentinels=$(statements "$SENTINEL_PORT" $CACHE_SENTINELS)
  primary=$(majority_in "$sentinels")
  case $primary in
    '') decide_by_pods ;;
    "$CACHE_SELF")
      if ! has_data; then
        say_why "waiting: the sentinels name this pod, but its volume is empty; they will name another"
      elif leaves_role; then
        say_why "waiting: the sentinels name this pod, but others have its data and are ready; they will name another"
      else
        start
      fi
      ;;
    *) start "$primary" ;;
  esac
  # If a sentinel watches this pod, no other server may answer in its place: that would delay the failover.
  if ! has_data && all_know_none "$sentinels"; then run_waiting_server tls.conf; else stop_waiting_server; fi
  sleep 1
done
