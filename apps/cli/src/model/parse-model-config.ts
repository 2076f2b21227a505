import { LoadlineError } from "@loadline/core";

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
