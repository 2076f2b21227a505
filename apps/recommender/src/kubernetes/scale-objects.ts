/** Workloads with who set their count, and what sets it by itself: ScaledObjects of KEDA and pod autoscalers. */
import { z } from "zod";
import {
  type CountWriter,
  type KedaPause,
  type KubernetesAutoscaler,
  type KubernetesWorkload,
  scaleTarget,
} from "./cluster-view.ts";
import { type Condition, conditions, conditionText, metadata, shortText, texts, time } from "./object-fields.ts";

const count = z.number().int().nonnegative();

const Writers = z
  .array(
    z.object({
      manager: shortText,
      time,
      fieldsV1: z.object({ "f:spec": z.record(z.string(), z.unknown()).catch({}) }).catch({ "f:spec": {} }),
    }),
  )
  .catch([]);

const Workload = z.object({
  metadata: metadata.extend({ uid: shortText, managedFields: Writers }),
  spec: z.object({ replicas: count.nullable().catch(null) }),
  status: z.object({ conditions }).catch({ conditions: [] }),
});

/** Pod autoscalers are part of the controller manager; KEDA names itself by its program. */
const autoscalerName = /^(?:kube-controller-manager|keda)/;

/** Who wrote the count last, by the fields that the API server keeps for each writer. */
const writerOf = (fields: z.infer<typeof Writers>): CountWriter | null => {
  const [last] = fields
    .filter(({ fieldsV1 }) => "f:replicas" in fieldsV1["f:spec"])
    .toSorted((one, other) => (other.time ?? 0) - (one.time ?? 0));
  if (last === undefined) return null;
  return { name: last.manager, isAutoscaler: autoscalerName.test(last.manager), at: last.time };
};

/** Conditions of Deployments and of what is built like them: a quota that refuses pods, a rollout that does not end. */
const isFailure = ({ type, status }: Condition): boolean =>
  (/Fail(?:ure|ed)$/.test(type) && status === "True") || (type === "Progressing" && status === "False");

export const workloadIn = (raw: unknown): KubernetesWorkload | null => {
  const parsed = Workload.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata: own, spec, status } = parsed.data;
  return {
    uid: own.uid,
    replicas: spec.replicas,
    writer: writerOf(own.managedFields),
    raisedAt: null,
    leaving: own.deletionTimestamp !== null,
    problems: status.conditions.filter(isFailure).map(conditionText),
  };
};

const Target = z.object({
  apiVersion: z.string().catch("apps/v1"),
  kind: z.string().catch("Deployment"),
  name: z.string().min(1),
});

const ScaledObject = z.object({
  metadata: metadata.extend({ annotations: texts }),
  // https://keda.sh/docs/latest/reference/scaledobject-spec/
  spec: z.object({
    scaleTargetRef: Target,
    minReplicaCount: count.catch(0),
    maxReplicaCount: count.catch(100),
  }),
  status: z.object({ conditions }).catch({ conditions: [] }),
});

const paused = "autoscaling.keda.sh/paused";

const pauseOf = (annotations: Readonly<Record<string, string>>): KedaPause | null => {
  const at = annotations[`${paused}-replicas`];
  const whole = at !== undefined || annotations[paused] === "true";
  const up = whole || annotations[`${paused}-scale-out`] === "true";
  const down = whole || annotations[`${paused}-scale-in`] === "true";
  return up || down ? { replicas: at === undefined ? null : Number(at), up, down } : null;
};

export const scaledObjectIn = (raw: unknown): KubernetesAutoscaler | null => {
  const parsed = ScaledObject.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata: own, spec, status } = parsed.data;
  const isProblem = ({ type, status: is }: Condition): boolean =>
    (type === "Ready" && is === "False") || (type === "Fallback" && is === "True");
  return {
    kind: "ScaledObject",
    name: own.name,
    target: scaleTarget(spec.scaleTargetRef),
    min: spec.minReplicaCount,
    max: spec.maxReplicaCount,
    wants: null,
    pause: pauseOf(own.annotations),
    problems: status.conditions.filter(isProblem).map(conditionText),
    limits: [],
    owner: null,
  };
};

const PodAutoscaler = z.object({
  metadata: metadata.extend({
    ownerReferences: z.array(z.object({ kind: shortText, name: shortText })).catch([]),
  }),
  spec: z.object({ scaleTargetRef: Target, minReplicas: count.catch(1), maxReplicas: count }),
  status: z
    .object({ desiredReplicas: count.nullable().catch(null), conditions })
    .catch({ desiredReplicas: null, conditions: [] }),
});

export const podAutoscalerIn = (raw: unknown): KubernetesAutoscaler | null => {
  const parsed = PodAutoscaler.safeParse(raw);
  if (!parsed.success) return null;
  const { metadata: own, spec, status } = parsed.data;
  const isProblem = ({ type, status: is }: Condition): boolean =>
    (type === "AbleToScale" || type === "ScalingActive") && is === "False";
  const isLimit = ({ type, status: is, reason }: Condition): boolean =>
    is === "True" && (type === "ScalingLimited" || (type === "AbleToScale" && /Stabilized$/.test(reason)));
  return {
    kind: "HorizontalPodAutoscaler",
    name: own.name,
    target: scaleTarget(spec.scaleTargetRef),
    min: spec.minReplicas,
    max: spec.maxReplicas,
    wants: status.desiredReplicas,
    pause: null,
    problems: status.conditions.filter(isProblem).map(conditionText),
    limits: status.conditions.filter(isLimit).map(conditionText),
    owner: own.ownerReferences.find(({ kind }) => kind === "ScaledObject")?.name ?? null,
  };
};
