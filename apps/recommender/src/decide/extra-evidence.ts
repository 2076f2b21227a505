import { type Evidence, evidenceRow as row } from "@loadline/control";
import { latencyParts } from "../fleet/latencies.ts";
import { calibrationText } from "../observe/calibration.ts";
import { demandBounds } from "../observe/deployment-view.ts";
import type {
  AvailableReplicas,
  DecisionRequest,
  MeasuredCapacity,
  ObservedDeployment,
  PlannedDeployment,
} from "./assessment.ts";
import { scheduledRate } from "./plan-limits.ts";
import { mayBeRandom, plannedLatency } from "./replica-capacity.ts";

type Rows = readonly Evidence[];

/** What stands beside the count: whether a rollout has a place for its surge, and GPUs that are paid but idle. */
const adviceOf = ({
  poolAvailable,
  surgeAvailable = poolAvailable,
  ...rest
}: PlannedDeployment & AvailableReplicas): Rows => {
  const { deployment, pool, model } = rest;
  const surge = deployment.rollout?.surgeReplicas ?? 1;
  const age = poolAvailable === null ? null : 0;
  const rolloutFits =
    surgeAvailable === null
      ? null
      : surgeAvailable >= surge
        ? "yes"
        : `no: the pool has capacity for ${surgeAvailable}, ${surge} surge replica${surge === 1 ? "" : "s"} start first`;
  const idle = poolAvailable === null ? null : poolAvailable * model.gpusPerReplica;
  return [
    row("advice.rolloutFits", rolloutFits, null, age),
    ...(pool.purchase === "reserved" ? [row("advice.reservedUnused", idle, "GPUs")] : []),
  ];
};

/** How long replicas were measured to take until they serve, where that decides in place of the plan's lead time. */
const startEvidence = ({ plan, deployment: { name, leadTimeSeconds } }: PlannedDeployment): Rows => {
  const planned = plan.deployments.find((one) => one.name === name)?.leadTimeSeconds;
  return planned === leadTimeSeconds ? [] : [row("replicas.startMeasured", leadTimeSeconds, "s")];
};

const calibrationEvidence = ({ deployment, version, calibration, now }: DecisionRequest): Rows => {
  const ageSeconds = calibration.observedAt === null ? 0 : Math.max(0, now - calibration.observedAt);
  return [
    ...(deployment.version === undefined ? [] : [row("model.version", version ?? deployment.version)]),
    row("model.calibration", calibrationText(calibration), null, ageSeconds),
  ];
};

/** What the engines proved of a replica's capacity, and the model's own answer. */
const capacityEvidence = (
  { now }: ObservedDeployment,
  { basis, modelled, evidence: { lower, upper } }: MeasuredCapacity,
): Rows => {
  const bounds = [["capacity.measuredAtLeast", lower] as const, ["capacity.measuredAtMost", upper] as const];
  return [
    row("capacity.basis", basis),
    row("capacity.modelled", modelled, "requests/s"),
    ...bounds.flatMap(([input, bound]) =>
      bound === null ? [] : [row(input, bound.requestsPerSecond, "requests/s", Math.max(0, now - bound.at))],
    ),
  ];
};

/** Where the time of a request goes, beside what the model has at this load, and the share that met each objective. */
const latencyEvidence = (
  { latency = null, view, model }: PlannedDeployment & ObservedDeployment,
  factor: number,
): Rows => {
  if (latency === null) return [];
  const { ageSeconds } = view;
  const planned = plannedLatency(model, view, factor);
  const parts = latencyParts.flatMap((part) => {
    const value = latency.parts[part];
    const modelled = planned?.[part] ?? null;
    if (value === null) return [];
    const own = row(`latency.${part}`, value, "s", ageSeconds);
    return modelled === null ? [own] : [own, row(`latency.${part}.planned`, modelled, "s")];
  });
  const attained = latency.attained.map(({ name, met, observations }) =>
    row(`attained.${name}`, met / observations, "ratio", ageSeconds),
  );
  return [...parts, ...attained];
};

/** What a consumer did with a decision, for whoever reads this one: nothing here depends on it. */
const feedbackEvidence = ({ feedback = null, now }: DecisionRequest): Rows => {
  if (feedback === null) return [];
  const { outcome, actuator, decisionId, detail, at } = feedback;
  const text = `${outcome} by ${actuator}, decision ${decisionId}${detail === null ? "" : `: ${detail}`}`;
  return [row("feedback", text, null, Math.max(0, now - at))];
};

/** How requests are seen to be spread, and that a smaller count allows for a random split. */
const routerEvidence = (request: DecisionRequest): Rows => {
  const { router, ageSeconds } = request.view;
  const bound = "the count falls no lower than a random split allows";
  return [
    row("router.law", router.law, null, ageSeconds),
    row("router.spread", router.spreadRatio, "ratio", ageSeconds),
    ...(mayBeRandom(request) ? [row("router.bound", bound, null, ageSeconds)] : []),
  ];
};

/** Evidence that the decision itself does not know of: shape, calibration, what is announced, and the pool. */
export const extraEvidence = (
  request: DecisionRequest,
  { factor, measured }: { readonly factor: number; readonly measured: MeasuredCapacity },
): Rows => {
  const { deployment, model, view, now } = request;
  const { shape, ageSeconds } = view;
  const infeasible = model.canaryInfeasible(shape);
  const scheduled = scheduledRate(deployment, now, view);
  const bounds = demandBounds(view);
  // The others are missing inputs, which the decision has rows for.
  const findings = view.findings.filter(({ blocksScaleDown }) => !blocksScaleDown);
  return [
    row("shape.inputTokens", shape.inputTokens, "tokens/request", ageSeconds),
    row("shape.outputTokens", shape.outputTokens, "tokens/request", ageSeconds),
    row("shape.basis", shape.basis, null, ageSeconds),
    ...capacityEvidence(request, measured),
    row("model.speedFactor", factor, "ratio", ageSeconds),
    ...latencyEvidence(request, factor),
    ...routerEvidence(request),
    // No count of the new version meets the objectives: the present one goes on by its own capacity.
    ...(infeasible === null ? [] : [row("rollout.infeasible", infeasible.detail)]),
    ...calibrationEvidence(request),
    ...(scheduled === null ? [] : [row("expected.scheduled", scheduled, "requests/s")]),
    // What the demand comes to if replicas that are not counted get as much as the others.
    ...(bounds === null ? [] : [row("demand.atMost", bounds.upper, "requests/s", Math.max(0, now - bounds.at))]),
    ...startEvidence(request),
    ...(request.poolSlots ? [row("pool.slots", request.poolSlots.detail)] : []),
    ...adviceOf(request),
    ...findings.map((one) => row(one.input, one.message, null, one.ageSeconds)),
    ...(request.following ? [row("kubernetes.following", request.following.detail)] : []),
    ...feedbackEvidence(request),
    ...(request.supply.overdue ? [row("replicas.overdue", "requested, not ready in time")] : []),
  ];
};
