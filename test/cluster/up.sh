#!/usr/bin/env bash
# up.sh [NAME] [PORT]: starts a control plane (default: dev) on six loopback ports from PORT on (or the next free ones), and
# prints the path of an admin kubeconfig; its context `nobody` is a user without rights. What runs already is left alone.
# down.sh NAME stops it. NOKWOK=1 leaves the two fake nodes out, APISERVER_ARGS adds flags to the API server.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=place.sh
. "$here/place.sh"
bash "$here/build.sh" > /dev/null
name=${1:-dev} port=${2:-16443} run=$cache/run/${1:-dev}
umask 077
mkdir -p "$cache/run"

# Only one at a time looks for free ports and writes into the folder.
lock=$cache/run/.starting
trap '[ "$(cat "$lock/pid" 2> /dev/null)" = $$ ] && rm -rf "$lock"' EXIT
until mkdir "$lock" 2> /dev/null; do
  kill -0 "$(cat "$lock/pid" 2> /dev/null || echo $$)" 2> /dev/null || rm -rf "$lock"
  sleep 0.2
done
echo $$ > "$lock/pid"

if alive "$run" apiserver && alive "$run" etcd && alive "$run" controller-manager && alive "$run" scheduler &&
  { [ -n "${NOKWOK:-}" ] || alive "$run" kwok; }; then
  echo "$run/admin.kubeconfig"
  exit 0
fi
bash "$here/down.sh" "$name"

busy() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
any_busy() { local i; for i in 0 1 2 3 4 5; do busy $(($1 + i)) && return 0; done; return 1; }
while any_busy "$port"; do port=$((port + 10)); done

rm -rf "$run"
mkdir -p "$run"
cd "$run"

certificate() { # name, subject, alternative names
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2> openssl.log
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n%s' \
    "${3:+subjectAltName=$3}" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out "$1.crt" -extfile "$1.ext" 2> openssl.log
}
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 3650 -subj /CN=test-cluster-ca 2> openssl.log
names="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,IP:127.0.0.1,IP:10.0.0.1"
certificate server /CN=kube-apiserver "$names"
certificate admin /O=system:masters/CN=admin
certificate controller-manager /CN=system:kube-controller-manager
certificate scheduler /CN=system:kube-scheduler
certificate kubelet-client /O=system:masters/CN=apiserver-kubelet-client
certificate proxy /CN=front-proxy
certificate kwok /O=system:masters/CN=kwok "$names"
openssl genrsa -out sa.key 2048 2> openssl.log
openssl rsa -in sa.key -pubout -out sa.pub 2> openssl.log

token=token-dev # of a user who may do nothing, for answers of 403
echo "$token,dev-user,dev-uid,\"dev\"" > tokens.csv
for user in admin controller-manager scheduler kwok; do cat > "$user.kubeconfig" << Y; done
apiVersion: v1
kind: Config
clusters:
- name: test
  cluster: {server: "https://127.0.0.1:$port", certificate-authority: "$run/ca.crt"}
users:
- name: $user
  user: {client-certificate: "$run/$user.crt", client-key: "$run/$user.key"}
- name: nobody
  user: {token: $token}
contexts:
- name: test
  context: {cluster: test, user: $user}
- name: nobody
  context: {cluster: test, user: nobody}
current-context: test
Y

start() { # part, program, arguments
  local part=$1
  shift
  nohup "$@" > "$part.log" 2>&1 < /dev/null &
  echo $! > "$part.pid"
}
give_up() { # part
  { echo "$1 of the control plane $name did not come up; the end of $run/$1.log:"; tail -n 20 "$1.log"; } >&2
  bash "$here/down.sh" "$name"
  exit 1
}
wait_for() { # part, seconds, command
  local part=$1 tries=$(($2 * 4))
  shift 2
  for _ in $(seq "$tries"); do
    "$@" > "$part.probe" 2>&1 && return 0
    # Not before: until it is exec'd, a process that was just started still has the shell's words.
    sleep 0.25
    alive "$run" "$part" || give_up "$part"
  done
  cat "$part.probe" >&2
  give_up "$part"
}
admin() { "$bin/kubectl" --kubeconfig "$run/admin.kubeconfig" --cache-dir "$run/kubectl-cache" "$@"; }

etcd=http://127.0.0.1:$((port + 1)) peers=http://127.0.0.1:$((port + 2))
start etcd "$bin/etcd" --data-dir "$run/etcd" --listen-client-urls "$etcd" --advertise-client-urls "$etcd" --listen-peer-urls "$peers" \
  --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers" --unsafe-no-fsync --log-level warn --quota-backend-bytes 4294967296
