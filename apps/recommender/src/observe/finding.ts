import type { FindingCode } from "@loadline/protocol";

export interface Placeable {
  readonly replicas: number;
  /** What leaves no more, in words. */
  readonly detail: string;
}

/** What one rule concludes from the facts of a deployment. */
export interface Finding {
  readonly code: FindingCode;
  /** The input that it is about, as an operator knows it: "telemetry of node n3". The same text while it lasts. */
  readonly input: string;
  /** Seconds since the input was observed; null when it never was. */
  readonly ageSeconds: number | null;
  /** While it stands the input counts as missing, and no replica goes. */
  readonly blocksScaleDown: boolean;
  /** The serving replicas cannot be counted. */
  readonly readyUnknown?: true;
  /** Requests/s that may arrive beyond those that are counted: a smaller count has to carry them too. */
  readonly uncountedRequestsPerSecond?: number;
  /** Replicas that serve and will go by themselves: as many are asked for before they do. */
  readonly leavingReplicas?: number;
  /** Most replicas that can still be placed, and why. */
  readonly placeable?: Placeable;
  /** What is wrong, and what to do. */
  readonly message: string;
}

export const blocking = (code: FindingCode, input: string, ageSeconds: number | null, message: string): Finding => ({
  code,
  input,
  ageSeconds,
  blocksScaleDown: true,
  message,
});
