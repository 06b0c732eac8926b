import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { openWire, type Wire } from "./wire.ts";

const POD = "/api/v1/namespaces/default/pods/one";
const V5 = "v5.channel.k8s.io";

let wire: Wire;
beforeAll(async () => {
  wire = await openWire();
  const spec = { containers: [{ name: "main", image: "busybox", env: [{ name: "COLOR", value: "blue" }] }] };
  const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "one" }, spec };
  await wire.ask("POST", "/api/v1/namespaces/default/pods", { body });
  await wire.ask("POST", "/api/v1/namespaces/default/pods", { body: { ...body, metadata: { name: "two" } } });
  for (;;) {
    const { json } = await wire.ask("GET", POD);
    if ((json as { status?: { phase?: string } }).status?.phase === "Running") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});
afterAll(() => wire.close());

interface Played {
  readonly out: string;
  readonly err: string;
  readonly status: { status?: string; message?: string; details?: { causes?: { message: string }[] } };
  readonly refusal?: string;
}

const frame = (channel: number, text: string) => Buffer.concat([Buffer.from([channel]), Buffer.from(text)]);

/** Speaks with a subresource: sends what is given, waits for the end. */
function speak(path: string, sent: readonly Buffer[] = [], options: object = {}, protocol = V5): Promise<Played> {
  const { clusters, users } = JSON.parse(wire.serving.kubeconfig);
  const pem = (data: string) => Buffer.from(data, "base64");
  const socket = new WebSocket(wire.serving.url.replace(/^http/, "ws") + path, [protocol], {
    ca: pem(clusters[0].cluster["certificate-authority-data"]),
    cert: pem(users[0].user["client-certificate-data"]),
    key: pem(users[0].user["client-key-data"]),
    ...options,
  });
  const got = ["", "", "", ""];
  return new Promise((resolve) => {
    socket.on("open", () => {
      for (const one of sent) socket.send(one);
    });
    socket.on("message", (data: Buffer) => {
      got[data[0] as number] += data.subarray(1).toString("utf8");
    });
    const ended = (more: object = {}) => {
      const status = got[3] ? JSON.parse(got[3]) : {};
      resolve({ out: got[1] as string, err: got[2] as string, status, ...more });
    };
    socket.on("close", () => ended());
    socket.on("error", () => {});
    socket.on("unexpected-response", (_, answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => ended({ refusal: `${answer.statusCode} ${JSON.parse(text).message}` }));
    });
  });
}

const exec = (script: string, sent: readonly Buffer[] = [], more = "", protocol = V5) =>
  speak(
    `${POD}/exec?command=sh&command=-c&command=${encodeURIComponent(script)}&stdout=true${more}`,
    sent,
    {},
    protocol,
  );
const code = ({ status }: Played) =>
  status.status === "Success" ? 0 : Number(status.details?.causes?.[0]?.message ?? Number.NaN);

describe("the played shell", () => {
  test.each([
    ["echo hi  there", "hi there\n", 0],
    ["echo 'a  b' \"c $COLOR\" '$COLOR'", "a  b c blue $COLOR\n", 0],
    ["echo a; echo b && echo c || echo d", "a\nb\nc\n", 0],
    ["false && echo no || echo yes", "yes\n", 0],
    ["exit 7", "", 7],
    ["false; echo $?", "1\n", 0],
    ["seq 1 100000 | head -n 2", "1\n2\n", 0],
    ["seq 1 100000 | wc -l", "100000\n", 0],
    ["echo x | exit 3", "", 3],
    ["exit 300", "", 44],
    ["X=1 Y='a b'; echo $X${Y}!", "1a b!\n", 0],
    ["X='a  b'; echo $X; echo \"$X\"", "a b\na  b\n", 0],
    ["echo one > /tmp/f; echo two >> /tmp/f; cat /tmp/f; ls /tmp; rm /tmp/f", "one\ntwo\nf\n", 0],
    ["cd /tmp && pwd; cd ../etc && pwd", "/tmp\n/etc\n", 0],
    ["echo lost > /dev/null; printf '%s=%d\\n' a 1 b 2", "a=1\nb=2\n", 0],
    ["nosuch", "", 127],
    ["echo 'open", "", 2],
    ["hostname # a comment", "one\n", 0],
    ["echo oops >&2", "", 0],
    ["cat < /etc/hostname", "one\n", 0],
  ])("%s", async (script, out, wanted) => {
    const played = await exec(script);
    expect([played.out, code(played)]).toEqual([out, wanted]);
  });

  test("errors go to stderr where it is asked for", async () => {
    const { out, err } = await exec("nosuch; cat /nosuch", [], "&stderr=true");
    expect([out, err]).toEqual(["", "sh: nosuch: not found\ncat: can't open '/nosuch': No such file or directory\n"]);
  });
});

