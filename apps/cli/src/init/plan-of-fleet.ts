import {
  gpuById,
  isLoadlineError,
  modelById,
  precisionByName,
  precisionInName,
  replicaCapacity,
  tokens,
} from "@loadline/model";
import { checkPlan, plannedReplica, plannedSlo } from "@loadline/plan";
import { orElse } from "@loadline/planner/messages";
import { durationText, plural, printable } from "@loadline/planner/text";
import { token } from "@loadline/protocol";
import { type Draft, draftedObjectives, freeName, type PoolDraft, planOfDrafts } from "../import/plan-text.ts";
import type { ObservedDeployment, ObservedFleet, ObservedGpus } from "../prometheus/observed-fleet.ts";

/** Settings of the user that what runs does not have. */
export interface InitChoices {
  readonly cluster: string;
  readonly ttft: number;
  readonly tpot: number;
  readonly itl: number | undefined;
  readonly model: string | undefined;
  readonly gpu: string | undefined;
  readonly tensor: number | undefined;
}

interface DeploymentDraft extends Draft {
  readonly observed: ObservedDeployment;
  /** Of these, GPUs that are on one node. */
  readonly gpusTogether: number;
}

/** A deployment that no plan can be written for, and what to do. */
export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

const assumedLengths = { inputTokens: 1024, outputTokens: 256 } as const;
const assumedWeights = "bf16";
const assumedGpusPerNode = 8;
const largestTensor = 8;

/** The name of the model and of where it runs, as a name of a plan. */
const deploymentName = ({ name, servedModel, labels }: ObservedDeployment, taken: Set<string>): string => {
  const short = token(servedModel.split("/").at(-1) || "deployment");
  const longer = Object.values(labels).map((label) => `${short}-${label}`);
  return freeName([...(name === undefined ? [] : [name]), short, ...longer], taken);
};

const orNull = <T>(work: () => T): T | null => orElse(work, null);

/** GPUs of one replica: as pods hold them, as given, as the used GPUs divide; else the fewest that hold the objectives. */
const layoutOf = (
  observed: ObservedDeployment,
  { fleet, choices, fits }: { fleet: ObservedFleet; choices: InitChoices; fits: (gpus: number) => boolean },
) => {
  const { tensor = 0, pipeline = 0, attentionData = 0 } = observed.launched?.parallel ?? {};
  const named = observed.podGpus?.gpusPerEngine ?? tensor * pipeline * attentionData;
  if (named > 0)
    return {
      gpus: named,
      because: `GPUs of an engine, by ${observed.name === undefined ? "dcgm-exporter" : observed.series.name}`,
    };
  if (choices.tensor !== undefined) return { gpus: choices.tensor, because: "--tensor" };
  const engines = fleet.deployments.reduce((sum, each) => sum + each.engines.length, 0);
  const used = fleet.gpus.reduce((sum, each) => sum + each.used, 0);
  if (fleet.deployments.length === 1 && engines > 0 && used >= engines) {
    const gpus = Math.min(largestTensor, 2 ** Math.floor(Math.log2(used / engines)));
    return { gpus, because: `${used} GPUs have more than half of their memory used, by ${plural(engines, "engine")}` };
  }
  const smallest = [1, 2, 4, largestTensor].find(fits) ?? largestTensor;
  return {
    gpus: smallest,
    because: "assumed: the fewest that hold the objectives; no series names the GPUs of an engine",
  };
};

const engineConfigOf = ({ settings, prefixHitRatio, launched }: ObservedDeployment) => {
  const share = Number(settings["gpu_memory_utilization"] ?? Number.NaN);
  return {
    ...(share > 0 && share <= 1 ? { gpuMemoryUtilization: share } : {}),
    ...launched?.engineConfig,
    ...(prefixHitRatio !== null && prefixHitRatio > 0 && prefixHitRatio < 1
      ? { prefixHitRatio: Number(prefixHitRatio.toFixed(2)) }
      : {}),
  };
};

const measured = (value: number | null, text: (value: number) => string): string =>
  value === null ? "not measured" : `measured over the week: ${text(value)}`;

/** Number formats: as the flags have them, else as names and settings do. */
const formatsOf = ({ launched, servedModel, settings }: ObservedDeployment, model: string) => {
  const named = precisionInName(servedModel) ?? orNull(() => modelById(model))?.publishedIn ?? assumedWeights;
  const kvCache = launched?.kvCache ?? (/^fp8/.test(settings["cache_dtype"] ?? "") ? "fp8" : undefined);
  return { weights: precisionByName(launched?.weights ?? named), ...(kvCache === undefined ? {} : { kvCache }) };
};