# shellcheck disable=SC2086
start apiserver "$bin/kube-apiserver" --etcd-servers "$etcd" --secure-port "$port" --bind-address 127.0.0.1 --advertise-address 127.0.0.1 \
  --endpoint-reconciler-type=none --tls-cert-file "$run/server.crt" --tls-private-key-file "$run/server.key" \
  --client-ca-file "$run/ca.crt" --token-auth-file "$run/tokens.csv" --service-account-key-file "$run/sa.pub" \
  --service-account-signing-key-file "$run/sa.key" --service-account-issuer https://kubernetes.default.svc \
  --requestheader-client-ca-file "$run/ca.crt" --requestheader-allowed-names front-proxy --requestheader-username-headers X-Remote-User \
  --requestheader-group-headers X-Remote-Group --requestheader-extra-headers-prefix X-Remote-Extra- \
  --proxy-client-cert-file "$run/proxy.crt" --proxy-client-key-file "$run/proxy.key" \
  --kubelet-client-certificate "$run/kubelet-client.crt" --kubelet-client-key "$run/kubelet-client.key" \
  --kubelet-preferred-address-types InternalIP,Hostname --authorization-mode Node,RBAC --allow-privileged \
  --service-cluster-ip-range 10.0.0.0/16 ${APISERVER_ARGS:-}
wait_for apiserver 90 admin get --raw /readyz
start controller-manager "$bin/kube-controller-manager" --kubeconfig "$run/controller-manager.kubeconfig" \
  --authentication-kubeconfig "$run/controller-manager.kubeconfig" --authorization-kubeconfig "$run/controller-manager.kubeconfig" \
  --secure-port $((port + 3)) --bind-address 127.0.0.1 --leader-elect=false --use-service-account-credentials --root-ca-file "$run/ca.crt" \
  --service-account-private-key-file "$run/sa.key" --cluster-signing-cert-file "$run/ca.crt" --cluster-signing-key-file "$run/ca.key" \
  --horizontal-pod-autoscaler-sync-period 5s --concurrent-deployment-syncs 10
start scheduler "$bin/kube-scheduler" --kubeconfig "$run/scheduler.kubeconfig" --authentication-kubeconfig "$run/scheduler.kubeconfig" \
  --authorization-kubeconfig "$run/scheduler.kubeconfig" --secure-port $((port + 4)) --bind-address 127.0.0.1 --leader-elect=false

if [ -z "${NOKWOK:-}" ]; then
  for line in $(seq 20); do echo "2026-11-21T10:00:$(printf %02d "$line").000000000Z stdout F line $line"; done > pod.log
  sed "s#BOX#$run#" "$here/kwok.yaml" > kwok.yaml
  stages=()
  for stage in "$kwok_home"/stages/*.yaml; do stages+=(--config "$stage"); done
  for node in node-0 node-1; do admin apply -f - > /dev/null << Y; done
apiVersion: v1
kind: Node
metadata:
  name: $node
  annotations: {kwok.x-k8s.io/node: fake, node.alpha.kubernetes.io/ttl: "0"}
  labels: {kubernetes.io/hostname: $node, kubernetes.io/os: linux, kubernetes.io/arch: amd64, type: kwok}
status:
  allocatable: {cpu: "64", memory: 256Gi, pods: "10000"}
  capacity: {cpu: "64", memory: 256Gi, pods: "10000"}
  phase: Running
  nodeInfo: {architecture: amd64, operatingSystem: linux, kubeletVersion: fake, kubeProxyVersion: fake, bootID: "", containerRuntimeVersion: "", kernelVersion: "", machineID: "", osImage: "", systemUUID: ""}
Y
  start kwok "$kwok_home/kwok" --kubeconfig "$run/kwok.kubeconfig" --manage-all-nodes=false \
    --manage-nodes-with-annotation-selector kwok.x-k8s.io/node=fake --node-ip 127.0.0.1 --node-port $((port + 5)) \
    --server-address "127.0.0.1:$((port + 5))" --tls-cert-file "$run/kwok.crt" --tls-private-key-file "$run/kwok.key" \
    --cidr 10.1.0.0/16 --node-lease-duration-seconds 40 --config "$run/kwok.yaml" "${stages[@]}"
  wait_for kwok 60 admin wait --for=condition=Ready --timeout=1s node/node-0 node/node-1
fi
wait_for controller-manager 60 admin get serviceaccount default
wait_for scheduler 5 true
echo "$run/admin.kubeconfig"
