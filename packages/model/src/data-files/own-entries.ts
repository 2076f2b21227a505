import { z } from "zod";
import { isLoadlineError, LoadlineError } from "../base/errors.ts";
import { expectationOf, isRecord } from "../base/zod-expectation.ts";
import { type Gpu, gpuSchema } from "../catalogue/gpu.ts";
import { readHuggingFaceConfig } from "../catalogue/import-hugging-face/import-hugging-face-config.ts";
import { gpuById, modelById } from "../catalogue/lookup.ts";
import { type Model, modelSchema } from "../catalogue/model.ts";
import { withSources } from "../catalogue/sources.ts";

/** A device of the user's own, with its price where the file states one. */
export interface OwnDevice {
  readonly gpu: Gpu;
  readonly usdPerGpuHour: number | null;
}

type Json = Readonly<Record<string, unknown>>;

/** An id of the catalogue's form from a name that people use; null where it has no letter or digit. */
export const idFromName = (name: string): string | null => {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return id === "" ? null : id;
};

/** @throws LL_INPUT_INVALID with the key, its value and what was expected */
const checked = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const path = [...(issue?.path ?? []), ...unknown];
  const given = path.reduce<unknown>((part, key) => (isRecord(part) ? part[String(key)] : undefined), value);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: [what, ...path].join("."),
    value: given ?? null,
    expected:
      unknown.length > 0
        ? "no such key"
        : `${expectationOf(issue)}${given === undefined ? "; it may not be left out" : ""}`,
  });
};

interface OwnEntryOptions {
  /** Names the entry in messages. */
  readonly what: string;
  /** Of a model that states none. */
  readonly name?: string | undefined;
  /** Day of the reading, as 2026-01-31; left out where it is not read. */
  readonly accessed?: string | undefined;
}

const namedConfig = z.strictObject({ name: z.string().min(1), config: z.record(z.string(), z.unknown()) });

const imported = (config: unknown, name: string, { what, accessed }: OwnEntryOptions): Model => {
  const id = idFromName(name);
  const expected = "a name with at least one letter or digit";
  if (id === null) throw new LoadlineError("LL_INPUT_INVALID", { what: `${what}.name`, value: name, expected });
  return readHuggingFaceConfig(config, { id, name, ref: `${name} config.json`, accessed }).model;
};

/**
 * A model that is not in the catalogue: a model in the catalogue's schema, what `loadline model import --json` prints, a
 * name with a `config`, or a Hugging Face config.json itself.
 * @throws LL_INPUT_INVALID, LL_MODEL_CONFIG_UNSUPPORTED
 */
export const readOwnModel = (json: unknown, options: OwnEntryOptions): Model => {
  const { what, name } = options;
  const inner = isRecord(json) && isRecord(json["model"]) ? json["model"] : json;
  if (isRecord(inner) && "kind" in inner) return checked(modelSchema, inner, what);
  if (isRecord(json) && ("config" in json || name === undefined)) {
    const entry = checked(namedConfig, json, what);
    return imported(entry.config, entry.name, options);
  }
  return imported(json, name ?? "", options);
};

/** Units of the keys of a device, so that a plain number may stand for value and unit. */
const units: Readonly<Record<string, string>> = {
  memoryCapacity: "B",
  physicalMemory: "B",
  memoryBandwidth: "B/s",
  bandwidthPerDirection: "B/s",
  gpusPerNode: "1",
  gpusPerDomain: "1",
  expertServingShare: "1",
  power: "W",
  ...Object.fromEntries(["fp32", "fp16", "bf16", "fp8", "int8", "fp4"].map((format) => [format, "FLOP/s"])),
};

const withUnits = (value: unknown): unknown => {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    const unit = units[key];
    return [key, unit !== undefined && typeof part === "number" ? { value: part, unit } : withUnits(part)];
  });
  return Object.fromEntries(entries);
};

