import {
  type CapacityInterval,
  capacityInterval,
  estimate,
  noCapacityEvidence,
  observeCapacity,
  tokens,
} from "@loadline/core";
import { leagueDays, leaguePolicies } from "@loadline/simulation";
import { type Plan, type PlanDeployment, plannedReplica } from "@loadline/wire";
import { recentLoad } from "../backtest/prometheus-load.ts";
import { runPolicy, stepSeconds } from "../backtest/run-backtest.ts";
import type { DeploymentSize } from "../plan/answer.ts";
import { sizePlan } from "../plan/size-plan.ts";
import type { Prometheus } from "../prometheus/client.ts";
import { recentStretches, type Stretches } from "../prometheus/engine-stretches.ts";
import type { ObservedDeployment } from "../prometheus/observed-fleet.ts";
import { durationText, numberText, requestRateText } from "../terminal/text.ts";

/** A way to choose the count over the recorded week, and what it would have done. */
export interface WeekRow {
  readonly policy: string;
  readonly replicaHours: number;
  readonly unservedShare: number;
  readonly sloViolationMinutes: number;
  readonly actions: number;
  readonly costUsd: number | null;
}

export interface DeploymentAdvice {
  readonly name: string;
  readonly model: string;
  readonly gpu: string;
  readonly engines: { readonly running: number; readonly gone: readonly string[]; readonly ageSeconds: number };
  readonly planned: { readonly replicas: number; readonly requestsPerSecond: number | null };
  /** What the running engines carry with the objectives held; null: unknown, or no load holds them. */
  readonly capacityRequestsPerSecond: number | null;
  /** What the capacity rests on: the model, or what the engines were measured to carry. */
  readonly capacityBasis: CapacityInterval["basis"];
  readonly demand: { readonly now: number | null; readonly peakOfWeek: number | null; readonly waiting: number | null };
  readonly latencyP95: { readonly timeToFirstToken: number | null; readonly interTokenLatency: number | null };
  /** Replicas for the peak of the week with the plan's reserve; null: unknown. */
  readonly replicasForPeak: number | null;
  readonly week: {
    readonly seconds: number;
    readonly notices: readonly string[];
    readonly rows: readonly WeekRow[];
  } | null;
  /** That what was measured contradicts the model; null where it does not. */
  readonly contradiction: string | null;
  /** What would change, and why; a sentence each. */
  readonly changes: readonly string[];
  /** Why nothing can be said about the count; null: it can. */
  readonly undecided: string | null;
}

/** Beyond this, engines that run look like ones that ended. */
const freshSeconds = 120;

const usualPolicies = ["hpa:0.7", "loadline"];

/** The fixed count as a policy: one whose bounds leave no choice. */
const fixed = "hpa:0.7";

const weekRows = (
  demand: Float64Array,
  {
    deployment,
    size,
    running,
    perReplica,
    policies = usualPolicies,
  }: Pick<AdviseOne, "deployment" | "size" | "policies"> & { running: number; perReplica: number },
): readonly WeekRow[] => {
  const usd = size.planned?.usdPerHour ?? null;
  const replicas = size.planned?.replicas ?? 0;
  const request = {
    trace: deployment.name,
    demand,
    policies: [],
    leadTimeSeconds: deployment.leadTimeSeconds,
    stepSeconds,
    replicaCapacity: perReplica,
    usdPerReplicaHour: usd === null || replicas === 0 ? null : usd / replicas,
    scoreFromSeconds: 0,
    minimumReplicas: Math.max(1, deployment.replicas.min),
    maximumReplicas: deployment.replicas.max,
  };
  const rowOf = (policy: string, { score }: ReturnType<typeof runPolicy>): WeekRow => ({
    policy,
    replicaHours: score.replicaHours,
    unservedShare: score.unservedShare,
    sloViolationMinutes: score.sloViolationMinutes,
    actions: score.actions,
    costUsd: score.costUsd,
  });
  const now = { ...request, minimumReplicas: running, maximumReplicas: running, initialReplicas: running };
  return [
    rowOf(`${running} at all times`, runPolicy(now, fixed)),
    ...policies.map((policy) => rowOf(policy, runPolicy(request, policy))),
  ];
};

const undecidedBecause = (
  observed: ObservedDeployment,
  { because, verdict }: DeploymentSize,
  perReplica: number | null,
): string | null => {
  if (observed.engines.length === 0)
    return `no engine reports; gone within the hour: ${observed.goneEngines.join(", ")}`;
  if (observed.ageSeconds > freshSeconds) {
    return `the latest sample of an engine is ${Math.round(observed.ageSeconds)} s old; check its scrape target`;
  }
  if (observed.requestsPerSecond === null)
    return "its finished requests are not counted; check the series of the engine";
  if (perReplica !== null) return null;
  return verdict === "not-modelled"
    ? `${because}; and its engines have not shown what they carry: that takes ten requests in five minutes, with their latencies or a queue`
    : `no count holds the objectives: ${because}`;
};

