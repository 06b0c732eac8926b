/** Chunks handed from one who writes to one who reads; who writes waits while much lies unread. */
export class Flow {
  private readonly chunks: Buffer[] = [];
  private waiting = 0;
  private refusal: unknown;
  private isOver = false;
  private isIdle = false;
  private tellIdle = () => {};
  private wakeReader = () => {};
  private wakeWriter = () => {};

  /** Resolves when there is room for more. */
  async put(chunk: Buffer): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.chunks.push(chunk);
    this.isIdle = false;
    this.waiting += chunk.length;
    this.wakeReader();
    while (this.waiting > MOST_WAITING && !this.refusal) {
      await new Promise<void>((resolve) => {
        this.wakeWriter = resolve;
      });
    }
    if (this.refusal) throw this.refusal;
  }

  /** Resolves when its reader waits for more, having seen everything. Throws what it gave up with. */
  async idle(): Promise<void> {
    while (!this.isIdle && !this.refusal) {
      await new Promise<void>((resolve) => {
        this.tellIdle = resolve;
      });
    }
    if (this.refusal) throw this.refusal;
  }

  /** Nothing more comes. */
  close(): void {
    this.isOver = true;
    this.wakeReader();
  }

  /** Nothing more is read: who writes gets this error. */
  cancel(error: unknown): void {
    this.refusal = error;
    this.wakeWriter();
    this.tellIdle();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk) {
        this.waiting -= chunk.length;
        if (this.waiting <= MOST_WAITING) this.wakeWriter();
        yield chunk;
      } else if (this.isOver) return;
      else {
        this.isIdle = true;
        this.tellIdle();
        await new Promise<void>((resolve) => {
          this.wakeReader = resolve;
        });
      }
    }
  }
}

const MOST_WAITING = 1024 * 1024;
