import { Condition, type ConditionRule } from "../health/condition.ts";
import type { GpuReading } from "../sources/nvidia-smi-xml/gpu-report.ts";
import type { ProfilingReading } from "./profiling-fields.ts";

/** At this load the engine cannot have been idle. */
const busyRatio = 0.9;
/** So often in a row, and for so long, is no coincidence of two clocks: an exporter may show values of 40 s ago. */
const suspicion: ConditionRule = { samples: 3, persistSeconds: 60 };

const engineActive = ({ graphicsActiveRatio, smActiveRatio }: ProfilingReading): number | null =>
  graphicsActiveRatio ?? smActiveRatio;

/**
 * Tells profiling counters that stand still from those of an idle GPU. After some faults they stay 0 until the
 * profiler is restarted, while the driver says the GPU is busy.
 *
 * | driver says busy | engine active | for                | then           |
 * | ---------------- | ------------- | ------------------ | -------------- |
 * | ≥ 0.9            | 0             | 3 samples and 60 s | stale: unknown |
 * | ≥ 0.9            | 0             | less               | believed       |
 * | any              | > 0           | once               | believed again |
 * | less or unknown  | 0 or unknown  | –                  | as it was      |
 */
export class ProfilingWatch {
  readonly #still = new Map<string, Condition>();

  /**
   * The reading of each GPU by UUID, without those that are stale. One call per sample.
   * @param now seconds of a clock; only differences count
   */
  believed(
    gpus: readonly GpuReading[],
    readings: readonly ProfilingReading[],
    now: number,
  ): ReadonlyMap<string, ProfilingReading> {
    const found = new Map<string, ProfilingReading>();
    for (const gpu of gpus) {
      const reading = readingOf(gpu, readings);
      if (reading === undefined) continue;
      if (!this.#standsStill(gpu, reading, now)) found.set(gpu.uuid, reading);
    }
    return found;
  }

  /** UUIDs of the GPUs whose counters stand still. */
  stale(): readonly string[] {
    return [...this.#still].filter(([, still]) => still.raised).map(([uuid]) => uuid);
  }

  #standsStill(gpu: GpuReading, reading: ProfilingReading, now: number): boolean {
    const active = engineActive(reading);
    const moves = active !== null && active > 0;
    const busy = gpu.utilizationRatio !== null && gpu.utilizationRatio >= busyRatio;
    // A counter that moves once is a new beginning.
    const still = moves ? new Condition() : (this.#still.get(gpu.uuid) ?? new Condition());
    this.#still.set(gpu.uuid, still);
    still.observe(active === 0 && busy ? true : null, now, suspicion);
    return still.raised;
  }
}

/** By UUID; by index only where the source tells no UUID. */
const readingOf = (gpu: GpuReading, readings: readonly ProfilingReading[]): ProfilingReading | undefined =>
  readings.find(({ uuid, index }) => (uuid === null ? index === gpu.index : uuid === gpu.uuid));
