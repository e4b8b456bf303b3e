{{- define "slipway.pods" }}
{{- range $name, $app := $.Values.applications }}
- containers:
    - limits:
        cpu: "{{ $app.resources.limits.cpu }}"
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  {{- if and (not (eq $app.delivery.strategy "blueGreen")) (kindIs "map" $app.scale) }}
  count: {{ add $app.scale.max $app.delivery.maxSurge }}
  {{- else if and (eq $app.delivery.strategy "blueGreen") (not (kindIs "map" $app.scale)) }}
  count: {{ mul 3 $app.scale }}
  {{- else if eq $app.delivery.strategy "blueGreen" }}
  count: {{ mul 3 $app.scale.max }}
  {{- else }}
  count: {{ add $app.scale $app.delivery.maxSurge }}
  {{- end }}
  storage: []
{{- end }}
{{- if ($.Values.database).backup }}
- containers:
    - limits:
        cpu: "{{ $.Values.database.resources.limits.cpu }}"
        memory: "{{ $.Values.database.resources.limits.memory }}"
      requests:
        cpu: "{{ $.Values.database.resources.requests.cpu }}"
        memory: "{{ $.Values.database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $.Values.database.backup.resources.limits.cpu }}"
        memory: "{{ $.Values.database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $.Values.database.backup.resources.requests.cpu }}"
        memory: "{{ $.Values.database.backup.resources.requests.memory }}"
  count: {{ $.Values.database.instances | int64 }}
  storage:
    - "{{ $.Values.database.storage }}"
    - "{{ $.Values.database.walStorage }}"
{{- end }}
{{- if and $.Values.database (not $.Values.database.external) (not ($.Values.database).backup) }}
- containers:
    - limits:
        cpu: "{{ $.Values.database.resources.limits.cpu }}"
        memory: "{{ $.Values.database.resources.limits.memory }}"
      requests:
        cpu: "{{ $.Values.database.resources.requests.cpu }}"
        memory: "{{ $.Values.database.resources.requests.memory }}"
  count: {{ $.Values.database.instances | int64 }}
  storage:
    - "{{ $.Values.database.storage }}"
    - "{{ $.Values.database.walStorage }}"
{{- end }}
{{- if and $.Values.database (not $.Values.database.external) }}
- containers:
    - limits:
        cpu: '1'
        memory: 256Mi
      requests:
        cpu: 100m
        memory: 128Mi
  {{- if gt (int ($.Values.database).instances) 1 }}
  count: {{ mul 2 $.Values.database.pooler.instances }}
  {{- else }}
  count: {{ $.Values.database.pooler.instances | int64 }}
  {{- end }}
  storage: []
- containers:
    - limits:
        cpu: '1'
        memory: 256Mi
      requests:
        cpu: 100m
        memory: 128Mi
  {{- if gt (int ($.Values.database).instances) 1 }}
  count: {{ mul 2 (div (add $.Values.database.pooler.instances 3) 4) }}
  {{- else }}
  count: {{ div (add $.Values.database.pooler.instances 3) 4 }}
  {{- end }}
  storage: []
{{- end }}
{{- if ($.Values.database).backup }}
- containers:
    - limits:
        cpu: "{{ $.Values.database.resources.limits.cpu }}"
        memory: "{{ $.Values.database.resources.limits.memory }}"
      requests:
        cpu: "{{ $.Values.database.resources.requests.cpu }}"
        memory: "{{ $.Values.database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $.Values.database.backup.resources.limits.cpu }}"
        memory: "{{ $.Values.database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $.Values.database.backup.resources.requests.cpu }}"
        memory: "{{ $.Values.database.backup.resources.requests.memory }}"
  count: {{ $.Values.database.instances | int64 }}
  storage:
    - "{{ $.Values.database.storage }}"
    - "{{ $.Values.database.walStorage }}"
{{- end }}
{{- if and $.Values.cache (not $.Values.cache.external) }}
- containers:
    - limits:
        cpu: {{ include "slipway.cores" (mul 4 (include "slipway.millicores" $.Values.cache.cpu | int64)) | quote }}
        memory: "{{ $.Values.cache.memory }}"
      requests:
        cpu: "{{ $.Values.cache.cpu }}"
        memory: "{{ $.Values.cache.memory }}"
    - limits:
        cpu: 100m
        memory: 64Mi
      requests:
        cpu: 10m
        memory: 32Mi
  count: {{ $.Values.cache.replicas | int64 }}
  storage:
    - "{{ $.Values.cache.storage }}"
