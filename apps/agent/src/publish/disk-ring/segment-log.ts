import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
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

/** How what was written is forced to the medium, so that it outlives a power cut too. */
export interface Medium {
  /** Returns when it is there. */
  readonly force: (file: number) => void;
  /** Goes on at once; `done` is called when it is there, or with what kept it from that. */
  readonly forceSoon: (file: number, done: (error: Error | null) => void) => void;
}

const disk: Medium = { force: fdatasyncSync, forceSoon: fdatasync };

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
  readonly #medium: Medium;
  #bytes = 0;
  #forced = true;

  constructor(folder: string, segmentBytes: number, medium: Medium = disk) {
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#medium = medium;
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
    this.#leave();
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
    this.#forced = false;
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

  /** Forces what was appended to the medium. @throws the system's error */
  force(): void {
    if (this.#forced || this.#head === null) return;
    this.#medium.force(this.#head.file);
    this.#forced = true;
  }

  /** The same without waiting; the system's error goes to `failed`. */
  forceSoon(failed: (error: Error) => void): void {
    if (this.#forced || this.#head === null) return;
    const { file } = this.#head;
    this.#forced = true;
    this.#medium.forceSoon(file, (error) => {
      // A file that was left meanwhile is forced again before it is closed.
      if (error !== null && this.#head?.file === file) failed(error);
    });
  }

  /** The present file takes no more records; it is closed when what it has is on the medium. */
  #leave(): void {
    const head = this.#head;
    this.#head = null;
    if (head === null) return;
    if (this.#forced) closeSync(head.file);
    else this.#medium.forceSoon(head.file, () => closeSync(head.file));
    this.#forced = true;
  }

  close(): void {
    if (this.#head !== null) closeSync(this.#head.file);
    this.#head = null;
  }
}
