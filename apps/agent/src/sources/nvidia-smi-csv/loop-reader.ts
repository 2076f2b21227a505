import type { Clock } from "../../clock.ts";
import type { GpuReport } from "../../gpu-report/gpu-report.ts";
import type { RunResult } from "../../run-bounded.ts";
import { interpretNvidiaSmi, parseNvidiaSmi } from "../nvidia-smi/interpret-nvidia-smi.ts";
import type { ReadOutcome } from "../source.ts";
import { discoverFields, withoutRejected } from "./csv-reader.ts";
import { NvidiaSmiLoop } from "./nvidia-smi-loop.ts";
import { CellMemo } from "./parse-nvidia-smi-csv.ts";

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

  constructor(settings: LoopReaderSettings) {
    this.#settings = settings;
  }

  async read(signal: AbortSignal): Promise<ReadOutcome<GpuReport>> {
    if (this.#loop === null && this.#failed !== null && this.#settings.clock.elapsed() < this.#failed.until) {
      return this.#interpret(this.#failed.result, this.#fields ?? []);
    }
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
    this.#loop?.end();
    await this.#loop?.over();
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
    return this.#interpret(result, loop.fields);
  }

  #interpret(result: RunResult, fields: readonly string[]): ReadOutcome<GpuReport> {
    return interpretNvidiaSmi(result, this.#settings.command, (text) => parseNvidiaSmi(text, fields, this.#memo));
  }
}
