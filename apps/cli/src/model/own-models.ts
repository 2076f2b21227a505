import { basename, dirname } from "node:path";
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
import { checked, userPath } from "../files.ts";
import { dayOf, modelIdFrom, readModelConfig } from "./parse-model-config.ts";

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
  const found = own.find((model) => [model.id, model.name.toLowerCase(), ...model.aliases].includes(wanted));
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
