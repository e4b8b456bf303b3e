{{- define "slipway.pods" }}
{{- range $name, $app := $.Values.applications }}
{{- if hasKey (default dict $app.resources.limits) "cpu" }}
- containers:
    - limits:
        cpu: "{{ $app.resources.limits.cpu }}"
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  {{- if and (not (kindIs "map" $app.scale)) (not (eq $app.kind "scheduled")) (or (eq $app.delivery.strategy "recreate") (eq $app.kind "stateful")
    $app.singleton) }}
  count: {{ $app.scale | int64 }}
  {{- else if and (not (kindIs "map" $app.scale)) (eq $app.delivery.strategy "blueGreen") }}
  count: {{ mul 3 $app.scale }}
  {{- else if eq ($app.schedule).concurrencyPolicy "Replace" }}
  count: 2
  {{- else if and (kindIs "map" $app.scale) (or (eq $app.kind "stateful") (eq $app.delivery.strategy "recreate")) }}
  count: {{ $app.scale.max | int64 }}
  {{- else if eq $app.kind "scheduled" }}
  count: 1
  {{- else if and (kindIs "map" $app.scale) (not (eq $app.delivery.strategy "blueGreen")) }}
  count: {{ add $app.scale.max $app.delivery.maxSurge }}
  {{- else if kindIs "map" $app.scale }}
  count: {{ mul 3 $app.scale.max }}
  {{- else }}
  count: {{ add $app.scale $app.delivery.maxSurge }}
  {{- end }}
  {{- if $app.initContainers }}
  initContainers:
    {{- range $initContainerName, $initContainer := $app.initContainers }}
    - limits:
        {{- if or (not (hasKey $initContainer "resources")) (hasKey (default dict ($initContainer.resources).limits) "cpu") }}
        {{- if hasKey $initContainer "resources" }}
        cpu: "{{ $initContainer.resources.limits.cpu }}"
        {{- else }}
        cpu: "{{ $app.resources.limits.cpu }}"
        {{- end }}
        {{- end }}
        {{- if hasKey $initContainer "resources" }}
        memory: "{{ $initContainer.resources.limits.memory }}"
        {{- else }}
        memory: "{{ $app.resources.limits.memory }}"
        {{- end }}
      name: "{{ $initContainer.name }}"
      requests:
        {{- if hasKey $initContainer "resources" }}
        cpu: "{{ $initContainer.resources.requests.cpu }}"
        memory: "{{ $initContainer.resources.requests.memory }}"
        {{- else }}
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
        {{- end }}
    {{- end }}
  {{- end }}
  {{- if $app.sidecars }}
  sidecars:
    {{- range $sidecarName, $sidecar := $app.sidecars }}
    - limits:
        {{- if hasKey (default dict $sidecar.resources.limits) "cpu" }}
        cpu: "{{ $sidecar.resources.limits.cpu }}"
        {{- end }}
        memory: "{{ $sidecar.resources.limits.memory }}"
      requests:
        cpu: "{{ $sidecar.resources.requests.cpu }}"
        memory: "{{ $sidecar.resources.requests.memory }}"
    {{- end }}
  {{- end }}
  storage: []
{{- else }}
- containers:
    - limits:
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  {{- if eq ($app.schedule).concurrencyPolicy "Forbid" }}
  count: 1
  {{- else if and (kindIs "map" $app.scale) (or (eq $app.kind "stateful") (eq $app.delivery.strategy "recreate")) }}
  count: {{ $app.scale.max | int64 }}
  {{- else if and (not (eq $app.kind "scheduled")) (or (eq $app.delivery.strategy "recreate") (eq $app.kind "stateful") $app.singleton) }}
  count: {{ $app.scale | int64 }}
  {{- else if and (kindIs "map" $app.scale) (eq $app.delivery.strategy "blueGreen") }}
  count: {{ mul 3 $app.scale.max }}
  {{- else if eq $app.kind "scheduled" }}
  count: 2
  {{- else if kindIs "map" $app.scale }}
  count: {{ add $app.scale.max $app.delivery.maxSurge }}
  {{- else if eq $app.delivery.strategy "blueGreen" }}
  count: {{ mul 3 $app.scale }}
  {{- else }}
  count: {{ add $app.scale $app.delivery.maxSurge }}
  {{- end }}
  {{- if $app.initContainers }}
  initContainers:
    {{- range $initContainerName, $initContainer := $app.initContainers }}
    - limits:
        {{- if hasKey (default dict ($initContainer.resources).limits) "cpu" }}
        cpu: "{{ $initContainer.resources.limits.cpu }}"
        {{- end }}
        {{- if hasKey $initContainer "resources" }}
        memory: "{{ $initContainer.resources.limits.memory }}"
        {{- else }}
        memory: "{{ $app.resources.limits.memory }}"
        {{- end }}
      name: "{{ $initContainer.name }}"
      requests:
        {{- if hasKey $initContainer "resources" }}
        cpu: "{{ $initContainer.resources.requests.cpu }}"
        memory: "{{ $initContainer.resources.requests.memory }}"
        {{- else }}
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
        {{- end }}
    {{- end }}
  {{- end }}
  {{- if $app.sidecars }}
  sidecars:
    {{- range $sidecarName, $sidecar := $app.sidecars }}
    - limits:
        {{- if hasKey (default dict $sidecar.resources.limits) "cpu" }}
        cpu: "{{ $sidecar.resources.limits.cpu }}"
        {{- end }}
        memory: "{{ $sidecar.resources.limits.memory }}"
      requests:
        cpu: "{{ $sidecar.resources.requests.cpu }}"
        memory: "{{ $sidecar.resources.requests.memory }}"
    {{- end }}
  {{- end }}
  storage: []
{{- end }}
{{- if $app.volumes }}
- containers: []
  {{- if not (eq $app.kind "stateful") }}
  count: 1
  {{- else if kindIs "map" $app.scale }}
  count: {{ $app.scale.max | int64 }}
  {{- else }}
  count: {{ $app.scale | int64 }}
  {{- end }}
  storage:
    {{- range $volumeName, $volume := $app.volumes }}
    - "{{ $volume.size }}"
    {{- end }}
{{- end }}
{{- if hasKey (default dict (($app.beforeRelease).resources).limits) "cpu" }}
- containers:
    - limits:
        cpu: "{{ $app.beforeRelease.resources.limits.cpu }}"
        memory: "{{ $app.beforeRelease.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.beforeRelease.resources.requests.cpu }}"
        memory: "{{ $app.beforeRelease.resources.requests.memory }}"
  count: 1
  name: -before-release
  storage: []
{{- end }}
{{- if and (hasKey (default dict $app.resources.limits) "cpu") $app.beforeRelease (not (hasKey (default dict $app.beforeRelease) "resources")) }}
- containers:
    - limits:
        cpu: "{{ $app.resources.limits.cpu }}"
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  count: 1
  name: -before-release
  storage: []
{{- end }}
{{- if and (not (hasKey (default dict $app.resources.limits) "cpu")) $app.beforeRelease (not (hasKey (default dict $app.beforeRelease) "resources")) }}
- containers:
    - limits:
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  count: 1
  name: -before-release
  storage: []
{{- end }}
{{- if and (hasKey (default dict $app.beforeRelease) "resources") (not (hasKey (default dict (($app.beforeRelease).resources).limits) "cpu")) }}
- containers:
    - limits:
        memory: "{{ $app.beforeRelease.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.beforeRelease.resources.requests.cpu }}"
        memory: "{{ $app.beforeRelease.resources.requests.memory }}"
  count: 1
  name: -before-release
  storage: []
{{- end }}
{{- if and (not (hasKey (default dict $app.resources.limits) "cpu")) ($app.delivery.analysis).job (not (hasKey (default dict (($app.delivery).analysis).job)
  "resources")) }}
- containers:
    - limits:
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  count: 1
  name: -analysis
  storage: []
{{- end }}
{{- if and (hasKey (default dict $app.resources.limits) "cpu") ($app.delivery.analysis).job (not (hasKey (default dict (($app.delivery).analysis).job)
  "resources")) }}
- containers:
    - limits:
        cpu: "{{ $app.resources.limits.cpu }}"
        memory: "{{ $app.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.resources.requests.cpu }}"
        memory: "{{ $app.resources.requests.memory }}"
  count: 1
  name: -analysis
  storage: []
{{- end }}
{{- end }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if and $database.backup (not (hasKey (default dict ($database.resources).limits) "cpu")) (not (hasKey (default dict
  (($database.backup).resources).limits) "cpu")) }}
- containers:
    - limits:
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- end }}
{{- range $name, $app := $.Values.applications }}
{{- if and (hasKey (default dict (($app.delivery).analysis).job) "resources") (not (hasKey (default dict
  (((($app.delivery).analysis).job).resources).limits) "cpu")) }}
