import { type BindingLimit, carriedBy } from "@loadline/model";
import { type Situation, withinBounds } from "./assess.ts";
import type { Limit, LoadLine } from "./reason-text.ts";
import { limitIn, type Reason, reasons } from "./reasons.ts";
import { highestWanted, isStepRaised, leastStepDown, leastStepUp, leavingReplicas, lowestCount } from "./steps.ts";
import type { CapacityInput, DecisionInputs, Verdict } from "./types.ts";

/** A verdict with the reason that it rests on, before it is put into words. */
export interface Choice {
  readonly verdict: Verdict;
  readonly desired: number | null;
  readonly bindingLimit: BindingLimit | null;
  readonly reason: Reason;
}

/** The verdict for this situation. More replicas never answer an objective that no count can meet. */
export const choose = (situation: Situation): Choice => {
  const { inputs, settings, need } = situation;
  const { capacity, replicas } = inputs;
  if (capacity.kind === "infeasible") {
    const code = capacity.because === "does-not-fit" ? "model-does-not-fit" : "slo-unreachable";
    return conclude(situation, need.target, { code, detail: capacity.detail });
  }
  const { target, needed, missing } = need;
  if (missing.length > 0 || target === null || needed === null || replicas.ready === null)
    return chooseBlind(situation);
  const wanted = need.wanted ?? withinBounds(needed, settings);
  if (wanted > target) return scaleUp(situation, target, wanted);
  if (wanted < target) return scaleDown(situation, target, replicas.ready);
  return stay(situation, target, needed);
};

/** With something missing the count never falls; it rises where what is known is enough to ask for more. */
const chooseBlind = (situation: Situation): Choice => {
  const { settings, need } = situation;
  const { target, missing } = need;
  if (target === null) return start(situation);
  const wanted = withinBounds(need.needed ?? 0, settings);
  return wanted > target
    ? scaleUp(situation, target, wanted)
    : conclude(situation, target, { code: "telemetry-missing", desired: target, missing });
};

/** The first count of a deployment of which no replica can be counted: what the plan starts with, or none. */
const start = (situation: Situation): Choice => {
  const { settings, need } = situation;
  const { minReplicas: minimum, initialReplicas: initial } = settings;
  const { missing } = need;
  if (initial === undefined) return conclude(situation, null, { code: "telemetry-missing", desired: null, missing });
  const desired = withinBounds(initial, settings);
  return conclude(situation, desired, { code: "below-minimum", target: null, minimum, desired, limit: null, missing });
};

/** More, as far as pool and budgets allow. */
const scaleUp = (situation: Situation, target: number, wanted: number): Choice => {
  const { settings, need } = situation;
  const { load, needed, missing } = need;
  const { minReplicas: minimum, demandQuantile, sizeQuantile = demandQuantile } = settings;
  const ceiling = ceilingOf(situation.inputs, target);
  const byMinimum = target < minimum && (needed ?? 0) <= minimum;
  const raised = byMinimum ? wanted : withLeastStep(situation, wanted, { target, most: ceiling.most });
  const desired = Math.max(target, Math.min(raised, ceiling.most));
  if (desired === target) return exhausted(situation, target, ceiling.limit);
  const limit = desired < wanted ? ceiling.limit : null;
  if (byMinimum)
    return conclude(situation, desired, { code: "below-minimum", target, minimum, desired, limit, missing });
  const isStep = need.wanted !== null && desired > need.wanted;
  const isSized = sizeQuantile > demandQuantile && needed !== null && desired > needed;
  const leastStep = isStep ? leastStepUp(situation, target) : null;
  const sizedFor = isSized ? sizeQuantile : null;
  const figures = { load, line: lineOf(situation, target), desired, leastStep, sizedFor, limit, missing };
  return conclude(situation, desired, { code: "demand-above-load-line", ...figures });
};

/** Where 41 are wanted of 40 and the margin is 5 %, a step of 2: 42, if all of it can be had and may be needed. */
const withLeastStep = (
  situation: Situation,
  wanted: number,
  { target, most }: { readonly target: number; readonly most: number },
): number => {
  const { inputs, settings } = situation;
  const mostByCapacity = inputs.capacity.kind === "feasible" ? inputs.capacity.mostReplicas : undefined;
  const step = withinBounds(target + leastStepUp(situation, target), settings);
  return step <= Math.min(most, mostByCapacity ?? most) ? Math.max(wanted, step) : wanted;
};

/** The load needs more, and what is short allows none. */
const exhausted = (situation: Situation, target: number, limit: Limit): Choice => {
  const { overdue = false, replicas } = situation.inputs;
  const figures = { limit, load: situation.need.load, line: lineOf(situation, target) };
  if (limit.by === "budget") return conclude(situation, target, { code: "budget-exhausted", ...figures });
  const isShort = overdue && (replicas.ready ?? 0) < target;
  // Late replicas alone show no shortage: perhaps nobody set the count.
  if (isShort && limit.detail === undefined) {
    const { ready, pending } = replicas;
    const { load } = situation.need;
    return conclude(situation, target, {
      code: "replicas-pending",
      ...{ load, ready: ready ?? 0, pending, target, detail: undefined },
    });
  }
  const shortfall = isShort ? { ready: replicas.ready } : null;
  return conclude(situation, target, { code: "pool-exhausted", ...figures, shortfall });
};

