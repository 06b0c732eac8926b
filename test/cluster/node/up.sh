#!/usr/bin/env bash
# up.sh [NAME] [PORT]: a control plane (default: node) with one real node: kubelet, kube-proxy, containerd and real containers,
# in namespaces of their own, so that nothing of the machine is touched. Prints the path of an admin kubeconfig; down.sh NAME
# stops it. Where there can be none it says why and exits with 3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=place.sh
. "$here/place.sh"
why=$(unfit)
[ -z "$why" ] || { echo "no real node here: $why" >&2; exit 3; }
bash "$here/build.sh"
name=${1:-node} node=real-0 net=10.91 link=kctl91
config=$(NOKWOK=1 bash "$here/../up.sh" "$name" "${2:-18443}" | tail -n 1)
run=$(dirname "$config")
here_pid() { cat "$run/node/$1.pid" 2> /dev/null || echo none; }
if grep -qs unshare "/proc/$(here_pid unshare)/comm"; then echo "$config" && exit 0; fi
port=$(sed -n 's#^.*https://127.0.0.1:\([0-9]*\)".*#\1#p' "$config" | head -n 1)
gateway=$net.0.1 address=$net.0.2
kubectl() { "$bin/kubectl" --kubeconfig "$config" "$@"; }

rm -rf "$run/node"
umask 022
mkdir -p "$run/node"
cd "$run/node"

certificate() { # name, subject, alternative names
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2> openssl.log
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n%s' \
    "${3:+subjectAltName=$3}" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$run/ca.crt" -CAkey "$run/ca.key" -CAcreateserial -days 3650 -out "$1.crt" \
    -extfile "$1.ext" 2> openssl.log
}
certificate kubelet "/O=system:nodes/CN=system:node:$node"
certificate serving "/O=system:nodes/CN=system:node:$node" "DNS:$node,IP:$address,IP:127.0.0.1"
certificate kube-proxy /CN=system:kube-proxy
for user in kubelet kube-proxy; do cat > "$user.kubeconfig" << Y; done
apiVersion: v1
kind: Config
clusters:
- name: test
  cluster: {server: "https://$gateway:$port", tls-server-name: localhost, certificate-authority: "$run/ca.crt"}
users:
- name: $user
  user: {client-certificate: "$PWD/$user.crt", client-key: "$PWD/$user.key"}
contexts:
- name: test
  context: {cluster: test, user: $user}
current-context: test
Y
for file in containerd.toml kubelet.yaml kube-proxy.yaml network.conflist; do
  sed -e "s#@RUN@#$run#g" -e "s#@NET@#$net#g" "$here/settings/$file" > "$file"
done

# Laid over the usual places, inside the node only.
mkdir -p fs/{kubelet,containerd,cni,pods,containers,run-containerd,netns,etc-containerd/certs.d/_default,etc-cni/net.d} sysctl
mv containerd.toml fs/etc-containerd/config.toml
mv network.conflist fs/etc-cni/net.d/10-test.conflist
printf 'server = "http://127.0.0.1:5000"\n[host."http://127.0.0.1:5000"]\n  capabilities = ["pull", "resolve"]\n' \
  > fs/etc-containerd/certs.d/_default/hosts.toml
# The kubelet would set these for the whole machine.
for value in kernel.panic:10 kernel.panic_on_oops:1 vm.overcommit_memory:1 vm.panic_on_oom:0 \
  kernel.keys.root_maxkeys:1000000 kernel.keys.root_maxbytes:25000000; do echo "${value#*:}" > "sysctl/${value%:*}"; done

# A group of its own under every controller; the node sees it as the root.
for controller in /sys/fs/cgroup/*/; do
  [ -f "$controller/cgroup.procs" ] || continue
  group=${controller}kctl-$name
  mkdir -p "$group"
  echo "$group" >> cgroups
  for file in cpuset.cpus cpuset.mems; do
    if [ -f "$group/$file" ]; then cat "$controller/$file" > "$group/$file"; fi
  done
done
mounts=$(awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 ":" $3 ":" $4 }' /proc/mounts)
env -u TMPDIR NODE_HOME="$node_home" PLACE="$PWD" NODE="$node" ADDRESS="$address" GATEWAY="$gateway" MOUNTS="$mounts" \
  nohup bash -c 'while read -r group; do echo $$ > "$group/cgroup.procs"; done < cgroups
    exec unshare -m -p -n -u -i -C -f --kill-child --propagation private bash "$0"' "$here/init.sh" > init.log 2>&1 < /dev/null &
echo $! > unshare.pid
self=$(readlink /proc/self/ns/net)
for _ in $(seq 100); do
  pid=$(tr -d ' ' < "/proc/$!/task/$!/children" 2> /dev/null || true)
  space=$(readlink "/proc/${pid:-none}/ns/net" || true)
  [ -n "$space" ] && [ "$space" != "$self" ] && break
  sleep 0.1
done
echo "$pid" > init.pid
ip link del "$link" 2> /dev/null || true
ip link add "$link" type veth peer name eth0 netns "$pid"
ip addr add "$gateway/30" dev "$link"
ip link set "$link" up
ip route replace "$net.1.0/24" via "$address"
nohup "$node_home/bin/kit" proxy "$gateway:$port" "127.0.0.1:$port" > proxy.log 2>&1 < /dev/null &
echo $! > proxy.pid
kubectl create clusterrolebinding test-kube-proxy --clusterrole=system:node-proxier --user=system:kube-proxy > /dev/null
if ! { kubectl wait --for=create "node/$node" --timeout=60s && kubectl wait --for=condition=Ready "node/$node" --timeout=60s; } > /dev/null; then
  tail -n 5 init.log fs/*.log ./*.log >&2
  bash "$here/down.sh" "$name"
  exit 1
fi
echo "$config"
