import { chunksOf, lineOf } from "../streams/pipe.ts";
import { fileSystemPrograms } from "./file-programs.ts";
import { printed } from "./printf.ts";
import { shell } from "./shell.ts";
import { tar, test } from "./tar.ts";
import { Exit, type Program, type Task } from "./task.ts";

const say =
  (text: (task: Task) => string): Program =>
  async (task) => {
    await task.out(text(task));
    return 0;
  };

const environment = ({ env }: Task): string => [...env].map(([key, value]) => `${key}=${value}\n`).join("");

const echo: Program = async ({ argv, out }) => {
  const isOpen = argv[1] === "-n";
  await out(`${argv.slice(isOpen ? 2 : 1).join(" ")}${isOpen ? "" : "\n"}`);
  return 0;
};

const sleep: Program = async (task) => {
  const seconds = task.argv[1] === "infinity" ? 2 ** 31 / 1000 - 1 : Number(task.argv[1]?.replace(/s$/, ""));
  if (Number.isNaN(seconds)) {
    await task.err(`sleep: invalid number '${task.argv[1] ?? ""}'\n`);
    return 1;
  }
  const { signal } = task;
  await new Promise<void>((resolve, reject) => {
    const cancel = task.after(seconds * 1000, resolve);
    const stop = () => {
      cancel();
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return 0;
};

const head: Program = async (task) => {
  const [, flag = "-n", count = "10"] = task.argv;
  if (flag !== "-c") {
    for (let left = Number(count); left > 0; left--) {
      const line = await lineOf(task.stdin, task.signal);
      if (line === undefined) break;
      await task.out(`${line}\n`);
    }
    return 0;
  }
  let left = Number(count);
  while (left > 0) {
    const chunk = await task.stdin.read(task.signal);
    if (!chunk) break;
    await task.out(chunk.subarray(0, left));
    left -= chunk.length;
  }
  return 0;
};

const seq: Program = async ({ argv, out }) => {
  const numbers = argv.slice(1).map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] as number) : 1;
  // In blocks: one message for each line would be slow.
  for (let at = first; at <= last; at += 1000) {
    const block = Array.from({ length: Math.min(1000, last - at + 1) }, (_, more) => `${at + more}\n`);
    await out(block.join(""));
  }
  return 0;
};

const wc: Program = async (task) => {
  let [lines, bytes] = [0, 0];
  for await (const chunk of chunksOf(task.stdin, task.signal)) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  await task.out(`${task.argv[1] === "-l" ? lines : bytes}\n`);
  return 0;
};

const read: Program = async (task) => {
  const line = await lineOf(task.stdin, task.signal);
  task.env.set(task.argv[1] ?? "REPLY", line ?? "");
  return line === undefined ? 1 : 0;
};

const stty: Program = async ({ terminal, out, err }) => {
  if (!terminal) {
    await err("stty: standard input: Not a tty\n");
    return 1;
  }
  const { rows, columns } = terminal();
  await out(`${rows} ${columns}\n`);
  return 0;
};

const set: Program = async ({ argv, env }) => {
  for (const word of argv.slice(1).filter((one) => one.includes("="))) {
    env.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
  }
  return 0;
};

/** What the played shell can do, by name. */
export const PROGRAMS: Readonly<Record<string, Program>> = {
  ...fileSystemPrograms,
  ":": async () => 0,
  true: async () => 0,
  false: async () => 1,
  exit: async ({ argv }) => {
    throw new Exit(Number.parseInt(argv[1] ?? "0", 10) & 255);
  },
  echo,
  printf: async ({ argv, out }) => {
    await out(printed(argv[1] ?? "", argv.slice(2)));
    return 0;
  },
  env: say(environment),
  printenv: say(environment),
  export: set,
  hostname: say(({ env }) => `${env.get("HOSTNAME") ?? ""}\n`),
  whoami: say(() => "root\n"),
  id: say(() => "uid=0(root) gid=0(root)\n"),
  uname: say(() => "Linux\n"),
  date: say(({ now }) => `${new Date(now()).toUTCString()}\n`),
  tty: say(({ terminal }) => (terminal ? "/dev/pts/0\n" : "not a tty\n")),
  sleep,
  head,
  seq,
  wc,
  read,
  stty,
  tar,
  test,
  sh: shell,
  ash: shell,
  bash: shell,
};
