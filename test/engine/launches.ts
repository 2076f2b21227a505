import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { candidateSpecs, hasTransformer, listModels, precisions, requestForm } from "@loadline/model";
import { checkPlan } from "@loadline/plan";
import { emittedText } from "@loadline/planner/emit";
import { repositoryRoot } from "@loadline/tools/repository";
import { parseAllDocuments } from "yaml";
import type { Check } from "./checks.ts";
import type { EngineInstallation } from "./find-engine.ts";

const models = listModels().filter(
  (model) => hasTransformer(model) && model.repository !== undefined && !requestForm(model).inOnePiece,
);

const settings = [
  ...[1, 12, 200].map((maxLoraRank) => ({ maxLoras: 2, maxLoraRank })),
  { kvOffloadingSize: 0.5 },
  { gpuMemoryUtilization: 1, maxModelLen: 200, maxSequences: 1, maxBatchedTokens: 1 },
];

type Configuration = Readonly<Record<string, unknown>> & { readonly model: string; readonly gpu: string };

/** Every name, every setting, and each layout and format that a search proposes of any model on any GPU. */
const configurations = (): readonly Configuration[] => {
  const names = models.flatMap(({ id, aliases, twins = {} }) => [id, ...aliases, ...Object.keys(twins)]);
  // What decides is all in the request but the load, of which nothing is emitted.
  const load = { slo: {}, shape: {} } as unknown as Parameters<typeof candidateSpecs>[0];
  const layouts = models.flatMap((model) =>
    [undefined, ...precisions].flatMap(
      (weights) =>
        candidateSpecs({ ...load, model, ...(weights === undefined ? {} : { precisions: [weights] }) }, () => true)
          .fitting,
    ),
  );
  const distinct = new Map(
    layouts.map(({ model, gpu, weights, parallel, kvCache }) => [
      JSON.stringify([gpu.generation, weights, parallel, kvCache, requestForm(model)]),
      { model: model.id, gpu: gpu.id, weights, kvCache, parallel },
    ]),
  );
  return [
    ...names.map((model) => ({ model, gpu: "h200" })),
    ...settings.map((engineConfig) => ({ model: "llama-3.1-8b", gpu: "h200", engineConfig })),
    ...distinct.values(),
  ];
};

interface Container {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

/** Arguments of every container of the manifests, as Kubernetes would start it. */
const argumentsOf = (manifests: string): readonly (readonly string[])[] =>
  parseAllDocuments(manifests).flatMap((document) => {
    const found: (readonly string[])[] = [];
    JSON.stringify(document.toJS(), (_, value: Container | null) => {
      if (value?.command !== undefined && value.args !== undefined) found.push(value.args);
      return value;
    });
    return found.map((words) =>
      words.map((word) => word.replace("$(LWS_WORKER_INDEX)", "1").replace("$(LWS_LEADER_ADDRESS)", "10.0.0.1")),
    );
  });

const launchOf = ({ gpu, ...rest }: Configuration): string => {
  const deployment = {
    ...{ name: "d", engine: "vllm", pool: "p", slo: { interTokenLatencySeconds: 1 } },
    replicas: { planned: 1, min: 1, max: 2 },
    expected: { inputTokens: 100, outputTokens: 100, requestsPerSecond: 0.1 },
  };
  const pools = [{ name: "p", gpu, gpusPerNode: 8, nodes: 100 }];
  return emittedText(
    checkPlan({ version: 1, cluster: "c", pools, deployments: [{ ...deployment, ...rest }] }),
    "kubernetes",
  );
};

/** Gives every launch that a plan can state to the parser of the vLLM that is installed. */
export const checkLaunches = async ({ python }: EngineInstallation): Promise<Check> => {
  const launches = new Set(
    configurations().flatMap((one) => argumentsOf(launchOf(one)).map((words) => JSON.stringify(words))),
  );
  const parser = spawn(python, [join(repositoryRoot, "test/engine/record-flags.py"), "launches"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  parser.stdin.end(`${[...launches].join("\n")}\n`);
  const [refused, [code]] = await Promise.all([text(parser.stdout), once(parser, "close")]);
  const count = refused.split("\n").filter((line) => line !== "").length;
  return {
    name: "each launch is one that vLLM's own parser takes",
    holds: code === 0 && launches.size > 0 ? count === 0 : null,
    figure: `${launches.size} launches, ${count} refused${count === 0 ? "" : `: ${refused.split("\n")[0]}`}`,
  };
};
