import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LoadlineError, reasonOf } from "@loadline/model";
import type { Logger } from "../system/logger.ts";

const fileName = "health-events.jsonl";
/** More than a node makes in days; the oldest go first. */
const maxEvents = 256;
/** The schema bounds an event far below this. */
const maxEventLength = 4096;

/** Level by level: the recursive mkdir of Node 20 never returns below /proc. */
const makeDirectory = (path: string): void => {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
};

const isEvent = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "bootId" in value && "seq" in value;
  } catch {
    return false;
  }
};

const readEvents = (directory: string): readonly string[] => {
  // Before 0.2 the directory held segment files of unacknowledged samples, which the recommender rejects as old.
  const names = readdirSync(directory);
  for (const name of names) if (/^\d{12}\.ring$/.test(name)) rmSync(join(directory, name));
  if (!names.includes(fileName)) return [];
  const lines = readFileSync(join(directory, fileName), "utf8").split("\n");
  return lines.filter((line) => line.length <= maxEventLength && isEvent(line)).slice(-maxEvents);
};

/**
 * Health events that the broker has not acknowledged, in one file of JSON lines, so that they survive a restart. The file
 * is replaced as a whole: at any instant it holds the events before or after a change. An event may be sent twice;
 * consumers recognise it by (node, bootId, seq).
 */
export class HealthStore {
  readonly #path: string;
  readonly #logger: Logger;
  /** Each event as JSON, oldest first. */
  readonly #events: Set<string>;
  #writable = true;

  /** @throws LL_RING_UNUSABLE for a directory that cannot be made or read */
  constructor(directory: string, logger: Logger) {
    this.#path = join(directory, fileName);
    this.#logger = logger;
    try {
      makeDirectory(directory);
      this.#events = new Set(readEvents(directory));
    } catch (cause) {
      throw new LoadlineError("LL_RING_UNUSABLE", { directory, detail: reasonOf(cause) }, { cause });
    }
  }

  /** After a start: the events that an earlier start left. */
  events(): readonly string[] {
    return [...this.#events];
  }

  add(json: string): void {
    if (this.#events.has(json)) return;
    this.#events.add(json);
    const [oldest] = this.#events;
    if (this.#events.size > maxEvents && oldest !== undefined) this.#events.delete(oldest);
    this.#write();
  }

  /** The event is acknowledged, or can never be sent. */
  remove(json: string): void {
    if (this.#events.delete(json)) this.#write();
  }

  #write(): void {
    try {
      writeFileSync(`${this.#path}.new`, `${[...this.#events].join("\n")}\n`, { mode: 0o600, flush: true });
      renameSync(`${this.#path}.new`, this.#path);
      this.#writable = true;
    } catch (error) {
      const fields = { file: this.#path, problem: String(error) };
      if (this.#writable)
        this.#logger.warn(fields, "cannot write health events to disk; they may not survive a restart");
      this.#writable = false;
    }
  }
}
