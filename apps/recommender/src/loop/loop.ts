import { setImmediate } from "node:timers/promises";
import { reasonOf } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import type { SubjectKind } from "@loadline/protocol";
import type { Logger } from "pino";
import type { Advisor } from "../advise/advisor.ts";
import type { Follower } from "../broker/broker.ts";
import type { Assessment } from "../decide/assessment.ts";
import type { DecisionPublisher } from "../decide/decision-publisher.ts";
import type { Deployments, Elsewhere } from "../decide/deployments.ts";
import type { Fleet } from "../fleet/fleet.ts";
import type { Archive } from "../ingest/archive.ts";
import { checkStreams, type FollowedStream } from "../ingest/check-streams.ts";
import type { Inbox } from "../ingest/inbox.ts";
import type { PlanSource } from "../ingest/plan-source.ts";
import type { ClusterWatch } from "../kubernetes/cluster-watch.ts";
import type { Metrics } from "../publish/metrics.ts";
import { publishAll } from "../publish/publish-all.ts";
import type { Inheritance } from "../publish/recommendation-publisher.ts";
import type { WorkloadEvents } from "../publish/workload-events.ts";
import { type Clock, processSeconds } from "../settings/clock.ts";
import type { FailpointHook } from "../settings/failpoint.ts";
import type { CheckpointStore } from "../store/checkpoint-store.ts";
import type { Checkpointer } from "../store/checkpointer.ts";
import type { Leadership } from "../store/leadership.ts";
import { newerOf, publishedBy } from "../store/published-decision.ts";
import type { Status } from "./status.ts";

export interface LoopDeps {
  readonly clock: Clock;
  /** Seconds that only rise; by default the process's own. */
  readonly monotonic?: Clock;
  readonly logger: Logger;
  readonly failpoint: FailpointHook;
  readonly planFile: PlanSource;
  readonly telemetry: Follower;
  /** Followers of the other streams; without them those are not checked. */
  readonly others?: readonly FollowedStream[];
  readonly inbox: Inbox;
  readonly archive: Archive;
  readonly fleet: Fleet;
  readonly leadership: Pick<Leadership, "epoch" | "fault">;
  readonly deployments: Deployments;
  readonly checkpoints: CheckpointStore;
  readonly checkpointer: Checkpointer;
  /** Without it Kubernetes is not asked. */
  readonly kubernetes?: Pick<ClusterWatch, "follow" | "of" | "nodes" | "close"> | null;
  /** Without it no Event is written on the workloads. */
  readonly workloadEvents?: WorkloadEvents | null;
  /** Without it decisions come without advice. */
  readonly advisor?: Advisor;
  /** null: recommendations are published. */
  /** Share of the deployments that is decided here, as the metrics name it. */
  readonly partition?: string;
  readonly metrics: Metrics;
  readonly status: Status;
  readonly recoverPublisher: (deployment: string, inheritance: Inheritance) => Promise<DecisionPublisher>;
}

/** A stream is read again. Of telemetry it is more: what was in it is not known any more, and the fleet is watched anew before anything falls. */
const noteRegression = ({ metrics, deployments, clock }: LoopDeps, kind: SubjectKind): void => {
  metrics.counters.streamRegressions.inc({ kind });
  if (kind === "telemetry") deployments.distrustTelemetryBefore(clock());
};

const recoverOne = async (deps: LoopDeps, name: string, epoch: number): Promise<void> => {
  const { deployments, recoverPublisher, checkpoints, telemetry, archive } = deps;
  const stored = await checkpoints.load(name);
  // Its last events may be gone from the stream, and the checkpoint may be older than all of them.
  const unused = Math.max(epoch, (stored.checkpoint?.epoch ?? 0) + 1);
  // What was received before a broker was restored to an older copy is in none of its stores.
  const received = archive.latest(name);
  const last = newerOf(stored.checkpoint?.last ?? null, received === null ? null : publishedBy(received));
  const publisher = await recoverPublisher(name, { epoch: unused, last });
  deployments.adopt(name, publisher, stored);
  const before = stored.checkpoint?.telemetry;
  const now = telemetry.position();
  if (before === undefined || (before.stream === now.stream && before.sequence <= now.sequence)) return;
  noteRegression(deps, "telemetry");
};

/** A broker that does not answer delays a deployment's first decision; it is asked again at the next tick. */
const recover = async (deps: LoopDeps, plan: Plan, epoch: number): Promise<void> => {
  const recovered = deps.deployments.withoutPublisher(plan).map(async (name) => {
    try {
      await recoverOne(deps, name, epoch);
    } catch (error) {
      deps.logger.warn({ deployment: name, detail: reasonOf(error) }, "last recommendation not readable");
    }
  });
  await Promise.all(recovered);
};

