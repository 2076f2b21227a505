import { LoadlineError } from "../errors.ts";
import { dataFiles } from "./data.generated.ts";
import { type Gpu, gpuSchema } from "./gpu.ts";
import { deepFreeze, lazily } from "./lazily.ts";
import { type Model, modelSchema } from "./model.ts";
import { gpuKey, modelKey } from "./name-key.ts";
import { type KnownName, nearestNames } from "./nearest-names.ts";
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

/**
 * Price of one GPU of this purchase class, in USD per hour; null when the catalogue has none (unknown, not free).
 * @throws LL_UNKNOWN_GPU
 */
export const priceOf = (gpuName: string, purchaseClass: PurchaseClass): Price | null => {
  const { id } = gpuById(gpuName);
  return prices().find((price) => price.gpu === id && price.purchaseClass === purchaseClass) ?? null;
};
