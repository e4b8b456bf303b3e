{{- /* What is wrong with patches before any object is known, as a list. */}}
{{- define "slipway.wrong-patches" }}
{{- $problems := list }}
{{- range $index, $patch := .Values.patches }}
{{- if not (or (hasKey $patch "merge") (hasKey $patch "json")) }}
{{- $problems = append $problems (printf "patches[%d]: has neither merge nor json; add one" $index) }}
{{- else if and (hasKey $patch "merge") (hasKey $patch "json") }}
{{- $problems = append $problems (printf "patches[%d].json: found together with merge; remove one" $index) }}
{{- end }}
{{- if regexMatch (include "slipway.secret-shapes" $) (toYaml $patch) }}
{{- $problems = append $problems (printf "patches[%d]: holds what looks like a secret; put it into a Secret, and replace it" $index) }}
{{- end }}
{{- range $at, $operation := $patch.json }}
{{- $here := printf "patches[%d].json[%d].value" $index $at }}
{{- $isThere := not (kindIs "invalid" $operation.value) }}
{{- if and (eq $operation.op "remove") $isThere }}
{{- $problems = append $problems (printf "%s: found together with remove, which takes none; remove it" $here) }}
{{- else if and (ne $operation.op "remove") (not $isThere) }}
{{- $problems = append $problems (printf "%s: is missing, which %s needs; add it" $here $operation.op) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* Whether a value holds null anywhere: any text, or none. Kubernetes reads null as if the key were not there. */}}
{{- define "slipway.has-null" }}
{{- if kindIs "invalid" . }}true{{ end }}
{{- if or (kindIs "map" .) (kindIs "slice" .) }}{{ range . }}{{ include "slipway.has-null" . }}{{ end }}{{ end }}
{{- end }}

{{- /* Refuses a patch that makes an object another one; prints nothing. */}}
{{- define "slipway.same-identity" }}
{{- range $field := list "apiVersion" "kind" "metadata" }}
{{- if ne (kindOf (get $.before $field)) (kindOf (get $.after $field)) }}
{{- fail (printf "\n%s: changes %s of %s, so that it would be another object; remove that" $.at $field $.what) }}
{{- end }}
{{- end }}
{{- $before := list .before.apiVersion .before.kind .before.metadata.name (default "" .before.metadata.namespace) }}
{{- $after := list .after.apiVersion .after.kind .after.metadata.name (default "" .after.metadata.namespace) }}
{{- if ne (toJson $before) (toJson $after) }}
{{- fail (printf "\n%s: changes the kind, the name or the namespace of %s, so that it would be another object; remove that" .at .what) }}
{{- end }}
{{- end }}
