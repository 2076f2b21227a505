import { vllmEngine } from "../parse-vllm-metrics.ts";
import type { EngineAdapter } from "./engine-adapter.ts";
import { sglangEngine } from "./sglang.ts";
import { tensorRtLlmEngine } from "./tensorrt-llm.ts";
import { tgiEngine } from "./tgi.ts";
import { tritonEngine } from "./triton.ts";

/**
 * Every kind of engine; where nobody says which one it is, the first that knows any of the names. Triton comes last,
 * because it also serves the metrics of what it runs.
 */
export const engineAdapters: readonly EngineAdapter[] = [
  vllmEngine,
  sglangEngine,
  tgiEngine,
  tensorRtLlmEngine,
  tritonEngine,
];
