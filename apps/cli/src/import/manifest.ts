import { engines } from "@loadline/model";
import { messages, reasonOf, UserError } from "@loadline/planner/messages";
import { printable } from "@loadline/planner/text";
import { type Container, containerOf, engineRuleOf, holdsGpus, isRouter } from "@loadline/runtime/pods";
import { parseYaml } from "@loadline/runtime/settings";
import { z } from "zod";
import { isKnownModel, type LaunchedEngine, launchedEngine, shellWords, startedEngine } from "./launched-engine.ts";

/** An engine that a text starts, with what surrounds it. */
export interface FoundLaunch {
  readonly launched: LaunchedEngine;
  /** null: the text does not name it. */
  readonly name: string | null;
  readonly gpu: string | null;
  /** GPUs of one replica, all nodes together; null: not stated. */
  readonly gpus: number | null;
  readonly replicas: number;
  readonly bounds: { readonly min: number; readonly max: number } | null;
  readonly kubernetes: {
    readonly namespace: string;
    readonly apiVersion: string;
    readonly kind: string;
    readonly name: string;
  } | null;
}

const container = z.unknown().transform(containerOf);
const pod = z.object({
  containers: z.array(container).catch([]),
  nodeSelector: z.record(z.string(), z.string()).catch({}),
});
const template = z.object({ spec: pod });
const workload = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().catch("default") }),
  spec: z.object({
    replicas: z.number().int().nonnegative().catch(1),
    template: template.optional().catch(undefined),
    leaderWorkerTemplate: z
      .object({
        size: z.number().int().positive().catch(1),
        leaderTemplate: template.optional().catch(undefined),
        workerTemplate: template.optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
    containers: z.array(container).optional().catch(undefined),
    nodeSelector: z.record(z.string(), z.string()).catch({}),
  }),
});
type Workload = z.infer<typeof workload>;

const scaler = z.object({
  kind: z.enum(["ScaledObject", "HorizontalPodAutoscaler"]),
  spec: z.object({
    scaleTargetRef: z.object({ name: z.string() }),
    minReplicaCount: z.number().optional(),
    maxReplicaCount: z.number().optional(),
    minReplicas: z.number().optional(),
    maxReplicas: z.number().optional(),
  }),
});

const isScriptNext = (word: string | undefined): boolean => /^-\w*c$/.test(word ?? "");

/** Words behind a command that is no engine's: from the first flag that is no shell's, those of its script too. */
const flagsBehind = (words: readonly string[]): readonly string[] => {
  const all = words.flatMap((word, at) => (isScriptNext(words[at - 1]) ? shellWords(word) : [word]));
  const at = all.findIndex((word) => /^(?:--\w|-\w\w)/.test(word) && !isScriptNext(word));
  return at < 0 ? [] : all.slice(at);
};

/** Labels by which clouds and device plugins name the GPU of a node. */
export const productLabels = [
  "nvidia.com/gpu.product",
  "amd.com/gpu.product-name",
  "cloud.google.com/gke-accelerator",
  "karpenter.k8s.aws/instance-gpu-name",
] as const;

const servedName = /\s--(?:served-model-name|model_name)[ =](\S+)/;

const isPath = (name: string): boolean => /^(?:[./~$]|\w+:\/\/)/.test(name);

