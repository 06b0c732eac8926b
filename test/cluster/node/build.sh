#!/usr/bin/env bash
# Builds once what a real node needs: kubelet and kube-proxy as one program, containerd, and images made by hand. runc, CNI
# plugins, busybox and iptables come from the distribution. A first build takes about ten minutes on two cores.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=place.sh
. "$here/place.sh"
export CGO_ENABLED=0
bash "$here/../build.sh" > /dev/null
[ -f "$node_home/images.tar" ] && exit 0

present() { command -v runc busybox iptables conntrack ip openssl > /dev/null && [ -x /usr/lib/cni/bridge ]; }
if ! present; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    runc containernetworking-plugins busybox-static iptables conntrack iproute2 openssl
fi >&2

# Everything is made beside its place and takes its name when it is complete.
umask 022
partial=$(mktemp -d "$cache/partial.XXXXXX")
trap 'rm -rf "$partial"' EXIT
mkdir "$partial/bin"
version=k8s.io/component-base/version
flags="-s -w -X $version.gitVersion=v$kubernetes -X $version.gitMajor=${kubernetes%%.*} -X $version.gitMinor=$(echo "$kubernetes" | cut -d. -f2)"
echo "building the real node (about ten minutes, once) ..." >&2
for program in kit kubelet; do
  (cd "$here/.." && GOFLAGS=-mod=readonly go build -trimpath -buildvcs=false -ldflags="$flags" -o "$partial/bin/$program" "./node/$program") >&2
done
ln -s kubelet "$partial/bin/kube-proxy"
# A module of its own: containerd wants other versions of the same libraries.
for program in containerd ctr containerd-shim-runc-v2; do
  (cd "$partial" && GOFLAGS= GOBIN="$partial/bin" go install -trimpath \
    -ldflags="-s -w -X github.com/containerd/containerd/v2/version.Version=v$containerd" \
    "github.com/containerd/containerd/v2/cmd/$program@v$containerd") >&2
done
node "$here/images.js" "$partial/bin/kit" "$partial/images" >&2
tar -C "$partial/images" -cf "$partial/images.tar" .
rm -rf "$node_home"
mkdir "$node_home"
mv "$partial/bin" "$partial/images" "$node_home/"
mv "$partial/images.tar" "$node_home/"
