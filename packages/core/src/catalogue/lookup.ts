import { LoadlineError } from "../errors.ts";
import { dataFiles } from "./data.generated.ts";
import { type Gpu, gpuSchema } from "./gpu.ts";
import { deepFreeze, lazily } from "./lazily.ts";
import { type Model, modelSchema } from "./model.ts";
import { gpuKey, modelKey } from "./name-key.ts";
import { type KnownName, nearestNames } from "./nearest-names.ts";
import { partitionOf } from "./partition-of.ts";
import { type Price, type PurchaseClass, priceSchema } from "./price.ts";

const shownNames = 3;

const jsonOf = (kind: string): readonly unknown[] =>
  dataFiles.filter((file) => file.kind === kind).map(({ json }) => json);

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

const namesOf = (entries: readonly Entry[], keyOf: (name: string) => string): readonly KnownName[] =>
  entries.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((known) => ({ key: keyOf(known), id })));

/** Entries of one kind with every name that leads to them. */
interface Shelf<T> {
  readonly entries: readonly T[];
  readonly names: readonly KnownName[];
  readonly byKey: ReadonlyMap<string, T>;
}

const shelve = <T extends Entry>(entries: readonly T[], keyOf: (name: string) => string): Shelf<T> => {
  const names = namesOf(entries, keyOf);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const pairs = names.flatMap(({ key, id }) => {
    const entry = byId.get(id);
    return entry === undefined ? [] : [[key, entry] as const];
  });
  return { entries: deepFreeze(entries), names, byKey: new Map(pairs) };
};

const gpuShelf = lazily(() =>
  shelve(
    jsonOf("gpus").map((json) => gpuSchema.parse(json)),
    gpuKey,
  ),
);
const modelShelf = lazily(() =>
  shelve(
    jsonOf("models").map((json) => modelSchema.parse(json)),
    modelKey,
  ),
);
const prices = lazily(() => deepFreeze(jsonOf("prices").map((json) => priceSchema.parse(json))));

/** Every GPU type of the catalogue, ordered by id. */
export const listGpus = (): readonly Gpu[] => gpuShelf().entries;

/** Every model of the catalogue, ordered by id. */
export const listModels = (): readonly Model[] => modelShelf().entries;

/** Every price of the catalogue, ordered by id. */
export const listPrices = (): readonly Price[] => prices();

/**
 * The GPU type that `name` means: its id, an alias, or the name nvidia-smi prints; case and punctuation do not matter.
 * @throws LL_UNKNOWN_GPU with the nearest known names
 * @example gpuById("NVIDIA H100 80GB HBM3").id // "h100-sxm-80gb"
 */
export const gpuById = (name: string): Gpu => {
  const { byKey, names } = gpuShelf();
  const key = gpuKey(name);
  const gpu = byKey.get(key);
  if (gpu === undefined)
    throw new LoadlineError("LL_UNKNOWN_GPU", { name, nearest: nearestNames(key, names, shownNames) });
  return gpu;
};

/**
 * The model that `name` means: its id, an alias, or a Hugging Face repository with the usual suffixes.
 * @throws LL_UNKNOWN_MODEL with the nearest known names
 * @example modelById("nvidia/Llama-3.1-70B-Instruct-FP8").id // "llama-3.1-70b"
 */
export const modelById = (name: string): Model => {
  const { byKey, names } = modelShelf();
  const key = modelKey(name);
  const model = byKey.get(key);
  if (model === undefined) {
    throw new LoadlineError("LL_UNKNOWN_MODEL", { name, nearest: nearestNames(key, names, shownNames) });
  }
  return model;
};

const newestFirst = (a: Price, b: Price): number => {
  if (a.on === b.on) return a.id < b.id ? -1 : 1;
  return a.on < b.on ? 1 : -1;
};

/**
 * Price of one GPU of this purchase class, in USD per hour: the newest quote, of this provider where one is named;
 * null when the catalogue has none (unknown, not free).
 * @throws LL_UNKNOWN_GPU
 */
export const priceOf = (gpuName: string, purchaseClass: PurchaseClass, provider?: string): Price | null => {
  const { id } = gpuById(gpuName);
  const asked = (price: Price): boolean =>
    price.gpu === id &&
    price.purchaseClass === purchaseClass &&
    (provider === undefined || price.provider?.toLowerCase() === provider.toLowerCase());
  return prices().filter(asked).toSorted(newestFirst)[0] ?? null;
};

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
