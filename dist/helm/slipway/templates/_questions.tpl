{{- define "slipway.any-database-and-uses-database-of-application" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if and (not $database.external) (has $cluster $app.uses) }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-cache-2-and-uses-cache-of-application" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if and (not $cache.external) (has $cacheName $app.uses) }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-cache-2-and-uses-cache-or-uses-endpoint-of-application" }}
{{- $ := .root }}
{{- $name := .name }}
{{- $app := .app }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if and (not $cache.external) (or (has $cacheName $app.uses) (has (printf "%s-endpoint" $cacheName) $app.uses)) }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-uses-database-of-databases" }}
{{- $ := .root }}
{{- $cluster := .cluster }}
{{- $database := .database }}
{{- range $name, $app := $.Values.applications }}
{{- if has $cluster $app.uses }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-uses-endpoint-of-caches" }}
{{- $ := .root }}
{{- $cacheName := .cacheName }}
{{- $cache := .cache }}
{{- range $name, $app := $.Values.applications }}
{{- if has (printf "%s-endpoint" $cacheName) $app.uses }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-database" }}
{{- range $cluster, $database := include "slipway.databases" $ | fromJson }}
{{- if not $database.external }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-host" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.host }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-listeners" }}
{{- range $name, $app := $.Values.applications }}
{{- if $app.listeners }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-has-stable-pods" }}
{{- range $name, $app := $.Values.applications }}
{{- if or (eq $app.kind "stateful") $app.singleton }}true{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.any-cache-2" }}
{{- range $cacheName, $cache := include "slipway.caches" $ | fromJson }}
{{- if not $cache.external }}true{{- end }}
{{- end }}
{{- end }}
