import type { GpuReading, GpuReport } from "../../gpu-report/gpu-report.ts";
import type { ReadOutcome } from "../../source/source.ts";
import type { Clock } from "../../system/clock.ts";
import { readDocument } from "./output/interpret-output.ts";
import { csvReader, LoopReader, type LoopReaderSettings } from "./table/table-loop.ts";

type Outcome = ReadOutcome<GpuReport>;

/** The document has slow facts that the table lacks; it is read again after this time. */
const documentEverySeconds = 600;

/** A loop that ended is started again after this time, twice as long after each further one without a report. */
const firstPauseSeconds = 5;

/** Without either report the driver is most likely gone: the table is read only this often. */
const tableEverySeconds = 60;

/** Values that only the document has; they change only when a GPU is reset. */
const slowValues = ["repairPending", "memoryUnrepairable"] as const;

const withSlowValues = (gpu: GpuReading, known: GpuReading | undefined): GpuReading => {
  if (known === undefined) return gpu;
  const added = slowValues.filter((name) => gpu.unknown[name] === "missing" && known[name] !== null);
  if (added.length === 0) return gpu;
  const values = Object.fromEntries(added.map((name) => [name, known[name]]));
  const unknown = Object.fromEntries(
    Object.entries(gpu.unknown).filter(([name]) => !added.some((candidate) => candidate === name)),
  );
  return { ...gpu, ...values, unknown };
};

/** A table's report with the facts of a document of the same driver and the same GPUs. */
const withFacts = (report: GpuReport, facts: GpuReport): GpuReport => ({
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
 * Reads the document at the start, once in a while, and always where a GPU is divided, whose slices only the document
 * has; else the table of one long-lived process, which costs least. There is never more than one process.
 */
export class AutoReader {
  readonly #command: string;
  readonly #clock: Clock;
  readonly #loop: LoopReader;
  readonly #table: (signal: AbortSignal) => Promise<Outcome>;
  #document: { readonly report: GpuReport; readonly at: number } | null = null;
  /** Until then a loop that ended is not started again. */
  #loopAfter = Number.NEGATIVE_INFINITY;
  #loopPause = firstPauseSeconds;
  #tableAfter = Number.NEGATIVE_INFINITY;

  constructor(settings: LoopReaderSettings) {
    this.#command = settings.command;
    this.#clock = settings.clock;
    this.#loop = new LoopReader(settings);
    this.#table = csvReader(settings.command);
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
    const outcome = await readDocument(this.#command, signal);
    if ("value" in outcome) return this.#remember(outcome);
    const now = this.#clock.elapsed();
    if (outcome.kind === "absent" || signal.aborted || now < this.#tableAfter) return outcome;
    // A program without the document may have the table.
    this.#tableAfter = now + tableEverySeconds;
    const table = await this.#table(signal);
    return "value" in table ? this.#remember(table) : outcome;
  }

  #remember<T extends Extract<Outcome, { readonly value: GpuReport }>>(outcome: T): T {
    this.#document = { report: outcome.value, at: this.#clock.elapsed() };
    return outcome;
  }
}
