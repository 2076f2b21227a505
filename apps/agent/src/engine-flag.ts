import { LoadlineError } from "@loadline/core";

/** One engine as a file or a flag names it. */
export interface EngineEntry {
  readonly url: string;
  readonly id?: string;
  readonly deployment?: string;
  readonly engine?: string;
  readonly gpus?: readonly string[];
}

const fail = (value: string): never => {
  throw new LoadlineError("LL_CONFIG_INVALID", {
    key: "engines",
    value,
    expected: "URL, or URL,deployment=NAME,engine=NAME,id=NAME,gpus=UUID-or-index;…",
  });
};

const named = ["id", "deployment", "engine"] as const;

/**
 * Reads `URL[,deployment=…][,engine=…][,id=…][,gpus=…;…]`.
 * @throws LL_CONFIG_INVALID for an unknown name or one without value
 */
export const parseEngineFlag = (text: string): EngineEntry => {
  const [url = "", ...pairs] = text.split(",").map((part) => part.trim());
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const [name = "", value = "", ...rest] = pair.split("=");
    const allowed = name === "gpus" || named.some((candidate) => candidate === name);
    if (!allowed || value === "" || rest.length > 0) fail(text);
    values.set(name, value);
  }
  const gpus = values.get("gpus");
  return {
    url,
    ...Object.fromEntries(named.flatMap((name) => (values.has(name) ? [[name, values.get(name)]] : []))),
    ...(gpus === undefined ? {} : { gpus: gpus.split(";").map((gpu) => gpu.trim()) }),
  };
};
