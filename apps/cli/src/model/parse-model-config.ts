import { dirname, join } from "node:path";
import { isLoadlineError, LoadlineError } from "@loadline/core";
import { readTextFile } from "../read-text-file.ts";

/** The JSON of a config.json. @throws LL_INPUT_INVALID when the text is none */
export const parseModelConfig = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const value = text.slice(0, 40);
    throw new LoadlineError("LL_INPUT_INVALID", { what: path, value, expected: "a config.json in JSON" }, { cause });
  }
};

/** An id of the catalogue's form from a name that people use: "Llama 3.1 8B" → "llama-3.1-8b". */
export const modelIdFrom = (name: string): string => {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  if (id !== "") return id;
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: "--id",
    value: name,
    expected: "a name with at least one letter or digit",
  });
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const quantizationFile = "hf_quant_config.json";

/** What ModelOpt writes beside a config.json; null where no such file stands there. */
const statedBeside = async (path: string): Promise<Readonly<Record<string, unknown>> | null> => {
  const file = join(dirname(path), quantizationFile);
  const text = await readTextFile(file).catch((error: unknown) => {
    if (isLoadlineError(error)) return null;
    throw error;
  });
  if (text === null) return null;
  const json = parseModelConfig(text, file);
  const stated = isRecord(json) ? json["quantization"] : undefined;
  if (isRecord(stated)) return stated;
  const expected = "an object quantization, as ModelOpt writes it";
  throw new LoadlineError("LL_INPUT_INVALID", { what: file, value: text.slice(0, 40), expected });
};

export interface ModelConfig {
  readonly json: unknown;
  /** What came from another file than the config.json itself. */
  readonly notes: readonly string[];
}

/**
 * A config.json of the user's with the number format that its checkpoint states in a file of its own: left unread, the
 * weights would count as 16 bits. A model file is handed on as it is.
 * @throws LL_FILE_UNREADABLE; LL_INPUT_INVALID when a text is no JSON
 */
export const readModelConfig = async (path: string, shownAs = path): Promise<ModelConfig> => {
  const json = parseModelConfig(await readTextFile(path), shownAs);
  const isPlain = isRecord(json) && "model_type" in json && (json["quantization_config"] ?? null) === null;
  const stated = isPlain ? await statedBeside(path) : null;
  if (stated === null || !isPlain) return { json, notes: [] };
  return {
    json: { ...json, quantization_config: { quant_method: "modelopt", ...stated } },
    notes: [`quantization_config: as ${quantizationFile} beside it states it`],
  };
};
