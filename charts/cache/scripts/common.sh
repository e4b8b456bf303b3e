# shellcheck shell=sh
# Shared by the other scripts of the cache, which read this file first. docs/cache.md names the settings, which are
# environment variables that begin with CACHE_.

CACHE_PORT=6379
SENTINEL_PORT=26379

# The first process of a container ignores SIGTERM unless it says otherwise.
trap 'exit 0' TERM

say() {
  printf '%s\n' "$*" >&2
}

# ask HOST PORT COMMAND…: prints the reply, or nothing when the server is silent for two seconds.
ask() {
  asked_host=$1
  asked_port=$2
  shift 2
  password=$(cat "$CACHE_PASSWORD_FILE")
  # shellcheck disable=SC2086 # the options are a list of words
  REDISCLI_AUTH=$password VALKEYCLI_AUTH=$password timeout 2 \
    "$CACHE_PROGRAM-cli" -h "$asked_host" -p "$asked_port" $CACHE_CLI_OPTIONS "$@" 2>/dev/null | tr -d '\r' || true
}

# Passes on the lines that are names of data pods: errors are printed where replies are.
data_pods_only() {
  while read -r line; do
    case " $CACHE_HOSTS " in *" $line "*) printf '%s\n' "$line" ;; esac
  done
}

# majority_of WORD…: how many of the words are more than half of them.
majority_of() {
  echo $(($# / 2 + 1))
}

# named_by HOST: the primary that the sentinel on HOST names.
named_by() {
  ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
}

# role_of HOST: the first word of the pod's ROLE, master or slave.
role_of() {
  ask "$1" "$CACHE_PORT" ROLE | head -n 1
}

# fresh_file PATH: the file that the server will read, empty and readable by its user alone.
fresh_file() {
  umask 077
  : >"$1"
}

# The probes take a pod for alive while its start script still decides what to start.
not_serving_yet() {
  rm -f "$CACHE_RUN/serving"
}

# serve ARGUMENT…: becomes the server.
serve() {
  : >"$CACHE_RUN/serving"
  exec "$CACHE_PROGRAM-server" "$@"
}
