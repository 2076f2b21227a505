import type { ChildProcess } from "node:child_process";
import type { GpuReport } from "../../../gpu-report/gpu-report.ts";
import { type RunResult, runBounded, spawnProgram, terminator } from "../../../source/run-bounded.ts";
import type { ReadOutcome } from "../../../source/source.ts";
import type { Clock } from "../../../system/clock.ts";
import { interpretNvidiaSmi, parseNvidiaSmi } from "../output/interpret-output.ts";
import { chooseFields, listedFields, unknownField } from "./fields.ts";
import { FrameReader } from "./frame-reader.ts";
import { CellMemo, maxTableCharacters } from "./parse-table.ts";
import { splitRow } from "./read-table.ts";

/** A driver names one unknown field per try. */
const maxTries = 8;

const run = (command: string, args: readonly string[], signal: AbortSignal): Promise<RunResult> =>
  runBounded({ command, args, signal, maxOutputBytes: maxTableCharacters });

/** The wanted fields that the program lists. */
const discoverFields = async (command: string, signal: AbortSignal): Promise<readonly string[]> => {
  const help = await run(command, ["--help-query-gpu"], signal);
  return chooseFields(help.kind === "exited" ? listedFields(help.stdout) : new Set());
};

/** The fields without the one that the driver rejected; null when it rejected none of them. */
const withoutRejected = (fields: readonly string[], result: RunResult): readonly string[] | null => {
  if (result.kind !== "exited" || result.code === 0) return null;
  const rejected = unknownField(result.stdout + result.stderr);
  return rejected !== null && fields.includes(rejected) ? fields.filter((name) => name !== rejected) : null;
};

/** Reads the GPUs by one query per read; remembers the fields that the driver has. */
export const csvReader = (command: string): ((signal: AbortSignal) => Promise<ReadOutcome<GpuReport>>) => {
  let known: readonly string[] | null = null;
  return async (signal) => {
    let result: RunResult = { kind: "stopped" };
    let fields = known ?? (await discoverFields(command, signal));
    for (let turn = 0; turn < maxTries && !signal.aborted; turn += 1) {
      result = await run(command, [`--query-gpu=${fields.join(",")}`, "--format=csv"], signal);
      const fewer = withoutRejected(fields, result);
      if (fewer === null) break;
      fields = fewer;
    }
    const outcome = interpretNvidiaSmi(result, command, (text) => parseNvidiaSmi(text, fields));
    // After a failure the driver may be another one with other fields.
    known = "value" in outcome ? fields : null;
    return outcome;
  };
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
class NvidiaSmiLoop {
  readonly fields: readonly string[];
  /** Sends SIGTERM, and SIGKILL after the grace. */
  readonly end: () => void;
  /** It has printed a round. */
  delivered = false;
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
    for (;;) {
      const { last } = this.#frames;
      if (last !== null && last.number !== this.#returned && !signal.aborted) {
        this.#returned = last.number;
        const stderr = this.#errors;
        this.#errors = "";
        if (last.failed) await this.stop();
        else this.delivered = true;
        return { kind: "exited", code: last.failed ? 1 : 0, stdout: last.text, stderr };
      }
      if (this.#ended !== null) return signal.aborted ? { kind: "stopped" } : this.#ended;
      // Only while it waits: as a rule a round is there.
      signal.addEventListener("abort", this.end, { once: true });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      signal.removeEventListener("abort", this.end);
    }
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

export interface LoopReaderSettings {
  readonly command: string;
  readonly intervalSeconds: number;
  readonly clock: Clock;
}

/** After a failure the child is started again after this time, twice as long after each further one. */
const firstPauseSeconds = 1;
const longestPauseSeconds = 60;

/** Reads the GPUs from one long-lived child; there is never a second one. */
export class LoopReader {
  readonly #settings: LoopReaderSettings;
  #loop: NvidiaSmiLoop | null = null;
  #fields: readonly string[] | null = null;
  readonly #memo = new CellMemo();
  #failures = 0;
  #failed: { readonly result: RunResult; readonly until: number } | null = null;
  readonly #single: ReturnType<typeof csvReader> | null;
  /** A loop has worked before: while none is started again, single queries are tried. */
  #worked = false;

  /** @param single reads by single queries where the loop turned to errors; null where its caller reads something else then */
  constructor(settings: LoopReaderSettings, single: ReturnType<typeof csvReader> | null = null) {
    this.#settings = settings;
    this.#single = single;
  }

  async read(signal: AbortSignal): Promise<ReadOutcome<GpuReport>> {
    if (this.#loop === null && this.#failed !== null && this.#settings.clock.elapsed() < this.#failed.until)
      return this.#instead(signal) ?? this.#interpret(this.#failed.result, this.#fields ?? []);
    this.#loop ??= await this.#start(signal);
    const loop = this.#loop;
    const result = await loop.next(signal);
    if (loop.ended !== null) return this.#afterEnd(loop, result, signal);
    this.#failures = 0;
    this.#failed = null;
    return this.#interpret(result, loop.fields);
  }

  /** Ends the child; resolves when it has ended. */
  async close(): Promise<void> {
    await this.#loop?.stop();
    this.#loop = null;
  }

  async #start(signal: AbortSignal): Promise<NvidiaSmiLoop> {
    const { command, intervalSeconds } = this.#settings;
    this.#fields ??= await discoverFields(command, signal);
    return new NvidiaSmiLoop({ command, fields: this.#fields, intervalSeconds });
  }

  async #afterEnd(loop: NvidiaSmiLoop, result: RunResult, signal: AbortSignal): Promise<ReadOutcome<GpuReport>> {
    this.#loop = null;
    // A query that fails because of one field is made again at once without it.
    this.#fields = withoutRejected(loop.fields, result);
    if (this.#fields !== null) return this.read(signal);
    const pause = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** this.#failures);
    this.#failures += 1;
    this.#failed = { result, until: this.#settings.clock.elapsed() + pause };
    this.#worked ||= loop.delivered;
    return this.#instead(signal) ?? this.#interpret(result, loop.fields);
  }

  #instead(signal: AbortSignal): Promise<ReadOutcome<GpuReport>> | null {
    return this.#worked && !signal.aborted && this.#single !== null ? this.#single(signal) : null;
  }

  #interpret(result: RunResult, fields: readonly string[]): ReadOutcome<GpuReport> {
    return interpretNvidiaSmi(result, this.#settings.command, (text) => parseNvidiaSmi(text, fields, this.#memo));
  }
}
