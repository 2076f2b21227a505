import { demandAt, withinBounds } from "./assess.ts";
import {
  type Choice,
  isBudgetTighter,
  isStepRaised,
  leastStepDown,
  leastStepUp,
  leavingReplicas,
  type Situation,
} from "./choose.ts";
import type { DecisionInputs, Evidence, MissingInput } from "./types.ts";
import { tooRarelyCarried } from "./warranty.ts";

// Made once: a formatter costs a hundred times what it formats.
const threeDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3, useGrouping: false });
const rate = (requestsPerSecond: number): string => `${threeDigits.format(requestsPerSecond)} requests/s`;
const replicas = (count: number): string => (count === 1 ? "1 replica" : `${count} replicas`);
const duration = (seconds: number): string => `${Math.round(seconds)} s`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;

const named = ({ input, ageSeconds }: MissingInput): string =>
  ageSeconds === null ? `${input} (never seen)` : `${input} (last seen ${duration(ageSeconds)} ago)`;

const capacityOf = ({ capacity }: DecisionInputs): number | null =>
  capacity.kind === "feasible" ? capacity.requestsPerSecond : null;

/** "demand may reach 41.2 requests/s within 300 s (95 % quantile)" */
const demandClause = ({ inputs, settings, seen }: Situation): string => {
  if (seen.requestsPerSecond === null) return "demand is unknown";
  const backlog = inputs.backlogRequestsPerSecond ?? 0;
  const waiting = backlog > 0 ? `, ${rate(backlog)} of it to clear waiting requests` : "";
  const isSurge = seen.requestsPerSecond > (demandAt(inputs, settings.demandQuantile) ?? 0);
  const basis = isSurge ? "a surge" : `${percent(settings.demandQuantile)} quantile`;
  return inputs.forecast === null
    ? `demand is ${rate(seen.requestsPerSecond)}${waiting}`
    : `demand may reach ${rate(seen.requestsPerSecond)} within ${duration(inputs.forecast.horizonSeconds)} (${basis}${waiting})`;
};

/** " (measured; the model predicts 85.7 requests/s)" */
const measuredClause = ({ capacity }: DecisionInputs): string => {
  if (capacity.kind !== "feasible" || capacity.measuredAgainst === undefined) return "";
  return capacity.measuredAgainst === null
    ? " (measured; no model)"
    : ` (measured; the model predicts ${rate(capacity.measuredAgainst)} a replica)`;
};

/** "6 replicas carry 36 requests/s, 1 of them reserve" */
const loadLineClause = ({ inputs, settings }: Situation, count: number): string => {
  const capacity = capacityOf(inputs);
  const carrying = `${replicas(count)} ${count === 1 ? "carries" : "carry"}`;
  if (capacity === null) return `what ${carrying} is unknown`;
  const { reserveReplicas } = settings;
  const loaded = count - reserveReplicas;
  if (loaded <= 0) return `of ${replicas(count)} none is left for load beside ${reserveReplicas} in reserve`;
  const reserve = reserveReplicas > 0 ? ` with ${reserveReplicas} in reserve` : "";
  return `${carrying} ${rate(loaded * capacity)}${measuredClause(inputs)}${reserve}`;
};

const missingClause = ({ seen }: Situation): string => seen.missing.map(named).join(", ");

/** What holds the count below what is wanted. */
const shortClause = ({ inputs }: Situation, target: number): string =>
  isBudgetTighter(inputs, target)
    ? `the budget allows no more (${inputs.budget?.detail})`
    : `the pool has no capacity for more${detailOf(inputs)}`;

/** " (8 GPUs are free, at most 1 on one node, and a replica takes 8 together)" */
const detailOf = ({ poolDetail }: DecisionInputs): string => (poolDetail === undefined ? "" : ` (${poolDetail})`);

/** ", sized for the 98 % quantile" */
const sizedClause = ({ settings: { sizeQuantile, demandQuantile } }: Situation): string =>
  sizeQuantile !== undefined && sizeQuantile > demandQuantile
    ? `, sized for the ${percent(sizeQuantile)} quantile`
    : "";

const scaleUpMessage = (situation: Situation, { reason, desired, bindingLimit }: Choice): string => {
  const { settings, seen } = situation;
  const blind = seen.missing.length > 0 ? `; missing: ${missingClause(situation)}` : "";
  if (seen.target === null)
    return `no count was published yet and no replica can be counted: start with ${replicas(desired ?? 0)}, the plan's replicas.initial${blind}`;
  const { target } = seen;
  if (reason === "below-minimum") {
    return `${replicas(target)} asked for, the plan's minimum is ${settings.minReplicas}: raise to ${desired}${blind}`;
  }
  const short = bindingLimit === "pool" ? `; ${shortClause(situation, target)}` : "";
  const isStep = seen.wanted !== null && (desired ?? 0) > seen.wanted;
  const sized = seen.needed !== null && (desired ?? 0) > seen.needed ? sizedClause(situation) : "";
  return `${demandClause(situation)}, ${loadLineClause(situation, target)}: raise to ${desired}${isStep ? `, at least ${leastStepUp(situation, target)} at once` : sized}${short}${blind}`;
};

