import { type EngineObservation, waitingRequests } from "./engine-observation.ts";
import { type LoadlineState, loadlinePolicy } from "./loadline.ts";
import { type EngineSignalSettings, engineSignalDefaults } from "./loadline-engine-settings.ts";
import { currentReplicas, type PolicyInput, type ScalingPolicy } from "./scaling-policy.ts";

interface Expected {
  readonly at: number;
  readonly scheduled: number;
}

interface Forecast {
  readonly dueAt: number;
  readonly last: number;
  readonly scheduled: number;
}

export interface EngineLoadlineState {
  /** The policy on the load as it is. */
  readonly plain: LoadlineState;
  /** The policy on the load as a multiple of what the schedule expects. */
  readonly relative: LoadlineState;
  readonly seenAt: number | null;
  readonly samples: number;
  /** Work of a request compared to the usual one. */
  readonly work: number;
  /** Demand averaged over the time that a request takes; null before the first. */
  readonly load: number | null;
  /** The shorter average, for the schedule. */
  readonly quickLoad: number | null;
  /** What the schedule expects from now to the lead time, oldest first. */
  readonly ahead: readonly Expected[];
  readonly open: readonly Forecast[];
  /** Mean squared logarithmic errors of the last value and of the schedule; null before there were any. */
  readonly errors: { readonly last: number; readonly scheduled: number } | null;
}

const kept = (seconds: number, halfLife: number): number => (halfLife > 0 ? 2 ** (-seconds / halfLife) : 0);

/** Time that a request spends in an engine, by Little's law; null while nothing finishes. */
const serviceSeconds = ({ engines, generationTokensPerSecond, outputTokens }: EngineObservation): number | null => {
  if (outputTokens === null || generationTokensPerSecond <= 0) return null;
  const running = engines.reduce((sum, engine) => sum + engine.running, 0);
  return (running * outputTokens) / generationTokensPerSecond;
};

/** What every part of one step needs. */
interface StepContext {
  readonly state: EngineLoadlineState;
  readonly input: PolicyInput;
  readonly elapsed: number;
  readonly settings: EngineSignalSettings;
}

interface Average {
  readonly before: number | null;
  readonly share: number;
  readonly longestSeconds: number;
}

/**
 * The demand that counts is that of the requests that run together: shorter swings cancel out in the engines, and the
 * capacity of a replica is that under random arrivals already.
 */
const averaged = (
  { state, input, elapsed }: StepContext,
  demand: number,
  { before, share, longestSeconds }: Average,
): number => {
  if (before === null || input.engine === null || input.engine === undefined) return demand;
  const service = serviceSeconds(input.engine) ?? 0;
  const halfLife = Math.max(service / 2, share * input.leadTimeSeconds);
  // The first samples weigh alike: the very first one is no better than the others.
  const keep = Math.min(kept(elapsed, Math.min(halfLife, longestSeconds)), 1 - 1 / (state.samples + 1));
  return keep * before + (1 - keep) * demand;
};

/** Both averages of the demand: what is ordered for, and what is held against the schedule. */
const averagesOf = (context: StepContext, demand: number): { readonly load: number; readonly quickLoad: number } => {
  const { state, settings } = context;
  return {
    load: averaged(context, demand, {
      before: state.load,
      share: settings.averageShare,
      longestSeconds: settings.longestAverageSeconds,
    }),
    quickLoad: averaged(context, demand, {
      before: state.quickLoad,
      share: settings.scheduledAverageShare,
      longestSeconds: settings.longestScheduledAverageSeconds,
    }),
  };
};

const workOf = ({ state, input, elapsed, settings }: StepContext): number => {
  const { engine, capacity } = input;
  const now = engine?.capacity ?? null;
  if (now === null || now <= 0) return state.work;
  // The usual work is the start: requests that finish first are short ones.
  const share = kept(elapsed, settings.workHalfLifeSeconds);
  return share * state.work + ((1 - share) * capacity) / now;
};

const aheadOf = (
  state: EngineLoadlineState,
  { at, leadTimeSeconds, scheduledDemand }: PolicyInput,
): readonly Expected[] => {
  if (scheduledDemand === null || scheduledDemand === undefined || scheduledDemand <= 0) return [];
  const still = state.ahead.filter((entry) => entry.at >= at);
  return [...still, { at: at + leadTimeSeconds, scheduled: scheduledDemand }];
};

/** Errors after the forecasts that are due have met the load. */
const judged = (
  { state, input, settings }: StepContext,
  load: number,
): Pick<EngineLoadlineState, "errors" | "open"> => {
  const { at } = input;
  let { errors } = state;
  const share = kept(settings.forecastSeconds, settings.trustHalfLifeSeconds);
  for (const { dueAt, last, scheduled } of state.open) {
    if (dueAt > at || load <= 0) continue;
    const missed = { last: Math.log(load / last) ** 2, scheduled: Math.log(load / scheduled) ** 2 };
    errors =
      errors === null
        ? missed
        : {
            last: share * errors.last + (1 - share) * missed.last,
            scheduled: share * errors.scheduled + (1 - share) * missed.scheduled,
          };
  }
  return { errors, open: state.open.filter(({ dueAt }) => dueAt > at) };
};

