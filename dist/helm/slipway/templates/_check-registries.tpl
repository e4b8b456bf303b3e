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
