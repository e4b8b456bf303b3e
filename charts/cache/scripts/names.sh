#!/bin/sh
# names.sh [keep]: looks up the addresses of all pods of the cache and writes them to the hosts file, where alone the
# servers look up names. Each address belongs to a Service, and stays when the pod is replaced. Returns when all are known,
# or after half a minute. With "keep" it never returns, and adds addresses that were unknown or have changed.
set -eu
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

hosts=$CACHE_RUN/hosts

# address_of HOST: the address of the pod's Service, cache-0.production.svc for cache-0.cache.production.svc, from DNS only.
address_of() {
  RES_OPTIONS='timeout:1 attempts:5' timeout 10 getent -s dns ahosts "${1%%.*}.${1#*.*.}" | sed -n '1s/ .*//p'
}

# The lines of the hosts file. A name that DNS does not know now keeps its old address.
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

# The file is a mount point, so it is overwritten and never replaced.
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
