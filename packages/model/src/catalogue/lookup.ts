import { LoadlineError } from "../base/errors.ts";
import { dataEntry, idsOfKind, lazily, namesOfKind } from "./data.ts";
import type { Gpu, GpuPartition } from "./gpu.ts";
import type { Model } from "./model.ts";
import {
  contextInName,
  datedModelKey,
  gpuCountIn,
  gpuKey,
  gpuPartsKey,
  hasOtherEncoder,
  modelKey,
  partitionIn,
  releaseKey,
} from "./name-key.ts";
import { nearestNames } from "./nearest-names.ts";
import type { Sourced } from "./sourced.ts";
import type { Price, PurchaseClass } from "./sources.ts";

const share = <T extends Sourced>(whole: T, { value }: Sourced): T => ({ ...whole, value: whole.value * value });

const peakShare = (peak: Gpu["denseFlops"], part: Sourced): Gpu["denseFlops"] => {
  const shares = Object.entries(peak).map(([format, rate]) => [format, rate && share(rate, part)]);
  return Object.fromEntries(shares);
};

/** The partition as a GPU: memory as in its profile, less what the driver keeps of the whole part; nothing linked. */
const partitionOf = (gpu: Gpu, partition: GpuPartition): Gpu => {
  const offered = gpu.physicalMemory.value / gpu.memoryCapacity.value;
  const alone = { ...gpu.link.gpusPerNode, value: 1 };
  return {
    ...gpu,
    id: `${gpu.id}-${partition.name.replaceAll(".", "-")}`,
    name: `${gpu.name}, ${partition.name}`,
    aliases: [],
    memoryCapacity: partition.memory,
    physicalMemory: { ...gpu.physicalMemory, value: Math.min(1, offered) * partition.memory.value },
    memoryBandwidth: share(gpu.memoryBandwidth, partition.bandwidthShare),
    denseFlops: peakShare(gpu.denseFlops, partition.computeShare),
    sparseFlops: peakShare(gpu.sparseFlops, partition.computeShare),
    link: { ...gpu.link, kind: "pcie", gpusPerNode: alone, gpusPerDomain: alone },
    ...(gpu.module && { module: { ...gpu.module, units: share(gpu.module.units, partition.computeShare) } }),
    power: share(gpu.power, partition.computeShare),
    partitions: [],
  };
};

const shownNames = 3;
/** Share of its characters that a mistyped name may differ in; more is another name. */
const mostApart = 0.4;

type KeyOf = (name: string) => string;

/**
 * Entries of one kind, found by any of their names. An entry is parsed when it is first asked for.
 * `exactKeyOf` distinguishes names that `keyOf` does not; where nothing has that key, the first entry of the other stands.
 */
const nameIndex = <T>(kind: "gpus" | "models", keyOf: KeyOf, exactKeyOf: KeyOf = keyOf) => {
  const known = namesOfKind(kind).flatMap(([id, ...names]) =>
    [id, ...names].map((name) => ({ name, key: keyOf(name), exactKey: exactKeyOf(name), id })),
  );
  const entries = new Map(idsOfKind(kind).map((id) => [id, lazily(() => dataEntry<T>(kind, id))]));
  const byKey = new Map(known.toReversed().map(({ key, id }) => [key, id]));
  const byExactKey = new Map(known.map(({ exactKey, id }) => [exactKey, id]));
  // Most names are written as in the catalogue; making a key costs far more than a look-up.
  const asWritten = new Map(known.map(({ name, id }) => [name, id]));
  return {
    all: lazily((): readonly T[] => Object.freeze([...entries.values()].map((entry) => entry()))),
    names: known,
    find: (name: string): T | undefined =>
      entries.get(asWritten.get(name) ?? byExactKey.get(exactKeyOf(name)) ?? byKey.get(keyOf(name)) ?? "")?.(),
  };
};

const gpuIndex = lazily(() => nameIndex<Gpu>("gpus", gpuKey));
/** GPU ids by the parts of their names in any order; null where several GPUs have the same parts. */
const gpusByParts = lazily(() => {
  const byParts = new Map<string, string | null>();
  for (const [id, ...names] of namesOfKind("gpus")) {
    for (const key of [id, ...names].map(gpuPartsKey)) {
      const other = byParts.get(key);
      byParts.set(key, other === undefined || other === id ? id : null);
    }
  }
  return byParts;
});
const modelIndex = lazily(() => nameIndex<Model>("models", modelKey, datedModelKey));
const prices = lazily(() => Object.freeze(idsOfKind("prices").map((id) => dataEntry<Price>("prices", id))));

/** Every GPU type of the catalogue, ordered by id. */
export const listGpus = (): readonly Gpu[] => gpuIndex().all();

/** Every model of the catalogue, ordered by id. */
export const listModels = (): readonly Model[] => modelIndex().all();

/** Every price of the catalogue, ordered by id. */
export const listPrices = (): readonly Price[] => prices();

const oneGpu = (name: string): Gpu | null =>
  gpuIndex().find(name) ?? gpuIndex().find(gpusByParts().get(gpuPartsKey(name)) ?? "") ?? null;

/** A name with a count, such as "8x H100", means the GPU; `gpuCount` gives the count. */
const wholeGpu = (name: string): Gpu | null => oneGpu(name) ?? oneGpu(gpuCountIn(name)?.gpu ?? "");

/**
 * How many GPUs a name counts; null where it counts none. A part whose own name ends like a count is not counted.
 * @example gpuCount("8x H100") // 8
 * @example gpuCount("MI300X") // null
 */
