{{- /* What contradicts itself in the names and the messages of an application's pods, by path below it. */}}

{{- define "slipway.wrong-resolution" }}
{{- $problems := list }}
{{- $app := . }}
{{- $addresses := list }}
{{- $names := list }}
{{- range $alias := .hostAliases }}
{{- $addresses = append $addresses $alias.ip }}
{{- $names = concat $names $alias.hostnames }}
{{- end }}
{{- if or (ne (len $addresses) (len (uniq $addresses))) (ne (len $names) (len (uniq $names))) }}
{{- $problems = append $problems "hostAliases: name an address or a name a second time; remove it" }}
{{- end }}
{{- range $destination, $to := .egress }}
{{- range $host := $to.hosts }}
{{- if has $host $names }}
{{- $problems = append $problems (printf "hostAliases: name %s, which egress.%s opens by its name; write its network there" $host $destination) }}
{{- end }}
{{- end }}
{{- if and (eq (default "" $app.dnsPolicy) "None") $to.hosts }}
{{- $needed := printf "dnsPolicy: is None, but egress.%s needs the DNS of the cluster" $destination }}
{{- $problems = append $problems (printf "%s; write a network there, or remove dnsPolicy" $needed) }}
{{- end }}
{{- end }}
{{- with .dnsConfig }}
{{- $options := list }}
{{- range $option := .options }}{{ $options = append $options $option.name }}{{ end }}
{{- range $list := list (default list .nameservers) (default list .searches) $options }}
{{- if ne (len $list) (len (uniq $list)) }}
{{- $problems = append $problems "dnsConfig: names something a second time; remove it" }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (hasKey . "dnsConfig") (not .dnsConfig) }}
{{- $problems = append $problems "dnsConfig: says nothing; write nameservers, searches or options, or remove it" }}
{{- end }}
{{- if eq (default "" .dnsPolicy) "None" }}
{{- if not (.dnsConfig).nameservers }}
{{- $problems = append $problems "dnsPolicy: is None without a resolver; add dnsConfig.nameservers, or remove dnsPolicy" }}
{{- else if and (or .uses .peers) (not .dnsConfig.searches) }}
{{- $problems = append $problems "dnsPolicy: is None, with which the short names of what it uses are not found; add dnsConfig.searches, or remove dnsPolicy" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* The files for messages that cannot be made, and files of Secrets that no one may read. */}}
{{- define "slipway.wrong-termination" }}
{{- $problems := list }}
{{- $app := . }}
{{- $mounts := dict }}
{{- range $key := list "emptyDirs" "volumes" "secretFiles" "files" }}
{{- range $mount := get $app $key }}
{{- $_ := set $mounts $mount.mountPath (or $mount.readOnly (has $key (list "secretFiles" "files"))) }}
{{- end }}
{{- end }}
{{- $paths := dict "terminationMessagePath" .terminationMessagePath }}
{{- range $other := include "slipway.other-containers" . | fromJsonArray }}
{{- $_ := set $paths (printf "%s.terminationMessagePath" $other.at) $other.of.terminationMessagePath }}
{{- end }}
{{- range $at, $path := $paths }}
{{- if and $path (ne $path "/dev/termination-log") }}
{{- $isWrong := regexMatch `^(/tmp|/etc/(hostname|hosts|resolv[.]conf)|/etc/slipway(/.*)?)$` $path }}
{{- if regexMatch `^/((bin|etc|lib|lib64|sbin|usr)$|(dev|proc|sys)(/|$))` $path }}{{ $isWrong = true }}{{ end }}
{{- range $mount, $isReadOnly := $mounts }}
{{- if or (eq $mount $path) (hasPrefix (print $path "/") $mount) (and $isReadOnly (hasPrefix (print $mount "/") $path)) }}{{ $isWrong = true }}{{ end }}
{{- end }}
{{- if $isWrong }}
{{- $problems = append $problems (printf "%s: found %q, where no file can be made; choose another place" $at $path) }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .securityContext.runAsNonRoot (not (hasKey .securityContext "fsGroup")) }}
{{- range $name, $file := .secretFiles }}
{{- if and $file.defaultMode (not (regexMatch "[4-7]$" $file.defaultMode)) }}
{{- $found := printf "secretFiles.%s.defaultMode: found %q" $name $file.defaultMode }}
{{- $problems = append $problems (printf "%s, with which only root may read the files; set securityContext.fsGroup" $found) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
