{{- /* Refuses values that contradict each other, all faults at once; values.schema.json refuses what one value shows. */}}
{{- /* Helm renders this file before all others of its depth, whose templates rely on it. */}}
{{- $problems := list }}
{{- $cluster := $.Values.cluster }}
{{- if and $cluster.ingressClass $cluster.gatewayClass }}
{{- $problems = append $problems "cluster.ingressClass: found together with gatewayClass, expected only one of them; remove one" }}
{{- end }}
{{- if not (or $cluster.ingressClass $cluster.gatewayClass) }}
{{- $problems = append $problems "cluster.gatewayClass: is missing; set it, or ingressClass" }}
{{- end }}
{{- if and $cluster.secretStore (not (hasKey $cluster "secretPrefix")) }}
{{- $problems = append $problems "cluster.secretPrefix: is missing next to secretStore; set it to the namespace and a slash" }}
{{- end }}
{{- if and (hasKey $cluster "secretPrefix") (not $cluster.secretStore) }}
{{- $problems = append $problems "cluster.secretPrefix: found without a secretStore, which nothing reads; name the store or remove it" }}
{{- end }}
{{- range $key := list "app.kubernetes.io/managed-by" "app.kubernetes.io/part-of" }}
{{- if hasKey $cluster.monitorLabels $key }}
{{- $problems = append $problems (printf "cluster.monitorLabels.%s: is set by slipway on every object; remove it" $key) }}
{{- end }}
{{- end }}
{{- if or (eq $.Values.namespace "default") (hasPrefix "kube-" $.Values.namespace) }}
{{- $problems = append $problems (printf "namespace: found %q, which belongs to the cluster; choose another name" $.Values.namespace) }}
{{- end }}
{{- $claims := dict }}
{{- $caches := include "slipway.caches" $ | fromJson }}
{{- $databases := include "slipway.databases" $ | fromJson }}
{{- $claimsOfCaches := printf "^data-(cache%s)(-sentinel)?-[0-9]+$" (keys $caches | sortAlpha | join "|" | printf "|%s" ) }}
{{- $tolerations := dict }}
{{- $reserved := dict%RESERVED% }}
{{- $owners := dict }}
{{- $below := dict }}
{{- $durations := list%DURATIONS% }}
{{- $outside := dict }}
{{- /* What runs, where Helm speaks to a cluster. */}}
{{- $rollouts := dict }}
{{- $areKnown := false }}
{{- range $name, $app := $.Values.applications }}
{{- $at := printf "applications.%s" $name }}
{{- if or (eq $name "database" "cache") (hasPrefix "database-" $name) (hasPrefix "cache-" $name) }}
{{- $problems = append $problems (printf "%s: is reserved for objects of that tier; choose another name" $at) }}
{{- end }}
{{- if has $name (list "default" "kubernetes") }}
{{- $problems = append $problems (printf "%s: is the name of an object of the cluster; choose another name" $at) }}
{{- end }}
{{- if has $name (list "environment" "default-deny" "certificate-solver" "redirect-to-https") }}
{{- $problems = append $problems (printf "%s: is the name of an object of the environment itself; choose another name" $at) }}
{{- end }}
{{- range $problem := include "slipway.check-kinds" (dict "root" $ "name" $name "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- $image := base $app.image }}
{{- if or (hasSuffix ":latest" $image) (not (or (contains ":" $image) (contains "@" $image))) }}
{{- $problems = append $problems (printf "%s.image: found %q, which may be another image tomorrow; name a version" $at $app.image) }}
{{- end }}
{{- range $used := $app.uses }}
{{- if eq $used $name }}
{{- $problems = append $problems (printf "%s.uses: found %q, which is this application; remove it" $at $used) }}
{{- else if has $used (keys $caches) }}
{{- else if and (hasSuffix "-endpoint" $used) (hasKey $caches (trimSuffix "-endpoint" $used)) }}
{{- range $problem := include "slipway.wrong-endpoint" (dict "caches" $caches "used" $used "uses" $app.uses) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.uses: %s" $at $problem) }}
{{- end }}
{{- else if has $used (list "database" "cache" "cache-endpoint") }}
{{- if not (get $.Values $used) }}
{{- $problems = append $problems (printf "%s.uses: found %q, but there is none; describe it or remove it" $at $used) }}
{{- end }}
{{- else if not (or (hasKey $.Values.applications $used) (hasKey $.Values.databases $used)) }}
{{- $problems = append $problems (printf "%s.uses: found %q, expected a database, a cache or an application; remove it" $at $used) }}
{{- end }}
{{- end }}
{{- if and $app.uses (ne (len $app.uses) (len (uniq $app.uses))) }}
{{- $problems = append $problems (printf "%s.uses: names something a second time; remove one" $at) }}
{{- end }}
{{- if or $app.initContainers $app.sidecars }}
{{- range $problem := include "slipway.wrong-containers" (dict "name" $name "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if $app.files }}
{{- range $problem := include "slipway.wrong-files" $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if $app.connections }}
{{- range $problem := include "slipway.wrong-connections" (dict "root" $ "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if or $app.envFrom $app.secrets $app.podFields }}
{{- range $problem := include "slipway.wrong-sources" $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- range $destination, $to := $app.egress }}
{{- $where := printf "%s.egress.%s" $at $destination }}
{{- $places := list }}
{{- range $place := list "network" "internet" "hosts" }}{{ if get $to $place }}{{ $places = append $places $place }}{{ end }}{{ end }}
{{- if ne (len $places) 1 }}
{{- $problems = append $problems (printf "%s: expected one of network, internet and hosts, found %d of them" $where (len $places)) }}
{{- end }}
{{- if and $to.except (not $to.internet) }}
{{- $problems = append $problems (printf "%s.except: found without internet, from which alone it takes networks; remove it" $where) }}
{{- end }}
{{- end }}
{{- if or $app.labels $app.annotations $app.identity }}
{{- range $field := list "labels" "annotations" "identity" }}
{{- range $key, $text := get $app $field }}
{{- /* A key is looked up once, however many applications have it. */}}
{{- if not (hasKey $owners $key) }}
{{- $_ := set $owners $key "" }}
{{- range $owner, $keys := $reserved }}
{{- if regexMatch (printf "^(%s)$" $keys) $key }}{{ $_ := set $owners $key $owner }}{{ end }}
{{- end }}
{{- end }}
{{- with get $owners $key }}
{{- $problems = append $problems (printf "%s.%s.%s: belongs to %s, which relies on it; choose your own key" $at $field $key .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if or $app.beforeRelease ($app.delivery.analysis).job }}
{{- range $problem := include "slipway.check-jobs" (dict "root" $ "name" $name "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if ne $app.protocol "HTTP" }}
{{- range $problem := include "slipway.wrong-protocol" (dict "root" $ "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if $app.routes }}
{{- range $problem := include "slipway.wrong-targets" (dict "root" $ "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- range $problem := include "slipway.wrong-metrics" $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- range $problem := include "slipway.wrong-probes" $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- range $volume, $_ := $app.volumes }}
{{- $claim := printf "%s-%s" $name $volume }}
{{- if or (hasKey $claims $claim) (regexMatch $claimsOfCaches $claim) }}
{{- $problems = append $problems (printf "%s.volumes.%s: makes the claim %s a second time; rename it" $at $volume $claim) }}
{{- end }}
{{- $_ := set $claims $claim true }}
{{- end }}
{{- range $check := list "wrong-pod" "wrong-resolution" "wrong-termination" }}
{{- range $problem := include (printf "slipway.%s" $check) $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if contains "ephemeralStorage" (toJson (list $app.resources $app.beforeRelease $app.initContainers $app.sidecars)) }}
{{- range $problem := include "slipway.wrong-disk" $app | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- end }}
{{- if $app.tolerations }}
{{- $_ := set $tolerations (printf "%s.tolerations" $at) $app.tolerations }}
{{- end }}
{{- if kindIs "map" $app.scale }}
{{- if gt (int $app.scale.min) (int $app.scale.max) }}
{{- $problems = append $problems (printf "%s.scale.min: is above max; lower min or raise max" $at) }}
{{- end }}
{{- range $rule := $app.scale.rules }}
{{- if and (hasKey $rule "threshold") (not (regexMatch `^[0-9]+([.][0-9]{1,3})?$` (toJson $rule.threshold))) }}
{{- $problems = append $problems (printf "%s.scale.rules: hold a threshold of more than three decimals; round it" $at) }}
{{- end }}
{{- if contains "#" (regexReplaceAll `"(\\.|[^"\\])*"|'(\\.|[^'\\])*'` (default "" $rule.query) "") }}
{{- $problems = append $problems (printf "%s.scale.rules: hold a query with a comment; leave it out" $at) }}
{{- end }}
{{- end }}
{{- if gt (len $app.scale.rules) 1 }}
{{- $metrics := list }}
{{- range $rule := $app.scale.rules }}{{ $metrics = append $metrics (printf "%s %s" $rule.metric (default "" $rule.name)) }}{{ end }}
{{- if ne (len $metrics) (len (uniq $metrics)) }}
{{- $problems = append $problems (printf "%s.scale.rules: hold a metric twice; keep one rule for each" $at) }}
{{- end }}
{{- end }}
{{- end }}
{{- /* Equal resources are compared once, however many applications have them. */}}
{{- $resources := toJson $app.resources }}
{{- if not (hasKey $below $resources) }}
{{- $_ := set $below $resources (include "slipway.below-request" $app.resources | fromJsonArray) }}
{{- end }}
{{- range $resource := get $below $resources }}
{{- $problems = append $problems (printf "%s.resources.limits.%s: is below the request; raise it" $at $resource) }}
{{- end }}
{{- /* Equal durations, too. */}}
{{- $waits := toJson (list $app.scale $app.delivery $app.shutdown $app.probes $app.beforeRelease $app.schedule) }}
{{- if not (hasKey $outside $waits) }}
{{- $of := dict "applications" (list $app) }}
{{- $_ := set $outside $waits (include "slipway.outside" (dict "of" $of "durations" $durations) | fromJsonArray) }}
{{- end }}
{{- range $problem := get $outside $waits }}
{{- $problems = append $problems (printf "%s.%s" $at $problem) }}
{{- end }}
{{- $delivery := $app.delivery }}
{{- if eq $delivery.strategy "blueGreen" }}
{{- $seconds := mul $delivery.analysis.count (include "slipway.seconds" $delivery.analysis.interval) }}
{{- if le (include "slipway.seconds" $delivery.scaleDownDelay | int64) $seconds }}
{{- $problems = append $problems (printf "%s.delivery.scaleDownDelay: is not longer than the analysis takes; raise it" $at) }}
{{- end }}
{{- if not $areKnown }}
{{- $areKnown = true }}
{{- range (lookup "argoproj.io/v1alpha1" "Rollout" $.Values.namespace "").items }}
{{- $_ := set $rollouts .metadata.name . }}
{{- end }}
{{- end }}
{{- with get $rollouts $name }}
{{- $most := $app.scale }}
{{- if kindIs "map" $app.scale }}{{ $most = $app.scale.max }}{{ end }}
{{- $isReleased := and (eq (index .spec.template.spec.containers 0).image $app.image) (eq (toString (.status).phase) "Healthy") }}
{{- if and (lt (int64 $most) (int64 .spec.replicas)) (not $isReleased) }}
{{- $found := printf "found %d below the %d replicas that users are on, during a release" (int64 $most) (int64 .spec.replicas) }}
{{- $why := "which would shrink them at once (argo-rollouts#4552); change the scale when the release is over" }}
{{- $problems = append $problems (printf "%s.scale: %s, %s" $at $found $why) }}
{{- end }}
{{- end }}
{{- if hasKey $.Values.applications (printf "%s-preview" $name) }}
{{- $problems = append $problems (printf "%s-preview: is the name of the preview of %s, too; rename one" $at $name) }}
{{- end }}
{{- else if and (eq $delivery.strategy "rollingUpdate") (not (or $delivery.maxSurge $delivery.maxUnavailable)) }}
{{- $problems = append $problems (printf "%s.delivery.maxUnavailable: found 0 together with maxSurge 0; raise one of the two" $at) }}
{{- end }}
{{- end }}
{{- $foreign := dict "cluster.monitorLabels" (omit $reserved "slipway") }}
{{- $records := dict "cluster.monitorLabels" $cluster.monitorLabels }}
{{- range $name, $database := $databases }}
{{- $at := printf "%s.identity" (include "slipway.key-of-database" $name) }}
{{- $_ := set $foreign $at $reserved }}
{{- $_ := set $records $at $database.identity }}
{{- end }}
{{- range $at, $record := $records }}
{{- range $key, $text := $record }}
{{- range $owner, $keys := get $foreign $at }}
{{- if regexMatch (printf "^(%s)$" $keys) $key }}
{{- $problems = append $problems (printf "%s.%s: belongs to %s, which relies on it; choose your own key" $at $key $owner) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- $others := include "slipway.outside" (dict "of" (omit $.Values "applications") "durations" $durations) | fromJsonArray }}
{{- $problems = concat $problems $others }}
{{- $problems = concat $problems (include "slipway.secrets" $.Values | fromJsonArray) }}
{{- $problems = concat $problems (include "slipway.wrong-routes" $ | fromJsonArray) }}
{{- $problems = concat $problems (include "slipway.wrong-listeners" $ | fromJsonArray) }}
{{- $problems = concat $problems (include "slipway.wrong-pull-secrets" $ | fromJsonArray) }}
{{- $problems = concat $problems (include "slipway.wrong-affinity" $ | fromJsonArray) }}
{{- $longest := %LONGEST_DATABASE_NAME% }}
{{- range $name, $database := $.Values.databases }}
{{- if gt (len $name) $longest }}
{{- $problems = append $problems (printf "databases.%s: has more than %d characters; shorten it" $name $longest) }}
{{- end }}
{{- $isTaken := has $name (list "default" "kubernetes" "environment" "default-deny" "certificate-solver" "redirect-to-https") }}
{{- range $other := concat (list "database" "cache") (keys $.Values.databases) (keys $.Values.caches) }}
{{- if hasPrefix (printf "%s-" $other) $name }}{{ $isTaken = true }}{{ end }}
{{- end }}
{{- range $other, $_ := $.Values.caches }}
{{- if or (eq $other $name) (hasPrefix (printf "%s-" $name) $other) }}{{ $isTaken = true }}{{ end }}
{{- end }}
{{- if or $isTaken (has $name (list "database" "cache")) }}
{{- $problems = append $problems (printf "databases.%s: is reserved for other objects; choose another name" $name) }}
{{- end }}
{{- range $app, $_ := $.Values.applications }}
{{- if or (eq $app $name) (hasPrefix (printf "%s-" $name) $app) }}
{{- $problems = append $problems (printf "applications.%s: is reserved for objects of databases.%s; choose another name" $app $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $cluster, $database := $databases }}
{{- if not $database.external }}
{{- $key := include "slipway.key-of-database" $cluster }}
{{- $_ := set $tolerations (printf "%s.tolerations" $key) $database.tolerations }}
{{- range $problem := include "slipway.wrong-databases" $database | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $key $problem) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $cache, $described := $caches }}
{{- $_ := set $tolerations (printf "%s.tolerations" (include "slipway.key-of-cache" $cache)) $described.tolerations }}
{{- if hasKey $described "users" }}
{{- $operand := dict "root" $ "name" $cache "users" $described.users }}
{{- $problems = concat $problems (include "slipway.check-cache-users" $operand | fromJsonArray) }}
{{- end }}
{{- end }}
{{- range $problem := include "slipway.wrong-caches" $ | fromJsonArray }}
{{- $problems = append $problems $problem }}
{{- end }}
{{- range $at, $list := $tolerations }}
{{- range $index, $toleration := $list }}
{{- $here := printf "%s[%d]" $at $index }}
{{- if and (eq $toleration.operator "Equal") (not $toleration.key) }}
{{- $problems = append $problems (printf "%s.key: is missing; name the key of a taint, or set operator: Exists" $here) }}
{{- end }}
{{- if and (eq $toleration.operator "Exists") (hasKey $toleration "value") }}
{{- $problems = append $problems (printf "%s.value: found together with operator Exists, which takes any value; remove it" $here) }}
{{- end }}
{{- if and (hasKey $toleration "tolerationSeconds") (ne (default "" $toleration.effect) "NoExecute") }}
{{- $problems = append $problems (printf "%s.tolerationSeconds: needs effect NoExecute; remove it or set the effect" $here) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $problem := include "slipway.wrong-patches" $ | fromJsonArray }}
{{- $problems = append $problems $problem }}
{{- end }}
{{- if $.Values.objects }}
{{- range $problem := include "slipway.wrong-objects" $ | fromJsonArray }}
{{- $problems = append $problems (printf "objects.%s" $problem) }}
{{- end }}
{{- end }}
{{- /* The variables of a container come from templates that rely on all of the above. */}}
{{- if not $problems }}
{{- range $name, $app := $.Values.applications }}
{{- $jobs := list $app.beforeRelease ($app.delivery.analysis).job }}
{{- $read := concat $jobs (list $app.env $app.command $app.args $app.connections) }}
{{- if and (compact $read) (contains "$" (toJson $read)) }}
{{- range $problem := include "slipway.wrong-references" (dict "root" $ "name" $name "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "applications.%s.%s" $name $problem) }}
{{- end }}
{{- end }}
{{- if or $app.initContainers $app.sidecars }}
{{- range $problem := include "slipway.wrong-references-of-others" (dict "root" $ "name" $name "app" $app) | fromJsonArray }}
{{- $problems = append $problems (printf "applications.%s.%s" $name $problem) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\n%s" (join "\n" $problems)) }}
{{- end }}
