# Sourced by the other scripts: which versions, where everything is kept (outside the checkout), and who is running.
kubernetes=1.36.3 kwok=0.8.0
cache=${KCTL_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kctl-cluster}
bin=$cache/k8s-$kubernetes/bin
kwok_home=$cache/kwok-$kwok
parts="kwok scheduler controller-manager apiserver etcd" # in the order of stopping

# A process number may have been given to somebody else meanwhile: ours have the run folder among their arguments.
alive() { # run folder, part
  local pid
  pid=$(cat "$1/$2.pid" 2> /dev/null) && [ -n "$pid" ] && arguments "$pid" | grep -qF -- "$1/"
}
arguments() { # process number; small Linux images have no ps
  if [ -d /proc/self ]; then tr '\0' ' ' < "/proc/$1/cmdline"; else ps -p "$1" -o args=; fi 2> /dev/null
}
