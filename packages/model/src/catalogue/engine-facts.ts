import type { Precision } from "../base/precisions.ts";

/** How serving engines differ where memory and speed depend on it. One entry here makes an engine one that can be planned. */

/** Settings that a command line spells in the engine's own way. */
export type EngineFlag =
  | ("tensor" | "pipeline" | "attentionData" | "expert" | "weights" | "kvCache")
  | ("share" | "length" | "sequences" | "stepTokens");

export interface EngineLaunch {
  /** Words before the model, and the flag that names it where it is no bare argument. */
  readonly program: readonly [string, ...string[]];
  readonly modelFlag?: string;
  readonly image: string;
  /** What the tags of the image have before the number of a version. */
  readonly tag: "" | "v";
  readonly port: number;
  /** The tensor size that is typed counts the attention-data ranks too. */
  readonly tensorCountsData: boolean;
  /** Typed beside the number of attention-data ranks where those share a model. */
  readonly dataSwitch?: string;
  /** Spreading the experts is a switch, over all GPUs, not a number. */
  readonly isExpertSwitch: boolean;
  /** Settings that stand in a file of options: their place in it. */
  readonly file?: { readonly flag: string; readonly attentionData: string };
  readonly source: string;
}

/** Most sequences that one rank decodes at once where none are configured. */
interface SequenceDefaults {
  /** The first that fits holds: GPUs that start large, or those so named; versions from one on. */
  readonly on: readonly { readonly gpus: "large" | RegExp; readonly from?: string; readonly most: number }[];
  readonly elsewhere: number;
  /** Never more of them than the tokens of a step. */
  readonly isWithinStep?: true;
  readonly source: string;
}

interface EngineFacts {
  /** Finds the engine in names to which orchestrators, routers and images add words. */
  readonly pattern: RegExp;
  /** What the configured share of memory is taken of: the whole GPU, or what is free before or after loading weights. */
  readonly shareOf: "whole-gpu" | "free-before-loading" | "free-after-loading";
  /** Refuses to start where the cache does not hold one sequence of the longest length. */
  readonly needsLongestSequence: boolean;
  /** Counts its CUDA graphs before it sizes the cache, in versions that servingMemory().graphsCountedFrom names. */
  readonly countsGraphs: boolean;
  /** Deployments of models that leave no space under the default share raise it by hand. */
  readonly isShareRaised: boolean;
  /** The cache is kept as the checkpoint asks for, not in 16 bits. */
  readonly cacheFollowsCheckpoint: boolean;
  /** Cache for a whole output is reserved when a request starts; elsewhere it grows token by token. */
  readonly reservesOutput: boolean;
  /**
   * First version that schedules a step while the one before it runs, unless it is configured not to: a request is in
   * the step after the next. null: not known of any.
   */
  readonly schedulesAheadFrom: string | null;
  /** Where it is documented that experts whose slice splits a block of weights with one scale are refused; null: not known. */
  readonly refusesSplitBlocks: string | null;
  /** Limits on sequences and step tokens hold for all attention-data ranks together. */
  readonly sharesLimits: boolean;
  readonly sequences: SequenceDefaults;
  /** Spellings of each setting, the one that is written first. Settings without one are not advised. */
  readonly flags: { readonly [F in EngineFlag]?: readonly [string, ...string[]] };
  /** Options that came with a version; the others were in each that was looked at. */
  readonly flagsFrom: Readonly<Record<string, string>>;
  /** What its option calls a cache in fewer than 16 bits; a format without a name has no option. */
  readonly cacheNames: { readonly [P in Precision]?: string };
  /** Ranks that slots for adapters may be made for; left out: any. */
  readonly adapterRanks?: readonly number[];
  readonly launch: EngineLaunch;
}

const usual = {
  shareOf: "whole-gpu",
  needsLongestSequence: false,
  countsGraphs: false,
  isShareRaised: false,
  cacheFollowsCheckpoint: false,
  reservesOutput: false,
  schedulesAheadFrom: null,
  refusesSplitBlocks: null,
  sharesLimits: false,
  flagsFrom: {},
  cacheNames: { fp8: "fp8" },
} as const;

