import type { Series } from "./read-frames.ts";
import { selectStates } from "./select-series.ts";

/** A time at which the recommendation turned to more or fewer replicas. */
export interface DecisionMark {
  readonly timeMs: number;
  readonly verdict: "scale-up" | "scale-down";
  readonly reason: string | null;
}

interface Decided {
  readonly timeMs: number;
  /** First sample of this verdict with this reason: of two at one time, the one that began later holds. */
  readonly sinceMs: number;
  readonly verdict: string;
  readonly reason: string | null;
}

const decidedTimes = ({ labels, timesMs, values }: Series): readonly Decided[] => {
  const { verdict, reason = null } = labels;
  if (verdict === undefined) return [];
  const active = timesMs.filter((_, index) => values[index] === 1);
  const [sinceMs = 0] = active;
  return active.map((timeMs) => ({ timeMs, sinceMs, verdict, reason }));
};

const isScaling = (verdict: string): verdict is DecisionMark["verdict"] =>
  verdict === "scale-up" || verdict === "scale-down";

/** The changes of the verdict to scale-up or scale-down, in the order of time. */
export const decisionMarks = (series: readonly Series[]): readonly DecisionMark[] => {
  const decided = selectStates(series, "verdict", ["verdict", "reason"]).flatMap(decidedTimes);
  const ordered = [...decided].sort((a, b) => a.timeMs - b.timeMs || a.sinceMs - b.sinceMs);
  const byTime = [...new Map(ordered.map((one) => [one.timeMs, one])).values()];
  return byTime.flatMap(({ timeMs, verdict, reason }, index): readonly DecisionMark[] =>
    isScaling(verdict) && byTime[index - 1]?.verdict !== verdict ? [{ timeMs, verdict, reason }] : [],
  );
};
