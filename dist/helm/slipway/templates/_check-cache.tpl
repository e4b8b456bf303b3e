{{- /* What several values of the cache show together, as a list in JSON. The context is the cache that runs here. */}}
{{- define "slipway.check-cache" }}
{{- $problems := list }}
{{- if ne .profile "cache" }}
{{- if hasKey . "eviction" }}
{{- $problems = append $problems (printf "cache.eviction: found with profile %s, which never evicts; remove it, or set profile: cache" .profile) }}
{{- end }}
{{- if lt (int .replicas) 3 }}
{{- $why := "since one of two data pods goes on alone" }}
{{- $problems = append $problems (printf "cache.replicas: found %d with profile %s, expected at least 3, %s; raise it" (int .replicas) .profile $why) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