- containers:
    - limits:
        cpu: 200m
        memory: 64Mi
      requests:
        cpu: 50m
        memory: 64Mi
    - limits:
        cpu: 100m
        memory: 64Mi
      requests:
        cpu: 10m
        memory: 32Mi
  count: 3
  storage:
    - 1Gi
{{- end }}
{{- if include "slipway.any-host" $ }}
- containers:
    - limits:
        cpu: 100m
        memory: 64Mi
      requests:
        cpu: 10m
        memory: 64Mi
  count: {{ min (include "slipway.hosts" $ | splitList "\n- " | rest | len) 60 }}
  storage: []
{{- end }}
{{ end }}

{{- define "slipway.cache-configuration" }}
alive.sh: |
  #!/bin/sh
  # alive.sh PORT: a pod is alive while its start script decides, and later as long as the server says anything at all: one
  # that loads its data or has lost its primary answers with an error, and must not be killed for it. Nor for a certificate
  # that has expired: all pods would be, at once, and with them the connections that go on working.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --insecure"
  [ ! -e "$CACHE_RUN/serving" ] || [ -n "$(ask "$CACHE_LOCAL" "$1" PING)" ]
common.sh: |
  # shellcheck shell=sh
  # Shared by the other scripts of the cache, which read this file first. docs/cache.md names the settings, which are
  # environment variables that begin with CACHE_.

  CACHE_PORT=6379
  SENTINEL_PORT=26379

  # The first process of a container ignores SIGTERM unless it says otherwise.
  trap 'stop_waiting_server; exit 0' TERM

  say() {
    printf '%s\n' "$*" >&2
  }

  # Says what a loop waits for, once until it changes: the last line of a log that begins so is why the pod waits.
  say_why() {
    if [ "$*" != "${said:-}" ]; then say "$*"; fi
    said=$*
  }

  # ask HOST PORT COMMAND…: prints the reply, or nothing when the server is silent for two seconds.
  ask() {
    asked_host=$1
    asked_port=$2
    shift 2
    password=$(cat "$CACHE_PASSWORD_FILE")
    # shellcheck disable=SC2086 # the options are a list of words
    REDISCLI_AUTH=$password VALKEYCLI_AUTH=$password timeout 2 \
      "$CACHE_PROGRAM-cli" -h "$asked_host" -p "$asked_port" $CACHE_CLI_OPTIONS "$@" 2>/dev/null | tr -d '\r' || true
  }

  # Passes on the lines that are names of data pods: errors are printed where replies are.
  data_pods_only() {
    while read -r line; do
      case " $CACHE_HOSTS " in *" $line "*) printf '%s\n' "$line" ;; esac
    done
  }

  # majority_of WORD…: how many of the words are more than half of them.
  majority_of() {
    echo $(($# / 2 + 1))
  }

  # others WORD…: the words without this pod.
  others() {
    for word; do
      if [ "$word" != "$CACHE_SELF" ]; then echo "$word"; fi
    done
  }

  # named_by HOST: the primary that the sentinel on HOST names.
  named_by() {
    ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
  }

  # role_of HOST: the first word of the pod's ROLE: master, slave, or sentinel while it waits.
  role_of() {
    ask "$1" "$CACHE_PORT" ROLE | head -n 1
  }

  # field NAME INFO: of what a server says about itself.
  field() {
    printf '%s\n' "$2" | sed -n "s/^$1://p"
  }

  # begin_failover [COORDINATED]: asks the sentinels in turn until one begins, and counts the rounds in which all are silent.
  # Valkey's coordinated failover lets the replica catch up first and loses no write; Redis does not know the word and fails
  # over at once.
  begin_failover() {
    silent_rounds=$((${silent_rounds:-0} + 1))
    for sentinel in $CACHE_SENTINELS; do
      answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER" "$@")
      case $answer in
        *'wrong number of arguments'*)
          answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER") ;;
      esac
      say "failover asked of $sentinel: ${answer:-no answer}"
      if [ -n "$answer" ]; then silent_rounds=0; fi
      case $answer in OK* | INPROG*) return ;; esac
    done
  }

  # statement_of HOST PORT: the primary by what the pod says: the one that a sentinel names, a data pod itself, or the one
  # that it follows. The word is "none" when the pod says that it waits, knows of none and has no data. It is empty when
  # the pod is silent: that may mean anything.
  statement_of() {
    ask "$1" "$2" ROLE | {
      read -r role || role=
      read -r detail || detail=
      case $role,$detail in
        master,*) echo "$1" ;;
        slave,*) echo "$detail" ;;
        sentinel,) echo none ;;
        sentinel,*) named_by "$1" ;;
      esac
    }
  }

  # for_each FUNCTION WORD…: calls the function with each word, all at the same time, since silence takes two seconds. To be
  # called in $(…): it waits for whatever this shell has started.
  for_each() {
    function=$1
    shift
    for word; do "$function" "$word" & done
    wait
  }

  # statements PORT HOST…: a line for each host, HOST and its statement. The functions below read such lines.
  statements() {
    port=$1
    shift
    for_each say_statement "$@" | sort
  }

  say_statement() {
    statement=$(statement_of "$1" "$port")
    echo "$1 $statement"
  }

  # Those that are silent, as words of one line.
  silent_in() {
    printf '%s\n' "$*" | sed -n 's/ $//p' | paste -s -d ' ' -
  }

  # The primaries that anybody names, a line for each that does.
  votes_in() {
    printf '%s\n' "$*" | sed 's/.* //' | data_pods_only
  }

  # Each of these primaries once, as words of one line.
  primaries_in() {
    votes_in "$*" | sort -u | paste -s -d ' ' -
  }

  # The primary that a majority of all sentinels names.
  majority_in() {
    # shellcheck disable=SC2086 # a list of hosts
    needed=$(majority_of $CACHE_SENTINELS)
    votes_in "$*" | sort | uniq -c | while read -r votes named; do
      if [ "$votes" -ge "$needed" ]; then echo "$named"; fi
    done
  }

  # Whether every one of them says that it knows of no primary.
  all_know_none() {
    [ -z "$(silent_in "$*")$(votes_in "$*")" ]
  }

  # fresh_file PATH: the file that the server will read, empty and readable by its user alone.
  fresh_file() {
    umask 077
    : >"$1"
  }

  # Goes on with the server as its child: names.sh adds what it learns to the file that the server reads.
  keep_names() {
    if [ -e "$CACHE_RUN/hosts" ]; then sh "$(dirname "$0")/names.sh" keep & fi
  }

  # run_waiting_server TLS-FILE: says to everybody who asks that this pod waits and knows of no primary, which its silence
  # would not say. The server is a sentinel that watches nothing, on either port: nobody can write to it or follow it.
  run_waiting_server() {
    if [ -n "${waiting_server:-}" ] && kill -0 "$waiting_server" 2>/dev/null; then return; fi
    fresh_file "$CACHE_RUN/waiting.conf"
    {
      cat "$CACHE_CONFIGURATION/$1"
      echo "bind $CACHE_BIND"
      echo "dir $CACHE_RUN"
      echo "loglevel warning"
      echo "requirepass \"$(cat "$CACHE_PASSWORD_FILE")\""
    } >>"$CACHE_RUN/waiting.conf"
    "$CACHE_PROGRAM-server" "$CACHE_RUN/waiting.conf" --sentinel &
    waiting_server=$!
  }

  # Returns when its port is free. It has nothing to save, and a child that was only just forked can miss a SIGTERM.
  stop_waiting_server() {
    if [ -z "${waiting_server:-}" ]; then return; fi
    kill -KILL "$waiting_server" 2>/dev/null || true
    wait "$waiting_server" 2>/dev/null || true
    waiting_server=
  }

  # The probes take a pod for alive while its start script still decides what to start.
  not_serving_yet() {
    rm -f "$CACHE_RUN/serving"
  }

  # serve ARGUMENT…: becomes the server.
  serve() {
    stop_waiting_server
    : >"$CACHE_RUN/serving"
    exec "$CACHE_PROGRAM-server" "$@"
  }
