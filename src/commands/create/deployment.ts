import { randomInt } from "node:crypto";
import { int32, strings } from "../../core/flags.ts";
import { deployment } from "../../generate/deployment.ts";
import { defineCreator, exactName } from "./creator.ts";

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
  flags: {
    image: strings("Image to run; may be repeated, a container each.", { required: true }),
    port: int32("Port that the first container opens.", { default: -1 }),
    replicas: int32("How many pods to run.", { shorthand: "r", default: 1 }),
  },
  async build(given) {
    const { flags, args, dash } = given;
    return deployment({
      name: exactName(given),
      images: flags.image,
      replicas: flags.replicas,
      port: flags.port,
      command: dash >= 0 ? args.slice(dash) : [],
      suffix,
    });
  },
});

/** Letters and digits that form no words. */
const LETTERS = "bcdfghjklmnpqrstvwxz2456789";

const suffix = (): string => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
