import type { GpuReading, GpuReport } from "../../gpu-report/gpu-report.ts";
import { runBounded } from "../../source/run-bounded.ts";
import type { ReadOutcome } from "../../source/source.ts";
import type { Clock } from "../../system/clock.ts";
import { maxDocumentCharacters, parseDocument } from "./document/parse-document.ts";
import { interpretOutput } from "./output/interpret-output.ts";
import { TableLoop, type TableLoopSettings } from "./table/table-loop.ts";

type Outcome = ReadOutcome<GpuReport>;

/** The document has slow facts that the table lacks; it is read again after this time. */
const documentEverySeconds = 600;

/** A loop that ended is started again after this time, twice as long after each further one without a report. */
const firstPauseSeconds = 5;

/** Without either report the driver is most likely gone: the table is read only this often. */
const fallbackEverySeconds = 60;

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
export class NvidiaSmiReader {
  readonly #command: string;
  readonly #clock: Clock;
  readonly #table: TableLoop;
  #document: { readonly report: GpuReport; readonly at: number } | null = null;
  /** Until then a loop that ended is not started again. */
  #tableAfter = Number.NEGATIVE_INFINITY;
  #tablePause = firstPauseSeconds;
  #fallbackAfter = Number.NEGATIVE_INFINITY;

  constructor(settings: TableLoopSettings, clock: Clock) {
    this.#command = settings.command;
    this.#clock = clock;
    this.#table = new TableLoop(settings);
  }

  async read(signal: AbortSignal): Promise<Outcome> {
    const document = this.#document;
    const now = this.#clock.elapsed();
    const due = document === null || isDivided(document.report) || now - document.at >= documentEverySeconds;
    if (due || now < this.#tableAfter) return this.#readDocument(signal);
    const outcome = await this.#table.read(signal);
    if (signal.aborted) return outcome;
    if (!("value" in outcome)) {
      this.#tableAfter = now + this.#tablePause;
      this.#tablePause = Math.min(documentEverySeconds, 2 * this.#tablePause);
      return this.#readDocument(signal);
    }
    this.#tablePause = firstPauseSeconds;
    if (isDivided(outcome.value) || uuids(outcome.value) !== uuids(document.report)) this.#document = null;
    return { ...outcome, value: withFacts(outcome.value, document.report) };
  }

  /** Ends what runs between reads; resolves when it has ended. */
  close(): Promise<void> {
    return this.#table.close();
  }

  async #readDocument(signal: AbortSignal): Promise<Outcome> {
    await this.#table.close();
    const command = this.#command;
    const result = await runBounded({ command, args: ["-q", "-x"], signal, maxOutputBytes: maxDocumentCharacters });
    const outcome = interpretOutput(result, command, parseDocument);
    if ("value" in outcome) return this.#remember(outcome);
    const now = this.#clock.elapsed();
    if (outcome.kind === "absent" || signal.aborted || now < this.#fallbackAfter) return outcome;
    // A program without the document may have the table.
    this.#fallbackAfter = now + fallbackEverySeconds;
    const table = await this.#table.read(signal);
    if (!("value" in table)) return outcome;
    this.#tableAfter = Number.NEGATIVE_INFINITY;
    return this.#remember(table);
  }

  #remember<T extends Extract<Outcome, { readonly value: GpuReport }>>(outcome: T): T {
    this.#document = { report: outcome.value, at: this.#clock.elapsed() };
    return outcome;
  }
}
