{{- /* helm test: every application answers its health path through its Service. */}}
{{- range $name, $app := $.Values.applications }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: "{{ $name }}-helm-test"
  namespace: {{ $.Values.namespace | quote }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-weight: "-1"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  podSelector:
    matchExpressions:
      - {key: app, operator: In, values: [{{ $name | quote }}, "{{ $name }}-helm-test"]}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: "{{ $name }}-helm-test"
      ports:
        - port: {{ $app.port | int64 }}
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: {{ $name | quote }}
    - ports:
        - port: 53
          protocol: UDP
        - port: 53
---
apiVersion: v1
kind: Pod
metadata:
  name: "{{ $name }}-helm-test"
  namespace: {{ $.Values.namespace | quote }}
  labels:
    app: "{{ $name }}-helm-test"
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 999
    seccompProfile: {type: RuntimeDefault}
  containers:
    - name: health
      image: %VALKEY%
      command: [bash, -ceu]
      args:
        - |
          exec 3<>"/dev/tcp/$HOST/80"
          printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$HEALTH" "$HOST" >&3
          read -r answer <&3
          echo "$answer"
          [[ $answer == *' 200 '* ]]
      env:
        - {name: HOST, value: {{ $name | quote }}}
        - {name: HEALTH, value: {{ $app.health | quote }}}
      resources:
        requests: {cpu: 10m, memory: 16Mi}
        limits: {cpu: 100m, memory: 64Mi}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities: {drop: [ALL]}
{{- end }}
