{{- /* Patches of objects. Only where some value has a patch, the text of a file of templates is read again as objects. */}}
{{- define "slipway.patched" }}
{{- $root := .root }}
{{- range $document := splitList "\n---\n" (printf "\n%s" (include .file $root)) }}
{{- $object := fromYaml $document }}
{{- if $object }}
{{- $before := toJson $object }}
{{- range $index, $patch := $root.Values.patches }}
{{- if and (eq $patch.target.kind $object.kind) (eq $patch.target.name $object.metadata.name) }}
{{- $same := toJson $object }}
{{- if $patch.merge }}
{{- include "slipway.merge-patch" (dict "target" $object "patch" $patch.merge) }}
{{- end }}
{{- range $at, $operation := $patch.json }}
{{- $keys := list }}
{{- range $key := splitList "/" $operation.path | rest }}{{ $keys = append $keys ($key | replace "~1" "/" | replace "~0" "~") }}{{ end }}
{{- $place := printf "patches[%d].json[%d]" $index $at }}
{{- $object = (include "slipway.json-patch" (dict "node" $object "keys" $keys "operation" $operation "at" $place) | fromJson).value }}
{{- end }}
{{- $what := printf "%s %s" $patch.target.kind $patch.target.name }}
{{- include "slipway.same-identity" (dict "before" (fromJson $same) "after" $object "what" $what "at" (printf "patches[%d]" $index)) }}
{{- if eq $same (toJson $object) }}
{{- fail (printf "\npatches[%d]: changes nothing; remove it" $index) }}
{{- end }}
{{- $_ := set $patch "isUsed" true }}
{{- end }}
{{- end }}
---
{{- if eq $before (toJson $object) }}
{{ trimPrefix "\n" $document | trimPrefix "---\n" }}
{{- else }}
{{- include "slipway.merge-patch" (dict "target" $object "patch" (dict "metadata" (dict "annotations" (dict "slipway.dev/patched" "true")))) }}
{{ toYaml $object }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Changes a map by a JSON Merge Patch (RFC 7396); prints nothing. */}}
{{- define "slipway.merge-patch" }}
{{- range $key, $value := .patch }}
{{- if kindIs "invalid" $value }}
{{- $_ := unset $.target $key }}
{{- else if kindIs "map" $value }}
{{- if not (kindIs "map" (get $.target $key)) }}
{{- $_ := set $.target $key dict }}
{{- end }}
{{- include "slipway.merge-patch" (dict "target" (get $.target $key) "patch" $value) }}
{{- else }}
{{- $_ := set $.target $key $value }}
{{- end }}
{{- end }}
{{- end }}

{{- /* A value after one operation of a JSON Patch (RFC 6902), as the value of a map. */}}
{{- define "slipway.json-patch" }}
{{- $key := first .keys }}
{{- $keys := rest .keys }}
{{- $op := .operation.op }}
{{- $node := .node }}
{{- $value := .operation.value }}
{{- $isList := kindIs "slice" $node }}
{{- $isThere := false }}
{{- $index := 0 }}
{{- if $isList }}
{{- $index = ternary (len $node) (int $key) (eq $key "-") }}
{{- $isThere = and (regexMatch "^(0|[1-9][0-9]*)$" $key) (lt $index (len $node)) }}
{{- else if kindIs "map" $node }}
{{- $isThere = hasKey $node $key }}
{{- end }}
{{- $mayAdd := or $isThere (kindIs "map" $node) (and $isList (or (eq $key "-") (eq $key (toString (len $node))))) }}
{{- if not (ternary $mayAdd $isThere (and (eq $op "add") (not $keys))) }}
{{- fail (printf "\n%s.path: found %q, which the object does not have; correct the path" .at .operation.path) }}
{{- end }}
{{- $inner := "" }}
{{- if $isThere }}
{{- $inner = index $node (ternary $index $key $isList) }}
{{- end }}
{{- if $keys }}
{{- $value = (include "slipway.json-patch" (dict "node" $inner "keys" $keys "operation" .operation "at" .at) | fromJson).value }}
{{- $op = "replace" }}
{{- end }}
{{- if eq $op "test" }}
{{- if ne (toJson $inner) (toJson $value) }}
{{- fail (printf "\n%s: found %s at %s; correct the patch" .at (toJson $inner) .operation.path) }}
{{- end }}
{{- else if $isList }}
{{- $added := ternary list (list $value) (eq $op "remove") }}
{{- $from := ternary $index (add1 $index) (eq $op "add") | int }}
{{- $node = concat (slice $node 0 $index) $added (slice $node $from) }}
{{- else if eq $op "remove" }}
{{- $node = omit $node $key }}
{{- else }}
{{- $_ := set $node $key $value }}
{{- end }}
{{- toJson (dict "value" $node) }}
{{- end }}