const scaleDownMessage = (situation: Situation, { reason, desired }: Choice): string => {
  const { settings, seen } = situation;
  if (reason === "above-maximum") {
    return `${replicas(seen.target ?? 0)} asked for, the plan's maximum is ${settings.maxReplicas}: drain to ${desired}`;
  }
  return `${demandClause(situation)}, fewer have been enough for ${duration(settings.scaleDownStabilisation)}: drain to ${desired}`;
};

const stabilisingMessage = (situation: Situation): string => {
  const { inputs, settings, seen } = situation;
  const target = seen.target ?? 0;
  const leaving = leavingReplicas(inputs.replicas, target);
  if (leaving > 0) return `fewer would do; still draining from the last step: ${replicas(leaving)}`;
  const step = leastStepDown(situation, target);
  return step > target - (seen.wanted ?? 0)
    ? `fewer would do; ${isStepRaised(situation) ? "the last scale-downs had to be reversed, so " : ""}draining waits until ${replicas(target - step)} would do`
    : `fewer would do; draining waits until that has held for ${duration(settings.scaleDownStabilisation)}`;
};

const shortfallMessage = (inputs: DecisionInputs, target: number): string =>
  `${inputs.replicas.ready ?? "an unknown number"} of ${target} replicas are ready and the rest did not come in time${detailOf(inputs)}: check the pool and the engines`;

const areOrIs = (count: number, rest: string): string => `${count} ${count === 1 ? "is" : "are"} ${rest}`;

/** Replicas that nothing starts are not on their way: nobody set the count, or their engines do not answer. */
const pendingClause = (inputs: DecisionInputs, target: number): string => {
  const { ready, pending } = inputs.replicas;
  const other = target - (ready ?? 0) - pending;
  const known = `${ready ?? 0} of ${target} replicas are ready`;
  if (other <= 0) return `${known}, the rest is on its way${detailOf(inputs)}`;
  const lack = `the other ${areOrIs(other, "not")}${detailOf(inputs)}: check what sets the count, and the engines`;
  return `${known}, ${areOrIs(pending, `on ${pending === 1 ? "its" : "their"} way`)} and ${lack}`;
};

/** Why fewer replicas would be enough and none goes, and until when. */
const observation = (inputs: DecisionInputs): readonly [why: string, until: string] => {
  const { observing, slowness } = inputs;
  if (observing) return ["; draining waits until one complete window was observed", "one complete window was observed"];
  if (typeof slowness !== "number") {
    const share = percent(tooRarelyCarried(inputs) ?? 0);
    const why = `, but counts carried the load in only ${share} of the last day's lead times`;
    return [why, "counts carried the load often enough for a day"];
  }
  const why = ` by the model, but tokens take ${threeDigits.format(slowness)} times as long, to which it is being corrected`;
  return [why, "the model is corrected to the speed of the engines"];
};

const holdMessage = (situation: Situation, { reason, desired }: Choice): string => {
  const { inputs, settings, seen } = situation;
  const target = seen.target ?? 0;
  switch (reason) {
    case "telemetry-missing":
      return desired === null
        ? `nothing decided, missing: ${missingClause(situation)}`
        : `stays at ${desired}, no scale-down while this is missing: ${missingClause(situation)}`;
    case "observing":
      return `fewer would be enough${observation(inputs)[0]}`;
    case "stabilising":
      return stabilisingMessage(situation);
    case "pool-exhausted":
      if (inputs.overdue === true && (inputs.replicas.ready ?? 0) < target) return shortfallMessage(inputs, target);
      return `${demandClause(situation)}, ${loadLineClause(situation, target)}, and the pool has no free capacity${detailOf(inputs)}: add nodes`;
    case "budget-exhausted":
      return `${demandClause(situation)}, ${loadLineClause(situation, target)}, and the budget allows no more (${inputs.budget?.detail})`;
    case "at-maximum":
      return `${demandClause(situation)} and needs ${seen.needed}, the plan's maximum is ${settings.maxReplicas}: raise replicas.max in the plan`;
    case "replicas-pending":
      return `${pendingClause(inputs, target)}; ${demandClause(situation)}`;
    case "at-minimum":
      return `${demandClause(situation)}; the plan's minimum of ${settings.minReplicas} stands`;
    default:
      return `${demandClause(situation)}, ${loadLineClause(situation, target)}: nothing to change`;
  }
};

/** The decision in one sentence. */
export const messageOf = (situation: Situation, choice: Choice): string => {
  switch (choice.verdict) {
    case "scale-up":
      return scaleUpMessage(situation, choice);
    case "scale-down":
      return scaleDownMessage(situation, choice);
    case "hold":
      return holdMessage(situation, choice);
    case "infeasible":
      return situation.inputs.capacity.kind === "infeasible" ? situation.inputs.capacity.detail : "no count is enough";
  }
};

