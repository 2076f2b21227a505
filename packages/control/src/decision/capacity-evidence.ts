/**
 * What measured engines prove about the capacity of a replica: an interval that the model's answer must lie in.
 * While requests wait, an engine does as much as it can, so what it carries is the most that a replica carries; what it
 * carries without waiting requests and within its objectives is the least. Pure; state is small and serialisable.
 */

import { meanOf, quantileOf } from "@loadline/model";
import { z } from "zod";

/** Mean tokens of one request. */
const shapeSchema = z.object({ inputTokens: z.number().nonnegative(), outputTokens: z.number().nonnegative() });
type EvidenceShape = Readonly<z.infer<typeof shapeSchema>>;

/** What one engine did over one stretch that was observed without a gap, a restart or a counter reset. */
export interface EngineStretch {
  /** Where it runs, as reported; null: not known. */
  readonly node: string | null;
  /** Epoch seconds of its end. */
  readonly at: number;
  readonly seconds: number;
  readonly samples: number;
  /** Requests were waiting in every sample. */
  readonly saturated: boolean;
  /** No request waited in any sample, and mean latencies met every objective; null: a latency is not known. */
  readonly withinObjectives: boolean | null;
  /** A mean latency was above its objective. */
  readonly missedLatency: boolean;
  readonly finishedRequests: number;
  /** null: the engine does not count them. */
  readonly promptTokens: number | null;
  readonly generatedTokens: number | null;
}

const boundSchema = z.object({
  requestsPerSecond: z.number().positive().describe("Of one replica, at the shape."),
  shape: shapeSchema,
  at: z.number().nonnegative().describe("Epoch seconds of the newest stretch behind it."),
  replicas: z.number().int().positive().optional().describe("That served then; absent: not known."),
});
type CapacityBound = Readonly<z.infer<typeof boundSchema>>;

/** null: nothing measured. */
export const capacityEvidenceSchema = z.object({ lower: boundSchema.nullable(), upper: boundSchema.nullable() });
export type CapacityEvidence = Readonly<z.infer<typeof capacityEvidenceSchema>>;

export const noCapacityEvidence: CapacityEvidence = { lower: null, upper: null };

// A mean over fewer samples or seconds is mostly the accident of when requests ended.
const leastSamples = 3;
const leastSeconds = 10;
// Fewer requests' worth of work than this give a rate that one long request can double.
const leastRequests = 10;
// An engine that carries so much of what the saturated ones carry, without a queue, contradicts them: among few engines
// only one that carries clearly more, since rates scatter; where they are outvoted one that carries as much.
const refutingFactor = { few: 1.1, outvoted: 0.9 };
// Fewer votes than this cannot outvote one of them.
const fewestVotes = 4;

// How many tokens of a prompt a full engine reads in the time of one that it generates: 2.7 is the median of what the model
// has for 40 capacities of ten GPUs and models, quartiles 1.7 and 4.3, and what vLLM on two CPU cores showed. It matters only
// while prompts and answers come in waves: with 10 instead a rate over half a minute is at most 15 instead of 13 % high.
const promptTokensPerGenerated = 2.7;
// Over a whole wave as many end as are generated; in the waves that were measured they differ by a fifth at most in half a minute.
const likeEachOther = 3 / 4;

/**
 * Requests/s that an engine carried. Requests that begin together end together, so that finished ones and prompts come in waves,
 * between which tokens are generated: where about as many ended as were generated, both together are the work of a full engine.
 * Where not, answers outlive the stretch or requests are of another length than the shape: the highest count is the most that
 * was carried. Prompts may be counted without those from a cache, so that what was finished and generated counts in any case.
 */
export const carriedRate = (stretch: EngineStretch, { inputTokens, outputTokens }: EvidenceShape): number => {
  const { finishedRequests: finished, promptTokens, generatedTokens, seconds } = stretch;
  const generated = outputTokens > 0 ? (generatedTokens ?? 0) / outputTokens : finished;
  const prompts = inputTokens > 0 ? (promptTokens ?? 0) / inputTokens : 0;
  const [fewer, more] = [Math.min(finished, generated), Math.max(finished, generated)];
  if (promptTokens === null || fewer < likeEachOther * more) return Math.max(more, prompts) / seconds;
  const weights = [inputTokens, promptTokensPerGenerated * outputTokens] as const;
  const worked = (weights[0] * prompts + weights[1] * generated) / (weights[0] + weights[1]);
  return Math.max(worked, fewer) / seconds;
};

const provesSomething = (stretch: EngineStretch, shape: EvidenceShape): boolean =>
  stretch.samples >= leastSamples &&
  stretch.seconds >= leastSeconds &&
  carriedRate(stretch, shape) * stretch.seconds >= leastRequests;

