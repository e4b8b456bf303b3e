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
{{- if and .directUrl (not .direct) }}
{{- $problems = append $problems "connections.database.directUrl: found without direct; set direct or remove it" }}
{{- end }}
{{- if and .direct $database.external }}
{{- $problems = append $problems "connections.database.direct: found together with an external database; remove it" }}
{{- else if and .direct (not $database.directConnections) }}
{{- $fault := "found, but database.directConnections is 0; set it to what all such pods open together" }}
{{- $problems = append $problems (printf "connections.database.direct: %s" $fault) }}
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
  "PGSSLROOTCERT"
  "DATABASE_DIRECT_HOST" }}
{{- $taken = concat $taken (keys $app.env) (keys $app.secrets) }}
{{- range $key := list "url" "readUrl" "jdbcUrl" "directUrl" }}
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
