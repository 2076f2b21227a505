import type { CapacityInterval } from "@loadline/control";
import type { DeploymentSize } from "@loadline/planner/answer";
import { sizePlan } from "@loadline/planner/size-plan";
import type { Prometheus } from "../prometheus/client.ts";
import { recentStretches, type Stretches } from "../prometheus/engine-stretches.ts";
import type { ObservedDeployment } from "../prometheus/observed-fleet.ts";
import { capacityOf, contradictionOf } from "./observed-capacity.ts";
import { freeText, priceNote } from "./pool-notes.ts";
import type { AdviseOne, AdviseQuestion } from "./question.ts";
import { type Week, weekOf } from "./week.ts";

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
  readonly week: Week | null;
  /** That what was measured contradicts the model; null where it does not. */
  readonly contradiction: string | null;
  readonly changes: readonly string[];
  /** Why the count cannot be judged; null: it can. */
  readonly undecided: string | null;
}

/** Beyond this, engines that run look like ones that ended. */
const freshSeconds = 120;
/** After a gap of the series fewer seconds show chance; four samples at the quarter of a minute that most are scraped at. */
const leastSeconds = 45;

const undecidedBecause = (
  observed: ObservedDeployment,
  { because, verdict }: DeploymentSize,
  { perReplica, recent }: { readonly perReplica: number | null; readonly recent: Stretches },
): string | null => {
  if (observed.engines.length === 0)
    return `no engine reports; gone within the hour: ${observed.goneEngines.join(", ")}`;
  if (observed.ageSeconds > freshSeconds)
    return `the latest sample of an engine is ${Math.round(observed.ageSeconds)} s old; check its scrape target`;
  if (observed.requestsPerSecond === null)
    return "its finished requests are not counted; check the series of the engine";
  if (recent.finishedPerSecond !== null && recent.seconds < leastSeconds)
    return `its series go on for ${Math.round(recent.seconds)} s after a gap, or since it started; ask again in a minute`;
  if (perReplica !== null) return null;
  return verdict === "not-modelled"
    ? `${because}; and its engines have not shown what they carry: that takes ten requests in five minutes, with their latencies or a queue`
    : `no count holds the objectives: ${because}`;
};

const changesOf = (advice: Omit<DeploymentAdvice, "changes">, free: string | null): readonly string[] => {
  const { engines, replicasForPeak, demand, capacityRequestsPerSecond: capacity, week } = advice;
  if (advice.undecided !== null || replicasForPeak === null) return [];
  const { running, gone } = engines;
  const [now, , loadline] = week?.rows ?? [];
  const saved = now === undefined || loadline === undefined ? 0 : 1 - loadline.replicaHours / now.replicaHours;
  const isOver = capacity !== null && (demand.now ?? 0) > capacity;
  const sentences: readonly (string | null | false)[] = [
    advice.contradiction,
    gone.length > 0 &&
      `${gone.length} reported within the hour and no longer do: ${gone.join(", ")}; a smaller count waits for them`,
    isOver && "the demand is above what the running replicas carry within the objectives",
    replicasForPeak > running &&
      `run ${replicasForPeak} instead of ${running}: that carries the week's peak with its reserve`,
    free,
    replicasForPeak < running && `${replicasForPeak} instead of ${running} carry the week's peak with its reserve`,
    saved > 0.01 &&
      `following the demand would have taken ${Math.round(saved * 100)} % fewer replica-hours than ${running} at all times`,
  ];
  return sentences.filter((sentence) => typeof sentence === "string");
};

/** Requests/s that come in: those that finish, and by how many those in the engines and their queues grow. */
const arriving = (
  { requestsPerSecond }: ObservedDeployment,
  { growthPerSecond, finishedPerSecond }: Stretches,
): number | null =>
  requestsPerSecond === null ? null : Math.max(0, (finishedPerSecond ?? requestsPerSecond) + growthPerSecond);

const adviseOne = async (
  prometheus: Prometheus,
  question: AdviseOne,
  gpus: AdviseQuestion["gpus"],
): Promise<DeploymentAdvice> => {
  const { deployment, size, observed } = question;
  const running = observed.engines.length;
  const recent = await recentStretches(prometheus, observed, deployment.slo);
  const capacity = capacityOf(question, recent);
  const { requestsPerSecond: perReplica, basis } = capacity;
  const undecided = undecidedBecause(observed, size, { perReplica, recent });
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
    week: undecided === null ? await weekOf(prometheus, question, capacity, priceNote(question)) : null,
    contradiction: undecided === null ? contradictionOf(question, capacity) : null,
    undecided,
  };
  const free = freeText(question, gpus, (advice.replicasForPeak ?? 0) - running);
  return { ...advice, changes: changesOf(advice, free) };
};

/** Planned against actual, the week under other policies, and what would change, for each deployment of the plan that runs. */
export const adviseFleet = async (prometheus: Prometheus, question: AdviseQuestion) => {
  const { plan, observed } = question;
  const sizes = sizePlan(plan).deployments;
  const advice: DeploymentAdvice[] = [];
  for (const deployment of plan.deployments) {
    const size = sizes.find(({ name }) => name === deployment.name);
    const seen = observed.get(deployment.name);
    if (size === undefined || seen === undefined) continue;
    advice.push(await adviseOne(prometheus, { ...question, deployment, size, observed: seen }, question.gpus));
  }
  return advice;
};