/** What would raise the count: a higher load, or what holds it back although the load is there. */
const raisedBy = ({ settings, seen }: Situation, { reason, desired }: Choice, carried: number): string | null => {
  const wanted = replicas(withinBounds(seen.wanted ?? seen.needed ?? 0, settings));
  if (reason === "pool-exhausted") return `would scale up to ${wanted} once the pool has free capacity`;
  if (reason === "budget-exhausted") return `would scale up to ${wanted} once the budget allows it`;
  return desired !== null && desired < settings.maxReplicas ? `would scale up above ${rate(carried)}` : null;
};

/** What a smaller count waits for although the load would allow it; null: the load does not. */
const loweredOnce = (situation: Situation, { reason, desired }: Choice): string | null => {
  const { inputs, settings, seen } = situation;
  if (seen.wanted === null || desired === null || seen.wanted > desired - leastStepDown(situation, desired))
    return null;
  if (seen.missing.length > 0) return null;
  const awaited =
    reason === "observing"
      ? observation(inputs)[1]
      : leavingReplicas(inputs.replicas, seen.target ?? 0) > 0
        ? "the last step has drained"
        : `fewer have been enough for ${duration(settings.scaleDownStabilisation)}`;
  return `would scale down to ${seen.wanted} once ${awaited}`;
};

/** What would change the answer, in one sentence. */
export const counterfactualOf = (situation: Situation, choice: Choice): string => {
  const { inputs, settings, seen } = situation;
  const { verdict, desired } = choice;
  if (verdict === "infeasible") return "would size again with a looser SLO, a faster GPU or more GPUs per replica";
  const capacity = capacityOf(inputs);
  if (capacity === null || desired === null) return `would decide once known: ${seen.missing.map(named).join(", ")}`;
  const carriedBy = (count: number): number => Math.max(0, count - settings.reserveReplicas) * capacity;
  const up = raisedBy(situation, choice, carriedBy(desired));
  const fewer = desired - leastStepDown(situation, desired);
  const down =
    fewer >= Math.max(settings.minReplicas, settings.reserveReplicas)
      ? (loweredOnce(situation, choice) ??
        `would scale down to ${fewer} at or below ${rate(carriedBy(fewer) / (1 + settings.scaleDownMargin))}`)
      : null;
  const blind = seen.missing.length > 0 && down !== null ? " once nothing is missing" : "";
  return (
    [down === null ? null : down + blind, up].filter((part) => part !== null).join("; ") ||
    "the bounds of the plan leave no other count"
  );
};

/** Every input of the decision with its unit and age. */
export const evidenceOf = ({ inputs, settings, seen }: Situation): readonly Evidence[] => {
  const { replicas: counts, demand, forecast, ages = {} } = inputs;
  const row = (input: string, value: Evidence["value"], unit: string | null, age?: number): Evidence => ({
    input,
    value,
    unit,
    ageSeconds: value === null ? null : (age ?? 0),
  });
  /** A row of what is not always there. */
  const rows = (input: string, value: number | null | undefined, unit: string, age?: number): readonly Evidence[] =>
    typeof value === "number" ? [row(input, value, unit, age)] : [];
  return [
    row("replicas.ready", counts.ready, "replicas", ages.replicas),
    row("replicas.pending", counts.pending, "replicas", ages.replicas),
    row("replicas.draining", counts.draining, "replicas", ages.replicas),
    row("replicas.currentTarget", counts.currentTarget, "replicas"),
    row("demand.requests", demand?.requestsPerSecond ?? null, "requests/s", ages.demand),
    row("demand.prefill", demand?.prefillTokensPerSecond ?? null, "tokens/s", ages.demand),
    row("demand.decode", demand?.decodeTokensPerSecond ?? null, "tokens/s", ages.demand),
    row("forecast.horizon", forecast?.horizonSeconds ?? null, "s", ages.forecast),
    row("forecast.basis", forecast?.basis ?? null, null, ages.forecast),
    ...(forecast?.quantiles ?? []).map(({ quantile, requestsPerSecond }) =>
      row(`forecast.p${Math.round(quantile * 100)}`, requestsPerSecond, "requests/s", ages.forecast),
    ),
    ...rows("forecast.surge", forecast?.surgeRequestsPerSecond, "requests/s", ages.forecast),
    row("capacity.perReplica", capacityOf(inputs), "requests/s", ages.capacity),
    row("pool.available", inputs.poolAvailable, "replicas", ages.pool),
    ...rows("budget.available", inputs.budget?.available, "replicas", ages.pool),
    ...rows("count.carriedLastDay", tooRarelyCarried(inputs), "ratio"),
    row("settings.demandQuantile", settings.demandQuantile, "ratio"),
    ...rows("settings.sizeQuantile", settings.sizeQuantile, "ratio"),
    ...seen.missing.map(({ input, ageSeconds, message = null }) => ({
      input: `missing: ${input}`,
      value: message,
      unit: null,
      ageSeconds,
    })),
  ];
};
