/** A document that cannot be read; `message` is kubectl's own ("error converting YAML to JSON: yaml: line 6: …"). */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  /** Which document of the input it is, from 1, and the line of the input it starts at. */
  readonly document: number;
  readonly line: number;

  constructor(message: string, { document, line }: { document: number; line: number }) {
    super(message);
    this.document = document;
    this.line = line;
  }
}

/** What is wrong within one YAML text, without kubectl's words around it ("line 6: found unknown escape character"). */
export class YamlError extends Error {
  override readonly name = "YamlError";
}
