{{- /* Listeners that a Gateway cannot have together, or that lead to no port for them: config/checks/listeners.ts. */}}
{{- define "slipway.wrong-listeners" }}
{{- $problems := list }}
{{- $ports := dict "80" "TCP" }}
{{- $hostnames := list }}
{{- $count := 0 }}
{{- range $name, $app := $.Values.applications }}
{{- range $host := compact (concat (list $app.host ($app.delivery.preview).host) (default list $app.hosts) (default list $app.redirects)) }}
{{- $hostnames = append $hostnames (printf "%s 443" $host) }}
{{- end }}
{{- end }}
{{- range $name, $app := $.Values.applications }}
{{- range $key, $listener := $app.listeners }}
{{- $at := printf "applications.%s.listeners.%s" $name $key }}
{{- $port := toString $listener.port }}
{{- $count = add1 $count }}
{{- if eq (int $count) (add1 63 | int) }}
{{- $problems = append $problems (printf "%s: is one listener more than the 63 that a Gateway has room for; use fewer" $at) }}
{{- end }}
{{- $isTls := eq $listener.protocol "TLS" }}
{{- if not (has $app.kind (list "web" "stateful")) }}
{{- $problems = append $problems (printf "%s: found for an application of kind %s, which no connection reaches; remove it" $at $app.kind) }}
{{- end }}
{{- if $.Values.cluster.ingressClass }}
{{- $problems = append $problems (printf "%s: an Ingress cannot say this, since it takes HTTP only; use a gatewayClass" $at) }}
{{- end }}
{{- if hasKey $listener "targetPort" }}
{{- $target := get (default dict $app.ports) $listener.targetPort }}
{{- if not $target }}
{{- $problems = append $problems (printf "%s.targetPort: found %q, which ports do not have; add it to ports, or name another one" $at $listener.targetPort) }}
{{- else if ne $target.protocol "TCP" }}
{{- $problems = append $problems (printf "%s.targetPort: found a port for %s, expected one for TCP; name another one" $at $target.protocol) }}
{{- end }}
{{- else if ne $app.protocol "TCP" }}
{{- $problems = append $problems (printf "%s: leads to a port that speaks %s, expected TCP; name a targetPort" $at $app.protocol) }}
{{- end }}
{{- if ne $isTls (hasKey $listener "hostname") }}
{{- $problems = append $problems (printf "%s.hostname: belongs to protocol TLS, and to no other; found protocol %s" $at $listener.protocol) }}
{{- end }}
{{- if or (and (eq $port "443") (not $isTls)) (and (hasKey $ports $port) (not (and $isTls (eq (get $ports $port) "TLS")))) }}
{{- $problems = append $problems (printf "%s.port: found %s, which another listener takes; choose another port" $at $port) }}
{{- end }}
{{- $_ := set $ports $port $listener.protocol }}
{{- $hostname := printf "%s %s" (default "" $listener.hostname) $port }}
{{- if has $hostname $hostnames }}
{{- $problems = append $problems (printf "%s.hostname: found %q a second time at port %s; choose another host name or port" $at $listener.hostname $port) }}
{{- end }}
{{- if $isTls }}{{ $hostnames = append $hostnames $hostname }}{{ end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
