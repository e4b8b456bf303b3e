{{- /* When the Job before a release runs: after the upgrade that adds it, since its NetworkPolicy comes with that upgrade. */}}
{{- define "slipway.before-release-hook" }}
{{- $policy := lookup "networking.k8s.io/v1" "NetworkPolicy" .root.Values.namespace (printf "%s-before-release" .name) }}
{{- printf "post-install,%s-upgrade" (ternary "pre" "post" (not (empty $policy))) }}
{{- end }}
