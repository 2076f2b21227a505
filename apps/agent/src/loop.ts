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

export interface LoopDeps {
  readonly clock: Clock;
  /** Asked anew for every sample: it may be another one. */
  readonly intervalSeconds: () => number;
  readonly signal: AbortSignal;
}

/** Samples at a fixed rhythm until the signal. A beat that is missed is left out, not made up for. */
export const runLoop = async (steps: LoopSteps, { clock, intervalSeconds, signal }: LoopDeps): Promise<void> => {
  let planned = clock.elapsed();
  for (let seq = 0; !signal.aborted; seq += 1) {
    await sampleOnce(steps, seq);
    const now = clock.elapsed();
    const distance = intervalSeconds();
    planned += (Math.floor((now - planned) / distance) + 1) * distance;
    await clock.sleep(planned - now, signal);
  }
};
