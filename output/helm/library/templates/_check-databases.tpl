{{- /* What is wrong with a database that runs here. */}}
{{- define "slipway.wrong-databases" }}
{{- $problems := list }}
{{- $taken := list%TAKEN_DATABASE_NAMES% }}
{{- with .image }}
{{- if not (regexMatch (printf ":%d([^0-9:/@][^:/@]*)?(@sha256:[0-9a-f]+)?$" ($.version | int)) .) }}
{{- $problems = append $problems (printf "image: found %q, expected a tag that begins with version; name such an image" .) }}
{{- end }}
{{- end }}
{{- if ne (len .extensions) (len (uniq .extensions)) }}
{{- $problems = append $problems "extensions: names one a second time; remove one" }}
{{- end }}
{{- range $name, $further := .databases }}
{{- if ne (len $further.extensions) (len (uniq $further.extensions)) }}
{{- $problems = append $problems (printf "databases.%s.extensions: names one a second time; remove one" $name) }}
{{- end }}
{{- if has $name $taken }}
{{- $fault := "is the name of a database that PostgreSQL or its operator uses; choose another name" }}
{{- $problems = append $problems (printf "databases.%s: %s" $name $fault) }}
{{- end }}
{{- end }}
{{- $fixed := list%FIXED_PARAMETERS% }}
{{- range $parameter, $setting := .parameters }}
{{- if has $parameter $fixed }}
{{- $problems = append $problems (printf "parameters.%s: is set by CloudNativePG; remove it" $parameter) }}
{{- end }}
{{- end }}
{{- if lt (include "slipway.bytes" .walStorage | int64) (include "slipway.bytes" "%LEAST_WAL_STORAGE%" | int64) }}
{{- $problems = append $problems "walStorage: is below %LEAST_WAL_STORAGE%, which PostgreSQL fills; raise it" }}
{{- end }}
{{- range $resource := include "slipway.below-request" .resources | fromJsonArray }}
{{- $problems = append $problems (printf "resources.limits.%s: is below the request; raise it" $resource) }}
{{- end }}
{{- with .backup }}
{{- range $resource := include "slipway.below-request" .resources | fromJsonArray }}
{{- $problems = append $problems (printf "backup.resources.limits.%s: is below the request; raise it" $resource) }}
{{- end }}
{{- $leastMemory := include "slipway.bytes" "%LEAST_BACKUP_MEMORY%" | int64 }}
{{- if lt (include "slipway.bytes" .resources.limits.memory | int64) $leastMemory }}
{{- $problems = append $problems "backup.resources.limits.memory: is below %LEAST_BACKUP_MEMORY%, so that base backups are killed; raise it" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
