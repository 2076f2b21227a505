import { z } from "zod";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** The count last published and what became of it. Times are epoch seconds. */
export const TargetState = z.object({
  target: count.nullable().describe("Desired count last published; null before the first."),
  shortSince: time
    .nullable()
    .describe("Since when fewer replicas are there than asked for; null while there are enough."),
  backOffUntil: time.nullable().describe("Until then the pool counts as exhausted."),
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
  shortSince: null,
  backOffUntil: null,
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

/** After a count was published. A rise gives its replicas their own time. */
export const afterPublishing = (state: TargetState, desired: number | null, now: number): TargetState => {
  if (desired === null || desired === state.target) return state;
  const falls = state.target !== null && desired < state.target;
  return {
    ...state,
    target: desired,
    shortSince: falls ? state.shortSince : now,
    raised: falls || state.target === null ? null : { at: now, awaited: false },
    served: Math.min(state.served, desired),
  };
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
    return now < state.backOffUntil ? state : { ...state, backOffUntil: null, shortSince: now };
  }
  if (state.target === null || serving >= state.target)
    return afterStart({ ...state, shortSince: null }, now, patience);
  const shortSince = state.shortSince ?? now;
  return now - shortSince > patience
    ? { ...state, shortSince, backOffUntil: now + patience, raised: null }
    : { ...state, shortSince, raised: state.raised && { ...state.raised, awaited: true } };
};

/** Supply beside the `serving` replicas. While backing off nothing is expected. */
export const supplyOf = ({ target, backOffUntil }: TargetState, serving: number): Supply => {
  const overdue = backOffUntil !== null;
  return { pending: overdue ? 0 : Math.max(0, (target ?? 0) - serving), overdue };
};