const noPeak = { fp32: null, fp16: null, bf16: null, fp8: null, int8: null, fp4: null };
const alone = { source: { kind: "assumed", why: "no link is stated: one device serves alone" } };

/** What a device may leave out: it has one memory, no formats beside those stated, and no link to others. */
const completed = (given: Json): Json => {
  const { memoryCapacity, denseFlops, sparseFlops, link, name } = given;
  return {
    id: typeof name === "string" ? (idFromName(name)?.replaceAll(".", "-") ?? name) : name,
    aliases: [],
    generation: "other",
    physicalMemory: memoryCapacity,
    partitions: [],
    ...given,
    denseFlops: isRecord(denseFlops) ? { ...noPeak, ...denseFlops } : denseFlops,
    sparseFlops: isRecord(sparseFlops) ? { ...noPeak, ...sparseFlops } : noPeak,
    link: link ?? { ...alone, kind: "other", bandwidthPerDirection: 1e9, gpusPerNode: 1, gpusPerDomain: 1 },
  };
};

const price = z.number().positive().optional();

/**
 * A device that is not in the catalogue, in the catalogue's schema: memory, bandwidth, dense peak arithmetic by format and
 * power, each with a source of its own or that of the entry. `usdPerGpuHour` is its price.
 * @throws LL_INPUT_INVALID
 */
export const readOwnDevice = (json: unknown, { what, accessed }: OwnEntryOptions): OwnDevice => {
  const { usdPerGpuHour, ...given } = checked(z.record(z.string(), z.unknown()), json, what);
  const filled = withUnits(completed(given));
  if (typeof given["source"] === "string") {
    const expected = 'an object such as {"kind":"datasheet","ref":"…"}';
    throw new LoadlineError("LL_INPUT_INVALID", { what: `${what}.source`, value: given["source"], expected });
  }
  const shared = { stated: { kind: "assumed", why: "the file states no source" } };
  const sourced = withSources(filled, shared, { source: "stated", accessed });
  return {
    gpu: checked(gpuSchema, sourced, what),
    usdPerGpuHour: checked(price, usdPerGpuHour, `${what}.usdPerGpuHour`) ?? null,
  };
};

interface Named {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The user's own entry of this id, name or alias, in any case. */
export const ownEntry = <T extends Named>(name: string, own: readonly T[]): T | undefined => {
  const wanted = name.trim().toLowerCase();
  return own.find((entry) => [entry.id, entry.name, ...entry.aliases].some((known) => known.toLowerCase() === wanted));
};

/** The catalogue's answer; where it has none, the user's own entries are named among the nearest. */
const orNearest = <T>(own: readonly Named[], look: () => T): T => {
  try {
    return look();
  } catch (error) {
    if (own.length === 0 || !isLoadlineError(error)) throw error;
    if (error.code !== "LL_UNKNOWN_MODEL" && error.code !== "LL_UNKNOWN_GPU") throw error;
    const { name, nearest } = error.detail as { readonly name: string; readonly nearest: readonly string[] };
    throw new LoadlineError(error.code, { name, nearest: [...own.map(({ id }) => id), ...nearest] }, { cause: error });
  }
};

/** The model that a name means: the user's own first, by id, name or alias, then the catalogue's. @throws LL_UNKNOWN_MODEL */
export const modelNamed = (name: string, own: readonly Model[]): Model =>
  ownEntry(name, own) ?? orNearest(own, () => modelById(name));

/** What `replicaSpec` takes as a model: the user's own, or the name as it was given, which may state a format. */
export const modelInput = (name: string, own: readonly Model[]): string | Model => {
  const model = modelNamed(name, own);
  return own.includes(model) ? model : name;
};

/** The GPU that a name means: the user's own device first, then the catalogue's. @throws LL_UNKNOWN_GPU */
export const gpuNamed = (name: string, own: readonly Gpu[]): Gpu =>
  ownEntry(name, own) ?? orNearest(own, () => gpuById(name));
