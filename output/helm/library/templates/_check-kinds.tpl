{{- /* What does not fit the kind of an application: config/checks/kind.ts says why. */}}
{{- define "slipway.check-kinds" }}
{{- $app := .app }}
{{- $problems := list }}
{{- if has $app.kind (list "web" "stateful") }}
{{- $needed := list "port" "servicePort" }}
{{- if has $app.protocol (list "HTTP" "H2C") }}{{ $needed = append $needed "health" }}{{ end }}
{{- range $key := $needed }}
{{- if not (hasKey $app $key) }}
{{- $problems = append $problems (printf "%s: is missing for an application of kind %s; set it" $key $app.kind) }}
{{- end }}
{{- end }}
{{- else }}
{{- range $key := list "host" "port" "servicePort" "health" }}
{{- if hasKey $app $key }}
{{- $problems = append $problems (printf "%s: found for an application of kind %s, which gets no requests; remove it" $key $app.kind) }}
{{- end }}
{{- end }}
{{- if eq $app.delivery.strategy "blueGreen" }}
{{- $expected := "expected rollingUpdate or recreate" }}
{{- $problems = append $problems (printf "delivery.strategy: found \"blueGreen\" for an application of kind %s, %s" $app.kind $expected) }}
{{- end }}
{{- end }}
{{- if and (eq $app.kind "worker") (kindIs "map" $app.scale) }}
{{- range $rule := $app.scale.rules }}
{{- if eq $rule.metric "RequestCount" }}
{{- $problems = append $problems "scale.rules: hold a RequestCount for an application of kind worker, which gets no requests; remove it" }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq $app.kind "scheduled" }}
{{- if not $app.schedule }}
{{- $problems = append $problems "schedule: is missing for an application of kind scheduled; say when it runs" }}
{{- end }}
{{- if and $app.sidecars (not (semverCompare ">=1.29-0" $.root.Values.cluster.kubernetes)) }}
{{- $problems = append $problems "sidecars: found for an application of kind scheduled, where they keep its Job running before Kubernetes 1.29; remove them" }}
{{- end }}
{{- if $app.beforeRelease }}
{{- $problems = append $problems "beforeRelease: found for an application of kind scheduled, which only runs when its schedule says; remove it" }}
{{- end }}
{{- if kindIs "map" $app.scale }}
{{- $problems = append $problems "scale: found a range for an application of kind scheduled, which has no replicas; write a number" }}
{{- end }}
{{- else if $app.schedule }}
{{- $problems = append $problems (printf "schedule: found for an application of kind %s, which runs all the time; remove it" $app.kind) }}
{{- end }}
{{- if and $app.singleton (ne $app.kind "worker") }}
{{- $problems = append $problems (printf "singleton: found true for an application of kind %s, expected kind worker; remove it" $app.kind) }}
{{- end }}
{{- if and $app.singleton (or (kindIs "map" $app.scale) (gt (int $app.scale) 1)) }}
{{- $problems = append $problems "scale: found more than 1 for a singleton, of which never two pods run; write 1" }}
{{- end }}
{{- if and (or $app.singleton (eq $app.kind "stateful")) (ne $app.delivery.strategy "rollingUpdate") }}
{{- $problems = append $problems (printf "delivery.strategy: found %q for pods that keep their names, expected rollingUpdate" $app.delivery.strategy) }}
{{- end }}
{{- if ne (hasKey $app "podManagementPolicy") (eq $app.kind "stateful") }}
{{- $problems = append $problems (printf "podManagementPolicy: belongs to kind stateful, and to no other; found kind %s" $app.kind) }}
{{- end }}
{{- if and (or $app.peers (eq $app.kind "stateful")) (hasKey $.root.Values.applications (printf "%s-peers" $.name)) }}
{{- $problems = append $problems (printf "peers: make a headless Service %s-peers, which is also an application; rename one of the two" $.name) }}
{{- end }}
{{- if kindIs "map" $app.scale }}
{{- $metrics := list }}
{{- range $rule := $app.scale.rules }}
{{- $metrics = append $metrics $rule.metric }}
{{- if and $rule.activationThreshold (gt (int $app.scale.min) 0) }}
{{- $problems = append $problems "scale.rules: hold an activationThreshold without min 0; remove it" }}
{{- end }}
{{- end }}
{{- if gt (int $app.scale.min) 0 }}
{{- if hasKey $app.scale "cooldownPeriod" }}
{{- $problems = append $problems "scale.cooldownPeriod: found without min 0; remove it" }}
{{- end }}
{{- else if or (ne $app.kind "worker") (not (has "Prometheus" $metrics)) (eq $app.scale.mode "step") }}
{{- $problems = append $problems "scale.min: found 0, expected at least 1 but for kind worker in mode target with a rule of metric Prometheus; raise it" }}
{{- end }}
{{- end }}
{{- $taken := list }}
{{- $ofService := list }}
{{- $names := list }}
{{- with $app.port }}
{{- $taken = list (printf "TCP %d" (int .)) }}
{{- $ofService = list (printf "TCP %d" (int $app.servicePort)) }}
{{- $names = list (get (dict "HTTP" "http" "H2C" "http" "gRPC" "grpc" "TCP" "tcp") $app.protocol) }}
{{- end }}
{{- if and (kindIs "map" $app.metrics) (ne $app.kind "scheduled") }}
{{- with $app.metrics.port }}
{{- $taken = append $taken (printf "TCP %d" (int .)) }}
{{- $ofService = append $ofService (printf "TCP %d" (int .)) }}
{{- $names = append $names "metrics" }}
{{- end }}
{{- end }}
{{- range $portName, $named := $app.ports }}
{{- $transport := ternary "UDP" "TCP" (eq $named.protocol "UDP") }}
{{- $port := printf "%s %d" $transport (int $named.port) }}
{{- $servicePort := printf "%s %d" $transport (int $named.servicePort) }}
{{- if not (has $app.kind (list "web" "stateful")) }}
{{- $problems = append $problems (printf "ports.%s: found for an application of kind %s, which has no Service; remove it" $portName $app.kind) }}
{{- else if or (has $portName $names) (has $port $taken) (has $servicePort $ofService) (regexMatch "^(host|port|url|port-.*)$" $portName) }}
{{- $problems = append $problems (printf "ports.%s: has the name or a port of another port, or makes a variable of another application; change it" $portName) }}
{{- end }}
{{- $names = append $names $portName }}
{{- $taken = append $taken $port }}
{{- $ofService = append $ofService $servicePort }}
{{- end }}
{{- range $peerName, $peer := $app.peers }}
{{- $port := printf "%s %d" $peer.protocol (int $peer.port) }}
{{- if or $app.singleton (has $peerName $names) (has $port $taken) }}
{{- $problems = append $problems (printf "peers.%s: belongs to a singleton, or has the name or the port of another port; change it" $peerName) }}
{{- end }}
{{- $taken = append $taken $port }}
{{- end }}
{{- range $used := $app.uses }}
{{- with get $.root.Values.applications $used }}
{{- if not (has .kind (list "web" "stateful")) }}
{{- $problems = append $problems (printf "uses: found %q, an application of kind worker or scheduled, which answers no requests; remove it" $used) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
