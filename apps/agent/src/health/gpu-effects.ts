import type { Health } from "@loadline/wire";

export type HealthEffect = Health["effect"];

interface ThrottleRule {
  /** A reason that is active for less is the card doing its work. */
  readonly persistSeconds: number;
}

/**
 * Clock event reasons that cost capacity, and for how long they must persist. Idle clocks, set clocks, sync boost and
 * the power cap at full load are no trouble.
 * @source https://github.com/leptonai/gpud (slowdown thresholds), https://docs.nvidia.com/deploy/nvml-api/group__nvmlClocksEventReasons.html
 */
export const throttleRules: ReadonlyMap<string, ThrottleRule> = new Map([
  ["hw-slowdown", { persistSeconds: 300 }],
  ["hw-thermal-slowdown", { persistSeconds: 300 }],
  ["hw-power-brake-slowdown", { persistSeconds: 300 }],
  ["sw-thermal-slowdown", { persistSeconds: 1800 }],
]);

/** What the driver's own recovery action means for capacity; one that is not listed costs some of it. */
export const recoveryEffects: ReadonlyMap<string, HealthEffect> = new Map([
  ["none", "ok"],
  ["drain-p2p", "degraded"],
  ["reset", "drain"],
  ["reboot", "drain"],
  ["drain-and-reset", "drain"],
]);
