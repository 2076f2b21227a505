import { gpuById, modelById } from "@loadline/core";
import { checkPlan, type Plan, token } from "@loadline/wire";
import { draftedObjectives, type Remark } from "../init/plan-of-fleet.ts";
import { messages, orElse, UserError } from "../messages.ts";
import { plural } from "../terminal/text.ts";
import type { FoundLaunch } from "./manifest.ts";

/** What the user says where a launch does not. */
export interface ImportChoices {
  readonly cluster: string;
  readonly gpu: string | undefined;
  readonly ttft: number;
  readonly tpot: number;
  readonly itl: number | undefined;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly requestsPerSecond: number | undefined;
}

const assumed = { inputTokens: 1024, outputTokens: 256, requestsPerSecond: 1 } as const;

/** A label of a node is a name of a GPU only where the catalogue has it. */
const gpuOf = ({ gpu }: FoundLaunch, choices: ImportChoices): string => {
  const named = choices.gpu ?? (gpu !== null && orElse(() => gpuById(gpu), null) !== null ? gpu : undefined);
  if (named === undefined) throw new UserError(messages.missing("--gpu", "the GPU that it runs on; nothing names it"));
  return gpuById(named).id;
};

interface Draft {
  readonly gpu: string;
  readonly gpusPerReplica: number;
  readonly most: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly remarks: Readonly<Record<string, string>>;
}

const remarksOf = ({ launched, gpus }: FoundLaunch, gpusPerReplica: number, choices: ImportChoices) => {
  const { model, unread, copies } = launched;
  const isModelled = model !== null && orElse(() => modelById(model), null) !== null;
  const taken = gpus === null ? null : gpus / copies;
  return {
    ...(isModelled ? {} : { model: "not in the catalogue: measured capacity alone decides; add it under `models`" }),
    ...(unread.length === 0 ? {} : { engine: `not in the plan, check their effect: ${unread.join(", ")}` }),
    ...(taken === null || taken === gpusPerReplica
      ? {}
      : { "parallel.tensor": `the manifest holds ${plural(taken, "GPU")} for it, the flags use ${gpusPerReplica}` }),
    "slo.timeToFirstTokenSeconds": "your objective",
    "slo.interTokenLatencySeconds": "your objective",
    ...Object.fromEntries(
      (["inputTokens", "outputTokens", "requestsPerSecond"] as const)
        .filter((key) => choices[key] === undefined)
        .map((key) => [`expected.${key}`, "assumed: a launch does not state it"]),
    ),
  };
};

const draftOf = (found: FoundLaunch, name: string, choices: ImportChoices): Draft => {
  const { launched, replicas, bounds, kubernetes } = found;
  const { engine, model, weights, kvCache, parallel, engineConfig, copies } = launched;
  const gpu = gpuOf(found, choices);
  const gpusPerReplica = parallel.tensor * parallel.pipeline * parallel.attentionData;
  const planned = replicas * copies;
  const max = Math.max(1, planned, bounds?.max ?? 0);
  return {
    ...{ gpu, gpusPerReplica },
    most: max,
    value: {
      ...{ name, pool: token(gpu), engine },
      ...(model === null ? {} : { model }),
      ...(weights === undefined ? {} : { weights }),
      ...(kvCache === undefined ? {} : { kvCache }),
      ...{ parallel, engineConfig },
      slo: draftedObjectives(choices),
      replicas: { planned, min: Math.min(bounds?.min ?? 1, max), max },
      expected: {
        inputTokens: choices.inputTokens ?? assumed.inputTokens,
        outputTokens: choices.outputTokens ?? assumed.outputTokens,
        requestsPerSecond: choices.requestsPerSecond ?? assumed.requestsPerSecond,
      },
      ...(kubernetes === null || copies > 1 ? {} : { kubernetes }),
    },
    remarks: remarksOf(found, gpusPerReplica, choices),
  };
};

/** Nodes that hold the most replicas that each deployment may have. */
const poolOf = (gpu: string, drafts: readonly Draft[]) => {
  const widest = Math.max(...drafts.map(({ gpusPerReplica }) => gpusPerReplica));
  const gpusPerNode = gpuById(gpu).link.gpusPerNode.value;
  const nodes = drafts.reduce(
    (sum, { gpusPerReplica, most }) =>
      sum +
      (gpusPerReplica > gpusPerNode
        ? most * Math.ceil(gpusPerReplica / gpusPerNode)
        : Math.ceil(most / Math.floor(gpusPerNode / gpusPerReplica))),
    0,
  );
  return { name: token(gpu), gpu, gpusPerNode, nodes: Math.max(nodes, Math.ceil(widest / gpusPerNode)) };
};

/** A plan of the engines that a text starts; where a value is assumed, its remark says so. @throws UserError for a GPU that nothing names */
export const planOfLaunches = (
  launches: readonly FoundLaunch[],
  choices: ImportChoices,
): { readonly plan: Plan; readonly remarks: readonly Remark[] } => {
  const names = new Set<string>();
  const drafts = launches.map((found) => {
    const own = token((found.name ?? found.launched.model?.split("/").at(-1)) || "deployment");
    const name = names.has(own) ? token(`${own.slice(0, 58)}-${names.size}`) : own;
    names.add(name);
    return draftOf(found, name, choices);
  });
  const pools = [...new Set(drafts.map(({ gpu }) => gpu))].map((gpu) =>
    poolOf(
      gpu,
      drafts.filter((draft) => draft.gpu === gpu),
    ),
  );
  const plan = checkPlan({
    version: 1,
    cluster: choices.cluster,
    pools,
    deployments: drafts.map(({ value }) => value),
  });
  const remarks = [
    ...pools.map((_, index) => ({
      path: ["pools", index, "nodes"],
      text: "assumed: as many as the most replicas take",
    })),
    ...drafts.flatMap((draft, index) =>
      Object.entries(draft.remarks).map(([path, text]) => ({ path: ["deployments", index, ...path.split(".")], text })),
    ),
  ];
  return { plan, remarks };
};
