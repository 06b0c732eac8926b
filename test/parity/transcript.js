// The pages under cases/: what a user types, without answers, since both programs answer live.
//   $ kubectl get pods        compared; `> ` lines below it go on with it (heredocs)
//   @ kubectl apply -f x      set-up, by the real kubectl on either side
//   # one namespace           on the first line: nothing here changes the server, so both sides look at the same objects
//   # differs: ID             the next line differs on purpose, as the row ID of docs/differences.md says
//   # as a set                the next line watches: how often it sees a state is chance, so each stream is compared by which
//                             lines it has, not by how often and in which order

/** @typedef {{ number: number, command: string, isSetup: boolean, differs: string | undefined, isSet: boolean }} Step */
/** @typedef {{ isShared: boolean, steps: readonly Step[] }} Transcript */

/**
 * Reads a page; throws on lines that are none of the above, so that no command is passed over in silence.
 * @param {string} text @returns {Transcript}
 */
export function parseTranscript(text) {
  /** @type {Step[]} */
  const steps = [];
  let isShared = false;
  /** @type {string | undefined} */
  let differs;
  let isSet = false;
  for (const [at, line] of text.split("\n").entries()) {
    const last = steps.at(-1);
    if (line === "# one namespace" && !last) isShared = true;
    else if (line.startsWith("# differs: ")) differs = line.slice("# differs: ".length).trim();
    else if (line === "# as a set") isSet = true;
    else if (line === "" || line.startsWith("#")) continue;
    else if (/^[$@] ./.test(line)) {
      steps.push({ number: at + 1, command: line.slice(2), isSetup: line.startsWith("@"), differs, isSet });
      differs = undefined;
      isSet = false;
    } else if (/^>( |$)/.test(line) && last) last.command += `\n${line.slice(2)}`;
    else throw new Error(`line ${at + 1} is neither a command nor a comment: ${line}`);
  }
  if (differs) throw new Error(`the mark "differs: ${differs}" at the end belongs to no line`);
  if (isSet) throw new Error('the mark "as a set" at the end belongs to no line');
  return { isShared, steps };
}

/** The marks that docs/differences.md has a row for. @param {string} markdown */
export const documentedDifferences = (markdown) =>
  new Set([...markdown.matchAll(/^\| `([^`]+)`/gm)].map(([, id]) => id));
