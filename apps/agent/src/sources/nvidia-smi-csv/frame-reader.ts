/** One round of a program that prints a table again and again. */
export interface Frame {
  /** Header, messages and rows, each line ended. */
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
}

const longestFrame = 2 ** 20;

/**
 * Finds the rounds in the lines of a table. A round ends when it has as many rows as it says there are GPUs, when a GPU
 * comes again, or when a header does.
 */
export class FrameReader {
  readonly #keyOf: (line: string) => string | null;
  readonly #countOf: (line: string) => number | null;
  #header = "";
  #rest = "";
  #rows: string[] = [];
  #keys = new Set<string>();
  #number = 0;
  #last: Frame | null = null;

  /**
   * @param keyOf key of the GPU in a row; null for a line that is none
   * @param countOf number of GPUs that a row tells
   */
  constructor(keyOf: (line: string) => string | null, countOf: (line: string) => number | null) {
    this.#keyOf = keyOf;
    this.#countOf = countOf;
  }

  /** The last whole round. */
  get last(): Frame | null {
    return this.#last;
  }

  /** Takes what the program printed; a line without its end waits for the rest. */
  take(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    if (this.#rest.length > longestFrame) this.#rest = "";
    for (const line of lines) this.#takeLine(line);
  }

  #takeLine(line: string): void {
    if (line.startsWith("uuid,")) {
      this.#close();
      this.#header = line;
      return;
    }
    const key = this.#keyOf(line);
    if (key !== null && this.#keys.has(key)) this.#close();
    if (key !== null) this.#keys.add(key);
    if (line.trim() !== "") this.#rows.push(line);
    if (this.#rows.length > longestFrame / 100) this.#close();
    if (key !== null && this.#keys.size === this.#countOf(line)) this.#close();
  }

  #close(): void {
    if (this.#keys.size > 0 && this.#header !== "") {
      this.#number += 1;
      this.#last = { number: this.#number, text: `${[this.#header, ...this.#rows].join("\n")}\n` };
    }
    this.#rows = [];
    this.#keys = new Set();
  }
}
