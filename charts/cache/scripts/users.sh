# Users of the cache. This follows common.sh where an environment has users, and replaces two of its functions. Each user
# has a file user.NAME with its rights, in lines that begin with "data" or "sentinel", and a file CACHE_USERS/NAME with its
# password.

# password_of USER. An empty password would let everyone in.
password_of() {
  user_password=$(cat "$CACHE_USERS/$1")
  printf %s "${user_password:?the password of $1 is empty}"
}

# users_of data|sentinel: the lines of a configuration for these servers. They hold hashes of the passwords.
users_of() {
  for file in "$CACHE_CONFIGURATION"/user.*; do
    user=${file##*/user.}
    rights=$(sed -n "s/^$1 //p" "$file" | paste -s -d ' ' -)
    if [ -z "$rights" ]; then continue; fi
    user_password=$(password_of "$user")
    hash=$(printf %s "$user_password" | sha256sum)
    printf '%s\n' "user $user on #${hash%% *} $rights"
  done
}

# fresh_file PATH: makes the file of a server, which only its user can read, with the users that it knows.
fresh_file() {
  umask 077
  case $1 in
    */valkey.conf) users_of data >"$1" ;;
    *) users_of sentinel >"$1" ;;
  esac
}

# refuses HOST PORT USER: whether a server does not know a user. Such a server runs since before there were users, and
# knows only the user default.
refuses() {
  refused=$(
    CACHE_PASSWORD_FILE=$CACHE_USERS/$3
    CACHE_CLI_OPTIONS="$CACHE_CLI_OPTIONS --user $3"
    ask "$1" "$2" PING
  )
  case $refused in *NOAUTH* | *WRONGPASS*) return 0 ;; *) return 1 ;; esac
}

# user_for_replication FILE: the user with which a replica follows, unless its primary does not know it.
user_for_replication() {
  followed_pod=$(sed -n 's/^replicaof \([^ ]*\) .*/\1/p' "$1")
  if [ -n "$followed_pod" ] && refuses "$followed_pod" "$CACHE_PORT" cache-replication; then
    say "$followed_pod does not know the user cache-replication yet: following it as default"
  else
    echo "masteruser cache-replication"
    echo "masterauth \"$(password_of cache-replication)\""
  fi
}

# user_of_sentinel: the user with which a sentinel watches, unless a pod does not know it.
user_of_sentinel() {
  sentinel_password=$(password_of cache-sentinel)
  for host in $CACHE_HOSTS; do
    if refuses "$host" "$CACHE_PORT" cache-sentinel; then return; fi
  done
  # shellcheck disable=SC2046,SC2086 # lists of hosts
  for host in $(others $CACHE_SENTINELS); do
    if refuses "$host" "$SENTINEL_PORT" cache-sentinel; then return; fi
  done
  echo "sentinel auth-user $CACHE_MASTER cache-sentinel"
  echo "sentinel auth-pass $CACHE_MASTER \"$sentinel_password\""
  echo "sentinel sentinel-user cache-sentinel"
  echo "sentinel sentinel-pass \"$sentinel_password\""
}

# serve ARGUMENT…: replaces this process by the server, which connects to others as a user. Later lines of its file count.
serve() {
  case $* in
    *' --sentinel') user_of_sentinel >>"$1" ;;
    *) user_for_replication "$1" >>"$1" ;;
  esac
  stop_waiting_server
  : >"$CACHE_RUN/serving"
  exec "$CACHE_PROGRAM-server" "$@"
}
