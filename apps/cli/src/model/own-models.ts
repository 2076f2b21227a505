import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  isLoadlineError,
  LoadlineError,
  type Model,
  modelById,
  modelSchema,
  readHuggingFaceConfig,
} from "@loadline/core";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { checked, readText, userPath } from "../files.ts";
import { messages, UserError } from "../messages.ts";

/** Day of an instant in epoch seconds, as 2026-01-31. */
export const dayOf = (epochSeconds: number): string =>
  new Date(epochSeconds * 1000).toISOString().slice(0, "2026-01-31".length);

const parsedJson = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const message = messages.invalid(path, text.slice(0, 40), "a config.json in JSON");
    throw new UserError(message, "LL_INPUT_INVALID", { cause });
  }
};

/** An id of the catalogue's form from a name that people use: "Llama 3.1 8B" → "llama-3.1-8b". */
export const modelIdFrom = (name: string): string => {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  if (id !== "") return id;
  throw new UserError(messages.invalid("--id", name, "a name with at least one letter or digit"));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const quantizationFile = "hf_quant_config.json";

/** What ModelOpt writes beside a config.json; null where the file does not exist. */
const quantizationBeside = async (path: string): Promise<Readonly<Record<string, unknown>> | null> => {
  const file = join(dirname(path), quantizationFile);
  if (!existsSync(file)) return null;
  const text = await readText(file);
  const json = parsedJson(text, file);
  const stated = isRecord(json) ? json["quantization"] : undefined;
  if (isRecord(stated)) return stated;
  throw new UserError(messages.invalid(file, text.slice(0, 40), "an object quantization, as ModelOpt writes it"));
};

export interface ModelConfig {
  readonly json: unknown;
  /** What came from another file than the config.json itself. */
  readonly notes: readonly string[];
}

/**
 * A config.json with the number format that its checkpoint states in a file of its own: left unread, the weights would
 * count as 16 bits. A model file stays as it is.
 * @throws LL_FILE_UNREADABLE; UserError when a text is no JSON
 */
export const readModelConfig = async (path: string, shownAs = path): Promise<ModelConfig> => {
  const json = parsedJson(await readText(path), shownAs);
  const isPlain = isRecord(json) && "model_type" in json && (json["quantization_config"] ?? null) === null;
  const stated = isPlain ? await quantizationBeside(path) : null;
  if (stated === null || !isPlain) return { json, notes: [] };
  return {
    json: { ...json, quantization_config: { quant_method: "modelopt", ...stated } },
    notes: [`quantization_config: as ${quantizationFile} beside it states`],
  };
};

/** What `model import --json` prints, or its `model` alone. */
const modelFile = z.union([
  z.object({ model: z.object({ kind: z.string() }).loose() }),
  z.object({ kind: z.string() }).loose(),
]);

/** The folder names a config.json, every other file names itself. */
const nameOf = (path: string): string => {
  const file = basename(path).replace(/\.json$/i, "");
  const folder = basename(dirname(path));
  return file === "config" && folder !== "" && folder !== "." ? folder : file;
};

/**
 * A model that is not in the catalogue: a model file, or a Hugging Face config.json.
 * @param day of the reading, as 2026-01-31
 * @throws UserError, LL_MODEL_CONFIG_UNSUPPORTED
 */
export const parseOwnModel = (json: unknown, path: string, day: string): Model => {
  const file = modelFile.safeParse(json);
  if (file.success) {
    const model = "model" in file.data ? file.data.model : file.data;
    const nameOf = (keys: readonly PropertyKey[]): string => [path, ...keys].join(", ");
    return checked(modelSchema, model, { nameOf, help: "write the file with loadline model import --json" });
  }
  const name = nameOf(path);
  const options = { id: modelIdFrom(name), name, ref: `${name} config.json`, accessed: day };
  return readHuggingFaceConfig(json, options).model;
};

/** The user's own models of these files. @throws LL_FILE_UNREADABLE, and the codes of `parseOwnModel` */
export const readOwnModels = async (paths: readonly string[], context: CliContext): Promise<readonly Model[]> => {
  const day = dayOf(context.now());
  return Promise.all(
    paths.map(async (path) => {
      const { json } = await readModelConfig(userPath(path, context), path);
      return parseOwnModel(json, path, day);
    }),
  );
};

/** Finds a model by name: the user's own first, by id or name, then the catalogue. @throws LL_UNKNOWN_MODEL */
export const modelNamed = (name: string, own: readonly Model[]): Model => {
  const wanted = name.toLowerCase();
  const found = own.find((model) =>
    [model.id, model.name, ...model.aliases].some((known) => known.toLowerCase() === wanted),
  );
  if (found !== undefined) return found;
  try {
    return modelById(name);
  } catch (error) {
    if (own.length === 0 || !isLoadlineError(error)) throw error;
    const known = "nearest" in error.detail ? error.detail.nearest : [];
    const nearest = [...own.map(({ id }) => id), ...known];
    throw new LoadlineError("LL_UNKNOWN_MODEL", { name, nearest }, { cause: error });
  }
};

/** What core takes as a model: the user's own as it is, a name of the catalogue as it was given. */
export const modelInput = (name: string, own: readonly Model[]): string | Model => {
  if (own.length === 0) return name;
  const model = modelNamed(name, own);
  return own.includes(model) ? model : name;
};
