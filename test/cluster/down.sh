#!/usr/bin/env bash
# down.sh [NAME]: stops that control plane (default: dev) by the process numbers it wrote, and removes its data. Its logs stay
# until it is started again.
set -uo pipefail
# shellcheck source=place.sh
. "$(cd "$(dirname "$0")" && pwd)/place.sh"
run=$cache/run/${1:-dev}

# One after the other: the API server waits for its etcd when that goes first.
for part in $parts; do
  if alive "$run" "$part"; then
    pid=$(cat "$run/$part.pid")
    kill "$pid" 2> /dev/null
    for try in $(seq 60); do
      alive "$run" "$part" || break
      [ "$try" -eq 40 ] && kill -9 "$pid" 2> /dev/null
      sleep 0.1
    done
  fi
  rm -f "$run/$part.pid"
done
rm -rf "$run/etcd"
