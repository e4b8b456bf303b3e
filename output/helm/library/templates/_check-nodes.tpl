{{- /* What several values about the nodes of pods show together. */}}

{{- /* Pull secrets that a pod would name twice, of the environment or of an application, by where they are. */}}
{{- define "slipway.wrong-pull-secrets" }}
{{- $problems := list }}
{{- $ofAll := .Values.imagePullSecrets }}
{{- if ne (len $ofAll) (len (uniq $ofAll)) }}
{{- $problems = append $problems "imagePullSecrets: names one a second time; remove it" }}
{{- end }}
{{- range $name, $app := .Values.applications }}
{{- with $app.imagePullSecrets }}
{{- $all := concat (uniq $ofAll) . }}
{{- if ne (len $all) (len (uniq $all)) }}
{{- $problems = append $problems (printf "applications.%s.imagePullSecrets: names one a second time, or one of the environment; remove it" $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What is wrong with a nodeAffinity, by where it is. */}}
{{- define "slipway.wrong-affinity" }}
{{- $problems := list }}
{{- $placed := dict }}
{{- range $name, $database := include "slipway.databases" . | fromJson }}{{ $_ := set $placed (include "slipway.key-of-database" $name) $database }}{{ end }}
{{- range $name, $cache := include "slipway.caches" . | fromJson }}{{ $_ := set $placed (include "slipway.key-of-cache" $name) $cache }}{{ end }}
{{- range $name, $app := .Values.applications }}{{ $_ := set $placed (printf "applications.%s" $name) $app }}{{ end }}
{{- range $at, $owner := $placed }}
{{- with ($owner).nodeAffinity }}
{{- range $term := include "slipway.terms" . | fromJsonArray }}
{{- range $requirement := $term.matchExpressions }}
{{- $count := len (default list $requirement.values) }}
{{- $isWrong := has $requirement.operator (list "In" "NotIn") | ternary (eq $count 0) (ne $count 0) }}
{{- if has $requirement.operator (list "Gt" "Lt") }}
{{- $isWrong = or (ne $count 1) (not (regexMatch "^-?[0-9]{1,18}$" (first (append (default list $requirement.values) "")))) }}
{{- end }}
{{- if $isWrong }}
{{- $problems = append $problems (printf "%s.nodeAffinity: has values that operator %s does not take; correct them" $at $requirement.operator) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $affinity := ($owner).nodeAffinity }}
{{- if and (kindIs "map" $affinity) (eq (include "slipway.terms" (default dict $affinity) | trim) "[]") }}
{{- $problems = append $problems (printf "%s.nodeAffinity: is empty; say what nodes it needs or prefers, or remove it" $at) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* All terms of a nodeAffinity, required and preferred. */}}
{{- define "slipway.terms" }}
{{- $terms := default list (.requiredDuringSchedulingIgnoredDuringExecution).nodeSelectorTerms }}
{{- range $one := .preferredDuringSchedulingIgnoredDuringExecution }}{{ $terms = append $terms $one.preference }}{{ end }}
{{- toJson $terms }}
{{- end }}

{{- /* Limits on local disk of an application's containers that do not hold its folders and a log. */}}
{{- define "slipway.wrong-disk" }}
{{- $problems := list }}
{{- $folders := include "slipway.bytes" (include "slipway.disk-use" (list . %LOG_MEBIBYTES%) | trim) | int64 }}
{{- $log := mul %LOG_MEBIBYTES% 1048576 }}
{{- $limits := list (dict "at" "resources" "of" .resources "least" $folders) }}
{{- range $at, $job := include "slipway.jobs" . | fromJson }}
{{- with $job.resources }}{{ $limits = append $limits (dict "at" (printf "%s.resources" $at) "of" . "least" $folders) }}{{ end }}
{{- end }}
{{- range $other := include "slipway.other-containers" . | fromJsonArray }}
{{- with $other.of.resources }}{{ $limits = append $limits (dict "at" (printf "%s.resources" $other.at) "of" . "least" $log) }}{{ end }}
{{- end }}
{{- range $one := $limits }}
{{- with $one.of.limits.ephemeralStorage }}
{{- if lt (include "slipway.bytes" . | int64) (int64 $one.least) }}
{{- $problems = append $problems (printf "%s.limits.ephemeralStorage: is less than its folders and its log may take; raise it" $one.at) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
