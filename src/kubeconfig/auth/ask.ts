import { CliError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";

/** Asks for a user name and a password on standard output, as kubectl does when a kubeconfig names nobody. */
export async function askCredentials(world: World): Promise<JsonObject> {
  const { stdin, stdout } = world.streams;
  stdout.write("Please enter Username: ");
  const username = (await stdin.readLine())?.trim();
  if (!username) throw new CliError("EOF");
  stdout.write("Please enter Password: ");
  const password = (await stdin.readLine())?.trim();
  if (password === undefined) throw new CliError("EOF");
  return { username, password };
}
