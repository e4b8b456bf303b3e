{{- /* What does not fit the protocol of an application, as a list: config/checks/protocol.ts says why. */}}
{{- define "slipway.wrong-protocol" }}
{{- $app := .app }}
{{- $protocol := $app.protocol }}
{{- $problems := list }}
{{- $isIngress := $.root.Values.cluster.ingressClass }}
{{- if not (has $app.kind (list "web" "stateful")) }}
{{- $problems = append $problems (printf "protocol: found %q for an application of kind %s, which listens on no port; write HTTP" $protocol $app.kind) }}
{{- else }}
{{- $isReached := include "slipway.leads-to-requests" $app }}
{{- if and $isIngress $isReached (or $app.host $app.routes) (or (eq $protocol "TCP") (not $app.ingressAnnotations)) }}
{{- $problems = append $problems (printf "protocol: found %q, which an Ingress cannot say; use a gatewayClass, or ingressAnnotations" $protocol) }}
{{- end }}
{{- if ne $protocol "H2C" }}
{{- if hasKey $app "health" }}
{{- $problems = append $problems (printf "health: found for protocol %s, which has no paths; remove it" $protocol) }}
{{- end }}
{{- if and (eq $protocol "TCP") $app.host (not $app.routes) }}
{{- $problems = append $problems "host: found for protocol TCP, which has no host names; remove it, or lead routes to another port with targetPort" }}
{{- end }}
{{- $withoutTarget := false }}
{{- range $route := $app.routes }}{{ if not $route.targetPort }}{{ $withoutTarget = true }}{{ end }}{{ end }}
{{- if and (eq $protocol "TCP") $withoutTarget }}
{{- $problems = append $problems "routes: found for protocol TCP, which has no paths; remove it, or lead routes to another port with targetPort" }}
{{- end }}
{{- $counts := and (kindIs "map" $app.metrics) $app.metrics.requests }}
{{- if and (kindIs "map" $app.metrics) (not (hasKey $app.metrics "port")) }}
{{- $problems = append $problems (printf "metrics: has no port, and the one of the application speaks %s; name metrics.port" $protocol) }}
{{- end }}
{{- if eq (toString $counts) "%HTTP_COUNTER%" }}
{{- $problems = append $problems (printf "metrics.requests: found a counter of HTTP for protocol %s; name that of the application" $protocol) }}
{{- end }}
{{- if and (eq $app.delivery.strategy "blueGreen") (not $counts) }}
{{- $problems = append $problems "delivery.strategy: found \"blueGreen\", but nothing examines the new version; name its counter in metrics.requests" }}
{{- end }}
{{- range $name, $probe := $app.probes }}
{{- if kindIs "map" $probe }}
{{- $hasPath := hasKey $probe "path" }}
{{- $others := or (hasKey $probe "tcp") (hasKey $probe "grpc") (hasKey $probe "command") }}
{{- if or (and $hasPath (not (hasKey $probe "port"))) (not (or $hasPath $others (not (or (hasKey $probe "port") $probe.headers)))) }}
{{- $problems = append $problems (printf "probes.%s: needs a path with its port, since protocol %s has none; name both" $name $protocol) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
