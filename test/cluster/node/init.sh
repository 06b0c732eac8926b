#!/usr/bin/env bash
# Process 1 of the node, started by up.sh inside new namespaces: mounts, network, containerd, kubelet and kube-proxy.
set -euo pipefail
bin=$NODE_HOME/bin
PATH=$bin:$PATH
cd "$PLACE"
hostname "$NODE"
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs -o mode=755 cgroup /sys/fs/cgroup
for mount in $MOUNTS; do
  IFS=: read -r at type options <<< "$mount"
  mkdir -p "$at"
  options=${options#rw,}
  options=${options#relatime,}
  case $options in name=*) options="none,$options" ;; esac
  if [ "$type" = cgroup2 ]; then mount -t cgroup2 cgroup2 "$at"; else mount -t cgroup -o "$options" cgroup "$at"; fi
done
for pair in kubelet:/var/lib/kubelet containerd:/var/lib/containerd cni:/var/lib/cni pods:/var/log/pods \
  containers:/var/log/containers run-containerd:/run/containerd netns:/run/netns etc-containerd:/etc/containerd etc-cni:/etc/cni; do
  mkdir -p "${pair#*:}"
  mount --bind "fs/${pair%%:*}" "${pair#*:}"
done
for file in sysctl/*; do
  target=/proc/sys/$(basename "$file" | tr . /)
  if [ -e "$target" ]; then mount --bind "$file" "$target"; fi
done
mount --make-rshared /
for _ in $(seq 100); do
  ip link show eth0 > /dev/null 2>&1 && break
  sleep 0.1
done
ip link set lo up
ip addr add "$ADDRESS/30" dev eth0
ip link set eth0 up
ip route add default via "$GATEWAY"
echo 1 > /proc/sys/net/ipv4/ip_forward
kit registry "$NODE_HOME/images" 127.0.0.1:5000 > registry.log 2>&1 &
containerd > containerd.log 2>&1 &
for _ in $(seq 100); do
  ctr -n k8s.io version > /dev/null 2>&1 && break
  sleep 0.1
done
ctr -n k8s.io images import "$NODE_HOME/images.tar" > import.log 2>&1
kubelet --config kubelet.yaml --kubeconfig kubelet.kubeconfig --hostname-override "$NODE" --node-ip "$ADDRESS" \
  --root-dir /var/lib/kubelet > kubelet.log 2>&1 &
kube-proxy --config kube-proxy.yaml --hostname-override "$NODE" > kube-proxy.log 2>&1 &
exec kit pause
