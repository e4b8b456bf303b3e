{{- /* The users of a cache are the applications that use it, as a list in JSON of what is wrong. The context is the environment. */}}
{{- define "slipway.check-cache-users" }}
{{- $problems := list }}
{{- $users := .Values.cache.users }}
{{- if not $users }}
{{- $problems = append $problems "cache.users: found none, expected a user for each application that uses the cache; remove it" }}
{{- end }}
{{- range $name, $user := $users }}
{{- $app := get $.Values.applications $name }}
{{- if not $app }}
{{- $problems = append $problems (printf "cache.users.%s: is not an application; remove it" $name) }}
{{- else if not (or (has "cache" $app.uses) (has "cache-endpoint" $app.uses)) }}
{{- $fix := "add cache or cache-endpoint to its uses, or remove this user" }}
{{- $problems = append $problems (printf "cache.users.%s: is an application that does not use the cache; %s" $name $fix) }}
{{- end }}
{{- $isWide := false }}
{{- range $user.keys }}{{ if regexMatch "^[*?[]" . }}{{ $isWide = true }}{{ end }}{{ end }}
{{- range $user.commands }}{{ if hasPrefix "+" . }}{{ $isWide = true }}{{ end }}{{ end }}
{{- if and $isWide (not $user.reason) }}
{{- $found := "found rights without a reason, which may reach the keys of other applications" }}
{{- $problems = append $problems (printf "cache.users.%s: %s; add a reason, or remove them" $name $found) }}
{{- end }}
{{- end }}
{{- range $name, $app := .Values.applications }}
{{- if and (or (has "cache" $app.uses) (has "cache-endpoint" $app.uses)) $users (not (hasKey $users $name)) }}
{{- $fix := "add it, or remove users" }}
{{- $problems = append $problems (printf "cache.users: found no user %q, an application that uses the cache; %s" $name $fix) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
