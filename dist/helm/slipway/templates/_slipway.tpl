{{- /* Operations on values: what config/units/ computes in TypeScript. Templates of objects use them. */}}

{{- /* Seconds of a duration such as 90s, 10m or 1h30m. */}}
{{- define "slipway.seconds" }}
{{- (toDate "2006Z07" "1970Z" | dateModify .).Unix }}
{{- end }}

{{- /* Seconds as a duration, in the largest unit that keeps it exact. */}}
{{- define "slipway.duration" }}
{{- $seconds := int64 . }}
{{- if and $seconds (not (mod $seconds 3600)) }}{{ div $seconds 3600 }}h
{{- else if and $seconds (not (mod $seconds 60)) }}{{ div $seconds 60 }}m
{{- else }}{{ $seconds }}s
{{- end }}
{{- end }}

{{- /* Thousandths of a core of CPU such as 500m, 0.5 or 2. */}}
{{- define "slipway.millicores" }}
{{- if hasSuffix "m" . }}{{ trimSuffix "m" . }}{{ else }}{{ mulf . 1000 | int64 }}{{ end }}
{{- end }}

{{- /* Thousandths of a core in the shortest notation. */}}
{{- define "slipway.cores" }}
{{- if mod . 1000 }}{{ . }}m
{{- else }}{{ include "slipway.decimal-notation" (div . 1000) }}
{{- end }}
{{- end }}

