#!/usr/bin/env bash
# Builds the test cluster once: etcd, kube-apiserver, kube-controller-manager, kube-scheduler and kubectl as one program, kwok
# for fake nodes, and a small meter for the benchmark. Everything comes as Go modules; what is built is kept outside the
# checkout, by version. Prints the folder of the programs. A first build takes about ten minutes on two cores.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=place.sh
. "$here/place.sh"
export CGO_ENABLED=0

# What is made in a folder of its own takes its name only when it is complete; a build that is cut off leaves nothing behind
# that would pass for one.
umask 077
mkdir -p "$bin" "$cache"
partial=$(mktemp -d "$cache/partial.XXXXXX")
trap 'rm -rf "$partial"' EXIT

# The version that the programs say is put in by the linker.
version=k8s.io/component-base/version
flags="-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=${kubernetes%%.*} -X $version.gitMinor=$(echo "$kubernetes" | cut -d. -f2)"
build() { # program, package
  [ -x "$bin/$1" ] && return
  (cd "$here" && GOFLAGS=-mod=readonly go build -trimpath -buildvcs=false -ldflags="$flags" -o "$partial/$1" "$2") >&2
  mv "$partial/$1" "$bin/$1"
}
[ -x "$bin/k8s" ] || echo "building Kubernetes $kubernetes (about ten minutes, once) ..." >&2
build k8s .
# kubectl alone starts faster than as a part of the large program: the benchmark's opponent.
build kubectl-alone k8s.io/kubernetes/cmd/kubectl
for name in etcd kube-apiserver kube-controller-manager kube-scheduler kubectl; do
  [ -L "$bin/$name" ] || ln -sf k8s "$bin/$name"
done

if [ ! -d "$kwok_home" ]; then
  echo "building kwok $kwok ..." >&2
  mkdir -p "$partial/kwok/stages"
  # A module of its own: kwok wants other versions of the same libraries.
  (cd "$partial" && GOFLAGS= GOBIN="$partial/kwok" go install "sigs.k8s.io/kwok/cmd/kwok@v$kwok") >&2
  # kwok does nothing without its Stages; they are files of the module.
  module=$(cd "$partial" && GOFLAGS= go mod download -json "sigs.k8s.io/kwok@v$kwok" | sed -n 's/^.*"Dir": "\(.*\)".*$/\1/p')
  for stage in node/fast/node-initialize node/heartbeat-with-lease/node-heartbeat-with-lease \
    pod/fast/pod-ready pod/fast/pod-complete pod/fast/pod-delete; do
    cp "$module/kustomize/stage/$stage.yaml" "$partial/kwok/stages/"
  done
  chmod -R u+w "$partial/kwok"
  mv "$partial/kwok" "$kwok_home" 2> /dev/null || [ -d "$kwok_home" ] # somebody else was faster
fi

if [ ! "$bin/meter" -nt "$here/meter/main.go" ]; then
  rm -f "$bin/meter"
  build meter ./meter
fi
echo "$bin"
