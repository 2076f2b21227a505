import type { Decision } from "@loadline/core";
import { calibrationText } from "../calibrate/calibration.ts";
import { demandBounds } from "../state/deployment-view.ts";
import { latencyParts } from "../state/latencies.ts";
import type { DecisionRequest, MeasuredCapacity } from "./assessment.ts";
import { scheduledRate } from "./plan-limits.ts";
import { plannedLatency } from "./replica-capacity.ts";

/** What stands beside the count: whether a rollout has a place for its surge, and GPUs that are paid but idle. */
const adviceOf = ({
  poolAvailable,
  surgeAvailable = poolAvailable,
  ...rest
}: DecisionRequest): Decision["evidence"] => {
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
    { input: "advice.rolloutFits", value: rolloutFits, unit: null, ageSeconds: age },
    ...(pool.purchase === "reserved"
      ? [{ input: "advice.reservedUnused", value: idle, unit: "GPUs", ageSeconds: age }]
      : []),
  ];
};

const slotsEvidence = ({ poolSlots }: DecisionRequest): Decision["evidence"] =>
  poolSlots === undefined || poolSlots === null
    ? []
    : [{ input: "pool.slots", value: poolSlots.detail, unit: null, ageSeconds: 0 }];

const shapeEvidence = ({ view }: DecisionRequest): Decision["evidence"] => [
  { input: "shape.inputTokens", value: view.shape.inputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.outputTokens", value: view.shape.outputTokens, unit: "tokens/request", ageSeconds: view.ageSeconds },
  { input: "shape.basis", value: view.shape.basis, unit: null, ageSeconds: view.ageSeconds },
];

const announcedEvidence = ({ deployment, view, now }: DecisionRequest): Decision["evidence"] => {
  const value = scheduledRate(deployment, now, view);
  return value === null ? [] : [{ input: "expected.scheduled", value, unit: "requests/s", ageSeconds: 0 }];
};

/** How long replicas were measured to take until they serve, where that decides in place of the plan's lead time. */
const startEvidence = ({ plan, deployment: { name, leadTimeSeconds } }: DecisionRequest): Decision["evidence"] => {
  const planned = plan.deployments.find((one) => one.name === name)?.leadTimeSeconds;
  return planned === leadTimeSeconds
    ? []
    : [{ input: "replicas.startMeasured", value: leadTimeSeconds, unit: "s", ageSeconds: 0 }];
};

/** What the demand comes to if replicas that are not counted get as much as the others. */
const boundsEvidence = ({ view, now }: DecisionRequest): Decision["evidence"] => {
  const bounds = demandBounds(view);
  if (bounds === null) return [];
  return [
    { input: "demand.atMost", value: bounds.upper, unit: "requests/s", ageSeconds: Math.max(0, now - bounds.at) },
  ];
};

const calibrationEvidence = ({ deployment, version, calibration, now }: DecisionRequest): Decision["evidence"] => {
  const ageSeconds = calibration.observedAt === null ? 0 : Math.max(0, now - calibration.observedAt);
  return [
    ...(deployment.version === undefined
      ? []
      : [{ input: "model.version", value: version ?? deployment.version, unit: null, ageSeconds: 0 }]),
    { input: "model.calibration", value: calibrationText(calibration), unit: null, ageSeconds },
  ];
};

/** Findings that block nothing; core has a row for each of the others. */
const findingEvidence = ({ view }: DecisionRequest): Decision["evidence"] =>
  view.findings
    .filter(({ blocksScaleDown }) => !blocksScaleDown)
    .map(({ input, message, ageSeconds }) => ({ input, value: message, unit: null, ageSeconds }));

/** What the engines proved of a replica's capacity, and the model's own answer. */
const capacityEvidence = (
  { now }: DecisionRequest,
  { basis, modelled, evidence: { lower, upper } }: MeasuredCapacity,
): Decision["evidence"] => [
  { input: "capacity.basis", value: basis, unit: null, ageSeconds: 0 },
  { input: "capacity.modelled", value: modelled, unit: "requests/s", ageSeconds: modelled === null ? null : 0 },
  ...(lower === null ? [] : [bound("capacity.measuredAtLeast", lower, now)]),
  ...(upper === null ? [] : [bound("capacity.measuredAtMost", upper, now)]),
];

const bound = (input: string, { requestsPerSecond, at }: { requestsPerSecond: number; at: number }, now: number) => ({
  input,
  value: requestsPerSecond,
  unit: "requests/s",
  ageSeconds: Math.max(0, now - at),
});

/** Where the time of a request goes, beside what the model has at this load, and the share that met each objective. */
const latencyEvidence = ({ latency = null, view, model }: DecisionRequest, factor: number): Decision["evidence"] => {
  if (latency === null) return [];
  const { ageSeconds } = view;
  const planned = plannedLatency(model, view, factor);
  const parts = latencyParts.flatMap((part) => {
    const value = latency.parts[part];
    const modelled = planned?.[part] ?? null;
    return value === null
      ? []
      : [
          { input: `latency.${part}`, value, unit: "s", ageSeconds },
          ...(modelled === null
            ? []
            : [{ input: `latency.${part}.planned`, value: modelled, unit: "s", ageSeconds: 0 }]),
        ];
  });
  const attained = latency.attained.map(({ name, met, observations }) => ({
    ...{ input: `attained.${name}`, value: met / observations, unit: "ratio", ageSeconds },
  }));
  return [...parts, ...attained];
};

/** What the comparison of two versions shows so far. */
const rolloutEvidence = ({ rollout = null, model, view }: DecisionRequest): Decision["evidence"] => {
  if (rollout === null) return [];
  // The present version goes on by its own capacity: one that is not measured yet must not stop it.
  const infeasible = model.canaryInfeasible(view.shape)?.detail ?? null;
  return [
    ...(infeasible === null ? [] : [{ input: "rollout.infeasible", value: infeasible, unit: null, ageSeconds: 0 }]),
    { input: "rollout.verdict", value: rollout.message, unit: null, ageSeconds: 0 },
    ...rollout.measures.map(({ name, difference }) => ({
      ...{ input: `rollout.${name}`, value: difference, unit: "ratio", ageSeconds: difference === null ? null : 0 },
    })),
  ];
};

/** Evidence that core does not know of: shape, calibration, what is announced, and the pool. */
export const extraEvidence = (
  request: DecisionRequest,
  { factor, measured }: { readonly factor: number; readonly measured: MeasuredCapacity },
): Decision["evidence"] => [
  ...shapeEvidence(request),
  ...capacityEvidence(request, measured),
  { input: "model.speedFactor", value: factor, unit: "ratio", ageSeconds: request.view.ageSeconds },
  ...latencyEvidence(request, factor),
  ...rolloutEvidence(request),
  ...calibrationEvidence(request),
  ...announcedEvidence(request),
  ...boundsEvidence(request),
  ...startEvidence(request),
  ...slotsEvidence(request),
  ...adviceOf(request),
  ...findingEvidence(request),
  ...(request.supply.overdue
    ? [{ input: "replicas.overdue", value: "requested, not ready in time", unit: null, ageSeconds: 0 }]
    : []),
];