const newest = (stretches: readonly EngineStretch[]): number => Math.max(...stretches.map(({ at }) => at));

/**
 * The evidence after one more look at all engines of a deployment. Every engine has one vote, so that one of n lowers the
 * upper bound by its share at most and raises no bound: saturated engines vote what they carried, an engine that carries clearly more within its
 * objectives votes against them with `modelled`, the others do not vote.
 */
export const observeCapacity = (
  before: CapacityEvidence,
  stretches: readonly EngineStretch[],
  { shape, modelledAt, replicas }: CapacityObservation,
): CapacityEvidence => {
  const modelled = modelledAt(shape);
  const proving = stretches.filter((stretch) => provesSomething(stretch, shape));
  const saturated = proving.filter((stretch) => stretch.saturated);
  const keepingUp = proving.filter((stretch) => !stretch.saturated && stretch.withinObjectives !== false);
  const well = keepingUp.filter((stretch) => stretch.withinObjectives === true);
  const bound = (requestsPerSecond: number, from: readonly EngineStretch[]): CapacityBound => ({
    requestsPerSecond,
    shape,
    at: newest(from),
    replicas,
  });
  const confirmed = confirmedRate(well, { shape, stretches });
  const missed = missedRate(proving, shape);
  const lower = confirmed === null ? null : bound(confirmed, well);
  const rateNow = (one: CapacityBound | null, now: number): number => boundNow(one, { now, shape, modelledAt }) ?? 0;
  // The model votes for engines that refute the others, unless a bound from before refutes the model and not what they carry.
  const upperAfter = (): CapacityBound => {
    const { rate, refuting } = votedRate(saturated, keepingUp, { shape, modelled });
    const voted = bound(rate, saturated);
    if (before.upper === null || refuting.length === 0) return voted;
    const known = rateNow(before.upper, voted.at);
    return known < rate && meanOf(refuting) <= known * refutingFactor.few ? before.upper : voted;
  };
  const more = lower === null || rateNow(before.lower, lower.at) > lower.requestsPerSecond ? before.lower : lower;
  return {
    lower: missed !== null && missed <= rateNow(more, newest(proving)) ? null : more,
    upper: saturated.length === 0 ? before.upper : upperAfter(),
  };
};

const votedRate = (
  saturated: readonly EngineStretch[],
  keepingUp: readonly EngineStretch[],
  { shape, modelled }: { readonly shape: EvidenceShape; readonly modelled: number | null },
): { readonly rate: number; readonly refuting: readonly number[] } => {
  const measured = saturated.map((one) => carriedRate(one, shape));
  const isOutvoted = saturated.length + keepingUp.length >= fewestVotes && saturated.length < keepingUp.length;
  const enough = meanOf(measured) * (isOutvoted ? refutingFactor.outvoted : refutingFactor.few);
  const refuting = keepingUp.map((one) => carriedRate(one, shape)).filter((rate) => rate > enough);
  const votes = [...measured, ...refuting.map((rate) => Math.max(rate, modelled ?? rate))];
  // The mean is right for engines that differ and moves by a share; the median keeps out one that claims far too much.
  return { rate: Math.min(meanOf(votes), quantileOf(votes, 0.5) ?? 0), refuting };
};

/** The rate at which most engines missed a latency though nothing waits; null: most did not. It refutes a lower bound. */
const missedRate = (proving: readonly EngineStretch[], shape: EvidenceShape): number | null => {
  const missing = proving.filter(({ saturated, missedLatency }) => !saturated && missedLatency);
  return missing.length * 2 > proving.length ? meanOf(missing.map((one) => carriedRate(one, shape))) : null;
};

/**
 * The highest rate that a second node reached as well, so that no node raises the bound alone; on one node, or where nodes
 * are not known, a second engine. An engine that is alone needs no second.
 */
const confirmedRate = (
  well: readonly EngineStretch[],
  { shape, stretches }: { readonly shape: EvidenceShape; readonly stretches: readonly EngineStretch[] },
): number | null => {
  const isSpread = new Set(stretches.map(({ node }) => node)).size > 1;
  const seen = new Set<string | null>();
  const rates = well
    .map((one) => ({ node: one.node, rate: carriedRate(one, shape) }))
    .toSorted((a, b) => b.rate - a.rate)
    .filter(({ node }) => !isSpread || (!seen.has(node) && seen.add(node)));
  return rates[stretches.length > 1 ? 1 : 0]?.rate ?? null;
};

// A day holds one peak of most loads, so that a bound that still holds is measured again before it has lost half.
const halfLifeSeconds = 86_400;

