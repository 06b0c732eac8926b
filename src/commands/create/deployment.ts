import { randomInt } from "node:crypto";
import { int32, strings } from "../../core/flags.ts";
import { deployment } from "../../generate/deployment.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --image=image -- [COMMAND] [args...]",
  about: "Create a deployment with the given name, which runs the given images.",
  examples: `
# One image; with a command
{program} create deployment web --image=nginx
{program} create deployment web --image=busybox -- date

# Three replicas; a port
{program} create deployment web --image=nginx --replicas=3
{program} create deployment web --image=nginx --port=80

# Two containers
{program} create deployment web --image=nginx --image=redis`,
  resource: { group: "apps", version: "v1", plural: "deployments", namespaced: true },
  failure: "failed to create deployment: ",
  flags: {
    image: strings("Image to run; may be repeated, a container each.", { required: true }),
    port: int32("Port that the first container opens.", { default: -1 }),
    replicas: int32("How many pods to run.", { shorthand: "r", default: 1 }),
  },
  build({ flags, name, command }) {
    const { image: images, replicas, port } = flags;
    return deployment({ name, images, replicas, port, command, suffix });
  },
});

/** Letters and digits that form no words. */
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

const suffix = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
