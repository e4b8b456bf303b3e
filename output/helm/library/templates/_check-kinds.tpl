{{- /* What does not fit the kind of an application: config/checks/kind.ts says why. */}}
{{- define "slipway.check-kinds" }}
{{- $app := .app }}
{{- $problems := list }}
{{- if eq $app.kind "worker" }}
{{- range $key := list "host" "port" "health" }}
{{- if hasKey $app $key }}
{{- $problems = append $problems (printf "%s: found for an application of kind worker, which gets no requests; remove it" $key) }}
{{- end }}
{{- end }}
{{- if eq $app.delivery.strategy "blueGreen" }}
{{- $problems = append $problems "delivery.strategy: found \"blueGreen\" for an application of kind worker, expected rollingUpdate" }}
{{- end }}
{{- if kindIs "map" $app.scale }}
{{- range $rule := $app.scale.rules }}
{{- if eq $rule.metric "RequestCount" }}
{{- $problems = append $problems "scale.rules: hold a RequestCount for an application of kind worker, which gets no requests; remove it" }}
{{- end }}
{{- end }}
{{- end }}
{{- else }}
{{- range $key := list "port" "health" }}
{{- if not (hasKey $app $key) }}
{{- $problems = append $problems (printf "%s: is missing for an application of kind %s; set it" $key $app.kind) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $used := $app.uses }}
{{- with get $.root.Values.applications $used }}
{{- if eq .kind "worker" }}
{{- $problems = append $problems (printf "uses: found %q, an application of kind worker, which answers no requests; remove it" $used) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
