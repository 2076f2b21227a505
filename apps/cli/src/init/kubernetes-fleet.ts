import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isRecord, LoadlineError } from "@loadline/model";
import { reasonOf } from "@loadline/planner/messages";
import { type Container, deploymentOf, isWorker, otherRole, type Pod, podOf, roleOf } from "@loadline/runtime/pods";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";
import type { LaunchedEngine } from "../import/launched-engine.ts";
import { launchOf, productLabels } from "../import/manifest.ts";
import { engineSeries } from "../prometheus/engine-series.ts";
import {
  nothingMeasured,
  type ObservedDeployment,
  type ObservedFleet,
  type ObservedGpus,
} from "../prometheus/observed-fleet.ts";

/** A cluster of ten thousand pods stays below this. */
const mostBytes = 512 * 2 ** 20;
const kubectlArguments = ["get", "pods,nodes", "--all-namespaces", "--output=json"];

const kubectl = async ({ env, signal }: CliContext): Promise<string> => {
  try {
    const options = { env: { ...env }, maxBuffer: mostBytes, signal };
    return (await promisify(execFile)("kubectl", kubectlArguments, options)).stdout;
  } catch (cause) {
    const detail = `kubectl ${kubectlArguments.join(" ")}: ${reasonOf(cause)}; or give its output with --pods FILE`;
    throw new LoadlineError("LL_KUBERNETES_UNREADABLE", { detail }, { cause });
  }
};

const itemsIn = (text: string, place: string): readonly unknown[] => {
  try {
    const list: unknown = JSON.parse(text);
    if (isRecord(list) && Array.isArray(list["items"])) return list["items"];
  } catch {
    // The same message as for another document.
  }
  const expected = "a list as kubectl get pods,nodes -A -o json prints it";
  throw new LoadlineError("LL_CONFIG_INVALID", { key: "pods", value: place, expected });
};

interface GpuNode {
  readonly name: string;
  readonly type: string | null;
  readonly gpus: number;
}

const nodeOf = (raw: unknown): readonly GpuNode[] => {
  const { metadata, status } = isRecord(raw) ? raw : {};
  const { name, labels } = isRecord(metadata) ? metadata : {};
  const { capacity } = isRecord(status) ? status : {};
  const texts = isRecord(labels) ? labels : {};
  const count = (resource: string): number => Number((isRecord(capacity) ? capacity : {})[resource]) || 0;
  const gpus = Number(texts["nvidia.com/gpu.count"]) || count("nvidia.com/gpu") || count("amd.com/gpu");
  const product = productLabels.map((label) => texts[label]).find((value) => typeof value === "string");
  // The label of shared GPUs states that behind the name, as in NVIDIA-L4-SHARED.
  const type = typeof product === "string" ? product.replace(/-SHARED$/, "").replaceAll("-", " ") : null;
  return gpus > 0 && typeof name === "string" ? [{ name, type, gpus }] : [];
};

interface Engine {
  readonly pod: Pod;
  readonly deployment: string;
  readonly engine: string;
  readonly model: string;
  readonly gpus: number;
  readonly gpuType: string | null;
  readonly launched: LaunchedEngine;
}

/** An engine that is started without its number of GPUs takes all that its container holds. */
const withAll = (launched: LaunchedEngine, claimed: number): LaunchedEngine => {
  const { tensor, pipeline, attentionData } = launched.parallel;
  const isDefault = tensor * pipeline * attentionData * launched.copies === 1;
  return isDefault && claimed > 1 ? { ...launched, parallel: { ...launched.parallel, tensor: claimed } } : launched;
};

const engineOf = (pod: Pod, container: Container, nodes: readonly GpuNode[]): readonly Engine[] => {
  const found = isWorker(pod, container) ? null : launchOf(container);
  if (found === null) return [];
  const [slice, claimed = 0] = Object.entries(container.devices)[0] ?? [];
  const launched = withAll(found, claimed);
  const { tensor, pipeline, attentionData } = launched.parallel;
  const type =
    nodes.find(({ name }) => name === pod.node)?.type ?? (nodes.length === 1 ? nodes[0]?.type : null) ?? null;
  const profile = /\/mig-(.+)$/.exec(slice ?? "")?.[1];
  return [
    {
      pod,
      deployment: deploymentOf(pod, container.name).name ?? pod.name,
      engine: launched.engine,
      model: launched.model ?? "?",
      gpus: tensor * pipeline * attentionData,
      gpuType: type !== null && profile !== undefined ? `${type}/${profile}` : type,
      launched,
    },
  ];
};

/** Pods that ended, or are being deleted, are no replicas. */
const isReplica = (pod: Pod) => !pod.deleting && /^(?:Running|Pending)$/.test(pod.phase) && otherRole(pod) === null;

