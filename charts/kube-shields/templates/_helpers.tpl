{{/* The chart's name, or the one that stands for it. */}}
{{- define "kube-shields.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
The name of every object: the release's, with the chart's where that isn't in it. A Service's name has no dots and begins
with a letter. A name that has to be cut ends with a hash, so that two long ones stay two.
*/}}
{{- define "kube-shields.fullname" -}}
{{- $chart := include "kube-shields.name" . }}
{{- $name := .Values.fullnameOverride | default (contains $chart .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $chart)) | replace "." "-" }}
{{- if regexMatch "^[0-9]" $name }}
{{- $name = printf "shields-%s" $name }}
{{- end }}
{{- if gt (len $name) 52 }}
{{- $name = printf "%s-%s" ($name | trunc 43 | trimSuffix "-") ($name | sha256sum | trunc 8) }}
{{- end }}
{{- $name }}
{{- end }}

{{/* By these pods are selected. `instance` is left out: Argo CD overwrites it. */}}
{{- define "kube-shields.selector" -}}
app.kubernetes.io/name: {{ include "kube-shields.fullname" . | quote }}
{{- end }}

{{- define "kube-shields.labels" -}}
{{ include "kube-shields.selector" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: badges
app.kubernetes.io/part-of: kube-shields
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* metadata of an object: a dict of root, and perhaps name, namespace (empty: none), labels, annotations. */}}
{{- define "kube-shields.metadata" -}}
{{- $root := .root -}}
metadata:
  name: {{ .name | default (include "kube-shields.fullname" $root) | quote }}
  {{- if not .isClusterWide }}
  namespace: {{ .namespace | default $root.Release.Namespace | quote }}
  {{- end }}
  labels:
    {{- include "kube-shields.labels" $root | nindent 4 }}
    {{- with merge (dict) (.labels | default dict) ($root.Values.commonLabels | default dict) }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with merge (dict) (.annotations | default dict) ($root.Values.commonAnnotations | default dict) }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "kube-shields.serviceAccountName" -}}
{{- default (ternary (include "kube-shields.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name }}
{{- end }}

{{- define "kube-shields.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{- define "kube-shields.checksConfigMap" -}}
{{- if .Values.checks.configMap }}
{{- .Values.checks.configMap }}
{{- else if .Values.checks.files }}
{{- printf "%s-checks" (include "kube-shields.fullname" .) }}
{{- end }}
{{- end }}

{{- define "kube-shields.maintenanceConfigMap" -}}
{{- if .Values.maintenance.configMap }}
{{- .Values.maintenance.configMap }}
{{- else if .Values.maintenance.windows }}
{{- printf "%s-maintenance" (include "kube-shields.fullname" .) }}
{{- end }}
{{- end }}

{{/* Whole numbers of values are floats to Helm; none is written as 2e+04. */}}
{{- define "kube-shields.text" -}}
{{- if kindIs "invalid" . }}{{ else if kindIs "float64" . }}{{ int64 . }}{{ else if kindIs "slice" . }}{{ join " " . }}{{ else }}{{ . }}{{ end }}
{{- end }}

{{/* `config` → environment variables. */}}
{{- define "kube-shields.variables" -}}
access: ACCESS
annotations: ANNOTATIONS
badgeMaxAge: BADGE_MAX_AGE
checkInterval: CHECK_INTERVAL
checkTimeout: CHECK_TIMEOUT
clusterName: CLUSTER_NAME
corsOrigins: CORS_ORIGINS
cronTimeZone: CRON_TIME_ZONE
details: DETAILS
excludedNamespaces: EXCLUDED_NAMESPACES
forgetAfter: FORGET_AFTER
frameAncestors: FRAME_ANCESTORS
historyFor: HISTORY_FOR
logFormat: LOG_FORMAT
logLevel: LOG_LEVEL
maxServices: MAX_SERVICES
otherShields: OTHER_SHIELDS
publicUrl: PUBLIC_URL
serviceLabels: SERVICE_LABELS
serviceMetrics: SERVICE_METRICS
shieldHosts: SHIELD_HOSTS
sidecars: SIDECARS
siteName: SHIELD_SITE_NAME
staleAfter: STALE_AFTER
startGrace: START_GRACE
{{- end }}

{{/* The ConfigMap's data. */}}
{{- define "kube-shields.environment" -}}
{{- range $key, $variable := include "kube-shields.variables" . | fromYaml }}
{{- $text := include "kube-shields.text" (index $.Values.config $key) }}
{{- if $text }}
{{ $variable }}: {{ $text | quote }}
{{- end }}
{{- end }}
{{- if not .Values.workloads }}
WATCH_WORKLOADS: 'false'
{{- end }}
{{- with .Values.objects }}
WATCH_OBJECTS: {{ join " " . | quote }}
{{- end }}
{{- with .Values.namespaces }}
WATCH_NAMESPACES: {{ join " " . | quote }}
{{- end }}
{{- if .Values.intraSecret.name }}
INTRA_SECRET: /etc/kube-shields/intra/{{ .Values.intraSecret.key }}
{{- end }}
{{- if .Values.readTokens.secret }}
READ_TOKENS: /etc/kube-shields/read-tokens/{{ .Values.readTokens.key }}
{{- end }}
{{- if .Values.badgeKeys.secret }}
BADGE_KEYS: /etc/kube-shields/badge-keys/{{ .Values.badgeKeys.key }}
{{- end }}
{{- if include "kube-shields.checksConfigMap" . }}
CHECKS_DIR: /checks
{{- end }}
{{- if include "kube-shields.maintenanceConfigMap" . }}
MAINTENANCE_FILE: /etc/kube-shields/maintenance/maintenance.yaml
{{- end }}
{{- if .Values.checks.secret }}
CHECK_SECRETS_DIR: /etc/kube-shields/check-secrets
{{- end }}
{{- if .Values.history.enabled }}
HISTORY_DIR: /var/lib/kube-shields
{{- end }}
{{- if .Values.badges.enabled }}
BADGES_PORT: {{ .Values.badges.port | quote }}
{{- end }}
{{- with .Values.badges.url }}
BADGES_URL: {{ . | quote }}
{{- end }}
{{- if ne (int .Values.metricsPort) 9090 }}
METRICS_PORT: {{ .Values.metricsPort | quote }}
{{- end }}
{{- end }}

{{/* Volumes and where they are mounted: a list of {name, mountPath, source}. */}}
{{- define "kube-shields.volumes" -}}
{{- if include "kube-shields.checksConfigMap" . }}
- name: checks
  mountPath: /checks
  source: { configMap: { name: {{ include "kube-shields.checksConfigMap" . | quote }} } }
{{- end }}
{{- if include "kube-shields.maintenanceConfigMap" . }}
# The folder, as with the keys: the file is followed.
- name: maintenance
  mountPath: /etc/kube-shields/maintenance
  source: { configMap: { name: {{ include "kube-shields.maintenanceConfigMap" . }} } }
{{- end }}
{{- if .Values.intraSecret.name }}
# The folder, not a file of it by subPath: that one would never change when keys are rotated.
- name: intra
  mountPath: /etc/kube-shields/intra
  source: { secret: { secretName: {{ .Values.intraSecret.name | quote }}, defaultMode: 288 } }
{{- end }}
{{- if .Values.readTokens.secret }}
- name: read-tokens
  mountPath: /etc/kube-shields/read-tokens
  source: { secret: { secretName: {{ .Values.readTokens.secret | quote }}, defaultMode: 288 } }
{{- end }}
{{- if .Values.badgeKeys.secret }}
- name: badge-keys
  mountPath: /etc/kube-shields/badge-keys
  source: { secret: { secretName: {{ .Values.badgeKeys.secret | quote }}, defaultMode: 288 } }
{{- end }}
{{- if .Values.checks.secret }}
- name: check-secrets
  mountPath: /etc/kube-shields/check-secrets
  source: { secret: { secretName: {{ .Values.checks.secret | quote }}, defaultMode: 288 } }
{{- end }}
{{- if .Values.history.enabled }}
- name: history
  mountPath: /var/lib/kube-shields
  isWritable: true
  source: { persistentVolumeClaim: { claimName: {{ .Values.history.existingClaim | default (printf "%s-history" (include "kube-shields.fullname" .)) | quote }} } }
{{- end }}
{{- end }}

{{/* What a shield may read, in the cluster or in each of some namespaces. */}}
{{- define "kube-shields.rules" -}}
- apiGroups: ['']
  resources: [pods]
  verbs: [list, watch]
{{- if .Values.workloads }}
- apiGroups: [apps]
  resources: [deployments, statefulsets, daemonsets]
  verbs: [list, watch]
- apiGroups: [batch]
  resources: [jobs, cronjobs]
  verbs: [list, watch]
- apiGroups: [argoproj.io]
  resources: [rollouts]
  verbs: [list, watch]
{{- end }}
{{- range .Values.objects }}
{{- $resource := regexFind "^[^./]+" . }}
{{- $group := regexReplaceAll "^[^./]+\\.?([^/]*).*$" . "${1}" }}
- apiGroups: [{{ $group | quote }}]
  resources: [{{ $resource }}]
  verbs: [list, watch]
{{- end }}
{{- end }}
