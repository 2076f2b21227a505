{{- define "loadline.selector" -}}
app.kubernetes.io/name: {{ .part }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "loadline.labels" -}}
{{ include "loadline.selector" . }}
app.kubernetes.io/part-of: loadline
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* One release in a namespace has the plain names; a second one carries its own name. */}}
{{- define "loadline.name" -}}
{{- if eq .root.Release.Name "loadline" }}{{ .part }}{{ else }}{{ printf "%s-%s" .root.Release.Name .part | trunc 52 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "loadline.image" -}}
{{ .root.Values.image.prefix }}{{ .part }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "loadline.server" -}}
{{- if .Values.nats.enabled -}}
{{ include "loadline.brokerTls" . | fromJson | empty | ternary "nats" "tls" }}://{{ include "loadline.name" (dict "root" . "part" "loadline-nats") }}.{{ .Release.Namespace }}.svc:4222
{{- else -}}
{{ required "nats.server is empty and nats.enabled is false; give the address of a broker in nats.server" .Values.nats.server }}
{{- end -}}
{{- end }}

{{/* A certificate: in the Secret that is named, else as the Job makes it; as JSON, {} in plaintext. */}}
{{- define "loadline.certificate" -}}
{{- if .named -}}
{{ dict "secret" .named "crt" "tls.crt" "key" "tls.key" | toJson }}
{{- else if ne (toString (.root.Values.tls | default dict).enabled) "false" -}}
{{- if not .root.Values.secrets.generate }}{{ fail (printf "secrets.generate is false, so that no certificate of the %s is made; name a Secret in %s, or set tls.enabled=false" .part .value) }}{{ end -}}
{{ dict "secret" (include "loadline.secret" .root) "crt" (printf "%s.crt" .part) "key" (printf "%s.key" .part) | toJson }}
{{- else -}}
{}
{{- end }}
{{- end }}

{{- define "loadline.brokerTls" -}}
{{- if .Values.nats.enabled }}{{ include "loadline.certificate" (dict "root" . "named" .Values.nats.tlsSecret "part" "broker" "value" "nats.tlsSecret") }}{{ else }}{}{{ end }}
{{- end }}

{{- define "loadline.recommenderTls" -}}
{{- if .Values.recommender.enabled }}{{ include "loadline.certificate" (dict "root" . "named" .Values.recommender.tlsSecret "part" "recommender" "value" "recommender.tlsSecret") }}{{ else }}{}{{ end }}
{{- end }}

{{/* Secret with ca.crt of the CA that KEDA's certificate has to be of. */}}
{{- define "loadline.kedaClientCa" -}}
{{- if .Values.actuation.kedaClientCaSecret }}{{ .Values.actuation.kedaClientCaSecret }}
{{- else if include "loadline.makesKedaClient" . }}{{ include "loadline.secret" . }}{{ end }}
{{- end }}

{{/* KEDA verifies the Job's certificate and shows one: where none is named. */}}
{{- define "loadline.makesKedaClient" -}}
{{- if and .Values.actuation.keda (not .Values.recommender.tlsSecret) (not .Values.actuation.kedaClientCaSecret) (include "loadline.recommenderTls" . | fromJson) }}yes{{ end }}
{{- end }}

{{/* Secret and TriggerAuthentication in the namespaces of ScaledObjects. */}}
{{- define "loadline.kedaClient" -}}
{{ include "loadline.name" (dict "root" . "part" "loadline-keda") }}
{{- end }}

{{/* Namespaces of ScaledObjects without an authentication of their own, as a JSON list. */}}
{{- define "loadline.kedaNamespaces" -}}
{{- $namespaces := list }}
{{- if include "loadline.makesKedaClient" . }}
{{- range include "loadline.autoscalers" . | fromJsonArray }}
{{- if and (eq .kind "ScaledObject") (not .authentication) }}{{ $namespaces = append $namespaces .namespace }}{{ end }}
{{- end }}
{{- end }}
{{- $namespaces | uniq | toJson }}
{{- end }}

{{/* Those of the values, and those of the plan, as a JSON list. */}}
{{- define "loadline.autoscalers" -}}
{{- $actuation := .Values.actuation }}
{{- $autoscalers := $actuation.autoscalers | default list }}
{{- with $actuation.fromPlan }}
{{- if empty $.Values.recommender.plan }}{{ fail "actuation.fromPlan needs the plan's text in recommender.plan (--set-file recommender.plan=plan.yaml); one that is stored at the broker is not known here" }}{{ end }}
{{- $named := list }}
{{- range $autoscalers }}{{ $named = append $named .deployment }}{{ end }}
{{- range ($.Values.recommender.plan | fromYaml).deployments }}
{{- if and .kubernetes (not (has .name $named)) }}
{{- $least := .replicas.min | default 0 | int }}
{{- $wake := get ($actuation.wake | default dict) .name }}
{{- if and (eq $least 0) (empty $wake) (empty .schedule) }}
{{- fail (printf "deployment %s has replicas.min 0, and no engine reports a request while there is none: name a metric of its gateway in actuation.wake.%s, announce its load in schedule, or set its minimum to 1" .name .name) }}
{{- end }}
{{- $target := dict "apiVersion" (.kubernetes.apiVersion | default "apps/v1") "kind" (.kubernetes.kind | default "Deployment") "name" .kubernetes.name }}
{{- $autoscalers = append $autoscalers (dict "deployment" .name "kind" $actuation.fromPlan "namespace" .kubernetes.namespace "target" $target "min" $least "max" (.replicas.max | int)) }}
{{- end }}
{{- end }}
{{- end }}
{{- $autoscalers | toJson }}
{{- end }}

