#!/usr/bin/env bash
# A PostgreSQL of Debian for a measurement: a cluster of its own in a temporary folder, reached by a socket in that folder, and stopped by its process id.
#
#   ./eng/postgres.sh start   prints the folder; the connection string is in its file "connection"
#   ./eng/postgres.sh stop FOLDER
#
# The server syncs each commit, as PostgreSQL does by default. It will not run as root: then it runs as Debian's user postgres.
set -euo pipefail

as_server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

start() {
  local bin
  bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
  if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/none.conf
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql >&2
    bin="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)"
  fi
  [ -n "$bin" ] || { echo "postgres: Debian's package postgresql is not installed" >&2; return 1; }

  local folder
  folder="$(mktemp -d)"
  [ "$(id -u)" != 0 ] || chown postgres:postgres "$folder"
  chmod 755 "$folder"
  as_server "$bin/initdb" -D "$folder/data" -U bench --auth=trust --encoding=UTF8 --locale=C >"$folder.log" 2>&1 || { cat "$folder.log" >&2; return 1; }
  # As much memory as the other stores have for the same rows. The log is not for reading.
  cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
shared_buffers = 512MB
max_wal_size = 4GB
CONF
  # The server is this shell's child no longer once it is started; its id stands in postmaster.pid.
  (cd "$folder" && as_server "$bin/postgres" -D "$folder/data") >>"$folder.log" 2>&1 </dev/null &
  local tries
  for tries in $(seq 100); do
    if "$bin/pg_isready" -q -h "$folder" -U bench; then
      echo "Host=$folder;Username=bench" >"$folder/connection"
      echo "$folder"
      return 0
    fi
    sleep 0.1
  done
  cat "$folder.log" >&2
  return 1
}

stop() {
  local id
  id="$(head -1 "$1/data/postmaster.pid")"
  # A fast shutdown: clients are not waited for.
  kill -INT "$id"
  while kill -0 "$id" 2>/dev/null; do sleep 0.1; done
  rm -rf "$1" "$1.log"
}

case "${1:-}" in
  start) start ;;
  stop) stop "${2:?the folder that start printed}" ;;
  *) echo "usage: ./eng/postgres.sh start | stop FOLDER" >&2; exit 2 ;;
esac