describe("input", () => {
  test("reaches the command, and its end too (v5)", async () => {
    const played = await exec(
      "cat; echo done",
      [frame(0, "some "), frame(0, "text\n"), Buffer.from([255, 0])],
      "&stdin=true",
    );
    expect([played.out, code(played)]).toEqual(["some text\ndone\n", 0]);
  });

  test("is a script for a shell", async () => {
    const played = await speak(`${POD}/exec?command=sh&stdin=true&stdout=true`, [frame(0, "echo a\nexit 4\n")]);
    expect([played.out, code(played)]).toEqual(["a\n", 4]);
  });

  test("v4 has no word for its end, but a command may end without", async () => {
    const played = await exec("head -c 3", [frame(0, "abcdef")], "&stdin=true", "v4.channel.k8s.io");
    expect([played.out, code(played)]).toEqual(["abc", 0]);
  });
});

describe("a terminal", () => {
  const type = (keys: string, script = "sh") =>
    speak(`${POD}/exec?command=${script}&stdin=true&stdout=true&tty=true`, [
      frame(4, '{"Width":132,"Height":43}'),
      frame(0, keys),
    ]);

  test("echoes, prompts, edits and knows its size", async () => {
    const played = await type("stty sise\u007f\u007fze; exit 5\r");
    expect(played.out).toBe("/ # stty sise\b \b\b \bze; exit 5\r\n43 132\r\n");
    expect(code(played)).toBe(5);
  });

  test("Ctrl-C ends what runs, not the shell; Ctrl-D ends the shell", async () => {
    const socket = await type("sleep 1000\r\u0003\u0004");
    expect(socket.out).toBe("/ # sleep 1000\r\n^C\r\n/ # ");
    expect(code(socket)).toBe(130);
  });
});

describe("who may not", () => {
  test.each([
    ["a stranger", { cert: undefined, key: undefined }, "401 Unauthorized"],
    [
      "a user without the right",
      { headers: { "impersonate-user": "bob" } },
      '403 pods "one" is forbidden: User "bob" cannot get resource "pods/exec" in API group "" in the namespace "default"',
    ],
  ])("%s", async (_, options, refusal) => {
    const played = await speak(`${POD}/exec?command=true&stdout=true`, [], options);
    expect(played.refusal).toBe(refusal);
  });

  test("who may only get must not stream either", async () => {
    const rules = [{ apiGroups: [""], resources: ["pods/exec"], verbs: ["get"] }];
    const rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/default";
    await wire.ask("POST", `${rbac}/roles`, { body: { metadata: { name: "getter" }, rules } });
    const subjects = [{ kind: "User", apiGroup: "rbac.authorization.k8s.io", name: "carl" }];
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "getter" };
    await wire.ask("POST", `${rbac}/rolebindings`, { body: { metadata: { name: "getter" }, subjects, roleRef } });
    const options = { headers: { "impersonate-user": "carl" } };
    const { refusal } = await speak(`${POD}/exec?command=true&stdout=true`, [], options);
    expect(refusal).toContain('403 pods "one" is forbidden: User "carl" cannot create resource "pods/exec"');
  });
});

