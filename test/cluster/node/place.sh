# Sourced by the scripts of the real node: versions, and where its parts are kept, beside those of the control plane.
# shellcheck source=../place.sh
. "$here/../place.sh"
containerd=2.4.2
node_home=$cache/node-$kubernetes-$containerd

# Why there can be no real node on this machine; nothing when there can.
unfit() {
  [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { echo "it needs Linux on x86-64" && return; }
  [ "$(id -u)" -eq 0 ] || { echo "it needs root" && return; }
  [ -e /sys/fs/cgroup/memory/cgroup.procs ] || { echo "it needs the controllers of cgroup v1" && return; }
  unshare -m -p -n -u -i -C -f true 2> /dev/null || echo "it may not make namespaces"
}
