/** One round of a program that prints a table again and again. */
export interface Frame {
  /** Header, messages and rows, each line ended. */
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
  /** It has no row: the program prints messages in place of the table. */
  readonly failed: boolean;
}

interface FrameRow {
  /** Of the GPU. */
  readonly key: string;
  /** Number of GPUs of the node in the row; null where it has none. */
  readonly gpus: number | null;
}

const longestFrame = 2 ** 20;

/**
 * Finds the rounds in the lines of a table. A round ends when it has as many rows as the node has GPUs, or when a GPU or
 * the header is repeated.
 */
export class FrameReader {
  readonly #read: (line: string) => FrameRow | null;
  #header = "";
  #rest = "";
  #rows: string[] = [];
  #keys = new Set<string>();
  #number = 0;
  #last: Frame | null = null;

  /** @param read the row of a line; null for a line that is none */
  constructor(read: (line: string) => FrameRow | null) {
    this.#read = read;
  }

  /** The last whole round. */
  get last(): Frame | null {
    return this.#last;
  }

  /** Adds output of the program; a line without its end waits for the rest. */
  push(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > longestFrame) this.#rest = "";
    for (const line of lines) this.#pushLine(line);
  }

  #pushLine(line: string): void {
    if (line.startsWith("uuid,")) {
      this.#close();
      this.#header = line;
      return;
    }
    const row = this.#read(line);
    if (row !== null && this.#keys.has(row.key)) this.#close();
    // A message that comes again with no row in between: the rows do not come any more.
    if (row === null && this.#keys.size === 0 && this.#rows.includes(line)) this.#end(this.#rows, true);
    if (row !== null) this.#keys.add(row.key);
    if (line.trim() !== "") this.#rows.push(line);
    if (this.#rows.length > longestFrame / 100) this.#close();
    if (row !== null && this.#keys.size === row.gpus) this.#close();
  }

  #end(lines: readonly string[], failed: boolean): void {
    this.#number += 1;
    this.#last = { number: this.#number, text: `${lines.join("\n")}\n`, failed };
    this.#rows = [];
  }

  #close(): void {
    if (this.#keys.size > 0 && this.#header !== "") this.#end([this.#header, ...this.#rows], false);
    this.#rows = [];
    this.#keys = new Set();
  }
}