- containers:
    - limits:
        memory: "{{ $app.delivery.analysis.job.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.delivery.analysis.job.resources.requests.cpu }}"
        memory: "{{ $app.delivery.analysis.job.resources.requests.memory }}"
  count: 1
  name: -analysis
  storage: []
{{- end }}
{{- end }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if and (not (hasKey (default dict ($database.resources).limits) "cpu")) (hasKey (default dict (($database.backup).resources).limits) "cpu") }}
- containers:
    - limits:
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $database.backup.resources.limits.cpu }}"
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and $database.backup (hasKey (default dict ($database.resources).limits) "cpu") (not (hasKey (default dict (($database.backup).resources).limits)
  "cpu")) }}
- containers:
    - limits:
        cpu: "{{ $database.resources.limits.cpu }}"
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and (not (hasKey (default dict ($database.resources).limits) "cpu")) (not $database.external) (not $database.backup) }}
- containers:
    - limits:
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- end }}
{{- range $name, $app := $.Values.applications }}
{{- if hasKey (default dict (((($app.delivery).analysis).job).resources).limits) "cpu" }}
- containers:
    - limits:
        cpu: "{{ $app.delivery.analysis.job.resources.limits.cpu }}"
        memory: "{{ $app.delivery.analysis.job.resources.limits.memory }}"
      requests:
        cpu: "{{ $app.delivery.analysis.job.resources.requests.cpu }}"
        memory: "{{ $app.delivery.analysis.job.resources.requests.memory }}"
  count: 1
  name: -analysis
  storage: []
{{- end }}
{{- end }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if and (hasKey (default dict ($database.resources).limits) "cpu") (not $database.backup) }}
- containers:
    - limits:
        cpu: "{{ $database.resources.limits.cpu }}"
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and (hasKey (default dict ($database.resources).limits) "cpu") (hasKey (default dict (($database.backup).resources).limits) "cpu") }}
- containers:
    - limits:
        cpu: "{{ $database.resources.limits.cpu }}"
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $database.backup.resources.limits.cpu }}"
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if not $database.external }}
- containers:
    - limits:
        cpu: '1'
        memory: 256Mi
      requests:
        cpu: 100m
        memory: 128Mi
  {{- if gt (int $database.instances) 1 }}
  count: {{ mul 2 $database.pooler.instances }}
  {{- else }}
  count: {{ $database.pooler.instances | int64 }}
  {{- end }}
  storage: []
- containers:
    - limits:
        cpu: '1'
        memory: 256Mi
      requests:
        cpu: 100m
        memory: 128Mi
  {{- if gt (int $database.instances) 1 }}
  count: {{ mul 2 (div (add $database.pooler.instances 3) 4) }}
  {{- else }}
  count: {{ div (add $database.pooler.instances 3) 4 }}
  {{- end }}
  storage: []
{{- end }}
{{- if and $database.backup (not (hasKey (default dict ($database.resources).limits) "cpu")) (not (hasKey (default dict
  (($database.backup).resources).limits) "cpu")) }}
- containers:
    - limits:
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and (not (hasKey (default dict ($database.resources).limits) "cpu")) (hasKey (default dict (($database.backup).resources).limits) "cpu") }}
- containers:
    - limits:
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $database.backup.resources.limits.cpu }}"
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and $database.backup (hasKey (default dict ($database.resources).limits) "cpu") (not (hasKey (default dict (($database.backup).resources).limits)
  "cpu")) }}
- containers:
    - limits:
        cpu: "{{ $database.resources.limits.cpu }}"
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- if and (hasKey (default dict ($database.resources).limits) "cpu") (hasKey (default dict (($database.backup).resources).limits) "cpu") }}
- containers:
    - limits:
        cpu: "{{ $database.resources.limits.cpu }}"
        memory: "{{ $database.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.resources.requests.cpu }}"
        memory: "{{ $database.resources.requests.memory }}"
    - limits:
        cpu: "{{ $database.backup.resources.limits.cpu }}"
        memory: "{{ $database.backup.resources.limits.memory }}"
      requests:
        cpu: "{{ $database.backup.resources.requests.cpu }}"
        memory: "{{ $database.backup.resources.requests.memory }}"
  count: {{ $database.instances | int64 }}
  storage:
    - "{{ $database.storage }}"
    - "{{ $database.walStorage }}"
{{- end }}
{{- end }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if not $cache.external }}
- cache: "{{ $cacheName }}"
  containers:
    - limits:
        cpu: {{ include "slipway.cores" (mul 4 (include "slipway.millicores" $cache.cpu | int64)) | quote }}
        memory: "{{ $cache.memory }}"
      requests:
        cpu: "{{ $cache.cpu }}"
        memory: "{{ $cache.memory }}"
    - limits:
        cpu: 100m
        memory: 64Mi
      requests:
        cpu: 10m
        memory: 32Mi
  count: {{ $cache.replicas | int64 }}
  storage:
    - "{{ $cache.storage }}"
- cache: "{{ $cacheName }}"
  containers:
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
{{- if $cache.endpoint }}
- cache: "{{ $cacheName }}"
  containers:
    - limits:
        cpu: '1'
        memory: 256Mi
      requests:
        cpu: 100m
        memory: 64Mi
  count: 3
  storage: []
{{- end }}
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
{{- range $group := $.Values.objects }}
{{- range $share := $group.pods }}
- containers:
    - limits:
        cpu: "{{ $share.resources.limits.cpu }}"
        memory: "{{ $share.resources.limits.memory }}"
      requests:
        cpu: "{{ $share.resources.requests.cpu }}"
        memory: "{{ $share.resources.requests.memory }}"
  count: {{ $share.count | int64 }}
  {{- if hasKey $share "storage" }}
  storage:
    - "{{ $share.storage }}"
  {{- else }}
  storage: []
  {{- end }}
{{- end }}
{{- end }}
{{ end }}

{{- define "slipway.cache-configuration" }}
{{- $ := .root }}
{{- $cacheName := .cacheName }}
{{- $cache := .cache }}
alive.sh: |
  #!/bin/sh
  # alive.sh PORT: a pod is alive while its start script decides, and later while its server gives any answer. A server
  # that loads its data or has lost its primary answers with an error, and must not be killed for it. An expired certificate
  # must not kill it either: all pods would stop at once, and with them the connections that still work.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --insecure"
  [ ! -e "$CACHE_RUN/serving" ] || [ -n "$(ask "$CACHE_LOCAL" "$1" PING)" ]
