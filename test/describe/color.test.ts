import { expect, test } from "vitest";
import { colored } from "../../src/describe/color.ts";

const paint = (name: string) => (text: string) => `<${name}>${text}</>`;
const painter = { green: paint("green"), yellow: paint("yellow"), red: paint("red"), gray: paint("gray") };

test.each([
  ["Status:       Running", "Status:       <green>Running</>"],
  ["    State:          Waiting", "    State:          <yellow>Waiting</>"],
  ["      Reason:       CrashLoopBackOff", "      Reason:       <red>CrashLoopBackOff</>"],
  ["Status:       Terminating (lasts 5s)", "Status:       <yellow>Terminating</> (lasts 5s)"],
  ["  Ready             True ", "  Ready             <green>True</> "],
  ["  Ready             False ", "  Ready             <red>False</> "],
  ["  MemoryPressure   False   Wed", "  MemoryPressure   <green>False</>   Wed"],
  ["  MemoryPressure   True    Wed", "  MemoryPressure   <red>True</>    Wed"],
  ["  Odd   Unknown", "  Odd   <yellow>Unknown</>"],
  ["  Warning  BackOff  5m", "  <yellow>Warning</>  BackOff  5m"],
  ["    Optional:  False", "    Optional:  False"],
  ["Name:  Running", "Name:  Running"],
])("%s", (line, shown) => expect(colored(`${line}\n`, painter)).toBe(`${shown}\n`));
