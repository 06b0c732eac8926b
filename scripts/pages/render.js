// Help pages as Markdown: one page for each command, with its sub-commands below it.

/** @typedef {(words: readonly string[]) => Promise<string>} Help gives the help page of a command, by its words after the program */
/** @typedef {{ about: string, examples: string, commands: readonly string[], options: string, usage: string }} Parts */

/** Every page by its file name, README.md for the list of all. @param {Help} help @returns {Promise<Map<string, string>>} */
export async function renderPages(help) {
  const root = await help([]);
  /** @type {Map<string, string>} */
  const pages = new Map();
  const list = [];
  for (const line of root.slice(root.indexOf("\n\n") + 2).split("\n")) {
    const title = /^(\S.*):$/.exec(line)?.[1];
    const [, name, summary] = /^ {2}(\S+)\s+(.*)$/.exec(line) ?? [];
    if (title && title !== "Usage") list.push(`\n## ${title}\n`);
    if (!name || !summary || line.includes("[flags]")) continue;
    list.push(`- [${name}](${name}.md): ${summary}`);
    pages.set(`${name}.md`, (await renderCommand(help, [name], 1)).join("\n"));
  }
  const head = "# Commands\n\nWritten by `npm run pages` from what `--help` says.";
  pages.set("README.md", `${head}\n${list.join("\n")}\n`);
  return pages;
}

/** @param {Help} help @param {readonly string[]} words @param {number} depth @returns {Promise<string[]>} */
async function renderCommand(help, words, depth) {
  const { about, examples, commands, options, usage } = split(await help(words));
  const lines = [`${"#".repeat(depth)} ${words.join(" ")}`, "", escaped(about), ""];
  if (usage) lines.push("```", ...outdented(usage), "```", "");
  if (examples) lines.push("```sh", ...outdented(examples), "```", "");
  const rows = [...options.matchAll(/^ {4}(\S.*):\n\t(.*)$/gm)].map(
    ([, flag, text]) => `| \`${cell(flag)}\` | ${cell(escaped(text ?? ""))} |`,
  );
  if (rows.length > 0) lines.push("| option and its default | meaning |", "|---|---|", ...rows, "");
  for (const name of commands) lines.push(...(await renderCommand(help, [...words, name], Math.min(depth + 1, 4))));
  return lines;
}

/** @param {string} page @returns {Parts} */
function split(page) {
  const [about = "", ...rest] = page.split(/^(?=(?:Aliases|Examples|Available Commands|Options|Usage):$)/m);
  /** @param {string} title */
  const part = (title) => (rest.find((one) => one.startsWith(`${title}:\n`)) ?? "").slice(title.length + 2);
  const commands = [...part("Available Commands").matchAll(/^ {2}(\S+) /gm)].map(
    ([, name]) => /** @type {string} */ (name),
  );
  return {
    about: about.trim(),
    examples: part("Examples"),
    commands,
    options: part("Options"),
    usage: part("Usage").split("\n\n")[0] ?? "",
  };
}

/** @param {string} text */
const outdented = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^ {2}/, "").trimEnd());
/** Markdown takes angle brackets for HTML. @param {string} text */
const escaped = (text) => text.replaceAll("<", "&lt;");
/** @param {string | undefined} text */
const cell = (text = "") => text.replaceAll("|", "\\|");
