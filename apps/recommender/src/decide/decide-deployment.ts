import { type DecisionInputs, type DecisionSettings, decide, warrant } from "@loadline/control";
import { placementOf } from "@loadline/plan";
import { speedFactor } from "../observe/calibration.ts";
import { behindGateway, boundedForecast, coverageAt, withSchedule } from "../observe/demand-forecast.ts";
import { demandBounds, inFirstWindow } from "../observe/deployment-view.ts";
import type { DecisionRequest, MeasuredCapacity } from "./assessment.ts";
import { derivedReserve, reserveEvidence } from "./derived-reserve.ts";
import { extraEvidence } from "./extra-evidence.ts";
import { scheduledRate } from "./plan-limits.ts";
import {
  backlogOf,
  calibrationAfter,
  capacityInput,
  loadPerReplica,
  measuredCapacity,
  ofBothVersions,
  slownessOf,
  speedObservation,
} from "./replica-capacity.ts";

// Published with every forecast, beside the quantile that decides.
const publishedQuantiles = [0.5, 0.9, 0.95, 0.99];

/** True until one full window of work has been seen since the first count, or since the stream lost its past. */
const observing = ({
  view: { countedSince },
  trustedSince,
  now,
  settings: { windowSeconds },
}: DecisionRequest): boolean =>
  countedSince === null || now - Math.max(countedSince, trustedSince ?? countedSince) < windowSeconds;

const fragmentedText = ({ poolSlots, model, deployment }: DecisionRequest): string => {
  const perNode = model.gpusPerReplica / deployment.parallel.pipeline;
  return `${poolSlots?.detail}, and a replica needs ${perNode} on one node`;
};

/** What the pool takes, within what Kubernetes places. */
const availableTo = (request: DecisionRequest): Pick<DecisionInputs, "poolAvailable" | "poolDetail"> => {
  const poolAvailable = request.supply.overdue ? 0 : request.poolAvailable;
  const { placeable } = request.view;
  if (placeable !== null && placeable.replicas <= (poolAvailable ?? Number.POSITIVE_INFINITY)) {
    return { poolAvailable: placeable.replicas, poolDetail: placeable.detail };
  }
  if (request.supply.overdue && request.poolAvailable === 0)
    return { poolAvailable, poolDetail: "agents report no GPU of the pool as free" };
  const isFragmented = !request.supply.overdue && request.poolSlots?.fragmented;
  return { poolAvailable, ...(isFragmented ? { poolDetail: fragmentedText(request) } : {}) };
};

const inputsOf = (request: DecisionRequest, measured: MeasuredCapacity): DecisionInputs => {
  const { now, deployment, view, supply, settings } = request;
  const { shape, ready, draining, demand, missing } = view;
  const quantiles = [...new Set([...publishedQuantiles, settings.demandQuantile, settings.sizeQuantile])].toSorted(
    (a, b) => a - b,
  );
  const asked = { shape, horizonSeconds: deployment.leadTimeSeconds, quantiles };
  const bounds = demandBounds(view);
  const demandAge = view.demandAt === null ? undefined : Math.max(0, now - view.demandAt);
  return {
    now,
    replicas: { ready, pending: supply.pending, draining, currentTarget: request.currentTarget },
    demand,
    forecast: behindGateway(
      withSchedule(boundedForecast(request.forecast, bounds, asked), scheduledRate(deployment, now, { shape }), asked),
      deployment,
      shape,
    ),
    ...backlogOf(request, measured.result),
    capacity: capacityInput(request, measured),
    missing,
    ...availableTo(request),
    overdue: supply.overdue,
    ...(request.budgetCapacity ? { budget: request.budgetCapacity } : {}),
    observing: observing(request),
    slowness: slownessOf(request, measured),
    carried: request.warranty?.hours,
    ages: {
      replicas: view.ageSeconds ?? undefined,
      demand: demandAge,
      forecast: request.forecast.at === null ? undefined : Math.max(0, now - request.forecast.at),
    },
  };
};

