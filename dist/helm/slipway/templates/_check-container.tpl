{{- /* What several values of the containers of an application show together. */}}

{{- /* How much more the largest init container of a pod asks for than the containers that run together, by amount. */}}
{{- define "slipway.beyond-the-others" }}
{{- $share := . }}
{{- $more := dict }}
{{- range $side := list "requests" "limits" }}
{{- range $resource, $template := dict "cpu" "slipway.millicores" "memory" "slipway.bytes" }}
{{- $together := 0 }}
{{- range $container := concat $share.containers (default list $share.sidecars) }}
{{- $together = add $together (include $template (get (get $container $side) $resource | default "0") | int64) }}
{{- end }}
{{- $most := $together }}
{{- range $container := $share.initContainers }}
{{- $most = max $most (include $template (get (get $container $side) $resource | default "0") | int64) }}
{{- end }}
{{- $_ := set $more (printf "%s.%s" $side $resource) (sub $most $together | toString) }}
{{- end }}
{{- end }}
{{- toJson $more }}
{{- end }}

{{- /* What is wrong with the sources of an application's variables: each is a list item or a variable of its own. */}}
{{- define "slipway.wrong-sources" }}
{{- $problems := list }}
{{- $app := . }}
{{- range $index, $source := $app.envFrom }}
{{- $named := len (compact (list $source.secret $source.configMap)) }}
{{- if ne $named 1 }}
{{- $problems = append $problems (printf "envFrom[%d]: names %d of secret and configMap, expected one; write an entry for each" $index $named) }}
{{- end }}
{{- end }}
{{- if ne (len $app.envFrom) (len (uniq $app.envFrom)) }}
{{- $problems = append $problems "envFrom: holds an entry a second time; remove one" }}
{{- end }}
{{- range $field := list "secrets" "podFields" }}
{{- range $variable, $value := get $app $field }}
{{- range $earlier := without (list "env" "secrets") $field }}
{{- if hasKey (get $app $earlier) $variable }}
{{- $problems = append $problems (printf "%s.%s: is also set in %s; remove one of the two" $field $variable $earlier) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What is wrong with the files of an application. */}}
{{- define "slipway.wrong-files" }}
{{- $problems := list }}
{{- $bytes := 0 }}
{{- range $file := .files }}{{ $bytes = add $bytes (len $file.text) }}{{ end }}
{{- if gt $bytes 49152 }}
{{- $problems = append $problems (printf "files: has %d bytes in all, expected at most 49152; put large files into the image" $bytes) }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* The containers of an application other than its own, each with the key that it stands below. */}}
{{- define "slipway.other-containers" }}
{{- $containers := list }}
{{- range $field := list "initContainers" "sidecars" }}
{{- range $index, $container := get $ $field }}
{{- $containers = append $containers (dict "at" (printf "%s[%d]" $field $index) "isInit" (eq $field "initContainers") "of" $container) }}
{{- end }}
{{- end }}
{{- toJson $containers }}
{{- end }}

{{- /* What is wrong with the containers of an application other than its own, given the root, the name and the application. */}}
{{- define "slipway.wrong-containers" }}
{{- $problems := list }}
{{- $names := list (default (printf "%s-app" .name) .app.container) }}
{{- range $other := include "slipway.other-containers" .app | fromJsonArray }}
{{- $container := $other.of }}
{{- if has $container.name $names }}
{{- $problems = append $problems (printf "%s.name: found %q a second time; choose another name" $other.at $container.name) }}
{{- end }}
{{- $names = append $names $container.name }}
{{- with $container.image }}
{{- if or (hasSuffix ":latest" .) (not (or (contains ":" (base .)) (contains "@" .))) }}
{{- $problems = append $problems (printf "%s.image: found %q, which may be another image tomorrow; name a version" $other.at .) }}
{{- end }}
{{- end }}
{{- with $container.resources }}
{{- range $resource := include "slipway.below-request" . | fromJsonArray }}
{{- $problems = append $problems (printf "%s.resources.limits.%s: is below the request; raise it" $other.at $resource) }}
{{- end }}
{{- end }}
{{- range $variable, $source := $container.secrets }}
{{- if hasKey $container.env $variable }}
{{- $problems = append $problems (printf "%s.secrets.%s: is also set in env; remove one of the two" $other.at $variable) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What is wrong with the references in texts of those containers. */}}
{{- define "slipway.wrong-references-of-others" }}
{{- $problems := list }}
{{- $about := . }}
{{- range $other := include "slipway.other-containers" .app | fromJsonArray }}
{{- $container := $other.of }}
{{- $template := ternary "slipway.init-variables" "slipway.sidecar-variables" $other.isInit }}
{{- $references := include $template (merge (dict "item" $container) $about) | include "slipway.references" | fromJson }}
{{- $texts := dict }}
{{- range $variable, $value := $container.env }}{{ $_ := set $texts (printf "env.%s" $variable) $value }}{{ end }}
{{- range $field := list "command" "args" }}
{{- range $index, $word := get $container $field | default list }}{{ $_ := set $texts (printf "%s[%d]" $field $index) $word }}{{ end }}
{{- end }}
{{- $sources := ternary $about.app.envFrom list $other.isInit }}
{{- range $problem := include "slipway.wrong-texts" (dict "texts" $texts "references" $references "sources" $sources) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $other.at $problem) }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
