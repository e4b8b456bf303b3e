{{- /* What is wrong with the databases next to app. */}}
{{- define "slipway.wrong-databases" }}
{{- $problems := list }}
{{- $taken := list
  "app"
  "postgres"
  "template0"
  "template1"
  "pgbouncer" }}
{{- with .image }}
{{- if not (regexMatch (printf ":%d([^0-9:/@][^:/@]*)?(@sha256:[0-9a-f]+)?$" ($.version | int)) .) }}
{{- $problems = append $problems (printf "database.image: found %q, expected a tag that begins with version; name such an image" .) }}
{{- end }}
{{- end }}
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
