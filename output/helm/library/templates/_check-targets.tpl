{{- /* Routes to a further port that is not there or speaks something else, as a list: config/checks/target-ports.ts. */}}
{{- define "slipway.wrong-targets" }}
{{- $app := .app }}
{{- $isIngress := .root.Values.cluster.ingressClass }}
{{- $problems := list }}
{{- range $key, $route := $app.routes }}
{{- if hasKey $route "targetPort" }}
{{- $at := printf "routes.%s.targetPort" $key }}
{{- if not (hasKey (default dict $app.ports) $route.targetPort) }}
{{- $problems = append $problems (printf "%s: found %q, which ports do not have; add it to ports, or name another one" $at $route.targetPort) }}
{{- else }}
{{- $protocol := (get $app.ports $route.targetPort).protocol }}
{{- if has $protocol (list "TCP" "UDP") }}
{{- $problems = append $problems (printf "%s: found a port for %s, expected one for HTTP, H2C or gRPC; name another one" $at $protocol) }}
{{- else if and $isIngress (ne $protocol "HTTP") (not $app.ingressAnnotations) (not $route.ingressAnnotations) }}
{{- $problems = append $problems (printf "%s: found a port for %s, which an Ingress cannot say; use a gatewayClass, or ingressAnnotations" $at $protocol) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
