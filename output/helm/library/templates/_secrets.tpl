{{- /* Secrets that are written into values, by the name of a variable or by their form. No message repeats a value. */}}

{{- /* All text of applications that may hold one, a line each: a fleet is looked through at once. */}}
{{- define "slipway.secret-texts" }}
{{- range $app := .applications }}
{{- range $field := list "env" "annotations" "identity" }}
{{- range $key, $text := get $app $field }}
{{ $key }}{{ "\t" }}{{ $text }}
{{- end }}
{{- end }}
{{- range $key, $file := $app.files }}
{{ $key }}{{ "\t" }}{{ $file.text }}
{{- end }}
{{- range $other := concat $app.initContainers $app.sidecars }}
{{- range $key, $text := $other.env }}
{{ $key }}{{ "\t" }}{{ $text }}
{{- end }}
{{- range $field := list "command" "args" }}
{{- with get $other $field }}
{{ $field }}{{ "\t" }}{{ join " " . }}
{{- end }}
{{- end }}
{{- end }}
{{- range $field := list "command" "args" }}
{{- with get $app $field }}
{{ $field }}{{ "\t" }}{{ join " " . }}
{{- end }}
{{- end }}
{{- with $app.beforeRelease }}
beforeRelease{{ "\t" }}{{ concat (default list .command) (default list .args) | join " " }}
{{- end }}
{{- with ($app.delivery.analysis).job }}
job{{ "\t" }}{{ concat (default list .command) (default list .args) | join " " }}
{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.secret-shapes" }}
{{- $shapes := list%SECRET_SHAPES% }}
{{- join "|" $shapes }}
{{- end }}

{{- define "slipway.secret-names" }}
{{- %SECRET_NAME% }}
{{- end }}

{{- define "slipway.secret-arguments" }}
{{- print "(?i)" %SECRET_ARGUMENT% }}
{{- end }}

{{- define "slipway.harmless-values" }}
{{- print "(?i)" %HARMLESS_VALUE% }}
{{- end }}

{{- /* What is wrong, as a list; empty in the usual case after three looks at the whole. */}}
{{- define "slipway.secrets" }}
{{- $problems := list }}
{{- $shapes := include "slipway.secret-shapes" $ }}
{{- $names := include "slipway.secret-names" $ }}
{{- $arguments := include "slipway.secret-arguments" $ }}
{{- $harmless := include "slipway.harmless-values" $ }}
{{- $texts := include "slipway.secret-texts" . }}
{{- $advice := "and everyone who reads the values would have it; put it into a Secret and name that in secrets" }}
{{- $name := printf "(?im)^[^\t\n]*%s" (trimSuffix "$" $names) | printf "%s\t" }}
{{- if or (regexMatch $shapes $texts) (regexMatch $name $texts) (regexMatch $arguments $texts) }}
{{- range $application, $app := .applications }}
{{- $excused := $app.notSecret | default dict }}
{{- range $field := list "env" "annotations" "identity" }}
{{- range $key, $text := get $app $field }}
{{- $isNamed := regexMatch (printf "(?i)%s" $names) $key }}
{{- $isHarmless := or (regexMatch `(?i)%PUBLIC_NAME%` $key) (regexMatch $harmless $text) }}
{{- $looks := or (regexMatch $shapes $text) (and $isNamed (not $isHarmless)) }}
{{- if and $looks (not (hasKey $excused $key)) }}
{{- $at := printf "applications.%s.%s.%s" $application $field $key }}
{{- $problems = append $problems (printf "%s: looks like a secret, %s, or say in notSecret why it is not one" $at $advice) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $file := $app.files }}
{{- if and (regexMatch $shapes $file.text) (not (hasKey $excused $key)) }}
{{- $at := printf "applications.%s.files.%s.text" $application $key }}
{{- $problems = append $problems (printf "%s: looks like a secret, %s, or say in notSecret why it is not one" $at $advice) }}
{{- end }}
{{- end }}
{{- range $other := include "slipway.other-containers" $app | fromJsonArray }}
{{- range $key, $text := $other.of.env }}
{{- $isNamed := regexMatch (printf "(?i)%s" $names) $key }}
{{- $isHarmless := or (regexMatch `(?i)%PUBLIC_NAME%` $key) (regexMatch $harmless $text) }}
{{- $looks := or (regexMatch $shapes $text) (and $isNamed (not $isHarmless)) }}
{{- if and $looks (not (hasKey $excused $key)) }}
{{- $at := printf "applications.%s.%s.env.%s" $application $other.at $key }}
{{- $problems = append $problems (printf "%s: looks like a secret, %s, or say in notSecret why it is not one" $at $advice) }}
{{- end }}
{{- end }}
{{- range $field := list "command" "args" }}
{{- $words := join " " (get $other.of $field | default list) }}
{{- $rest := regexReplaceAll (print "(?i)" %HARMLESS_ARGUMENT%) $words " " }}
{{- $looks := or (regexMatch $shapes $words) (regexMatch $arguments $rest) }}
{{- if and $looks (not (hasKey $excused $field)) }}
{{- $at := printf "applications.%s.%s.%s" $application $other.at $field }}
{{- $problems = append $problems (printf "%s: looks like a secret, %s, or say in notSecret why it is not one" $at $advice) }}
{{- end }}
{{- end }}
{{- end }}
{{- $commands := dict "command" $app.command "args" $app.args }}
{{- range $key, $job := dict "beforeRelease" $app.beforeRelease "job" ($app.delivery.analysis).job }}
{{- $words := concat (default list ($job).command) (default list ($job).args) }}
{{- $_ := set $commands $key $words }}
{{- end }}
{{- range $field, $list := $commands }}
{{- $words := join " " $list }}
{{- $rest := regexReplaceAll (print "(?i)" %HARMLESS_ARGUMENT%) $words " " }}
{{- $looks := or (regexMatch $shapes $words) (regexMatch $arguments $rest) }}
{{- if and $looks (not (hasKey $excused $field)) }}
{{- $at := printf "applications.%s.%s" $application (eq $field "job" | ternary "delivery.analysis.job" $field) }}
{{- $problems = append $problems (printf "%s: looks like a secret, %s, or say in notSecret why it is not one" $at $advice) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if regexMatch $shapes (omit . "applications" "objects" "patches" | toYaml) }}
{{- $problems = append $problems (printf "values: hold what looks like a secret, %s" $advice) }}
{{- end }}
{{- toJson $problems }}
{{- end }}
