// Makes container images by hand, as a folder in the OCI layout, from busybox and kit: images.js KIT FOLDER. With every
// image under the names that manifests use, a pull is a real one and no registry of the internet is needed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

const [kit = "", out = ""] = process.argv.slice(2);
const BUSYBOX = "/bin/busybox";
const TIME = "2023-11-14T22:13:20Z";
const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** @param {string | Buffer} data @returns {{ digest: string, size: number }} */
function blob(data) {
  const bytes = Buffer.from(data);
  const sum = createHash("sha256").update(bytes).digest("hex");
  writeFileSync(join(out, "blobs", "sha256", sum), bytes);
  return { digest: `sha256:${sum}`, size: bytes.length };
}

/** A layer with what `fill` puts into a folder. @param {(root: string) => void} fill */
function layer(fill) {
  const root = mkdtempSync(join(tmpdir(), "kctl-layer-"));
  chmodSync(root, 0o755);
  fill(root);
  const tar = [
    "--sort=name",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    `--mtime=${TIME}`,
    "-C",
    root,
    "-cf",
    "-",
    ".",
  ];
  const bytes = execFileSync("tar", tar, { maxBuffer: 2 ** 28 });
  rmSync(root, { recursive: true });
  const packed = { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", ...blob(gzipSync(bytes)) };
  return { packed, plain: `sha256:${createHash("sha256").update(bytes).digest("hex")}` };
}

/** @param {string} root @param {string} path @param {string} text */
function write(root, path, text) {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode: 0o644 });
}

/** @param {string} root @param {string} from @param {string} to */
function program(root, from, to) {
  mkdirSync(join(root, dirname(to)), { recursive: true });
  copyFileSync(from, join(root, to));
  chmodSync(join(root, to), 0o755);
}

/** @param {string} root */
function openTmp(root) {
  mkdirSync(join(root, "tmp"));
  chmodSync(join(root, "tmp"), 0o1777);
}

const INDEX = /** @type {object[]} */ ([]);

/** @param {ReturnType<typeof layer>[]} layers @param {readonly string[]} names @param {object} config */
function image(layers, names, config) {
  const settings = {
    architecture: "amd64",
    os: "linux",
    created: TIME,
    config: { Env: [PATH], ...config },
    rootfs: { type: "layers", diff_ids: layers.map(({ plain }) => plain) },
    history: layers.map(() => ({ created: TIME })),
  };
  const mediaType = "application/vnd.oci.image.manifest.v1+json";
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...blob(JSON.stringify(settings)) },
    layers: layers.map(({ packed }) => packed),
  };
  const made = { mediaType, ...blob(JSON.stringify(manifest)), platform: { architecture: "amd64", os: "linux" } };
  for (const name of names) {
    const annotations = {
      "io.containerd.image.name": name,
      "org.opencontainers.image.ref.name": name.split(":").at(-1),
    };
    INDEX.push({ ...made, annotations });
  }
}

mkdirSync(join(out, "blobs", "sha256"), { recursive: true });
const base = layer((root) => {
  const applets = execFileSync(BUSYBOX, ["--list-full"], { encoding: "utf8" }).split("\n").filter(Boolean);
  program(root, BUSYBOX, "bin/busybox");
  for (const folder of ["usr", "etc", "root", "home", "var/run", "var/log"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const path of applets.filter((one) => one !== "bin/busybox")) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    symlinkSync(BUSYBOX, join(root, path));
  }
  openTmp(root);
  write(root, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n");
  write(root, "etc/group", "root:x:0:\nnogroup:x:65534:\n");
  write(root, "www/index.html", "<h1>it works</h1>\n");
});
const tools = layer((root) => program(root, kit, "usr/bin/kit"));
const alone = layer((root) => {
  openTmp(root);
  program(root, kit, "app");
  write(root, "etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home:/sbin/nologin\n");
});
const pause = layer((root) => program(root, kit, "pause"));

const HUB = "docker.io/library/";
/** @param {string} name @param {readonly string[]} tags */
const tagged = (name, tags) => tags.map((tag) => `${HUB}${name}:${tag}`);
image([base, tools], [...tagged("busybox", ["latest", "1", "1.28", "1.36"]), ...tagged("alpine", ["latest", "3"])], {
  Cmd: ["sh"],
});
// Stands in for nginx: busybox's httpd on port 80.
image([base, tools], tagged("nginx", ["latest", "1", "1.14.2", "1.16.1", "1.25", "1.27", "alpine"]), {
  Cmd: ["httpd", "-f", "-v", "-p", "80", "-h", "/www"],
  ExposedPorts: { "80/tcp": {} },
  StopSignal: "SIGTERM",
});
// One static program, no shell, no tar, no root.
image([alone], ["docker.io/lab/app:1", "gcr.io/distroless/static:latest"], {
  Entrypoint: ["/app"],
  Cmd: ["serve", ":8080"],
  User: "65532",
  WorkingDir: "/",
  ExposedPorts: { "8080/tcp": {} },
});
image([pause], ["registry.k8s.io/pause:3.10.1"], { Entrypoint: ["/pause"], User: "65535:65535" });
const manifests = { schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: INDEX };
writeFileSync(join(out, "index.json"), JSON.stringify(manifests));
writeFileSync(join(out, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
