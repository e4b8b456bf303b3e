{{- /* The users of a cache are the applications that use it, as a list in JSON of what is wrong. The context has the root, and the name of the cache. */}}
{{- define "slipway.check-cache-users" }}
{{- $problems := list }}
{{- $root := .root }}
{{- $key := include "slipway.key-of-cache" .name }}
{{- $cache := .name }}
{{- $endpoint := printf "%s-endpoint" .name }}
{{- $users := .users }}
{{- if not $users }}
{{- $found := "found none, expected a user for each application that uses the cache; remove it" }}
{{- $problems = append $problems (printf "%s.users: %s" $key $found) }}
{{- end }}
{{- range $name, $user := $users }}
{{- $app := get $root.Values.applications $name }}
{{- if not $app }}
{{- $problems = append $problems (printf "%s.users.%s: is not an application; remove it" $key $name) }}
{{- else if not (or (has $cache $app.uses) (has $endpoint $app.uses)) }}
{{- $fix := printf "add %s or %s to its uses, or remove this user" $cache $endpoint }}
{{- $problems = append $problems (printf "%s.users.%s: is an application that does not use the cache; %s" $key $name $fix) }}
{{- end }}
{{- $isWide := false }}
{{- range $user.keys }}{{ if regexMatch "^[*?[]" . }}{{ $isWide = true }}{{ end }}{{ end }}
{{- range $user.commands }}{{ if hasPrefix "+" . }}{{ $isWide = true }}{{ end }}{{ end }}
{{- if and $isWide (not $user.reason) }}
{{- $found := "found rights without a reason, which may reach the keys of other applications" }}
{{- $problems = append $problems (printf "%s.users.%s: %s; add a reason, or remove them" $key $name $found) }}
{{- end }}
{{- end }}
{{- range $name, $app := $root.Values.applications }}
{{- if and (or (has $cache $app.uses) (has $endpoint $app.uses)) $users (not (hasKey $users $name)) }}
{{- $fix := "add it, or remove users" }}
{{- $problems = append $problems (printf "%s.users: found no user %q, an application that uses the cache; %s" $key $name $fix) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