/** Margin that a smaller count must carry on top of the demand: what may not be counted belongs to it. */
const marginOf = ({ settings: { scaleDownMargin }, view }: DecisionRequest): number => {
  const { demand, uncountedRequestsPerSecond } = view;
  const known = demand?.requestsPerSecond ?? 0;
  return known > 0 ? (1 + scaleDownMargin) * (1 + uncountedRequestsPerSecond / known) - 1 : scaleDownMargin;
};

/** Count to start with where no engine was seen in a first complete window. */
const initialReplicas = ({ deployment, view }: DecisionRequest): number | undefined =>
  view.engines.length > 0 || inFirstWindow(view) ? undefined : deployment.replicas.initial;

const settingsOf = (request: DecisionRequest): DecisionSettings => ({
  demandQuantile: request.settings.demandQuantile,
  sizeQuantile: request.settings.sizeQuantile,
  maxScaleDownShare: request.settings.maxScaleDownShare,
  minReplicas: request.deployment.replicas.min,
  initialReplicas: initialReplicas(request),
  maxReplicas: request.deployment.replicas.max,
  reserveReplicas: request.deployment.reserveReplicas + request.view.leavingReplicas,
  scaleDownStabilisation: request.settings.scaleDownStabilisationSeconds,
  scaleDownMargin: marginOf(request),
});

/** Where the plan derives its reserve: the request with the number that it comes to, and what it is made of. */
const withDerivedReserve = (request: DecisionRequest, inputs: DecisionInputs) => {
  const { plan, deployment, model, view, currentTarget, settings, now } = request;
  const reserve = derivedReserve(plan, deployment, {
    inputs,
    now,
    shape: view.shape,
    quantile: Math.max(settings.demandQuantile, settings.sizeQuantile),
    standing: currentTarget ?? view.lastKnownReplicas,
    gpusPerReplica: model.gpusPerReplica,
  });
  return reserve === null
    ? { request, evidence: [] }
    : {
        request: { ...request, deployment: { ...deployment, reserveReplicas: reserve.replicas } },
        evidence: reserveEvidence(reserve),
      };
};

/** The decision of core for one deployment, with everything it rested on and what to remember. */
export const decideDeployment = (asked: DecisionRequest) => {
  const factor = speedFactor(asked.calibration, loadPerReplica(asked.view) ?? 0);
  const measured = ofBothVersions(asked, measuredCapacity(asked, factor));
  const capacity = measured.result;
  const known = inputsOf(asked, measured);
  const { request, evidence } = withDerivedReserve(asked, known);
  const inputs = { ...known, evidence: [...extraEvidence(request, { factor, measured }), ...evidence] };
  const { now, cluster, deployment, pool, model, view } = request;
  const settings = settingsOf(request);
  const step = decide(inputs, settings, request.memory);
  const { decision } = step;
  const isWhole = view.complete && !inputs.observing;
  const warranted = warrant(request.warranty, {
    at: now,
    intervalSeconds: request.settings.intervalSeconds,
    demand: isWhole ? (view.demand?.requestsPerSecond ?? null) : null,
    forecast: inputs.forecast,
    capacity: inputs.capacity,
    replicas: decision.desired ?? request.currentTarget,
  });
  const assessment = {
    at: now,
    cluster,
    deployment,
    pool,
    model,
    view,
    inputs,
    settings,
    capacity,
    measured,
    decision,
    speedFactor: factor,
    speedSeen: inputs.observing ? null : speedObservation(asked, capacity),
    latency: asked.latency ?? null,
    following: asked.following ?? null,
    workload: asked.workload ?? null,
    fellTo: asked.fellTo ?? null,
    surgeAvailable: asked.surgeAvailable ?? null,
    forecast: inputs.forecast,
    coverage: coverageAt(request.forecast, deployment.leadTimeSeconds),
    warranty: warranted.warranty,
    usdPerHour: (replicas: number) => placementOf(request.plan, asked.deployment, replicas).usdPerHour,
  };
  const calibration = calibrationAfter(request.calibration, assessment.speedSeen, request.settings.windowSeconds);
  return {
    assessment,
    memory: step.memory,
    calibration,
    capacityEvidence: measured.evidence,
    warranty: warranted.memory,
  };
};