/** The checkpoint that is named; where only its place is, of all names the first that the catalogue has. */
const modelOf = ({ env, image }: Container, words: readonly string[], typed: string | null): string | null => {
  const namesOf = (texts: readonly (string | null | undefined)[]): readonly string[] =>
    texts.flatMap((text) => (text ? [text.replace(/^hf:\/\//, "")] : []));
  const checkpoints = namesOf([typed, env["MODEL_ID"], env["HF_MODEL_ID"]]);
  const served = servedName.exec(` ${words.join(" ")}`)?.[1];
  const packed = /(?:^|\/)nim\/([^:@]+)/.exec(image)?.[1];
  const others = namesOf([env["MODEL_NAME"], env["MODEL"], served, packed]);
  const short = [...checkpoints, ...others].map((name) =>
    isPath(name) ? (name.split("/").filter(Boolean).at(-1) ?? name) : name,
  );
  const isName = (name: string): boolean => !isPath(name);
  return checkpoints.find(isName) ?? short.find(isKnownModel) ?? others.find(isName) ?? short[0] ?? null;
};

/** The engine of a container: by what is started in it, else by its image, whose own start takes the arguments. */
export const launchOf = (container: Container, options = ""): LaunchedEngine | null => {
  // Words that a container starts, with its variables as a shell and Kubernetes write them.
  const { commandLine, env } = container;
  const values = new Map(Object.entries(env));
  const words = commandLine.map((word) =>
    word.replace(/\$(?:\{(\w+)\}|\((\w+)\)|(\w+))/g, (all, a, b, c) => values.get(a ?? b ?? c) ?? all),
  );
  const started = startedEngine(words) ?? startedEngine(words.flatMap(shellWords)) ?? startedByImage(container, words);
  if (started === null) return null;
  const launched = launchedEngine(started, options);
  return { ...launched, model: modelOf(container, started.rest, launched.model) };
};

const startedByImage = (container: Container, words: readonly string[]): ReturnType<typeof startedEngine> => {
  const rule = isRouter(container) ? null : engineRuleOf(container);
  if (rule === null) return null;
  const named = rule.engine === "triton" ? "tensorrt-llm" : (rule.engine ?? "vllm");
  const engine = engines.find((each) => each === named);
  return engine === undefined ? null : { engine, rest: container.hasCommand ? flagsBehind(words) : words };
};

/** That a container is not read; null where nothing shows an engine in it. */
const leftOut = (name: string, one: Container): string | null =>
  !isRouter(one) && (holdsGpus(one) || engineRuleOf({ ...one, hasCommand: false }) !== null)
    ? printable(`${name}: container ${one.name} starts no engine that is known`)
    : null;

const launchesOf = (found: Workload, scalers: readonly z.infer<typeof scaler>[], options: string, unread: string[]) => {
  const { spec, metadata, apiVersion, kind } = found;
  const group = spec.leaderWorkerTemplate;
  const pods = group?.leaderTemplate?.spec ?? group?.workerTemplate?.spec ?? spec.template?.spec;
  const containers = pods?.containers ?? spec.containers ?? [];
  const labels = pods?.nodeSelector ?? spec.nodeSelector;
  const scaled = scalers.find((one) => one.spec.scaleTargetRef.name === metadata.name)?.spec;
  return containers.flatMap((one): FoundLaunch[] => {
    const launched = launchOf(one, options);
    if (launched === null) {
      unread.push(...[leftOut(metadata.name, one)].filter((reason) => reason !== null));
      return [];
    }
    const gpus = Object.values(one.devices).find((count) => count > 0) ?? null;
    const max = scaled?.maxReplicaCount ?? scaled?.maxReplicas;
    return [
      {
        launched,
        name: metadata.name,
        replicas: spec.replicas,
        gpu:
          ["loadline.io/pool", ...productLabels].map((label) => labels[label]).find((label) => label !== undefined) ??
          null,
        gpus: gpus === null ? null : gpus * (group?.size ?? 1),
        bounds: max === undefined ? null : { min: scaled?.minReplicaCount ?? scaled?.minReplicas ?? 0, max },
        // A bare pod has no count that could be scaled.
        kubernetes: kind === "Pod" ? null : { namespace: metadata.namespace, apiVersion, kind, name: metadata.name },
      },
    ];
  });
};

/** A List holds objects; every other document is one. */
const objectsIn = (document: unknown): readonly unknown[] => {
  const list = z.object({ items: z.array(z.unknown()) }).safeParse(document);
  return list.success ? list.data.items : [document];
};

// A value of a chart that is not rendered reads as a mapping whose key is one. Blanks of one line only, or many empty lines
// would take minutes.
const templated = /^[ \t]*[\w.-]+:\s*\{\{/m;

const most = { documents: 1_000, bytes: 4 * 2 ** 20, values: 200_000 };

/** Engines that the workloads of a manifest run. @throws UserError beyond a bound */
const inManifest = (text: string) => {
  const parts = text.split(/^---.*$/m, most.documents + 1);
  if (parts.length > most.documents || text.length > most.bytes)
    throw new UserError(messages.manifestTooLarge(most.documents, most.bytes / 2 ** 20));
  const objects: unknown[] = [];
  const unread: string[] = [];
  for (const [index, part] of parts.entries()) {
    const leaveOut = (reason: string): number => unread.push(`document ${index + 1}: ${reason}`);
    if (templated.test(part)) leaveOut("a template; fill it in first, as `helm template` does");
    else
      try {
        objects.push(...objectsIn(parseYaml(part, most)));
      } catch (error) {
        leaveOut(reasonOf(error));
      }
  }
  const scalers = objects.flatMap((object) => scaler.safeParse(object).data ?? []);
  const launches = objects.flatMap((object) => {
    const parsed = workload.safeParse(object);
    return parsed.success ? launchesOf(parsed.data, scalers, text, unread) : [];
  });
  return { launches, unread };
};

/** Engines that a script starts, one a command. */
const inScript = (text: string): readonly FoundLaunch[] => {
  const lines = text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\r?\n/g, " ")
    .split("\n");
  return lines.flatMap((line): FoundLaunch[] => {
    const started = startedEngine(shellWords(line));
    if (started === null) return [];
    const nothing = { name: null, gpu: null, gpus: null, bounds: null, kubernetes: null };
    return [{ ...nothing, launched: launchedEngine(started, text), replicas: 1 }];
  });
};

/** Every engine that a manifest or a script starts, and what was not read, with the reason. @throws UserError beyond a bound */
export const launchesIn = (text: string) => {
  const isManifest = /^[ \t]*(apiVersion|kind)\s*:|"kind"\s*:/m.test(text);
  const { launches, unread } = isManifest ? inManifest(text) : { launches: [], unread: [] };
  return { launches: launches.length > 0 ? launches : inScript(text), unread };
};