names.sh: |
  #!/bin/sh
  # names.sh [keep]: learns the addresses of all pods of the cache and writes them into the hosts file, the only source of
  # names of the servers. Each address is that of a Service, which stays when the pod is replaced. Returns when all are
  # known, or after half a minute. With "keep" it returns never, and adds what was not known or has changed.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  hosts=$CACHE_RUN/hosts

  # address_of HOST: of the Service of the pod, cache-0.production.svc for cache-0.cache.production.svc. Only DNS is asked.
  address_of() {
    RES_OPTIONS='timeout:1 attempts:5' timeout 10 getent -s dns ahosts "${1%%.*}.${1#*.*.}" | sed -n '1s/ .*//p'
  }

  # A name that is not found now keeps the address that it had.
  learn() {
    printf '%s\n' '127.0.0.1 localhost' '::1 localhost'
    for host in $CACHE_HOSTS $CACHE_SENTINELS; do
      address=$(address_of "$host")
      if [ -n "$address" ]; then echo "$address $host"; else grep -F " $host" "$hosts" || true; fi
    done
  }

  unknown() {
    for host in $CACHE_HOSTS $CACHE_SENTINELS; do
      grep -Fq " $host" "$hosts" || echo "$host"
    done
  }

  # The file is mounted by itself, so it is written and never replaced.
  update() {
    found=$(learn)
    if [ "$found" != "$(cat "$hosts")" ]; then printf '%s\n' "$found" >"$hosts"; fi
    missing=$(unknown | paste -s -d ' ' -)
    if [ -n "$missing" ]; then say_why "waiting: DNS does not know the Services of these pods: $missing"; fi
  }

  : >>"$hosts"
  chmod 644 "$hosts"
  if [ "${1:-}" = keep ]; then
    while :; do
      sleep "${pause:-60}"
      update
      pause=${missing:+2}
    done
  fi
  deadline=$(($(date +%s) + 30))
  update
  while [ -n "$missing" ] && [ "$(date +%s)" -lt "$deadline" ]; do
    sleep 1
    update
  done
