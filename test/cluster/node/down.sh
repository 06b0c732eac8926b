#!/usr/bin/env bash
# down.sh [NAME]: stops the real node with all its containers, and its control plane.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=place.sh
. "$here/place.sh"
name=${1:-node} place=$cache/run/${1:-node}/node
pid=$(cat "$place/proxy.pid" 2> /dev/null) && grep -qs "^kit" "/proc/$pid/comm" && kill "$pid"
# Process 1 goes with its parent, and everything in its namespace with it.
pid=$(cat "$place/unshare.pid" 2> /dev/null) && grep -qs unshare "/proc/$pid/comm" && kill -9 "$pid"
for _ in $(seq 100); do
  [ -e "/proc/$(cat "$place/init.pid" 2> /dev/null || echo none)" ] || break
  sleep 0.1
done
while read -r group; do
  for _ in 1 2 3 4 5; do
    find "$group" -depth -type d -exec rmdir {} + 2> /dev/null
    [ -e "$group" ] || break
    sleep 0.3
  done
done < <(cat "$place/cgroups" 2> /dev/null)
bash "$here/../down.sh" "$name"
rm -rf "$place"
