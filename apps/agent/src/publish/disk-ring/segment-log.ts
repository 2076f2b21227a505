import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type RingRecord, scanRecords } from "./record.ts";

/** Where a record stands. */
export interface Place {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

interface Segment {
  bytes: number;
}

/** Makes a folder level by level: Node's own recursive way never ends below /proc. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

const namePattern = /^(\d{12})\.ring$/;
const nameOf = (segment: number): string => `${String(segment).padStart(12, "0")}.ring`;

/** Records in append-only files, of which only the oldest is ever deleted. */
export class SegmentLog {
  readonly #folder: string;
  readonly #segmentBytes: number;
  /** Oldest first. */
  readonly #segments = new Map<number, Segment>();
  #head: { readonly number: number; readonly file: number } | null = null;
  #bytes = 0;

  constructor(folder: string, segmentBytes: number) {
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Number of the oldest file that takes no more records; null when there is none. */
  get oldest(): number | null {
    const [first] = this.#segments.keys();
    return first === undefined || first === this.#head?.number ? null : first;
  }

  /**
   * Reads what is there; answers the number of damaged places. Later records go to a new file, so that a torn end stays
   * where it is.
   */
  open(visit: (record: RingRecord, place: Place) => void): number {
    makeFolder(this.#folder);
    const numbers = readdirSync(this.#folder).flatMap((name) => {
      const [, digits] = namePattern.exec(name) ?? [];
      return digits === undefined ? [] : [Number(digits)];
    });
    let damaged = 0;
    for (const segment of numbers.sort((a, b) => a - b)) {
      const bytes = readFileSync(join(this.#folder, nameOf(segment)));
      this.#segments.set(segment, { bytes: bytes.length });
      this.#bytes += bytes.length;
      const scanned = scanRecords(bytes);
      damaged += scanned.damaged;
      for (const { record, offset, length } of scanned.found) visit(record, { segment, offset, length });
    }
    return damaged;
  }

  /** True when a record of this length begins a new file. */
  rotates(length: number): boolean {
    if (this.#head === null) return true;
    const bytes = this.#segments.get(this.#head.number)?.bytes ?? 0;
    return bytes > 0 && bytes + length > this.#segmentBytes;
  }

  rotate(): void {
    const number = Math.max(-1, ...this.#segments.keys()) + 1;
    const file = openSync(join(this.#folder, nameOf(number)), "ax", 0o600);
    this.close();
    this.#head = { number, file };
    this.#segments.set(number, { bytes: 0 });
  }

  /** Appends to the present file. @throws the system's error; what was written of the record then is taken back */
  append(record: Buffer): Place {
    if (this.#head === null) this.rotate();
    const head = this.#head;
    const segment = head === null ? undefined : this.#segments.get(head.number);
    if (head === null || segment === undefined) throw new RangeError("the ring has no file to write to");
    const offset = segment.bytes;
    try {
      for (let written = 0; written < record.length; ) {
        written += writeSync(head.file, record, written, record.length - written, null);
      }
    } catch (error) {
      ftruncateSync(head.file, offset);
      throw error;
    }
    segment.bytes += record.length;
    this.#bytes += record.length;
    return { segment: head.number, offset, length: record.length };
  }

  /** The bytes of a record; null when they cannot be had. */
  read({ segment, offset, length }: Place): Buffer | null {
    let file: number | null = null;
    try {
      file = openSync(join(this.#folder, nameOf(segment)), "r");
      if (fstatSync(file).size < offset + length) return null;
      const bytes = Buffer.alloc(length);
      return readSync(file, bytes, 0, length, offset) === length ? bytes : null;
    } catch {
      return null;
    } finally {
      if (file !== null) closeSync(file);
    }
  }

  delete(segment: number): void {
    unlinkSync(join(this.#folder, nameOf(segment)));
    this.#bytes -= this.#segments.get(segment)?.bytes ?? 0;
    this.#segments.delete(segment);
  }

  close(): void {
    if (this.#head !== null) closeSync(this.#head.file);
    this.#head = null;
  }
}
