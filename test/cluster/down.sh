#!/usr/bin/env bash
# down.sh [NAME]: stops that control plane (default: dev), by the process numbers it wrote.
cache=${KCTL_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kctl-cluster}/k8s-1.36.3
run=$cache/run/${1:-dev}
for part in kwok scheduler controller-manager apiserver etcd; do
  [ -f "$run/$part.pid" ] && kill "$(cat "$run/$part.pid")" 2>/dev/null
  rm -f "$run/$part.pid"
done
exit 0
