{{- /* What is wrong with the connection strings of an application. */}}
{{- define "slipway.wrong-connections" }}
{{- $problems := list }}
{{- $app := .app }}
{{- with $app.connections.database }}
{{- if not (has "database" $app.uses) }}
{{- $problems = append $problems "connections.database: found without database in uses; add it to uses, or remove this key" }}
{{- else }}
{{- $taken := list
  "PGHOST"
  "PGPORT"
  "PGDATABASE"
  "PGUSER"
  "PGPASSWORD"
  "PGSSLMODE"
  "PGCONNECT_TIMEOUT"
  "DATABASE_READ_HOST"
  "PGSSLROOTCERT" }}
{{- $taken = concat $taken (keys $app.env) (keys $app.secrets) }}
{{- range $key := list "url" "readUrl" "jdbcUrl" }}
{{- with get $app.connections.database $key }}
{{- if has . $taken }}
{{- $fault := "which something else sets too; choose another name" }}
{{- $problems = append $problems (printf "connections.database.%s: found %q, %s" $key . $fault) }}
{{- end }}
{{- $taken = append $taken . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
