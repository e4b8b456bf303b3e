{{- /* Every cache by its name, `cache` among them. */}}
{{- define "slipway.caches" }}
{{- $all := dict }}
{{- range $name, $cache := .Values.caches }}{{ $_ := set $all $name $cache }}{{ end }}
{{- with .Values.cache }}{{ $_ := set $all "cache" . }}{{ end }}
{{- toJson $all }}
{{- end }}

{{- /* The key of a cache in an environment file, by its name. */}}
{{- define "slipway.key-of-cache" }}
{{- if eq . "cache" }}cache{{ else }}caches.{{ . }}{{ end }}
{{- end }}

{{- /* What alerts call a cache, by its name. */}}
{{- define "slipway.title-of-cache" }}
{{- if eq . "cache" }}cache{{ else }}cache {{ . }}{{ end }}
{{- end }}

{{- /* A regular expression with the name of each cache that runs here, and a suffix behind it. */}}
{{- define "slipway.each-cache" }}
{{- $names := list }}
{{- $suffix := .suffix }}
{{- range $name, $cache := include "slipway.caches" .root | fromJson }}
{{- if not $cache.external }}{{ $names = append $names (print $name $suffix) }}{{ end }}
{{- end }}
{{- join "|" $names }}
{{- end }}
