{{- /* Further objects, each with the namespace, the labels of all objects and the wave of its group. */}}
{{- range $group := .Values.objects }}
{{- range $manifest := $group.manifests }}
{{- $labels := dict "app.kubernetes.io/managed-by" "slipway" "app.kubernetes.io/part-of" $.Values.name }}
{{- $annotations := dict "argocd.argoproj.io/sync-wave" (toString $group.syncWave) }}
{{- $metadata := dict "namespace" $.Values.namespace "labels" $labels "annotations" $annotations }}
---
{{ toYaml (mergeOverwrite (deepCopy $manifest) (dict "metadata" $metadata)) }}
{{- end }}
{{- end }}
