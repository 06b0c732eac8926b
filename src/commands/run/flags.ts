import { cascadeFlag } from "../../core/cascade.ts";
import { dryRunFlag } from "../../core/dry-run.ts";
import { bool, duration, int, string, stringArray } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { fileFlags } from "../../resources/flags.ts";

/** What the pod is made of. */
const podFlags = {
  annotations: stringArray("Annotation of the pod, KEY=VALUE; may be repeated."),
  command: bool("Take the words behind -- as the container's command instead of its arguments."),
  env: stringArray("Environment variable of the container, NAME=VALUE; may be repeated."),
  expose: bool("Create a service for the pod's port, too."),
  image: string("Image to run.", { required: true }),
  imagePullPolicy: string("When to pull the image: Always, IfNotPresent or Never; the server chooses otherwise."),
  labels: string("Labels of the pod instead of run=NAME, KEY=VALUE pairs joined by commas.", { shorthand: "l" }),
  overrides: string("JSON patch of the pod that would be created."),
  overrideType: string("How --overrides are applied: json, merge or strategic.", { default: "merge" }),
  port: string("Port that the container opens."),
  privileged: bool("Run the container with all rights on the node."),
  restart: string("What happens when the container ends: Always, OnFailure or Never.", { default: "Always" }),
};

/** How to stay with it. */
const attachFlags = {
  attach: bool("Wait until the pod runs, and attach to it; on its own with -i."),
  detachKeys: string("Keys that leave an attached container running.", { default: "ctrl-p,ctrl-q" }),
  leaveStdinOpen: bool("Keep the container's standard input open when the first client leaves."),
  podRunningTimeout: duration("How long to wait for a pod that runs.", { default: 60_000 }),
  quiet: bool("Print nothing but what the container prints.", { shorthand: "q" }),
  rm: bool("Delete the pod when it has ended; only when attached."),
  stdin: bool("Keep the container's standard input open.", { shorthand: "i" }),
  tty: bool("Give the container a terminal.", { shorthand: "t" }),
};

/** How --rm deletes. */
const deleteFlags = {
  ...fileFlags("Manifests; for --rm."),
  ...cascadeFlag,
  force: bool("Do not wait for the pod's graceful end."),
  gracePeriod: int("Seconds that the pod has to end gracefully; -1 for its own.", { default: -1 }),
  timeout: duration("How long to wait for the deletion; 0 for as long as it takes."),
  wait: bool("Wait until what is deleted is gone."),
};

export const runFlags = {
  ...podFlags,
  ...attachFlags,
  ...deleteFlags,
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-run" }),
  record: recordFlag(),
  saveConfig: bool("Remember the objects in an annotation, so that apply can take over later."),
};
