import type { Entry } from "../cli/command.ts";
import { commands as apply } from "./apply/index.ts";
import { commands as auth } from "./auth/index.ts";
import { commands as certificate } from "./certificate/index.ts";
import { commands as cluster } from "./cluster-info/index.ts";
import { commands as config } from "./config/index.ts";
import { commands as create } from "./create/index.ts";
import { commands as kuberc } from "./kuberc/index.ts";
import { commands as plugin } from "./plugin/index.ts";
import { commands as rollout } from "./rollout/index.ts";
import { commands as sandbox } from "./sandbox/index.ts";
import { commands as set } from "./set/index.ts";
import { commands as top } from "./top/index.ts";

const BEGINNER = "Basic Commands (Beginner)";
const INTERMEDIATE = "Basic Commands (Intermediate)";
const MANAGEMENT = "Cluster Management Commands";
const TROUBLE = "Troubleshooting and Debugging Commands";
const ADVANCED = "Advanced Commands";
const SETTINGS = "Settings Commands";
const OTHER = "Other Commands";

/** kubectl's commands that come in a later version; they count as known names for suggestions. */
const later: Entry = { summary: "", missing: true };

/** The table of contents, in kubectl's order (suggestions are printed in it). */
export const root: Entry = {
  summary: "kctl controls Kubernetes clusters; it understands what is written for kubectl.",
  group: {
    usage: "[flags]",
    about: "{program} controls Kubernetes clusters. It takes kubectl's words and answers with kubectl's bytes.",
  },
  commands: {
    create: {
      section: BEGINNER,
      summary: "Create an object from a generator",
      load: () => import("./create/create.ts"),
      commands: create,
    },
    expose: {
      section: BEGINNER,
      summary: "Create a service for a pod, a deployment and the like",
      load: () => import("./expose/expose.ts"),
    },
    run: { section: BEGINNER, summary: "Create a pod that runs an image", load: () => import("./run/run.ts") },
    set: {
      section: BEGINNER,
      summary: "Set images, variables, limits and the like of objects",
      group: { usage: "SUBCOMMAND", helpTo: "stderr" },
      commands: set,
    },
    explain: {
      section: INTERMEDIATE,
      summary: "Explain types and their fields in the server's words",
      load: () => import("./explain/explain.ts"),
    },
    get: { section: INTERMEDIATE, summary: "Show one or many objects", load: () => import("./get/get.ts") },
    edit: {
      section: INTERMEDIATE,
      summary: "Edit objects of the cluster in your editor",
      load: () => import("./edit/edit.ts"),
    },
    delete: {
      section: INTERMEDIATE,
      summary: "Delete objects by manifests, names, labels, or all of a type",
      load: () => import("./delete/delete.ts"),
    },
    rollout: {
      section: MANAGEMENT,
      summary: "Show, wait for, undo and steer the rollouts of workloads",
      group: { usage: "SUBCOMMAND", helpTo: "stdout" },
      commands: rollout,
    },
    scale: {
      section: MANAGEMENT,
      summary: "Change how many replicas a workload has",
      load: () => import("./scale/scale.ts"),
    },
    autoscale: {
      section: MANAGEMENT,
      summary: "Let the number of replicas follow what pods use",
      load: () => import("./autoscale/autoscale.ts"),
    },
    certificate: {
      section: MANAGEMENT,
      summary: "Approve or deny certificate signing requests",
      group: { usage: "SUBCOMMAND", helpTo: "stdout", alwaysHelps: true },
      commands: certificate,
    },
    "cluster-info": {
      section: MANAGEMENT,
      summary: "Show the addresses of the control plane and of cluster services",
      load: () => import("./cluster-info/cluster-info.ts"),
      commands: cluster,
    },
    top: {
      section: MANAGEMENT,
      summary: "Show the CPU and memory that nodes and pods use",
      group: { usage: "[flags]" },
      commands: top,
    },
    cordon: {
      section: MANAGEMENT,
      summary: "Keep new pods away from nodes",
      load: () => import("./drain/cordon.ts"),
    },
    uncordon: {
      section: MANAGEMENT,
      summary: "Let new pods onto nodes again",
      load: () => import("./drain/uncordon.ts"),
    },
    drain: {
      section: MANAGEMENT,
      summary: "Empty nodes before they are serviced",
      load: () => import("./drain/drain.ts"),
    },
    taint: { section: MANAGEMENT, summary: "Set or remove taints of nodes", load: () => import("./taint/taint.ts") },
    describe: {
      section: TROUBLE,
      summary: "Tell all about objects in words, with their events",
      load: () => import("./describe/describe.ts"),
    },
    logs: {
      section: TROUBLE,
      summary: "Print what the containers of pods have written",
      load: () => import("./logs/logs.ts"),
    },
    attach: {
      section: TROUBLE,
      summary: "Connect with the main program of a container",
      load: () => import("./attach/attach.ts"),
    },
    exec: {
      section: TROUBLE,
      summary: "Run a command in a container",
      load: () => import("./exec/exec.ts"),
    },
    "port-forward": {
      section: TROUBLE,
      summary: "Connect ports of this machine with ports of a pod",
      load: () => import("./port-forward/port-forward.ts"),
    },
    proxy: {
      section: TROUBLE,
      summary: "Serve the API on this machine with your credentials",
      load: () => import("./proxy/proxy.ts"),
    },
    cp: {
      section: TROUBLE,
      summary: "Copy files and folders to and from containers",
      load: () => import("./cp/cp.ts"),
    },
    auth: {
      section: TROUBLE,
      summary: "Ask what is allowed, and grant it",
      group: { usage: "[flags]" },
      commands: auth,
    },
    debug: {
      section: TROUBLE,
      summary: "Look into pods and nodes with a container of your own",
      load: () => import("./debug/debug.ts"),
    },
    events: {
      section: TROUBLE,
      summary: "Show what happened to objects, the oldest first",
      load: () => import("./events/events.ts"),
    },
    diff: {
      section: ADVANCED,
      summary: "Show what apply would change",
      load: () => import("./diff/diff.ts"),
    },
    apply: {
      section: ADVANCED,
      summary: "Make objects be as manifests say",
      load: () => import("./apply/apply.ts"),
      commands: apply,
    },
    patch: {
      section: ADVANCED,
      summary: "Change fields of objects by a patch",
      load: () => import("./patch/patch.ts"),
    },
    replace: {
      section: ADVANCED,
      summary: "Put what manifests say in the place of objects",
      load: () => import("./replace/replace.ts"),
    },
    wait: {
      section: ADVANCED,
      summary: "Wait until objects exist, are gone, or have come to a state",
      load: () => import("./wait/wait.ts"),
    },
    kustomize: later,
    label: { section: SETTINGS, summary: "Set or remove labels of objects", load: () => import("./metadata/label.ts") },
    annotate: {
      section: SETTINGS,
      summary: "Set or remove annotations of objects",
      load: () => import("./metadata/annotate.ts"),
    },
    completion: {
      section: SETTINGS,
      summary: "Print the completion script for a shell (bash, zsh, fish or powershell)",
      load: () => import("./completion/completion.ts"),
    },
    "api-versions": {
      section: OTHER,
      summary: 'List the API versions that the server serves, as "group/version"',
      load: () => import("./api-versions.ts"),
    },
    "api-resources": {
      section: OTHER,
      summary: "List the resource types that the server serves",
      load: () => import("./api-resources.ts"),
    },
    config: {
      section: OTHER,
      summary: "Show and change kubeconfig files",
      group: {
        usage: "SUBCOMMAND",
        about: `Show and change kubeconfig files.

Which files: the one of --kubeconfig alone; otherwise those of $KUBECONFIG, merged, where the first file that says
something wins; otherwise ~/.kube/config. A change is written to the file that holds the entry.`,
      },
      commands: config,
    },
    kuberc: {
      section: OTHER,
      summary: "Show and change the preferences in kuberc files",
      group: { usage: "SUBCOMMAND" },
      commands: kuberc,
    },
    plugin: {
      section: OTHER,
      summary: "List plugins: programs on PATH that add commands",
      group: { usage: "[flags]" },
      commands: plugin,
    },
    sandbox: {
      section: OTHER,
      summary: "Run a cluster in one process, for demos, lessons and tests",
      group: {
        usage: "SUBCOMMAND",
        about: "Run a cluster in one process on this machine, for demos, lessons and tests.",
      },
      commands: sandbox,
    },
    version: {
      section: OTHER,
      summary: "Print the versions of the client and the server",
      load: () => import("./version.ts"),
    },
    options: { hidden: true, summary: "List the flags that every command takes", load: () => import("./options.ts") },
    help: { hidden: true, summary: "Show the help page of a command", load: () => import("./help.ts") },
    alpha: { hidden: true, summary: "Commands for features in alpha", group: { usage: "[flags]" }, commands: {} },
  },
};
