#!/usr/bin/env bash
# up.sh [NAME] [PORT]: starts a control plane (default: dev) on loopback ports from PORT on, and prints the path of an admin
# kubeconfig. down.sh NAME stops it. NOKWOK=1 leaves the fake nodes out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(bash "$here/build.sh")
cache=$(dirname "$bin") name=${1:-dev} port=${2:-16443}
run=$cache/run/$name

alive() { [ -f "$run/$1.pid" ] && kill -0 "$(cat "$run/$1.pid")" 2>/dev/null; }
if alive apiserver && alive etcd; then echo "$run/admin.kubeconfig"; exit 0; fi
bash "$here/down.sh" "$name"

busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
while busy "$port" || busy $((port + 1)) || busy $((port + 2)) || busy $((port + 3)) || busy $((port + 4)) || busy $((port + 5)); do port=$((port + 10)); done

umask 077
rm -rf "$run"; mkdir -p "$run"; cd "$run"

certificate() { # file subject [alternative names]
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth\n%s' "${3:+subjectAltName=$3}" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out "$1.crt" -extfile "$1.ext" 2>/dev/null
}
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 3650 -subj /CN=test-cluster-ca 2>/dev/null
names="DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,IP:127.0.0.1,IP:10.0.0.1"
certificate server /CN=kube-apiserver "$names"
certificate admin /O=system:masters/CN=admin
certificate controller-manager /CN=system:kube-controller-manager
certificate scheduler /CN=system:kube-scheduler
certificate kubelet-client /O=system:masters/CN=apiserver-kubelet-client
certificate proxy /CN=front-proxy
certificate kwok /O=system:masters/CN=kwok "$names"
openssl genrsa -out sa.key 2048 2>/dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null

for user in admin controller-manager scheduler kwok; do cat > "$user.kubeconfig" <<Y
apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "https://127.0.0.1:$port", certificate-authority: $run/ca.crt}}]
users: [{name: $user, user: {client-certificate: $run/$user.crt, client-key: $run/$user.key}}]
contexts: [{name: test, context: {cluster: test, user: $user}}]
current-context: test
Y
done
# A user who may do nothing, for answers of 403.
echo 'token-dev,dev-user,dev-uid,"dev"' > tokens.csv

start() { local part=$1; shift; nohup "$@" > "$part.log" 2>&1 < /dev/null & echo $! > "$part.pid"; }
start etcd "$bin/etcd" --data-dir "$run/etcd" --listen-client-urls "http://127.0.0.1:$((port + 1))" --advertise-client-urls "http://127.0.0.1:$((port + 1))" \
  --listen-peer-urls "http://127.0.0.1:$((port + 2))" --initial-advertise-peer-urls "http://127.0.0.1:$((port + 2))" \
  --initial-cluster "default=http://127.0.0.1:$((port + 2))" --unsafe-no-fsync --log-level warn --quota-backend-bytes 4294967296
start apiserver "$bin/kube-apiserver" --etcd-servers "http://127.0.0.1:$((port + 1))" --secure-port "$port" --bind-address 127.0.0.1 --advertise-address 127.0.0.1 \
  --endpoint-reconciler-type=none --tls-cert-file server.crt --tls-private-key-file server.key --client-ca-file ca.crt --token-auth-file tokens.csv \
  --service-account-key-file sa.pub --service-account-signing-key-file sa.key --service-account-issuer https://kubernetes.default.svc \
  --requestheader-client-ca-file ca.crt --requestheader-allowed-names front-proxy --requestheader-username-headers X-Remote-User \
  --requestheader-group-headers X-Remote-Group --requestheader-extra-headers-prefix X-Remote-Extra- --proxy-client-cert-file proxy.crt \
  --proxy-client-key-file proxy.key --kubelet-client-certificate kubelet-client.crt --kubelet-client-key kubelet-client.key \
  --kubelet-preferred-address-types InternalIP,Hostname --authorization-mode Node,RBAC --allow-privileged \
  --service-cluster-ip-range 10.0.0.0/16 ${APISERVER_ARGS:-}

until_ready() { # part seconds command...
  local part=$1 tries=$(($2 * 2)); shift 2
  for _ in $(seq "$tries"); do "$@" > /dev/null 2>&1 && return 0; sleep 0.5; done
  echo "$part did not come up; the end of its log:" >&2; tail -20 "$part.log" >&2; bash "$here/down.sh" "$name"; exit 1
}
admin() { "$bin/kubectl" --kubeconfig "$run/admin.kubeconfig" "$@"; }
until_ready apiserver 90 admin get --raw /readyz
start controller-manager "$bin/kube-controller-manager" --kubeconfig controller-manager.kubeconfig --authentication-kubeconfig controller-manager.kubeconfig \
  --authorization-kubeconfig controller-manager.kubeconfig --secure-port $((port + 3)) --bind-address 127.0.0.1 --leader-elect=false \
  --use-service-account-credentials --root-ca-file ca.crt --service-account-private-key-file sa.key --cluster-signing-cert-file ca.crt \
  --cluster-signing-key-file ca.key --horizontal-pod-autoscaler-sync-period 5s --concurrent-deployment-syncs 10
start scheduler "$bin/kube-scheduler" --kubeconfig scheduler.kubeconfig --authentication-kubeconfig scheduler.kubeconfig \
  --authorization-kubeconfig scheduler.kubeconfig --secure-port $((port + 4)) --bind-address 127.0.0.1 --leader-elect=false
if [ -z "${NOKWOK:-}" ]; then
  for i in $(seq 20); do echo "2026-11-21T10:00:$(printf %02d "$i").000000000Z stdout F line $i"; done > pod.log
  sed "s#BOX#$run#" "$here/kwok.yaml" > kwok.yaml
  stages=""; for file in "$cache"/stages/*.yaml; do stages="$stages --config $file"; done
  # shellcheck disable=SC2086
  start kwok "$bin/kwok" --kubeconfig kwok.kubeconfig --manage-all-nodes=false --manage-nodes-with-annotation-selector kwok.x-k8s.io/node=fake \
    --node-ip 127.0.0.1 --node-port $((port + 5)) --server-address "127.0.0.1:$((port + 5))" --tls-cert-file kwok.crt \
    --tls-private-key-file kwok.key --cidr 10.1.0.0/16 --node-lease-duration-seconds 40 --config "$run/kwok.yaml" $stages
  for node in node-0 node-1; do admin apply -f - > /dev/null <<Y
apiVersion: v1
kind: Node
metadata: {name: $node, annotations: {kwok.x-k8s.io/node: fake, node.alpha.kubernetes.io/ttl: "0"}, labels: {kubernetes.io/hostname: $node, kubernetes.io/os: linux, kubernetes.io/arch: amd64, type: kwok}}
status: {allocatable: {cpu: "64", memory: 256Gi, pods: "10000"}, capacity: {cpu: "64", memory: 256Gi, pods: "10000"}, nodeInfo: {architecture: amd64, kubeletVersion: fake, operatingSystem: linux, bootID: "", containerRuntimeVersion: "", kernelVersion: "", kubeProxyVersion: fake, machineID: "", osImage: "", systemUUID: ""}, phase: Running}
Y
  done
fi
until_ready controller-manager 60 admin get serviceaccount default
echo "$run/admin.kubeconfig"
