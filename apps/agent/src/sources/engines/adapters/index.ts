import { dynamoFrontend } from "./dynamo-frontend.ts";
import type { EngineAdapter } from "./engine-adapter.ts";
import { llamaCpp } from "./llama-cpp.ts";
import { sglang } from "./sglang.ts";
import { tensorRtLlm } from "./tensorrt-llm.ts";
import { tgi } from "./tgi.ts";
import { triton } from "./triton.ts";
import { lmdeploy, nim, vllm } from "./vllm.ts";

/**
 * Every kind of engine; where the target does not name one, the first that has any of its metrics. Triton and Dynamo come
 * last, because they also serve the metrics of what they run.
 */
export const engineAdapters: readonly EngineAdapter[] = [
  vllm,
  sglang,
  tgi,
  tensorRtLlm,
  lmdeploy,
  nim,
  llamaCpp,
  triton,
  dynamoFrontend,
];

/** The engine's own name for one that a target gives; the given one where no adapter has it. */
export const engineName = (given: string): string =>
  engineAdapters.find(({ name, aliases }) => [name, ...(aliases ?? [])].includes(given.toLowerCase()))?.name ?? given;
