{{- /* What is wrong with the connection strings of an application. */}}
{{- define "slipway.wrong-connections" }}
{{- $problems := list }}
{{- $app := .app }}
{{- $database := .root.Values.database }}
{{- with $app.connections.database }}
{{- if not (has "database" $app.uses) }}
{{- $problems = append $problems "connections.database: found without database in uses; add it to uses, or remove this key" }}
{{- else }}
{{- with .name }}
{{- if $database.external }}
{{- $fault := "but the database is external; remove it" }}
{{- $problems = append $problems (printf "connections.database.name: found %q, %s" . $fault) }}
{{- else if not (hasKey $database.databases .) }}
{{- $fault := "which is not one of database.databases; add it there or remove it" }}
{{- $problems = append $problems (printf "connections.database.name: found %q, %s" . $fault) }}
{{- end }}
{{- end }}
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
