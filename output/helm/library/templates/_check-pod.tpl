{{- /* What pods of applications need of their namespace, and what contradicts itself in them. */}}

{{- /* The Pod Security profile of the namespace: baseline where an application needs more than the restricted one. */}}
{{- define "slipway.pod-security-level" }}
{{- $level := "restricted" }}
{{- range $app := $.Values.applications }}
{{- with $app.securityContext }}
{{- if or (not .runAsNonRoot) (without .capabilities "NET_BIND_SERVICE") }}{{ $level = "baseline" }}{{ end }}
{{- end }}
{{- end }}
{{- $level }}
{{- end }}

{{- /* Bytes of all folders of an application on the disk of its node, and so many Mi more. */}}
{{- define "slipway.disk-use" }}
{{- $app := index . 0 }}
{{- $more := index . 1 }}
{{- $sum := 0 }}
{{- range $folder := $app.emptyDirs }}
{{- if not $folder.medium }}{{ $sum = add $sum (include "slipway.bytes" $folder.sizeLimit) }}{{ end }}
{{- end }}
{{- if $sum }}
{{- $all := add $sum (include "slipway.bytes" $app.ephemeralStorage) (mul $more 1048576) }}
{{- include "slipway.byte-notation" $all }}
{{- else }}
{{- include "slipway.more-bytes" (list $app.ephemeralStorage $more) }}
{{- end }}
{{- end }}

{{- /* What contradicts itself in the pods of an application, by path below it. */}}
{{- define "slipway.wrong-pod" }}
{{- $problems := list }}
{{- $app := . }}
{{- $paths := dict }}
{{- $memory := 0 }}
{{- range $name, $folder := .emptyDirs }}
{{- $_ := set $paths (printf "emptyDirs.%s" $name) $folder.mountPath }}
{{- if $folder.medium }}
{{- $memory = add $memory (include "slipway.bytes" $folder.sizeLimit) }}
{{- if ge $memory (include "slipway.bytes" $app.resources.limits.memory | int64) }}
{{- $why := "does not fit into resources.limits.memory with the program; lower it" }}
{{- $problems = append $problems (printf "emptyDirs.%s.sizeLimit: %s" $name $why) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $field := list "secretFiles" "files" }}
{{- range $name, $file := get $app $field }}{{ $_ := set $paths (printf "%s.%s" $field $name) $file.mountPath }}{{ end }}
{{- end }}
{{- $single := "" }}
{{- range $name, $volume := .volumes }}
{{- $_ := set $paths (printf "volumes.%s" $name) $volume.mountPath }}
{{- if and (ne $volume.accessMode "ReadWriteMany") (ne $app.kind "stateful") }}{{ $single = $name }}{{ end }}
{{- if not (or $volume.readOnly (hasKey $app.securityContext "fsGroup") (not $app.securityContext.runAsNonRoot)) }}
{{- $why := "belongs to root at first, and the container is not root; set securityContext.fsGroup" }}
{{- $problems = append $problems (printf "volumes.%s: %s" $name $why) }}
{{- end }}
{{- range $kind := list "emptyDirs" "volumes" }}
{{- range $inner, $folder := get $app $kind }}
{{- if and $volume.readOnly (hasPrefix (printf "%s/" $volume.mountPath) $folder.mountPath) }}
{{- $why := "where nothing can be made; choose another folder" }}
{{- $problems = append $problems (printf "%s.%s.mountPath: is in volumes.%s, %s" $kind $inner $name $why) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if and $single (eq $app.kind "scheduled") }}
{{- if eq (($app.schedule).concurrencyPolicy) "Replace" }}
{{- $why := printf "starts a run while the last one still ends, and volumes.%s is for one pod; use Forbid" $single }}
{{- $problems = append $problems (printf "schedule.concurrencyPolicy: %s" $why) }}
{{- end }}
{{- else if $single }}
{{- $most := $app.scale }}
{{- if kindIs "map" $app.scale }}{{ $most = $app.scale.max }}{{ end }}
{{- if gt (int64 $most) 1 }}
{{- $problems = append $problems (printf "scale: is above 1, but volumes.%s is for one pod; lower it" $single) }}
{{- end }}
{{- $surges := and (eq $app.delivery.strategy "rollingUpdate") (ne (int64 $app.delivery.maxSurge) 0) }}
{{- if or (eq $app.delivery.strategy "blueGreen") $surges }}
{{- $why := printf "runs two pods during a release, and volumes.%s is for one" $single }}
{{- $problems = append $problems (printf "delivery.strategy: %s; use rollingUpdate with maxSurge 0" $why) }}
{{- end }}
{{- end }}
{{- $problems = concat $problems (include "slipway.wrong-mounts" $paths | fromJsonArray) }}
{{- with .securityContext }}
{{- $isUser := and (hasKey . "runAsUser") (ne (int64 .runAsUser) 0) }}
{{- if and (hasKey . "runAsUser") (not $isUser) .runAsNonRoot }}
{{- $problems = append $problems "securityContext.runAsUser: found 0 with runAsNonRoot: true; choose a number above 0" }}
{{- else if and $isUser (not .runAsNonRoot) }}
{{- $problems = append $problems "securityContext.runAsNonRoot: found false with a user that is not root; remove it" }}
{{- else if and (hasKey . "reason") .runAsNonRoot .readOnlyRootFilesystem (not .capabilities) }}
{{- $problems = append $problems "securityContext.reason: gives a reason, but the defaults are not relaxed; remove it" }}
{{- else if not (hasKey . "reason") }}
{{- range $key := list "runAsNonRoot" "readOnlyRootFilesystem" }}
{{- if not (get $.securityContext $key) }}
{{- $problems = append $problems (printf "securityContext.%s: found false without a reason; say why in reason" $key) }}
{{- end }}
{{- end }}
{{- if .capabilities }}
{{- $problems = append $problems "securityContext.capabilities: are found without a reason; say why in reason" }}
{{- end }}
{{- end }}
{{- if ne (len .capabilities) (len (uniq .capabilities)) }}
{{- $problems = append $problems "securityContext.capabilities: names one a second time; remove it" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* Mounts that hide each other or what a container needs, by their key. */}}
{{- define "slipway.wrong-mounts" }}
{{- $problems := list }}
{{- $taken := list }}
{{- range $at, $path := . }}
{{- if has $path (list "/etc/hostname" "/etc/hosts" "/etc/resolv.conf") }}
{{- $problems = append $problems (printf "%s.mountPath: found %q, which the kubelet writes; choose another place" $at $path) }}
{{- else if or (eq $path "/tmp" "/etc/slipway") (hasPrefix "/etc/slipway/" $path) }}
{{- $problems = append $problems (printf "%s.mountPath: found %q, which is there already; choose another folder" $at $path) }}
{{- else if and (ne $path "/dev/shm") (regexMatch `^/((bin|etc|lib|lib64|sbin|usr)$|(dev|proc|sys)(/|$))` $path) }}
{{- $problems = append $problems (printf "%s.mountPath: found %q, which the container needs; choose another folder" $at $path) }}
{{- else if has $path $taken }}
{{- $problems = append $problems (printf "%s.mountPath: found %q a second time; choose another folder" $at $path) }}
{{- end }}
{{- $taken = append $taken $path }}
{{- range $outerAt, $outer := $ }}
{{- if and (regexMatch "^(secretFiles|files)[.]" $outerAt) (hasPrefix (print $outer "/") $path) }}
{{- $problems = append $problems (printf "%s.mountPath: found %q, which is in %s, where nothing can be made; choose another place" $at $path $outer) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
