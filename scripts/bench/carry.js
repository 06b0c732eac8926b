// node carry.js down|up BYTES PROGRAM [ARGS...]: carries so many bytes through the port that `PROGRAM ARGS`, a port-forward to
// a free port, opens here, and ends it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";

const [direction, bytes, program = "", ...args] = process.argv.slice(2);
const size = Number(bytes);
const forwarding = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
let said = "";
forwarding.stdout.setEncoding("utf8").on("data", (text) => {
  said += text;
});
while (!/->/.test(said)) await once(forwarding.stdout, "data");
const socket = connect(Number(/:(\d+) ->/.exec(said)?.[1]), "127.0.0.1");
let count = 0;
if (direction === "down") {
  // Who forwards looks at every byte that comes; here they are counted alone.
  socket.on("data", (chunk) => {
    count += chunk.length;
    if (count >= size) socket.destroy();
  });
} else {
  // The pod says when it has all.
  socket.once("data", () => socket.destroy());
  const block = Buffer.alloc(256 * 1024, "x");
  for (; count < size; count += block.length) if (!socket.write(block)) await once(socket, "drain");
}
if (!socket.destroyed) await once(socket, "close");
forwarding.kill("SIGINT");
await once(forwarding, "exit");
if (count < size) throw new Error(`${count} of ${size} bytes`);
