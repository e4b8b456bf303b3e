{{- /* helm test: one pod asks every application that answers HTTP requests for its health through its Service. */}}
{{- $ports := dict }}
{{- range $app := $.Values.applications }}
{{- if $app.health }}{{ $_ := set $ports (toString $app.port) $app.port }}{{ end }}
{{- end }}
{{- if $ports }}
---
apiVersion: v1
kind: Pod
metadata:
  name: helm-test
  namespace: {{ $.Values.namespace | quote }}
  labels:
    app.kubernetes.io/component: helm-test
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . | quote }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    seccompProfile: {type: RuntimeDefault}
  containers:
    - name: health
      image: %VALKEY%
      command: [bash, -cu]
      args:
        - |
          ask() {
            exec 3<>"/dev/tcp/$1/$2" || return
            printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$3" "$1" >&3
            read -r answer <&3
            echo "$answer"
            [[ $answer == HTTP/*' 200'* ]]
          }
          export -f ask
          printf '%s\n' "$APPLICATIONS" | {
            failed=0
            while read -r host port health; do
              if said=$(timeout 10 bash -c 'ask "$@"' ask "$host" "$port" "$health" 2>&1); then
                echo "$host: ${said%$'\r'}"
              else
                echo "$host: FAILED: ${said:-no answer to GET $health}"
                failed=1
              fi
            done
            exit "$failed"
          }
      env:
        - name: APPLICATIONS
          value: |-
            {{- range $name, $app := $.Values.applications }}
            {{- if $app.health }}
            {{ $name }} {{ $app.servicePort | int64 }} {{ $app.health }}
            {{- end }}
            {{- end }}
      resources:
        requests: {cpu: 10m, memory: 16Mi, ephemeral-storage: 64Mi}
        limits: {cpu: 100m, memory: 64Mi, ephemeral-storage: 512Mi}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: helm-test.pod
  namespace: {{ $.Values.namespace | quote }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/component: helm-test
  policyTypes: [Ingress, Egress]
  egress:
    - to:
        - podSelector:
            matchLabels:
              app.kubernetes.io/component: application
      ports:
        {{- range $port := $ports }}
        - port: {{ $port | int64 }}
        {{- end }}
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: {{ $.Values.cluster.dns.namespace | quote }}
          podSelector:
            matchLabels:
              {{- toYaml $.Values.cluster.dns.podLabels | nindent 14 }}
      ports:
        - port: {{ $.Values.cluster.dns.port | int64 }}
          protocol: UDP
        - port: {{ $.Values.cluster.dns.port | int64 }}
          protocol: TCP
    {{- with $.Values.cluster.dns }}
    {{- if or .nodeLocal .cidrs }}
    - to:
        {{- if .nodeLocal }}
        - ipBlock:
            cidr: 169.254.20.10/32
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: node-local-dns
        {{- end }}
        {{- range .cidrs }}
        - ipBlock:
            cidr: {{ . | quote }}
        {{- end }}
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
    {{- end }}
    {{- end }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: helm-test.applications
  namespace: {{ $.Values.namespace | quote }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/component: application
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app.kubernetes.io/component: helm-test
      ports:
        {{- range $port := $ports }}
        - port: {{ $port | int64 }}
        {{- end }}
{{- end }}