{{/* Secret with ca.crt of the broker's certificate. */}}
{{- define "loadline.brokerCa" -}}
{{- .Values.nats.caSecret | default (include "loadline.brokerTls" . | fromJson).secret | default "" }}
{{- end }}

{{- define "loadline.brokerCaFile" -}}
{{- if include "loadline.brokerCa" . }}/etc/loadline-broker/ca.crt{{ end }}
{{- end }}

{{- define "loadline.brokerCaMount" -}}
{{- if include "loadline.brokerCa" . }}
- { name: broker-ca, mountPath: /etc/loadline-broker, readOnly: true }
{{- end }}
{{- end }}

{{- define "loadline.brokerCaVolume" -}}
{{- with include "loadline.brokerCa" . }}
- name: broker-ca
  secret:
    secretName: {{ . }}
    items:
      - { key: ca.crt, path: ca.crt }
{{- end }}
{{- end }}

{{- define "loadline.streamsArgs" -}}
{{- $arguments := list "--streams-only" "--plan" (printf "kv:%s" .Values.cluster) "--server" (include "loadline.server" .) "--nats-user" "admin" "--nats-password-file" "/etc/loadline/nats-password" "--replicas" (toString .Values.streams.replicas) }}
{{- with include "loadline.brokerCaFile" . }}{{ $arguments = concat $arguments (list "--nats-ca-file" .) }}{{ end }}
{{- toJson $arguments }}
{{- end }}

{{- define "loadline.secret" -}}
{{- if .Values.secrets.generate }}{{ include "loadline.name" (dict "root" . "part" "loadline-credentials") }}{{ else -}}
{{ required "secrets.generate is false and secrets.existing is empty; name a Secret in secrets.existing" .Values.secrets.existing }}
{{- end }}
{{- end }}

{{/* auto: where this release has the agents, the broker and its secrets. */}}
{{- define "loadline.nodeTokens" -}}
{{- $tokens := .Values.agent.nodeTokens }}
{{- $enabled := toString $tokens.enabled }}
{{- if eq $enabled "true" }}yes
{{- else if eq $enabled "false" }}
{{- else if or $tokens.issuerSecret (and .Values.nats.enabled .Values.secrets.generate .Values.agent.enabled (empty .Values.agent.credentials)) }}yes{{ end }}
{{- end }}

{{/* The broker of node tokens starts only with an image of this chart's version. */}}
{{- define "loadline.nodeTokensCheck" -}}
{{- $tag := .Values.image.tag }}
{{- if and (regexMatch "^v?[0-9]+[.][0-9]+[.][0-9]+$" $tag) (not (semverCompare (printf ">=%s" .Chart.AppVersion) $tag)) }}
{{- fail (printf "image.tag %s is older than %s, and the broker with node tokens needs the image of this chart; leave image.tag empty, or set agent.nodeTokens.enabled=false" $tag .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* Before everything that mounts the Secret; what is left of it are the Secret and, where it failed, the Job. */}}
{{- define "loadline.credentialsHook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}

{{/* The key that the authenticator signs with, as the file "key". */}}
{{- define "loadline.issuerVolume" -}}
- name: issuer
  secret:
    secretName: {{ .Values.agent.nodeTokens.issuerSecret | default (include "loadline.secret" .) }}
    defaultMode: 288
    items:
      - { key: issuer.pem, path: key }
{{- end }}

{{- define "loadline.hasOperator" -}}
{{- if eq (toString .Values.monitoring.operator) "auto" }}{{ if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}yes{{ end }}
{{- else if .Values.monitoring.operator }}yes{{ end }}
{{- end }}

{{/* Restricted: no rights, nothing to write but mounted volumes. */}}
{{- define "loadline.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "loadline.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
privileged: false
capabilities:
  drop: ["ALL"]
{{- end }}

{{- define "loadline.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Names, also those of a cache on the node, which has no pod of its own network. */}}
{{- define "loadline.egressDns" -}}
- ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
{{- end }}

{{- define "loadline.egressBroker" -}}
- ports:
    - { protocol: TCP, port: {{ regexFind "[0-9]+$" (include "loadline.server" .) | default "4222" }} }
  {{- if .Values.nats.enabled }}
  to:
    - podSelector:
        matchLabels: {{ include "loadline.selector" (dict "root" . "part" "loadline-nats") | nindent 10 }}
  {{- end }}
{{- end }}

{{/* Its address differs from cluster to cluster. */}}
{{- define "loadline.egressApiServer" -}}
- ports:
    {{- range .Values.networkPolicies.apiServerPorts | default (list 443 6443) }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end }}
