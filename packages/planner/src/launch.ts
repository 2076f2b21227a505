import {
  type EngineFlag,
  type EngineLaunch,
  engineFacts,
  type ReplicaSpec,
  replicaMemory,
  replicaSpec,
  repositoryOf,
} from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import { messages, UserError } from "./messages.ts";
import { longestStart, nameNotes } from "./spec-notes.ts";

/** How one replica is started: what is typed, what stands in a file of options, and what neither has a setting for. */
interface Launch {
  /** Flags with their values, one pair an entry. */
  readonly flags: readonly string[];
  /** Options by their place in the file. */
  readonly options: Readonly<Record<string, string | boolean>>;
  readonly remarks: readonly string[];
}

export const launchOf = ({ engine }: ReplicaSpec): EngineLaunch => engineFacts[engine].launch;

/** The checkpoint to load: the repository of the model that the plan names. @throws UserError where none is known */
export const checkpointName = ({ model: name, ownModel }: PlanDeployment, { model }: ReplicaSpec): string => {
  const repository = ownModel === undefined ? repositoryOf(name, model) : name;
  if (repository === null) throw new UserError(messages.noRepository(name, model.id));
  return repository;
};

const whole = (value: number): string => String(Math.floor(value));

/** Values of the settings that the plan assumes and an engine does not take by itself; undefined: nothing is typed. */
const valuesOf = (spec: ReplicaSpec): { readonly [F in Exclude<EngineFlag, "weights">]: string | undefined } => {
  const { parallel, engineConfig, engine, kvCache } = spec;
  const { tensor, pipeline, attentionData, expert } = parallel;
  const { isShareRaised, sharesLimits, launch } = engineFacts[engine];
  const above1 = (count: number): string | undefined => (count > 1 ? String(count) : undefined);
  const length = engineConfig.maxModelLen ?? longestStart(spec, replicaMemory(spec)) ?? undefined;
  const isShareTyped = !isShareRaised || spec.isMemoryShareAssumed === false;
  return {
    tensor: above1(launch.tensorCountsData ? tensor * attentionData : tensor),
    pipeline: above1(pipeline),
    attentionData: above1(attentionData),
    expert: launch.isExpertSwitch && expert > 1 ? "" : above1(expert),
    kvCache: kvCache !== "fp8" ? undefined : engine === "sglang" ? "fp8_e4m3" : "fp8",
    share: isShareTyped ? String(engineConfig.gpuMemoryUtilization) : undefined,
    length: length === undefined ? undefined : whole(length),
    sequences: whole(Math.max(1, engineConfig.maxSequences / (sharesLimits ? 1 : attentionData))),
    stepTokens: whole(engineConfig.maxBatchedTokens),
  };
};

const sixteenBits: Readonly<Record<string, string>> = { bf16: "bfloat16", fp16: "float16" };

/** Weights in another format than the checkpoint's: what the engine makes of it, else which checkpoint to name. */
const weightsOf = (deployment: PlanDeployment, spec: ReplicaSpec): Pick<Launch, "flags" | "remarks"> => {
  const { engine, gpu, weights } = spec;
  const [flag] = engineFacts[engine].flags.weights ?? [];
  const own = replicaSpec({ model: deployment.ownModel ?? deployment.model, gpu, engine }).weights;
  const dtype = sixteenBits[weights];
  const isTyped = flag?.startsWith("--") === true;
  if (weights === own) return { flags: weights === "fp16" && isTyped ? ["--dtype float16"] : [], remarks: [] };
  if (isTyped && weights === "fp8" && own in sixteenBits) return { flags: [`${flag} fp8`], remarks: [] };
  if (isTyped && dtype !== undefined && own in sixteenBits) return { flags: [`--dtype ${dtype}`], remarks: [] };
  return {
    flags: [],
    remarks: [`the plan assumes weights in ${weights}, the checkpoint has ${own}: name a checkpoint in ${weights}`],
  };
};

/** One setting as a flag or an option of the file; one that the engine has no flag for as a remark. */
const settingOf = (spec: ReplicaSpec, setting: EngineFlag, value: string): Partial<Launch> => {
  const { flags, launch } = engineFacts[spec.engine];
  const [flag] = flags[setting] ?? [];
  if (flag !== undefined) return { flags: [value === "" ? flag : `${flag} ${value}`] };
  if (launch.file !== undefined && setting === "attentionData")
    return { options: { [launch.file.attentionData]: true } };
  // Without a spelling of the step's tokens the engine chooses them.
  if (setting === "stepTokens") return {};
  return { remarks: [`${spec.engine} has no flag for ${setting}, which the plan takes as ${value}`] };
};

/** Flags that reserve slots for adapters; engines without such are named. */
const adapterFlags = ({ engine, engineConfig }: ReplicaSpec): Pick<Launch, "flags" | "remarks"> => {
  const { maxLoras, maxLoraRank = 16 } = engineConfig;
  if (maxLoras === undefined) return { flags: [], remarks: [] };
  const slots = engine === "vllm" ? "--max-loras" : engine === "sglang" ? "--max-loras-per-batch" : null;
  if (slots === null) return { flags: [], remarks: [`${engine} has no flag here for slots of adapters`] };
  return { flags: ["--enable-lora", `${slots} ${maxLoras}`, `--max-lora-rank ${maxLoraRank}`], remarks: [] };
};

/** Flags that keep a second cache in host memory. */
const offloadFlags = ({ engine, engineConfig: { kvOffloadingSize } }: ReplicaSpec): readonly string[] =>
  kvOffloadingSize === undefined || engine !== "vllm"
    ? []
    : [`--kv-offloading-size ${kvOffloadingSize}`, "--kv-offloading-backend native"];

export const launchFlags = (deployment: PlanDeployment, spec: ReplicaSpec): Launch => {
  const { dataSwitch } = engineFacts[spec.engine].launch;
  const weights = weightsOf(deployment, spec);
  const adapters = adapterFlags(spec);
  const parts = Object.entries(valuesOf(spec)).flatMap(([setting, value]) =>
    value === undefined ? [] : [settingOf(spec, setting as EngineFlag, value)],
  );
  const switches = dataSwitch !== undefined && spec.parallel.attentionData > 1 ? [dataSwitch] : [];
  return {
    flags: [
      ...parts.flatMap(({ flags = [] }) => flags),
      ...switches,
      ...weights.flags,
      ...adapters.flags,
      ...offloadFlags(spec),
    ],
    options: Object.assign({}, ...parts.map(({ options }) => options)),
    remarks: [
      ...nameNotes(deployment.model, spec.model),
      ...weights.remarks,
      ...adapters.remarks,
      ...parts.flatMap(({ remarks = [] }) => remarks),
    ],
  };
};

export const optionsText = (options: Launch["options"]): string =>
  Object.entries(options)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
