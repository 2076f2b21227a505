/** One published figure at saturation, typed by hand from its source. */
export interface PublishedFigure {
  readonly source: keyof typeof sources;
  readonly model: string;
  readonly gpu: string;
  readonly weights: string;
  readonly tensor: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the whole replica. */
  readonly outputTokensPerSecond: number;
}

/** Where the figures were published, and the engine version that the page names. */
export const sources = {
  overview10: {
    engineVersion: "1.0",
    page: "NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md at 00f37686",
  },
  overview017: {
    engineVersion: "0.17",
    page: "NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md at 258c7540",
  },
} as const;

type Shape = readonly [inputTokens: number, outputTokens: number, outputTokensPerSecond: number];

const at = (
  source: PublishedFigure["source"],
  { model, gpu, weights, tensor }: Pick<PublishedFigure, "model" | "gpu" | "weights" | "tensor">,
  shapes: readonly Shape[],
): readonly PublishedFigure[] =>
  shapes.map(([inputTokens, outputTokens, outputTokensPerSecond]) => ({
    source,
    model,
    gpu,
    weights,
    tensor,
    inputTokens,
    outputTokens,
    outputTokensPerSecond,
  }));

export const publishedFigures: readonly PublishedFigure[] = [
  ...at("overview10", { model: "Llama-3.3-70B-Instruct", gpu: "b200", weights: "nvfp4", tensor: 1 }, [
    [128, 128, 11147],
    [500, 2000, 7762],
    [1000, 1000, 7007],
    [1000, 2000, 6271],
  ]),
  ...at("overview10", { model: "Llama-3.3-70B-Instruct", gpu: "gb200", weights: "nvfp4", tensor: 1 }, [
    [128, 128, 12189],
    [1000, 1000, 7326],
  ]),
  ...at("overview10", { model: "Llama-3.1-405B-Instruct", gpu: "h200", weights: "fp8", tensor: 8 }, [
    [500, 2000, 4724],
    [1000, 1000, 3330],
  ]),
  ...at("overview10", { model: "Llama-3.1-8B-Instruct", gpu: "h100", weights: "fp8", tensor: 1 }, [
    [500, 2000, 17660],
    [1000, 1000, 15220],
  ]),
  ...at("overview10", { model: "Llama-3.1-8B-Instruct", gpu: "h200", weights: "fp8", tensor: 1 }, [
    [500, 2000, 20770],
    [1000, 1000, 17744],
  ]),
  ...at("overview017", { model: "Llama-3.1-70B", gpu: "h100", weights: "fp8", tensor: 2 }, [
    [1000, 1000, 4390.53],
    [2048, 2048, 2898.16],
  ]),
  ...at("overview017", { model: "Llama-3.1-70B", gpu: "h100", weights: "fp8", tensor: 4 }, [
    [500, 2000, 9836.7],
    [1000, 1000, 7430.99],
    [2048, 2048, 5480.03],
    [20000, 2000, 920.19],
  ]),
  ...at("overview017", { model: "Llama-3.1-70B", gpu: "h200", weights: "fp8", tensor: 4 }, [
    [500, 2000, 12452.79],
    [1000, 1000, 8911.29],
  ]),
  ...at("overview017", { model: "Llama-3.1-70B", gpu: "a100-80gb", weights: "fp16", tensor: 4 }, [
    [500, 2000, 2275.79],
    [1000, 1000, 1921.77],
  ]),
  ...at("overview017", { model: "Llama-3.1-8B", gpu: "l40s", weights: "fp8", tensor: 1 }, [
    [500, 2000, 4273.75],
    [1000, 1000, 4054.71],
  ]),
  ...at("overview017", { model: "Llama-3.1-8B", gpu: "a100-80gb", weights: "fp16", tensor: 1 }, [
    [500, 2000, 4276.58],
    [1000, 1000, 3786.83],
  ]),
  ...at("overview017", { model: "Mixtral-8x7B", gpu: "h100", weights: "fp8", tensor: 4 }, [[1000, 1000, 27784.74]]),
  ...at("overview017", { model: "Mixtral-8x7B", gpu: "a100-80gb", weights: "fp16", tensor: 4 }, [
    [1000, 1000, 7122.84],
  ]),
  ...at("overview017", { model: "Mistral-7B", gpu: "gh200", weights: "fp8", tensor: 1 }, [[1000, 1000, 17252.11]]),
  ...at("overview017", { model: "Mistral-7B", gpu: "h100", weights: "fp8", tensor: 1 }, [[1000, 1000, 16035.66]]),
];
