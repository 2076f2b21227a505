import type { GpuReading } from "../gpu-report/gpu-report.ts";
import type { ProfilingReading } from "../gpu-report/profiling-fields.ts";
import type { Logger } from "../system/logger.ts";
import { Debounce, type DebounceRule } from "./debounce.ts";

/** At this utilisation the engine cannot have been idle. */
const busyRatio = 0.9;
/** So often in a row, and for so long, is no coincidence of two clocks: an exporter may have values of 40 s ago. */
const suspicion: DebounceRule = { samples: 3, persistSeconds: 60 };

/**
 * Separates profiling counters that stand still from those of an idle GPU. After some faults they stay 0 until the
 * profiler is restarted, while the driver reports a busy GPU.
 *
 * | utilisation     | engine active | for                | then           |
 * | --------------- | ------------- | ------------------ | -------------- |
 * | ≥ 0.9           | 0             | 3 samples and 60 s | stale: unknown |
 * | ≥ 0.9           | 0             | less               | used           |
 * | any             | > 0           | once               | used again     |
 * | less or unknown | 0 or unknown  | –                  | as before      |
 */
export class ProfilingWatch {
  readonly #logger: Logger;
  readonly #still = new Map<string, Debounce>();
  /** GPUs of the last log line. */
  #logged = "";

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /**
   * The reading of each GPU by UUID, without stale ones. One call per sample.
   * @param now seconds of a clock; only differences count
   */
  usable(gpus: readonly GpuReading[], readings: readonly ProfilingReading[], now: number) {
    const found = new Map<string, ProfilingReading>();
    for (const gpu of gpus) {
      // By UUID; by index only where the source has no UUIDs.
      const reading = readings.find(({ uuid, index }) => (uuid === null ? index === gpu.index : uuid === gpu.uuid));
      if (reading !== undefined && !this.#isStale(gpu, reading, now)) found.set(gpu.uuid, reading);
    }
    this.#log();
    return found;
  }

  #isStale(gpu: GpuReading, reading: ProfilingReading, now: number): boolean {
    const active = reading.graphicsActiveRatio ?? reading.smActiveRatio;
    const busy = gpu.utilizationRatio !== null && gpu.utilizationRatio >= busyRatio;
    // A counter that moves once starts the observation again.
    const before = active !== null && active > 0 ? undefined : this.#still.get(gpu.uuid);
    const still = before ?? new Debounce();
    this.#still.set(gpu.uuid, still);
    still.observe(active === 0 && busy ? true : null, now, suspicion);
    return still.raised;
  }

  #log(): void {
    const gpus = [...this.#still].filter(([, still]) => still.raised).map(([uuid]) => uuid);
    if (gpus.join() === this.#logged) return;
    this.#logged = gpus.join();
    const message = gpus.length === 0 ? "profiling counters change again" : "profiling counters no longer change";
    this.#logger.warn({ gpus }, message);
  }
}
