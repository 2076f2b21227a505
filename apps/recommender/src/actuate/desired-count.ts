import type { Spoken } from "../emit/spoken.ts";

/** The count an actuator may aim at. */
export type DesiredCount =
  | { readonly kind: "desired"; readonly replicas: number }
  | { readonly kind: "no-such-deployment" }
  /** Nothing may be done: not decided yet, expired, or another recommender speaks. */
  | { readonly kind: "unknown"; readonly detail: string };

/** The count of the last word while that holds. An actuator that gets none keeps what there is. */
export const desiredCount = (last: Spoken | null, now: number): DesiredCount => {
  if (last === null) return { kind: "unknown", detail: "nothing was decided yet, or another recommender speaks" };
  if (now >= last.expiresAt)
    return { kind: "unknown", detail: `the last decision expired ${now - last.expiresAt} s ago` };
  return last.desired === null
    ? { kind: "unknown", detail: "the last decision names no count" }
    : { kind: "desired", replicas: last.desired };
};
