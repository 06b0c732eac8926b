// The main job in a cluster of its own, with the command before each answer: node bin/kctl.js sandbox run -- node scripts/tour.js
import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const shown = (/** @type {string} */ word) => (/[\s{}*$'"\\]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word);

/** @param {...string} words */
function kctl(...words) {
  console.log(`\n$ kctl ${words.map(shown).join(" ")}`);
  spawnSync(process.execPath, ["bin/kctl.js", ...words], { stdio: "inherit" });
}

kctl("version");
kctl("get", "nodes");
kctl("create", "configmap", "settings", "--from-literal=colour=green");
kctl("create", "deployment", "web", "--image=nginx:1.27", "--replicas=3");
kctl("get", "deployments,replicasets,pods", "-l", "app=web");
kctl("get", "pods", "-w", "--request-timeout=3s");
kctl("get", "pods", "-o", "wide");
kctl("label", "deployment", "web", "tier=front");
kctl("get", "deployments", "-o", "box");
kctl(
  "get",
  "deployment",
  "web",
  "-o",
  String.raw`jsonpath={.spec.replicas} replicas of {.spec.template.spec.containers[0].image}{"\n"}`,
);
kctl("create", "deployment", "broken", "--image=nginx:nosuch");
await sleep(2000);
kctl("get", "pods", "-l", "app=broken");
kctl("get", "events", "--field-selector=type=Warning", "-o", "custom-columns=REASON:.reason,MESSAGE:.message");
kctl("get", "deployment", "web", "-o", "yaml", "--export");
kctl("get", "deployment", "nosuch");
