import type { Clock } from "../../clock.ts";
import { nvidiaSmiCsvReader } from "../nvidia-smi-csv/read-nvidia-smi-csv.ts";
import { LoopReader, type LoopReaderSettings } from "../nvidia-smi-csv/read-nvidia-smi-loop.ts";
import type { ReadOutcome } from "../source.ts";
import type { GpuReading, GpuReport } from "./gpu-report.ts";
import { interpretNvidiaSmi, readNvidiaSmi } from "./read-nvidia-smi.ts";

type Outcome = ReadOutcome<GpuReport>;

/** The document tells of slow facts that the table lacks; it is read again this much later. */
const documentEverySeconds = 600;

/** A loop that ended is tried again this much later, twice as much after each further one that gives nothing. */
const firstPauseSeconds = 5;

/** Where neither tells anything, most likely the driver is gone: the table is asked for only this often. */
const tableEverySeconds = 60;

/** What the table cannot tell and a document of a moment ago can, as it changes only when a GPU is reset. */
const slowValues = ["repairPending", "memoryUnrepairable"] as const;

const withSlowValues = (gpu: GpuReading, known: GpuReading | undefined): GpuReading => {
  if (known === undefined) return gpu;
  const own = slowValues.filter((name) => gpu.unknown[name] === "missing" && known[name] !== null);
  if (own.length === 0) return gpu;
  const values = Object.fromEntries(own.map((name) => [name, known[name]]));
  const unknown = Object.fromEntries(
    Object.entries(gpu.unknown).filter(([name]) => !own.some((candidate) => candidate === name)),
  );
  return { ...gpu, ...values, unknown };
};

/** A table's report with what a document has told of the same driver and the same GPUs. */
export const withFacts = (report: GpuReport, facts: GpuReport): GpuReport => ({
  ...report,
  cudaVersion: facts.driverVersion === report.driverVersion ? facts.cudaVersion : null,
  gpus: report.gpus.map((gpu) =>
    withSlowValues(
      gpu,
      facts.gpus.find(({ uuid }) => uuid === gpu.uuid),
    ),
  ),
});

const uuids = ({ gpus }: GpuReport): string =>
  gpus
    .map(({ uuid }) => uuid)
    .sort()
    .join();

const isDivided = ({ gpus }: GpuReport): boolean => gpus.some(({ migEnabled }) => migEnabled === true);

/**
 * Reads what the document says at the start, once in a while, and always where a GPU is divided, whose slices only the
 * document has; else the table of one long-lived process, which costs least. There is never more than one process.
 */
export class AutoReader {
  readonly #command: string;
  readonly #clock: Clock;
  readonly #loop: LoopReader;
  readonly #table: (signal: AbortSignal) => Promise<Outcome>;
  #document: { readonly report: GpuReport; readonly at: number } | null = null;
  /** Until then a loop that ended is not tried again. */
  #loopAfter = Number.NEGATIVE_INFINITY;
  #loopPause = firstPauseSeconds;
  #tableAfter = Number.NEGATIVE_INFINITY;

  constructor(settings: LoopReaderSettings) {
    this.#command = settings.command;
    this.#clock = settings.clock;
    this.#loop = new LoopReader(settings);
    this.#table = nvidiaSmiCsvReader(settings.command);
  }

  async read(signal: AbortSignal): Promise<Outcome> {
    const document = this.#document;
    const now = this.#clock.elapsed();
    const due = document === null || isDivided(document.report) || now - document.at >= documentEverySeconds;
    if (due || now < this.#loopAfter) return this.#readDocument(signal);
    const outcome = await this.#loop.read(signal);
    if (signal.aborted) return outcome;
    if (!("value" in outcome)) {
      this.#loopAfter = now + this.#loopPause;
      this.#loopPause = Math.min(documentEverySeconds, 2 * this.#loopPause);
      return this.#readDocument(signal);
    }
    this.#loopPause = firstPauseSeconds;
    if (isDivided(outcome.value) || uuids(outcome.value) !== uuids(document.report)) this.#document = null;
    return { ...outcome, value: withFacts(outcome.value, document.report) };
  }

  /** Ends what runs between reads; resolves when it has ended. */
  close(): Promise<void> {
    return this.#loop.close();
  }

  async #readDocument(signal: AbortSignal): Promise<Outcome> {
    await this.#loop.close();
    const outcome = interpretNvidiaSmi(await readNvidiaSmi(this.#command, signal), this.#command);
    if ("value" in outcome) return this.#keep(outcome);
    const now = this.#clock.elapsed();
    if (outcome.kind === "absent" || signal.aborted || now < this.#tableAfter) return outcome;
    // A program that does not know the document may know the table.
    this.#tableAfter = now + tableEverySeconds;
    const table = await this.#table(signal);
    return "value" in table ? this.#keep(table) : outcome;
  }

  #keep<T extends Extract<Outcome, { readonly value: GpuReport }>>(outcome: T): T {
    this.#document = { report: outcome.value, at: this.#clock.elapsed() };
    return outcome;
  }
}
