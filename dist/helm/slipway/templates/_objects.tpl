{{- /* Whether some pod of the environment has a volume claim: any text, or none. */}}
{{- define "slipway.has-volumes" }}
{{- range $database := include "slipway.databases" . | fromJson }}{{ if not $database.external }}true{{ end }}{{ end }}
{{- range $cache := include "slipway.caches" . | fromJson }}{{ if not $cache.external }}true{{ end }}{{ end }}
{{- range $app := .Values.applications }}
{{- if $app.volumes }}true{{ end }}
{{- end }}
{{- range $group := .Values.objects }}
{{- range $pods := $group.pods }}
{{- if $pods.storage }}true{{ end }}
{{- end }}
{{- end }}
{{- end }}

{{- /* What is wrong with further objects, as a list. */}}
{{- define "slipway.wrong-objects" }}
{{- $problems := list }}
{{- $found := dict }}
{{- $clusterWide := list
  "APIService"
  "AdminNetworkPolicy"
  "BaselineAdminNetworkPolicy"
  "CSIDriver"
  "CSINode"
  "CertificateSigningRequest"
  "CustomResourceDefinition"
  "DeviceClass"
  "EC2NodeClass"
  "FlowSchema"
  "GatewayClass"
  "IngressClass"
  "MutatingAdmissionPolicy"
  "MutatingAdmissionPolicyBinding"
  "MutatingWebhookConfiguration"
  "Namespace"
  "Node"
  "NodeClaim"
  "NodePool"
  "PersistentVolume"
  "PriorityClass"
  "PriorityLevelConfiguration"
  "ResourceSlice"
  "RuntimeClass"
  "StorageClass"
  "StorageVersionMigration"
  "ValidatingAdmissionPolicy"
  "ValidatingAdmissionPolicyBinding"
  "ValidatingWebhookConfiguration"
  "VolumeAttachment"
  "VolumeAttributesClass"
  "VolumeSnapshotClass"
  "VolumeSnapshotContent" }}
{{- range $name, $group := .Values.objects }}
{{- if not $group.manifests }}
{{- $problems = append $problems (printf "%s: has no manifests; add some, or remove it" $name) }}
{{- end }}
{{- range $index, $manifest := $group.manifests }}
{{- $here := printf "%s.manifests[%d]" $name $index }}
{{- $kind := $manifest.kind }}
{{- $what := printf "%s %s" $kind $manifest.metadata.name }}
{{- if or (has $kind $clusterWide) (regexMatch "^Cluster[A-Z]" $kind) }}
{{- $problems = append $problems (printf "%s.kind: found %s, which belongs to the whole cluster; apply it elsewhere" $here $what) }}
{{- else if not (has (default $.Values.namespace $manifest.metadata.namespace) (list $.Values.namespace)) }}
{{- $problems = append $problems (printf "%s.metadata.namespace: is not %q; remove it" $here $.Values.namespace) }}
{{- end }}
{{- if and (eq $kind "Secret") (or (hasKey $manifest "data") (hasKey $manifest "stringData")) }}
{{- $problems = append $problems (printf "%s: holds the values of %s; write an ExternalSecret" $here $what) }}
{{- end }}
{{- if hasKey (default dict $manifest.metadata.annotations) "argocd.argoproj.io/sync-wave" }}
{{- $problems = append $problems (printf "%s.metadata.annotations: has a sync wave; write syncWave of the group" $here) }}
{{- end }}
{{- if regexMatch (include "slipway.secret-shapes" $) (toYaml $manifest) }}
{{- $problems = append $problems (printf "%s: holds what looks like a secret; put it into a Secret, and replace it" $here) }}
{{- end }}
{{- if include "slipway.has-null" $manifest }}
{{- $problems = append $problems (printf "%s: holds null in %s; remove the key" $here $what) }}
{{- end }}
{{- if hasKey $found $what }}
{{- $problems = append $problems (printf "%s: makes %s a second time; remove one of the two" $here $what) }}
{{- end }}
{{- $_ := set $found $what true }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
