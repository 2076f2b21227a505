import { dirname, join } from "node:path";
import { isLoadlineError } from "@loadline/core";
import { readText } from "../files.ts";
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

/** What ModelOpt writes beside a config.json; null where there is no such file. */
const quantizationBeside = async (path: string): Promise<Readonly<Record<string, unknown>> | null> => {
  const file = join(dirname(path), quantizationFile);
  const text = await readText(file).catch((error: unknown) => {
    if (isLoadlineError(error)) return null;
    throw error;
  });
  if (text === null) return null;
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
