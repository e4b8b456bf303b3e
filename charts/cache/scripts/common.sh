# shellcheck shell=sh
# Functions of all scripts of the cache, which read this file first. Their settings are environment variables that begin
# with CACHE_: docs/cache.md lists them.

CACHE_PORT=6379
SENTINEL_PORT=26379

# The first process of a container ignores SIGTERM unless it has a handler.
trap 'stop_waiting_server; exit 0' TERM

say() {
  printf '%s\n' "$*" >&2
}

# say_why WORD…: logs why a loop waits, again only when the reason changes. The last such line says why the pod waits.
say_why() {
  if [ "$*" != "${said:-}" ]; then say "$*"; fi
  said=$*
}

# ask HOST PORT COMMAND…: prints the reply, or nothing if the server is silent for two seconds.
ask() {
  asked_host=$1
  asked_port=$2
  shift 2
  password=$(cat "$CACHE_PASSWORD_FILE")
  # shellcheck disable=SC2086 # the options are a list of words
  REDISCLI_AUTH=$password VALKEYCLI_AUTH=$password timeout 2 \
    "$CACHE_PROGRAM-cli" -h "$asked_host" -p "$asked_port" $CACHE_CLI_OPTIONS "$@" 2>/dev/null | tr -d '\r' || true
}

# Prints only the lines that are names of data pods: an error is printed in place of a reply.
data_pods_only() {
  while read -r line; do
    case " $CACHE_HOSTS " in *" $line "*) printf '%s\n' "$line" ;; esac
  done
}

# majority_of WORD…: the smallest number that is more than half of the words.
majority_of() {
  echo $(($# / 2 + 1))
}

# others HOST…: the hosts without this pod.
others() {
  for word; do
    if [ "$word" != "$CACHE_SELF" ]; then echo "$word"; fi
  done
}

# named_by HOST: the primary that the sentinel on HOST names.
named_by() {
  ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
}

# role_of HOST: the first word of the reply to ROLE: master, slave, or sentinel while the pod waits.
role_of() {
  ask "$1" "$CACHE_PORT" ROLE | head -n 1
}

# field NAME INFO: the value of a field in a reply to INFO.
field() {
  printf '%s\n' "$2" | sed -n "s/^$1://p"
}

# begin_failover [COORDINATED]: asks one sentinel after the other until one begins a failover, and counts the rounds in
# which all are silent. Valkey's coordinated failover waits until the replica has every write. Redis does not know the
# word, and then fails over at once.
begin_failover() {
  silent_rounds=$((${silent_rounds:-0} + 1))
  for sentinel in $CACHE_SENTINELS; do
    answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER" "$@")
    case $answer in
      *'wrong number of arguments'*)
        answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER") ;;
    esac
    say "asked $sentinel for a failover: ${answer:-no answer}"
    if [ -n "$answer" ]; then silent_rounds=0; fi
    case $answer in OK* | INPROG*) return ;; esac
  done
}

# statement_of HOST PORT: the primary according to a pod: the one that a sentinel names, the data pod itself, or the one
# that it follows. The word is "none" if the pod waits, knows no primary and has no data. It is empty if the pod is
# silent: that may mean anything.
statement_of() {
  ask "$1" "$2" ROLE | {
    read -r role || role=
    read -r detail || detail=
    case $role,$detail in
      master,*) echo "$1" ;;
      slave,*) echo "$detail" ;;
      sentinel,) echo none ;;
      sentinel,*) named_by "$1" ;;
    esac
  }
}

# for_each FUNCTION WORD…: calls the function with each word, all at the same time, because silence takes two seconds.
# Call it in $(…): it waits for every child of this shell.
for_each() {
  function=$1
  shift
  for word; do "$function" "$word" & done
  wait
}

# statements PORT HOST…: a line for each host, with the host and its statement. The functions below read such lines.
statements() {
  port=$1
  shift
  for_each say_statement "$@" | sort
}

say_statement() {
  statement=$(statement_of "$1" "$port")
  echo "$1 $statement"
}

# silent_in LINES: the hosts that are silent, on one line.
silent_in() {
  printf '%s\n' "$*" | sed -n 's/ $//p' | paste -s -d ' ' -
}

# votes_in LINES: the primary of each statement that names one, one a line.
votes_in() {
  printf '%s\n' "$*" | sed 's/.* //' | data_pods_only
}

# primaries_in LINES: each named primary once, on one line.
primaries_in() {
  votes_in "$*" | sort -u | paste -s -d ' ' -
}

# majority_in LINES: the primary that a majority of all sentinels names.
majority_in() {
  # shellcheck disable=SC2086 # a list of hosts
  needed=$(majority_of $CACHE_SENTINELS)
  votes_in "$*" | sort | uniq -c | while read -r votes named; do
    if [ "$votes" -ge "$needed" ]; then echo "$named"; fi
  done
}

# all_know_none LINES: whether every host says that it knows no primary.
all_know_none() {
  [ -z "$(silent_in "$*")$(votes_in "$*")" ]
}

# fresh_file PATH: makes an empty file for the server, which only its user can read.
fresh_file() {
  umask 077
  : >"$1"
}

# Starts names.sh in the background. It becomes a child of the server, and keeps the server's hosts file up to date.
keep_names() {
  if [ -e "$CACHE_RUN/hosts" ]; then sh "$(dirname "$0")/names.sh" keep & fi
}

# run_waiting_server TLS-FILE: starts a server that says that this pod waits and knows no primary; silence would not say
# so. The server is a sentinel that watches nothing, on either port: no one can write to it or follow it.
run_waiting_server() {
  if [ -n "${waiting_server:-}" ] && kill -0 "$waiting_server" 2>/dev/null; then return; fi
  fresh_file "$CACHE_RUN/waiting.conf"
  {
    cat "$CACHE_CONFIGURATION/$1"
    echo "bind $CACHE_BIND"
    echo "dir $CACHE_RUN"
    echo "loglevel warning"
    echo "requirepass \"$(cat "$CACHE_PASSWORD_FILE")\""
  } >>"$CACHE_RUN/waiting.conf"
  "$CACHE_PROGRAM-server" "$CACHE_RUN/waiting.conf" --sentinel &
  waiting_server=$!
}

# Stops that server and returns when its port is free. SIGKILL, because it has nothing to save, and a child that was
# forked just now can miss a SIGTERM.
stop_waiting_server() {
  if [ -z "${waiting_server:-}" ]; then return; fi
  kill -KILL "$waiting_server" 2>/dev/null || true
  wait "$waiting_server" 2>/dev/null || true
  waiting_server=
}

# Tells the probes that the start script still decides what to start: until then the pod counts as alive.
not_serving_yet() {
  rm -f "$CACHE_RUN/serving"
}

# serve ARGUMENT…: replaces this process by the server.
serve() {
  stop_waiting_server
  : >"$CACHE_RUN/serving"
  exec "$CACHE_PROGRAM-server" "$@"
}
