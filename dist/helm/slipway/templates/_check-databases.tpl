{{- /* What is wrong with a database that runs here. */}}
{{- define "slipway.wrong-databases" }}
{{- $problems := list }}
{{- $taken := list
  "app"
  "postgres"
  "template0"
  "template1"
  "pgbouncer" }}
{{- with .image }}
{{- if not (regexMatch (printf ":%d([^0-9:/@][^:/@]*)?(@sha256:[0-9a-f]+)?$" ($.version | int)) .) }}
{{- $problems = append $problems (printf "image: found %q, expected a tag that begins with version; name such an image" .) }}
{{- end }}
{{- end }}
{{- if ne (len .extensions) (len (uniq .extensions)) }}
{{- $problems = append $problems "extensions: names one a second time; remove one" }}
{{- end }}
{{- range $name, $further := .databases }}
{{- if ne (len $further.extensions) (len (uniq $further.extensions)) }}
{{- $problems = append $problems (printf "databases.%s.extensions: names one a second time; remove one" $name) }}
{{- end }}
{{- if has $name $taken }}
{{- $fault := "is the name of a database that PostgreSQL or its operator uses; choose another name" }}
{{- $problems = append $problems (printf "databases.%s: %s" $name $fault) }}
{{- end }}
{{- end }}
{{- $fixed := list
  "allow_system_table_mods"
  "archive_cleanup_command"
  "archive_command"
  "archive_mode"
  "bonjour"
  "bonjour_name"
  "cluster_name"
  "config_file"
  "data_directory"
  "data_sync_retry"
  "event_source"
  "external_pid_file"
  "hba_file"
  "hot_standby"
  "ident_file"
  "jit_provider"
  "listen_addresses"
  "log_destination"
  "log_directory"
  "log_file_mode"
  "log_filename"
  "log_rotation_age"
  "log_rotation_size"
  "log_truncate_on_rotation"
  "logging_collector"
  "pg_failover_slots.primary_dsn"
  "pg_failover_slots.standby_slot_names"
  "port"
  "primary_conninfo"
  "primary_slot_name"
  "promote_trigger_file"
  "recovery_end_command"
  "recovery_min_apply_delay"
  "recovery_target"
  "recovery_target_action"
  "recovery_target_inclusive"
  "recovery_target_lsn"
  "recovery_target_name"
  "recovery_target_time"
  "recovery_target_timeline"
  "recovery_target_xid"
  "restart_after_crash"
  "restore_command"
  "shared_preload_libraries"
  "ssl"
  "ssl_ca_file"
  "ssl_cert_file"
  "ssl_crl_file"
  "ssl_dh_params_file"
  "ssl_ecdh_curve"
  "ssl_key_file"
  "ssl_passphrase_command"
  "ssl_passphrase_command_supports_reload"
  "ssl_prefer_server_ciphers"
  "stats_temp_directory"
  "synchronized_standby_slots"
  "synchronous_standby_names"
  "syslog_facility"
  "syslog_ident"
  "syslog_sequence_numbers"
  "syslog_split_messages"
  "temp_tablespaces"
  "unix_socket_directories"
  "unix_socket_group"
  "unix_socket_permissions" }}
{{- range $parameter, $setting := .parameters }}
{{- if has $parameter $fixed }}
{{- $problems = append $problems (printf "parameters.%s: is set by CloudNativePG; remove it" $parameter) }}
{{- end }}
{{- end }}
{{- if lt (include "slipway.bytes" .walStorage | int64) (include "slipway.bytes" "2Gi" | int64) }}
{{- $problems = append $problems "walStorage: is below 2Gi, which PostgreSQL fills; raise it" }}
{{- end }}
{{- range $resource := include "slipway.below-request" .resources | fromJsonArray }}
{{- $problems = append $problems (printf "resources.limits.%s: is below the request; raise it" $resource) }}
{{- end }}
{{- with .backup }}
{{- range $resource := include "slipway.below-request" .resources | fromJsonArray }}
{{- $problems = append $problems (printf "backup.resources.limits.%s: is below the request; raise it" $resource) }}
{{- end }}
{{- $leastMemory := include "slipway.bytes" "256Mi" | int64 }}
{{- if lt (include "slipway.bytes" .resources.limits.memory | int64) $leastMemory }}
{{- $problems = append $problems "backup.resources.limits.memory: is below 256Mi, so that base backups are killed; raise it" }}
{{- end }}
{{- end }}
{{- toJson $problems }}
{{- end }}
