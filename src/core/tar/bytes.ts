/** Chunks read in the portions that a format has. */
export class Bytes {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);
  /** How many bytes were handed out. */
  position = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** What is there next, no more than `most`; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.rest.length === 0) {
      const { value, done } = await this.source.next();
      if (done) return undefined;
      this.rest = value;
    }
    const taken = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(taken.length);
    this.position += taken.length;
    return taken;
  }

  /** As many bytes as are asked for. Throws when there are fewer. */
  async exactly(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0; ) {
      const part = await this.some(missing);
      if (!part) throw new Error("unexpected EOF");
      if (part.length === count) return part;
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }
}