/** Decisions with advice beside them. A fault in what only advises never keeps a decision back. */
const advise = (deps: LoopDeps, decided: readonly Assessment[], now: number): readonly Assessment[] => {
  const { advisor, inbox, deployments, planFile, logger } = deps;
  if (advisor === undefined) return decided;
  try {
    return advisor.advise(decided, {
      now,
      plan: planFile.current,
      inventories: inbox.inventories,
      health: inbox.health,
      peaksOf: (name) => deployments.peaksOf(name),
    });
  } catch (error) {
    logger.warn({ detail: reasonOf(error) }, "no advice at this tick");
    return decided;
  }
};

const checkpointOne = async (deps: LoopDeps, name: string, now: number, force: boolean): Promise<void> => {
  const { deployments, checkpointer, telemetry, logger, failpoint } = deps;
  const state = deployments.checkpointOf(name, telemetry.position(), now);
  const forecast = deployments.forecastOf(name);
  if (state === null || forecast === null) return;
  try {
    const result = await checkpointer.save({ deployment: name, checkpoint: state, forecast }, force);
    if (result === "saved") failpoint("after-checkpoint");
    if (result === "superseded")
      logger.warn({ deployment: name }, "checkpoint not stored: a later epoch has stored one");
  } catch (error) {
    logger.warn({ deployment: name, detail: reasonOf(error) }, "checkpoint not stored");
  }
};

// 500 deployments beside 12,500 samples a second took 4.2 s with 16 at once and take 1.4 s: an answer of the broker waits behind
// the samples of its connection. All at once, their histories would be in memory twice.
const checkpointsAtOnce = 64;

/** Stores what a successor needs. `force` stores all of it, whatever was stored before. */
export const checkpoint = async (deps: LoopDeps, now: number, force = false): Promise<void> => {
  if (deps.leadership.epoch === null) return;
  const names = deps.planFile.current.deployments.map(({ name }) => name);
  for (let from = 0; from < names.length; from += checkpointsAtOnce)
    await Promise.all(names.slice(from, from + checkpointsAtOnce).map((name) => checkpointOne(deps, name, now, force)));
};

/** A deployment that is not decided keeps its last recommendation, until that expires; an error is logged once. */
const notDecided = ({ metrics, logger, planFile, status }: LoopDeps, deployment: string, error: unknown): void => {
  metrics.counters.publishFailures.inc({ cluster: planFile.current.cluster, deployment });
  const detail = reasonOf(error);
  if (status.faults.get(deployment) === detail) return;
  status.faults.set(deployment, detail);
  logger.error({ deployment, detail }, "not decided: its last recommendation stays until it expires");
};

const leadingOf = ({ partition, planFile }: LoopDeps) => ({
  cluster: planFile.current.cluster,
  planFault: planFile.fault,
  ...(partition === undefined ? {} : { partition }),
});

// The lease is looked at as often, and probes wait for some seconds.
const longestPauseless = 1;
// A request on a new connection takes turns of the event loop: 5 s of work kept probes waiting 4.1 s with one, 0.85 s with five.
const turnsOfPause = 5;

/** The result of work in parts, between which samples are taken where there is time for it; a second takes no pause else. */
const inParts = async <T>(parts: Generator<undefined, T>, monotonic: Clock, hasTime = true): Promise<T> => {
  for (let pausedAt = monotonic(); ; ) {
    const { done, value } = parts.next();
    if (done === true) return value;
    if (!hasTime && monotonic() - pausedAt < longestPauseless) continue;
    for (let turn = 0; turn < (hasTime ? 1 : turnsOfPause); turn += 1) await setImmediate();
    pausedAt = monotonic();
  }
};

// Models and shapes drift slowly; what has run once stays warm.
const rehearsalSeconds = 1_800;

/**
 * What a take-over does first, done before and thrown away: the checkpoints are read and one decision is made, so that
 * the first real one finds models that have answered and code that has run. It ends as soon as this process leads.
 */
