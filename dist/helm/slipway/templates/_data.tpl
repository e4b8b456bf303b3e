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
  # that loads its data or has lost its primary answers with an error, and must not be killed for it.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  [ ! -e "$CACHE_RUN/serving" ] || [ -n "$(ask "$CACHE_LOCAL" "$1" PING)" ]
common.sh: |
  # shellcheck shell=sh
  # Shared by the other scripts of the cache, which read this file first. docs/cache.md names the settings, which are
  # environment variables that begin with CACHE_.

  CACHE_PORT=6379
  SENTINEL_PORT=26379

  # The first process of a container ignores SIGTERM unless it says otherwise.
  trap 'exit 0' TERM

  say() {
    printf '%s\n' "$*" >&2
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

  # named_by HOST: the primary that the sentinel on HOST names.
  named_by() {
    ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
  }

  # role_of HOST: the first word of the pod's ROLE, master or slave.
  role_of() {
    ask "$1" "$CACHE_PORT" ROLE | head -n 1
  }

  # fresh_file PATH: the file that the server will read, empty and readable by its user alone.
  fresh_file() {
    umask 077
    : >"$1"
  }

  # The probes take a pod for alive while its start script still decides what to start.
  not_serving_yet() {
    rm -f "$CACHE_RUN/serving"
  }

  # serve ARGUMENT…: becomes the server.
  serve() {
    : >"$CACHE_RUN/serving"
    exec "$CACHE_PROGRAM-server" "$@"
  }
ready-data.sh: |
  #!/bin/sh
  # A data pod is ready when it answers and, as a replica, is in step with its primary. Being primary is no condition:
  # clients ask the sentinels which pod that is.
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
ready-sentinel.sh: |
  #!/bin/sh
  # A sentinel is ready when it answers.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  [ "$(ask "$CACHE_LOCAL" "$SENTINEL_PORT" PING)" = PONG ]
sentinel.conf: |
  sentinel resolve-hostnames yes
  sentinel announce-hostnames yes
  sentinel down-after-milliseconds cache 5000
  sentinel failover-timeout cache 60000
  sentinel parallel-syncs cache 1
start-data.sh: |
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
start-sentinel.sh: |
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
stop-data.sh: |
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

  if [ "$(role_of "$CACHE_LOCAL")" != master ]; then exit 0; fi
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
  min-replicas-max-lag 10
  repl-backlog-size 16mb
  tcp-keepalive 60
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
        expr: "max by (container) (container_memory_working_set_bytes{namespace=\"{{ $.Values.namespace }}\",container!=\"\"})"
        legendFormat: '{{ "{{" }}container{{ "}}" }}'
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
      key: {{ $source.key | quote }}
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
{{- if and (eq $app.delivery.strategy "blueGreen") $app.host }}
- application: "{{ $name }}"
  certificate: "{{ $name }}-preview-tls"
  host: "{{ $app.delivery.previewHost }}"
  name: "{{ $name }}-preview"
{{- end }}
{{- end }}
{{ end }}