const median = (values: readonly number[]): number | null =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/** @source docs/guides/recommender.md, "Prefill and decode pools" */
const knownOf = {
  prefill: { outputTokens: 1, remarks: { "expected.outputTokens": "prefill workers generate the first token" } },
  decode: { prefixHitRatio: 0.95, remarks: { "engineConfig.prefixHitRatio": "prefill workers computed its prompts" } },
} as const;

const deploymentOfEngines = (name: string, all: readonly Engine[]): ObservedDeployment | null => {
  const engines = all.filter(({ deployment }) => deployment === name);
  const [first] = engines;
  const series = engineSeries.find(({ engine }) => engine === first?.engine);
  if (first === undefined || series === undefined) return null;
  const { model, gpus, gpuType, launched, pod } = first;
  const inPool = all.filter((each) => each.model === model && each.pod.namespace === pod.namespace);
  // Decode workers without prefill workers compute the prompts themselves.
  const role = inPool.some((each) => roleOf(each.pod) === "prefill") ? roleOf(pod) : null;
  return {
    ...nothingMeasured,
    ...(role === null ? {} : knownOf[role]),
    name,
    series: { ...series, name: `the pods of ${pod.namespace}` },
    servedModel: model,
    labels: { namespace: pod.namespace },
    // A pod may start several engines, one for each of its data-parallel ranks.
    engines: engines
      .flatMap((each) => Array.from({ length: each.launched.copies }, (_, at) => `${each.pod.name}/${at}`))
      .toSorted(),
    launched,
    workload: workloadOfEngines(name, all),
    podGpus: gpuType === null ? null : { type: gpuType, gpusPerEngine: gpus },
    startSeconds: median(engines.flatMap(({ pod: { startSeconds } }) => (startSeconds === null ? [] : [startSeconds]))),
  };
};

const gpusOf = (nodes: readonly GpuNode[], engines: readonly Engine[]): readonly ObservedGpus[] => {
  const types = [...new Set(nodes.flatMap(({ type }) => (type === null ? [] : [type])))].toSorted();
  return types.map((type) => {
    const own = nodes.filter((node) => node.type === type);
    const used = engines.filter(({ gpuType }) => gpuType === type).reduce((sum, { gpus }) => sum + gpus, 0);
    return { type, nodes: own.length, gpusPerNode: Math.max(...own.map(({ gpus }) => gpus)), used };
  });
};

type Workload = NonNullable<ObservedDeployment["workload"]>;

/** The workload that made a pod, where its count can be set: Dynamo's operator sets those of its own. */
const workloadOf = ({ owner, labels, namespace }: Pod): Workload | null => {
  const [set, hash] = [labels["leaderworkerset.sigs.k8s.io/name"], labels["pod-template-hash"]];
  if (labels["nvidia.com/dynamo-graph-deployment-name"] !== undefined) return null;
  if (set !== undefined)
    return { namespace, apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet", name: set };
  if (owner?.kind === "StatefulSet") return { namespace, kind: owner.kind, name: owner.name };
  return owner?.kind === "ReplicaSet" && hash !== undefined && owner.name.endsWith(`-${hash}`)
    ? { namespace, kind: "Deployment", name: owner.name.slice(0, -hash.length - 1) }
    : null;
};

/** The workload of all engines of a deployment and of no other's, with an engine in each of its pods; null: there is none. */
const workloadOfEngines = (name: string, all: readonly Engine[]): Workload | null => {
  const keyOf = ({ pod }: Engine): string => JSON.stringify(workloadOf(pod));
  const own = all.filter(({ deployment }) => deployment === name);
  const [first] = own;
  const pods = new Set(own.map(({ pod }) => pod.name));
  if (first === undefined || pods.size < own.length || own.some(({ launched }) => launched.copies > 1)) return null;
  const isShared = all.some((one) => (one.deployment === name) !== (keyOf(one) === keyOf(first)));
  return isShared ? null : workloadOf(first.pod);
};

/** What runs by the pods and nodes of a cluster, which have no load. */
const fleetOfKubernetes = (text: string, place: string): ObservedFleet => {
  const items = itemsIn(text, place);
  const isNode = (item: unknown): boolean => isRecord(item) && item["kind"] === "Node";
  const nodes = items.filter(isNode).flatMap(nodeOf);
  const pods = items
    .filter((item) => !isNode(item))
    .map(podOf)
    .filter((pod) => pod !== null)
    .filter(isReplica);
  const engines = pods.flatMap((pod) => pod.containers.flatMap((container) => engineOf(pod, container, nodes)));
  const names = [...new Set(engines.map(({ deployment }) => deployment))].toSorted();
  const deployments = names.flatMap((name) => deploymentOfEngines(name, engines) ?? []);
  return { source: place, now: 0, deployments, gpus: gpusOf(nodes, engines) };
};

/** @param file output of kubectl; undefined: it is run */
export const observeKubernetes = async (file: string | undefined, context: CliContext): Promise<ObservedFleet> =>
  file === undefined
    ? fleetOfKubernetes(await kubectl(context), "the cluster of kubectl")
    : fleetOfKubernetes(await readText(userPath(file, context)), file);
