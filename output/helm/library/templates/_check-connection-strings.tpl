{{- /* What is wrong with the connection strings of an application. */}}
{{- define "slipway.wrong-connections" }}
{{- $problems := list }}
{{- $app := .app }}
{{- $databases := include "slipway.databases" .root | fromJson }}
{{- $taken := concat (keys $app.env) (keys $app.secrets) }}
{{- range $used := keys $databases }}
{{- if has $used $app.uses }}
{{- $prefix := include "slipway.variable-prefix" $used }}
{{- range $name := list%DATABASE_VARIABLES% }}{{ $taken = append $taken (printf "%s%s" $prefix $name) }}{{ end }}
{{- range $suffix := list "READ_HOST" "DIRECT_HOST" }}
{{- $taken = append $taken (printf "%s_%s" (replace "-" "_" (upper $used)) $suffix) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $used, $connection := $app.connections }}
{{- $at := printf "connections.%s" $used }}
{{- $key := include "slipway.key-of-database" $used }}
{{- $database := get $databases $used | default dict }}
{{- if not (has $used $app.uses) }}
{{- $problems = append $problems (printf "%s: found without %s in uses; add it to uses, or remove this key" $at $used) }}
{{- else if not (hasKey $databases $used) }}
{{- $problems = append $problems (printf "%s: is not a database; remove this key" $at) }}
{{- else }}
{{- with $connection.name }}
{{- if $database.external }}
{{- $fault := "but the database is external; remove it" }}
{{- $problems = append $problems (printf "%s.name: found %q, %s" $at . $fault) }}
{{- else if not (hasKey $database.databases .) }}
{{- $fault := printf "which is not one of %s.databases; add it there or remove it" $key }}
{{- $problems = append $problems (printf "%s.name: found %q, %s" $at . $fault) }}
{{- end }}
{{- end }}
{{- if and $connection.directUrl (not $connection.direct) }}
{{- $problems = append $problems (printf "%s.directUrl: found without direct; set direct or remove it" $at) }}
{{- end }}
{{- if and $connection.direct $database.external }}
{{- $problems = append $problems (printf "%s.direct: found together with an external database; remove it" $at) }}
{{- else if and $connection.direct (not $database.directConnections) }}
{{- $fault := printf "found, but %s.directConnections is 0; set it to what all such pods open together" $key }}
{{- $problems = append $problems (printf "%s.direct: %s" $at $fault) }}
{{- end }}
{{- range $key := list "url" "readUrl" "jdbcUrl" "directUrl" }}
{{- with get $connection $key }}
{{- if has . $taken }}
{{- $fault := "which something else sets too; choose another name" }}
{{- $problems = append $problems (printf "%s.%s: found %q, %s" $at $key . $fault) }}
{{- end }}
{{- $taken = append $taken . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
