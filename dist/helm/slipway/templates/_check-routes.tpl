{{- /* Hosts and routes that contradict each other, as a list of problems: config/checks/hosts.ts and config/checks/routes.ts. */}}
{{- define "slipway.wrong-routes" }}
{{- $problems := list }}
{{- $hosts := dict }}
{{- $owners := include "slipway.owners" $ | fromJson }}
{{- $requests := dict }}
{{- $ofGrpc := dict }}
{{- range $name, $app := $.Values.applications }}
{{- if and (eq $app.protocol "gRPC") $app.host (not $app.routes) }}
{{- range $host := prepend (default list $app.hosts) $app.host }}{{ $_ := set $ofGrpc $host $name }}{{ end }}
{{- end }}
{{- end }}
{{- range $name, $app := $.Values.applications }}
{{- $at := printf "applications.%s" $name }}
{{- $further := dict "hosts" $app.hosts "redirects" $app.redirects "delivery.preview.host" (list ($app.delivery.preview).host) }}
{{- range $key, $named := merge (dict "host" (list $app.host)) $further }}
{{- range $host := compact $named }}
{{- if not $app.host }}
{{- $problems = append $problems (printf "%s.%s: found %q without a host; set host or remove it" $at $key $host) }}
{{- else if hasKey $hosts $host }}
{{- $problems = append $problems (printf "%s.%s: found %q a second time; name another host" $at $key $host) }}
{{- end }}
{{- $_ := set $hosts $host true }}
{{- end }}
{{- end }}
{{- if and (not (has $app.kind (list "web" "stateful"))) $app.routes }}
{{- $problems = append $problems (printf "%s.routes: found for an application of kind worker; remove it" $at) }}
{{- end }}
{{- with $app.delivery.preview }}
{{- $here := printf "%s.delivery.preview" $at }}
{{- $isProtected := or .allow .basicAuth }}
{{- if not (or $isProtected .public) }}
{{- $problems = append $problems (printf "%s: does not say who may use it; name allow, basicAuth, or public with a reason" $here) }}
{{- end }}
{{- if and $isProtected .public }}
{{- $problems = append $problems (printf "%s.public: found together with allow or basicAuth; remove one" $here) }}
{{- end }}
{{- if and $isProtected (or $.Values.cluster.ingressClass (ne $.Values.cluster.namespaces.gateway "envoy-gateway-system")) }}
{{- $problems = append $problems (printf "%s: needs a SecurityPolicy of Envoy Gateway; write public with a reason" $here) }}
{{- end }}
{{- if and .ingressAnnotations (not $.Values.cluster.ingressClass) }}
{{- $problems = append $problems (printf "%s.ingressAnnotations: found without an ingressClass; remove it" $here) }}
{{- end }}
{{- if hasKey .ingressAnnotations "ingress.kubernetes.io/force-ssl-redirect" }}
{{- $problems = append $problems (printf "%s.ingressAnnotations: hold ingress.kubernetes.io/force-ssl-redirect, which every Ingress has; remove it" $here) }}
{{- end }}
{{- end }}
{{- $own := compact (prepend (default list $app.hosts) (default "" $app.host)) }}
{{- range $key, $route := default (dict "" (dict "path" "/" "match" "prefix")) $app.routes }}
{{- $here := ternary (printf "%s.routes.%s" $at $key) (printf "%s.host" $at) (ne $key "") }}
{{- $on := ternary (list $route.host) $own (hasKey $route "host") }}
{{- if and $key (not $on) }}
{{- $problems = append $problems (printf "%s: has no host; set its host, or the host of the application" $here) }}
{{- end }}
{{- if and (hasKey $route "host") (not (hasKey $owners (default "" $route.host))) }}
{{- $problems = append $problems (printf "%s.host: found %q, which no application has; add it to hosts of this one" $here $route.host) }}
{{- end }}
{{- $wrongTraffic := include "slipway.wrong-traffic" (dict "root" $ "app" $app "route" $route) | fromJsonArray }}
{{- range $problem := concat (include "slipway.wrong-filters" $route | fromJsonArray) $wrongTraffic }}
{{- $problems = append $problems (printf "%s.%s" $here $problem) }}
{{- end }}
{{- $annotations := concat (keys (default dict $app.ingressAnnotations)) (keys (default dict $route.ingressAnnotations)) }}
{{- if $.Values.cluster.ingressClass }}
{{- range $filter := list
  "timeout"
  "redirect"
  "rewrite"
  "requestHeaders"
  "responseHeaders"
  "cors"
  "requestBuffer"
  "consistentHash" }}
{{- if hasKey $route $filter }}
{{- $problems = append $problems (printf "%s.%s: an Ingress cannot say this; use a gatewayClass, or annotations" $here $filter) }}
{{- end }}
{{- end }}
{{- if $app.redirects }}
{{- $problems = append $problems (printf "%s.redirects: an Ingress cannot say this; use a gatewayClass, or annotations" $at) }}
{{- end }}
{{- if has "ingress.kubernetes.io/force-ssl-redirect" $annotations }}
{{- $problems = append $problems (printf "%s.ingressAnnotations: hold ingress.kubernetes.io/force-ssl-redirect, which every Ingress has; remove it" $here) }}
{{- end }}
{{- if ne (len $annotations) (len (uniq $annotations)) }}
{{- $problems = append $problems (printf "%s.ingressAnnotations: hold an annotation of the application; remove one of the two" $here) }}
{{- end }}
{{- else if $annotations }}
{{- $problems = append $problems (printf "%s.ingressAnnotations: found without an ingressClass; remove it" $here) }}
{{- end }}
{{- range $host := $on }}
{{- if and $key (hasKey $ofGrpc $host) }}
{{- $owner := get $ofGrpc $host }}
{{- $why := printf "which has a GRPCRoute to %s; give %s its own routes" $owner $owner }}
{{- $problems = append $problems (printf "%s: found a path on %s, %s" $here $host $why) }}
{{- end }}
{{- $request := printf "%s%s %s" $host $route.path $route.match }}
{{- if hasKey $requests $request }}
{{- $problems = append $problems (printf "%s: found %s a second time; choose another path or host" $here $request) }}
{{- end }}
{{- $_ := set $requests $request true }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What one route does to requests and does not fit together: config/checks/route-filters.ts. */}}
{{- define "slipway.wrong-filters" }}
{{- $problems := list }}
{{- range $key := list
  "timeout"
  "targetPort"
  "rewrite"
  "requestHeaders"
  "cors"
  "requestBuffer"
  "consistentHash" }}
{{- if and (hasKey $ "redirect") (hasKey $ $key) }}
{{- $problems = append $problems (printf "%s: found together with redirect, which answers every request; remove one" $key) }}
{{- end }}
{{- end }}
{{- range $key := list "redirect" "rewrite" }}
{{- if hasKey $ $key }}
{{- $new := get $ $key }}
{{- if not (omit $new "statusCode") }}
{{- $problems = append $problems (printf "%s: changes nothing; name a hostname or a path, or remove it" $key) }}
{{- end }}
{{- if and (hasKey $new "replacePrefixMatch") (or (hasKey $new "replaceFullPath") (eq $.match "exact")) }}
{{- $problems = append $problems (printf "%s.replacePrefixMatch: needs match prefix, and no replaceFullPath; remove one" $key) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key := list "requestHeaders" "responseHeaders" }}
{{- with get $ $key }}
{{- $names := list }}
{{- range $name := concat (keys .set) (keys .add) .remove }}{{ $names = append $names (lower $name) }}{{ end }}
{{- if not $names }}
{{- $problems = append $problems (printf "%s: changes nothing; name a header, or remove the key" $key) }}
{{- end }}
{{- if ne (len $names) (len (uniq $names)) }}
{{- $problems = append $problems (printf "%s: names a header a second time; keep one change for each" $key) }}
{{- end }}
{{- end }}
{{- end }}
{{- with $.cors }}
{{- $cors := . }}
{{- range $key := list "allowOrigins" "allowMethods" "allowHeaders" }}
{{- if and (has "*" (get $cors $key)) (gt (len (get $cors $key)) 1) }}
{{- $problems = append $problems (printf "cors.%s: found * together with others; keep one of the two" $key) }}
{{- end }}
{{- end }}
{{- if and .allowCredentials (has "*" .allowOrigins) }}
{{- $problems = append $problems "cors.allowCredentials: found true for the origin *; name the origins" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
