{{- /* What an application without metrics or without a counter of requests must not rely on, as a list. */}}
{{- define "slipway.wrong-metrics" }}
{{- $problems := list }}
{{- $counts := and (kindIs "map" .metrics) .metrics.requests }}
{{- if and (kindIs "map" .metrics) (hasKey .metrics "port") }}
{{- if eq (int .metrics.port) (int (default 0 .port)) }}
{{- $problems = append $problems "metrics.port: is the port of the application; remove it" }}
{{- end }}
{{- end }}
{{- if and (kindIs "map" .metrics) (eq .kind "scheduled") (hasKey .metrics "port") }}
{{- $problems = append $problems "metrics.port: found for an application of kind scheduled, whose pods end before Prometheus finds them; remove it" }}
{{- end }}
{{- if and (kindIs "map" .metrics) (eq .kind "worker") }}
{{- if and (not (hasKey .metrics "port")) (ne .metrics.path "/metrics") }}
{{- $problems = append $problems (printf "metrics.port: is missing, so that nothing would ask a worker for %s; name it" .metrics.path) }}
{{- end }}
{{- if not (has .metrics.requests (list false "http_requests_total")) }}
{{- $problems = append $problems (printf "metrics.requests: found %q for a worker, which gets no requests; remove it" .metrics.requests) }}
{{- end }}
{{- end }}
{{- if and (kindIs "map" .scale) (has .kind (list "web" "stateful")) }}
{{- range $rule := .scale.rules }}
{{- if and (eq $rule.metric "RequestCount") (not $counts) }}
{{- $advice := "name the counter in metrics.requests, or use another metric" }}
{{- $problems = append $problems (printf "scale.rules: ask for RequestCount, but nothing counts requests; %s" $advice) }}
{{- end }}
{{- end }}
{{- if and (eq .scale.mode "step") (eq .delivery.strategy "blueGreen") (not (kindIs "map" .metrics)) }}
{{- $problems = append $problems "scale.mode: found \"step\", but metrics is false; use mode \"target\" or a rolling update, or say where the metrics are" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* Probes with several handlers, with keys of another one, or without a port, as a list. */}}
{{- define "slipway.wrong-probes" }}
{{- $problems := list }}
{{- $isWorker := not (has .kind (list "web" "stateful")) }}
{{- range $name, $probe := .probes }}
{{- if kindIs "map" $probe }}
{{- $found := list }}
{{- range $handler := list "path" "tcp" "grpc" "command" }}
{{- if hasKey $probe $handler }}{{ $found = append $found $handler }}{{ end }}
{{- end }}
{{- if gt (len $found) 1 }}
{{- $problems = append $problems (printf "probes.%s: has %s, expected one of them; remove the others" $name (join " and " $found)) }}
{{- end }}
{{- $asked := default dict $probe.grpc }}
{{- if hasKey $probe "path" }}{{ $asked = $probe }}{{ end }}
{{- if and $isWorker (or (hasKey $probe "path") (hasKey $probe "grpc")) (not (hasKey $asked "port")) }}
{{- $problems = append $problems (printf "probes.%s: has no port, and a worker has none; name it, or use a command" $name) }}
{{- end }}
{{- if and $found (ne (first $found | default "") "path") (or (hasKey $probe "port") $probe.headers) }}
{{- $problems = append $problems (printf "probes.%s: has port or headers, which belong to an HTTP path; remove them" $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
