import { z } from "zod";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** The count last published and what became of it. Times are epoch seconds. */
export const TargetState = z.object({
  target: count.nullable().describe("Desired count last published; null before the first."),
  askedBy: z
    .array(z.string())
    .describe("Latest decisions that asked for it or for less: an answer may be to an earlier one."),
  shortSince: time
    .nullable()
    .describe("Since when fewer replicas are there than asked for; null while there are enough."),
  backOffUntil: time.nullable().describe("Until then the pool counts as exhausted."),
  granted: count.nullable().describe("Count that an actuator reported to aim at when it refused the target."),
  appliedBy: z
    .string()
    .nullable()
    .default(null)
    .describe("Decision last reported as applied in full: reporting it again shows nothing new."),
  served: count.default(0).describe("Most replicas that served at once since the count last fell, at most the target."),
  raised: z
    .object({ at: time, awaited: z.boolean() })
    .nullable()
    .catch(null)
    .describe("The last rise, and whether fewer replicas served since; null: all of them came, or never will."),
  startSeconds: z.array(time).catch([]).describe("Seconds from each of the last rises until all replicas served."),
});
export type TargetState = Readonly<z.infer<typeof TargetState>>;

export const noTarget: TargetState = {
  target: null,
  askedBy: [],
  shortSince: null,
  backOffUntil: null,
  granted: null,
  appliedBy: null,
  served: 0,
  raised: null,
  startSeconds: [],
};

const mostStarts = 20;
const fewestStarts = 5;
const startQuantile = 0.9;

/** A replica that is not there after so many lead times does not come by itself. */
export const leadTimesUntilExpiry = 3;

/**
 * With the lead time that a decision looks ahead: the plan's, or a longer one within which nine of ten of the last rises were
 * served. Never a shorter one: replicas of another actor may have been loading before they were asked for.
 */
export const withMeasuredStart = <D extends { readonly leadTimeSeconds: number }>(
  deployment: D,
  { startSeconds }: TargetState,
): D => {
  const { leadTimeSeconds: planned } = deployment;
  const rising = startSeconds.filter((took) => took <= leadTimesUntilExpiry * planned).sort((a, b) => a - b);
  const measured = rising.length < fewestStarts ? 0 : (rising[Math.ceil(startQuantile * rising.length) - 1] ?? 0);
  return { ...deployment, leadTimeSeconds: Math.max(planned, measured) };
};

/** Replicas that were asked for all serve: how long they took, unless as many served already or nobody looked in time. */
const afterStart = ({ raised, startSeconds, ...state }: TargetState, now: number, patience: number): TargetState => {
  const took = raised?.awaited ? now - raised.at : 0;
  const starts = took > 0 && took <= patience ? [...startSeconds, took].slice(-mostStarts) : startSeconds;
  return { ...state, raised: null, startSeconds: starts };
};

/** Replicas on their way, and whether waiting for more is given up for a while. */
export interface Supply {
  readonly pending: number;
  readonly overdue: boolean;
}

// A target that stands while reasons change collects decisions; an answer to one older than these is too late.
const mostDecisions = 32;

interface PublishedCount {
  readonly decisionId: string;
  readonly desired: number | null;
}

/**
 * After a decision was published. A rise gives its replicas their own time; who cannot place the count before it
 * cannot place this one either, so answers to both count.
 */
export const afterPublishing = (
  state: TargetState,
  { decisionId, desired }: PublishedCount,
  now: number,
): TargetState => {
  if (desired === null || state.askedBy.includes(decisionId)) return state;
  const falls = state.target !== null && desired < state.target;
  const askedBy = falls ? [decisionId] : [...state.askedBy, decisionId].slice(-mostDecisions);
  if (desired === state.target) return { ...state, askedBy };
  const shortSince = falls ? state.shortSince : now;
  const raised = falls || state.target === null ? null : { at: now, awaited: false };
  return {
    ...state,
    target: desired,
    askedBy,
    granted: null,
    shortSince,
    raised,
    served: Math.min(state.served, desired),
  };
};

export interface Refusal {
  readonly decisionId: string;
  readonly at: number;
  /** Count the actuator aims at instead; null when it does not report one. */
  readonly granted: number | null;
  readonly leadTimeSeconds: number;
}

/** After an actuator refused a decision. One that asked for more than the present target changes nothing. */
export const afterRefusal = (state: TargetState, refusal: Refusal): TargetState => {
  const { decisionId, at, granted, leadTimeSeconds } = refusal;
  if (!state.askedBy.includes(decisionId)) return state;
  const backOffUntil = at + leadTimesUntilExpiry * leadTimeSeconds;
  return { ...state, granted: granted ?? 0, backOffUntil, appliedBy: null, raised: null };
};

export interface Answer extends Refusal {
  readonly outcome: "applied" | "refused" | "expired";
  /** Why it was refused; without it for lack of capacity. */
  readonly cause?: "no-capacity" | "policy" | undefined;
}

/**
 * After an actuator reported what it did. Applied in full ends a back-off: the pool has capacity again. Applied in part is
 * a refusal of the rest. Expired means that nobody was asked in time: the wait for the replicas begins anew.
 */
export const afterAnswer = (state: TargetState, answer: Answer): TargetState => {
  const { decisionId, outcome, granted, at } = answer;
  if (!state.askedBy.includes(decisionId) || state.target === null) return state;
  if (outcome === "refused") return answer.cause === "policy" ? state : afterRefusal(state, answer);
  const isPartial = outcome === "applied" && granted !== null && granted < state.target;
  if (isPartial) return afterRefusal(state, answer);
  // An actuator may report the same count at every look: only a new chance gives the replicas time anew.
  if (outcome === "applied" && state.appliedBy === decisionId) return state;
  const appliedBy = outcome === "applied" ? decisionId : null;
  const begins = outcome === "expired" || state.backOffUntil !== null;
  const shortSince = state.shortSince !== null && begins ? at : state.shortSince;
  const raised = outcome === "expired" ? null : state.raised;
  return { ...state, backOffUntil: null, granted: null, shortSince, appliedBy, raised };
};

/**
 * After `serving` replicas were counted. A shortfall that lasts beyond three lead times expires: back off for
 * as long again, then count anew, so that a pool that got its nodes back is tried again.
 */
export const afterCounting = (
  before: TargetState,
  counted: { readonly serving: number; readonly leadTimeSeconds: number; readonly now: number },
): TargetState => {
  const { serving, leadTimeSeconds, now } = counted;
  const patience = leadTimesUntilExpiry * leadTimeSeconds;
  const state = { ...before, served: Math.min(Math.max(before.served, serving), before.target ?? serving) };
  if (state.backOffUntil !== null) {
    return now < state.backOffUntil ? state : { ...state, backOffUntil: null, granted: null, shortSince: now };
  }
  if (state.target === null || serving >= state.target)
    return afterStart({ ...state, shortSince: null, granted: null }, now, patience);
  const shortSince = state.shortSince ?? now;
  return now - shortSince > patience
    ? { ...state, shortSince, backOffUntil: now + patience, raised: null }
    : { ...state, shortSince, raised: state.raised && { ...state.raised, awaited: true } };
};

/** Supply beside the `serving` replicas. While backing off only what an actuator granted is still expected. */
export const supplyOf = ({ target, backOffUntil, granted }: TargetState, serving: number): Supply => {
  const overdue = backOffUntil !== null;
  const expected = overdue ? Math.min(target ?? 0, granted ?? 0) : (target ?? 0);
  return { pending: Math.max(0, expected - serving), overdue };
};
