import type { RunResult } from "../../child-process/run-bounded.ts";
import type { Clock } from "../../clock.ts";
import type { GpuReport } from "../nvidia-smi-xml/gpu-report.ts";
import { parseNvidiaSmi } from "../nvidia-smi-xml/parse-nvidia-smi.ts";
import { interpretNvidiaSmi } from "../nvidia-smi-xml/read-nvidia-smi.ts";
import type { ReadOutcome } from "../source.ts";
import { unknownField } from "./choose-fields.ts";
import { NvidiaSmiLoop } from "./nvidia-smi-loop.ts";

import { CellMemo } from "./parse-nvidia-smi-csv.ts";
import { discoverFields } from "./read-nvidia-smi-csv.ts";

export interface LoopReaderSettings {
  readonly command: string;
  readonly intervalSeconds: number;
  readonly clock: Clock;
}

/** After a failure the child is started again this much later, twice as much after each further one. */
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
    const { command, clock } = this.#settings;
    const asked = this.#fields ?? [];
    if (this.#loop === null && this.#failed !== null && clock.elapsed() < this.#failed.until) {
      return this.#interpret(this.#failed.result, asked);
    }
    const loop = await this.#running(command, signal);
    const result = await loop.next(signal);
    if (loop.ended !== null) return this.#over(loop, result, signal);
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

  async #running(command: string, signal: AbortSignal): Promise<NvidiaSmiLoop> {
    if (this.#loop !== null) return this.#loop;
    this.#fields ??= await discoverFields(command, signal);
    const { intervalSeconds } = this.#settings;
    this.#loop = new NvidiaSmiLoop({ command, fields: this.#fields, intervalSeconds });
    return this.#loop;
  }

  async #over(loop: NvidiaSmiLoop, result: RunResult, signal: AbortSignal): Promise<ReadOutcome<GpuReport>> {
    this.#loop = null;
    const unknown = result.kind === "exited" ? unknownField(result.stdout + result.stderr) : null;
    if (unknown !== null && loop.fields.includes(unknown)) {
      // The driver names one field that it does not know; without it there is nothing to wait for.
      this.#fields = loop.fields.filter((name) => name !== unknown);
      return this.read(signal);
    }
    this.#fields = null;
    const pause = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** this.#failures);
    this.#failures += 1;
    this.#failed = { result, until: this.#settings.clock.elapsed() + pause };
    return this.#interpret(result, loop.fields);
  }

  #interpret(result: RunResult, fields: readonly string[]): ReadOutcome<GpuReport> {
    return interpretNvidiaSmi(result, this.#settings.command, (text) => parseNvidiaSmi(text, fields, this.#memo));
  }
}
