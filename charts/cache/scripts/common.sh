# shellcheck shell=sh
# Shared by the other scripts of the cache, which read this file first. docs/cache.md names the settings, which are
# environment variables that begin with CACHE_.

CACHE_PORT=6379
SENTINEL_PORT=26379

# The first process of a container ignores SIGTERM unless it says otherwise.
trap 'stop_waiting_server; exit 0' TERM

say() {
  printf '%s\n' "$*" >&2
}

# Says what a loop waits for, once until it changes: the last line of a log that begins so is why the pod waits.
say_why() {
  if [ "$*" != "${said:-}" ]; then say "$*"; fi
  said=$*
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

# others WORD…: the words without this pod.
others() {
  for word; do
    if [ "$word" != "$CACHE_SELF" ]; then echo "$word"; fi
  done
}

# named_by HOST: the primary that the sentinel on HOST names.
named_by() {
  ask "$1" "$SENTINEL_PORT" SENTINEL GET-MASTER-ADDR-BY-NAME "$CACHE_MASTER" | head -n 1 | data_pods_only
}

# role_of HOST: the first word of the pod's ROLE: master, slave, or sentinel while it waits.
role_of() {
  ask "$1" "$CACHE_PORT" ROLE | head -n 1
}

# field NAME INFO: of what a server says about itself.
field() {
  printf '%s\n' "$2" | sed -n "s/^$1://p"
}

# begin_failover [COORDINATED]: asks the sentinels in turn until one begins, and counts the rounds in which all are silent.
# Valkey's coordinated failover lets the replica catch up first and loses no write; Redis does not know the word and fails
# over at once.
begin_failover() {
  silent_rounds=$((${silent_rounds:-0} + 1))
  for sentinel in $CACHE_SENTINELS; do
    answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER" "$@")
    case $answer in
      *'wrong number of arguments'*)
        answer=$(ask "$sentinel" "$SENTINEL_PORT" SENTINEL FAILOVER "$CACHE_MASTER") ;;
    esac
    say "failover asked of $sentinel: ${answer:-no answer}"
    if [ -n "$answer" ]; then silent_rounds=0; fi
    case $answer in OK* | INPROG*) return ;; esac
  done
}

# statement_of HOST PORT: the primary by what the pod says: the one that a sentinel names, a data pod itself, or the one
# that it follows. The word is "none" when the pod says that it waits, knows of none and has no data. It is empty when
# the pod is silent: that may mean anything.
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

# for_each FUNCTION WORD…: calls the function with each word, all at the same time, since silence takes two seconds. To be
# called in $(…): it waits for whatever this shell has started.
for_each() {
  function=$1
  shift
  for word; do "$function" "$word" & done
  wait
}

# statements PORT HOST…: a line for each host, HOST and its statement. The functions below read such lines.
statements() {
  port=$1
  shift
  for_each say_statement "$@" | sort
}

say_statement() {
  statement=$(statement_of "$1" "$port")
  echo "$1 $statement"
}

# Those that are silent, as words of one line.
silent_in() {
  printf '%s\n' "$*" | sed -n 's/ $//p' | paste -s -d ' ' -
}

# The primaries that anybody names, a line for each that does.
votes_in() {
  printf '%s\n' "$*" | sed 's/.* //' | data_pods_only
}

# Each of these primaries once, as words of one line.
primaries_in() {
  votes_in "$*" | sort -u | paste -s -d ' ' -
}

# The primary that a majority of all sentinels names.
majority_in() {
  # shellcheck disable=SC2086 # a list of hosts
  needed=$(majority_of $CACHE_SENTINELS)
  votes_in "$*" | sort | uniq -c | while read -r votes named; do
    if [ "$votes" -ge "$needed" ]; then echo "$named"; fi
  done
}

# Whether every one of them says that it knows of no primary.
all_know_none() {
  [ -z "$(silent_in "$*")$(votes_in "$*")" ]
}

# fresh_file PATH: the file that the server will read, empty and readable by its user alone.
fresh_file() {
  umask 077
  : >"$1"
}

# Goes on with the server as its child: names.sh adds what it learns to the file that the server reads.
keep_names() {
  if [ -e "$CACHE_RUN/hosts" ]; then sh "$(dirname "$0")/names.sh" keep & fi
}

# run_waiting_server TLS-FILE: says to everybody who asks that this pod waits and knows of no primary, which its silence
# would not say. The server is a sentinel that watches nothing, on either port: nobody can write to it or follow it.
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

# Returns when its port is free. It has nothing to save, and a child that was only just forked can miss a SIGTERM.
stop_waiting_server() {
  if [ -z "${waiting_server:-}" ]; then return; fi
  kill -KILL "$waiting_server" 2>/dev/null || true
  wait "$waiting_server" 2>/dev/null || true
  waiting_server=
}

# The probes take a pod for alive while its start script still decides what to start.
not_serving_yet() {
  rm -f "$CACHE_RUN/serving"
}

# serve ARGUMENT…: becomes the server.
serve() {
  stop_waiting_server
  : >"$CACHE_RUN/serving"
  exec "$CACHE_PROGRAM-server" "$@"
}
