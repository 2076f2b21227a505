import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { Snapshots } from "../sources/index.ts";
import type { ProfilingReading } from "./profiling-fields.ts";
import { ProfilingWatch } from "./profiling-watch.ts";

/** Takes the profiling readings of each sample; says once per change which GPUs have counters that stand still. */
export const profilingTaker = (
  clock: Clock,
  logger: Logger,
): ((snapshots: Snapshots) => ReadonlyMap<string, ProfilingReading> | null) => {
  const watch = new ProfilingWatch();
  let told = "";
  return ({ "nvidia-smi": gpus, "dcgm-exporter": exporter, "dcgmi-dmon": dmon }) => {
    if (exporter === undefined && dmon === undefined) return null;
    // The exporter tells UUIDs, so its values come first.
    const sources = [exporter, dmon].filter((source) => source?.fresh);
    const readings = sources.flatMap((source) => source?.value?.gpus ?? []);
    const believed = watch.believed(gpus.fresh ? (gpus.value?.gpus ?? []) : [], readings, clock.elapsed());
    const stale = watch.stale();
    if (stale.join() !== told) {
      told = stale.join();
      logger.warn(
        { gpus: stale },
        stale.length === 0 ? "profiling counters move again" : "profiling counters stand still",
      );
    }
    return believed;
  };
};
