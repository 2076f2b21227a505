import { nearestNames } from "../catalogue/nearest-names.ts";
import { LoadlineError } from "../errors.ts";
import { type Engine, engineFacts, engines } from "../model/engine-facts.ts";

/**
 * The engine that `name` means, as launchers and tables write it: "sgl", "trtllm-serve", "dynamo-vllm",
 * "TensorRT-LLM 1.0 (PyTorch backend)".
 * @throws LL_UNKNOWN_ENGINE with the nearest known names
 */
export const engineByName = (name: string): Engine => {
  const text = name.toLowerCase().replaceAll("_", "-");
  const [found, another] = engines.filter((engine) => engineFacts[engine].pattern.test(text));
  if (found !== undefined && another === undefined) return found;
  const known = engines.map((id) => ({ key: id, id }));
  throw new LoadlineError("LL_UNKNOWN_ENGINE", { name, nearest: nearestNames(text, known, known.length) });
};

/** "vLLM 0.19.0", "vllm==0.9.2", "SGLang v0.5.8.post1": a version needs a point, as "V1" names a generation. */
const versionAtEnd = /[\s=:@v-]v?(\d+\.\d+[\w.+-]*)/i;

/** The version that stands in an engine's name; null where it has none. */
export const versionInEngineName = (name: string): string | null => versionAtEnd.exec(name)?.[1] ?? null;
