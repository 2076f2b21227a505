import type { Inventory, Telemetry } from "@loadline/wire";
import type { Clock } from "./clock.ts";
import type { HealthEvent } from "./health/health-event.ts";
import type { Snapshots } from "./sources/index.ts";

/** The steps of one sample, in their order. */
export interface LoopSteps {
  /** What every source says, in bounded time. */
  readonly read: () => Promise<Snapshots>;
  /** The static facts, or null while they are unknown. */
  readonly takeInventory: (snapshots: Snapshots) => Inventory | null;
  readonly makeSample: (snapshots: Snapshots, inventory: Inventory | null, seq: number) => Telemetry;
  /** What began or ended about the GPUs. */
  readonly watchHealth: (snapshots: Snapshots) => readonly HealthEvent[];
  readonly publish: (sample: Telemetry, inventory: Inventory | null, health: readonly HealthEvent[]) => void;
  /** Keeps the sample for /metrics, /healthz and /readyz. */
  readonly show: (sample: Telemetry) => void;
}

export const sampleOnce = async (steps: LoopSteps, seq: number): Promise<Telemetry> => {
  const snapshots = await steps.read();
  const inventory = steps.takeInventory(snapshots);
  const sample = steps.makeSample(snapshots, inventory, seq);
  const health = steps.watchHealth(snapshots);
  steps.publish(sample, inventory, health);
  steps.show(sample);
  return sample;
};

/** Samples at a fixed rhythm until the signal. A beat that is missed is left out, not made up for. */
export const runLoop = async (
  steps: LoopSteps,
  { clock, intervalSeconds, signal }: { clock: Clock; intervalSeconds: number; signal: AbortSignal },
): Promise<void> => {
  const start = clock.elapsed();
  for (let seq = 0; !signal.aborted; seq += 1) {
    await sampleOnce(steps, seq);
    const now = clock.elapsed();
    const beats = Math.floor((now - start) / intervalSeconds) + 1;
    await clock.sleep(start + beats * intervalSeconds - now, signal);
  }
};
