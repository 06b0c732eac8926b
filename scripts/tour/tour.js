// The main job in a cluster of its own, with the command before each answer:
// node bin/kctl.js sandbox run -- node scripts/tour/tour.js
import { spawnSync } from "node:child_process";

const SHOP = "scripts/tour/shop.yaml";

const shown = (/** @type {string} */ word) => (/[\s{}*$'"\\]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word);

/** @param {...string} words */
function kctl(...words) {
  console.log(`\n$ kctl ${words.map(shown).join(" ")}`);
  spawnSync(process.execPath, ["bin/kctl.js", ...words], { stdio: "inherit" });
}

const say = (/** @type {string} */ text) => console.log(`\n# ${text}`);

say("A cluster of its own, in this process");
kctl("version");
kctl("get", "nodes");

say("A manifest with everything a small service needs; a second time there is nothing to do");
kctl("apply", "-f", SHOP);
kctl("wait", "deployment/web", "-n", "shop", "--for=condition=Available");
kctl("apply", "-f", SHOP);
kctl("get", "deployments,replicasets,pods,services,hpa", "-n", "shop");
kctl("get", "pods", "-n", "shop", "-o", "box");
kctl(
  "get",
  "deployment",
  "web",
  "-n",
  "shop",
  "-o",
  String.raw`jsonpath={.spec.template.spec.containers[0].image}{"\n"}`,
);

say("A new version rolls out, and each revision knows what it changed");
kctl("set", "image", "deployment/web", "-n", "shop", "web=nginx:1.28");
kctl("annotate", "deployment", "web", "-n", "shop", "kubernetes.io/change-cause=nginx 1.28");
kctl("rollout", "status", "deployment/web", "-n", "shop");
kctl("rollout", "history", "deployment/web", "-n", "shop", "--diff");

say(
  "An image that does not exist: the rollout hangs, the old pods go on; why, and no longer than that can still change",
);
kctl("set", "image", "deployment/web", "-n", "shop", "web=nginx:nosuch");
const SOON = ["--grace=ErrImagePull=2s", "--grace=ImagePullBackOff=2s"];
kctl("rollout", "status", "deployment/web", "-n", "shop", "--explain", "--fail-fast", ...SOON);
kctl("get", "pods", "-n", "shop");

say("Back to the revision before");
kctl("rollout", "undo", "deployment/web", "-n", "shop", "--preview");
kctl("rollout", "undo", "deployment/web", "-n", "shop");
kctl("rollout", "status", "deployment/web", "-n", "shop");

say("What would applying the manifest again change? It becomes what the file says");
kctl("diff", "-f", SHOP);
kctl("apply", "-f", SHOP);
kctl("rollout", "status", "deployment/web", "-n", "shop");
kctl("get", "pods", "-n", "shop");

say("More of them");
kctl("scale", "deployment", "web", "-n", "shop", "--replicas=5", "--timeout=30s");
kctl("wait", "deployment/web", "-n", "shop", "--for=jsonpath={.status.readyReplicas}=5");

say("A manifest made from words, one from an object; and what a mistake looks like");
const LIMITS = ["--min=2", "--max=10", "--cpu=70%"];
kctl("autoscale", "deployment", "web", "-n", "shop", ...LIMITS, "--dry-run=client", "-o", "yaml");
kctl("create", "job", "hello", "--image=busybox", "--dry-run=client", "-o", "yaml", "--", "echo", "hello");
kctl("get", "service", "web", "-n", "shop", "-o", "yaml", "--export");
kctl("get", "deployment", "nosuch", "-n", "shop");

say("Everything goes");
kctl("delete", "namespace", "shop");