const facts = {
  vllm: {
    ...usual,
    pattern: /vllm/,
    needsLongestSequence: true,
    countsGraphs: true,
    // Release notes of vLLM 0.14.0: asynchronous scheduling is on by default.
    schedulesAheadFrom: "0.14.0",
    refusesSplitBlocks: "https://github.com/vllm-project/vllm/issues/17569",
    sequences: {
      on: [{ gpus: "large", from: "0.8.0", most: 1024 }],
      elsewhere: 256,
      isWithinStep: true,
      source: "vllm/engine/arg_utils.py, get_batch_defaults and what was before it, 0.8 to 0.32",
    },
    flags: {
      tensor: ["--tensor-parallel-size", "-tp"],
      pipeline: ["--pipeline-parallel-size", "-pp"],
      attentionData: ["--data-parallel-size", "-dp"],
      expert: ["--enable-expert-parallel", "-ep"],
      weights: ["--quantization", "-q"],
      kvCache: ["--kv-cache-dtype"],
      share: ["--gpu-memory-utilization"],
      length: ["--max-model-len"],
      sequences: ["--max-num-seqs"],
      stepTokens: ["--max-num-batched-tokens"],
    },
    // add_argument in the wheels of 0.4.3 to 0.31.0, the parser of 0.32.0.
    flagsFrom: {
      "--enable-expert-parallel": "0.8.0",
      "--data-parallel-size": "0.8.3",
      "--headless": "0.9.0",
      "--nnodes": "0.11.1",
      "--kv-offloading-size": "0.11.1",
    },
    // MaxLoRARanks of vllm/config/lora.py, since 0.11.1; rank 1 is left out for the versions before, which refuse it.
    adapterRanks: [8, 16, 32, 64, 128, 256, 320, 512],
    launch: {
      program: ["vllm", "serve"],
      image: "vllm/vllm-openai",
      tag: "v",
      port: 8000,
      tensorCountsData: false,
      isExpertSwitch: true,
      source: "https://docs.vllm.ai/en/stable/cli/serve/",
    },
  },
  sglang: {
    ...usual,
    pattern: /sglang|(^|[^a-z])(sgl|srt)([^a-z]|$)/,
    shareOf: "free-before-loading",
    isShareRaised: true,
    refusesSplitBlocks: "https://github.com/QwenLM/Qwen3/issues/1485",
    sharesLimits: true,
    // Cached tokens over the longest sequence, times 512, within 2048 and 4096: taken is the least.
    sequences: {
      on: [],
      elsewhere: 2048,
      source: "sglang/srt/model_executor/model_runner.py, init_memory_pool, 0.2 to 0.5",
    },
    flags: {
      tensor: ["--tp-size", "--tensor-parallel-size", "--tp"],
      pipeline: ["--pp-size", "--pipeline-parallel-size", "--pp"],
      attentionData: ["--dp-size", "--data-parallel-size", "--dp"],
      expert: ["--ep-size", "--expert-parallel-size", "--ep"],
      weights: ["--quantization"],
      kvCache: ["--kv-cache-dtype"],
      share: ["--mem-fraction-static"],
      length: ["--context-length"],
      sequences: ["--max-running-requests"],
      stepTokens: ["--chunked-prefill-size"],
    },
    // add_argument of sglang/srt/server_args.py in the wheels of 0.1.26 to 0.5.13, the parser of 0.5.23.
    flagsFrom: {
      "--chunked-prefill-size": "0.2.7",
      "--kv-cache-dtype": "0.2.14",
      "--dist-init-addr": "0.3.3",
      "--enable-dp-attention": "0.3.6",
      "--ep-size": "0.4.1",
      "--pp-size": "0.4.6.post2",
      "--enable-lora": "0.4.9.post4",
    },
    cacheNames: { fp8: "fp8_e4m3" },
    launch: {
      program: ["python", "-m", "sglang.launch_server"],
      modelFlag: "--model-path",
      image: "lmsysorg/sglang",
      tag: "v",
      port: 30000,
      tensorCountsData: true,
      dataSwitch: "--enable-dp-attention",
      isExpertSwitch: false,
      source: "https://docs.sglang.io/advanced_features/server_arguments.html",
    },
  },
  "tensorrt-llm": {
    ...usual,
    // The engine of NVIDIA's encoders and diffusion models is TensorRT without the LLM part.
    pattern: /tensor-?\s?rt|(^|[^a-z])trt(llm)?([^a-z]|$)/,
    shareOf: "free-after-loading",
    cacheFollowsCheckpoint: true,
    reservesOutput: true,
    sequences: { on: [], elsewhere: 2048, source: "tensorrt_llm/builder.py, BuildConfig.max_batch_size, 0.12 to 1.0" },
    flags: {
      tensor: ["--tp_size"],
      pipeline: ["--pp_size"],
      expert: ["--ep_size"],
      weights: ["weights:"],
      // In the file of options: --kv_cache_dtype came after 1.2.
      kvCache: ["kv_cache_config.dtype", "--kv_cache_dtype"],
      share: ["--kv_cache_free_gpu_memory_fraction", "--free_gpu_memory_fraction"],
      length: ["--max_seq_len"],
      sequences: ["--max_batch_size"],
      stepTokens: ["--max_num_tokens"],
    },
    cacheNames: { fp8: "fp8", nvfp4: "nvfp4" },
    launch: {
      program: ["trtllm-serve"],
      image: "nvcr.io/nvidia/tensorrt-llm/release",
      tag: "",
      port: 8000,
      tensorCountsData: true,
      isExpertSwitch: false,
      file: { flag: "--extra_llm_api_options", attentionData: "enable_attention_dp" },
      source: "https://nvidia.github.io/TensorRT-LLM/commands/trtllm-serve/trtllm-serve.html",
    },
  },
  // No measured rows of the following: speed is that of the model on other engines, and its error band states that.
  lmdeploy: {
    ...usual,
    pattern: /lmdeploy|turbomind/,
    shareOf: "free-after-loading",
    sequences: {
      on: [
        { gpus: /a[18]00/, most: 384 },
        { gpus: /h[128]00/, most: 1024 },
      ],
      elsewhere: 128,
      source: "lmdeploy/utils.py, get_max_batch_size",
    },
    flags: {
      tensor: ["--tp"],
      kvCache: ["--quant-policy"],
      share: ["--cache-max-entry-count"],
      length: ["--session-len"],
      sequences: ["--max-batch-size"],
    },
    cacheNames: { int8: "8", int4: "4" },
    launch: {
      program: ["lmdeploy", "serve", "api_server"],
      image: "openmmlab/lmdeploy",
      tag: "v",
      port: 23333,
      tensorCountsData: false,
      isExpertSwitch: false,
      source: "https://lmdeploy.readthedocs.io/en/latest/llm/api_server.html",
    },
  },
  tgi: {
    ...usual,
    pattern: /(^|[^a-z])tgi([^a-z]|$)|text-?generation-?(inference|launcher)/,
    // It limits no batch, and turns away more requests at once.
    sequences: { on: [], elsewhere: 128, source: "text-generation-launcher --help, max-concurrent-requests" },
    flags: {
      tensor: ["--num-shard"],
      weights: ["--quantize"],
      kvCache: ["--kv-cache-dtype"],
      share: ["--cuda-memory-fraction"],
      length: ["--max-total-tokens"],
      sequences: ["--max-batch-size"],
      stepTokens: ["--max-batch-prefill-tokens"],
    },
    cacheNames: { fp8: "fp8_e4m3fn" },
    launch: {
      program: ["text-generation-launcher"],
      modelFlag: "--model-id",
      image: "ghcr.io/huggingface/text-generation-inference",
      tag: "",
      port: 80,
      tensorCountsData: false,
      isExpertSwitch: false,
      source: "https://huggingface.co/docs/text-generation-inference/reference/launcher",
    },
  },
} as const satisfies Readonly<Record<string, EngineFacts>>;

export type Engine = keyof typeof facts;
/** Every engine that can be planned, those with measured rows first. */
export const engines = Object.keys(facts) as [Engine, ...Engine[]];
export const engineFacts: { readonly [E in Engine]: EngineFacts } = facts;