/** Requests/s, in usual requests, that would empty the line in the time for it. */
const backlogRate = ({ input, settings }: StepContext, work: number): number => {
  const { engine, ready } = input;
  if (engine === null || engine === undefined) return 0;
  const line = waitingRequests(engine) - settings.linePerReplica * ready;
  return (Math.max(0, line) * work) / settings.drainSeconds;
};

/** Both views of the load, each with its own memory; the one that the record of the schedule supports decides. */
const decideBoth = (
  policy: ScalingPolicy<LoadlineState>,
  { state, input, settings }: StepContext,
  {
    load,
    quickLoad,
    ahead,
  }: { readonly load: number; readonly quickLoad: number; readonly ahead: readonly Expected[] },
) => {
  const plain = policy.step(state.plain, { ...input, demand: load });
  const [now] = ahead;
  if (now === undefined || now.at - input.at > settings.forecastSeconds) return { plain, relative: null, now: null };
  const highest = ahead.reduce((most, { scheduled }) => Math.max(most, scheduled), 0);
  const relative = policy.step(state.relative, {
    ...input,
    demand: quickLoad / now.scheduled,
    capacity: input.capacity / highest,
  });
  return { plain, relative, now };
};

const isTrusted = ({ errors }: Pick<EngineLoadlineState, "errors">, { trustShare }: EngineSignalSettings): boolean =>
  errors !== null && errors.scheduled < trustShare * errors.last;

const withForecast = (
  { open, errors }: Pick<EngineLoadlineState, "open" | "errors">,
  { input: { at, leadTimeSeconds }, settings }: StepContext,
  { load, now, later }: { readonly load: number; readonly now: Expected | null; readonly later: Expected | undefined },
): Pick<EngineLoadlineState, "open" | "errors"> => {
  const latest = open.at(-1)?.dueAt ?? Number.NEGATIVE_INFINITY;
  const dueAt = at + leadTimeSeconds;
  if (now === null || later === undefined || load <= 0 || dueAt - latest < settings.forecastSeconds) {
    return { open, errors };
  }
  const scheduled = (load * later.scheduled) / now.scheduled;
  return { errors, open: [...open, { dueAt, last: load, scheduled }] };
};

/**
 * Loadline's policy with the engines' signals and the plan's schedule: demand in the work of its requests and averaged
 * over the time they take; a line of waiting requests asks for the replicas that empty it and forbids to shrink; and
 * where the schedule has foretold the load better than the last value did, only the departure from it is hedged.
 * Without engines and schedule it is the plain policy.
 * @param risk dial, as of the plain policy
 */
export const loadlineEnginePolicy = (
  risk = 1,
  own: Partial<EngineSignalSettings> = {},
): ScalingPolicy<EngineLoadlineState> => {
  const settings = { ...engineSignalDefaults, ...own };
  const policy = loadlinePolicy(risk);
  const start: EngineLoadlineState = {
    plain: policy.start,
    relative: policy.start,
    seenAt: null,
    samples: 0,
    work: 1,
    load: null,
    quickLoad: null,
    ahead: [],
    open: [],
    errors: null,
  };
  return {
    name: risk === 1 ? "loadline-engine" : `loadline-engine:${risk}`,
    holdsOnUnknown: true,
    start,
    step: (state, input) => {
      const current = currentReplicas(input);
      const ahead = aheadOf(state, input);
      if (input.demand === null) return { state: { ...state, ahead }, desired: current };
      const elapsed = state.seenAt === null ? 0 : Math.max(0, input.at - state.seenAt);
      const context = { state, input, elapsed, settings };
      const work = workOf(context);
      const { load, quickLoad } = averagesOf(context, input.demand * work);
      const { plain, relative, now } = decideBoth(policy, context, { load, quickLoad, ahead });
      const past = judged(context, quickLoad);
      const next: EngineLoadlineState = {
        plain: plain.state,
        relative: relative?.state ?? state.relative,
        seenAt: input.at,
        samples: state.samples + 1,
        work,
        load,
        quickLoad,
        ahead,
        ...withForecast(past, context, { load: quickLoad, now, later: ahead.at(-1) }),
      };
      const chosen = relative !== null && isTrusted(past, settings) ? relative.desired : plain.desired;
      const backlog = backlogRate(context, work);
      if (backlog === 0) return { state: next, desired: chosen };
      return { state: next, desired: Math.max(current, chosen, Math.ceil((load + backlog) / input.capacity)) };
    },
  };
};
