{{- /* What is wrong with the databases next to app. */}}
{{- define "slipway.wrong-databases" }}
{{- $problems := list }}
{{- $taken := list%TAKEN_DATABASE_NAMES% }}
{{- if ne (len .extensions) (len (uniq .extensions)) }}
{{- $problems = append $problems "database.extensions: names one a second time; remove one" }}
{{- end }}
{{- range $name, $further := .databases }}
{{- if ne (len $further.extensions) (len (uniq $further.extensions)) }}
{{- $problems = append $problems (printf "database.databases.%s.extensions: names one a second time; remove one" $name) }}
{{- end }}
{{- if has $name $taken }}
{{- $fault := "is the name of a database that PostgreSQL or its operator uses; choose another name" }}
{{- $problems = append $problems (printf "database.databases.%s: %s" $name $fault) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
