#!/bin/sh
# names.sh [keep]: learns the addresses of all pods of the cache and writes them into the hosts file, the only source of
# names of the servers. Each address is that of a Service, which stays when the pod is replaced. Returns when all are
# known, or after half a minute. With "keep" it returns never, and adds what was not known or has changed.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

hosts=$CACHE_RUN/hosts

# address_of HOST: of the Service of the pod, cache-0.production.svc for cache-0.cache.production.svc. Only DNS is asked.
address_of() {
  RES_OPTIONS='timeout:1 attempts:5' timeout 10 getent -s dns ahosts "${1%%.*}.${1#*.*.}" | sed -n '1s/ .*//p'
}

# A name that is not found now keeps the address that it had.
learn() {
  printf '%s\n' '127.0.0.1 localhost' '::1 localhost'
  for host in $CACHE_HOSTS $CACHE_SENTINELS; do
    address=$(address_of "$host")
    if [ -n "$address" ]; then echo "$address $host"; else grep -F " $host" "$hosts" || true; fi
  done
}

unknown() {
  for host in $CACHE_HOSTS $CACHE_SENTINELS; do
    grep -Fq " $host" "$hosts" || echo "$host"
  done
}

# The file is mounted by itself, so it is written and never replaced.
update() {
  found=$(learn)
  if [ "$found" != "$(cat "$hosts")" ]; then printf '%s\n' "$found" >"$hosts"; fi
  missing=$(unknown | paste -s -d ' ' -)
  if [ -n "$missing" ]; then say_why "waiting: DNS does not know the Services of these pods: $missing"; fi
}

: >>"$hosts"
chmod 644 "$hosts"
if [ "${1:-}" = keep ]; then
  while :; do
    sleep "${pause:-60}"
    update
    pause=${missing:+2}
  done
fi
deadline=$(($(date +%s) + 30))
update
while [ -n "$missing" ] && [ "$(date +%s)" -lt "$deadline" ]; do
  sleep 1
  update
done