/** The week's load, or what is known of it. A plan needs a rate above zero. */
const loadOf = (observed: ObservedDeployment) => {
  const { peakRequestsPerSecond, inputTokens, outputTokens } = observed;
  const span = observed.name === undefined ? "the week" : "the stored samples";
  const peak = peakRequestsPerSecond !== null && peakRequestsPerSecond > 0 ? peakRequestsPerSecond : null;
  return {
    expected: {
      inputTokens: Math.max(1, Math.round(inputTokens ?? assumedLengths.inputTokens)),
      outputTokens: Math.max(1, Math.round(outputTokens ?? assumedLengths.outputTokens)),
      requestsPerSecond: peak === null ? 1 : Number(peak.toPrecision(3)),
    },
    remarks: {
      "expected.inputTokens": inputTokens === null ? "assumed: not measured" : `mean of ${span}`,
      "expected.outputTokens": outputTokens === null ? "assumed: not measured" : `mean of ${span}`,
      "expected.requestsPerSecond":
        peak === null
          ? "assumed: no request was counted; state your highest rate"
          : observed.name === undefined
            ? "highest 5 minutes of the week"
            : `mean of ${span}; state your highest rate`,
    },
  };
};

const shownByPods = ({ startSeconds = null, workload = null }: ObservedDeployment) => {
  const lead = "median of the pods, from creation to ready";
  return {
    value: {
      ...(startSeconds === null ? {} : { leadTimeSeconds: Math.ceil(startSeconds) }),
      ...(workload === null ? {} : { kubernetes: workload }),
    },
    remarks: {
      ...(startSeconds === null ? {} : { leadTimeSeconds: lead }),
      ...(workload === null ? {} : { "kubernetes.name": "its pods' workload; actuation.fromPlan scales it" }),
    },
  };
};

const draftOf = (
  observed: ObservedDeployment,
  { fleet, choices, name }: { fleet: ObservedFleet; choices: InitChoices; name: string },
): DeploymentDraft | Skipped => {
  // By the catalogue, by the user, else as it is served: without a model of it measured capacity alone counts.
  const model =
    orNull(() => modelById(observed.servedModel).id) ??
    (choices.model === undefined ? observed.servedModel : modelById(choices.model).id);
  const isModelled = orNull(() => modelById(model)) !== null;
  const { servedModel } = observed;
  const pods = shownByPods(observed);
  const type =
    choices.gpu ?? observed.podGpus?.type ?? (fleet.gpus.length === 1 ? (fleet.gpus[0]?.type ?? null) : null);
  const gpu = type === null ? null : orNull(() => gpuById(type).id);
  if (gpu === null) {
    const why = type === null ? "no series names its GPU" : `the catalogue has no GPU ${type}`;
    return { name, reason: `${why}; give --gpu` };
  }
  const { expected, remarks } = loadOf(observed);
  const rest = { name, model, pool: token(gpu), engine: observed.series.engine, ...formatsOf(observed, model) };
  // A single token has no gap before the next.
  const slo = expected.outputTokens === 1 ? { timeToFirstTokenSeconds: choices.ttft } : draftedObjectives(choices);
  const fits = (gpus: number): boolean =>
    !isModelled || holdsObjectives({ ...rest, parallel: { tensor: gpus }, slo, expected }, gpu);
  const layout = layoutOf(observed, { fleet, choices, fits });
  const parallel = observed.launched?.parallel ?? { tensor: layout.gpus };
  const impossible = faultOf({ ...rest, parallel, slo, expected }, gpu);
  if (impossible !== null)
    return { name, reason: `${impossible} (${plural(layout.gpus, "GPU")}: ${layout.because}); give --tensor` };
  return {
    observed,
    gpu,
    gpusPerReplica: layout.gpus,
    gpusTogether: observed.launched?.parallel.tensor ?? layout.gpus,
    value: {
      ...rest,
      parallel,
      engineConfig: engineConfigOf(observed),
      slo,
      expected,
      ...pods.value,
    },
    remarks: {
      ...remarks,
      ...observed.remarks,
      ...pods.remarks,
      model: isModelled
        ? `served as ${servedModel} by ${observed.series.name}`
        : `as ${observed.series.name} serves it; the catalogue lacks it: measured capacity alone counts until you name it`,
      weights: observed.launched?.weights === undefined ? "by the name of the checkpoint; check it" : "by its flags",
      "parallel.tensor": layout.because,
      "replicas.planned": `${plural(observed.engines.length, "engine")} running`,
      "slo.timeToFirstTokenSeconds": `your objective; 95 % ${measured(observed.timeToFirstTokenP95, durationText)}`,
      "slo.interTokenLatencySeconds": `your objective; 95 % ${measured(observed.interTokenLatencyP95, durationText)}`,
    },
  };
};

