{{- /* Policies of Envoy Gateway that a route cannot have: config/checks/route-traffic.ts. */}}
{{- define "slipway.wrong-traffic" }}
{{- $problems := list }}
{{- $cluster := .root.Values.cluster }}
{{- $route := .route }}
{{- range $key := list
  "requestBuffer"
  "consistentHash" }}
{{- if and (hasKey $route $key) (not $cluster.ingressClass) (ne $cluster.namespaces.gateway "envoy-gateway-system") }}
{{- $problems = append $problems (printf "%s: needs a BackendTrafficPolicy of Envoy Gateway; remove it" $key) }}
{{- end }}
{{- end }}
{{- with $route.requestBuffer }}
{{- if not (regexMatch "^[1-9][0-9]*([kMGTPE]|[KMGTPE]i)?$" .) }}
{{- $problems = append $problems (printf "requestBuffer: found %s, expected a whole number such as 10Mi; change the unit" .) }}
{{- else if ge (include "slipway.bytes" . | int64) (int64 4294967296) }}
{{- $problems = append $problems (printf "requestBuffer: found %s, expected less than 4Gi; lower it" .) }}
{{- end }}
{{- if eq (include "slipway.seconds" (default "1s" $route.timeout)) "0" }}
{{- $problems = append $problems "requestBuffer: found together with timeout 0s, which is for streams; remove one" }}
{{- end }}
{{- $port := get (default dict $.app.ports) (default "" $route.targetPort) | default $.app }}
{{- if eq $port.protocol "gRPC" }}
{{- $problems = append $problems "requestBuffer: found for a port that speaks gRPC, which has streams; remove it" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