{{- define "slipway.units" }}
{{- $units := dict "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "P" 1000000000000000 "E" 1000000000000000000 }}
{{- $binary := dict "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 }}
{{- merge $units $binary | toJson }}
{{- end }}

{{- /* Bytes of a quantity such as 512Mi, 1.5Gi or 100G. */}}
{{- define "slipway.bytes" }}
{{- $unit := trimAll "0123456789." . }}
{{- $size := 1 }}
{{- if $unit }}{{ $size = get (include "slipway.units" "" | fromJson) $unit | int64 }}{{ end }}
{{- mulf (trimSuffix $unit .) $size | int64 }}
{{- end }}

{{- /* A whole amount in the first of some units that keeps it exact, else without a unit. */}}
{{- define "slipway.notation" }}
{{- $units := include "slipway.units" "" | fromJson }}
{{- $amount := int64 .amount }}
{{- $text := "" }}
{{- range $name := .units }}
{{- $size := get $units $name | int64 }}
{{- if and (not $text) (not (mod $amount $size)) }}{{ $text = printf "%d%s" (div $amount $size) $name }}{{ end }}
{{- end }}
{{- ternary "0" (default (toString $amount) $text) (eq $amount 0) }}
{{- end }}

{{- define "slipway.decimal-notation" }}
{{- include "slipway.notation" (dict "amount" . "units" (list "E" "P" "T" "G" "M" "k")) }}
{{- end }}

{{- /* Bytes in the largest unit, binary or decimal, that keeps them exact: one amount has one text. */}}
{{- define "slipway.byte-notation" }}
{{- $units := list "Ei" "E" "Pi" "P" "Ti" "T" "Gi" "G" "Mi" "M" "Ki" "k" }}
{{- include "slipway.notation" (dict "amount" . "units" $units) }}
{{- end }}

{{- /* A quantity of bytes and so many Mi more. The first branch is the usual one and says the same sooner. */}}
{{- define "slipway.more-bytes" }}
{{- $text := index . 0 }}
{{- $more := index . 1 }}
{{- $sum := 0 }}
{{- if and (hasSuffix "Mi" $text) (not (contains "." $text)) (not (hasPrefix "0" $text)) }}
{{- $sum = add (trimSuffix "Mi" $text) $more }}
{{- end }}
{{- if and (mod $sum 1024) (lt $sum 1000000) }}{{ $sum }}Mi
{{- else }}{{ include "slipway.byte-notation" (add (include "slipway.bytes" $text | int64) (mul $more 1048576)) }}
{{- end }}
{{- end }}

{{- /* The networks of one family of addresses. */}}
{{- define "slipway.networks-of-family" }}
{{- $isIpv6 := eq .family "IPv6" }}
{{- $left := list }}
{{- range $network := .networks }}
{{- if eq (contains ":" $network) $isIpv6 }}{{ $left = append $left $network }}{{ end }}
{{- end }}
{{- toJson $left }}
{{- end }}

{{- /* The network of one address. */}}
{{- define "slipway.network-of" }}
{{- printf "%s/%s" . (contains ":" . | ternary "128" "32") }}
{{- end }}

{{- /* The resources of which a container may have less than it asks for. */}}
{{- define "slipway.below-request" }}
{{- $below := list }}
{{- if .limits.cpu }}
{{- if lt (include "slipway.millicores" .limits.cpu | int64) (include "slipway.millicores" .requests.cpu | int64) }}
{{- $below = append $below "cpu" }}
{{- end }}
{{- end }}
{{- if lt (include "slipway.bytes" .limits.memory | int64) (include "slipway.bytes" .requests.memory | int64) }}
{{- $below = append $below "memory" }}
{{- end }}
{{- if and .limits.ephemeralStorage .requests.ephemeralStorage }}
{{- if lt (include "slipway.bytes" .limits.ephemeralStorage | int64) (include "slipway.bytes" .requests.ephemeralStorage | int64) }}
{{- $below = append $below "ephemeralStorage" }}
{{- end }}
{{- end }}
{{- toJson $below }}
{{- end }}

{{- /* Durations that are out of their bounds, by their path below an application or below the values. */}}
{{- define "slipway.outside" }}
{{- $problems := list }}
{{- range $duration := .durations }}
{{- $found := list (dict "at" "" "value" $.of) }}
{{- range $key := splitList "." $duration.path }}
{{- $next := list }}
{{- range $one := $found }}
{{- if and (eq $key "*") (eq $one.at "applications") }}
{{- range $item := $one.value }}{{ $next = append $next (dict "at" "" "value" $item) }}{{ end }}
{{- else if eq $key "*" }}
{{- range $index, $item := $one.value }}{{ $next = append $next (dict "at" (printf "%s.%v" $one.at $index) "value" $item) }}{{ end }}
{{- else if and (kindIs "map" $one.value) (hasKey $one.value $key) }}
{{- $next = append $next (dict "at" (printf "%s.%s" $one.at $key | trimPrefix ".") "value" (get $one.value $key)) }}
{{- end }}
{{- end }}
{{- $found = $next }}
{{- end }}
{{- range $one := $found }}
{{- $seconds := include "slipway.seconds" $one.value | int64 }}
{{- $isShort := lt $seconds (include "slipway.seconds" $duration.from | int64) }}
{{- $isLong := gt $seconds (include "slipway.seconds" $duration.to | int64) }}
{{- $isOverflow := and (eq $seconds 0) (regexMatch "[1-9]" $one.value) }}
{{- if or $isShort $isLong $isOverflow }}
{{- $expected := printf "expected a duration from %s to %s" $duration.from $duration.to }}
{{- $problems = append $problems (printf "%s: %s, found %q" $one.at $expected $one.value) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What stands behind the host of an HTTP URL: nothing for the port 80. */}}
{{- define "slipway.port-suffix" }}
{{- if ne (int .) 80 }}:{{ int . }}{{ end }}
{{- end }}

{{- define "slipway.port-of-url" }}
{{- $host := (urlParse .).host }}
{{- if regexMatch ":[0-9]+$" $host }}
{{- regexFind "[0-9]+$" $host }}
{{- else }}
{{- ternary 80 443 (hasPrefix "http:" .) }}
{{- end }}
{{- end }}

{{- /* The names of a list of environment variables, with the references of each value. */}}
{{- define "slipway.references" }}
{{- $references := dict }}
{{- range $item := splitList "\n- name: " . | rest }}
{{- $names := list }}
{{- $value := splitList "\n" $item | rest | join "\n" | trim }}
{{- if and (contains "$(" $value) (hasPrefix "value:" $value) }}
{{- range $token := regexFindAll `\$\$|\$\([^)]*\)` $value -1 }}
{{- if ne $token "$$" }}{{ $names = append $names (trimPrefix "$(" $token | trimSuffix ")") }}{{ end }}
{{- end }}
{{- end }}
{{- $_ := set $references (splitList "\n" $item | first | trimAll "\"'") $names }}
{{- end }}
{{- toJson $references }}
{{- end }}

{{- /* Names in order, but none before one that it refers to, and the rest, which refer in a circle. */}}
{{- define "slipway.order" }}
{{- $references := . }}
{{- $order := list }}
{{- $rest := keys $references | sortAlpha }}
{{- $left := -1 }}
{{- range until (len $rest) }}
{{- if ne $left (len $rest) }}
{{- $left = len $rest }}
{{- range $name := $rest }}
{{- $isReady := true }}
{{- range $other := get $references $name }}{{ if has $other $rest }}{{ $isReady = false }}{{ end }}{{ end }}
{{- if $isReady }}
{{- $order = append $order $name }}
{{- $rest = without $rest $name }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- dict "order" $order "rest" $rest | toJson }}
{{- end }}

{{- /* Environment variables by name, but none before one that it refers to. Of those that share a name the last remains. */}}
{{- define "slipway.by-dependency" }}
{{- $items := dict }}
{{- range $item := splitList "\n- name: " . | rest }}
{{- $_ := set $items (splitList "\n" $item | first | trimAll "\"'") (trim $item) }}
{{- end }}
{{- if contains "$(" . }}
{{- $sorted := include "slipway.references" . | fromJson | include "slipway.order" | fromJson }}
{{- range $name := concat $sorted.order $sorted.rest }}
- name: {{ get $items $name }}
{{- end }}
{{- else }}
{{- range $item := $items }}
- name: {{ $item }}
{{- end }}
{{- end }}
{{- end }}

{{- /* What is wrong with the references of an application's variables, of its command and of its arguments. */}}
{{- define "slipway.wrong-references" }}
{{- $references := include "slipway.variables" . | include "slipway.references" | fromJson }}
{{- $texts := dict }}
{{- range $variable, $value := .app.env }}{{ $_ := set $texts (printf "env.%s" $variable) $value }}{{ end }}
{{- range $used, $connection := .app.connections }}
{{- with $connection.query }}{{ $_ := set $texts (printf "connections.%s.query" $used) . }}{{ end }}
{{- end }}
{{- range $at, $job := include "slipway.jobs" .app | fromJson }}
{{- range $key, $words := pick $job "command" "args" }}
{{- range $index, $word := $words }}{{ $_ := set $texts (printf "%s.%s[%d]" $at $key $index) $word }}{{ end }}
{{- end }}
{{- end }}
{{- range $field := list "command" "args" }}
{{- range $index, $word := get $.app $field | default list }}{{ $_ := set $texts (printf "%s[%d]" $field $index) $word }}{{ end }}
{{- end }}
{{- include "slipway.wrong-texts" (dict "texts" $texts "references" $references "sources" .app.envFrom) }}
{{- end }}

{{- /* What is wrong with texts of a container, by where they are, given the references of all its variables. */}}
{{- define "slipway.wrong-texts" }}
{{- $problems := list }}
{{- $references := .references }}
{{- $every := "^KUBERNETES_(SERVICE_(HOST|PORT(_HTTPS)?)|PORT(_443_TCP(_(PROTO|PORT|ADDR))?)?)$" }}
{{- $prefixes := list }}
{{- range $source := .sources }}{{ $prefixes = append $prefixes (default "" $source.prefix) }}{{ end }}
{{- range $at, $text := .texts }}
{{- if regexMatch `(^|[^$])\$\$($|[^$(])` $text }}
{{- $problems = append $problems (printf `%s: found "$$", of which the kubelet makes one "$"; write "$$$$" for two` $at) }}
{{- end }}
{{- range $token := regexFindAll `\$\$|\$\([^)]*\)` $text -1 | uniq }}
{{- $name := trimPrefix "$(" $token | trimSuffix ")" }}
{{- $isMeant := or (not (regexMatch "^(command|args)" $at)) (regexMatch "^[A-Z][A-Z0-9_]*$" $name) }}
{{- $isKnown := or (hasKey $references $name) (regexMatch $every $name) }}
{{- range $prefix := $prefixes }}
{{- if and (hasPrefix $prefix $name) (ne $prefix $name) }}{{ $isKnown = true }}{{ end }}
{{- end }}
{{- if and $isMeant (ne $token "$$") (not $isKnown) }}
{{- $fix := printf "name one that exists, or write \"$%s\" for the text itself" $token }}
{{- $problems = append $problems (printf "%s: found %q, but the container has no such variable; %s" $at $token $fix) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $name := (include "slipway.order" $references | fromJson).rest }}
{{- $fix := "the kubelet leaves such a reference as it is; write the value of one in full" }}
{{- $problems = append $problems (printf "env.%s: refers to itself or to a variable that does, and %s" $name $fix) }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* Each Secret that is named once, with all keys that are read, or none where all of the Secret is; without those that the environment makes itself. */}}
{{- define "slipway.stored-secrets" }}
{{- $made := list }}
{{- range $cluster, $database := include "slipway.databases" .root | fromJson }}{{ if not $database.external }}
{{- $made = concat $made (list
  (printf "%s-app" $cluster)
  (printf "%s-server-ca" $cluster)
  (printf "%s-tls" $cluster)
  (printf "%s-ca" $cluster)
  (printf "%s-replication" $cluster)
  (printf "%s-pooler" $cluster)) }}
{{- range $role, $_ := $database.databases }}{{ $made = append $made (printf "%s-role-%s" $cluster $role) }}{{ end }}
{{- end }}{{ end }}
{{- range $name, $cache := include "slipway.caches" .root | fromJson }}
{{- if not $cache.external }}
{{- $suffixes := list "auth" "tls" "ca" }}
{{- if ($cache.endpoint).tls }}{{ $suffixes = append $suffixes "endpoint-tls" }}{{ end }}
{{- if $cache.users }}
{{- $suffixes = concat $suffixes (list "user-cache-replication" "user-cache-sentinel" "user-cache-exporter") }}
{{- if $cache.endpoint }}{{ $suffixes = append $suffixes "user-cache-endpoint" }}{{ end }}
{{- range $user, $_ := $cache.users }}{{ $suffixes = append $suffixes (printf "user-%s" $user) }}{{ end }}
{{- end }}
{{- range $suffix := $suffixes }}{{ $made = append $made (printf "%s-%s" $name $suffix) }}{{ end }}
{{- end }}
{{- end }}
{{- range $name, $app := .root.Values.applications }}
{{- if $app.host }}
{{- $made = append $made (printf "%s-tls" $name) }}
{{- range $host := concat $app.hosts $app.redirects }}{{ $made = append $made (printf "%s-tls" $host) }}{{ end }}
{{- if $app.delivery.preview }}{{ $made = append $made (printf "%s-preview-tls" $name) }}{{ end }}
{{- end }}
{{- end }}
{{- $keys := dict }}
{{- $whole := list }}
{{- range $use := fromYamlArray .uses }}
{{- if not $use.keys }}{{ $whole = append $whole $use.name }}{{ end }}
{{- if not (has $use.name $made) }}
{{- $_ := set $keys $use.name (concat (get $keys $use.name | default list) $use.keys) }}
{{- end }}
{{- end }}
{{- $stored := list }}
{{- range $name, $read := $keys }}
{{- $stored = append $stored (dict "name" $name "keys" (ternary list (uniq $read | sortAlpha) (has $name $whole))) }}
{{- end }}
{{- toJson $stored }}
{{- end }}

{{- /* The fewest replicas of a scale: the number itself, or the lower end of a range. */}}
{{- define "slipway.least-replicas" }}
{{- if kindIs "map" . }}{{ int64 .min }}{{ else }}{{ int64 . }}{{ end }}
{{- end }}

{{- /* Each kind of item of a list, with how often it is there: equal items of a thousand are parsed once. */}}
{{- define "slipway.kinds" }}
{{- $times := dict }}
{{- range $item := splitList "\n- " . | rest }}
{{- $item = trim $item }}
{{- $_ := set $times $item (get $times $item | default 0 | add1) }}
{{- end }}
{{- range $item, $count := $times }}
- times: {{ $count }}
  {{ $item }}
{{- end }}
{{- end }}

{{- /* By application, the names of those that use it. */}}
{{- define "slipway.callers" }}
{{- $callers := dict }}
{{- range $name, $app := $.Values.applications }}
{{- range $used := $app.uses }}
{{- $_ := set $callers $used (append (get $callers $used | default list) $name) }}
{{- end }}
{{- end }}
{{- toJson $callers }}
{{- end }}

{{- /* "true" if any application counts its requests. */}}
{{- define "slipway.counted" }}
{{- $found := "" }}
{{- range $app := $.Values.applications }}
{{- if and (has $app.kind (list "web" "stateful")) (kindIs "map" $app.metrics) $app.metrics.requests }}{{ $found = "true" }}{{ end }}
{{- end }}
{{- $found }}
{{- end }}

{{- /* By host, the application that answers on it, the name of its objects and the Secret of its certificate. */}}
{{- define "slipway.owners" }}
{{- $owners := dict }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.host }}
{{- $_ := set $owners $app.host (dict "application" $name "name" $name "certificate" (printf "%s-tls" $name)) }}
{{- range $host := $app.hosts }}
{{- $_ := set $owners $host (dict "application" $name "name" $host "certificate" (printf "%s-tls" $host)) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $owners }}
{{- end }}

{{- /* "true" if there is a public preview that works on the data of the version in use. */}}
{{- define "slipway.public-preview" }}
{{- $found := "" }}
{{- range $app := $.Values.applications }}
{{- $hasData := false }}
{{- range $used := $app.uses }}{{ if not (hasKey $.Values.applications $used) }}{{ $hasData = true }}{{ end }}{{ end }}
{{- if and ($app.delivery.preview).public $hasData }}{{ $found = "true" }}{{ end }}
{{- end }}
{{- $found }}
{{- end }}

{{- /* Sums over all pods at their most, as a ResourceQuota has them: a tenth more than needed, and at least volumes of one more pod. */}}
{{- define "slipway.hard-limits" }}
{{- $sums := dict "requests.cpu" 0 "limits.cpu" 0 "requests.memory" 0 "limits.memory" 0 }}
{{- $pods := 0 }}
{{- $claims := 0 }}
{{- $storage := 0 }}
{{- $spareClaims := 0 }}
{{- $spareStorage := 0 }}
{{- range $share := . }}
{{- $count := mul $share.times $share.count }}
{{- if $share.containers }}{{ $pods = add $pods $count }}{{ end }}
{{- range $container := concat $share.containers (default list $share.sidecars) }}
{{- range $side, $amounts := $container }}
{{- $cpu := printf "%s.cpu" $side }}
{{- $_ := set $sums $cpu (add (get $sums $cpu) (mul $count (include "slipway.millicores" (default "0" $amounts.cpu)))) }}
{{- $memory := printf "%s.memory" $side }}
{{- $_ := set $sums $memory (add (get $sums $memory) (mul $count (include "slipway.bytes" $amounts.memory))) }}
{{- end }}
{{- end }}
{{- if $share.initContainers }}
{{- range $amount, $more := include "slipway.beyond-the-others" $share | fromJson }}
{{- $_ := set $sums $amount (add (get $sums $amount) (mul $count (int64 $more))) }}
{{- end }}
{{- end }}
{{- $ofOnePod := 0 }}
{{- range $volume := $share.storage }}
{{- $claims = add $claims $count }}
{{- $ofOnePod = add $ofOnePod (include "slipway.bytes" $volume) }}
{{- end }}
{{- $storage = add $storage (mul $count $ofOnePod) }}
{{- if $share.containers }}
{{- $spareClaims = max $spareClaims (len $share.storage) }}
{{- $spareStorage = max $spareStorage $ofOnePod }}
{{- end }}
{{- end }}
{{- $isLimited := include "slipway.is-cpu-limited" . }}
{{- range $side := list "requests" "limits" }}
{{- $cpu := printf "%s.cpu" $side }}
{{- if or (eq $side "requests") $isLimited }}
{{ $cpu }}: {{ include "slipway.cores" (div (add (mul (get $sums $cpu) 110) 99) 100) | quote }}
{{- end }}
{{- $memory := printf "%s.memory" $side }}
{{- $bytes := mul (div (add (mul (get $sums $memory) 110) 104857599) 104857600) 1048576 }}
{{ $memory }}: {{ include "slipway.byte-notation" $bytes | quote }}
{{- end }}
pods: {{ include "slipway.decimal-notation" (div (add (mul $pods 110) 99) 100) | quote }}
persistentvolumeclaims: {{ include "slipway.decimal-notation" (max (add $claims $spareClaims) (div (add (mul $claims 110) 99) 100)) | quote }}
{{- $tenthMore := mul (div (add (mul $storage 110) 104857599) 104857600) 1048576 }}
requests.storage: {{ include "slipway.byte-notation" (max (add $storage $spareStorage) $tenthMore) | quote }}
{{- end }}

{{- /* "true" if all containers have a limit on CPU. */}}
{{- define "slipway.is-cpu-limited" }}
{{- $isLimited := "true" }}
{{- range $share := . }}
{{- range $container := concat $share.containers (default list $share.sidecars) (default list $share.initContainers) }}
{{- if not $container.limits.cpu }}{{ $isLimited = "" }}{{ end }}
{{- end }}
{{- end }}
{{- $isLimited }}
{{- end }}

{{- /* The limits of a container that has none, without CPU if a container of the environment has no limit on it. */}}
{{- define "slipway.default-limits" }}
{{- $isLimited := include "slipway.is-cpu-limited" .pods }}
{{- range $name, $amount := .limits }}
{{- if or $isLimited (ne $name "cpu") }}
{{ $name }}: {{ $amount | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- /* The largest limits of a container. */}}
{{- define "slipway.largest-container" }}
{{- $cpu := include "slipway.millicores" .least.cpu | int64 }}
{{- $memory := include "slipway.bytes" .least.memory | int64 }}
{{- range $share := .pods }}
{{- range $container := concat $share.containers (default list $share.sidecars) (default list $share.initContainers) }}
{{- $cpu = max $cpu (include "slipway.millicores" (default "0" $container.limits.cpu) | int64) }}
{{- $memory = max $memory (include "slipway.bytes" $container.limits.memory | int64) }}
{{- end }}
{{- end }}
{{- if include "slipway.is-cpu-limited" .pods }}
cpu: {{ include "slipway.cores" $cpu | quote }}
{{- end }}
memory: {{ include "slipway.byte-notation" $memory | quote }}
{{- end }}

{{- /* The largest volume. */}}
{{- define "slipway.largest-volume" }}
{{- $most := 0 }}
{{- range $share := . }}
{{- range $volume := $share.storage }}
{{- $most = max $most (include "slipway.bytes" $volume | int64) }}
{{- end }}
{{- end }}
storage: {{ include "slipway.byte-notation" $most | quote }}
{{- end }}
