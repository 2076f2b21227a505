import { currentValue, type DeploymentFreshness, newestSampleMs } from "./current-value.ts";
import type { Series } from "./read-frames.ts";
import type { Role } from "./role.ts";
import { selectStates } from "./select-series.ts";

/** What the last decision says, as the codes of its labels. Null: unknown. */
export interface DecisionState {
  readonly bindingLimit: string | null;
  readonly verdict: string | null;
  readonly reason: string | null;
  /** Reasons for which a decision is held, in alphabetical order. */
  readonly blockedBy: readonly string[];
}

export interface InputAge {
  readonly input: string;
  readonly seconds: number;
}

interface StateSet {
  readonly role: Role;
  readonly names: readonly string[];
}

interface ActiveState {
  readonly labels: Series["labels"];
  /** Time of its newest sample. */
  readonly at: number;
}

/**
 * The states of a set whose value is 1 at present, the latest first: a state that was left by ending its series is
 * still 1 until the gap after it is long enough to be seen.
 */
const activeStates = (
  series: readonly Series[],
  { role, names }: StateSet,
  freshness: DeploymentFreshness,
): readonly ActiveState[] =>
  selectStates(series, role, names)
    .filter((state) => currentValue(state, freshness) === 1)
    .map((state) => ({ labels: state.labels, at: newestSampleMs([state], freshness.asOfMs) ?? 0 }))
    .sort((a, b) => b.at - a.at);

/** A decision tells its verdict and what holds it in one breath: a reason that ended before the verdict is left. */
const holding = (blocked: readonly ActiveState[], decidedAt: number | undefined): readonly string[] =>
  blocked
    .filter(({ at }) => decidedAt === undefined || at >= decidedAt)
    .flatMap(({ labels: { reason } }) => (reason === undefined ? [] : [reason]))
    .sort();

export const decisionState = (series: readonly Series[], freshness: DeploymentFreshness): DecisionState => {
  const [limit] = activeStates(series, { role: "binding-limit", names: ["limit"] }, freshness);
  const [verdict] = activeStates(series, { role: "verdict", names: ["verdict", "reason"] }, freshness);
  const blocked = activeStates(series, { role: "decision-blocked", names: ["reason"] }, freshness);
  return {
    bindingLimit: limit?.labels["limit"] ?? null,
    verdict: verdict?.labels["verdict"] ?? null,
    reason: verdict?.labels["reason"] ?? null,
    blockedBy: holding(blocked, verdict?.at),
  };
};

/** Ages of the inputs of the last decision, oldest first. */
export const inputAges = (series: readonly Series[], freshness: DeploymentFreshness): readonly InputAge[] =>
  selectStates(series, "input-age", ["input"])
    .flatMap((one) => {
      const seconds = currentValue(one, freshness);
      return seconds === null ? [] : [{ input: one.labels["input"] ?? "input", seconds }];
    })
    .sort((a, b) => b.seconds - a.seconds);
