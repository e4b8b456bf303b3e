{{- /* Refuses a patch of an object that no template has printed. Helm renders this file after all that lie deeper. */}}
{{- $unused := list }}
{{- range $index, $patch := .Values.patches }}
{{- if not $patch.isUsed }}
{{- $unused = append $unused (printf "patches[%d].target: found no %s %s; name another object" $index $patch.target.kind $patch.target.name) }}
{{- end }}
{{- end }}
{{- if $unused }}
{{- fail (printf "\n%s" (join "\n" $unused)) }}
{{- end }}
