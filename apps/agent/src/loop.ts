import type { Inventory, Telemetry } from "@loadline/protocol";
import type { HealthEvent } from "./health/health-event.ts";
import type { NodeSnapshot } from "./sources/index.ts";
import type { Clock } from "./system/clock.ts";

export interface LoopSteps {
  /** Reads every source, in bounded time. */
  readonly read: () => Promise<NodeSnapshot>;
  /** The static facts, or null while they are unknown. */
  readonly makeInventory: (snapshot: NodeSnapshot) => Inventory | null;
  readonly makeSample: (snapshot: NodeSnapshot, inventory: Inventory | null, seq: number) => Telemetry;
  /** Conditions of the GPUs that began or ended. */
  readonly watchHealth: (snapshot: NodeSnapshot) => readonly HealthEvent[];
  readonly publish: (sample: Telemetry, inventory: Inventory | null, health: readonly HealthEvent[]) => void;
  /** Stores the sample for /metrics, /healthz and /readyz. */
  readonly show: (sample: Telemetry) => void;
}

export const sampleOnce = async (steps: LoopSteps, seq: number): Promise<Telemetry> => {
  const snapshot = await steps.read();
  const inventory = steps.makeInventory(snapshot);
  const sample = steps.makeSample(snapshot, inventory, seq);
  const health = steps.watchHealth(snapshot);
  steps.publish(sample, inventory, health);
  steps.show(sample);
  return sample;
};

interface LoopDeps {
  readonly clock: Clock;
  /** Read for every sample: it may change. */
  readonly intervalSeconds: () => number;
  readonly signal: AbortSignal;
}

/** Samples at fixed times until the signal. A time that is missed is skipped. */
export const runLoop = async (steps: LoopSteps, { clock, intervalSeconds, signal }: LoopDeps): Promise<void> => {
  let planned = clock.elapsed();
  for (let seq = 0; !signal.aborted; seq += 1) {
    await sampleOnce(steps, seq);
    const now = clock.elapsed();
    const interval = intervalSeconds();
    planned += (Math.floor((now - planned) / interval) + 1) * interval;
    await clock.sleep(planned - now, signal);
  }
};
