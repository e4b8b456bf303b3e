{{- /* What several values of the caches show together, as a list in JSON. */}}
{{- define "slipway.wrong-caches" }}
{{- $problems := list }}
{{- $caches := keys .Values.caches }}
{{- range $name, $_ := .Values.caches }}
{{- $fault := "" }}
{{- if or (eq $name "database" "cache") (hasPrefix "database-" $name) (hasPrefix "cache-" $name) }}
{{- $fault = "is reserved for objects of that tier; choose another name" }}
{{- else if has $name (list
  "default"
  "kubernetes"
  "environment"
  "default-deny"
  "certificate-solver"
  "redirect-to-https"
  "dashboard") }}
{{- $fault = "is the name of another object; choose another name" }}
{{- end }}
{{- range $other := concat (keys $.Values.applications) $caches }}
{{- $isApp := hasKey $.Values.applications $other }}
{{- $isAlike := or (hasPrefix (printf "%s-" $name) $other) (and $isApp (hasPrefix (printf "%s-" $other) $name)) }}
{{- if or $isAlike (and $isApp (eq $name $other)) }}
{{- $fault = printf "begins like %s, so that their objects may have the same names; rename one of the two" $other }}
{{- end }}
{{- end }}
{{- if $fault }}{{ $problems = append $problems (printf "caches.%s: %s" $name $fault) }}{{ end }}
{{- end }}
{{- range $name, $cache := include "slipway.caches" $ | fromJson }}
{{- if not $cache.external }}
{{- $key := include "slipway.key-of-cache" $name }}
{{- range $problem := include "slipway.check-cache" $cache | fromJsonArray }}
{{- $problems = append $problems (printf "%s.%s" $key $problem) }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What is wrong with a cache that runs here, which is the context. */}}
{{- define "slipway.check-cache" }}
{{- $problems := list }}
{{- if ne .profile "cache" }}
{{- if hasKey . "eviction" }}
{{- $problems = append $problems (printf "eviction: found with profile %s, which never evicts; remove it, or set profile: cache" .profile) }}
{{- end }}
{{- if lt (int .replicas) 3 }}
{{- $why := "since one of two data pods goes on alone" }}
{{- $problems = append $problems (printf "replicas: found %d with profile %s, expected at least 3, %s; raise it" (int .replicas) .profile $why) }}
{{- end }}
{{- end }}
{{- $maxMemory := div (include "slipway.bytes" .memory | int64 | mul 75) 100 }}
{{- $needed := mul 3 $maxMemory }}
{{- if lt (include "slipway.bytes" .storage | int64) $needed }}
{{- $limit := include "slipway.byte-notation" $maxMemory }}
{{- $least := include "slipway.byte-notation" $needed }}
{{- $share := printf "%d times maxmemory (%s, %d %% of memory %s)" 3 $limit 75 .memory }}
{{- $found := printf "found %s, expected at least %s, which is %s" .storage $least $share }}
{{- $meanwhile := "while the append-only file is rewritten, the volume holds the old base, its increments" }}
{{- $why := printf "%s, the new base and new writes" $meanwhile }}
{{- $problems = append $problems (printf "storage: %s: %s; raise storage or lower memory" $found $why) }}
{{- end }}
{{- toJson $problems }}
{{- end }}

{{- /* What is wrong with a use of an endpoint, of `.caches` that are there. */}}
{{- define "slipway.wrong-endpoint" }}
{{- $problems := list }}
{{- $cache := trimSuffix "-endpoint" .used }}
{{- if not (get .caches $cache).endpoint }}
{{- $key := include "slipway.key-of-cache" $cache }}
{{- $problems = append $problems (printf "found %q, but %s has none; add %s.endpoint or remove it" .used $key $key) }}
{{- end }}
{{- if has $cache .uses }}
{{- $problems = append $problems (printf "found %q together with %s, expected one way to the cache; remove one" .used $cache) }}
{{- end }}
{{- toJson $problems }}
{{- end }}
