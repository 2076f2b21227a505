import { dynamoFrontend } from "./dynamo-frontend.ts";
import type { EngineAdapter } from "./engine-adapter.ts";
import { llamaCppEngine } from "./llama-cpp.ts";
import { sglangEngine } from "./sglang.ts";
import { tensorRtLlmEngine } from "./tensorrt-llm.ts";
import { tgiEngine } from "./tgi.ts";
import { tritonEngine } from "./triton.ts";
import { lmdeployEngine, vllmEngine } from "./vllm.ts";

/**
 * Every kind of engine; where nobody says which one it is, the first that knows any of the names. Triton and
 * Dynamo come last, because they also serve the metrics of what they run.
 */
export const engineAdapters: readonly EngineAdapter[] = [
  vllmEngine,
  sglangEngine,
  tgiEngine,
  tensorRtLlmEngine,
  lmdeployEngine,
  llamaCppEngine,
  tritonEngine,
  dynamoFrontend,
];
