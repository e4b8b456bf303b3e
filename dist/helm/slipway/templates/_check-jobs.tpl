{{- /* The Jobs of an application, by where the values say them. */}}
{{- define "slipway.jobs" }}
{{- $jobs := dict }}
{{- with .beforeRelease }}{{ $_ := set $jobs "beforeRelease" . }}{{ end }}
{{- with (.delivery.analysis).job }}{{ $_ := set $jobs "delivery.analysis.job" . }}{{ end }}
{{- toJson $jobs }}
{{- end }}

{{- /* What is wrong with the Jobs of an application, as a list. */}}
{{- define "slipway.check-jobs" }}
{{- $problems := list }}
{{- $suffixes := dict "beforeRelease" "-before-release" "delivery.analysis.job" "-analysis" }}
{{- $whats := dict "beforeRelease" "the Job before a release" "delivery.analysis.job" "the Job that examines a new version" }}
{{- range $at, $job := include "slipway.jobs" .app | fromJson }}
{{- if not (or $job.image $job.command $job.args) }}
{{- $why := "so the Job would run the application, which never ends; say what it runs" }}
{{- $problems = append $problems (printf ".%s: has neither command nor args, %s" $at $why) }}
{{- end }}
{{- with $job.image }}
{{- if or (hasSuffix ":latest" .) (not (or (contains ":" (base .)) (contains "@" .))) }}
{{- $problems = append $problems (printf ".%s.image: found %q, which may be another image tomorrow; name a version" $at .) }}
{{- end }}
{{- end }}
{{- with $job.resources }}
{{- range $resource := include "slipway.below-request" . | fromJsonArray }}
{{- $problems = append $problems (printf ".%s.resources.limits.%s: is below the request; raise it" $at $resource) }}
{{- end }}
{{- end }}
{{- if hasKey $.root.Values.applications (printf "%s%s" $.name (get $suffixes $at)) }}
{{- $also := printf "is also the name of %s" (get $whats $at) }}
{{- $problems = append $problems (printf "%s: %s; rename one of the two" (get $suffixes $at) $also) }}
{{- end }}
{{- end }}
{{- if and (.app.delivery.analysis).job (contains (repeat 2 "{") (toJson .app)) }}
{{- $why := "which Argo Rollouts would replace; remove the braces, or the Job" }}
{{- $problems = append $problems (printf ".delivery.analysis.job: found with %q in one of the texts, %s" (repeat 2 "{") $why) }}
{{- end }}
{{- toJson $problems }}
{{- end }}
