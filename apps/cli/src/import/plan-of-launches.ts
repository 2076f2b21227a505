import { gpuById } from "@loadline/model";
import { messages, orElse, UserError } from "@loadline/planner/messages";
import { plural } from "@loadline/planner/text";
import { token } from "@loadline/protocol";
import { isKnownModel } from "./launched-engine.ts";
import type { FoundLaunch } from "./manifest.ts";
import { type Draft, draftedObjectives, freeName, type PoolDraft, planOfDrafts } from "./plan-text.ts";

/** Settings of the user that a launch does not have. */
interface ImportChoices {
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

interface LaunchDraft extends Draft {
  readonly replicas: { readonly planned: number; readonly min: number; readonly max: number };
}

const remarksOf = ({ launched, gpus }: FoundLaunch, gpusPerReplica: number, choices: ImportChoices) => {
  const { model, unread, copies } = launched;
  const taken = gpus === null ? null : gpus / copies;
  return {
    ...(model !== null && isKnownModel(model)
      ? {}
      : { model: "not in the catalogue: measured capacity alone decides; add it under `models`" }),
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

const draftOf = (found: FoundLaunch, name: string, choices: ImportChoices): LaunchDraft => {
  const { launched, replicas, bounds, kubernetes } = found;
  const { engine, model, weights, kvCache, parallel, engineConfig, copies } = launched;
  const gpu = gpuOf(found, choices);
  const gpusPerReplica = parallel.tensor * parallel.pipeline * parallel.attentionData;
  const planned = replicas * copies;
  const max = Math.max(1, planned, bounds?.max ?? 0);
  return {
    gpu,
    gpusPerReplica,
    replicas: { planned, min: Math.min(bounds?.min ?? 1, max), max },
    value: {
      name,
      pool: token(gpu),
      engine,
      ...(model === null ? {} : { model }),
      ...(weights === undefined ? {} : { weights }),
      ...(kvCache === undefined ? {} : { kvCache }),
      parallel,
      engineConfig,
      slo: draftedObjectives(choices),
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
const poolOf = (gpu: string, drafts: readonly LaunchDraft[]): PoolDraft => {
  const widest = Math.max(...drafts.map(({ gpusPerReplica }) => gpusPerReplica));
  const gpusPerNode = gpuById(gpu).link.gpusPerNode.value;
  const nodes = drafts.reduce(
    (sum, { gpusPerReplica, replicas: { max } }) =>
      sum +
      (gpusPerReplica > gpusPerNode
        ? max * Math.ceil(gpusPerReplica / gpusPerNode)
        : Math.ceil(max / Math.floor(gpusPerNode / gpusPerReplica))),
    0,
  );
  const value = { name: token(gpu), gpu, gpusPerNode, nodes: Math.max(nodes, Math.ceil(widest / gpusPerNode)) };
  return { value, remark: "assumed: as many as the most replicas take" };
};

/** A plan of the engines that a text starts; where a value is assumed, its remark states that. @throws UserError for a GPU that nothing names */
export const planOfLaunches = (launches: readonly FoundLaunch[], choices: ImportChoices) => {
  const taken = new Set<string>();
  const drafts = launches.map((found) =>
    draftOf(found, freeName([(found.name ?? found.launched.model?.split("/").at(-1)) || "deployment"], taken), choices),
  );
  return planOfDrafts(choices.cluster, drafts, { pool: poolOf, replicas: ({ replicas }) => replicas });
};
