{{- /* Operations on values: what config/units/ computes in TypeScript. Templates of objects use them. */}}

{{- /* Seconds of a duration such as 90s, 10m or 1h30m. */}}
{{- define "slipway.seconds" }}
{{- $seconds := 0 }}
{{- range regexFindAll "[0-9]+[hms]" . -1 }}
{{- $unit := get (dict "h" 3600 "m" 60 "s" 1) (substr (int (sub (len .) 1)) (len .) .) }}
{{- $seconds = add $seconds (mul (substr 0 (int (sub (len .) 1)) . | int64) $unit) }}
{{- end }}
{{- $seconds }}
{{- end }}

{{- /* Thousandths of a core of CPU such as 500m, 0.5 or 2. */}}
{{- define "slipway.millicores" }}
{{- $text := toString . }}
{{- if hasSuffix "m" $text }}
{{- trimSuffix "m" $text }}
{{- else }}
{{- $parts := splitList "." $text }}
{{- $decimals := printf "%s000" (default "" (index (append $parts "") 1)) | trunc 3 }}
{{- add (mul (int64 (first $parts)) 1000) (trimPrefix "0" $decimals | trimPrefix "0" | int64) }}
{{- end }}
{{- end }}

{{- /* Thousandths of a core in the shortest notation. */}}
{{- define "slipway.cores" }}
{{- if mod . 1000 }}{{ . }}m{{ else }}{{ div . 1000 }}{{ end }}
{{- end }}

{{- define "slipway.units" }}
{{- $units := dict "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "P" 1000000000000000 "E" 1000000000000000000 }}
{{- $binary := dict "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 }}
{{- merge $units $binary | toJson }}
{{- end }}

{{- /* Bytes of a quantity such as 512Mi, 1.5Gi or 100G. */}}
{{- define "slipway.bytes" }}
{{- $text := toString . }}
{{- $unit := regexFind "[a-zA-Z]*$" $text }}
{{- $size := 1 }}
{{- if $unit }}{{ $size = get (include "slipway.units" "" | fromJson) $unit | int64 }}{{ end }}
{{- $parts := splitList "." (trimSuffix $unit $text) }}
{{- $decimals := printf "%s000" (default "" (index (append $parts "") 1)) | trunc 3 }}
{{- $thousandths := trimPrefix "0" $decimals | trimPrefix "0" | int64 }}
{{- add (mul (int64 (first $parts)) $size) (div (mul $thousandths $size) 1000) }}
{{- end }}

{{- /* Bytes in the shortest exact notation, in binary units or in decimal ones. */}}
{{- define "slipway.byte-notation" }}
{{- $units := include "slipway.units" "" | fromJson }}
{{- $names := ternary (list "Ei" "Pi" "Ti" "Gi" "Mi" "Ki") (list "E" "P" "T" "G" "M" "k") .binary }}
{{- $bytes := int64 .bytes }}
{{- $text := "" }}
{{- range $names }}
{{- $size := get $units . | int64 }}
{{- if and (not $text) (not (mod $bytes $size)) }}{{ $text = printf "%d%s" (div $bytes $size) . }}{{ end }}
{{- end }}
{{- ternary "0" (default (toString $bytes) $text) (eq $bytes 0) }}
{{- end }}

{{- define "slipway.port-of-url" }}
{{- $host := (urlParse .).host }}
{{- if regexMatch ":[0-9]+$" $host }}
{{- regexFind "[0-9]+$" $host }}
{{- else }}
{{- ternary 80 443 (hasPrefix "http:" .) }}
{{- end }}
{{- end }}

{{- /* A map of names as a list of items with a name, sorted by it. */}}
{{- define "slipway.by-name" }}
{{- range $name, $source := . }}
- name: {{ $name | quote }}
  {{- toYaml $source | nindent 2 }}
{{- end }}
{{- end }}

{{- /* Whether an application scales by a metric: (list METRIC APPLICATION). */}}
{{- define "slipway.scales-by" }}
{{- $scale := (index . 1).scale }}
{{- if kindIs "map" $scale }}
{{- range $scale.rules }}{{ if eq .metric (first $) }}true{{ end }}{{ end }}
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

{{- /* Sums over all pods at their most, as a ResourceQuota has them, a tenth more than needed. */}}
{{- define "slipway.hard-limits" }}
{{- $sums := dict "requests.cpu" 0 "limits.cpu" 0 "requests.memory" 0 "limits.memory" 0 }}
{{- $binary := dict }}
{{- $pods := 0 }}
{{- $claims := 0 }}
{{- $storage := 0 }}
{{- range $share := . }}
{{- $pods = add $pods $share.count }}
{{- range $container := $share.containers }}
{{- range $side := list "requests" "limits" }}
{{- $amounts := get $container $side }}
{{- $cpu := printf "%s.cpu" $side }}
{{- $_ := set $sums $cpu (add (get $sums $cpu) (mul $share.count (include "slipway.millicores" $amounts.cpu))) }}
{{- $memory := printf "%s.memory" $side }}
{{- $_ := set $sums $memory (add (get $sums $memory) (mul $share.count (include "slipway.bytes" $amounts.memory))) }}
{{- if hasSuffix "i" $amounts.memory }}{{ $_ := set $binary $memory true }}{{ end }}
{{- end }}
{{- end }}
{{- range $volume := $share.storage }}
{{- $claims = add $claims $share.count }}
{{- $storage = add $storage (mul $share.count (include "slipway.bytes" $volume)) }}
{{- if hasSuffix "i" $volume }}{{ $_ := set $binary "storage" true }}{{ end }}
{{- end }}
{{- end }}
{{- range $side := list "requests" "limits" }}
{{- $cpu := printf "%s.cpu" $side }}
{{ $cpu }}: {{ include "slipway.cores" (div (mul (get $sums $cpu) 110) 100) | quote }}
{{- $memory := printf "%s.memory" $side }}
{{- $bytes := mul (div (mul (get $sums $memory) 110) 104857600) 1048576 }}
{{ $memory }}: {{ include "slipway.byte-notation" (dict "bytes" $bytes "binary" (hasKey $binary $memory)) | quote }}
{{- end }}
pods: {{ div (add (mul $pods 110) 99) 100 | quote }}
persistentvolumeclaims: {{ $claims | quote }}
requests.storage: {{ include "slipway.byte-notation" (dict "bytes" $storage "binary" (hasKey $binary "storage")) | quote }}
{{- end }}

{{- /* The largest limits of a container, as they are written. */}}
{{- define "slipway.largest-container" }}
{{- $most := deepCopy .least }}
{{- range $share := .pods }}
{{- range $container := $share.containers }}
{{- range $resource, $helper := dict "cpu" "slipway.millicores" "memory" "slipway.bytes" }}
{{- $amount := get $container.limits $resource }}
{{- if gt (include $helper $amount | int64) (include $helper (get $most $resource) | int64) }}
{{- $_ := set $most $resource $amount }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toYaml $most }}
{{- end }}

{{- /* The largest volume, as it is written. */}}
{{- define "slipway.largest-volume" }}
{{- $most := "0" }}
{{- range $share := . }}
{{- range $volume := $share.storage }}
{{- if gt (include "slipway.bytes" $volume | int64) (include "slipway.bytes" $most | int64) }}{{ $most = $volume }}{{ end }}
{{- end }}
{{- end }}
{{- dict "storage" $most | toYaml }}
{{- end }}
