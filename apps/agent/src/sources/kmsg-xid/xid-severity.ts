import type { HealthEffect } from "../../health/gpu-effects.ts";

interface SeverityClass {
  /** What NVIDIA's catalogue says is to be done. */
  readonly action: string;
  readonly effect: HealthEffect;
  readonly codes: readonly number[];
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Xid codes by what they ask for; the first class that lists a code counts.
 * @source https://docs.nvidia.com/deploy/xid-errors/ by way of https://github.com/leptonai/gpud (catalogue of October 2025)
 * and https://github.com/NVIDIA/DCGM (DcgmHealthWatch.cpp, for 48 and 74)
 */
export const severityClasses: readonly SeverityClass[] = [
  { action: "reboot the node", effect: "lost", codes: [79] },
  {
    action: "reset the GPU",
    effect: "drain",
    codes: [46, 48, 62, 64, 74, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158],
  },
  { action: "see the recovery action", effect: "degraded", codes: [154] },
  { action: "restart the application, memory error contained", effect: "degraded", codes: [94] },
  {
    action: "restart the application",
    effect: "ok",
    codes: [
      ...[8, 11, 13, 25, 31, 32, 39, 40, 41, 60],
      ...range(68, 72),
      ...range(75, 77),
      ...[80, ...range(82, 86), 88, 89],
      ...range(96, 105),
      ...range(126, 135),
      139,
    ],
  },
  {
    action: "nothing",
    effect: "ok",
    codes: [
      14, 37, 38, 43, 44, 45, 63, 66, 67, 92, 93, 106, 107, 108, 121, 137, 141, 152, 153, 157, 160, 161, 171, 172,
    ],
  },
];

/** NVLink errors of which the line itself says whether they are fatal. */
const saidInLine = range(144, 150);

export interface XidSeverity {
  readonly effect: HealthEffect;
  readonly action: string;
}

/** @param fatal what the line itself says; null when it says nothing */
export const xidSeverity = (code: number, fatal: boolean | null): XidSeverity => {
  if (saidInLine.includes(code)) {
    return fatal === false
      ? { effect: "degraded", action: "watch the link" }
      : { effect: "drain", action: "reset the GPU" };
  }
  const found = severityClasses.find(({ codes }) => codes.includes(code));
  return found === undefined
    ? { effect: "degraded", action: "not in the catalogue" }
    : { effect: found.effect, action: found.action };
};