nsswitch.conf: |
  hosts: files
ready-data.sh: |
  #!/bin/sh
  # A data pod is ready when it answers and, as a replica, is in step with its primary. Being primary is no condition:
  # clients ask the sentinels which pod that is. In step for the first time since it started, and with all of it on the
  # volume, a pod becomes one of those that sentinels promote first.
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
ready-sentinel.sh: |
  #!/bin/sh
  # A sentinel is ready when it names a primary: one that waits for a primary answers too.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  [ -n "$(named_by "$CACHE_LOCAL")" ]
sentinel.conf: |
  sentinel resolve-hostnames yes
  sentinel announce-hostnames yes
  sentinel down-after-milliseconds cache 5000
  sentinel failover-timeout cache 15000
  sentinel parallel-syncs cache 1
start-data.sh: |
  #!/bin/sh
  # Starts a data pod in the right role, by what the others say. Silence says nothing: in doubt the pod waits. Two primaries
  # lose writes, and so does a pod with data that follows one without; a pod that waits loses none. docs/cache.md has the
  # rules.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  mark=$CACHE_DATA/start-as-primary
  # There while the volume has never held all that the primary has: whatever else lies there is not data.
  incomplete=$CACHE_DATA/incomplete

  has_data() {
    if [ -e "$incomplete" ]; then return 1; fi
    [ -s "$CACHE_DATA/dump.rdb" ] || [ -n "$(ls -A "$CACHE_DATA/appendonlydir" 2>/dev/null)" ]
  }

  is_first_pod() {
    [ "$CACHE_SELF" = "${CACHE_HOSTS%% *}" ]
  }

  # When the append-only file was written last, in seconds since 1970.
  last_written() {
    # shellcheck disable=SC2012 # the server chooses the names
    newest=$(ls -t "$CACHE_DATA/appendonlydir" 2>/dev/null | head -n 1)
    date -r "$CACHE_DATA/appendonlydir/$newest" +%s 2>/dev/null || echo 0
  }

  # Sentinels promote no replica of priority 0, and the lowest of the others first. A pod without data has 0; one with data
  # takes the lower number the newer its data is, and always more than the 100 of those that have been in step since they
  # started. ready-data.sh lowers it to 100.
  priority() {
    if [ -e "$incomplete" ]; then
      echo 0
    else
      echo $((2147483647 - $(last_written) / 10))
    fi
  }

  # start [PRIMARY]: as its replica, or as primary.
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

  # Nobody names another primary. The only pod with data becomes it; where no pod has data, the first.
  without_primary() {
    if ! all_know_none "$sentinels"; then
      say_why "waiting: no majority of the sentinels names a primary; silent: ${silent_sentinels:-none};" \
        "bring them back, or on the very first start run in one pod: touch $mark"
    elif [ -n "$silent_pods" ]; then
      say_why "waiting: no sentinel knows a primary, and these pods do not say that they have no data: $silent_pods;" \
        "if they never will, choose the pod with the newest data and run there: touch $mark"
    elif has_data; then
      start
    elif [ -n "$followed" ]; then
      say_why "waiting: others follow this pod, but its volume is empty; run on one of them: touch $mark;" \
        "then restart all"
    elif is_first_pod; then
      start
    else
      say_why "waiting: no pod has data, so the first becomes primary: ${CACHE_HOSTS%% *}"
    fi
  }

  # Some name another primary. A pod with data follows it only when no sentinel is silent, since that one may know better.
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

  # position_of POD: whether another data pod has all that this pod has written, and how far it has come. It has if it followed
  # this pod, was in step, and lost its link no earlier than this pod wrote last. Such pods say "complete" and a number.
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

  # Each position of the other data pods once. Where they have all, none has come further than another. One alone proves
  # nothing: what the primary had not sent to it yet, nobody else can tell.
  positions() {
    # shellcheck disable=SC2046,SC2086 # lists of hosts
    for_each position_of $(others $CACHE_HOSTS) | sort -u | paste -s -d , -
  }

  # What a sentinel sees of the primary: s_down, failover_in_progress, …
  seen_by() {
    ask "$1" "$SENTINEL_PORT" SENTINEL MASTER "$CACHE_MASTER" | sed -n '/^flags$/{n;p;q;}'
  }

  # The sentinels name this pod, which was away. Whether it leaves the role to another: as primary it would have to load its
  # data and to copy all of it to a replica before it takes writes, and the sentinels may have begun to replace it. It
  # starts as primary where a replica may lack something, and when no failover has begun within 15 s. Sentinels that find it
  # down begin one by themselves, and two that do so at once would promote two replicas: so they have 3 s for it.
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

  # What to do without a majority of the sentinels.
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
    # Where a sentinel watches this pod, nothing may answer in its place: that would put off the failover.
    if ! has_data && all_know_none "$sentinels"; then run_waiting_server tls.conf; else stop_waiting_server; fi
    sleep 1
  done
