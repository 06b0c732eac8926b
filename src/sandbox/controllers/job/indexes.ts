/** The numbers of a text like "0-2,5"; none in an empty one. */
export function readIndexes(text: string): Set<number> {
  const numbers = text.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    if (part === "" || first === undefined || last === undefined) return [];
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
  return new Set(numbers);
}

/** Numbers as text: "0-2,5"; only three in a row and more are drawn together. */
export function writeIndexes(indexes: ReadonlySet<number>): string {
  const runs: [number, number][] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  const words = ([first, last]: [number, number]) =>
    first === last ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`;
  return runs.map(words).join(",");
}
