import type { HealthEffect } from "./health-event.ts";

interface XidSeverity {
  /** The action in NVIDIA's catalogue, by its name there. */
  readonly recovery: string;
  /** The same for people. */
  readonly action: string;
  readonly severity: "critical" | "warning" | "info";
  readonly effect: HealthEffect;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Xid codes by the action that they need; the first class with a code counts.
 * @source https://docs.nvidia.com/deploy/xid-errors/ by way of https://github.com/leptonai/gpud (catalogue of October 2025)
 * and https://github.com/NVIDIA/DCGM (DcgmHealthWatch.cpp, for 48 and 74)
 */
export const severityClasses: readonly (XidSeverity & { readonly codes: readonly number[] })[] = [
  { action: "reboot the node", recovery: "RESTART_BM", severity: "critical", effect: "lost", codes: [79] },
  {
    action: "reset the GPU",
    recovery: "RESET_GPU",
    severity: "critical",
    effect: "drain",
    codes: [46, 48, 62, 64, 74, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158],
  },
  {
    action: "see the recovery action",
    recovery: "WORKFLOW_XID_154",
    severity: "warning",
    effect: "degraded",
    codes: [154],
  },
  {
    action: "restart the application, memory error contained",
    recovery: "RESTART_APP",
    severity: "warning",
    effect: "degraded",
    codes: [94],
  },
  {
    action: "restart the application",
    recovery: "RESTART_APP",
    severity: "warning",
    effect: "ok",
    codes: [
      8,
      11,
      13,
      25,
      31,
      32,
      39,
      40,
      41,
      60,
      ...range(68, 72),
      ...range(75, 77),
      80,
      ...range(82, 86),
      88,
      89,
      ...range(96, 105),
      ...range(126, 135),
      139,
    ],
  },
  {
    action: "nothing",
    recovery: "IGNORE",
    severity: "info",
    effect: "ok",
    codes: [
      14, 37, 38, 43, 44, 45, 63, 66, 67, 92, 93, 106, 107, 108, 121, 137, 141, 152, 153, 157, 160, 161, 171, 172,
    ],
  },
];

/** NVLink errors whose line has `Fatal` or `Nonfatal`. */
const nvlinkCodes = range(144, 150);

const changeCode = 154;

/** The recovery actions in the line of Xid 154. */
const changes: readonly (readonly [action: RegExp, severity: XidSeverity])[] = [
  [/^none/i, { effect: "ok", action: "nothing", recovery: "NONE", severity: "info" }],
  [/reboot/i, { effect: "lost", action: "reboot the node", recovery: "RESTART_BM", severity: "critical" }],
  [/p2p/i, { effect: "degraded", action: "drain peer-to-peer work", recovery: "DRAIN_P2P", severity: "warning" }],
  [/reset/i, { effect: "drain", action: "reset the GPU", recovery: "RESET_GPU", severity: "critical" }],
];

/**
 * @param fatal whether the line calls itself fatal; null when it has neither
 * @param text the line after its code
 */
export const xidSeverity = (code: number, fatal: boolean | null, text = ""): XidSeverity => {
  const [, to] = (code === changeCode && /\bto 0x[0-9a-f]{1,8} \(([^)]{1,60})\)/i.exec(text)) || [];
  const change = changes.find(([action]) => to !== undefined && action.test(to));
  if (change !== undefined) return change[1];
  if (nvlinkCodes.includes(code)) {
    return fatal === false
      ? { effect: "degraded", action: "watch the link", recovery: "WORKFLOW_NVLINK5_ERR", severity: "warning" }
      : { effect: "drain", action: "reset the GPU", recovery: "WORKFLOW_NVLINK5_ERR", severity: "critical" };
  }
  const found = severityClasses.find(({ codes }) => codes.includes(code));
  return found === undefined
    ? { effect: "degraded", action: "not in the catalogue", recovery: "CONTACT_SUPPORT", severity: "warning" }
    : found;
};
