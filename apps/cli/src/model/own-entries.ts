import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { idFromName, isRecord, type OwnDevice, type OwnPrice, readOwnDevice, readOwnModel } from "@loadline/model";
import { parseYaml } from "@loadline/planner/checked";
import { messages, UserError } from "@loadline/planner/messages";
import type { OwnEntries } from "@loadline/planner/own-entries";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";

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

/** An id of the catalogue's form from a name that people use: "Llama 3.1 8B" → "llama-3.1-8b". @throws UserError */
export const modelIdFrom = (name: string): string => {
  const id = idFromName(name);
  if (id !== null) return id;
  throw new UserError(messages.invalid("--id", name, "a name with at least one letter or digit"));
};

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

/**
 * A config.json with the number format that its checkpoint states in a file of its own: left unread, the weights would
 * count as 16 bits. A model file stays as it is. The notes say what came from that other file.
 * @throws LL_FILE_UNREADABLE; UserError when a text is no JSON
 */
export const readModelConfig = async (path: string, shownAs = path) => {
  const json = parsedJson(await readText(path), shownAs);
  const isPlain = isRecord(json) && "model_type" in json && (json["quantization_config"] ?? null) === null;
  const stated = isPlain ? await quantizationBeside(path) : null;
  if (stated === null || !isPlain) return { json, notes: [] };
  return {
    json: { ...json, quantization_config: { quant_method: "modelopt", ...stated } },
    notes: [`quantization_config: as ${quantizationFile} beside it states`],
  };
};

/** The folder names a config.json, every other file names itself. */
export const nameOfFile = (path: string): string => {
  const file = basename(path).replace(/\.(json|ya?ml)$/i, "");
  const folder = basename(dirname(path));
  return file === "config" && folder !== "" && folder !== "." ? folder : file;
};

const purchaseClasses = ["on-demand", "reserved", "spot"] as const;

const pricesOf = ({ gpu, usdPerGpuHour }: OwnDevice): readonly OwnPrice[] =>
  usdPerGpuHour === null ? [] : purchaseClasses.map((purchaseClass) => ({ gpu, purchaseClass, usdPerGpuHour }));

/** The models and devices of these files. @throws LL_FILE_UNREADABLE, LL_INPUT_INVALID, LL_MODEL_CONFIG_UNSUPPORTED */
export const readOwnEntries = async (
  files: { readonly modelFile?: readonly string[] | undefined; readonly deviceFile?: readonly string[] | undefined },
  context: CliContext,
): Promise<OwnEntries> => {
  const accessed = dayOf(context.now());
  const models = (files.modelFile ?? []).map(async (path) => {
    const { json } = await readModelConfig(userPath(path, context), path);
    return readOwnModel(json, { what: path, name: nameOfFile(path), accessed });
  });
  const devices = (files.deviceFile ?? []).map(async (path) => {
    const text = await readText(userPath(path, context));
    const value = parseYaml(
      text,
      (reason) => new UserError(messages.invalid(path, text.slice(0, 40), `YAML or JSON (${reason})`)),
    );
    const named = isRecord(value) ? { name: nameOfFile(path), ...value } : value;
    return readOwnDevice(named, { what: path, accessed });
  });
  const own = await Promise.all(devices);
  return { models: await Promise.all(models), devices: own.map(({ gpu }) => gpu), prices: own.flatMap(pricesOf) };
};
