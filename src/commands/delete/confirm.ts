import type { World } from "../../core/world.ts";
import type { Place } from "../../resources/places.ts";
import { kindName } from "../../resources/target.ts";

/** Shows what would be deleted and asks on standard output; only y and Y go on (KEP-3895). */
export async function isConfirmed(places: readonly Place[], world: World): Promise<boolean> {
  const { stdin, stdout } = world.streams;
  stdout.write(`You are about to delete the following ${places.length} resource(s):\n`);
  for (const { resource, name } of places) stdout.write(`${kindName(resource)}/${name}\n`);
  stdout.write("Do you want to continue? (y/N): ");
  const answer = (await stdin.readLine()) ?? "";
  if (/^\s*[yY]\s*$/.test(answer)) return true;
  stdout.write("deletion is cancelled\n");
  return false;
}
