{{- define "slipway.any-applications.*.volumes" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.volumes }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-uses-database" }}
{{- range $name, $app := $.Values.applications }}
{{- if has "database" $app.uses }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-uses-endpoint" }}
{{- range $name, $app := $.Values.applications }}
{{- if has "cache-endpoint" $app.uses }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-host" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.host }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-has-stable-pods" }}
{{- range $name, $app := $.Values.applications }}
{{- if or (eq $app.kind "stateful") $app.singleton }}true{{- end }}
{{- end }}
{{- end }}