common.sh: |
  # shellcheck shell=sh
  # Functions of all scripts of the cache, which read this file first. Their settings are environment variables that begin
  # with CACHE_: docs/cache.md lists them.

  CACHE_PORT=6379
  SENTINEL_PORT=26379

  # The first process of a container ignores SIGTERM unless it has a handler.
  trap 'stop_waiting_server; exit 0' TERM

  say() {
    printf '%s\n' "$*" >&2
  }

  # say_why WORD…: logs why a loop waits, again only when the reason changes. The last such line says why the pod waits.
  say_why() {
    if [ "$*" != "${said:-}" ]; then say "$*"; fi
    said=$*
  }

  # ask HOST PORT COMMAND…: prints the reply, or nothing if the server is silent for two seconds.
  ask() {
    asked_host=$1
    asked_port=$2
    shift 2
    password=$(cat "$CACHE_PASSWORD_FILE")
    # shellcheck disable=SC2086 # the options are a list of words
    REDISCLI_AUTH=$password VALKEYCLI_AUTH=$password timeout 2 \
      "$CACHE_PROGRAM-cli" -h "$asked_host" -p "$asked_port" $CACHE_CLI_OPTIONS "$@" 2>/dev/null | tr -d '\r' || true
  }

  # Prints only the lines that are names of data pods: an error is printed in place of a reply.
  data_pods_only() {
    while read -r line; do
      case " $CACHE_HOSTS " in *" $line "*) printf '%s\n' "$line" ;; esac
    done
  }

  # majority_of WORD…: the smallest number that is more than half of the words.
  majority_of() {
    echo $(($# / 2 + 1))
  }

  # others HOST…: the hosts without this pod.
  others() {
    for word; do
      if [ "$word" != "$CACHE_SELF" ]; then echo "$word"; fi
    done
  }

  # named_by HOST: the primary that the sentinel on HOST names.
  named_by() {
    ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
  }

  # role_of HOST: the first word of the reply to ROLE: master, slave, or sentinel while the pod waits.
  role_of() {
    ask "$1" "$CACHE_PORT" ROLE | head -n 1
  }

  # field NAME INFO: the value of a field in a reply to INFO.
  field() {
    printf '%s\n' "$2" | sed -n "s/^$1://p"
  }

  # begin_failover [COORDINATED]: asks one sentinel after the other until one begins a failover, and counts the rounds in
  # which all are silent. Valkey's coordinated failover waits until the replica has every write. Redis does not know the
  # word, and then fails over at once.
  begin_failover() {
    silent_rounds=$((${silent_rounds:-0} + 1))
    for sentinel in $CACHE_SENTINELS; do
      answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER" "$@")
      case $answer in
        *'wrong number of arguments'*)
          answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER") ;;
      esac
      say "asked $sentinel for a failover: ${answer:-no answer}"
      if [ -n "$answer" ]; then silent_rounds=0; fi
      case $answer in OK* | INPROG*) return ;; esac
    done
  }

  # statement_of HOST PORT: the primary according to a pod: the one that a sentinel names, the data pod itself, or the one
  # that it follows. The word is "none" if the pod waits, knows no primary and has no data. It is empty if the pod is
  # silent: that may mean anything.
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

  # for_each FUNCTION WORD…: calls the function with each word, all at the same time, because silence takes two seconds.
  # Call it in $(…): it waits for every child of this shell.
  for_each() {
    function=$1
    shift
    for word; do "$function" "$word" & done
    wait
  }

  # statements PORT HOST…: a line for each host, with the host and its statement. The functions below read such lines.
  statements() {
    port=$1
    shift
    for_each say_statement "$@" | sort
  }

  say_statement() {
    statement=$(statement_of "$1" "$port")
    echo "$1 $statement"
  }

  # silent_in LINES: the hosts that are silent, on one line.
  silent_in() {
    printf '%s\n' "$*" | sed -n 's/ $//p' | paste -s -d ' ' -
  }

  # votes_in LINES: the primary of each statement that names one, one a line.
  votes_in() {
    printf '%s\n' "$*" | sed 's/.* //' | data_pods_only
  }

  # primaries_in LINES: each named primary once, on one line.
  primaries_in() {
    votes_in "$*" | sort -u | paste -s -d ' ' -
  }

  # majority_in LINES: the primary that a majority of all sentinels names.
  majority_in() {
    # shellcheck disable=SC2086 # a list of hosts
    needed=$(majority_of $CACHE_SENTINELS)
    votes_in "$*" | sort | uniq -c | while read -r votes named; do
      if [ "$votes" -ge "$needed" ]; then echo "$named"; fi
    done
  }

  # all_know_none LINES: whether every host says that it knows no primary.
  all_know_none() {
    [ -z "$(silent_in "$*")$(votes_in "$*")" ]
  }

  # fresh_file PATH: makes an empty file for the server, which only its user can read.
  fresh_file() {
    umask 077
    : >"$1"
  }

  # Starts names.sh in the background. It becomes a child of the server, and keeps the server's hosts file up to date.
  keep_names() {
    if [ -e "$CACHE_RUN/hosts" ]; then sh "$(dirname "$0")/names.sh" keep & fi
  }

  # run_waiting_server TLS-FILE: starts a server that says that this pod waits and knows no primary; silence would not say
  # so. The server is a sentinel that watches nothing, on either port: no one can write to it or follow it.
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

  # Stops that server and returns when its port is free. SIGKILL, because it has nothing to save, and a child that was
  # forked just now can miss a SIGTERM.
  stop_waiting_server() {
    if [ -z "${waiting_server:-}" ]; then return; fi
    kill -KILL "$waiting_server" 2>/dev/null || true
    wait "$waiting_server" 2>/dev/null || true
    waiting_server=
  }

  # Tells the probes that the start script still decides what to start: until then the pod counts as alive.
  not_serving_yet() {
    rm -f "$CACHE_RUN/serving"
  }

  # serve ARGUMENT…: replaces this process by the server.
  serve() {
    stop_waiting_server
    : >"$CACHE_RUN/serving"
    exec "$CACHE_PROGRAM-server" "$@"
  }
  {{- if hasKey $cache "users" }}

  # Users of the cache. This follows common.sh where an environment has users, and replaces two of its functions. Each user
  # has a file user.NAME with its rights, in lines that begin with "data" or "sentinel", and a file CACHE_USERS/NAME with its
  # password.

  # password_of USER. An empty password would let everyone in.
  password_of() {
    user_password=$(cat "$CACHE_USERS/$1")
    printf %s "${user_password:?the password of $1 is empty}"
  }

  # users_of data|sentinel: the lines of a configuration for these servers. They hold hashes of the passwords.
  users_of() {
    for file in "$CACHE_CONFIGURATION"/user.*; do
      user=${file##*/user.}
      rights=$(sed -n "s/^$1 //p" "$file" | paste -s -d ' ' -)
      if [ -z "$rights" ]; then continue; fi
      user_password=$(password_of "$user")
      hash=$(printf %s "$user_password" | sha256sum)
      printf '%s\n' "user $user on #${hash%% *} $rights"
    done
  }

  # fresh_file PATH: makes the file of a server, which only its user can read, with the users that it knows.
  fresh_file() {
    umask 077
    case $1 in
      */valkey.conf) users_of data >"$1" ;;
      *) users_of sentinel >"$1" ;;
    esac
  }

  # refuses HOST PORT USER: whether a server does not know a user. Such a server runs since before there were users, and
  # knows only the user default.
  refuses() {
    refused=$(
      CACHE_PASSWORD_FILE=$CACHE_USERS/$3
      CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --user $3"
      ask "$1" "$2" PING
    )
    case $refused in *NOAUTH* | *WRONGPASS*) return 0 ;; *) return 1 ;; esac
  }

  # user_for_replication FILE: the user with which a replica follows, unless its primary does not know it.
  user_for_replication() {
    followed_pod=$(sed -n 's/^replicaof \([^ ]*\) .*/\1/p' "$1")
    if [ -n "$followed_pod" ] && refuses "$followed_pod" "$CACHE_PORT" cache-replication; then
      say "$followed_pod does not know the user cache-replication yet: following it as default"
    else
      echo "masteruser cache-replication"
      echo "masterauth \"$(password_of cache-replication)\""
    fi
  }

  # user_of_sentinel: the user with which a sentinel watches, unless a pod does not know it.
  user_of_sentinel() {
    sentinel_password=$(password_of cache-sentinel)
    for host in $CACHE_HOSTS; do
      if refuses "$host" "$CACHE_PORT" cache-sentinel; then return; fi
    done
    # shellcheck disable=SC2046,SC2086 # lists of hosts
    for host in $(others $CACHE_SENTINELS); do
      if refuses "$host" "$SENTINEL_PORT" cache-sentinel; then return; fi
    done
    echo "sentinel auth-user $CACHE_MASTER cache-sentinel"
    echo "sentinel auth-pass $CACHE_MASTER \"$sentinel_password\""
    echo "sentinel sentinel-user cache-sentinel"
    echo "sentinel sentinel-pass \"$sentinel_password\""
  }

  # serve ARGUMENT…: replaces this process by the server, which connects to others as a user. Later lines of its file count.
  serve() {
    case $* in
      *' --sentinel') user_of_sentinel >>"$1" ;;
      *) user_for_replication "$1" >>"$1" ;;
    esac
    stop_waiting_server
    : >"$CACHE_RUN/serving"
    exec "$CACHE_PROGRAM-server" "$@"
  }
  {{- end }}
names.sh: |
  #!/bin/sh
  # names.sh [keep]: looks up the addresses of all pods of the cache and writes them to the hosts file, where alone the
  # servers look up names. Each address belongs to a Service, and stays when the pod is replaced. Returns when all are known,
  # or after half a minute. With "keep" it never returns, and adds addresses that were unknown or have changed.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  hosts=$CACHE_RUN/hosts

  # address_of HOST: the address of the pod's Service, cache-0.production.svc for cache-0.cache.production.svc, from DNS only.
  address_of() {
    RES_OPTIONS='timeout:1 attempts:5' timeout 10 getent -s dns ahosts "${1%%.*}.${1#*.*.}" | sed -n '1s/ .*//p'
  }

  # The lines of the hosts file. A name that DNS does not know now keeps its old address.
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

  # The file is a mount point, so it is overwritten and never replaced.
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
  # A data pod is ready when it answers and, as a replica, is in sync with its primary. It need not be the primary: clients
  # ask the sentinels which pod is. When a pod is in sync for the first time since its start, and has all data on its volume,
  # it becomes one of those that sentinels promote first.
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
  # A sentinel is ready when it names a primary. An answer is not enough: a sentinel that waits for a primary answers too.
  set -eu
  # shellcheck source=common.sh
  . "$(dirname "$0")/common.sh"

  [ -n "$(named_by "$CACHE_LOCAL")" ]
sentinel.conf: |
  sentinel resolve-hostnames yes
  sentinel announce-hostnames yes
  sentinel down-after-milliseconds {{ $cacheName }} 5000
  sentinel failover-timeout {{ $cacheName }} 15000
  sentinel parallel-syncs {{ $cacheName }} 1