/** What was measured so long ago, drawn towards the model as it ages. */
const drawn = (measured: number, modelled: number, ageSeconds: number): number =>
  modelled * (measured / modelled) ** (0.5 ** (Math.max(0, ageSeconds) / halfLifeSeconds));

export interface CapacityInterval {
  /** Requests/s of one replica; null: neither a model nor evidence. */
  readonly requestsPerSecond: number | null;
  /** Which of the three decided. */
  readonly basis: "modelled" | "measured-at-most" | "measured-at-least" | "unknown";
  /** Measured ÷ modelled where evidence decided, else 1. */
  readonly ratio: number;
  /** Requests/s that a replica was measured to carry, as far as that counts today; null: none were. */
  readonly atLeast: number | null;
}

/**
 * Without a model: requests that became heavier are carried at the lower rate, lighter ones are not taken on trust.
 * null: those that were measured had no tokens on a side that has some now, which says nothing.
 */
const heavierShare = (measured: EvidenceShape, now: EvidenceShape): number | null => {
  const share = Math.min(
    1,
    ...(["inputTokens", "outputTokens"] as const).map((side) => (now[side] > 0 ? measured[side] / now[side] : 1)),
  );
  return share > 0 ? share : null;
};

const highestOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? one : Math.max(one, other);

/** A bound at another shape, count and age: moved as the model moves, and drawn towards the model as it ages. */
const boundNow = (bound: CapacityBound | null, { now, shape, modelledAt }: CapacityQuestion): number | null => {
  if (bound === null) return null;
  // Of fewer replicas behind the router: as much is known of each of more of them, and not that they carry more.
  const there = highestOf(modelledAt(bound.shape), modelledAt(bound.shape, bound.replicas));
  const here = modelledAt(shape);
  if (there === null || here === null || there <= 0 || here <= 0) {
    const share = heavierShare(bound.shape, shape);
    return share === null ? null : bound.requestsPerSecond * share;
  }
  return drawn((here * bound.requestsPerSecond) / there, here, now - bound.at);
};

export interface CapacityQuestion {
  /** Epoch seconds. */
  readonly now: number;
  readonly shape: EvidenceShape;
  /**
   * Requests/s that the model gives each of so many replicas at a shape, of the present ones where no count is given; null:
   * there is no model, or no count meets the objectives.
   */
  readonly modelledAt: (shape: EvidenceShape, replicas?: number) => number | null;
  /**
   * The model's own error, as a ratio. A lower bound within it raises no capacity: it rests on mean latencies, while the
   * objectives are percentiles.
   */
  readonly modelError?: number;
}

export interface CapacityObservation extends Pick<CapacityQuestion, "shape" | "modelledAt"> {
  /** That share the requests now; left out: not known. */
  readonly replicas?: number | undefined;
}

/** Both bounds, or the newer one where they contradict each other; one that is hardly beyond the other moves it. */
const withoutContradiction = (
  evidence: CapacityEvidence,
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
): readonly [least: number | null, most: number | null] => {
  if (lower === null || upper === null || lower <= upper) return [lower, upper];
  if ((evidence.lower?.at ?? 0) <= (evidence.upper?.at ?? 0)) return [null, upper];
  return [lower, lower <= upper * refutingFactor.few ? lower : null];
};

/** The capacity to decide by: the model's answer within what was measured; where bounds contradict, the newer counts. */
export const capacityInterval = (evidence: CapacityEvidence, question: CapacityQuestion): CapacityInterval => {
  const modelled = question.modelledAt(question.shape);
  const lower = boundNow(evidence.lower, question);
  const upper = boundNow(evidence.upper, question);
  const [least, most] = withoutContradiction(evidence, { lower, upper });
  // As it was measured: a bound that is drawn up to the model says no more than it did.
  const unaged = evidence.lower === null ? null : boundNow(evidence.lower, { ...question, now: evidence.lower.at });
  const atLeast = least === null || unaged === null ? null : Math.min(least, unaged);
  const measured = (requestsPerSecond: number, basis: CapacityInterval["basis"]): CapacityInterval => ({
    requestsPerSecond,
    basis,
    ratio: modelled === null || modelled <= 0 ? 1 : requestsPerSecond / modelled,
    atLeast,
  });
  if (most !== null && (modelled === null || modelled > most)) return measured(most, "measured-at-most");
  if (least !== null && (modelled === null || modelled * (1 + (question.modelError ?? 0)) < least))
    return measured(least, "measured-at-least");
  return { requestsPerSecond: modelled, basis: modelled === null ? "unknown" : "modelled", ratio: 1, atLeast };
};