start-sentinel.sh: |
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
stop-data.sh: |
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
tls-sentinel.conf: |
  port 0
  tls-port 26379
  tls-cert-file /etc/cache-tls/tls.crt
  tls-key-file /etc/cache-tls/tls.key
  tls-ca-cert-file /etc/cache-tls/ca.crt
  tls-replication yes
  tls-auth-clients no
  tls-auto-reload-interval 600
tls.conf: |
  port 0
  tls-port 6379
  tls-cert-file /etc/cache-tls/tls.crt
  tls-key-file /etc/cache-tls/tls.key
  tls-ca-cert-file /etc/cache-tls/ca.crt
  tls-replication yes
  tls-auth-clients no
  tls-auto-reload-interval 600
valkey.conf: |
  maxmemory {{ div (mul 75 (include "slipway.bytes" $.Values.cache.memory | int64)) 100 }}
  {{- if eq ($.Values.cache).eviction "noeviction" }}
  maxmemory-policy noeviction
  {{- else }}
  maxmemory-policy {{ $.Values.cache.eviction }}
  {{- end }}
  appendonly yes
  appendfsync everysec
  auto-aof-rewrite-percentage 50
  auto-aof-rewrite-min-size 16mb
  save ""
  {{- if gt (int ($.Values.cache).replicas) 2 }}
  min-replicas-to-write 1
  {{- else }}
  min-replicas-to-write 0
  {{- end }}
  min-replicas-max-lag 5
  repl-backlog-size 16mb
  repl-diskless-sync-delay 1
  repl-timeout 20
  tcp-keepalive 60
{{ end }}