start-data.sh: |
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
start-sentinel.sh: |
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
stop-data.sh: |
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
{{- if and $cache.endpoint (hasKey $cache "users") }}
user.cache-endpoint: |
  data resetchannels -@all +info
{{- end }}
{{- if hasKey $cache "users" }}
user.cache-exporter: |
  data resetchannels -@all +ping +info +client|setname
  data +latency|latest +latency|histogram +slowlog|len +slowlog|get
  sentinel resetchannels -@all +ping +info +client|setname
  sentinel +sentinel|masters +sentinel|slaves +sentinel|sentinels +sentinel|ckquorum
user.cache-replication: |
  data resetchannels -@all +psync +replconf +ping
user.cache-sentinel: |
  data resetchannels allchannels -@all +ping +info +role +publish +subscribe +multi +exec +slaveof +replicaof
  data +failover +client|pause +client|unpause +config|rewrite +client|setname +client|kill +script|kill
  sentinel resetchannels allchannels -@all +ping +info +role +publish +subscribe +client|setname +sentinel
{{- end }}
valkey.conf: |
  maxmemory {{ div (mul 75 (include "slipway.bytes" $cache.memory | int64)) 100 }}
  {{- if $cache.eviction }}
  maxmemory-policy {{ $cache.eviction }}
  {{- else if eq $cache.profile "cache" }}
  maxmemory-policy allkeys-lru
  {{- else }}
  maxmemory-policy noeviction
  {{- end }}
  appendonly yes
  appendfsync everysec
  auto-aof-rewrite-percentage 50
  auto-aof-rewrite-min-size 16mb
  save ""
  {{- if gt (int $cache.replicas) 2 }}
  min-replicas-to-write 1
  {{- else }}
  min-replicas-to-write 0
  {{- end }}
  min-replicas-max-lag 5
  repl-backlog-size 16mb
  repl-diskless-sync-delay 1
  repl-timeout 20
  tcp-keepalive 60
{{- range $userName, $user := $cache.users }}
{{ printf "user.%s" $userName | quote }}: |
  data resetchannels {{ range $index, $key := $user.keys }}{{ if $index }} {{ end }}~{{ $key }}{{ end }}
  {{- if $user.channels }}
  data {{ range $index, $channel := $user.channels }}{{ if $index }} {{ end }}&{{ $channel }}{{ end }}
  {{- end }}
  data -@all +@string +@hash +@list +@set +@sortedset +@stream +@bitmap +@hyperloglog +@geo
  data +@transaction +@connection -@admin -@dangerous -client|tracking +time +info +role
  data +del +unlink +exists +type +touch +copy +rename +renamenx +dump +object +persist +memory|usage
  data +expire +pexpire +expireat +pexpireat +expiretime +pexpiretime +ttl +pttl
  data +eval +eval_ro +evalsha +evalsha_ro +script|load +script|exists
  data +subscribe +unsubscribe +psubscribe +punsubscribe +publish +ssubscribe +sunsubscribe +spublish
  {{- if $user.commands }}
  data {{ range $index, $command := $user.commands }}{{ if $index }} {{ end }}{{ $command }}{{ end }}
  {{- end }}
  sentinel resetchannels allchannels -@all +@connection -@admin -@dangerous +info +role
  sentinel +subscribe +unsubscribe +psubscribe +punsubscribe
  sentinel +sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|replicas
  sentinel +sentinel|slaves +sentinel|sentinels
{{- end }}
{{ end }}

{{- define "slipway.cache-endpoint-configuration" }}
{{- $ := .root }}
{{- $cacheName := .cacheName }}
{{- $cache := .cache }}
{{- if ($cache.endpoint).tls }}
alive.sh: |
  # Says whether HAProxy answers, and gives it the certificate that is mounted. The kubelet changes the files when cert-manager
  # has renewed the certificate, but HAProxy reads them only when it starts. Connections stay open.
  # Arguments: the file of the certificate, next to which its key ends with `.key`, and the port of HAProxy's commands.
  set -eu
  file=$1
  port=$2

  ask() {
    exec 3<>"/dev/tcp/127.0.0.1/$port"
    printf '%s\n' "$1" >&3
    cat <&3
    exec 3>&-
  }

  mounted=$(sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/{/-END CERTIFICATE-/q;/-BEGIN/!p}' "$file" | base64 -d | sha1sum)
  mounted=${mounted%% *}
  known=$(ask "show ssl cert $file" | sed -n 's/^SHA1 FingerPrint: //p')
  [ -n "$known" ] || exit 1
  [ "$known" != "${mounted^^}" ] || exit 0

  # The end of what is given is an empty line.
  ask "set ssl cert $file <<
  $(sed '/^$/d' "$file" "$file.key")
  "
  answer=$(ask "commit ssl cert $file")
  echo "$answer"
  case $answer in *Success*) ;; *) ask "abort ssl cert $file"; exit 1 ;; esac
{{- end }}
haproxy.cfg: |
  global
      log stdout format raw daemon notice
      maxconn 2000
      nbthread 1
      hard-stop-after 10s
      ssl-default-server-options ssl-min-ver TLSv1.2
  {{- if ($cache.endpoint).tls }}
      ssl-default-bind-options ssl-min-ver TLSv1.2
      stats socket ipv4@127.0.0.1:9122 level admin
  {{- end }}
  defaults
      log global
      timeout connect 2s
      timeout check 1s
      timeout client 7d
      timeout server 7d
      option clitcpka
      clitcpka-idle 60s
      option srvtcpka
      srvtcpka-idle 60s
  listen cache
      mode tcp
  {{- if ($cache.endpoint).tls }}
      bind ${POD_IP}:6379 ssl crt /etc/cache-certificate/tls.pem
  {{- else }}
      bind ${POD_IP}:6379
  {{- end }}
      option tcp-check
  {{- if hasKey $cache "users" }}
      tcp-check send "AUTH cache-endpoint ${REDIS_PASSWORD}\r\n"
  {{- else }}
      tcp-check send "AUTH ${REDIS_PASSWORD}\r\n"
  {{- end }}
      tcp-check expect string +OK
      tcp-check send "INFO replication\r\n"
      tcp-check expect string role:master
  {{- if gt (int $cache.replicas) 2 }}
      tcp-check expect rstring min_slaves_good_slaves:[1-9]
  {{- end }}
      default-server ssl verify required ca-file /etc/cache-tls/ca.crt
      default-server check inter 1s fastinter 250ms rise 1 fall 2 on-marked-down shutdown-sessions
      {{ range $index, $ordinal := until (int $cache.replicas) }}{{ if $index }}
      {{ end }}server {{ $cacheName }}-
        {{- $ordinal | int64 }} {{ $cacheName }}-{{ $ordinal | int64 }}.{{ $.Values.namespace }}.svc:6379 verifyhost {{ $cacheName }}-
          {{- $ordinal | int64 }}.{{ $cacheName }}.{{ $.Values.namespace }}.svc{{ end }}
  frontend metrics
      mode http
      bind ${POD_IP}:9121
      timeout client 10s
      monitor-uri /health
      http-request use-service prometheus-exporter if { path /metrics }
      http-request return status 404
{{ end }}

