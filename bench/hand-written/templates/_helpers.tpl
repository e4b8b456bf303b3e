{{- define "fleet.labels" -}}
app: {{ .name | quote }}
app.kubernetes.io/component: application
app.kubernetes.io/managed-by: slipway
app.kubernetes.io/name: {{ .name | quote }}
app.kubernetes.io/part-of: {{ .root.Values.name | quote }}
{{- end }}

{{- define "fleet.millicores" -}}
{{- if hasSuffix "m" . }}{{ trimSuffix "m" . }}{{ else }}{{ mulf . 1000 | int64 }}{{ end }}
{{- end }}

{{- define "fleet.cores" -}}
{{- if mod . 1000 }}{{ . }}m{{ else }}{{ div . 1000 }}{{ end }}
{{- end }}

{{- define "fleet.memory" -}}
{{- if mod . 1024 }}{{ . }}Mi{{ else }}{{ div . 1024 }}Gi{{ end }}
{{- end }}

{{- /* Bytes of a quantity in Mi or Gi, as all of the fleet's are. */}}
{{- define "fleet.bytes" -}}
{{- if hasSuffix "Gi" . }}{{ mulf (trimSuffix "Gi" .) 1073741824 | int64 }}
{{- else if hasSuffix "Mi" . }}{{ mulf (trimSuffix "Mi" .) 1048576 | int64 }}
{{- else }}{{ fail (printf "memory: found %q, expected Mi or Gi" .) }}
{{- end }}
{{- end }}

{{- define "fleet.seconds" -}}
{{- if hasSuffix "h" . }}{{ trimSuffix "h" . | int64 | mul 3600 }}
{{- else if hasSuffix "m" . }}{{ trimSuffix "m" . | int64 | mul 60 }}
{{- else }}{{ trimSuffix "s" . }}
{{- end }}
{{- end }}
