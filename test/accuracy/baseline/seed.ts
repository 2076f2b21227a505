import json from "./seed.json" with { type: "json" };

interface TextModel {
  readonly kind: "text";
  readonly parameters: number;
  readonly memoryPerParamBytes: number;
  readonly computePerTokenTflops: number;
  readonly contextLength: number;
  readonly avgTokensPerRequest: number;
}

interface ImageModel {
  readonly kind: "image";
  readonly parameters: number;
  readonly memoryPerParamBytes: number;
  readonly computePerImageTflops: number;
  readonly imageResolution: string;
  readonly avgInferenceSteps: number;
}

type SeedGpu = (typeof json)["gpus"]["a100_80gb"];

/** The seed document's own tables: GB that are GiB in some places, TFLOP/s, percent, minutes. */
export const baselineSeed = json as Omit<typeof json, "gpus" | "models"> & {
  readonly gpus: Readonly<Record<string, SeedGpu>>;
  readonly models: Readonly<Record<string, TextModel | ImageModel>>;
};
