import { basename, dirname } from "node:path";
import {
  expectationOf,
  isLoadlineError,
  LoadlineError,
  type Model,
  modelById,
  modelSchema,
  readHuggingFaceConfig,
} from "@loadline/core";
import { z } from "zod";
import type { CliContext } from "../command.ts";
import { userPath } from "../user-path.ts";
import { modelIdFrom, readModelConfig } from "./parse-model-config.ts";

const millisecondsPerSecond = 1000;

const dayOf = (epochSeconds: number): string =>
  new Date(epochSeconds * millisecondsPerSecond).toISOString().slice(0, "2026-01-31".length);

/** What `model import --json` prints, or its `model` alone. */
const modelFile = z.union([
  z.object({ model: z.object({ kind: z.string() }).loose() }),
  z.object({ kind: z.string() }).loose(),
]);

const checkedModel = (json: unknown, path: string): Model => {
  const result = modelSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: [path, ...(issue?.path ?? [])].join(", "),
    value: null,
    expected: `a model file as loadline model import --json writes it (${expectationOf(issue)})`,
  });
};

/** The file's own folder names a config.json that stands in one, else the file does. */
const nameOf = (path: string): string => {
  const file = basename(path).replace(/\.json$/i, "");
  const folder = basename(dirname(path));
  return file === "config" && folder !== "" && folder !== "." ? folder : file;
};

/**
 * A model that is not in the catalogue: a model file, or a Hugging Face config.json.
 * @param day of the reading, as 2026-01-31
 * @throws LL_INPUT_INVALID, LL_MODEL_CONFIG_UNSUPPORTED
 */
export const parseOwnModel = (json: unknown, path: string, day: string): Model => {
  const file = modelFile.safeParse(json);
  if (file.success) return checkedModel("model" in file.data ? file.data.model : file.data, path);
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
  const found = own.find((model) => [model.id, model.name.toLowerCase(), ...model.aliases].includes(wanted));
  if (found !== undefined) return found;
  try {
    return modelById(name);
  } catch (error) {
    if (own.length === 0 || !isLoadlineError(error)) throw error;
    const nearest = [...own.map(({ id }) => id), ...modelNames(error)];
    throw new LoadlineError("LL_UNKNOWN_MODEL", { name, nearest }, { cause: error });
  }
};

const modelNames = (error: LoadlineError): readonly string[] =>
  error.code === "LL_UNKNOWN_MODEL" ? (error.detail as { readonly nearest: readonly string[] }).nearest : [];

/** What core takes as a model: the user's own as it is, a name of the catalogue as it was given. */
export const modelInput = (name: string, own: readonly Model[]): string | Model => {
  if (own.length === 0) return name;
  const model = modelNamed(name, own);
  return own.includes(model) ? model : name;
};
