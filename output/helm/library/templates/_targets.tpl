{{- /* "true" if the gateway leads to the port of requests of an application. */}}
{{- define "slipway.leads-to-requests" }}
{{- $found := "" }}
{{- if or (and .host (not .routes)) .delivery.preview }}{{ $found = "true" }}{{ end }}
{{- range $leading := list .routes .listeners }}
{{- range $route := $leading }}
{{- if not (hasKey $route "targetPort") }}{{ $found = "true" }}{{ end }}
{{- end }}
{{- end }}
{{- $found }}
{{- end }}

{{- /* The further ports that the gateway leads to, as numbers. */}}
{{- define "slipway.target-ports" }}
{{- $names := list }}
{{- range $leading := list .routes .listeners }}
{{- range $route := $leading }}{{ $names = append $names (default "" $route.targetPort) }}{{ end }}
{{- end }}
{{- $ports := list }}
{{- range $name, $port := .ports }}
{{- if has $name $names }}{{ $ports = append $ports $port.port }}{{ end }}
{{- end }}
{{- toJson $ports }}
{{- end }}

{{- /* How many listeners applications name, next to those of hosts. */}}
{{- define "slipway.listener-count" }}
{{- $count := 0 }}
{{- range $app := $.Values.applications }}{{ $count = add $count (len (default dict $app.listeners)) }}{{ end }}
{{- $count }}
{{- end }}
