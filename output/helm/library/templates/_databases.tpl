{{- /* Every database by its name, `database` among them. */}}
{{- define "slipway.databases" }}
{{- $all := dict }}
{{- range $name, $database := .Values.databases }}{{ $_ := set $all $name $database }}{{ end }}
{{- with .Values.database }}{{ $_ := set $all "database" . }}{{ end }}
{{- toJson $all }}
{{- end }}

{{- /* What the variables of a connection begin with, by the name of a database or of a cache. */}}
{{- define "slipway.variable-prefix" }}
{{- if not (has . (list "database" "cache")) }}{{ replace "-" "_" (upper .) }}_{{ end }}
{{- end }}

{{- /* The key of a database in an environment file, by its name. */}}
{{- define "slipway.key-of-database" }}
{{- if eq . "database" }}database{{ else }}databases.{{ . }}{{ end }}
{{- end }}

{{- /* What alerts call a database, by its name. */}}
{{- define "slipway.title-of-database" }}
{{- if eq . "database" }}the database{{ else }}the database {{ . }}{{ end }}
{{- end }}

{{- /* A regular expression of the names of all Clusters, each with a suffix. */}}
{{- define "slipway.cluster-pattern" }}
{{- $suffix := .suffix }}
{{- $names := list }}
{{- range $name, $database := include "slipway.databases" .root | fromJson }}
{{- if not $database.external }}{{ $names = append $names (printf "%s%s" $name $suffix) }}{{ end }}
{{- end }}
{{- join "|" $names }}
{{- end }}

{{- /* A regular expression of the names of all Clusters and caches that run here. */}}
{{- define "slipway.names-of-tiers" }}
{{- $names := list }}
{{- range $name, $database := include "slipway.databases" . | fromJson }}
{{- if not $database.external }}{{ $names = append $names $name }}{{ end }}
{{- end }}
{{- range $name, $cache := include "slipway.caches" . | fromJson }}
{{- if not $cache.external }}{{ $names = append $names $name }}{{ end }}
{{- end }}
{{- join "|" $names }}
{{- end }}
