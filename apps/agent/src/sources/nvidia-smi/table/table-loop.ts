import type { ChildProcess } from "node:child_process";
import type { GpuReport } from "../../../gpu-report/gpu-report.ts";
import { type RunResult, runBounded, spawnProgram, terminator } from "../../../source/run-bounded.ts";
import type { ReadOutcome } from "../../../source/source.ts";
import { interpretOutput } from "../output/interpret-output.ts";
import { chooseFields, listedFields, unknownField } from "./fields.ts";
import { type Frame, FrameReader } from "./frame-reader.ts";
import { CellMemo, maxTableCharacters, parseTable } from "./parse-table.ts";
import { splitRow } from "./read-table.ts";

/** The wanted fields that the program lists. */
const discoverFields = async (command: string, signal: AbortSignal): Promise<readonly string[]> => {
  const help = await runBounded({ command, args: ["--help-query-gpu"], signal, maxOutputBytes: maxTableCharacters });
  return chooseFields(help.kind === "exited" ? listedFields(help.stdout) : new Set());
};

/** The fields without the one that the driver rejected; null when it rejected none of them. */
const withoutRejected = (fields: readonly string[], result: RunResult): readonly string[] | null => {
  if (result.kind !== "exited" || result.code === 0) return null;
  const rejected = unknownField(result.stdout + result.stderr);
  return rejected !== null && fields.includes(rejected) ? fields.filter((name) => name !== rejected) : null;
};

interface LoopSettings {
  readonly command: string;
  /** Fields of the query; the UUID first. */
  readonly fields: readonly string[];
  readonly intervalSeconds: number;
}

const longestError = 4096;

const frameReader = (fields: readonly string[]): FrameReader => {
  const count = fields.indexOf("count");
  return new FrameReader((line) => {
    const cells = splitRow(line, fields.length);
    const [key] = cells;
    if (key === undefined || cells.length !== fields.length) return null;
    const text = cells[count] ?? "";
    return { key, gpus: /^\d{1,4}$/.test(text) ? Number(text) : null };
  });
};

/** One long-lived child that prints the table again and again: no new process for each read. */
class LoopChild {
  readonly fields: readonly string[];
  /** Sends SIGTERM, and SIGKILL after the grace. */
  readonly end: () => void;
  readonly #frames: FrameReader;
  #errors = "";
  /** The beginning of its output, which has the reason when it ends at once. */
  #head = "";
  #ended: RunResult | null = null;
  /** Number of the last frame that a read has returned. */
  #returned = 0;
  #waiting: (() => void)[] = [];

  constructor({ command, fields, intervalSeconds }: LoopSettings) {
    this.fields = fields;
    this.#frames = frameReader(fields);
    const milliseconds = Math.max(100, Math.round(intervalSeconds * 1000));
    const args = [`--query-gpu=${fields.join(",")}`, "--format=csv", `-lms`, String(milliseconds)];
    const child = spawnProgram(command, args);
    this.end = terminator(child);
    this.#listen(child);
  }

  get ended(): RunResult | null {
    return this.#ended;
  }

  /**
   * Resolves with a round that no read has returned yet, as the run of a program that printed it and ended; or with the end
   * of the child. When the signal aborts, the child is terminated, and its end is waited for.
   */
  async next(signal: AbortSignal): Promise<RunResult> {
    if (signal.aborted) this.end();
    while (this.#ended === null) {
      const { last } = this.#frames;
      if (last !== null && last.number !== this.#returned && !signal.aborted) return this.#take(last);
      // Only while it waits: as a rule a round is there.
      signal.addEventListener("abort", this.end, { once: true });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      signal.removeEventListener("abort", this.end);
    }
    return signal.aborted ? { kind: "stopped" } : this.#ended;
  }

  async #take({ number, text, failed }: Frame): Promise<RunResult> {
    this.#returned = number;
    const stderr = this.#errors;
    this.#errors = "";
    if (failed) await this.stop();
    return { kind: "exited", code: failed ? 1 : 0, stdout: text, stderr };
  }

  /** Ends the child; resolves when it has ended. */
  async stop(): Promise<void> {
    this.end();
    while (this.#ended === null) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #listen(child: ChildProcess): void {
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      if (this.#head.length < longestError) this.#head += chunk.slice(0, longestError);
      this.#frames.push(chunk);
      this.#wake();
    });
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
      this.#errors = (this.#errors + chunk).slice(-longestError);
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      this.#finish({ kind: "not-started", missing: error.code === "ENOENT", detail: error.message });
    });
    child.once("close", (code) => {
      const stdout = this.#frames.last === null ? this.#head : "";
      const stderr = this.#errors || (stdout === "" ? "the loop ended" : "");
      this.#finish({ kind: "exited", code: code === 0 ? 1 : code, stdout, stderr });
    });
  }

  #finish(result: RunResult): void {
    this.#ended ??= result;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export interface TableLoopSettings {
  readonly command: string;
  readonly intervalSeconds: number;
}

/** Reads the GPUs from one long-lived child; there is never a second one. */
export class TableLoop {
  readonly #settings: TableLoopSettings;
  readonly #memo = new CellMemo();
  #child: LoopChild | null = null;
  /** The fields that the driver has; null until it has listed them, and after a failure: it may be another one. */
  #fields: readonly string[] | null = null;

  constructor(settings: TableLoopSettings) {
    this.#settings = settings;
  }

  async read(signal: AbortSignal): Promise<ReadOutcome<GpuReport>> {
    const child = this.#child ?? (await this.#start(signal));
    const result = await child.next(signal);
    if (child.ended !== null) {
      this.#child = null;
      // A query that fails because of one field is made again at once without it.
      this.#fields = withoutRejected(child.fields, result);
      if (this.#fields !== null) return this.read(signal);
    }
    return interpretOutput(result, this.#settings.command, (text) => parseTable(text, child.fields, this.#memo));
  }

  /** Ends the child; resolves when it has ended. */
  async close(): Promise<void> {
    await this.#child?.stop();
    this.#child = null;
  }

  async #start(signal: AbortSignal): Promise<LoopChild> {
    const { command, intervalSeconds } = this.#settings;
    this.#fields ??= await discoverFields(command, signal);
    this.#child = new LoopChild({ command, fields: this.#fields, intervalSeconds });
    return this.#child;
  }
}