describe("what cannot be", () => {
  test.each([
    [`${POD}/exec?command=true&stdout=true&container=x`, "400 container x is not valid for pod one"],
    [`${POD}/exec?command=true`, "400 you must specify at least one of stdin, stdout, stderr"],
    ["/api/v1/namespaces/default/pods/nope/exec?command=true&stdout=true", '404 pods "nope" not found'],
  ])("%s", async (path, refusal) => {
    expect((await speak(path)).refusal).toBe(refusal);
  });

  test("a program that is not there", async () => {
    const { status } = await speak(`${POD}/exec?command=nosuch&stdout=true`);
    expect(status.message).toContain('exec: "nosuch": executable file not found in $PATH');
  });

  test("another protocol", async () => {
    const { refusal } = await speak(`${POD}/exec?command=true&stdout=true`, [], {}, "v1.example");
    expect(refusal).toContain("400 ");
  });

  test("without an upgrade", async () => {
    const { status, json } = await wire.ask("GET", `${POD}/exec?command=true`);
    expect([status, json.message]).toEqual([400, "Upgrade request required"]);
  });

  test("an upgrade of something else is a usual request", async () => {
    const { status } = await wire.ask("GET", POD, { headers: { connection: "upgrade", upgrade: "websocket" } });
    expect(status).toBe(200);
  });
});

describe("attach", () => {
  const PODS = "/api/v1/namespaces/default/pods";
  interface Seen {
    readonly status?: { phase?: string; containerStatuses?: { state: { terminated?: { exitCode: number } } }[] };
  }
  const seen = async (name: string) => (await wire.ask("GET", `${PODS}/${name}`)).json as Seen;
  const started = async (name: string, container: object, phase = "Running") => {
    const spec = { restartPolicy: "Never", containers: [{ name: "main", image: "busybox", ...container }] };
    await wire.ask("POST", PODS, { body: { apiVersion: "v1", kind: "Pod", metadata: { name }, spec } });
    await reaches(name, phase);
  };
  const reaches = async (name: string, phase: string) => {
    while ((await seen(name)).status?.phase !== phase) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const attach = (name: string, sent: readonly Buffer[], more = "&stdin=true&stderr=true") =>
    speak(`${PODS}/${name}/attach?stdout=true${more}`, sent);

  test("talks with the main program; its exit code is the container's, what it said is the log", async () => {
    await started("talks", { stdin: true, stdinOnce: true });
    const played = await attach("talks", [frame(0, "echo hi\necho oops >&2\nexit 4\n")]);
    expect([played.out, played.err, played.status.status]).toEqual(["hi\n", "oops\n", "Success"]);
    await reaches("talks", "Failed");
    expect((await seen("talks")).status?.containerStatuses?.[0]?.state.terminated?.exitCode).toBe(4);
    expect((await wire.ask("GET", `${PODS}/talks/log`)).text).toBe("hi\noops\n");
  });

  test("the end of the input ends a program that reads to the end", async () => {
    await started("reads", { stdin: true, stdinOnce: true, command: ["cat"] });
    const played = await attach("reads", [frame(0, "all\n"), Buffer.from([255, 0])]);
    expect([played.out, played.status.status]).toEqual(["all\n", "Success"]);
    await reaches("reads", "Succeeded");
  });

  test("a pod that is made anew under the same name is another one", async () => {
    const name = "a-name-that-is-longer-than-what-container-numbers-hold";
    for (const word of ["first", "second"]) {
      await started(name, { stdin: true, stdinOnce: true });
      const played = await attach(name, [frame(0, `ls /tmp; echo ${word} > /tmp/${word}; exit 0\n`)]);
      expect([played.out, played.status.status]).toEqual(["", "Success"]);
      await wire.ask("DELETE", `${PODS}/${name}?gracePeriodSeconds=0`);
      while ((await wire.ask("GET", `${PODS}/${name}`)).status !== 404)
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test("a pod that is deleted ends the session", async () => {
    await started("goes", { stdin: true });
    const playing = attach("goes", [frame(0, "sleep 1000\n")]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await wire.ask("DELETE", `${PODS}/goes?gracePeriodSeconds=0`);
    expect((await playing).status.status).toBe("Success");
  });

  test("who has a terminal has one output", async () => {
    await started("term", { stdin: true, tty: true });
    expect((await attach("term", [])).refusal).toBe(
      "400 rpc error: code = InvalidArgument desc = tty and stderr cannot both be true",
    );
  });

  test("a container that does not run", async () => {
    await started("ran", { command: ["true"] }, "Succeeded");
    expect((await attach("ran", [])).status.message).toBe(
      'Internal error occurred: unable to upgrade connection: container not found ("main")',
    );
  });
});
