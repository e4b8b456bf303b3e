{{- /* What is wrong with the Jobs of an application, as a list. */}}
{{- define "slipway.check-jobs" }}
{{- $problems := list }}
{{- with .app.beforeRelease }}
{{- if not (or .command .args) }}
{{- $why := "so the Job would run the application, which never ends; say what it runs" }}
{{- $problems = append $problems (printf ".beforeRelease: has neither command nor args, %s" $why) }}
{{- end }}
{{- if .resources }}
{{- range $resource := include "slipway.below-request" .resources | fromJsonArray }}
{{- $problems = append $problems (printf ".beforeRelease.resources.limits.%s: is below the request; raise it" $resource) }}
{{- end }}
{{- end }}
{{- if hasKey $.root.Values.applications (printf "%s-before-release" $.name) }}
{{- $problems = append $problems "-before-release: is also the name of the Job before a release; rename one of the two" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