const noCapacity: CapacityInterval = { requestsPerSecond: null, basis: "unknown", ratio: 1 };

/**
 * The capacity of a replica: the model's, within what the engines show at present. Where no load holds the objectives, what
 * engines carry beyond them is none.
 */
const capacityOf = ({ deployment, size, observed, now }: AdviseOne, { stretches }: Stretches): CapacityInterval => {
  if (size.required === null && size.verdict !== "not-modelled") return noCapacity;
  const { inputTokens, outputTokens } = deployment.expected;
  const shape = {
    inputTokens: observed.inputTokens ?? inputTokens,
    outputTokens: observed.outputTokens ?? outputTokens,
  };
  const modelled = size.required?.requestsPerSecondPerReplica ?? null;
  const modelledAt = (): number | null => modelled;
  const evidence = observeCapacity(noCapacityEvidence, stretches, { shape, modelledAt });
  const modelError = size.required?.errorBand.relative ?? 0;
  return capacityInterval(evidence, { now, shape, modelledAt, modelError });
};

const correction = "check model, GPU and flags, or correct it by loadline calibrate --from-prometheus URL --rows FILE";

/** A tail is above its mean, and a histogram rounds up to its next bucket. */
const tailOverMean = 2;

/** That the engines are slower than the model, at the load that they have; null where they are not. */
const contradictionOf = (plan: Plan, deployment: PlanDeployment, observed: ObservedDeployment): string | null => {
  const pool = plan.pools.find(({ name }) => name === deployment.pool);
  const { interTokenLatencyP95: measured, timeToFirstTokenP95: first, requestsPerSecond, engines } = observed;
  if (pool === undefined || measured === null || requestsPerSecond === null || engines.length === 0) return null;
  const { inputTokens, outputTokens } = deployment.expected;
  const underWay = (requestsPerSecond / engines.length) * ((first ?? 0) + outputTokens * measured);
  const { interTokenLatency, errorBand } = estimate(
    plannedReplica(deployment, pool),
    { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
    { kind: "concurrency", concurrency: Math.max(1, underWay) },
  );
  if (measured <= tailOverMean * interTokenLatency.mean * (1 + errorBand.relative)) return null;
  return `95 % of the gaps between tokens are within ${durationText(measured)}, where the model has ${durationText(interTokenLatency.mean)}: the counts rest on the model, so ${correction}`;
};

const changesOf = (advice: Omit<DeploymentAdvice, "changes">): readonly string[] => {
  const { engines, replicasForPeak, demand, capacityRequestsPerSecond: capacity, week } = advice;
  if (advice.undecided !== null || replicasForPeak === null) return [];
  const contradicted = advice.contradiction === null ? [] : [advice.contradiction];
  const [now, , loadline] = week?.rows ?? [];
  const saved = now === undefined || loadline === undefined ? 0 : 1 - loadline.replicaHours / now.replicaHours;
  return [
    ...contradicted,
    ...(engines.gone.length === 0
      ? []
      : [
          `${engines.gone.length} reported within the hour and no longer do: ${engines.gone.join(", ")}; a smaller count waits for them`,
        ]),
    ...(capacity !== null && (demand.now ?? 0) > capacity
      ? ["the demand is above what the running replicas carry within the objectives"]
      : []),
    ...(replicasForPeak > engines.running
      ? [`run ${replicasForPeak} instead of ${engines.running}: that carries the week's peak with its reserve`]
      : []),
    ...(replicasForPeak < engines.running
      ? [`${replicasForPeak} instead of ${engines.running} carry the week's peak with its reserve`]
      : []),
    ...(saved > 0.01 && loadline !== undefined
      ? [
          `following the demand would have taken ${Math.round(saved * 100)} % fewer replica-hours than ${engines.running} at all times`,
        ]
      : []),
  ];
};

export interface AdviseQuestion {
  readonly plan: Plan;
  readonly observed: ReadonlyMap<string, ObservedDeployment>;
  readonly now: number;
  /** Days of load that policies are tried on; a week by default. */
  readonly days?: number | undefined;
  readonly policies?: readonly string[] | undefined;
}

interface AdviseOne extends Pick<AdviseQuestion, "plan" | "now" | "days" | "policies"> {
  readonly deployment: PlanDeployment;
  readonly size: DeploymentSize;
  readonly observed: ObservedDeployment;
}

const finishedOnly =
  "while requests wait, Prometheus has what finished and not what was asked for: the policies are judged on too low a load";

const weekOf = async (
  prometheus: Prometheus,
  { deployment, size, observed, now, days, policies }: AdviseOne,
  { requestsPerSecond: perReplica, basis }: CapacityInterval,
): Promise<DeploymentAdvice["week"]> => {
  if (perReplica === null) return null;
  const load = await recentLoad(prometheus, { observed, now, days }, { stepSeconds, seed: 7, shape: "linear" });
  if (typeof load === "string") return { seconds: 0, notices: [load], rows: [] };
  return {
    seconds: load.demand.length * stepSeconds,
    notices: basis === "measured-at-most" ? [...load.notices, finishedOnly] : load.notices,
    rows: weekRows(load.demand, { deployment, size, running: observed.engines.length, perReplica, policies }),
  };
};

/** Requests/s that come in: those that finish, and by how many those in the engines and their queues grow. */
const arriving = ({ requestsPerSecond }: ObservedDeployment, { growthPerSecond }: Stretches): number | null =>
  requestsPerSecond === null ? null : Math.max(0, requestsPerSecond + growthPerSecond);

/** That what was measured contradicts the model, and which of the two counts; null: it does not. */
const contradictionBy = (
  { plan, deployment, observed }: AdviseOne,
  { basis, ratio, requestsPerSecond }: CapacityInterval,
): string | null => {
  if (basis === "modelled") return contradictionOf(plan, deployment, observed);
  if (ratio === 1 || requestsPerSecond === null) return null;
  const least = basis === "measured-at-most" ? "no more than" : "at least";
  return `each engine was measured to carry ${least} ${requestRateText(requestsPerSecond)}, ${numberText(ratio)} × the model: the counts go by what was measured; ${correction}`;
};

const adviseOne = async (prometheus: Prometheus, question: AdviseOne): Promise<DeploymentAdvice> => {
  const { deployment, size, observed } = question;
  const running = observed.engines.length;
  const recent = await recentStretches(prometheus, observed, deployment.slo);
  const capacity = capacityOf(question, recent);
  const { requestsPerSecond: perReplica, basis } = capacity;
  const undecided = undecidedBecause(observed, size, perReplica);
  const now = arriving(observed, recent);
  const peak = observed.peakRequestsPerSecond === null ? now : Math.max(observed.peakRequestsPerSecond, now ?? 0);
  const advice = {
    name: deployment.name,
    model: size.model,
    gpu: `${size.gpusPerReplica} × ${size.gpu}`,
    engines: { running, gone: observed.goneEngines, ageSeconds: observed.ageSeconds },
    planned: {
      replicas: deployment.replicas.planned,
      requestsPerSecond: perReplica === null ? null : perReplica * deployment.replicas.planned,
    },
    capacityRequestsPerSecond: perReplica === null ? null : perReplica * running,
    capacityBasis: basis,
    demand: { now, peakOfWeek: peak, waiting: observed.waiting },
    latencyP95: { timeToFirstToken: observed.timeToFirstTokenP95, interTokenLatency: observed.interTokenLatencyP95 },
    replicasForPeak:
      perReplica === null || peak === null
        ? null
        : Math.max(deployment.replicas.min, Math.ceil(peak / perReplica) + (size.reserveReplicas ?? 0)),
    week: undecided === null ? await weekOf(prometheus, question, capacity) : null,
    contradiction: undecided === null ? contradictionBy(question, capacity) : null,
    undecided,
  };
  return { ...advice, changes: changesOf(advice) };
};

/** Planned against actual, the week under other policies, and what would change, for each deployment of the plan that runs. */
export const adviseFleet = async (
  prometheus: Prometheus,
  question: AdviseQuestion,
): Promise<readonly DeploymentAdvice[]> => {
  const { plan, observed } = question;
  const sizes = sizePlan(plan).deployments;
  const advice: DeploymentAdvice[] = [];
  for (const deployment of plan.deployments) {
    const size = sizes.find(({ name }) => name === deployment.name);
    const seen = observed.get(deployment.name);
    if (size === undefined || seen === undefined) continue;
    advice.push(await adviseOne(prometheus, { ...question, deployment, size, observed: seen }));
  }
  return advice;
};

/** What each policy would have done over the last days of one deployment. */
export type LeaguePeriod = { readonly days: number } & NonNullable<DeploymentAdvice["week"]>;

/** A longer period is one of its own where less than this share of it is in the shorter. */
const wholeShare = 0.95;

/** The periods of one deployment's league; a text where nothing can be stated about its count. */
export const leagueOf = async (
  prometheus: Prometheus,
  question: AdviseQuestion,
): Promise<readonly LeaguePeriod[] | string> => {
  const periods: LeaguePeriod[] = [];
  for (const days of leagueDays) {
    const [advice] = await adviseFleet(prometheus, { policies: leaguePolicies, ...question, days });
    if (advice?.week == null) return advice?.undecided ?? "no engine of it is scraped";
    const shorter = periods.at(-1)?.seconds ?? 0;
    // Of more days there is no more; none in a day without requests may be more.
    if (shorter > 0 && shorter >= wholeShare * advice.week.seconds) break;
    periods.push({ days, ...advice.week });
  }
  return periods;
};
