#!/usr/bin/env bash
# Builds the test cluster once: etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl as one program, and
# kwok for fake nodes. Everything comes as Go modules; what is built is kept outside the checkout, by version. Prints the
# folder of the programs. A first build takes about ten minutes on two cores.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
kubernetes=1.36.3 kwok=0.8.0
cache=${KCTL_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kctl-cluster}/k8s-$kubernetes
bin=$cache/bin
minor=$(echo "$kubernetes" | cut -d. -f2)

say() { echo "$*" >&2; }

# A build that is cut off leaves a file of another name behind, never half a program.
if [ ! -x "$bin/k8s" ]; then
  say "building Kubernetes $kubernetes (about ten minutes, once) ..."
  mkdir -p "$bin"
  (cd "$here" && GOFLAGS=-mod=readonly CGO_ENABLED=0 go build -trimpath -o "$bin/k8s.partial" -ldflags="-s -w \
    -X k8s.io/component-base/version.gitVersion=v$kubernetes -X k8s.io/component-base/version.gitMajor=1 \
    -X k8s.io/component-base/version.gitMinor=$minor" .)
  mv "$bin/k8s.partial" "$bin/k8s"
fi
for name in etcd kube-apiserver kube-controller-manager kube-scheduler kubectl; do ln -sfn k8s "$bin/$name"; done

if [ ! -x "$bin/kwok" ]; then
  say "building kwok $kwok ..."
  partial=$(mktemp -d "$cache/kwok.XXXXXX")
  (cd "$partial" && GOFLAGS= CGO_ENABLED=0 GOBIN="$partial" go install "sigs.k8s.io/kwok/cmd/kwok@v$kwok")
  mv "$partial/kwok" "$bin/kwok" && rm -rf "$partial"
fi
if [ ! -d "$cache/stages" ]; then
  module=$(cd / && GOFLAGS=-mod=mod go mod download -json "sigs.k8s.io/kwok@v$kwok" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  rm -rf "$cache/stages.partial" && mkdir -p "$cache/stages.partial"
  cp "$module"/kustomize/stage/node/fast/node-initialize.yaml \
    "$module"/kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml \
    "$module"/kustomize/stage/pod/fast/pod-*.yaml "$cache/stages.partial/"
  chmod -R u+w "$cache/stages.partial"
  mv "$cache/stages.partial" "$cache/stages"
fi
echo "$bin"