interface Sized extends Readonly<Record<string, unknown>> {
  readonly slo: Partial<ReturnType<typeof draftedObjectives>>;
  readonly expected: { readonly inputTokens: number; readonly outputTokens: number };
}

/** A deployment alone, with one replica. @throws LL_PLAN_INVALID */
const alone = (value: Sized, gpu: string) => {
  const pool = { name: "any", gpu, gpusPerNode: largestTensor, nodes: largestTensor };
  const deployment = { ...value, pool: "any", replicas: { planned: 1, min: 1, max: 1 } };
  return checkPlan({ version: 1, cluster: "any", pools: [pool], deployments: [deployment] });
};

/** Why no plan can have it; null: one can. */
const faultOf = (value: Sized, gpu: string): string | null => {
  try {
    alone(value, gpu);
    return null;
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return "detail" in error.detail ? error.detail.detail : error.message;
  }
};

const holdsObjectives = (value: Sized, gpu: string): boolean => {
  const plan = orNull(() => alone(value, gpu));
  const [only] = plan?.deployments ?? [];
  const [pool] = plan?.pools ?? [];
  if (only === undefined || pool === undefined) return false;
  const shape = { inputTokens: tokens(value.expected.inputTokens), outputTokens: tokens(value.expected.outputTokens) };
  return orNull(() => replicaCapacity(plannedReplica(only, pool), shape, plannedSlo(only)))?.kind === "feasible";
};

const isDraft = (result: DeploymentDraft | Skipped): result is DeploymentDraft => "value" in result;

const enginesOf = ({ observed }: DeploymentDraft): number => Math.max(1, observed.engines.length);

/** The pool of a GPU type: as dcgm-exporter counts it, else as many nodes as the engines that run take. */
const poolOf = (gpu: string, drafts: readonly DeploymentDraft[], gpus: readonly ObservedGpus[]): PoolDraft => {
  const seen = gpus.find(({ type }) => orNull(() => gpuById(type).id) === gpu);
  const taken = drafts.reduce((sum, draft) => sum + enginesOf(draft) * draft.gpusPerReplica, 0);
  const gpusPerNode = Math.max(seen?.gpusPerNode ?? assumedGpusPerNode, ...drafts.map((draft) => draft.gpusTogether));
  const needed = Math.ceil(taken / gpusPerNode);
  const value = { name: token(gpu), gpu, gpusPerNode, nodes: Math.max(seen?.nodes ?? 1, needed) };
  if (seen === undefined) return { value, remark: "assumed: nothing names the nodes; check their number" };
  return { value, remark: `${plural(seen.nodes, "node")} seen, ${plural(seen.used, "GPU")} in use` };
};

const replicasOf = (draft: DeploymentDraft, pool: PoolDraft["value"]) => {
  const planned = enginesOf(draft);
  const { gpusPerReplica } = draft;
  const spans = gpusPerReplica > pool.gpusPerNode;
  const most = spans
    ? Math.floor((pool.gpusPerNode * pool.nodes) / gpusPerReplica)
    : Math.floor(pool.gpusPerNode / gpusPerReplica) * pool.nodes;
  return { planned, min: 1, max: Math.max(planned, most) };
};

/** A plan of what runs; null where nothing runs that a plan can hold: how many replicas, on which GPUs, for which load; where a value is assumed, the remark states that. */
export const planOfFleet = (fleet: ObservedFleet, choices: InitChoices) => {
  const taken = new Set<string>();
  const results = fleet.deployments.map((observed) =>
    draftOf(observed, { fleet, choices, name: deploymentName(observed, taken) }),
  );
  const drafts = results.filter(isDraft);
  const skipped = results.filter((result): result is Skipped => !isDraft(result));
  if (drafts.length === 0) return { plan: null, remarks: [], skipped, observed: new Map<string, ObservedDeployment>() };
  const { plan, remarks } = planOfDrafts(choices.cluster, drafts, {
    pool: (gpu, own) => poolOf(gpu, own, fleet.gpus),
    replicas: replicasOf,
  });
  const observed = new Map(drafts.map((draft) => [String(draft.value["name"]), draft.observed]));
  return { plan, remarks, skipped, observed };
};

/** Sentences for people about what could not be planned. */
export const skippedText = ({ name, reason }: Skipped): string => `left out: ${name}: ${printable(reason)}`;
