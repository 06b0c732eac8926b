// The main job, on a real control plane of this machine: what a user does first, with the command before each answer.
import { execFileSync, spawnSync } from "node:child_process";

const up = execFileSync("bash", ["test/cluster/up.sh", "demo", "18443"], {
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
const kubeconfig = up.trim().split("\n").at(-1);
const env = { ...process.env, KUBECONFIG: kubeconfig };

/** @param {...string} args */
function show(...args) {
  const shown = args.map((arg) => (/[\s{}*]/.test(arg) ? `'${arg}'` : arg)).join(" ");
  console.log(`\n$ kctl ${shown}`);
  spawnSync(process.execPath, ["bin/kctl.js", ...args], { stdio: "inherit", env });
}

try {
  show("version");
  show("create", "deployment", "web", "--image=nginx:1.27", "--replicas=2");
  show("get", "deployments,replicasets,pods", "-l", "app=web");
  show("label", "deployment", "web", "tier=front");
  show("get", "pods", "-w", "--request-timeout=3s");
  show("get", "pods", "-o", "wide");
  show("get", "pods", "-o", "box");
  show(
    "get",
    "deployment",
    "web",
    "-o",
    "jsonpath={.spec.replicas} replicas of {.spec.template.spec.containers[0].image}{'\\n'}",
  );
  show("get", "deployment", "web", "-o", "yaml", "--export");
  show("get", "deployment", "nosuch");
} finally {
  execFileSync("bash", ["test/cluster/down.sh", "demo"]);
}