/** The count falls when it was seen whole, the last step has drained, and fewer were enough for the window. */
const scaleDown = (situation: Situation, target: number, ready: number): Choice => {
  const { inputs, settings, need } = situation;
  const { maxReplicas: maximum, scaleDownStabilisation: seconds } = settings;
  const slowness = inputs.slowness ?? null;
  const { rarelyCarried, load } = need;
  const isUnproven = slowness !== null || rarelyCarried !== null;
  if (inputs.observing) return conclude(situation, target, { code: "observing", observation: { of: "window" } });
  if (slowness !== null && target <= maximum)
    return conclude(situation, target, { code: "observing", observation: { of: "speed", slowness } });
  if (rarelyCarried !== null && target <= maximum)
    return conclude(situation, target, { code: "observing", observation: { of: "carried", share: rarelyCarried } });
  const leaving = leavingReplicas(inputs.replicas, target);
  if (leaving > 0) return conclude(situation, target, { code: "stabilising", waits: { for: "draining", leaving } });
  const settled = highestWanted(situation);
  if (settled === null) return stabilise(situation, target);
  const enough = isUnproven ? maximum : withinBounds(settled, settings);
  const isLargeEnough = target > maximum || target - enough >= leastStepDown(situation, target);
  const desired = Math.max(enough, lowestCount(situation, target, ready));
  if (desired >= target || !isLargeEnough) return stabilise(situation, target);
  return target > maximum
    ? conclude(situation, desired, { code: "above-maximum", target, maximum, desired })
    : conclude(situation, desired, { code: "demand-below-load-line", load, seconds, desired });
};

/** Fewer would do: too few for a step, or not for the whole window. */
const stabilise = (situation: Situation, target: number): Choice => {
  const { settings, need } = situation;
  const step = leastStepDown(situation, target);
  const waits =
    step > target - (need.wanted ?? 0)
      ? ({ for: "smaller count", count: target - step, reversed: isStepRaised(situation) } as const)
      : ({ for: "time", seconds: settings.scaleDownStabilisation } as const);
  return conclude(situation, target, { code: "stabilising", waits });
};

const stay = (situation: Situation, target: number, needed: number): Choice => {
  const { inputs, settings, need } = situation;
  const { load } = need;
  const { minReplicas: minimum, maxReplicas: maximum } = settings;
  const { overdue = false, poolDetail: detail } = inputs;
  const ready = inputs.replicas.ready ?? 0;
  if (needed > maximum) return conclude(situation, target, { code: "at-maximum", load, needed, maximum });
  if (ready < target && overdue) return exhausted(situation, target, { by: "pool", detail });
  const { pending } = inputs.replicas;
  if (ready < target)
    return conclude(situation, target, { code: "replicas-pending", load, ready, pending, target, detail });
  if (needed < minimum) return conclude(situation, target, { code: "at-minimum", load, minimum });
  return conclude(situation, target, { code: "within-load-line", load, line: lineOf(situation, target) });
};

/** Most replicas that pool and budgets allow, and which of them allows the fewest; an unknown one is no limit. */
const ceilingOf = (
  { replicas: { ready, pending }, poolAvailable, poolDetail, budget }: DecisionInputs,
  target: number,
): { readonly most: number; readonly limit: Limit } => {
  const inPool =
    ready === null || poolAvailable === null ? Number.POSITIVE_INFINITY : ready + pending + Math.floor(poolAvailable);
  const inBudget = budget === undefined ? Number.POSITIVE_INFINITY : target + Math.max(0, Math.floor(budget.available));
  return inBudget < inPool
    ? { most: inBudget, limit: { by: "budget", detail: budget?.detail } }
    : { most: inPool, limit: { by: "pool", detail: poolDetail } };
};

const lineOf = ({ inputs: { capacity }, settings }: Situation, count: number): LoadLine => {
  const { reserveReplicas: reserve } = settings;
  if (capacity.kind !== "feasible") return { count, reserve, carried: null };
  return { count, reserve, carried: carriedBy(capacity, count - reserve), measuredAgainst: capacity.measuredAgainst };
};

const conclude = ({ inputs: { capacity } }: Situation, desired: number | null, reason: Reason): Choice => ({
  verdict: reasons[reason.code].verdict,
  desired,
  bindingLimit: limitIn(reason)?.by ?? limitOf(capacity),
  reason,
});

const limitOf = (capacity: CapacityInput): BindingLimit | null => {
  if (capacity.kind === "infeasible") return capacity.because === "does-not-fit" ? "memory" : null;
  return capacity.kind === "feasible" ? capacity.bindingLimit : null;
};