{{- define "slipway.variables" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if has $cluster $app.uses }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGHOST"
  {{- if not $database.external }}
  value: "{{ $cluster }}-pooler-rw"
  {{- else }}
  value: "{{ $database.host }}"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGPORT"
  {{- if not $database.external }}
  value: '5432'
  {{- else }}
  value: "{{ $database.port | int64 }}"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGDATABASE"
  {{- if or (hasKey (default dict (get $app.connections $cluster)) "name") (not (not $database.external)) }}
  {{- if not $database.external }}
  value: {{ (default dict (get $app.connections $cluster)).name | quote }}
  {{- else }}
  value: "{{ $database.database }}"
  {{- end }}
  {{- end }}
  {{- if and (not $database.external) (not (hasKey (default dict (get $app.connections $cluster)) "name")) }}
  valueFrom:
    secretKeyRef:
      key: dbname
      name: "{{ $cluster }}-app"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGUSER"
  {{- if and (hasKey (default dict (get $app.connections $cluster)) "name") (not $database.external) }}
  value: {{ (default dict (get $app.connections $cluster)).name | quote }}
  {{- end }}
  {{- if or (not (not $database.external)) (not (hasKey (default dict (get $app.connections $cluster)) "name")) }}
  valueFrom:
    secretKeyRef:
      key: username
      {{- if not $database.external }}
      name: "{{ $cluster }}-app"
      {{- else }}
      name: "{{ $database.secret }}"
      {{- end }}
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGPASSWORD"
  valueFrom:
    secretKeyRef:
      key: password
      {{- if and (hasKey (default dict (get $app.connections $cluster)) "name") (not $database.external) }}
      name: "{{ $cluster }}-role-{{ (default dict (get $app.connections $cluster)).name }}"
      {{- else if not $database.external }}
      name: "{{ $cluster }}-app"
      {{- else }}
      name: "{{ $database.secret }}"
      {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGSSLMODE"
  {{- if not $database.external }}
  value: verify-full
  {{- else }}
  value: require
  {{- end }}
{{- end }}
{{- if and (not $database.external) (has $cluster $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGSSLROOTCERT"
  value: "/etc/slipway/{{ $cluster }}/ca.crt"
{{- end }}
{{- if has $cluster $app.uses }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGCONNECT_TIMEOUT"
  value: '5'
- name: "{{ $cluster | upper | replace "-" "_" }}_READ_HOST"
  {{- if gt (int $database.instances) 1 }}
  value: "{{ $cluster }}-pooler-ro"
  {{- else if and (not $database.readHost) (not (not $database.external)) }}
  value: "{{ $database.host }}"
  {{- else if $database.readHost }}
  value: "{{ $database.readHost }}"
  {{- else }}
  value: "{{ $cluster }}-pooler-rw"
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "url" }}
- name: {{ (default dict (get $app.connections $cluster)).url | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not $database.external) }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)" (default
    dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get $app.connections
    $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "readUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).readUrl | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not $database.external) }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)"
    (default dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      ($cluster | upper | replace "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_") (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get $app.connections
    $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_")
      (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "directUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).directUrl | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not (not $database.external)) }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get
    $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace
      "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_") (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)"
    (default dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      ($cluster | upper | replace "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "jdbcUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).jdbcUrl | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not (not $database.external)) }}
  value: "jdbc:postgresql://$({{ include "slipway.variable-prefix" $cluster }}PGHOST):$({{ include "slipway.variable-prefix" $cluster }}PGPORT)/$(
    {{- include "slipway.variable-prefix" $cluster }}PGDATABASE)?sslmode=$({{ include "slipway.variable-prefix" $cluster }}PGSSLMODE)"
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "jdbc:postgresql://$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (include "slipway.variable-prefix" $cluster) (include
    "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: "jdbc:postgresql://$({{ include "slipway.variable-prefix" $cluster }}PGHOST):$({{ include "slipway.variable-prefix" $cluster }}PGPORT)/$(
    {{- include "slipway.variable-prefix" $cluster }}PGDATABASE)?sslmode=$({{ include "slipway.variable-prefix" $cluster }}PGSSLMODE)&sslrootcert=$(
      {{- include "slipway.variable-prefix" $cluster }}PGSSLROOTCERT)"
  {{- end }}
{{- end }}
{{- if and (not $database.external) (default dict (get $app.connections $cluster)).direct }}
- name: "{{ $cluster | upper | replace "-" "_" }}_DIRECT_HOST"
  value: "{{ $cluster }}-rw"
{{- end }}
{{- end }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if and (not $cache.external) (has $cacheName $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_SENTINELS"
  value: "{{ $cacheName }}-sentinel-0.{{ $cacheName }}-sentinel.{{ $.Values.namespace }}.svc:26379,{{ $cacheName }}-sentinel-1.{{ $cacheName }}-sentinel.
    {{- $.Values.namespace }}.svc:26379,{{ $cacheName }}-sentinel-2.{{ $cacheName }}-sentinel.{{ $.Values.namespace }}.svc:26379"
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_MASTER_NAME"
  value: "{{ $cacheName }}"
{{- end }}
{{- if or (has (printf "%s-endpoint" $cacheName) $app.uses) (and $cache.external (has $cacheName $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_HOST"
  {{- if $cache.external }}
  value: "{{ $cache.host }}"
  {{- else }}
  value: "{{ $cacheName }}-endpoint"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_PORT"
  {{- if $cache.external }}
  value: "{{ $cache.port | int64 }}"
  {{- else }}
  value: '6379'
  {{- end }}
{{- end }}
{{- if and (hasKey $cache "users") (or (has $cacheName $app.uses) (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME"
  value: "{{ $name }}"
{{- end }}
{{- if or (has $cacheName $app.uses) (has (printf "%s-endpoint" $cacheName) $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD"
  valueFrom:
    secretKeyRef:
      key: password
      {{- if and (not $cache.external) (not (hasKey $cache "users")) }}
      name: "{{ $cacheName }}-auth"
      {{- else if $cache.external }}
      name: "{{ $cache.secret }}"
      {{- else }}
      name: "{{ $cacheName }}-user-{{ $name }}"
      {{- end }}
{{- end }}
{{- if or (has (printf "%s-endpoint" $cacheName) $app.uses) (and $cache.external (has $cacheName $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_URL"
  {{- if $cache.tls }}
  value: "rediss://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cache.host }}:{{ $cache.port | int64 }}"
  {{- else if and (not ($cache.endpoint).tls) (hasKey $cache "users") }}
  value: "redis://$({{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME):$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@
    {{- $cacheName }}-endpoint:6379"
  {{- else if hasKey $cache "users" }}
  value: "rediss://$({{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME):$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@
    {{- $cacheName }}-endpoint:6379"
  {{- else if $cache.external }}
  value: "redis://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cache.host }}:{{ $cache.port | int64 }}"
  {{- else if ($cache.endpoint).tls }}
  value: "rediss://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cacheName }}-endpoint:6379"
  {{- else }}
  value: "redis://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cacheName }}-endpoint:6379"
  {{- end }}
{{- end }}
{{- if or (and (not $cache.external) (has $cacheName $app.uses)) (and ($cache.endpoint).tls (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_TLS_CA_FILE"
  value: "/etc/slipway/{{ $cacheName }}/ca.crt"
{{- end }}
{{- end }}
{{- range $used := $app.uses | sortAlpha }}
{{- if hasKey $.Values.applications $used }}
{{- if has (get $.Values.applications $used).protocol (list "HTTP" "H2C") }}
- name: "{{ $used | upper | replace "-" "_" }}_URL"
  value: "http://{{ $used }}:{{ (get $.Values.applications $used).servicePort | int64 }}"
{{- end }}
{{- if or (get $.Values.applications $used).ports (not (has (get $.Values.applications $used).protocol (list "HTTP" "H2C"))) }}
- name: "{{ $used | upper | replace "-" "_" }}_HOST"
  value: "{{ $used }}"
{{- end }}
{{- if not (has (get $.Values.applications $used).protocol (list "HTTP" "H2C")) }}
- name: "{{ $used | upper | replace "-" "_" }}_PORT"
  value: "{{ (get $.Values.applications $used).servicePort | int64 }}"
{{- end }}
{{- range $usedPortName, $usedPort := (get $.Values.applications $used).ports }}
- name: "{{ $used | upper | replace "-" "_" }}_PORT_{{ $usedPortName | upper | replace "-" "_" }}"
  value: "{{ $usedPort.servicePort | int64 }}"
{{- end }}
{{- end }}
{{- end }}
{{- if $app.peers }}
- name: PEERS_HOST
  value: "{{ $name }}-peers.{{ $.Values.namespace }}.svc"
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
{{- range $podFieldName, $podField := $app.podFields }}
- name: {{ $podFieldName | quote }}
  valueFrom:
    {{- if not (regexMatch "^(limits|requests)[.]" $podField) }}
    fieldRef:
      fieldPath: "{{ $podField }}"
    {{- else }}
    resourceFieldRef:
      resource: "{{ $podField }}"
    {{- end }}
{{- end }}
{{ end }}

{{- define "slipway.secret-uses" }}
{{- range $name, $app := $.Values.applications }}
{{- range $sidecarName, $sidecar := $app.sidecars }}
{{- range $secretName, $secret := $sidecar.secrets }}
- keys:
    - "{{ $secret.key }}"
  name: "{{ $secret.secret }}"
{{- end }}
{{- end }}
{{- range $secretFileName, $secretFile := $app.secretFiles }}
-
  {{- if hasKey $secretFile "keys" }}
  keys:
    {{- range $keyName, $key := $secretFile.keys }}
    - "{{ $key }}"
    {{- end }}
  {{- else }}
  keys: []
  {{- end }}
  name: "{{ $secretFile.secret }}"
{{- end }}
{{- range $variable, $source := $app.secrets }}
- keys:
    - "{{ $source.key }}"
  name: "{{ $source.secret }}"
{{- end }}
{{- range $source := $app.envFrom }}
{{- if $source.secret }}
- keys: []
  name: "{{ $source.secret }}"
{{- end }}
{{- end }}
{{- if hasKey (default dict ($app.delivery).preview) "basicAuth" }}
- keys:
    - .htpasswd
  name: "{{ $app.delivery.preview.basicAuth.secret }}"
{{- end }}
{{- end }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if or ($database.backup).secret (not (not $database.external)) }}
- keys:
    {{- if not (not $database.external) }}
    - username
    - password
    {{- else }}
    - ACCESS_KEY_ID
    - ACCESS_SECRET_KEY
    {{- end }}
  {{- if $database.backup }}
  name: "{{ $database.backup.secret }}"
  {{- else }}
  name: "{{ $database.secret }}"
  {{- end }}
{{- end }}
{{- end }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if $cache.external }}
- keys:
    - password
  name: "{{ $cache.secret }}"
{{- end }}
{{- end }}
{{- range $group := $.Values.objects }}
{{- range $secretName, $secret := $group.secrets }}
- keys: []
  name: "{{ $secret }}"
{{- end }}
{{- end }}
{{ end }}

{{- define "slipway.request-rates" }}
{{- range $name, $app := $.Values.applications }}
{{- if and (kindIs "map" $app.metrics) $app.metrics.requests (has $app.kind (list "web" "stateful")) (kindIs "map" $app.metrics) }}
- "sum by (service) (rate({{ $app.metrics.requests }}{namespace=\"{{ $.Values.namespace }}\"}[5m]))"
{{- end }}
{{- end }}
{{ end }}

{{- define "slipway.error-shares" }}
{{- range $name, $app := $.Values.applications }}
{{- if and (kindIs "map" $app.metrics) $app.metrics.requests (has $app.kind (list "web" "stateful")) (kindIs "map" $app.metrics) }}
{{- if eq $app.protocol "gRPC" }}
- "sum by (service) (rate({{ $app.metrics.requests }}{namespace=\"{{ $.Values.namespace }}\",
  {{- $app.metrics.statusLabel }}=~\"(?i:unknown|deadline_?exceeded|unimplemented|internal|unavailable|data_?loss)|2|4|12|13|14|15\"}[5m])) / sum by (servic
    {{- "" }}e) (rate({{ $app.metrics.requests }}{namespace=\"{{ $.Values.namespace }}\"}[5m]))"
{{- else }}
- "sum by (service) (rate({{ $app.metrics.requests }}{namespace=\"{{ $.Values.namespace }}\",{{ $app.metrics.statusLabel }}=~\"5..\"}[5m])) / sum by (service)
  (rate({{ $app.metrics.requests }}{namespace=\"{{ $.Values.namespace }}\"}[5m]))"
{{- end }}
{{- end }}
{{- end }}
{{ end }}

{{- define "slipway.dashboard" }}
panels:
  {{- if include "slipway.counted" $ }}
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
        expr: {{ include "slipway.request-rates" $ | fromYamlArray | uniq | sortAlpha | join " or " | quote }}
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
        expr: {{ include "slipway.error-shares" $ | fromYamlArray | uniq | sortAlpha | join " or " | quote }}
        legendFormat: '{{ "{{" }}service{{ "}}" }}'
        refId: A
    title: Share of errors
    type: timeseries
  {{- end }}
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
      {{- if include "slipway.any-has-stable-pods" $ }}
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "max by (statefulset) (kube_statefulset_status_replicas_available{namespace=\"{{ $.Values.namespace }}\",statefulset!=\"\"} or
          kube_statefulset_status_replicas_available{exported_namespace=\"{{ $.Values.namespace }}\",statefulset!=\"\"})"
        legendFormat: '{{ "{{" }}statefulset{{ "}}" }}'
        refId: C
      {{- end }}
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
  {{- if include "slipway.any-database" $ }}
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
        expr: "cnpg_pg_replication_lag{namespace=\"{{ $.Values.namespace }}\",pod=~\"
          {{- include "slipway.cluster-pattern" (dict "root" $ "suffix" "-[0-9]+") }}\"}"
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
  {{- if include "slipway.any-cache-2" $ }}
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
      {{- if include "slipway.any-database" $ }}
      'y': 24
      {{- else }}
      'y': 16
      {{- end }}
    {{- if include "slipway.any-database" $ }}
    id: 7
    {{- else }}
    id: 5
    {{- end }}
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "redis_memory_used_bytes{namespace=\"{{ $.Values.namespace }}\",pod=~\"{{ include "slipway.each-cache" (dict "root" $ "suffix" "-[0-9]+") }}\"}"
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
      {{- if include "slipway.any-database" $ }}
      'y': 24
      {{- else }}
      'y': 16
      {{- end }}
    {{- if include "slipway.any-database" $ }}
    id: 8
    {{- else }}
    id: 6
    {{- end }}
    targets:
      - datasource:
          type: prometheus
          uid: $datasource
        expr: "rate(redis_evicted_keys_total{namespace=\"{{ $.Values.namespace }}\",pod=~\"
          {{- include "slipway.each-cache" (dict "root" $ "suffix" "-[0-9]+") }}\"}[5m])"
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

{{- define "slipway.sidecar-variables" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- $sidecar := .item }}
{{- range $envItemName, $envItem := $sidecar.env }}
- name: {{ $envItemName | quote }}
  value: {{ $envItem | quote }}
{{- end }}
{{- range $secretName, $secret := $sidecar.secrets }}
- name: {{ $secretName | quote }}
  valueFrom:
    secretKeyRef:
      key: "{{ $secret.key }}"
      name: "{{ $secret.secret }}"
{{- end }}
{{ end }}

{{- define "slipway.sidecar" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- $sidecar := .item }}
{{- if hasKey $sidecar "args" }}
args:
  {{- range $argName, $arg := $sidecar.args }}
  - {{ $arg | quote }}
  {{- end }}
{{- end }}
{{- if hasKey $sidecar "command" }}
command:
  {{- range $commandItemName, $commandItem := $sidecar.command }}
  - {{ $commandItem | quote }}
  {{- end }}
{{- end }}
{{- if or $sidecar.env $sidecar.secrets }}
env:
  {{- include "slipway.by-dependency" (include "slipway.sidecar-variables" (dict "root" $ "name" $name "app" $app "item" $sidecar)) | trim | nindent 2 }}
{{- end }}
image: "{{ $sidecar.image }}"
name: "{{ $sidecar.name }}"
resources:
  limits:
    {{- if hasKey (default dict $sidecar.resources.limits) "cpu" }}
    cpu: "{{ $sidecar.resources.limits.cpu }}"
    {{- end }}
    {{- if hasKey (default dict $sidecar.resources.limits) "ephemeralStorage" }}
    ephemeral-storage: "{{ $sidecar.resources.limits.ephemeralStorage }}"
    {{- else }}
    ephemeral-storage: 512Mi
    {{- end }}
    memory: "{{ $sidecar.resources.limits.memory }}"
  requests:
    cpu: "{{ $sidecar.resources.requests.cpu }}"
    {{- if hasKey $sidecar.resources.requests "ephemeralStorage" }}
    ephemeral-storage: "{{ $sidecar.resources.requests.ephemeralStorage }}"
    {{- else }}
    ephemeral-storage: 64Mi
    {{- end }}
    memory: "{{ $sidecar.resources.requests.memory }}"
{{- if semverCompare ">=1.30-0" $.Values.cluster.kubernetes }}
restartPolicy: Always
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    {{- if $app.securityContext.capabilities }}
    add:
      {{- range $capability := $app.securityContext.capabilities }}
      - "{{ $capability }}"
      {{- end }}
    {{- end }}
    drop:
      - ALL
  readOnlyRootFilesystem: {{ $app.securityContext.readOnlyRootFilesystem }}
{{- if hasKey $sidecar "terminationMessagePath" }}
terminationMessagePath: "{{ $sidecar.terminationMessagePath }}"
{{- end }}
{{- if hasKey $sidecar "terminationMessagePolicy" }}
terminationMessagePolicy: "{{ $sidecar.terminationMessagePolicy }}"
{{- end }}
volumeMounts:
  - mountPath: /tmp
    name: tmp
  {{- range $emptyDirName, $emptyDir := $app.emptyDirs }}
  - mountPath: "{{ $emptyDir.mountPath }}"
    name: {{ printf "emptydir-%s" $emptyDirName | quote }}
  {{- end }}
  {{- range $volumeName, $volume := $app.volumes }}
  - mountPath: "{{ $volume.mountPath }}"
    name: {{ printf "volume-%s" $volumeName | quote }}
    {{- if $volume.readOnly }}
    readOnly: true
    {{- end }}
    {{- if hasKey $volume "subPath" }}
    subPath: "{{ $volume.subPath }}"
    {{- end }}
  {{- end }}
  {{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
  {{- if and (not $database.external) (has $cluster $app.uses) }}
  - mountPath: "/etc/slipway/{{ $cluster }}"
    name: "etc-slipway-{{ $cluster }}"
    readOnly: true
  {{- end }}
  {{- end }}
  {{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
  {{- if or (and (not $cache.external) (has $cacheName $app.uses)) (and ($cache.endpoint).tls (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
  - mountPath: "/etc/slipway/{{ $cacheName }}"
    name: "etc-slipway-{{ $cacheName }}"
    readOnly: true
  {{- end }}
  {{- end }}
  {{- range $secretFileName, $secretFile := $app.secretFiles }}
  - mountPath: "{{ $secretFile.mountPath }}"
    name: {{ printf "secret-%s" $secretFileName | quote }}
    readOnly: true
  {{- end }}
  {{- range $fileName, $file := $app.files }}
  - mountPath: "{{ $file.mountPath }}"
    name: files
    readOnly: true
    subPath: {{ $fileName | quote }}
  {{- end }}
{{ end }}

{{- define "slipway.hosts" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.host }}
- application: "{{ $name }}"
  certificate: "{{ $name }}-tls"
  host: "{{ $app.host }}"
  name: "{{ $name }}"
{{- range $host := $app.hosts }}
- application: "{{ $name }}"
  certificate: "{{ $host }}-tls"
  host: "{{ $host }}"
  name: "{{ $host }}"
{{- end }}
{{- range $redirect := $app.redirects }}
- application: "{{ $name }}"
  certificate: "{{ $redirect }}-tls"
  host: "{{ $redirect }}"
  name: "{{ $redirect }}"
{{- end }}
{{- end }}
{{- if $app.delivery.preview }}
- application: "{{ $name }}"
  certificate: "{{ $name }}-preview-tls"
  host: "{{ $app.delivery.preview.host }}"
  name: "{{ $name }}-preview"
{{- end }}
{{- end }}
{{ end }}

{{- define "slipway.init-variables" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- $initContainer := .item }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if has $cluster $app.uses }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGHOST"
  {{- if not $database.external }}
  value: "{{ $cluster }}-pooler-rw"
  {{- else }}
  value: "{{ $database.host }}"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGPORT"
  {{- if not $database.external }}
  value: '5432'
  {{- else }}
  value: "{{ $database.port | int64 }}"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGDATABASE"
  {{- if or (hasKey (default dict (get $app.connections $cluster)) "name") (not (not $database.external)) }}
  {{- if not $database.external }}
  value: {{ (default dict (get $app.connections $cluster)).name | quote }}
  {{- else }}
  value: "{{ $database.database }}"
  {{- end }}
  {{- end }}
  {{- if and (not $database.external) (not (hasKey (default dict (get $app.connections $cluster)) "name")) }}
  valueFrom:
    secretKeyRef:
      key: dbname
      name: "{{ $cluster }}-app"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGUSER"
  {{- if and (hasKey (default dict (get $app.connections $cluster)) "name") (not $database.external) }}
  value: {{ (default dict (get $app.connections $cluster)).name | quote }}
  {{- end }}
  {{- if or (not (not $database.external)) (not (hasKey (default dict (get $app.connections $cluster)) "name")) }}
  valueFrom:
    secretKeyRef:
      key: username
      {{- if not $database.external }}
      name: "{{ $cluster }}-app"
      {{- else }}
      name: "{{ $database.secret }}"
      {{- end }}
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGPASSWORD"
  valueFrom:
    secretKeyRef:
      key: password
      {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "name")) (not $database.external) }}
      name: "{{ $cluster }}-app"
      {{- else if not $database.external }}
      name: "{{ $cluster }}-role-{{ (default dict (get $app.connections $cluster)).name }}"
      {{- else }}
      name: "{{ $database.secret }}"
      {{- end }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGSSLMODE"
  {{- if not $database.external }}
  value: verify-full
  {{- else }}
  value: require
  {{- end }}
{{- end }}
{{- if and (not $database.external) (has $cluster $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGSSLROOTCERT"
  value: "/etc/slipway/{{ $cluster }}/ca.crt"
{{- end }}
{{- if has $cluster $app.uses }}
- name: "{{ include "slipway.variable-prefix" $cluster }}PGCONNECT_TIMEOUT"
  value: '5'
- name: "{{ $cluster | upper | replace "-" "_" }}_READ_HOST"
  {{- if gt (int $database.instances) 1 }}
  value: "{{ $cluster }}-pooler-ro"
  {{- else if and (not $database.readHost) (not (not $database.external)) }}
  value: "{{ $database.host }}"
  {{- else if $database.readHost }}
  value: "{{ $database.readHost }}"
  {{- else }}
  value: "{{ $cluster }}-pooler-rw"
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "url" }}
- name: {{ (default dict (get $app.connections $cluster)).url | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not $database.external) }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)" (default
    dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get $app.connections
    $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "readUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).readUrl | quote }}
  {{- if and (not (hasKey (default dict (get $app.connections $cluster)) "query")) (not $database.external) }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)"
    (default dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      ($cluster | upper | replace "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_") (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_READ_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get $app.connections
    $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_")
      (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "directUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).directUrl | quote }}
  {{- if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (default dict (get $app.connections $cluster)).scheme
    (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace "-" "_") (include
      "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else if not $database.external }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)&sslrootcert=$(%sPGSSLROOTCERT)"
    (default dict (get $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster)
      ($cluster | upper | replace "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include
        "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- else }}
  value: {{ printf "%s://$(%sPGUSER):$(%sPGPASSWORD)@$(%s_DIRECT_HOST):$(%sPGPORT)/$(%sPGDATABASE)?sslmode=$(%sPGSSLMODE)" (default dict (get
    $app.connections $cluster)).scheme (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) ($cluster | upper | replace
      "-" "_") (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) | quote }}
  {{- end }}
{{- end }}
{{- if hasKey (default dict (get $app.connections $cluster)) "jdbcUrl" }}
- name: {{ (default dict (get $app.connections $cluster)).jdbcUrl | quote }}
  {{- if hasKey (default dict (get $app.connections $cluster)) "query" }}
  value: {{ printf "jdbc:postgresql://$(%sPGHOST):$(%sPGPORT)/$(%sPGDATABASE)%s" (include "slipway.variable-prefix" $cluster) (include
    "slipway.variable-prefix" $cluster) (include "slipway.variable-prefix" $cluster) (default dict (get $app.connections $cluster)).query | quote }}
  {{- else if not $database.external }}
  value: "jdbc:postgresql://$({{ include "slipway.variable-prefix" $cluster }}PGHOST):$({{ include "slipway.variable-prefix" $cluster }}PGPORT)/$(
    {{- include "slipway.variable-prefix" $cluster }}PGDATABASE)?sslmode=$({{ include "slipway.variable-prefix" $cluster }}PGSSLMODE)&sslrootcert=$(
      {{- include "slipway.variable-prefix" $cluster }}PGSSLROOTCERT)"
  {{- else }}
  value: "jdbc:postgresql://$({{ include "slipway.variable-prefix" $cluster }}PGHOST):$({{ include "slipway.variable-prefix" $cluster }}PGPORT)/$(
    {{- include "slipway.variable-prefix" $cluster }}PGDATABASE)?sslmode=$({{ include "slipway.variable-prefix" $cluster }}PGSSLMODE)"
  {{- end }}
{{- end }}
{{- if and (not $database.external) (default dict (get $app.connections $cluster)).direct }}
- name: "{{ $cluster | upper | replace "-" "_" }}_DIRECT_HOST"
  value: "{{ $cluster }}-rw"
{{- end }}
{{- end }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if or (has (printf "%s-endpoint" $cacheName) $app.uses) (and $cache.external (has $cacheName $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_HOST"
  {{- if $cache.external }}
  value: "{{ $cache.host }}"
  {{- else }}
  value: "{{ $cacheName }}-endpoint"
  {{- end }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_PORT"
  {{- if $cache.external }}
  value: "{{ $cache.port | int64 }}"
  {{- else }}
  value: '6379'
  {{- end }}
{{- end }}
{{- if and (not $cache.external) (has $cacheName $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_SENTINELS"
  value: "{{ $cacheName }}-sentinel-0.{{ $cacheName }}-sentinel.{{ $.Values.namespace }}.svc:26379,{{ $cacheName }}-sentinel-1.{{ $cacheName }}-sentinel.
    {{- $.Values.namespace }}.svc:26379,{{ $cacheName }}-sentinel-2.{{ $cacheName }}-sentinel.{{ $.Values.namespace }}.svc:26379"
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_MASTER_NAME"
  value: "{{ $cacheName }}"
{{- end }}
{{- if and (hasKey $cache "users") (or (has $cacheName $app.uses) (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME"
  value: "{{ $name }}"
{{- end }}
{{- if or (has $cacheName $app.uses) (has (printf "%s-endpoint" $cacheName) $app.uses) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD"
  valueFrom:
    secretKeyRef:
      key: password
      {{- if hasKey $cache "users" }}
      name: "{{ $cacheName }}-user-{{ $name }}"
      {{- else if $cache.external }}
      name: "{{ $cache.secret }}"
      {{- else }}
      name: "{{ $cacheName }}-auth"
      {{- end }}
{{- end }}
{{- if or (has (printf "%s-endpoint" $cacheName) $app.uses) (and $cache.external (has $cacheName $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_URL"
  {{- if and (not ($cache.endpoint).tls) (hasKey $cache "users") }}
  value: "redis://$({{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME):$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@
    {{- $cacheName }}-endpoint:6379"
  {{- else if hasKey $cache "users" }}
  value: "rediss://$({{ include "slipway.variable-prefix" $cacheName }}REDIS_USERNAME):$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@
    {{- $cacheName }}-endpoint:6379"
  {{- else if $cache.tls }}
  value: "rediss://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cache.host }}:{{ $cache.port | int64 }}"
  {{- else if $cache.external }}
  value: "redis://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cache.host }}:{{ $cache.port | int64 }}"
  {{- else if ($cache.endpoint).tls }}
  value: "rediss://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cacheName }}-endpoint:6379"
  {{- else }}
  value: "redis://:$({{ include "slipway.variable-prefix" $cacheName }}REDIS_PASSWORD)@{{ $cacheName }}-endpoint:6379"
  {{- end }}
{{- end }}
{{- if or (and (not $cache.external) (has $cacheName $app.uses)) (and ($cache.endpoint).tls (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
- name: "{{ include "slipway.variable-prefix" $cacheName }}REDIS_TLS_CA_FILE"
  value: "/etc/slipway/{{ $cacheName }}/ca.crt"
{{- end }}
{{- end }}
{{- range $used := $app.uses | sortAlpha }}
{{- if hasKey $.Values.applications $used }}
{{- if has (get $.Values.applications $used).protocol (list "HTTP" "H2C") }}
- name: "{{ $used | upper | replace "-" "_" }}_URL"
  value: "http://{{ $used }}:{{ (get $.Values.applications $used).servicePort | int64 }}"
{{- end }}
{{- if or (get $.Values.applications $used).ports (not (has (get $.Values.applications $used).protocol (list "HTTP" "H2C"))) }}
- name: "{{ $used | upper | replace "-" "_" }}_HOST"
  value: "{{ $used }}"
{{- end }}
{{- if not (has (get $.Values.applications $used).protocol (list "HTTP" "H2C")) }}
- name: "{{ $used | upper | replace "-" "_" }}_PORT"
  value: "{{ (get $.Values.applications $used).servicePort | int64 }}"
{{- end }}
{{- range $usedPortName, $usedPort := (get $.Values.applications $used).ports }}
- name: "{{ $used | upper | replace "-" "_" }}_PORT_{{ $usedPortName | upper | replace "-" "_" }}"
  value: "{{ $usedPort.servicePort | int64 }}"
{{- end }}
{{- end }}
{{- end }}
{{- if $app.peers }}
- name: PEERS_HOST
  value: "{{ $name }}-peers.{{ $.Values.namespace }}.svc"
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
{{- range $podFieldName, $podField := $app.podFields }}
- name: {{ $podFieldName | quote }}
  valueFrom:
    {{- if not (regexMatch "^(limits|requests)[.]" $podField) }}
    fieldRef:
      fieldPath: "{{ $podField }}"
    {{- else }}
    resourceFieldRef:
      resource: "{{ $podField }}"
    {{- end }}
{{- end }}
{{- range $envItemName, $envItem := $initContainer.env }}
- name: {{ $envItemName | quote }}
  value: {{ $envItem | quote }}
{{- end }}
{{ end }}

{{- define "slipway.init-container" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- $initContainer := .item }}
{{- if hasKey $initContainer "args" }}
args:
  {{- range $argName, $arg := $initContainer.args }}
  - {{ $arg | quote }}
  {{- end }}
{{- end }}
{{- if hasKey $initContainer "command" }}
command:
  {{- range $commandItemName, $commandItem := $initContainer.command }}
  - {{ $commandItem | quote }}
  {{- end }}
{{- end }}
{{- if or $app.uses $app.env $app.secrets $app.podFields $app.peers $initContainer.env }}
env:
  {{- include "slipway.by-dependency" (include "slipway.init-variables" (dict "root" $ "name" $name "app" $app "item" $initContainer)) | trim | nindent 2 }}
{{- end }}
{{- if $app.envFrom }}
envFrom:
  {{- range $source := $app.envFrom }}
  -
    {{- if not $source.secret }}
    configMapRef:
      name: "{{ $source.configMap }}"
    {{- end }}
    {{- if hasKey $source "prefix" }}
    prefix: "{{ $source.prefix }}"
    {{- end }}
    {{- if $source.secret }}
    secretRef:
      name: "{{ $source.secret }}"
    {{- end }}
  {{- end }}
{{- end }}
{{- if hasKey $initContainer "image" }}
image: "{{ $initContainer.image }}"
{{- else }}
image: "{{ $app.image }}"
{{- end }}
name: "{{ $initContainer.name }}"
resources:
  limits:
    {{- if or (and (hasKey (default dict $app.resources.limits) "cpu") (not (hasKey $initContainer "resources"))) (and (hasKey $initContainer "resources")
      (hasKey (default dict ($initContainer.resources).limits) "cpu")) }}
    {{- if hasKey $initContainer "resources" }}
    cpu: "{{ $initContainer.resources.limits.cpu }}"
    {{- else }}
    cpu: "{{ $app.resources.limits.cpu }}"
    {{- end }}
    {{- end }}
    {{- if and (not (hasKey (default dict ($initContainer.resources).limits) "ephemeralStorage")) (or (not (hasKey (default dict $app.resources.limits)
      "ephemeralStorage")) (hasKey $initContainer "resources")) }}
    ephemeral-storage: 512Mi
    {{- else if hasKey $initContainer "resources" }}
    ephemeral-storage: "{{ $initContainer.resources.limits.ephemeralStorage }}"
    {{- else }}
    ephemeral-storage: "{{ $app.resources.limits.ephemeralStorage }}"
    {{- end }}
    {{- if hasKey $initContainer "resources" }}
    memory: "{{ $initContainer.resources.limits.memory }}"
    {{- else }}
    memory: "{{ $app.resources.limits.memory }}"
    {{- end }}
  requests:
    {{- if hasKey $initContainer "resources" }}
    cpu: "{{ $initContainer.resources.requests.cpu }}"
    {{- else }}
    cpu: "{{ $app.resources.requests.cpu }}"
    {{- end }}
    {{- if and (not (hasKey (default dict ($initContainer.resources).requests) "ephemeralStorage")) (or (not (hasKey $app.resources.requests
      "ephemeralStorage")) (hasKey $initContainer "resources")) }}
    ephemeral-storage: 64Mi
    {{- else if hasKey $initContainer "resources" }}
    ephemeral-storage: "{{ $initContainer.resources.requests.ephemeralStorage }}"
    {{- else }}
    ephemeral-storage: "{{ $app.resources.requests.ephemeralStorage }}"
    {{- end }}
    {{- if hasKey $initContainer "resources" }}
    memory: "{{ $initContainer.resources.requests.memory }}"
    {{- else }}
    memory: "{{ $app.resources.requests.memory }}"
    {{- end }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    {{- if $app.securityContext.capabilities }}
    add:
      {{- range $capability := $app.securityContext.capabilities }}
      - "{{ $capability }}"
      {{- end }}
    {{- end }}
    drop:
      - ALL
  readOnlyRootFilesystem: {{ $app.securityContext.readOnlyRootFilesystem }}
{{- if hasKey $initContainer "terminationMessagePath" }}
terminationMessagePath: "{{ $initContainer.terminationMessagePath }}"
{{- end }}
{{- if hasKey $initContainer "terminationMessagePolicy" }}
terminationMessagePolicy: "{{ $initContainer.terminationMessagePolicy }}"
{{- end }}
volumeMounts:
  - mountPath: /tmp
    name: tmp
  {{- range $emptyDirName, $emptyDir := $app.emptyDirs }}
  - mountPath: "{{ $emptyDir.mountPath }}"
    name: {{ printf "emptydir-%s" $emptyDirName | quote }}
  {{- end }}
  {{- range $volumeName, $volume := $app.volumes }}
  - mountPath: "{{ $volume.mountPath }}"
    name: {{ printf "volume-%s" $volumeName | quote }}
    {{- if $volume.readOnly }}
    readOnly: true
    {{- end }}
    {{- if hasKey $volume "subPath" }}
    subPath: "{{ $volume.subPath }}"
    {{- end }}
  {{- end }}
  {{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
  {{- if and (not $database.external) (has $cluster $app.uses) }}
  - mountPath: "/etc/slipway/{{ $cluster }}"
    name: "etc-slipway-{{ $cluster }}"
    readOnly: true
  {{- end }}
  {{- end }}
  {{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
  {{- if or (and (not $cache.external) (has $cacheName $app.uses)) (and ($cache.endpoint).tls (has (printf "%s-endpoint" $cacheName) $app.uses)) }}
  - mountPath: "/etc/slipway/{{ $cacheName }}"
    name: "etc-slipway-{{ $cacheName }}"
    readOnly: true
  {{- end }}
  {{- end }}
  {{- range $secretFileName, $secretFile := $app.secretFiles }}
  - mountPath: "{{ $secretFile.mountPath }}"
    name: {{ printf "secret-%s" $secretFileName | quote }}
    readOnly: true
  {{- end }}
  {{- range $fileName, $file := $app.files }}
  - mountPath: "{{ $file.mountPath }}"
    name: files
    readOnly: true
    subPath: {{ $fileName | quote }}
  {{- end }}
{{ end }}
