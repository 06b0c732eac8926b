/** Puts a prefix in front of every line of a stream of bytes; a last line without an end keeps being without one. */
export function prefixLines(prefix: string): (chunk: Buffer) => Buffer {
  const head = Buffer.from(prefix);
  let isAtStart = true;
  return (chunk) => {
    const parts: Buffer[] = [];
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(10, from);
      const to = end < 0 ? chunk.length : end + 1;
      if (isAtStart) parts.push(head);
      parts.push(chunk.subarray(from, to));
      isAtStart = end >= 0;
      from = to;
    }
    return Buffer.concat(parts);
  };
}

/** Hands bytes on in whole lines, so that several streams can share an output; `rest` is what is left at the end. */
export function wholeLines(): { readonly take: (chunk: Buffer) => Buffer; readonly rest: () => Buffer } {
  let kept: Buffer[] = [];
  return {
    take(chunk) {
      const end = chunk.lastIndexOf(10) + 1;
      if (end === 0) {
        kept.push(chunk);
        return Buffer.alloc(0);
      }
      const whole = Buffer.concat([...kept, chunk.subarray(0, end)]);
      kept = end < chunk.length ? [chunk.subarray(end)] : [];
      return whole;
    },
    rest: () => Buffer.concat(kept),
  };
}