{{- define "slipway.secret-uses" }}
{{- range $name, $app := $.Values.applications }}
{{- range $variable, $source := $app.secrets }}
- keys:
    - "{{ $source.key }}"
  name: "{{ $source.secret }}"
{{- end }}
{{- end }}
{{- if ($.Values.database).external }}
- keys:
    - username
    - password
  name: "{{ $.Values.database.secret }}"
{{- end }}
{{- if (($.Values.database).backup).secret }}
- keys:
    - ACCESS_KEY_ID
    - ACCESS_SECRET_KEY
  name: "{{ $.Values.database.backup.secret }}"
{{- end }}
{{- if ($.Values.cache).external }}
- keys:
    - password
  name: "{{ $.Values.cache.secret }}"
{{- end }}
{{ end }}

{{- define "slipway.counters" }}
{{- range $name, $app := $.Values.applications }}
- "{{ $app.metrics.requests }}"
{{- end }}
{{ end }}

{{- define "slipway.dashboard" }}
panels:
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: reqps
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 0
      'y': 0
    id: 1
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: |-
          {{ range $index, $text := include "slipway.counters" $ | fromYamlArray | uniq | sortAlpha }}{{ if $index }} or {{ end }}sum by (service) (rate(
            {{- $text }}{namespace="{{ $.Values.namespace }}"}[5m])){{ end }}
        legendFormat: '{{ "{{" }}service{{ "}}" }}'
        refId: A
    title: Requests
    type: timeseries
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: percentunit
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 12
      'y': 0
    id: 2
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: |-
          {{ range $index, $text := include "slipway.counters" $ | fromYamlArray | uniq | sortAlpha }}{{ if $index }} or {{ end }}sum by (service) (rate(
            {{- $text }}{namespace="{{ $.Values.namespace }}",code=~"5.."}[5m])) / sum by (service) (rate({{ $text }}{namespace="
              {{- $.Values.namespace }}"}[5m])){{ end }}
        legendFormat: '{{ "{{" }}service{{ "}}" }}'
        refId: A
    title: Share of errors
    type: timeseries
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: short
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 0
      'y': 8
    id: 3
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "max by (name) (rollout_info_replicas_available{namespace=\"{{ $.Values.namespace }}\",name!=\"\"} or
          rollout_info_replicas_available{exported_namespace=\"{{ $.Values.namespace }}\",name!=\"\"})"
        legendFormat: '{{ "{{" }}name{{ "}}" }}'
        refId: A
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "max by (deployment) (kube_deployment_status_replicas_available{namespace=\"{{ $.Values.namespace }}\",deployment!=\"\"} or
          kube_deployment_status_replicas_available{exported_namespace=\"{{ $.Values.namespace }}\",deployment!=\"\"})"
        legendFormat: '{{ "{{" }}deployment{{ "}}" }}'
        refId: B
    title: Replicas available
    type: timeseries
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: bytes
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 12
      'y': 8
    id: 4
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "max by (pod, container) (container_memory_working_set_bytes{namespace=\"{{ $.Values.namespace }}\",container!=\"\"})"
        legendFormat: '{{ "{{" }}pod{{ "}}" }} {{ "{{" }}container{{ "}}" }}'
        refId: A
    title: Memory of containers
    type: timeseries
  {{- if and $.Values.database (not $.Values.database.external) }}
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: s
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 0
      'y': 16
    id: 5
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "cnpg_pg_replication_lag{namespace=\"{{ $.Values.namespace }}\",pod=~\"database-[0-9]+\"}"
        legendFormat: '{{ "{{" }}pod{{ "}}" }}'
        refId: A
    title: Replicas behind the primary
    type: timeseries
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: short
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 12
      'y': 16
    id: 6
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "sum by (pod) (cnpg_pgbouncer_pools_cl_waiting{namespace=\"{{ $.Values.namespace }}\"})"
        legendFormat: '{{ "{{" }}pod{{ "}}" }}'
        refId: A
    title: Clients waiting for a database connection
    type: timeseries
  {{- end }}
  {{- if and $.Values.cache (not $.Values.cache.external) }}
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: bytes
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 0
      {{- if and $.Values.database (not $.Values.database.external) }}
      'y': 24
      {{- else }}
      'y': 16
      {{- end }}
    {{- if and $.Values.database (not $.Values.database.external) }}
    id: 7
    {{- else }}
    id: 5
    {{- end }}
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "redis_memory_used_bytes{namespace=\"{{ $.Values.namespace }}\",pod=~\"cache-[0-9]+\"}"
        legendFormat: '{{ "{{" }}pod{{ "}}" }}'
        refId: A
    title: Memory of the cache
    type: timeseries
  - datasource:
      type: prometheus
      uid: $datasource
    fieldConfig:
      defaults:
        unit: short
      overrides: []
    gridPos:
      h: 8
      w: 12
      x: 12
      {{- if and $.Values.database (not $.Values.database.external) }}
      'y': 24
      {{- else }}
      'y': 16
      {{- end }}
    {{- if and $.Values.database (not $.Values.database.external) }}
    id: 8
    {{- else }}
    id: 6
    {{- end }}
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "rate(redis_evicted_keys_total{namespace=\"{{ $.Values.namespace }}\",pod=~\"cache-[0-9]+\"}[5m])"
        legendFormat: '{{ "{{" }}pod{{ "}}" }}'
        refId: A
    title: Keys evicted
    type: timeseries
  {{- end }}
refresh: 1m
tags:
  - slipway
templating:
  list:
    - name: datasource
      query: prometheus
      type: datasource
time:
  from: now-6h
  to: now
timezone: utc
title: "Slipway: {{ $.Values.name }}"
uid: "slipway-{{ $.Values.name }}"
{{ end }}

{{- define "slipway.variables" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- if has "database" $app.uses }}
- name: PGHOST
  {{- if and $.Values.database (not $.Values.database.external) }}
  value: database-pooler-rw
  {{- else }}
  value: "{{ $.Values.database.host }}"
  {{- end }}
- name: PGPORT
  {{- if and $.Values.database (not $.Values.database.external) }}
  value: '5432'
  {{- else }}
  value: "{{ $.Values.database.port | int64 }}"
  {{- end }}
- name: PGDATABASE
  {{- if not (and $.Values.database (not $.Values.database.external)) }}
  value: {{ $.Values.database.database | quote }}
  {{- else }}
  valueFrom:
    secretKeyRef:
      key: dbname
      name: database-app
  {{- end }}
- name: PGUSER
  valueFrom:
    secretKeyRef:
      key: username
      {{- if and $.Values.database (not $.Values.database.external) }}
      name: database-app
      {{- else }}
      name: "{{ $.Values.database.secret }}"
      {{- end }}
- name: PGPASSWORD
  valueFrom:
    secretKeyRef:
      key: password
      {{- if and $.Values.database (not $.Values.database.external) }}
      name: database-app
      {{- else }}
      name: "{{ $.Values.database.secret }}"
      {{- end }}
- name: PGSSLMODE
  {{- if and $.Values.database (not $.Values.database.external) }}
  value: verify-full
  {{- else }}
  value: require
  {{- end }}
{{- end }}
{{- if and (has "database" $app.uses) $.Values.database (not $.Values.database.external) }}
- name: PGSSLROOTCERT
  value: /etc/slipway/database/ca.crt
{{- end }}
{{- if has "database" $app.uses }}
- name: PGCONNECT_TIMEOUT
  value: '5'
- name: DATABASE_READ_HOST
  {{- if gt (int ($.Values.database).instances) 1 }}
  value: database-pooler-ro
  {{- else if and (not (and $.Values.database (not $.Values.database.external))) (not ($.Values.database).readHost) }}
  value: "{{ $.Values.database.host }}"
  {{- else if and $.Values.database (not $.Values.database.external) }}
  value: database-pooler-rw
  {{- else }}
  value: "{{ $.Values.database.readHost }}"
  {{- end }}
{{- end }}
{{- if and (has "cache" $app.uses) $.Values.cache (not $.Values.cache.external) }}
- name: REDIS_SENTINELS
  value: "cache-sentinel-0.cache-sentinel.{{ $.Values.namespace }}.svc:26379,cache-sentinel-1.cache-sentinel.
    {{- $.Values.namespace }}.svc:26379,cache-sentinel-2.cache-sentinel.{{ $.Values.namespace }}.svc:26379"
- name: REDIS_MASTER_NAME
  value: cache
{{- end }}
{{- if and (has "cache" $app.uses) (not (and $.Values.cache (not $.Values.cache.external))) }}
- name: REDIS_HOST
  value: "{{ $.Values.cache.host }}"
- name: REDIS_PORT
  value: "{{ $.Values.cache.port | int64 }}"
{{- end }}
{{- if has "cache" $app.uses }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      key: password
      {{- if and $.Values.cache (not $.Values.cache.external) }}
      name: cache-auth
      {{- else }}
      name: "{{ $.Values.cache.secret }}"
      {{- end }}
{{- end }}
{{- if and (has "cache" $app.uses) $.Values.cache (not $.Values.cache.external) }}
- name: REDIS_TLS_CA_FILE
  value: /etc/slipway/cache/ca.crt
{{- end }}
{{- range $used := $app.uses | sortAlpha }}
{{- if not (has $used (list "database" "cache")) }}
- name: "{{ $used | upper | replace "-" "_" }}_URL"
  value: "http://{{ $used }}:80"
{{- end }}
{{- end }}
{{- range $variable, $value := $app.env }}
- name: {{ $variable | quote }}
  value: {{ $value | quote }}
{{- end }}
{{- range $variable, $source := $app.secrets }}
- name: {{ $variable | quote }}
  valueFrom:
    secretKeyRef:
      key: "{{ $source.key }}"
      name: "{{ $source.secret }}"
{{- end }}
{{ end }}

{{- define "slipway.hosts" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.host }}
- application: "{{ $name }}"
  certificate: "{{ $name }}-tls"
  host: "{{ $app.host }}"
  name: "{{ $name }}"
{{- end }}
{{- if $app.delivery.previewHost }}
- application: "{{ $name }}"
  certificate: "{{ $name }}-preview-tls"
  host: "{{ $app.delivery.previewHost }}"
  name: "{{ $name }}-preview"
{{- end }}
{{- end }}
{{ end }}