export const gpuCount = (name: string): number | null =>
  oneGpu(name) === null ? (gpuCountIn(name)?.count ?? null) : null;

/**
 * The GPU type that `name` means: its id, an alias, or the name that nvidia-smi, a cloud or a reseller gives it; case,
 * punctuation and the order of its parts do not matter. A partition at the end means that part of the GPU alone.
 * @throws LL_UNKNOWN_GPU with the nearest known names, LL_INPUT_INVALID for a partition that the GPU has not
 * @example gpuById("NVIDIA H100 80GB HBM3").id // "h100-sxm-80gb"
 * @example gpuById("h100-sxm-80gb/3g.40gb").name // "NVIDIA H100 SXM 80 GB, 3g.40gb"
 */
export const gpuById = (name: string): Gpu => {
  const gpu = wholeGpu(name);
  if (gpu !== null) return gpu;
  const part = partitionIn(name);
  const whole = part === null ? null : wholeGpu(part.gpu);
  if (part !== null && whole !== null) return gpuPartition(whole, part.partition);
  const key = gpuKey(part?.gpu ?? name);
  throw new LoadlineError("LL_UNKNOWN_GPU", {
    name,
    nearest: nearestNames(key, gpuIndex().names, shownNames, mostApart),
  });
};

/**
 * The model that `name` means: its id, an alias, or a Hugging Face repository with the usual suffixes.
 * @throws LL_UNKNOWN_MODEL with the nearest known names
 * @example modelById("nvidia/Llama-3.1-70B-Instruct-FP8").id // "llama-3.1-70b"
 */
export const modelById = (name: string): Model => {
  const { find, names } = modelIndex();
  const model = find(name);
  if (model === undefined)
    throw new LoadlineError("LL_UNKNOWN_MODEL", {
      name,
      nearest: nearestNames(modelKey(name), names, shownNames, mostApart),
    });
  return model;
};

/** The GPU of a name, or the given one where it is not in the catalogue. @throws LL_UNKNOWN_GPU */
export const gpuOf = (gpu: string | Gpu): Gpu => (typeof gpu === "string" ? gpuById(gpu) : gpu);

/** What the name of a checkpoint adds to its model: its context, other encoders of which `model` has none, another model's name. */
export const checkpointFacts = (name: string, { id, name: modelName, repository }: Model) => ({
  contextTokens: contextInName(name),
  isTextPart: hasOtherEncoder(name) && !hasOtherEncoder(id),
  isOtherName: ![id, modelName, repository ?? id].some((own) => modelKey(own) === modelKey(name)),
});

/**
 * The repository of the checkpoint that `name` means: that of the model, or of the twin with that name; null where none is
 * known, as for a tuning that the catalogue does not list.
 * @example repositoryOf("deepseek-r1", modelById("deepseek-r1")) // "deepseek-ai/DeepSeek-R1", planned as deepseek-v3
 */
export const repositoryOf = (name: string, model: Model): string | null => {
  if (name.includes("/")) return name;
  const { id, name: title, aliases, twins = {}, repository = null } = model;
  const twin = twins[name.toLowerCase()];
  if (twin !== undefined) return twin;
  const key = releaseKey(name);
  const isNamed = (names: readonly string[]): boolean => names.some((known) => releaseKey(known) === key);
  if (isNamed([id, title, ...aliases, repository ?? id])) return repository;
  return Object.entries(twins).find((names) => isNamed(names))?.[1] ?? null;
};

/** The model of a name, or the given one where it is not in the catalogue. @throws LL_UNKNOWN_MODEL */
export const modelOf = (model: string | Model): Model => (typeof model === "string" ? modelById(model) : model);

/** Quotes of one GPU of this purchase class, the newest first. @throws LL_UNKNOWN_GPU */
export const quotesOf = (gpu: string | Gpu, purchaseClass: PurchaseClass): readonly Price[] => {
  const { id } = gpuOf(gpu);
  return prices()
    .filter((price) => price.gpu === id && price.purchaseClass === purchaseClass)
    .toSorted((a, b) => {
      if (a.on === b.on) return a.id < b.id ? -1 : 1;
      return a.on < b.on ? 1 : -1;
    });
};

/**
 * Price of one GPU of this purchase class, in USD per hour: the newest quote, of this provider where one is named;
 * null when the catalogue has none (unknown, not free).
 * @throws LL_UNKNOWN_GPU
 */
export const priceOf = (gpu: string | Gpu, purchaseClass: PurchaseClass, provider?: string): Price | null =>
  quotesOf(gpu, purchaseClass).find(
    (price) => provider === undefined || price.provider?.toLowerCase() === provider.toLowerCase(),
  ) ?? null;

/**
 * One hardware partition of a GPU as a GPU of its own, with its shares of arithmetic, bandwidth and memory. It
 * reaches no other GPU.
 * @throws LL_INPUT_INVALID for a partition that this GPU has not
 * @example gpuPartition(gpuById("h100"), "3g.40gb").memoryCapacity.value // 4e10
 */
export const gpuPartition = (gpu: Gpu, name: string): Gpu => {
  const partition = gpu.partitions.find((candidate) => candidate.name === name);
  if (partition === undefined) {
    const known = gpu.partitions.map((candidate) => candidate.name).join(", ");
    const expected = known === "" ? `no partition, ${gpu.id} has none` : `one of ${known}`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: `the partition of ${gpu.id}`, value: name, expected });
  }
  return partitionOf(gpu, partition);
};
