import {
  type EngineFlag,
  type EngineLaunch,
  engineFacts,
  isVersionFrom,
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

const sixteenBits: Readonly<Record<string, string>> = { bf16: "bfloat16", fp16: "float16" };

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
    kvCache: kvCache in sixteenBits || kvCache === "fp32" ? undefined : kvCache,
    share: isShareTyped ? String(engineConfig.gpuMemoryUtilization) : undefined,
    length: length === undefined ? undefined : whole(length),
    sequences: whole(Math.max(1, engineConfig.maxSequences / (sharesLimits ? 1 : attentionData))),
    stepTokens: whole(engineConfig.maxBatchedTokens),
  };
};

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
  const { flags, launch, cacheNames } = engineFacts[spec.engine];
  const name = setting === "kvCache" ? cacheNames[spec.kvCache] : value;
  const [flag] = name === undefined ? [] : (flags[setting] ?? []);
  if (flag === "kv_cache_config.dtype") {
    // The file replaces the object as a whole, with the share that is typed.
    const share = spec.engineConfig.gpuMemoryUtilization;
    return { options: { kv_cache_config: `{free_gpu_memory_fraction: ${share}, dtype: ${name}}` } };
  }
  if (flag !== undefined) return { flags: [name === "" ? flag : `${flag} ${name}`] };
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
  // Without adapters to load at its start, SGLang needs the names of what they change.
  const targets = engine === "sglang" ? ["--lora-target-modules all"] : [];
  return {
    flags: ["--enable-lora", `${slots} ${maxLoras}`, `--max-lora-rank ${maxLoraRank}`, ...targets],
    remarks: [],
  };
};

/** Flags that keep a second cache in host memory. */
const offloadFlags = ({
  engine,
  engineConfig: { kvOffloadingSize },
}: ReplicaSpec): Pick<Launch, "flags" | "remarks"> => {
  if (kvOffloadingSize === undefined) return { flags: [], remarks: [] };
  if (engine !== "vllm") return { flags: [], remarks: [`${engine} has no flag here for a cache in host memory`] };
  return { flags: [`--kv-offloading-size ${kvOffloadingSize}`, "--kv-offloading-backend native"], remarks: [] };
};

/** @throws UserError for a flag that came after the version that is started */
export const assertKnown = (
  { engine, engineVersion }: Pick<ReplicaSpec, "engine" | "engineVersion">,
  flags: readonly string[],
): void => {
  for (const [flag, from] of Object.entries(engineFacts[engine].flagsFrom))
    if (!isVersionFrom(engineVersion, from) && flags.some((one) => one.split(" ")[0] === flag))
      throw new UserError(messages.laterFlag(`${engine} ${engineVersion}`, flag, from));
};

export const launchFlags = (deployment: PlanDeployment, spec: ReplicaSpec): Launch => {
  const { dataSwitch } = engineFacts[spec.engine].launch;
  const weights = weightsOf(deployment, spec);
  const adapters = adapterFlags(spec);
  const offload = offloadFlags(spec);
  const parts = Object.entries(valuesOf(spec)).flatMap(([setting, value]) =>
    value === undefined ? [] : [settingOf(spec, setting as EngineFlag, value)],
  );
  const switches = dataSwitch !== undefined && spec.parallel.attentionData > 1 ? [dataSwitch] : [];
  const flags = [
    ...parts.flatMap((part) => part.flags ?? []),
    ...switches,
    ...weights.flags,
    ...adapters.flags,
    ...offload.flags,
  ];
  assertKnown(spec, flags);
  return {
    flags,
    options: Object.assign({}, ...parts.map(({ options }) => options)),
    remarks: [
      ...nameNotes(deployment.model, spec.model),
      ...weights.remarks,
      ...adapters.remarks,
      ...offload.remarks,
      ...parts.flatMap(({ remarks = [] }) => remarks),
    ],
  };
};

export const optionsText = (options: Launch["options"]): string =>
  Object.entries(options)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