const rehearse = async (
  { deployments, checkpoints, recoverPublisher, fleet, logger, leadership }: LoopDeps,
  plan: Plan,
  now: number,
) => {
  try {
    const rehearsal = deployments.rehearsal();
    for (const name of rehearsal.withoutPublisher(plan)) {
      if (leadership.epoch !== null) return;
      const stored = await checkpoints.load(name);
      const publisher = await recoverPublisher(name, { epoch: 0, last: stored.checkpoint?.last ?? null });
      rehearsal.adopt(name, publisher, stored);
    }
    const parts = rehearsal.deciding(plan, fleet.nodes, now);
    while (leadership.epoch === null && parts.next().done !== true) await setImmediate();
  } catch (error) {
    logger.debug({ detail: reasonOf(error) }, "the takeover check failed");
  }
};

/** A standby follows the fleet; it publishes and exposes nothing of its deployments. */
const standBy = async (deps: LoopDeps, plan: Plan): Promise<void> => {
  const { fleet, deployments, metrics, status, clock, kubernetes } = deps;
  const now = clock();
  // Autoscalers ask it as well, and a count that somebody raised is to stand.
  kubernetes?.follow(plan.deployments);
  fleet.forget(now);
  deployments.abandon();
  metrics.expose([], { ...leadingOf(deps), epoch: null });
  if (Math.abs(now - (status.rehearsedAt ?? Number.NEGATIVE_INFINITY)) >= rehearsalSeconds) {
    await rehearse(deps, plan, now);
    status.rehearsedAt = now;
  }
  status.decided([], now);
};

/** What is known beside telemetry at the start of a tick, which does not change while it pauses. */
const snapshotElsewhere = (deps: LoopDeps, plan: Plan): Elsewhere => {
  const { kubernetes = null, archive, fleet, inbox } = deps;
  const names = plan.deployments.map(({ name }) => name);
  const lastTargets = new Map(names.map((name) => [name, archive.latest(name)?.data.replicas.desired ?? null]));
  const clusters = new Map(plan.deployments.map((one) => [one.name, kubernetes?.of(one) ?? null]));
  const nodes = kubernetes?.nodes() ?? [];
  return {
    lastTarget: (name) => lastTargets.get(name) ?? null,
    cluster: ({ name }) => clusters.get(name) ?? null,
    nodes: () => nodes,
    latencies: (name) => fleet.latenciesOf(name),
    feedback: (name) => inbox.feedbackOf(name),
    failed: (name, error) => notDecided(deps, name, error),
  };
};

type Step = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;

/** The decisions of a tick with advice beside them. */
const decideAll = async (
  deps: LoopDeps,
  { plan, now, step }: { readonly plan: Plan; readonly now: number; readonly step: Step },
): Promise<readonly Assessment[]> => {
  const { fleet, deployments, status, failpoint, kubernetes, monotonic = processSeconds } = deps;
  kubernetes?.follow(plan.deployments);
  await step("observe", () => fleet.forget(now));
  const parts = deployments.deciding(plan, fleet.nodes, now, snapshotElsewhere(deps, plan));
  // The first decisions are waited for: after a start, and after a take-over.
  const decided = await step("decide", () => inParts(parts, monotonic, status.assessments.length > 0));
  failpoint("after-decide");
  return step("advise", () => advise(deps, decided, now));
};

/** One tick. Nothing is decided before what was stored has been replayed, nor while another one leads. */
export const runOnce = async (deps: LoopDeps): Promise<void> => {
  const { clock, planFile, telemetry, inbox, fleet, deployments, metrics, status, leadership } = deps;
  const step: Step = async (name, work) => {
    const end = metrics.stepDuration.startTimer({ step: name });
    try {
      return await work();
    } finally {
      end();
    }
  };
  const plan = await step("plan", () => planFile.refresh());
  await step("stream", () => checkStreams({ ...deps, regressed: (kind) => noteRegression(deps, kind) }));
  if (!telemetry.caughtUp()) return;
  const { epoch } = leadership;
  if (epoch !== status.epoch) deployments.abandon();
  status.epoch = epoch;
  if (epoch === null) return step("standby", () => standBy(deps, plan));
  await step("recover", () => recover(deps, plan, epoch));
  const now = clock();
  // A tick is a snapshot: what comes while it pauses is taken after it.
  inbox.hold();
  const assessments = await decideAll(deps, { plan, now, step }).finally(() => inbox.release());
  await step("emit", () => publishAll(assessments, deps));
  await step("checkpoint", () => checkpoint(deps, now));
  const nodes = { nodes: fleet.nodes, health: inbox.health, freshnessSeconds: deployments.freshnessSeconds, now };
  await step("expose", () => metrics.expose(assessments, { ...leadingOf(deps), epoch }, nodes));
  status.decided(assessments, now);
};
