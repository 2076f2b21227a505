// Generated from packages/core/data; edit the files there.
import type { DataFile } from "./render-data-module.ts";

export const dataFiles: readonly DataFile[] = [
  {
    kind: "baseline",
    id: "seed",
    json: {
      id: "seed",
      source: "seed document, first listing (GPU specifications, model profiles) and second listing (scaling policy)",
      gpus: {
        a100_80gb: {
          name: "A100 80GB",
          memoryGb: 80,
          computeTflops: 312,
          memoryBandwidthGbps: 2039,
          hourlyCost: 3.2,
          powerConsumptionWatts: 400,
        },
        a100_40gb: {
          name: "A100 40GB",
          memoryGb: 40,
          computeTflops: 312,
          memoryBandwidthGbps: 1555,
          hourlyCost: 2.4,
          powerConsumptionWatts: 400,
        },
        v100_32gb: {
          name: "V100 32GB",
          memoryGb: 32,
          computeTflops: 125,
          memoryBandwidthGbps: 900,
          hourlyCost: 1.85,
          powerConsumptionWatts: 300,
        },
        h100_80gb: {
          name: "H100 80GB",
          memoryGb: 80,
          computeTflops: 989,
          memoryBandwidthGbps: 3350,
          hourlyCost: 4.5,
          powerConsumptionWatts: 700,
        },
        t4_16gb: {
          name: "T4 16GB",
          memoryGb: 16,
          computeTflops: 65,
          memoryBandwidthGbps: 300,
          hourlyCost: 0.45,
          powerConsumptionWatts: 70,
        },
      },
      models: {
        gpt_3_5_turbo: {
          kind: "text",
          parameters: 175000000000,
          memoryPerParamBytes: 2,
          computePerTokenTflops: 0.36,
          contextLength: 4096,
          avgTokensPerRequest: 150,
        },
        llama2_70b: {
          kind: "text",
          parameters: 70000000000,
          memoryPerParamBytes: 2,
          computePerTokenTflops: 0.14,
          contextLength: 4096,
          avgTokensPerRequest: 200,
        },
        stable_diffusion_xl: {
          kind: "image",
          parameters: 3500000000,
          memoryPerParamBytes: 4,
          computePerImageTflops: 45,
          imageResolution: "1024x1024",
          avgInferenceSteps: 50,
        },
        bert_large: {
          kind: "text",
          parameters: 340000000,
          memoryPerParamBytes: 2,
          computePerTokenTflops: 0.001,
          contextLength: 512,
          avgTokensPerRequest: 128,
        },
      },
      capacity: {
        kvCacheOverhead: 0.2,
        frameworkOverhead: 0.15,
        memorySafetyBuffer: 0.1,
        batchSizes: [1, 2, 4, 8, 16, 32, 64, 128],
        defaultLatencyMs: 1000,
        preferredGpu: "a100_80gb",
        gpuAlternatives: ["a100_40gb", "v100_32gb", "t4_16gb"],
        throughputSafetyBuffer: 1.2,
      },
      scaling: {
        scaleUpThresholdUtilization: 75,
        scaleDownThresholdUtilization: 30,
        scaleUpCooldownMinutes: 5,
        scaleDownCooldownMinutes: 15,
        maxScaleUpPercentage: 50,
        maxScaleDownPercentage: 25,
        minReplicas: 2,
        maxReplicas: 100,
        rpsPerReplica: 10,
        gpuCostPerHour: 3.2,
        eventPenalty: 2,
      },
      dailyTraffic: [
        20,
        15,
        12,
        10,
        8,
        12,
        25,
        40,
        70,
        95,
        120,
        140,
        160,
        180,
        200,
        185,
        170,
        150,
        120,
        100,
        80,
        60,
        40,
        25,
      ],
    },
  },
  {
    kind: "calibration",
    id: "error-bands",
    json: {
      kind: "error-bands",
      id: "error-bands",
      calibratedGpus: ["h100-sxm-80gb"],
      calibrated: {
        value: 0.17,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "leave-one-group-out over 667 dense closed-loop rows: nine of ten inter-token latencies within 17 %, half within 5 %; time to first token half within 16 %",
          accessed: "2026-11-24",
        },
      },
      transferred: {
        value: 0.3,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "constants carried to a GPU or engine version without a measured row err by 10 to 30 % in the cross-checks of the open-loop rows",
          accessed: "2026-11-24",
        },
      },
      assumed: {
        value: 0.5,
        unit: "1",
        source: {
          kind: "assumed",
          why: "the architecture itself is assumed",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "forecast",
    json: {
      kind: "forecast",
      id: "forecast",
      levelSeconds: {
        value: 120,
        unit: "s",
        source: {
          kind: "assumed",
          why: "two minutes smooth the noise of single samples and still follow a surge within a lead time",
          accessed: "2026-11-24",
        },
      },
      trendSeconds: {
        value: 600,
        unit: "s",
        source: {
          kind: "assumed",
          why: "a slope needs several levels to be told from noise",
          accessed: "2026-11-24",
        },
      },
      dampingSeconds: {
        value: 300,
        unit: "s",
        source: {
          kind: "assumed",
          why:
            "measured production load shows no point forecaster that beats the last value, so a slope is trusted for minutes only",
          accessed: "2026-11-24",
        },
      },
      minimumResiduals: {
        value: 30,
        unit: "1",
        source: {
          kind: "assumed",
          why: "fewer past errors cannot show a 95 % quantile",
          accessed: "2026-11-24",
        },
      },
      residualFloorShare: {
        value: 0.05,
        unit: "1",
        source: {
          kind: "assumed",
          why: "relative errors of loads far below the mean of the history say nothing about it",
          accessed: "2026-11-24",
        },
      },
      assumedSpread: {
        value: 0.35,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "scale of the logarithm of load over its forecast until the history shows its own: the 95 % quantile lies at about 1.8 times the forecast",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "open-loop",
    json: {
      kind: "open-loop",
      id: "open-loop",
      stableUtilisation: {
        value: 0.85,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      doubtfulUtilisation: {
        value: 0.97,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      overloadUtilisation: {
        value: 1.04,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      overloadGrowth: {
        value: 0.05,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.61,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "fit to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors in sample: time to first token 5.7 %, inter-token latency 5.5 % counting the closing message of a stream and 8.3 % without, throughput 1.3 %",
          accessed: "2026-11-24",
        },
      },
      promptAttentionShare: {
        value: 0.4,
        unit: "1",
        source: {
          kind: "assumed",
          why: "starting value of the fit: prompts of 202 to 467 tokens cannot identify it",
          accessed: "2026-11-24",
        },
      },
      promptSeconds: {
        value: 0.0001,
        unit: "s",
        source: {
          kind: "assumed",
          why: "starting value of the fit: freeing it gains less than half a point",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.0049,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "fit to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors in sample: time to first token 5.7 %, inter-token latency 5.5 % counting the closing message of a stream and 8.3 % without, throughput 1.3 %",
          accessed: "2026-11-24",
        },
      },
      firstTokenError: {
        value: 0.077,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "the same runs, each workload predicted from the other two; worst workload 10.9 %; each GPU predicted from the other 5.3 %",
          accessed: "2026-11-24",
        },
      },
      interTokenError: {
        value: 0.058,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "the same runs, each workload predicted from the other two; worst workload 9.5 %; each GPU predicted from the other 5.6 %; the source rounds to whole milliseconds",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "queueing",
    json: {
      kind: "queueing",
      id: "queueing",
      stableUtilisation: {
        value: 0.85,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the stable, near-critical and overloaded regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      overloadUtilisation: {
        value: 1.04,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "event simulation of one replica over six workloads and 8 seeds; the stable, near-critical and overloaded regimes separate cleanly at these loads",
          accessed: "2026-11-24",
        },
      },
      window: {
        value: 3600,
        unit: "s",
        source: {
          kind: "assumed",
          why: "an overloaded queue has no steady state, so latencies are those of the first hour at this rate",
          accessed: "2026-11-24",
        },
      },
      residentOutputShare: {
        value: 0.75,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled study of closed-loop rows: requests in decode occupy their input and three quarters of their output when the pool is full",
          accessed: "2026-11-24",
        },
      },
      negligibleUtilisation: {
        value: 0.000001,
        unit: "1",
        source: {
          kind: "assumed",
          why: "a load so low that a request meets no other",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "serving-memory",
    json: {
      kind: "serving-memory",
      id: "serving-memory",
      activationByFamily: {
        llama: {
          value: 2029372047,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        qwen2: {
          value: 2415919104,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        qwen3: {
          value: 2372969431,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        mixtral: {
          value: 1299227607,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        "qwen3-moe": {
          value: 2877628088,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        "deepseek-v2": {
          value: 2072321720,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
        gemma3: {
          value: 4230542786,
          unit: "B",
          source: {
            kind: "measured",
            ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
            accessed: "2026-11-24",
          },
        },
      },
      activationDense: {
        value: 2147483648,
        unit: "B",
        source: {
          kind: "measured",
          ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
          accessed: "2026-11-24",
        },
      },
      activationExperts: {
        value: 2684354560,
        unit: "B",
        source: {
          kind: "measured",
          ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
          accessed: "2026-11-24",
        },
      },
      frameworkSingle: {
        value: 289910292,
        unit: "B",
        source: {
          kind: "measured",
          ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
          accessed: "2026-11-24",
        },
      },
      frameworkPipeline: {
        value: 75161927,
        unit: "B",
        source: {
          kind: "measured",
          ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
          accessed: "2026-11-24",
        },
      },
      frameworkTensor: {
        value: 2254857830,
        unit: "B",
        source: {
          kind: "measured",
          ref: "vLLM 0.19 memory logs, 49 runs on H100, llm-d-planner vllm_memory_constants.json",
          accessed: "2026-11-24",
        },
      },
      kvBlock: {
        value: 16,
        unit: "token",
        source: {
          kind: "config",
          ref: "vLLM default block_size",
          accessed: "2026-11-24",
        },
      },
      activationOnEveryStage: {
        value: 0.15,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "vLLM 0.19 memory log of Qwen3-8B on H100 with one and with three pipeline stages, 2.21 and 0.96 GiB, docs/accuracy/vllm-v0.19.0-accuracy-report.md of llm-d-planner; one model",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "speed-coefficients",
    json: {
      kind: "speed-coefficients",
      id: "speed-coefficients",
      source: {
        ref:
          "measured closed-loop configurations of ai-dynamo/aiconfigurator (Apache-2.0) and the saturation tables of NVIDIA/TensorRT-LLM performance overviews (0.14 to 1.0), development part, copies merged",
        accessed: "2026-11-24",
        rows: 2082,
      },
      decode: {
        "all:": [
          0.13191,
          0.09457,
          0.03271,
          -0.08035,
          0.16627,
          -0.15766,
          -0.05707,
          0.27302,
          -0.2301,
          0.3357,
          0.33201,
          0.25961,
          -0.05867,
          -0.03552,
          0.23031,
          0.00848,
          0.00563,
          0,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00482,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00587,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01613,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00961,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01109,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.0018,
        ],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00139,
        ],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00405,
        ],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01461,
        ],
        "campaign:deepseek-v3/gb200/sglang/4/apart": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.00499],
        "campaign:deepseek-v3/gb200/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.00272],
        "campaign:deepseek-v3/gb200/tensorrt-llm/4/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00609,
        ],
        "campaign:deepseek-v3/gb200/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.00015],
        "campaign:deepseek-v3/h100-sxm-80gb/tensorrt-llm/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00954,
        ],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00226,
        ],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00716,
        ],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01212,
        ],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01453,
        ],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00395,
        ],
        "campaign:gpt-oss-120b/b200-sxm-180gb/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01229,
        ],
        "campaign:gpt-oss-120b/b200-sxm-180gb/tensorrt-llm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00556,
        ],
        "campaign:gpt-oss-120b/b200-sxm-180gb/vllm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01354,
        ],
        "campaign:gpt-oss-120b/h200-sxm-141gb/tensorrt-llm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00498,
        ],
        "campaign:gpt-oss-120b/h200-sxm-141gb/vllm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00478,
        ],
        "campaign:gpt-oss-20b/gb200/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01833,
        ],
        "campaign:gpt-oss-20b/h100-sxm-80gb/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00932,
        ],
        "campaign:llama-3.1-405b/gb200/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.009,
        ],
        "campaign:llama-3.1-405b/h200-sxm-141gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00364,
        ],
        "campaign:llama-3.1-70b/a100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00929,
        ],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00449,
        ],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01659,
        ],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00302,
        ],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00612,
        ],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00962,
        ],
        "campaign:llama-3.1-70b/gb200/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00132,
        ],
        "campaign:llama-3.1-70b/h100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01125,
        ],
        "campaign:llama-3.1-70b/h100-sxm-80gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00929,
        ],
        "campaign:llama-3.1-70b/h100-sxm-80gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00429,
        ],
        "campaign:llama-3.1-70b/h200-sxm-141gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00304,
        ],
        "campaign:llama-3.1-70b/h200-sxm-141gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01544,
        ],
        "campaign:llama-3.1-70b/h200-sxm-141gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01128,
        ],
        "campaign:llama-3.1-70b/l40s/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00558,
        ],
        "campaign:llama-3.1-70b/rtx-pro-6000/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00033,
        ],
        "campaign:llama-3.1-8b/a100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00382,
        ],
        "campaign:llama-3.1-8b/h100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00403,
        ],
        "campaign:llama-3.1-8b/h100-sxm-80gb/tensorrt-llm/16/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01108,
        ],
        "campaign:llama-3.1-8b/h100-sxm-80gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.0162,
        ],
        "campaign:llama-3.1-8b/h200-sxm-141gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.0018,
        ],
        "campaign:llama-3.1-8b/h200-sxm-141gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00713,
        ],
        "campaign:llama-3.1-8b/h200-sxm-141gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.02061,
        ],
        "campaign:llama-3.1-8b/l40s/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00251,
        ],
        "campaign:llama-4-maverick/h100-sxm-80gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01095,
        ],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00568,
        ],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00677,
        ],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00695,
        ],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00152,
        ],
        "campaign:minimax-m2.5/h100-sxm-80gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00541,
        ],
        "campaign:minimax-m2.5/h200-sxm-141gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00843,
        ],
        "campaign:mistral-7b/a100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00671,
        ],
        "campaign:mistral-7b/gh200/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.0034,
        ],
        "campaign:mistral-7b/h100-sxm-80gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01048,
        ],
        "campaign:mistral-7b/l40s/tensorrt-llm/8/offline": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0103],
        "campaign:mixtral-8x22b/a100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00089,
        ],
        "campaign:mixtral-8x22b/h200-sxm-141gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00662,
        ],
        "campaign:mixtral-8x7b/a100-pcie-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00478,
        ],
        "campaign:mixtral-8x7b/a100-sxm-80gb/tensorrt-llm/16/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00766,
        ],
        "campaign:mixtral-8x7b/h100-sxm-80gb/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01972,
        ],
        "campaign:mixtral-8x7b/l40s/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00326,
        ],
        "campaign:qwen3-235b-a22b/gb200/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00855,
        ],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00092,
        ],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/vllm/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00575,
        ],
        "campaign:qwen3-235b-a22b/h200-sxm-141gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00096,
        ],
        "campaign:qwen3-30b-a3b/b200-sxm-180gb/tensorrt-llm/4/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00958,
        ],
        "campaign:qwen3-32b/b200-sxm-180gb/tensorrt-llm/4/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00515,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/16/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.0114,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.00659],
        "campaign:qwen3-32b/h100-sxm-80gb/tensorrt-llm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.0104,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/16/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00872,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.00351],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00567,
        ],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/4/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00146,
        ],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01248,
        ],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/16/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01065,
        ],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00236,
        ],
        "campaign:qwen3.5-397b-a17b/h200-sxm-141gb/sglang/8/together": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00468,
        ],
        "cell:a100-pcie-80gb/tensorrt-llm/16/experts": [
          0,
          -0.0972,
          -0.05314,
          -0.00377,
          0.00396,
          0,
          -0.0041,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:a100-sxm-80gb/tensorrt-llm/16/dense": [
          -0.03536,
          0,
          -0.04183,
          0.09836,
          0.13739,
          0,
          -0.00461,
          0.04147,
          0,
          0,
          -0.02414,
          -0.04421,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:a100-sxm-80gb/tensorrt-llm/16/experts": [
          0,
          -0.00575,
          -0.02647,
          -0.09638,
          -0.11183,
          0,
          -0.05575,
          0,
          0,
          0,
          0.05149,
          0.21664,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/sglang/4/experts": [
          0.00422,
          -0.06609,
          0.07756,
          0.35895,
          0,
          0.01283,
          0.20837,
          0.29964,
          0.01138,
          0.00851,
          0.00463,
          -0.25516,
          0.03089,
          -0.02772,
          -0.0107,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/sglang/8/experts": [
          -0.00633,
          -0.08672,
          0.00547,
          -0.24354,
          0,
          -0.00544,
          -0.36739,
          -0.07002,
          0.01027,
          0.21801,
          -0.23038,
          0.20171,
          0.06128,
          0.0591,
          0.06511,
          0,
          -0.03674,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/4/dense": [
          -0.03744,
          0,
          -0.16419,
          -0.15776,
          -0.08971,
          0.01456,
          -0.03854,
          0.2745,
          0.04363,
          0,
          -0.07437,
          -0.14186,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/4/experts": [
          -0.00623,
          0.01393,
          0.03517,
          0.12473,
          0.04438,
          -0.09616,
          0.23125,
          -0.08046,
          -0.03696,
          -0.23019,
          -0.06155,
          -0.2975,
          0.02886,
          -0.08122,
          -0.02212,
          0,
          -0.01978,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/8/dense": [
          0.03929,
          0,
          -0.07312,
          0.00283,
          -0.01513,
          -0.02974,
          -0.01159,
          -0.19518,
          -0.02576,
          0,
          -0.02298,
          -0.09085,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/8/experts": [
          0.00573,
          0.11104,
          -0.05057,
          -0.02967,
          0,
          -0.01767,
          -0.0277,
          0.20322,
          -0.02284,
          -0.07098,
          0.09842,
          0.26779,
          -0.04483,
          0.05374,
          0,
          0,
          0.03304,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/4/dense": [
          -0.05397,
          0,
          0.10896,
          -0.07696,
          0,
          -0.01884,
          -0.1401,
          0.06705,
          0.00686,
          0,
          0.02658,
          0.08006,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/4/experts": [
          0.00554,
          -0.0013,
          0.12692,
          0.07365,
          0,
          0.03099,
          0.01614,
          -0.04383,
          -0.01345,
          -0.09359,
          0.14597,
          -0.15571,
          0.05854,
          -0.0461,
          -0.03143,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/8/dense": [
          -0.00196,
          0,
          0.17401,
          0.07312,
          0,
          -0.02493,
          -0.00279,
          -0.23346,
          -0.02302,
          0,
          -0.08587,
          0.06216,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/8/experts": [
          0.00374,
          0.02094,
          -0.12986,
          -0.10076,
          0,
          0.01454,
          0.11171,
          0.04059,
          0.00732,
          0.10437,
          0.14157,
          0.20087,
          0.04321,
          0.06265,
          -0.05539,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/16/experts": [
          0,
          0.05995,
          0,
          0,
          0,
          -0.00797,
          0.10983,
          -0.04841,
          -0.00811,
          -0.04636,
          0,
          0,
          -0.08867,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/4/experts": [
          0.00519,
          0.06938,
          -0.01029,
          -0.41113,
          0,
          -0.01539,
          -0.02684,
          -0.2691,
          -0.01605,
          -0.04082,
          0,
          -0.03535,
          -0.04276,
          -0.06939,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/8/experts": [
          0,
          -0.09701,
          0,
          -0.2799,
          0,
          -0.00274,
          0,
          0.31978,
          -0.00257,
          -0.08329,
          0,
          0,
          0.04547,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/vllm/4/experts": [
          0.00724,
          0.0387,
          0.13822,
          0.10665,
          0,
          0.09857,
          -0.08016,
          -0.01333,
          -0.0057,
          -0.04576,
          0.00406,
          -0.1177,
          0.03799,
          -0.01834,
          -0.03265,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/vllm/8/experts": [
          0,
          -0.05135,
          0.03678,
          0.08993,
          0,
          0.04327,
          -0.017,
          0.01653,
          0.00656,
          0.07409,
          -0.06023,
          0.15026,
          -0.01103,
          0.03797,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/sglang/4/experts": [
          0.01506,
          0.06398,
          -0.21434,
          0,
          -0.03686,
          -0.01896,
          -0.13137,
          -0.31242,
          -0.03342,
          -0.07797,
          0.31827,
          0,
          -0.03138,
          -0.01267,
          -0.02844,
          0,
          0,
          0,
        ],
        "cell:gb200/sglang/8/experts": [
          -0.00047,
          0.10288,
          -0.01279,
          0,
          0.02458,
          -0.00043,
          -0.0043,
          -0.01233,
          0.00731,
          0.02423,
          0.03105,
          0,
          -0.04412,
          -0.07981,
          0.02719,
          0,
          0,
          0,
        ],
        "cell:gb200/tensorrt-llm/4/dense": [
          0.0114,
          0,
          -0.0475,
          -0.14631,
          -0.11852,
          0,
          -0.02764,
          0.00441,
          0,
          0,
          0.01863,
          -0.00715,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/tensorrt-llm/4/experts": [
          -0.00094,
          0.03425,
          0.24131,
          0.12473,
          0.07503,
          0.00399,
          0.02268,
          -0.1898,
          0.02575,
          0.24554,
          -0.32353,
          -0.4328,
          0,
          0.01924,
          0.20337,
          0,
          0,
          0,
        ],
        "cell:gb200/tensorrt-llm/8/experts": [
          -0.00416,
          0.00188,
          -0.00861,
          0,
          0.02197,
          0,
          0.02486,
          0.07277,
          0,
          0.02248,
          -0.04411,
          0,
          0,
          -0.00771,
          0.01189,
          0,
          0,
          0,
        ],
        "cell:gh200/tensorrt-llm/8/dense": [
          0,
          0,
          0.03613,
          0.02781,
          0.03514,
          0,
          0,
          0,
          0,
          0,
          -0.0426,
          -0.08551,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/sglang/16/dense": [
          0.03127,
          0,
          0.03271,
          0.11085,
          0,
          -0.0127,
          0.05806,
          -0.12206,
          -0.01364,
          0,
          -0.17769,
          -0.24807,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/sglang/8/dense": [
          -0.01153,
          0,
          -0.06528,
          0,
          0,
          0,
          -0.01536,
          0.31286,
          0,
          0,
          0.11886,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/tensorrt-llm/16/dense": [
          0.0318,
          0,
          0.00234,
          0.05051,
          -0.01093,
          -0.00603,
          0.07532,
          -0.13679,
          -0.01096,
          0,
          0.09363,
          0.31712,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/tensorrt-llm/4/experts": [
          0,
          -0.03669,
          -0.07855,
          -0.0465,
          -0.02436,
          0,
          0,
          0.02953,
          0,
          0,
          0.05959,
          0.57985,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/tensorrt-llm/8/dense": [
          -0.01959,
          0,
          0.2118,
          -0.05809,
          0.06149,
          0.00843,
          0.04759,
          -0.00853,
          0.00745,
          0,
          -0.0621,
          -0.09814,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/tensorrt-llm/8/experts": [
          0.00027,
          -0.15268,
          0.00591,
          0.12415,
          0.05056,
          -0.00203,
          -0.23843,
          -0.00776,
          -0.00368,
          -0.05372,
          0.0112,
          -0.62702,
          0.07072,
          0.05989,
          0,
          0.00277,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/vllm/16/dense": [
          -0.00963,
          0,
          0.04607,
          -0.1618,
          0,
          0.01982,
          -0.06851,
          0.25841,
          0.02245,
          0,
          0.21681,
          0.06332,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/vllm/8/dense": [
          0.04373,
          0,
          -0.11126,
          0.09167,
          0,
          0.00126,
          0.10364,
          -0.0981,
          -0.00791,
          0,
          0.03135,
          -0.01769,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/vllm/8/experts": [
          0.00421,
          0.09947,
          -0.12381,
          -0.06004,
          0,
          -0.01881,
          -0.00279,
          -0.05411,
          -0.01143,
          -0.06801,
          0,
          0,
          -0.06598,
          -0.03186,
          -0.03383,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/sglang/8/dense": [
          0,
          0,
          -0.03408,
          0.00358,
          -0.00931,
          0,
          0.01261,
          0.16453,
          0,
          0,
          0.03111,
          -0.13772,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/sglang/8/experts": [
          0.00657,
          0.03438,
          0.05302,
          0.15777,
          0,
          0.00287,
          0.02389,
          -0.02737,
          0.00103,
          0.0391,
          0.07636,
          0.48248,
          0.03387,
          0.05347,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/tensorrt-llm/4/experts": [
          -0.00537,
          -0.00905,
          0.00462,
          -0.0039,
          0,
          0.00247,
          -0.01412,
          0.07107,
          0.01217,
          0.15135,
          0.02432,
          0.26151,
          -0.01433,
          0.09129,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/tensorrt-llm/8/dense": [
          -0.01392,
          0,
          0.19618,
          -0.07781,
          0.03128,
          -0.03833,
          0.02675,
          -0.20884,
          -0.02771,
          0,
          -0.00469,
          -0.06045,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/tensorrt-llm/8/experts": [
          0.0298,
          0.07882,
          0.01652,
          -0.01581,
          0.02174,
          -0.00447,
          0.10007,
          -0.02786,
          -0.01277,
          -0.06329,
          -0.00298,
          0.07433,
          -0.21159,
          -0.07462,
          -0.06177,
          0,
          0.02562,
          0,
        ],
        "cell:h200-sxm-141gb/vllm/4/experts": [
          -0.00293,
          -0.09424,
          -0.01983,
          -0.1081,
          0,
          -0.01221,
          -0.00148,
          -0.0325,
          -0.00719,
          -0.05636,
          -0.03299,
          -0.00128,
          0.07625,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/vllm/8/dense": [
          0.02407,
          0,
          -0.17369,
          0.19975,
          0,
          0.0012,
          0.2043,
          -0.02426,
          -0.00836,
          0,
          -0.08213,
          -0.57433,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/vllm/8/experts": [
          0,
          -0.00352,
          -0.06352,
          -0.10592,
          0,
          0.01203,
          -0.06344,
          0.03393,
          0.0065,
          0.13478,
          0,
          0,
          0.02663,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:l40s/tensorrt-llm/8/dense": [
          0.00791,
          0,
          -0.04486,
          -0.05104,
          -0.10204,
          0,
          -0.08471,
          0,
          0,
          0,
          0.06058,
          0.07592,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:l40s/tensorrt-llm/8/experts": [
          0,
          0.0028,
          0.02929,
          0.06869,
          0,
          0,
          0.06387,
          0,
          0,
          0,
          0.02564,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:rtx-pro-6000/tensorrt-llm/4/dense": [
          -0.01108,
          0,
          -0.04395,
          0.17886,
          0.03528,
          0,
          0,
          0,
          0,
          0,
          0,
          0.51984,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "class:dense": [
          -0.02894,
          0,
          0.02661,
          0.32178,
          -0.04996,
          -0.23194,
          0.41674,
          0.29709,
          -0.00483,
          0,
          0.02463,
          -1.12574,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "class:experts": [
          0.04373,
          0.11905,
          -0.04917,
          -0.02262,
          0.15646,
          0.19112,
          -0.31813,
          -0.83947,
          -0.14351,
          0.43554,
          -0.21595,
          -0.02005,
          -0.12359,
          -0.06884,
          0.14969,
          0,
          0,
          0,
        ],
        "class:hybrid": [
          0.00777,
          -0.08013,
          0.07841,
          0.10501,
          -0.05656,
          -0.02583,
          -0.2006,
          -0.21225,
          -0.02049,
          0.23775,
          -0.09796,
          0.99528,
          -0.28663,
          -0.1134,
          0,
          0,
          0.07355,
          0,
        ],
        "class:latent": [
          0.11383,
          0.05566,
          -0.01852,
          -0.52164,
          0.11849,
          -0.09122,
          0.05273,
          0.73055,
          -0.06179,
          -0.35838,
          0.64433,
          0.4232,
          0.35163,
          0.14315,
          0.08044,
          0.00848,
          -0.06734,
          0,
        ],
        "engine-class:sglang/dense": [
          0.00786,
          0,
          -0.03749,
          0.06432,
          0.00696,
          -0.01138,
          0.03112,
          0.19986,
          -0.0006,
          0,
          -0.01609,
          -0.217,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:sglang/experts": [
          0,
          0.04105,
          0,
          -0.00581,
          0,
          0.00288,
          -0.04805,
          0.01047,
          0.0023,
          0.03863,
          0,
          0,
          -0.02256,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:sglang/hybrid": [
          0.00143,
          -0.0147,
          0.0144,
          0.01931,
          0,
          -0.00474,
          -0.03689,
          -0.03896,
          -0.00376,
          0.04384,
          -0.018,
          0.18336,
          -0.05264,
          -0.02085,
          0,
          0,
          0.0135,
          0,
        ],
        "engine-class:sglang/latent": [
          0.00897,
          0.01894,
          -0.04407,
          -0.17418,
          -0.00653,
          -0.01795,
          -0.03709,
          -0.03947,
          -0.0155,
          -0.05915,
          0.07883,
          0.02874,
          0.05526,
          -0.02246,
          0.02822,
          0,
          -0.03415,
          0,
        ],
        "engine-class:tensorrt-llm/dense": [
          -0.01478,
          0,
          0.01761,
          -0.07414,
          -0.02014,
          -0.01916,
          -0.00991,
          -0.10833,
          0.00531,
          0,
          -0.03641,
          0.21482,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:tensorrt-llm/experts": [
          -0.00135,
          -0.02461,
          0.02434,
          0.06053,
          0.00192,
          -0.06263,
          0.01045,
          -0.14414,
          -0.01886,
          0.02676,
          -0.13006,
          -0.01836,
          -0.09334,
          -0.01491,
          0.08733,
          0,
          0,
          0,
        ],
        "engine-class:tensorrt-llm/latent": [
          0.01194,
          -0.00835,
          0.04063,
          0.07805,
          0.0283,
          0.0012,
          0.04723,
          0.19001,
          0.00415,
          -0.0065,
          0.03963,
          0.04954,
          0.00926,
          0.04902,
          -0.01344,
          0.00156,
          0.02187,
          0,
        ],
        "engine-class:vllm/dense": [
          0.00128,
          0,
          0.0248,
          0.0709,
          0,
          -0.01208,
          0.0543,
          -0.01701,
          -0.00562,
          0,
          0.05904,
          -0.21736,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:vllm/experts": [
          0.00656,
          0.00489,
          -0.01975,
          -0.05887,
          0,
          0.09469,
          -0.02081,
          -0.02956,
          -0.00979,
          0.02821,
          0.09008,
          0.05746,
          0.09315,
          0.00239,
          -0.05992,
          0,
          0,
          0,
        ],
        "engine:sglang": [
          0.03745,
          0.08045,
          -0.1433,
          -0.17049,
          -0.01771,
          -0.05546,
          -0.16201,
          0.2368,
          -0.03123,
          0.04125,
          0.08012,
          -0.08284,
          -0.03542,
          -0.07701,
          0.05017,
          0,
          -0.03674,
          0,
        ],
        "engine:tensorrt-llm": [
          -0.00749,
          -0.05821,
          0.1467,
          0.10966,
          0.0176,
          -0.14328,
          0.08584,
          -0.09828,
          -0.01667,
          0.03563,
          -0.22501,
          0.43371,
          -0.14945,
          0.06086,
          0.13137,
          0.00277,
          0.03891,
          0,
        ],
        "engine:vllm": [
          0.01396,
          0.0085,
          0.00872,
          0.02148,
          0.05408,
          0.14695,
          0.05967,
          -0.08247,
          -0.02741,
          0.04921,
          0.26229,
          -0.28159,
          0.16559,
          0.00424,
          -0.10657,
          0,
          0,
          0,
        ],
        "form:apart": [
          0.02427,
          0.15384,
          0.10404,
          0,
          0.01713,
          -0.04712,
          -0.15306,
          0.30913,
          -0.02697,
          -0.08359,
          0.23293,
          0,
          -0.12341,
          -0.0176,
          0.04526,
          0.00277,
          0,
          0,
        ],
        "form:offline": [
          0.01492,
          -0.17971,
          -0.14755,
          -0.00253,
          -0.0619,
          0,
          0.06731,
          -0.06268,
          0.01809,
          0.04314,
          -0.46417,
          0.11852,
          0.05963,
          -0.0167,
          0.06662,
          0,
          0,
          0,
        ],
        "form:together": [
          0.00497,
          0.05645,
          0.05479,
          -0.03242,
          0.09875,
          -0.02424,
          0.06771,
          -0.17008,
          -0.06667,
          0.15541,
          0.35659,
          -0.0385,
          0.04438,
          0.02215,
          -0.03668,
          0,
          0.00206,
          0,
        ],
        "generation:ada": [
          0.00469,
          0.00158,
          -0.00875,
          0.00993,
          -0.06772,
          0,
          -0.0117,
          0,
          0,
          0,
          0.0485,
          0.06003,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "generation:ampere": [
          -0.01971,
          -0.05791,
          -0.06832,
          -0.00103,
          0.0166,
          0,
          -0.03626,
          0,
          0,
          0,
          0.01576,
          0.08666,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "generation:blackwell": [
          -0.01773,
          0.12007,
          0.12015,
          -0.10099,
          -0.0174,
          -0.00392,
          -0.10119,
          -0.08299,
          -0.02816,
          0.00198,
          -0.11928,
          -0.07994,
          0.02126,
          -0.06199,
          0.09773,
          0,
          -0.01323,
          0,
        ],
        "generation:hopper": [
          0.05746,
          -0.04684,
          -0.0362,
          0.07118,
          0.09909,
          -0.03038,
          0.1397,
          0.06442,
          -0.02205,
          0.06017,
          0.12151,
          -0.02195,
          -0.03737,
          0.05518,
          -0.05547,
          0.00156,
          0.01441,
          0,
        ],
        "gpu:a100-pcie-80gb": [0, -0.05468, -0.02989, -0.00212, 0.00223, 0, -0.00231, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "gpu:a100-sxm-80gb": [
          -0.01942,
          -0.00323,
          -0.03842,
          0.00109,
          0.01437,
          0,
          -0.03395,
          0,
          0,
          0,
          0.01539,
          0.09699,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "gpu:b200-sxm-180gb": [
          -0.02668,
          -0.00409,
          0.06213,
          0.01349,
          -0.03721,
          -0.06741,
          -0.01147,
          0.14829,
          -0.02396,
          -0.03621,
          -0.03253,
          -0.07259,
          0.1001,
          0.01147,
          -0.03066,
          0,
          -0.01323,
          0,
        ],
        "gpu:b300-sxm-270gb": [
          0.00346,
          0.01097,
          0.1065,
          -0.20374,
          0,
          0.0651,
          -0.02437,
          0.00304,
          -0.01455,
          -0.08008,
          -0.08277,
          -0.05196,
          -0.03319,
          -0.02798,
          0.00797,
          0,
          0,
          0,
        ],
        "gpu:gb200": [
          0.01175,
          0.11418,
          -0.02358,
          -0.01216,
          -0.01902,
          -0.00157,
          -0.06512,
          -0.24576,
          0.0088,
          0.12054,
          0.00015,
          -0.24749,
          -0.04564,
          -0.04553,
          0.12039,
          0,
          0,
          0,
        ],
        "gpu:gh200": [0, 0, 0.02032, 0.01565, 0.01976, 0, 0, 0, 0, 0, -0.02396, -0.0481, 0, 0, 0, 0, 0, 0],
        "gpu:h100-sxm-80gb": [
          0.0391,
          -0.05053,
          -0.04488,
          0.02882,
          0.05757,
          -0.00323,
          -0.02281,
          0.097,
          -0.0034,
          -0.05612,
          0.1211,
          -0.02744,
          0.01278,
          0.01577,
          -0.01903,
          0.00156,
          0,
          0,
        ],
        "gpu:h200-sxm-141gb": [
          0.01794,
          0.00355,
          -0.01174,
          0.02774,
          0.02179,
          -0.02715,
          0.16238,
          -0.02755,
          -0.01815,
          0.11564,
          0.0249,
          0.0509,
          -0.05016,
          0.03941,
          -0.03643,
          0,
          0.01441,
          0,
        ],
        "gpu:l40s": [
          0.00469,
          0.00158,
          -0.00875,
          0.00993,
          -0.06772,
          0,
          -0.0117,
          0,
          0,
          0,
          0.0485,
          0.06003,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "gpu:rtx-pro-6000": [-0.00623, 0, -0.02472, 0.10061, 0.01984, 0, 0, 0, 0, 0, 0, 0.29243, 0, 0, 0, 0, 0, 0],
        "model:deepseek-v3": [
          0.01338,
          0.00678,
          -0.0022,
          -0.06154,
          0.01393,
          -0.01072,
          0.0065,
          0.09605,
          -0.00726,
          -0.04201,
          0.07585,
          0.0501,
          0.0413,
          0.01697,
          0.00946,
          0.001,
          -0.00788,
          0,
        ],
        "model:gpt-oss-120b": [
          0.00276,
          0.02258,
          0.10381,
          -0.03914,
          0,
          -0.02479,
          0.04548,
          -0.0969,
          -0.0257,
          -0.09487,
          -0.15874,
          0.00673,
          -0.01533,
          0.01555,
          -0.00334,
          0,
          0,
          0,
        ],
        "model:gpt-oss-20b": [
          0,
          0.0057,
          0.06261,
          -0.01162,
          0.01703,
          0,
          0,
          -0.01806,
          0,
          0,
          -0.05112,
          0.02062,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:llama-3.1-405b": [0, 0, -0.0865, 0.01563, -0.06453, 0, -0.01039, 0, 0, 0, 0.02018, 0, 0, 0, 0, 0, 0, 0],
        "model:llama-3.1-70b": [
          -0.02618,
          0,
          -0.16152,
          -0.04114,
          -0.03074,
          -0.01324,
          -0.06711,
          0.18889,
          0.01726,
          0,
          0.04018,
          0.16657,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:llama-3.1-8b": [
          0.02048,
          0,
          0.13804,
          0.13254,
          0.04576,
          -0.01789,
          0.10872,
          -0.17318,
          -0.02154,
          0,
          -0.07512,
          -0.25262,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:llama-4-maverick": [0, -0.0522, -0.01947, 0, 0, 0, -0.04087, 0, 0, 0, 0.0442, 0.05432, 0, 0, 0, 0, 0, 0],
        "model:minimax-m2.5": [
          -0.00067,
          -0.01405,
          -0.05319,
          -0.0523,
          0,
          0.05461,
          -0.03865,
          0.03583,
          0.00532,
          0.11318,
          0.1642,
          0.04823,
          0.05201,
          0.00153,
          -0.04606,
          0,
          0,
          0,
        ],
        "model:mistral-7b": [0, 0, 0.06742, -0.01438, 0.03154, 0, 0, 0, 0, 0, -0.06843, -0.07093, 0, 0, 0, 0, 0, 0],
        "model:mixtral-8x22b": [
          0,
          0.00102,
          -0.00889,
          0.03671,
          0.00279,
          0,
          0.04035,
          0,
          0,
          0,
          -0.02099,
          -0.04357,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:mixtral-8x7b": [
          0,
          -0.01681,
          0.03039,
          0.03034,
          -0.01187,
          0,
          0.08409,
          0,
          0,
          0,
          -0.06476,
          -0.06699,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:qwen3-235b-a22b": [
          0,
          0.07595,
          -0.05029,
          0.02545,
          0,
          -0.00642,
          -0.1278,
          -0.02288,
          0.00767,
          0.09848,
          0.03073,
          -0.15551,
          -0.08938,
          -0.02508,
          0,
          0,
          0,
          0,
        ],
        "model:qwen3-30b-a3b": [0, 0, -0.07067, 0.00842, 0, 0, 0, 0, 0, 0, 0.03101, 0.13466, 0, 0, 0, 0, 0, 0],
        "model:qwen3-32b": [
          0.00251,
          0,
          0.04569,
          -0.05383,
          0,
          -0.001,
          0.01714,
          0.05256,
          -0.00189,
          0,
          0.08666,
          0.03138,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:qwen3.5-397b-a17b": [
          0.00091,
          -0.00941,
          0.00922,
          0.01236,
          0,
          -0.00304,
          -0.02361,
          -0.02492,
          -0.00241,
          0.02804,
          -0.01152,
          0.11738,
          -0.03369,
          -0.01334,
          0,
          0,
          0.00864,
          0,
        ],
        "precision:16": [
          0.01099,
          -0.02419,
          -0.0028,
          0.07257,
          0.02685,
          0.0021,
          0.06204,
          0.00166,
          0.00112,
          -0.01793,
          0.06136,
          0.08397,
          -0.03338,
          0,
          0,
          0,
          0,
          0,
        ],
        "precision:4": [
          -0.03957,
          0.00706,
          0.08673,
          0.00905,
          -0.02809,
          0.00678,
          0.01016,
          -0.10016,
          0.00127,
          -0.06645,
          0.01839,
          -0.00202,
          0.09227,
          -0.08148,
          0.04392,
          0,
          -0.01112,
          0,
        ],
        "precision:8": [
          0.0533,
          0.03439,
          -0.07716,
          -0.10057,
          0.03183,
          -0.03803,
          -0.08184,
          0.13176,
          -0.04475,
          0.15583,
          -0.01333,
          -0.03865,
          -0.06974,
          0.07461,
          -0.00171,
          0.00156,
          0.01233,
          0,
        ],
        "version-model:sglang//deepseek-v3": [
          -0.00192,
          -0.05197,
          0.03586,
          -0.12042,
          0,
          -0.00051,
          -0.10724,
          -0.00886,
          -0.0006,
          -0.00855,
          -0.00496,
          0.19376,
          0.01648,
          0.00099,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.1.post1/qwen3-32b": [
          0.06041,
          0,
          0.03599,
          0.02874,
          0,
          -0.0127,
          0.05806,
          -0.18076,
          -0.01773,
          0,
          -0.18011,
          -0.24139,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.10.post1/deepseek-v3": [
          0.00221,
          -0.02056,
          -0.02032,
          -0.69039,
          0,
          -0.00496,
          -0.05457,
          0.18181,
          -0.00532,
          -0.00643,
          0,
          -0.02089,
          -0.00575,
          -0.06939,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.10.post1/qwen3.5-397b-a17b": [
          0,
          0.05995,
          0,
          0,
          0,
          -0.00797,
          0.10983,
          -0.04841,
          -0.00811,
          -0.04636,
          0,
          0,
          -0.08867,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/llama-3.1-8b": [
          0,
          0,
          -0.03408,
          0.00358,
          -0.00931,
          0,
          0.01261,
          0.16453,
          0,
          0,
          0.03111,
          -0.13772,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/qwen3-235b-a22b": [
          0.00501,
          0.07297,
          0,
          -0.01032,
          0,
          0.00512,
          -0.08542,
          0.01862,
          0.00409,
          0.06891,
          0,
          -0.07305,
          -0.0401,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6/deepseek-v3": [
          0,
          0.06127,
          0,
          0,
          0,
          0,
          0.09952,
          0,
          0,
          0,
          0,
          0,
          -0.03674,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.8.post1/qwen3-32b": [
          -0.02914,
          0,
          0,
          0.08215,
          0,
          0,
          0,
          0.05871,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.9/deepseek-v3": [
          0.01174,
          0.00524,
          0.07377,
          0.35967,
          0,
          -0.01143,
          0.14143,
          -0.20086,
          -0.01338,
          -0.10407,
          -0.0773,
          -0.06826,
          0.1133,
          -0.00619,
          0,
          0,
          -0.06072,
          0,
        ],
        "version-model:sglang/0.5.9/qwen3.5-397b-a17b": [
          -0.00034,
          -0.04323,
          -0.01842,
          -0.10359,
          0,
          0.00688,
          -0.18621,
          0.04382,
          0.00981,
          0.1726,
          0.05726,
          0.53794,
          -0.01967,
          -0.03706,
          0,
          0,
          0.024,
          0,
        ],
        "version-model:sglang/nightly-dev-20260402-d7256eb6/qwen3.5-397b-a17b": [
          0.00176,
          -0.04285,
          0.00868,
          0.00614,
          0,
          -0.00735,
          0.01078,
          -0.06447,
          -0.00839,
          -0.04844,
          -0.03755,
          -0.07662,
          0.01475,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//deepseek-v3": [
          -0.00401,
          -0.07538,
          -0.06496,
          0.10947,
          0.02585,
          0.00589,
          0.1109,
          0.23715,
          0.00445,
          0.04169,
          -0.21578,
          -0.4058,
          0.05618,
          0.07386,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//gpt-oss-120b": [
          0,
          0.01712,
          0.21693,
          -0.03914,
          0,
          0,
          0.06605,
          -0.02472,
          -0.02895,
          -0.11776,
          -0.09916,
          -0.04941,
          -0.05071,
          -0.11862,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//gpt-oss-20b": [
          0,
          0.01584,
          0.17393,
          -0.03227,
          0.04731,
          0,
          0,
          -0.05016,
          0,
          0,
          -0.142,
          0.05736,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//llama-3.1-70b": [
          -0.02477,
          0,
          -0.04346,
          0.04053,
          -0.04113,
          -0.04243,
          -0.05098,
          0.04112,
          0.00012,
          0,
          -0.12784,
          -0.2079,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//qwen3-235b-a22b": [
          0,
          -0.02732,
          -0.09069,
          0.1105,
          0,
          0,
          -0.05372,
          0,
          0,
          0,
          0.02405,
          0.08968,
          0,
          0.02805,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//qwen3-30b-a3b": [
          0,
          0,
          -0.19628,
          0.02339,
          0,
          0,
          0,
          0,
          0,
          0,
          0.08613,
          0.37402,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.14.0/llama-3.1-70b": [
          0,
          0,
          -0.2168,
          -0.07881,
          -0.05949,
          0,
          -0.01043,
          0,
          0,
          0,
          0.01523,
          0.05505,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.14.0/llama-3.1-8b": [
          0.00103,
          0,
          0.1147,
          -0.05569,
          0.0384,
          0,
          0,
          -0.02908,
          0,
          0,
          -0.05432,
          -0.04596,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.14.0/mixtral-8x7b": [
          0,
          -0.0972,
          -0.05314,
          -0.00377,
          0.00396,
          0,
          -0.0041,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.17/llama-3.1-70b": [
          -0.01144,
          0,
          -0.19682,
          0.05596,
          -0.0344,
          0,
          -0.08655,
          0.14435,
          0,
          0,
          0.05733,
          -0.04184,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.17/llama-3.1-8b": [
          0.00515,
          0,
          0.07318,
          -0.09238,
          0.00349,
          0,
          0,
          0.03694,
          0,
          0,
          0.04779,
          -0.00415,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.17/mistral-7b": [
          0,
          0,
          0.18732,
          -0.03994,
          0.0876,
          0,
          0,
          -0.11611,
          0,
          0,
          -0.19009,
          -0.19702,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.17/mixtral-8x22b": [
          0,
          0.00284,
          -0.0247,
          0.10197,
          0.00774,
          0,
          0.11208,
          0,
          0,
          0,
          -0.0583,
          -0.12102,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/0.17/mixtral-8x7b": [
          0,
          0.05052,
          0.13758,
          0.08804,
          -0.03692,
          0,
          0.23771,
          0,
          0,
          0,
          -0.18054,
          -0.16767,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/llama-3.1-8b": [
          0.03259,
          0,
          0.10448,
          0.18496,
          0,
          -0.01174,
          0.08575,
          -0.16821,
          -0.01847,
          0,
          0.13273,
          0.30792,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-235b-a22b": [
          0,
          0.09771,
          0,
          -0.02948,
          0,
          -0.00209,
          -0.21684,
          -0.00532,
          -0.00193,
          -0.02028,
          0.07064,
          -0.44862,
          -0.17834,
          -0.09772,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-32b": [
          -0.04513,
          0,
          -0.05589,
          -0.14697,
          0,
          0.00173,
          0.06757,
          0.12644,
          0.01304,
          0,
          0.21678,
          0.27299,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0/llama-3.1-405b": [
          0,
          0,
          -0.24028,
          0.04339,
          -0.17924,
          0,
          -0.02887,
          0,
          0,
          0,
          0.05605,
          -0.02969,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0/llama-3.1-70b": [
          0.00881,
          0,
          0.0473,
          0.01723,
          0.03668,
          0,
          0,
          0.02557,
          0,
          0,
          -0.01352,
          0.51017,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0/llama-3.1-8b": [
          0,
          0,
          0.19264,
          -0.06056,
          0.09336,
          0,
          0,
          -0.12857,
          0,
          0,
          -0.15864,
          -0.23526,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0/llama-4-maverick": [
          0,
          -0.14501,
          -0.05407,
          0,
          0,
          0,
          -0.11353,
          0,
          0,
          0,
          0.12278,
          0.15088,
          0.12268,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.1.0rc2.post2/deepseek-v3": [
          0.00287,
          0.03389,
          -0.03012,
          -0.03155,
          0,
          -0.00352,
          -0.00995,
          0.22679,
          -0.00497,
          -0.01974,
          0.00917,
          0.52084,
          0.00597,
          -0.06557,
          0,
          0,
          0.03685,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2.post2/gpt-oss-120b": [
          0,
          0.00999,
          0.02703,
          0.04578,
          0,
          -0.04209,
          0.07427,
          -0.12642,
          -0.01499,
          -0.07613,
          -0.05095,
          -0.18209,
          0.00393,
          -0.02097,
          0.06946,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2/gpt-oss-120b": [
          0,
          0.06437,
          -0.07035,
          -0.15211,
          0,
          -0.03988,
          0,
          -0.12811,
          -0.0269,
          -0.12813,
          -0.02875,
          0.02007,
          -0.0416,
          0.0915,
          0.01809,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post2/deepseek-v3": [
          0,
          0.03892,
          -0.06075,
          0.02981,
          0,
          0.00364,
          -0.01698,
          -0.07188,
          0.00642,
          -0.00498,
          0.17785,
          -0.18567,
          0.01006,
          0.02623,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post3/deepseek-v3": [
          0,
          -0.05869,
          -0.01948,
          0.03105,
          0,
          -0.00987,
          0.00574,
          -0.35743,
          -0.01045,
          -0.06618,
          0.17929,
          0.15866,
          0.03961,
          0.10475,
          0,
          0,
          0.00204,
          0,
        ],
        "version-model:tensorrt-llm/gpt-oss-dev/gpt-oss-120b": [
          -0.00537,
          -0.00905,
          0.00462,
          -0.0039,
          0,
          0.00247,
          -0.01412,
          0.07107,
          0.01217,
          0.15135,
          0.02432,
          0.26151,
          -0.01433,
          0.09129,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm//gpt-oss-120b": [
          0,
          -0.00851,
          0,
          -0.0285,
          0,
          0.00481,
          -0.04867,
          0.01709,
          0.00288,
          0.02499,
          0.02559,
          0.01029,
          0.00559,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm//llama-3.1-70b": [
          -0.04354,
          0,
          -0.03897,
          -0.14897,
          0,
          -0.01041,
          -0.0385,
          0.25535,
          0.01895,
          0,
          0.18072,
          0.14728,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.12.0/llama-3.1-8b": [
          0,
          0,
          -0.06739,
          0.38756,
          0,
          0,
          0.20361,
          -0.35674,
          0,
          0,
          -0.20191,
          -0.59598,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.12.0/qwen3-32b": [
          0.02184,
          0,
          0.10066,
          -0.11318,
          0,
          0.02082,
          -0.07442,
          0.17151,
          0.01413,
          0,
          0.20627,
          0.06222,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.15.1/gpt-oss-120b": [
          0.01554,
          0.0745,
          0.13494,
          0.16202,
          0,
          0.06116,
          0,
          -0.0272,
          -0.00534,
          -0.0337,
          -0.24275,
          -0.01533,
          -0.01531,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.16.0/minimax-m2.5": [
          0,
          -0.00352,
          -0.06352,
          -0.10592,
          0,
          0.01203,
          -0.06344,
          0.03393,
          0.0065,
          0.13478,
          0,
          0,
          0.02663,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.17.0/minimax-m2.5": [
          0,
          -0.09038,
          -0.11907,
          -0.16995,
          0,
          0.01064,
          0,
          0.03141,
          0.0058,
          0.08584,
          0.24105,
          0,
          0.14383,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.18.0/gpt-oss-120b": [
          -0.00271,
          -0.08575,
          -0.01585,
          -0.09289,
          0,
          -0.01735,
          0.01545,
          -0.05079,
          -0.01025,
          -0.08263,
          -0.0692,
          -0.02632,
          0.06985,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.18.0/minimax-m2.5": [
          0.00331,
          0.03186,
          -0.12634,
          -0.06004,
          0,
          0.01312,
          0,
          0.03685,
          0.00804,
          0.10248,
          0,
          0,
          -0.02699,
          -0.03186,
          -0.05529,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.19.0/minimax-m2.5": [
          -0.00331,
          -0.0122,
          0.072,
          0.0701,
          0.04977,
          0.0895,
          -0.04799,
          -0.04112,
          -0.02279,
          -0.03185,
          -0.24186,
          -0.0735,
          0.02338,
          0.03611,
          -0.07269,
          0,
          0,
          0,
        ],
        "version-model:vllm/nightly-5b8c30d62b754b57/minimax-m2.5": [
          0,
          0.03529,
          0.0892,
          0.12048,
          0,
          0.02631,
          0.06301,
          0.03826,
          0.01723,
          0.02276,
          0.48562,
          0.07337,
          -0.02239,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/": [
          -0.00108,
          -0.02926,
          0.02017,
          -0.06774,
          0,
          -0.00029,
          -0.06032,
          -0.00487,
          -0.00034,
          -0.0048,
          -0.00279,
          0.10899,
          0.00927,
          0.00056,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.1.post1": [
          0.03398,
          0,
          0.02024,
          0.01618,
          0,
          -0.00714,
          0.03265,
          -0.10168,
          -0.00997,
          0,
          -0.1013,
          -0.13578,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.10.post1": [
          0,
          0.02215,
          0.00845,
          -0.31433,
          0,
          -0.00727,
          0.03108,
          0.0749,
          -0.00756,
          -0.02969,
          0,
          -0.08785,
          -0.05311,
          -0.03903,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.6": [0, 0.03446, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version:sglang/0.5.6.post2": [
          -0.00042,
          0.04105,
          -0.03267,
          -0.00378,
          -0.00524,
          -0.00379,
          -0.04098,
          0.10311,
          0.00459,
          0.03863,
          0.01742,
          -0.11855,
          -0.02256,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.8.post1": [-0.01639, 0, 0, 0.04621, 0, 0, 0, 0.03303, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version:sglang/0.5.9": [
          0.00641,
          -0.02136,
          0.03114,
          0.14406,
          0,
          -0.00256,
          -0.02519,
          -0.08709,
          -0.00201,
          0.03861,
          -0.01131,
          0.26399,
          0.05267,
          -0.02432,
          0,
          0,
          -0.02066,
          0,
        ],
        "version:sglang/nightly-dev-20260402-d7256eb6": [
          0,
          -0.0241,
          0.00488,
          0.00345,
          0,
          -0.00413,
          0.00606,
          -0.03625,
          -0.00472,
          -0.02725,
          0,
          -0.0431,
          0.0083,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/": [
          -0.01926,
          -0.05254,
          -0.0026,
          0.11957,
          0.01678,
          -0.03569,
          0.04065,
          0.13622,
          0.00306,
          0.11742,
          -0.26696,
          -0.07995,
          0.00522,
          -0.0094,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/0.14.0": [
          -0.00073,
          -0.05468,
          -0.08733,
          -0.07777,
          -0.00963,
          0,
          -0.00817,
          0.0212,
          0,
          0,
          -0.02162,
          -0.00522,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/0.17": [
          -0.00037,
          0.03001,
          0.09942,
          0.06382,
          0.01545,
          0,
          0.14816,
          0.00439,
          0,
          0,
          -0.18216,
          -0.29905,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.0": [
          0.00483,
          -0.08157,
          -0.0306,
          -0.00084,
          -0.03509,
          0,
          -0.08011,
          -0.01581,
          0,
          0,
          0.00376,
          0.22281,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.0.0rc3": [
          -0.00686,
          0.05497,
          0.01184,
          0.00485,
          0,
          -0.0068,
          -0.03576,
          -0.02681,
          -0.00414,
          -0.01168,
          0.2363,
          0.07395,
          -0.10032,
          -0.05497,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.1.0rc2.post2": [
          0.00162,
          0.01903,
          -0.01694,
          -0.01774,
          0,
          -0.00198,
          -0.00559,
          0.12805,
          -0.0028,
          -0.0111,
          0,
          0.29302,
          0.00336,
          -0.03689,
          0,
          0,
          0.02072,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc2": [
          0,
          0.0362,
          -0.03957,
          0,
          0,
          -0.02243,
          0,
          -0.07206,
          -0.01513,
          -0.07206,
          -0.01617,
          0.01126,
          -0.0234,
          0.05147,
          0.01017,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc2.post2": [
          0,
          0.00562,
          0.01521,
          0.02575,
          0,
          -0.02368,
          0,
          -0.07112,
          -0.00843,
          -0.04279,
          -0.02866,
          -0.10242,
          0.00221,
          -0.01179,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc6.post2": [
          0,
          0.02189,
          -0.03417,
          0.01677,
          0,
          0.00205,
          -0.00955,
          -0.04033,
          0.00361,
          -0.0028,
          0.10004,
          -0.10444,
          0.00566,
          0.01475,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc6.post3": [
          0,
          -0.03304,
          -0.01096,
          0.01747,
          0,
          -0.00555,
          0.00323,
          -0.20111,
          -0.00588,
          -0.03722,
          0,
          0.08925,
          0.02228,
          0.05892,
          0,
          0,
          0.00115,
          0,
        ],
        "version:tensorrt-llm/gpt-oss-dev": [
          -0.00302,
          -0.00508,
          0.0026,
          -0.0022,
          0,
          0.00139,
          -0.00795,
          0.03996,
          0.00685,
          0.08511,
          0.01368,
          0.14711,
          -0.00806,
          0.05135,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/": [
          -0.0246,
          -0.00479,
          -0.02698,
          -0.09976,
          0,
          -0.00315,
          -0.04903,
          0.15278,
          0.01227,
          0.01409,
          0.11598,
          0.08863,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.12.0": [
          0.02279,
          0,
          0.0187,
          0.15461,
          0,
          -0.00296,
          0.07269,
          -0.10453,
          -0.01234,
          0,
          0.00049,
          -0.3002,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.15.1": [
          0,
          0.04192,
          0.07591,
          0.09114,
          0,
          0.0344,
          0,
          -0.01528,
          -0.003,
          -0.01892,
          -0.13654,
          -0.00862,
          -0.00861,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.16.0": [
          0,
          -0.00198,
          -0.03573,
          -0.05958,
          0,
          0.00677,
          0,
          0.01908,
          0.00366,
          0.07577,
          0,
          0,
          0.01498,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.17.0": [
          0,
          -0.05084,
          -0.06698,
          0,
          0,
          0.00599,
          0,
          0.01766,
          0.00326,
          0.0482,
          0,
          0,
          0.0809,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.18.0": [
          0.00033,
          -0.03031,
          -0.07998,
          -0.08602,
          0,
          -0.00238,
          0.0065,
          -0.00782,
          -0.00125,
          0.01113,
          -0.07627,
          -0.02464,
          0.02411,
          -0.01793,
          -0.0311,
          0,
          0,
          0,
        ],
        "version:vllm/0.19.0": [
          -0.00186,
          -0.0069,
          0.04049,
          0.03946,
          0,
          0.05036,
          -0.02701,
          -0.02317,
          -0.01282,
          -0.01839,
          -0.13612,
          -0.04122,
          0.01315,
          0.02032,
          -0.04087,
          0,
          0,
          0,
        ],
        "version:vllm/nightly-5b8c30d62b754b57": [
          0,
          0.01985,
          0.05018,
          0.06777,
          0,
          0.0148,
          0.03544,
          0.02152,
          0.00969,
          0.01274,
          0.27313,
          0.04127,
          -0.01259,
          0,
          0,
          0,
          0,
          0,
        ],
      },
      firstToken: {
        "all:": [0.47023, -0.1176, 0.60803, -0.07203, 0.22935, 1.30415, 0.75498, 0],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.00132],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, -0.01053],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.00761],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00924],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00341],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00668],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00058],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.01075],
        "campaign:deepseek-v3/gb200/sglang/4/apart": [0, 0, 0, 0, 0, 0, 0, 0.01024],
        "campaign:deepseek-v3/gb200/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.0157],
        "campaign:deepseek-v3/gb200/tensorrt-llm/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.01555],
        "campaign:deepseek-v3/gb200/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.00572],
        "campaign:deepseek-v3/h100-sxm-80gb/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0.0043],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.0084],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.01139],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0.02842],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00208],
        "campaign:gpt-oss-120b/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.01477],
        "campaign:gpt-oss-120b/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.0002],
        "campaign:gpt-oss-120b/h200-sxm-141gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00784],
        "campaign:gpt-oss-120b/h200-sxm-141gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00357],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.0051],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.01085],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.01139],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.0093],
        "campaign:llama-3.1-70b/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.03401],
        "campaign:llama-3.1-70b/h200-sxm-141gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00488],
        "campaign:llama-3.1-70b/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.02172],
        "campaign:llama-3.1-8b/h100-sxm-80gb/tensorrt-llm/16/together": [0, 0, 0, 0, 0, 0, 0, 0.00207],
        "campaign:llama-3.1-8b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00191],
        "campaign:llama-3.1-8b/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00442],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00873],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.0015],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.00125],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00206],
        "campaign:minimax-m2.5/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00431],
        "campaign:minimax-m2.5/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00397],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00336],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/vllm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3-235b-a22b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00278],
        "campaign:qwen3-32b/b200-sxm-180gb/tensorrt-llm/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.00076],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/16/together": [0, 0, 0, 0, 0, 0, 0, 0.00691],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, 0.00434],
        "campaign:qwen3-32b/h100-sxm-80gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.01341],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/16/together": [0, 0, 0, 0, 0, 0, 0, 0.00431],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00344],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.01898],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/16/together": [0, 0, 0, 0, 0, 0, 0, -0.00565],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00573],
        "campaign:qwen3.5-397b-a17b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00058],
        "cell:b200-sxm-180gb/sglang/4/experts": [-0.12105, 0.16182, -0.14572, -0.16067, 0, 0.35689, 0, 0],
        "cell:b200-sxm-180gb/sglang/8/experts": [0.16559, -0.01514, 0.27027, 0.32216, 0, 0.33162, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/4/dense": [-0.02802, -0.13686, -0.05858, -0.09054, -0.00184, -0.01243, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/4/experts": [-0.08109, 0.08968, -0.03771, -0.07515, 0, -0.15538, 0.20622, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/8/dense": [-0.09014, 0.06002, -0.10401, -0.09718, 0, -0.03676, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/8/experts": [-0.02387, 0.02398, -0.01868, -0.05106, 0, -0.20295, 0, 0],
        "cell:b200-sxm-180gb/vllm/4/dense": [0.01807, -0.076, 0.14105, 0.16374, 0, -0.04377, 0, 0],
        "cell:b200-sxm-180gb/vllm/4/experts": [-0.05819, 0.06562, 0.10621, -0.1293, 0, 0.05012, -0.04753, 0],
        "cell:b200-sxm-180gb/vllm/8/dense": [0.05111, 0.03919, 0.26531, 0.03719, 0, -0.00743, 0, 0],
        "cell:b200-sxm-180gb/vllm/8/experts": [-0.06404, -0.28302, 0.04846, 0.05979, 0, -0.11374, -0.16908, 0],
        "cell:b300-sxm-270gb/sglang/16/experts": [-0.04379, 0.09184, -0.04719, -0.11795, 0, -0.00106, 0, 0],
        "cell:b300-sxm-270gb/sglang/4/experts": [-0.04126, -0.15947, -0.01594, 0.10274, 0, -0.09696, 0, 0],
        "cell:b300-sxm-270gb/sglang/8/experts": [-0.0744, -0.30634, -0.02895, 0.31251, 0, -0.02905, 0, 0],
        "cell:b300-sxm-270gb/vllm/4/experts": [-0.02863, 0.28025, -0.00619, -0.15568, 0, 0.0914, -0.01526, 0],
        "cell:b300-sxm-270gb/vllm/8/experts": [-0.067, -0.03347, -0.11505, 0.06443, 0, 0.03194, 0, 0],
        "cell:gb200/sglang/4/experts": [-0.09429, -0.25778, 0.07246, 0.07766, 0, 0, 0, 0],
        "cell:gb200/sglang/8/experts": [0.08174, 0.2057, -0.11344, -0.08199, 0, 0, 0, 0],
        "cell:gb200/tensorrt-llm/4/experts": [0, 0.25633, -0.10916, 0.11787, 0, 0, 0, 0],
        "cell:gb200/tensorrt-llm/8/experts": [0, 0.05114, -0.03445, -0.17098, 0, 0, 0, 0],
        "cell:h100-sxm-80gb/sglang/16/dense": [0.11489, -0.26074, 0.01067, 0.09108, 0.09108, 0.08629, 0, 0],
        "cell:h100-sxm-80gb/sglang/8/dense": [0, -0.17213, 0, 0.17406, 0.17406, 0.0195, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/16/dense": [0.09696, 0.04921, 0.02529, 0.12805, 0.12805, -0.00279, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/8/dense": [-0.0086, -0.20453, 0.02075, -0.16133, -0.16133, -0.08566, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/8/experts": [0.32479, 0.14727, 0.03167, -0.05295, -0.12975, 0.23266, 0, 0],
        "cell:h100-sxm-80gb/vllm/16/dense": [-0.02196, -0.04039, -0.0085, -0.15301, -0.15939, -0.04709, 0, 0],
        "cell:h100-sxm-80gb/vllm/8/dense": [-0.19626, 0.29349, -0.18376, -0.06329, 0.11449, -0.05417, 0, 0],
        "cell:h100-sxm-80gb/vllm/8/experts": [-0.02531, -0.00804, -0.02241, 0.03708, 0.05179, -0.05012, -0.11453, 0],
        "cell:h200-sxm-141gb/sglang/8/dense": [-0.0005, 0.48819, 0.01039, -0.02302, -0.02302, -0.01118, 0, 0],
        "cell:h200-sxm-141gb/sglang/8/experts": [0.05649, 0.08612, -0.05167, -0.28729, 0.17335, -0.35546, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/4/experts": [0.1556, 0.06139, 0.07471, 0.14545, 0, -0.02676, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/8/dense": [-0.02663, 0.11619, 0, 0.14587, 0, 0, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/8/experts": [0.07297, -0.36409, 0.27322, -0.04683, 0, 0.13488, 0.21268, 0],
        "cell:h200-sxm-141gb/vllm/4/experts": [-0.03807, -0.08549, -0.017, 0.02172, 0, 0.03392, 0, 0],
        "cell:h200-sxm-141gb/vllm/8/dense": [-0.08856, -0.09975, -0.14631, -0.19121, -0.1978, -0.01793, 0, 0],
        "cell:h200-sxm-141gb/vllm/8/experts": [0.0105, -0.08347, 0.01787, 0.06884, 0, 0.03686, 0, 0],
        "class:dense": [-0.48836, 0.14395, -0.13939, -0.2054, -0.15545, -0.63601, 0, 0],
        "class:experts": [-0.63995, -0.38001, -0.12024, -0.01285, 0.29325, -0.12792, -0.28586, 0],
        "class:hybrid": [0.47523, -0.02726, 0.42226, -0.2398, 0, 0.61797, 0, 0],
        "class:latent": [0.65268, 0.15034, 0.08717, 0.28758, 0, 0.70129, 0.65196, 0],
        "engine-class:sglang/dense": [0.06431, 0.02965, 0.01272, 0.13704, 0.13704, 0.05322, 0, 0],
        "engine-class:sglang/experts": [-0.03502, -0.11067, -0.01833, 0.09762, 0.09762, -0.03463, 0, 0],
        "engine-class:sglang/hybrid": [0.08761, -0.00499, 0.07791, -0.04461, 0, 0.11433, 0, 0],
        "engine-class:sglang/latent": [-0.09249, 0.00793, -0.09358, 0.04095, 0, 0.09954, 0, 0],
        "engine-class:tensorrt-llm/dense": [-0.03079, -0.06388, -0.07087, -0.0422, -0.01979, -0.07448, 0, 0],
        "engine-class:tensorrt-llm/experts": [0.05737, 0.12296, -0.00704, -0.0873, -0.07298, -0.02626, 0.11584, 0],
        "engine-class:tensorrt-llm/latent": [0.21888, 0.02139, 0.10885, 0.01199, 0, 0.02947, 0.11959, 0],
        "engine-class:vllm/dense": [-0.13324, 0.0632, 0.03536, -0.11705, -0.13747, -0.09585, 0, 0],
        "engine-class:vllm/experts": [-0.15104, -0.08325, 0.00577, -0.01774, 0.0291, 0.0444, -0.16864, 0],
        "engine:sglang": [0.04272, -0.13106, -0.03922, 0.4157, 0.41497, 0.41632, 0, 0],
        "engine:tensorrt-llm": [0.41095, 0.13951, 0.05346, -0.20852, -0.16486, -0.1266, 0.41944, 0],
        "engine:vllm": [-0.49716, -0.04785, 0.07194, -0.24626, -0.19289, -0.09203, -0.29998, 0],
        "form:apart": [0.3104, 0.05278, -0.17257, -0.13562, 0.21088, 0.31869, 0, 0],
        "form:together": [-0.30744, -0.07398, 0.24333, 0.1421, -0.12265, -0.13065, 0.11927, 0],
        "generation:blackwell": [-0.25133, 0.02937, 0.0426, 0.07184, -0.00104, 0.16991, 0.01164, 0],
        "generation:hopper": [0.24072, -0.04896, 0.01115, -0.09368, 0.03224, -0.05858, 0.0552, 0],
        "gpu:b200-sxm-180gb": [-0.12698, -0.03783, 0.26486, -0.01286, -0.00104, 0.09781, -0.00616, 0],
        "gpu:b300-sxm-270gb": [-0.14338, -0.07114, -0.12009, 0.11564, 0, -0.00225, 0.01763, 0],
        "gpu:gb200": [0.0179, 0.1425, -0.10377, -0.03228, 0, 0.07768, 0, 0],
        "gpu:h100-sxm-80gb": [0.16244, -0.1168, -0.07114, -0.00065, 0.05976, 0.05491, -0.0644, 0],
        "gpu:h200-sxm-141gb": [0.07956, 0.06776, 0.08433, -0.09369, -0.02732, -0.11317, 0.11959, 0],
        "model:deepseek-v3": [0.08098, 0.01907, 0.00963, 0.03383, 0, 0.08319, 0, 0],
        "model:gpt-oss-120b": [-0.05895, 0.00924, -0.05614, -0.00361, 0, -0.07382, 0.07409, 0],
        "model:llama-3.1-70b": [-0.13832, 0.01044, -0.03803, -0.00291, 0, -0.05721, 0, 0],
        "model:llama-3.1-8b": [0.04268, 0.15629, 0.01265, -0.03365, -0.03365, -0.00971, 0, 0],
        "model:minimax-m2.5": [-0.06285, -0.02064, 0.0441, -0.03637, 0, 0.02383, -0.1079, 0],
        "model:qwen3-235b-a22b": [0.03963, -0.0341, -0.00037, 0.03453, 0.03453, 0.04008, 0, 0],
        "model:qwen3-32b": [0.03115, -0.14883, 0.01092, 0.02105, 0.01896, -0.00795, 0, 0],
        "model:qwen3.5-397b-a17b": [0.0561, -0.00319, 0.04988, -0.02858, 0, 0.07319, 0, 0],
        "precision:16": [0.08204, -0.08934, -0.01109, -0.03039, 0.03323, 0.01987, 0, 0],
        "precision:4": [-0.1472, 0.10585, 0.00358, 0.00879, -0.00104, 0.06982, 0.08052, 0],
        "precision:8": [0.06068, -0.03597, 0.05604, 0.0017, -0.00005, 0.02144, -0.0137, 0],
        "version-model:sglang//deepseek-v3": [-0.05148, -0.14037, -0.01243, 0.20185, 0, 0.29206, 0, 0],
        "version-model:sglang/0.5.1.post1/qwen3-32b": [0.11369, 0.05877, 0.00931, -0.20919, -0.20919, 0.08436, 0, 0],
        "version-model:sglang/0.5.10.post1/deepseek-v3": [-0.03118, -0.46847, -0.00079, 0.39857, 0, -0.00567, 0, 0],
        "version-model:sglang/0.5.10.post1/qwen3.5-397b-a17b": [
          -0.04379,
          0.09184,
          -0.04719,
          -0.11795,
          0,
          -0.00106,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/llama-3.1-8b": [
          -0.0005,
          0.48819,
          0.01039,
          -0.02302,
          -0.02302,
          -0.01118,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/qwen3-235b-a22b": [
          -0.06224,
          -0.19681,
          -0.0326,
          0.17335,
          0.17335,
          -0.06157,
          0,
          0,
        ],
        "version-model:sglang/0.5.6/deepseek-v3": [0, 0.04498, 0, -0.10958, 0, 0, 0, 0],
        "version-model:sglang/0.5.8.post1/qwen3-32b": [0, -0.31929, 0, 0.29984, 0.29984, 0, 0, 0],
        "version-model:sglang/0.5.9/deepseek-v3": [-0.05586, 0.26974, -0.0095, -0.21245, 0, -0.21272, 0, 0],
        "version-model:sglang/0.5.9/qwen3.5-397b-a17b": [0.15068, -0.10927, 0.17456, 0.13643, 0, 0.10071, 0, 0],
        "version-model:sglang/nightly-dev-20260402-d7256eb6/qwen3.5-397b-a17b": [
          0.04881,
          0.00857,
          0.01121,
          -0.09761,
          0,
          0.10384,
          0,
          0,
        ],
        "version-model:tensorrt-llm//deepseek-v3": [-0.18541, 0.05231, 0.01009, 0.30737, 0, 0.02416, 0, 0],
        "version-model:tensorrt-llm//gpt-oss-120b": [-0.15014, 0.03892, -0.12951, -0.06712, 0, 0, 0, 0],
        "version-model:tensorrt-llm//llama-3.1-70b": [-0.1443, -0.00113, -0.17025, -0.04038, 0, -0.04373, 0, 0],
        "version-model:tensorrt-llm/1.0.0rc3/llama-3.1-8b": [
          0.09696,
          0.04921,
          0.02529,
          0.12805,
          0.12805,
          -0.00279,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-235b-a22b": [
          0.1695,
          0.14485,
          0.0288,
          -0.12975,
          -0.12975,
          0.16513,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-32b": [
          -0.0086,
          -0.20453,
          0.02075,
          -0.16133,
          -0.16133,
          -0.08566,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.1.0rc2.post2/deepseek-v3": [
          0.30293,
          0.12978,
          0.26923,
          0.00096,
          0,
          -0.09641,
          0.21268,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2.post2/gpt-oss-120b": [
          0.01652,
          0.00391,
          0.09784,
          -0.06663,
          0,
          0.01891,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2/gpt-oss-120b": [
          -0.08872,
          -0.03063,
          -0.08385,
          -0.03742,
          0,
          -0.10202,
          0.09216,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post2/deepseek-v3": [
          -0.1102,
          0.04212,
          -0.08042,
          -0.10288,
          0,
          -0.15889,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post3/deepseek-v3": [0.04948, 0.09347, 0.04741, -0.04821, 0, 0.1393, 0, 0],
        "version-model:tensorrt-llm/gpt-oss-dev/gpt-oss-120b": [0.1556, 0.06139, 0.07471, 0.14545, 0, -0.02676, 0, 0],
        "version-model:vllm//gpt-oss-120b": [-0.02449, -0.06861, -0.01627, 0.08966, 0, 0, 0, 0],
        "version-model:vllm//llama-3.1-70b": [-0.23944, 0.02976, 0.06483, 0.03225, 0, -0.11509, 0, 0],
        "version-model:vllm/0.12.0/llama-3.1-8b": [0, -0.10338, 0, -0.1978, -0.1978, 0, 0, 0],
        "version-model:vllm/0.12.0/qwen3-32b": [-0.0184, -0.03438, 0.0025, -0.02301, -0.02991, -0.04159, 0, 0],
        "version-model:vllm/0.15.1/gpt-oss-120b": [-0.03645, 0.12759, -0.08438, -0.12882, 0, 0.0198, 0, 0],
        "version-model:vllm/0.16.0/minimax-m2.5": [0.0105, -0.08347, 0.01787, 0.06884, 0, 0.03686, 0, 0],
        "version-model:vllm/0.17.0/minimax-m2.5": [0.05209, -0.1321, 0.2047, -0.05475, 0, 0.0398, 0, 0],
        "version-model:vllm/0.18.0/gpt-oss-120b": [-0.03688, -0.10698, -0.01268, 0.05412, 0, 0.03618, 0, 0],
        "version-model:vllm/0.18.0/minimax-m2.5": [-0.02719, 0.03478, -0.02525, -0.01484, 0, -0.05805, -0.11453, 0],
        "version-model:vllm/0.19.0/minimax-m2.5": [-0.21388, 0.09001, -0.2901, 0.02197, 0, 0.07696, -0.18524, 0],
        "version-model:vllm/nightly-5b8c30d62b754b57/minimax-m2.5": [
          0.00396,
          0.03321,
          0.21491,
          -0.12083,
          0,
          -0.02863,
          0,
          0,
        ],
        "version:sglang/": [-0.02896, -0.07896, -0.00699, 0.11353, 0, 0.16429, 0, 0],
        "version:sglang/0.5.1.post1": [0.06396, 0.03267, 0, -0.11804, -0.11804, 0, 0, 0],
        "version:sglang/0.5.10.post1": [-0.04217, -0.21189, -0.02698, 0.15786, 0, -0.00378, 0, 0],
        "version:sglang/0.5.6": [0, 0.0253, 0, -0.06163, 0, 0, 0, 0],
        "version:sglang/0.5.6.post2": [-0.0353, 0.16387, -0.01251, 0.08424, 0.08424, -0.04092, 0, 0],
        "version:sglang/0.5.8.post1": [0, -0.17961, 0, 0.16867, 0.16867, 0, 0, 0],
        "version:sglang/0.5.9": [0.05335, 0.09026, 0.09278, -0.04266, 0, -0.06289, 0, 0],
        "version:sglang/nightly-dev-20260402-d7256eb6": [0.02746, 0.00482, 0.0063, -0.0549, 0, 0, 0, 0],
        "version:tensorrt-llm/": [-0.26956, 0.05128, -0.16306, 0.11276, 0, -0.06804, 0, 0],
        "version:tensorrt-llm/1.0.0rc3": [0.14378, -0.00609, 0.04212, -0.09166, -0.09166, 0.04293, 0, 0],
        "version:tensorrt-llm/1.1.0rc2.post2": [0.17063, 0.07295, 0.15133, 0.00052, 0, -0.05421, 0.11959, 0],
        "version:tensorrt-llm/1.2.0rc2": [-0.04989, -0.01725, -0.04713, -0.02105, 0, 0, 0.05178, 0],
        "version:tensorrt-llm/1.2.0rc2.post2": [0.00935, 0.00225, 0.05504, -0.03749, 0, 0, 0, 0],
        "version:tensorrt-llm/1.2.0rc6.post2": [-0.062, 0.02369, -0.04523, -0.05787, 0, -0.08935, 0, 0],
        "version:tensorrt-llm/1.2.0rc6.post3": [0.02792, 0.05258, 0.02667, -0.02712, 0, 0.07833, 0, 0],
        "version:tensorrt-llm/gpt-oss-dev": [0.08773, 0.03454, 0.04202, 0.08183, 0, -0.01505, 0, 0],
        "version:vllm/": [-0.14876, -0.02239, 0.02726, 0.06844, 0, -0.0925, 0, 0],
        "version:vllm/0.12.0": [0.00196, -0.07708, 0.0011, -0.12493, -0.12879, -0.03071, 0, 0],
        "version:vllm/0.15.1": [-0.02051, 0.0718, -0.04731, -0.0725, 0, 0.0112, 0, 0],
        "version:vllm/0.16.0": [0.00591, -0.04695, 0.01005, 0.03873, 0, 0.02073, 0, 0],
        "version:vllm/0.17.0": [0.0293, -0.07443, 0.11492, -0.03086, 0, 0.02235, 0, 0],
        "version:vllm/0.18.0": [-0.03601, -0.0408, -0.02134, 0.02206, 0, -0.01233, -0.0644, 0],
        "version:vllm/0.19.0": [-0.12052, 0.05009, -0.16299, 0.01187, 0, 0.0427, -0.10417, 0],
        "version:vllm/nightly-5b8c30d62b754b57": [0.00222, 0.01872, 0.12078, -0.06791, 0, -0.01619, 0, 0],
      },
      bands: [
        {
          group: "apart · calibrated · stated",
          rows: 109,
          interTokenLatency: 0.3796,
          timeToFirstToken: 1.6829,
        },
        {
          group: "apart · missing",
          rows: 311,
          interTokenLatency: 0.8535,
          timeToFirstToken: 2.4352,
        },
        {
          group: "apart · transferred · stated",
          rows: 218,
          interTokenLatency: 0.63,
          timeToFirstToken: 2.1525,
        },
        {
          group: "dense · offline · calibrated",
          rows: 225,
          interTokenLatency: 0.1801,
          timeToFirstToken: 0,
        },
        {
          group: "dense · offline · transferred",
          rows: 450,
          interTokenLatency: 0.3744,
          timeToFirstToken: 0,
        },
        {
          group: "dense · together · calibrated",
          rows: 667,
          interTokenLatency: 0.1557,
          timeToFirstToken: 0.7284,
        },
        {
          group: "dense · together · transferred",
          rows: 1334,
          interTokenLatency: 0.4347,
          timeToFirstToken: 1.4672,
        },
        {
          group: "experts · offline · calibrated",
          rows: 69,
          interTokenLatency: 0.6131,
          timeToFirstToken: 0,
        },
        {
          group: "experts · offline · transferred",
          rows: 138,
          interTokenLatency: 0.5486,
          timeToFirstToken: 0,
        },
        {
          group: "experts · together · calibrated",
          rows: 1012,
          interTokenLatency: 0.3727,
          timeToFirstToken: 0.6638,
        },
        {
          group: "experts · together · transferred",
          rows: 2024,
          interTokenLatency: 0.4488,
          timeToFirstToken: 1.2418,
        },
      ],
    },
  },
  {
    kind: "calibration",
    id: "speed-priors",
    json: {
      kind: "speed-priors",
      id: "speed-priors",
      decode: [
        {
          name: "weightBandwidth",
          centre: {
            value: 0.8,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.2,
        },
        {
          name: "expertBandwidth",
          centre: {
            value: 0.6,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
        },
        {
          name: "cacheBandwidth",
          centre: {
            value: 0.6,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
        },
        {
          name: "promptCompute",
          centre: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.35,
        },
        {
          name: "decodeCompute",
          centre: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.35,
        },
        {
          name: "allReduceSeconds",
          centre: {
            value: 0.000006,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.4,
        },
        {
          name: "linkShare",
          centre: {
            value: 0.4,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.35,
        },
        {
          name: "stepSeconds",
          centre: {
            value: 0.0015,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
        },
        {
          name: "layerSeconds",
          centre: {
            value: 0.000015,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.4,
        },
        {
          name: "expertLayerSeconds",
          centre: {
            value: 0.00002,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.5,
        },
        {
          name: "sequenceSeconds",
          centre: {
            value: 0.000008,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.7,
        },
        {
          name: "promptSeconds",
          centre: {
            value: 0.01,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.7,
        },
        {
          name: "routingSkew",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
        },
        {
          name: "expertParallelFactor",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
        },
        {
          name: "attentionDataFactor",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
        },
        {
          name: "crossNodeFactor",
          centre: {
            value: 4,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.4,
        },
        {
          name: "acceptedTokens",
          centre: {
            value: 2,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.25,
        },
        {
          name: "scale",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.001,
        },
      ],
      firstToken: [
        {
          name: "requestSeconds",
          centre: {
            value: 0.03,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
        },
        {
          name: "promptCompute",
          centre: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.4,
        },
        {
          name: "promptLayerSeconds",
          centre: {
            value: 0.00015,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
        },
        {
          name: "waitShare",
          centre: {
            value: 0.08,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.5,
        },
        {
          name: "fixedLengthFactor",
          centre: {
            value: 1.5,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.5,
        },
        {
          name: "stepsWaited",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.5,
        },
        {
          name: "attentionDataFactor",
          centre: {
            value: 1.5,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.5,
        },
        {
          name: "scale",
          centre: {
            value: 1,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "prior of the fit, wide enough for the rows to move it; centre from published attained shares and launch times",
              accessed: "2026-11-24",
            },
          },
          spread: 0.001,
        },
      ],
      networkBandwidth: {
        value: 50000000000,
        unit: "B/s",
        source: {
          kind: "assumed",
          why: "one 400 Gb/s adapter per GPU, as the usual eight-GPU nodes carry",
          accessed: "2026-11-24",
        },
      },
      latentAttentionCompute: {
        value: 0.6,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "share of the 16-bit peak that latent attention reaches in decode; rows of large batches do not contradict it",
          accessed: "2026-11-24",
        },
      },
      levelSpread: {
        form: 0.2,
        generation: 0.15,
        gpu: 0.15,
        engine: 0.2,
        precision: 0.15,
        class: 0.35,
        "engine-class": 0.15,
        model: 0.12,
        cell: 0.2,
        version: 0.15,
        "version-model": 0.2,
        campaign: 0.03,
      },
      noise: {
        interTokenLatency: 0.07,
        timeToFirstToken: 0.15,
      },
      usualSequences: {
        vllm: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref: "vLLM engine arguments: default of max_num_seqs for offline use on GPUs of 70 GiB and more",
            accessed: "2026-11-24",
          },
        },
        sglang: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "SGLang server: upper bound of max_running_requests when it is not set",
            accessed: "2026-11-24",
          },
        },
        "tensorrt-llm": {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref: "TensorRT-LLM build and LLM arguments: default of max_batch_size",
            accessed: "2026-11-24",
          },
        },
      },
    },
  },
  {
    kind: "gpus",
    id: "a10",
    json: {
      id: "a10",
      name: "NVIDIA A10",
      aliases: ["NVIDIA A10", "a10-24gb", "a10-pcie-24gb"],
      generation: "ampere",
      memoryCapacity: {
        value: 24000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 23718956892,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 600000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 31200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 125000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 125000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 150,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10 Tensor Core GPU data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "a100-pcie-40gb",
    json: {
      id: "a100-pcie-40gb",
      name: "NVIDIA A100 PCIe 40 GB",
      aliases: ["NVIDIA A100-PCIE-40GB"],
      generation: "ampere",
      memoryCapacity: {
        value: 40000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 42294690447,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 1555000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 19500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 1248000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 250,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB PCIe column, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.5gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 5000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.10gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.20gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.20gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.40gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "a100-pcie-80gb",
    json: {
      id: "a100-pcie-80gb",
      name: "NVIDIA A100 PCIe 80 GB",
      aliases: ["NVIDIA A100 80GB PCIe", "a100-80gb-pcie"],
      generation: "ampere",
      memoryCapacity: {
        value: 80000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 84986665369,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 1935000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 19500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 1248000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU, 80GB PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.10gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.20gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.40gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.40gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.80gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 80000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "a100-sxm-40gb",
    json: {
      id: "a100-sxm-40gb",
      name: "NVIDIA A100 SXM 40 GB",
      aliases: ["a100-40gb", "a100-sxm4-40gb", "NVIDIA A100-SXM4-40GB"],
      generation: "ampere",
      memoryCapacity: {
        value: 40000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 42412802048,
        unit: "B",
        source: {
          kind: "measured",
          ref:
            "total capacity in a PyTorch out-of-memory message, github.com/TianheWu/CoSeR issue 10; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 1555000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 19500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 1248000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 300000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 40GB SXM column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.5gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 5000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.10gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.20gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.20gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.40gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "a100-sxm-80gb",
    json: {
      id: "a100-sxm-80gb",
      name: "NVIDIA A100 SXM 80 GB",
      aliases: ["a100", "a100-80gb", "a100-sxm", "a100-sxm4-80gb", "NVIDIA A100-SXM4-80GB"],
      generation: "ampere",
      memoryCapacity: {
        value: 80000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 85094039552,
        unit: "B",
        source: {
          kind: "measured",
          ref:
            "total capacity in a PyTorch out-of-memory message, github.com/HiDream-ai/VAREdit issue 6; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 2039000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 19500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 312000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 624000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 1248000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 300000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A100 Tensor Core GPU data sheet, 80GB SXM column, as cited by ai-dynamo/aiconfigurator systems/a100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.10gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.20gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.40gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.40gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.80gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 80000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "a10g",
    json: {
      id: "a10g",
      name: "NVIDIA A10G",
      aliases: ["NVIDIA A10G"],
      generation: "ampere",
      memoryCapacity: {
        value: 24000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10G, the cloud variant of the A10, product page of AWS EC2 G5, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 23718956892,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 600000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10G, the cloud variant of the A10, product page of AWS EC2 G5, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 35000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10G, the cloud variant of the A10, product page of AWS EC2 G5, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 70000000000000,
          unit: "FLOP/s",
          source: {
            kind: "assumed",
            why: "half the sparse rate that product pages give for the cloud variant of the A10",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 70000000000000,
          unit: "FLOP/s",
          source: {
            kind: "assumed",
            why: "half the sparse rate that product pages give for the cloud variant of the A10",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 140000000000000,
          unit: "FLOP/s",
          source: {
            kind: "assumed",
            why: "half the sparse rate that product pages give for the cloud variant of the A10",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A10G, the cloud variant of the A10, product page of AWS EC2 G5, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A10G, the cloud variant of the A10, product page of AWS EC2 G5, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "a30",
    json: {
      id: "a30",
      name: "NVIDIA A30",
      aliases: ["NVIDIA A30", "a30-24gb"],
      generation: "ampere",
      memoryCapacity: {
        value: 24000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 25340307046,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 933000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 10300000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 165000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 165000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 330000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 330000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 330000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 661000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 165,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA A30 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/a30.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.6gb",
          computeShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 6000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 4,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.12gb",
          computeShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 12000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.24gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 24000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref: "NVIDIA Multi-Instance GPU User Guide, table of A30 profiles; the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "a40",
    json: {
      id: "a40",
      name: "NVIDIA A40",
      aliases: ["NVIDIA A40", "a40-48gb"],
      generation: "ampere",
      memoryCapacity: {
        value: 48000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 47674136985,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 696000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 37400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 149700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 149700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 299300000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 299400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 299400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 598600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref: "NVIDIA A40 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "b200-sxm-180gb",
    json: {
      id: "b200-sxm-180gb",
      name: "NVIDIA B200 SXM 180 GB",
      aliases: ["b200", "b200-sxm", "NVIDIA B200", "b200-180gb", "b200-192gb"],
      generation: "blackwell",
      memoryCapacity: {
        value: 180000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 191512591728,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 7700000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 75000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 2250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 4500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 4500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 9000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 4500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 4500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 9000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 9000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 18000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 900000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1000,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B200 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.23gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 23000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.45gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 45000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.90gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 90000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.90gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 90000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.180gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 180000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "b300-sxm-270gb",
    json: {
      id: "b300-sxm-270gb",
      name: "NVIDIA B300 SXM 270 GB",
      aliases: ["b300", "b300-sxm", "NVIDIA B300", "NVIDIA B300 SXM6 AC", "b300-288gb"],
      generation: "blackwell",
      memoryCapacity: {
        value: 288000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 287102541496,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "memory that nvidia-smi lists for this part, 275040 MiB, as in ai-dynamo/aiconfigurator systems/b300_sxm.yaml; PyTorch sees up to 0.6 % less",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 7750000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 75000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 2250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2250000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 4500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 153500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 14000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 900000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1100,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA B300 (HGX) data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/b300_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.34gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 34000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.67gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 67000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.135gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 135000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.135gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 135000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.269gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 269000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "gb200",
    json: {
      id: "gb200",
      name: "NVIDIA GB200 NVL72, per GPU",
      aliases: ["NVIDIA GB200", "gb200-nvl72", "gb200-186gb", "gb200-192gb", "gb200-sxm"],
      generation: "blackwell",
      memoryCapacity: {
        value: 186000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 197901355581,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 8000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 80000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 2500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 5000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 5000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 10000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 5000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 5000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 10000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 10000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 20000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 900000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 72,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the rack that the link spans",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1200,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB200 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb200.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.23gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 23000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.47gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 47000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.93gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 93000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.93gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 93000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.186gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 186000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "gb300",
    json: {
      id: "gb300",
      name: "NVIDIA GB300 NVL72, per GPU",
      aliases: ["NVIDIA GB300", "gb300-nvl72", "gb300-288gb", "gb300-sxm"],
      generation: "blackwell",
      memoryCapacity: {
        value: 288000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 296672626212,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "memory that nvidia-smi lists for this part, 284208 MiB, as in ai-dynamo/aiconfigurator systems/gb300.yaml; PyTorch sees up to 0.6 % less",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 8000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 80000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 2500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2500000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 5000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 165000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 15000000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 900000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 72,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the rack that the link spans",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GB300 NVL72 data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/gb300.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.35gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 35000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.70gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 70000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.139gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 139000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.139gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 139000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.278gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 278000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "gh200",
    json: {
      id: "gh200",
      name: "NVIDIA GH200 96 GB",
      aliases: ["NVIDIA GH200 480GB", "gh200-96gb", "gh200-sxm", "gh200-grace-hopper"],
      generation: "hopper",
      memoryCapacity: {
        value: 96000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 101468602368,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 4000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 67000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3 variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 1,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 1,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 900,
        unit: "W",
        source: {
          kind: "assumed",
          why: "the superchip may be set from 450 to 1000 W, processor included; 900 W is the usual setting",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.12gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 12000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.24gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 24000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.48gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 48000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.48gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 48000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.96gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 96000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "gh200-144gb",
    json: {
      id: "gh200-144gb",
      name: "NVIDIA GH200 144 GB",
      aliases: ["gh200-144g-hbm3e"],
      generation: "hopper",
      memoryCapacity: {
        value: 144000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 152471339008,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 4900000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 67000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA GH200 Grace Hopper Superchip data sheet, HBM3e variant, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 2,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 2,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 900,
        unit: "W",
        source: {
          kind: "assumed",
          why: "the superchip may be set from 450 to 1000 W, processor included; 900 W is the usual setting",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.18gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 18000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.36gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 36000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.72gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 72000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.72gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 72000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.144gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 144000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h100-nvl",
    json: {
      id: "h100-nvl",
      name: "NVIDIA H100 NVL",
      aliases: ["NVIDIA H100 NVL", "h100-nvl-94gb"],
      generation: "hopper",
      memoryCapacity: {
        value: 94000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 99986838650,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 3938000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 60000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 835500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 835500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3341000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3341000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 300000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 2,
          unit: "1",
          source: {
            kind: "assumed",
            why: "bridges join pairs of cards",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.12gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 12000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.24gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 24000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.47gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 47000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.47gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 47000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.94gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 94000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h100-pcie-80gb",
    json: {
      id: "h100-pcie-80gb",
      name: "NVIDIA H100 PCIe 80 GB",
      aliases: ["NVIDIA H100 PCIe", "h100-pcie"],
      generation: "hopper",
      memoryCapacity: {
        value: 80000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 84943715696,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 2000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 51000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 756500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 756500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1513000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1513000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1513000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1513000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3026000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3026000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 64000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 350,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU, PCIe column, data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h100_pcie.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.10gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.20gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.40gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.40gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.80gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 80000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h100-sxm-80gb",
    json: {
      id: "h100-sxm-80gb",
      name: "NVIDIA H100 SXM 80 GB",
      aliases: ["h100", "h100-sxm", "h100-sxm5", "h100-80gb", "NVIDIA H100 80GB HBM3", "H100 SXM5 80GB"],
      generation: "hopper",
      memoryCapacity: {
        value: 80000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 85029615042,
        unit: "B",
        source: {
          kind: "measured",
          ref:
            "vLLM 0.19 memory log on H100, quoted by llm-d-planner vllm_memory_constants.json and docs/accuracy/vllm-v0.19.0-accuracy-report.md",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 3350000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 67000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 700,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H100 Tensor Core GPU data sheet, SXM column, dense values as cited by ai-dynamo/aiconfigurator systems/h100_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.10gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 10000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.20gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 20000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.40gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.40gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 40000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.80gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 80000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h20",
    json: {
      id: "h20",
      name: "NVIDIA H20 SXM 96 GB",
      aliases: ["NVIDIA H20", "h20-sxm", "h20-sxm-96gb", "h20-96gb"],
      generation: "hopper",
      memoryCapacity: {
        value: 96000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 102112847462,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 4000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 44000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 148000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 148000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 296000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 296000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 296000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 296000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 592000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 592000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H20 rates and link as in ai-dynamo/aiconfigurator systems/h20_sxm.yaml (which rounds FP8 to 294); memory, bandwidth and power as published for the 96 GB part, no data sheet was opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.12gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 12000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.24gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 24000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.48gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 48000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.48gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 48000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.96gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 96000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h200-nvl-141gb",
    json: {
      id: "h200-nvl-141gb",
      name: "NVIDIA H200 NVL 141 GB",
      aliases: ["h200-nvl", "NVIDIA H200 NVL"],
      generation: "hopper",
      memoryCapacity: {
        value: 141000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 150119844413,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 4800000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 60000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 835500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 835500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1671000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3341000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3341000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the rack that the link spans",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 600,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, NVL column, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.16gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 16000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.33gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 33000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.71gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 71000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.71gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 71000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.141gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 141000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h200-sxm-141gb",
    json: {
      id: "h200-sxm-141gb",
      name: "NVIDIA H200 SXM 141 GB",
      aliases: ["h200", "h200-sxm", "NVIDIA H200", "h200-141gb"],
      generation: "hopper",
      memoryCapacity: {
        value: 141000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 150119844413,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 4800000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 67000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 450000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 700,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H200 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/h200_sxm.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [
        {
          name: "1g.18gb",
          computeShare: {
            value: 0.14285714285714285,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.125,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 18000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 7,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "2g.35gb",
          computeShare: {
            value: 0.2857142857142857,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.25,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 35000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 3,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "3g.71gb",
          computeShare: {
            value: 0.42857142857142855,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 71000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 2,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "4g.71gb",
          computeShare: {
            value: 0.5714285714285714,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 0.5,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 71000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
        {
          name: "7g.141gb",
          computeShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          bandwidthShare: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          memory: {
            value: 141000000000,
            unit: "B",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
          most: {
            value: 1,
            unit: "1",
            source: {
              kind: "datasheet",
              ref:
                "NVIDIA Multi-Instance GPU User Guide, table of profiles; memory as the profile's name gives it, the page itself was not opened",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
  {
    kind: "gpus",
    id: "h800-sxm-80gb",
    json: {
      id: "h800-sxm-80gb",
      name: "NVIDIA H800 SXM 80 GB",
      aliases: ["h800", "NVIDIA H800", "h800-sxm", "h800-80gb"],
      generation: "hopper",
      memoryCapacity: {
        value: 80000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 85029615042,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 3350000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 67000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 989000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1978000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1979000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 3958000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 200000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 700,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA H800, the export variant of the H100 SXM: same arithmetic in 16 and 8 bits, NVLink cut to 400 GB/s in both directions together, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "l4",
    json: {
      id: "l4",
      name: "NVIDIA L4",
      aliases: ["NVIDIA L4", "l4-24gb"],
      generation: "ada",
      memoryCapacity: {
        value: 24000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 23804856238,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 300000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 30300000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 121000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 121000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 242000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 242000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 242000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 242000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 485000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 485000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 72,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L4 Tensor Core GPU data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l4.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "l40s",
    json: {
      id: "l40s",
      name: "NVIDIA L40S",
      aliases: ["NVIDIA L40S", "l40s-48gb"],
      generation: "ada",
      memoryCapacity: {
        value: 48000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 47802986004,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 864000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 91600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 362050000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 362050000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 733000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 733000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 733000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 733000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 1466000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 1466000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 350,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA L40S data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/l40s.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "mi300x",
    json: {
      id: "mi300x",
      name: "AMD Instinct MI300X",
      aliases: ["mi300x-192gb", "AMD Instinct MI300X", "mi300x-oam"],
      generation: "cdna3",
      memoryCapacity: {
        value: 206158430208,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 206136955371,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 5300000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 163400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 1307400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1307400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 5229800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 5229800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "xgmi",
        bandwidthPerDirection: {
          value: 448000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 750,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI300X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "mi325x",
    json: {
      id: "mi325x",
      name: "AMD Instinct MI325X",
      aliases: ["mi325x-256gb", "AMD Instinct MI325X"],
      generation: "cdna3",
      memoryCapacity: {
        value: 274877906944,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 274856432107,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 6000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 163400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 1307400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 1307400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2614900000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 5229800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 5229800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "xgmi",
        bandwidthPerDirection: {
          value: 448000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1000,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI325X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "mi355x",
    json: {
      id: "mi355x",
      name: "AMD Instinct MI355X",
      aliases: ["mi355x-288gb", "AMD Instinct MI355X"],
      generation: "cdna4",
      memoryCapacity: {
        value: 288000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 287973019563,
        unit: "B",
        source: {
          kind: "assumed",
          why: "288 decimal gigabytes as sold; nobody's log was opened",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 8000000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 157300000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 2516600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 2516600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 5033200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 5033200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 10066400000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: {
          value: 5033000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 5033000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 10066000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 10066000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      link: {
        kind: "xgmi",
        bandwidthPerDirection: {
          value: 537600000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 1400,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "AMD Instinct MI355X data sheet, dense values as in AMD's roofline table and MLPerf submissions; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "rtx-4090",
    json: {
      id: "rtx-4090",
      name: "NVIDIA GeForce RTX 4090",
      aliases: ["NVIDIA GeForce RTX 4090", "4090"],
      generation: "ada",
      memoryCapacity: {
        value: 24000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 25383256719,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 1008000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 82600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 165200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 165200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 330300000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 660600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 450,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Ada GPU architecture white paper, appendix A, rates with FP32 accumulation, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "rtx-6000-ada",
    json: {
      id: "rtx-6000-ada",
      name: "NVIDIA RTX 6000 Ada",
      aliases: ["NVIDIA RTX 6000 Ada Generation"],
      generation: "ada",
      memoryCapacity: {
        value: 48000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 51002736640,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 960000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 91100000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 364200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 364200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 728500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 728500000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX 6000 Ada Generation data sheet, half the sparse rates, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "rtx-a6000",
    json: {
      id: "rtx-a6000",
      name: "NVIDIA RTX A6000",
      aliases: ["NVIDIA RTX A6000", "a6000"],
      generation: "ampere",
      memoryCapacity: {
        value: 48000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 50927574712,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 768000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 38700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 154800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 154800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp8: null,
        int8: {
          value: 309700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 32000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 4,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref: "NVIDIA RTX A6000 data sheet, values as published; the sheet itself was not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "rtx-pro-6000",
    json: {
      id: "rtx-pro-6000",
      name: "NVIDIA RTX PRO 6000 Blackwell Server Edition",
      aliases: [
        "rtx-pro-6000-bse",
        "rtx-pro-6000-server",
        "NVIDIA RTX PRO 6000 Blackwell Server Edition",
        "rtx-6000-pro",
        "rtx-pro-6000-blackwell",
      ],
      generation: "blackwell",
      memoryCapacity: {
        value: 96000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 101973261025,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 1792000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 117000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 467800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: {
          value: 467800000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp8: {
          value: 935600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        int8: {
          value: 935600000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp4: {
          value: 1871200000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 64000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 600,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet, dense values as cited by ai-dynamo/aiconfigurator systems/rtx_pro_6000_bse.yaml; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "t4",
    json: {
      id: "t4",
      name: "NVIDIA T4",
      aliases: ["t4-16gb", "Tesla T4", "NVIDIA T4"],
      generation: "turing",
      memoryCapacity: {
        value: 16000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 15837691904,
        unit: "B",
        source: {
          kind: "measured",
          ref: "total capacity in a PyTorch out-of-memory message, github.com/hpcaitech/Open-Sora issue 697, ECC on",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 300000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 8100000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 65000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
            accessed: "2026-11-24",
          },
        },
        bf16: null,
        fp8: null,
        int8: {
          value: 130000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
            accessed: "2026-11-24",
          },
        },
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "pcie",
        bandwidthPerDirection: {
          value: 16000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 70,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA T4 Tensor Core GPU data sheet, as the seed document and specification sites cite it; the sheet itself was not opened; sysrqmts.com gives 320 GB/s of memory bandwidth",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "v100-sxm-16gb",
    json: {
      id: "v100-sxm-16gb",
      name: "NVIDIA V100 SXM 16 GB",
      aliases: ["v100-16gb", "Tesla V100-SXM2-16GB"],
      generation: "volta",
      memoryCapacity: {
        value: 16000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 16932908564,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 900000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 15700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 125000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 150000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the node, for want of a link between nodes",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "gpus",
    id: "v100-sxm-32gb",
    json: {
      id: "v100-sxm-32gb",
      name: "NVIDIA V100 SXM2 32 GB",
      aliases: ["v100", "v100-32gb", "v100-sxm2-32gb", "Tesla V100-SXM2-32GB"],
      generation: "volta",
      memoryCapacity: {
        value: 32000000000,
        unit: "B",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      physicalMemory: {
        value: 34080565493,
        unit: "B",
        source: {
          kind: "assumed",
          why:
            "total memory as PyTorch reports it for this part in published out-of-memory messages; drivers differ by up to 1 %",
          accessed: "2026-11-24",
        },
      },
      memoryBandwidth: {
        value: 900000000000,
        unit: "B/s",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      denseFlops: {
        fp32: {
          value: 15700000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        fp16: {
          value: 125000000000000,
          unit: "FLOP/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      sparseFlops: {
        fp32: null,
        fp16: null,
        bf16: null,
        fp8: null,
        int8: null,
        fp4: null,
      },
      link: {
        kind: "nvlink",
        bandwidthPerDirection: {
          value: 150000000000,
          unit: "B/s",
          source: {
            kind: "datasheet",
            ref:
              "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
            accessed: "2026-11-24",
          },
        },
        gpusPerNode: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
        gpusPerDomain: {
          value: 8,
          unit: "1",
          source: {
            kind: "assumed",
            why: "the usual node of this part; nodes with fewer exist",
            accessed: "2026-11-24",
          },
        },
      },
      power: {
        value: 300,
        unit: "W",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA Tesla V100 GPU accelerator data sheet, SXM2 column, as cited by specification sites; the sheet itself was not opened",
          accessed: "2026-11-24",
        },
      },
      partitions: [],
    },
  },
  {
    kind: "models",
    id: "3d-unet",
    json: {
      kind: "single-pass",
      id: "3d-unet",
      name: "3D U-Net (KiTS19)",
      family: "3d-unet",
      aliases: ["3d-unet-kits19"],
      parameters: {
        value: 19000000,
        unit: "1",
        source: {
          kind: "paper",
          ref:
            "MLPerf Inference README, vision/medical_imaging/3d-unet-kits19: 19 million parameters, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
    },
  },
  {
    kind: "models",
    id: "bert-base",
    json: {
      kind: "encoder",
      id: "bert-base",
      name: "BERT base",
      family: "bert",
      aliases: ["bert-base-uncased"],
      parameters: {
        value: 109482240,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 512,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 12,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 768,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 30522,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 3072,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google-bert/bert-base-uncased config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "bert-large",
    json: {
      kind: "encoder",
      id: "bert-large",
      name: "BERT large",
      family: "bert",
      aliases: ["bert-large-uncased", "bert", "bert-large-squad"],
      parameters: {
        value: 335141888,
        unit: "1",
        source: {
          kind: "config",
          ref: "google-bert/bert-large-uncased config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 512,
        unit: "token",
        source: {
          kind: "config",
          ref: "google-bert/bert-large-uncased config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 24,
          unit: "1",
          source: {
            kind: "config",
            ref: "google-bert/bert-large-uncased config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref: "google-bert/bert-large-uncased config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 30522,
          unit: "1",
          source: {
            kind: "config",
            ref: "google-bert/bert-large-uncased config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 4096,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref: "google-bert/bert-large-uncased config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "bge-large-en-v1.5",
    json: {
      kind: "encoder",
      id: "bge-large-en-v1.5",
      name: "BGE large English v1.5",
      family: "bert",
      aliases: [],
      parameters: {
        value: 335141888,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
      contextLength: {
        value: 512,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 24,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 30522,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 4096,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-large-en-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "bge-m3",
    json: {
      kind: "encoder",
      id: "bge-m3",
      name: "BGE M3",
      family: "xlm-roberta",
      aliases: [],
      parameters: {
        value: 567754752,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 24,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 250002,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 4096,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "bge-reranker-v2-m3",
    json: {
      kind: "encoder",
      id: "bge-reranker-v2-m3",
      name: "BGE reranker v2 M3",
      family: "xlm-roberta",
      aliases: [],
      parameters: {
        value: 567754752,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 24,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 250002,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 4096,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "BAAI/bge-reranker-v2-m3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "command-r-35b",
    json: {
      kind: "decoder",
      id: "command-r-35b",
      name: "Command R 35B",
      family: "cohere",
      aliases: ["c4ai-command-r-v01"],
      parameters: {
        value: 34980831232,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 8192,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 256000,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 22528,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "CohereForAI/c4ai-command-r-v01 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "deepseek-v2-lite",
    json: {
      kind: "decoder",
      id: "deepseek-v2-lite",
      name: "DeepSeek V2 Lite",
      family: "deepseek-v2",
      aliases: [],
      parameters: {
        value: 15706485888,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 163840,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 27,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 102400,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 27,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            queryRank: null,
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            index: null,
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 10944,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 26,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 6,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1408,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 1408,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V2-Lite config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "deepseek-v3",
    json: {
      kind: "decoder",
      id: "deepseek-v3",
      name: "DeepSeek V3 / R1",
      family: "deepseek-v3",
      aliases: ["deepseek-r1", "deepseek-v3.1"],
      parameters: {
        value: 671026419200,
        unit: "1",
        source: {
          kind: "config",
          ref: "deepseek-ai/DeepSeek-V3 config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp8",
      contextLength: {
        value: 163840,
        unit: "token",
        source: {
          kind: "config",
          ref: "deepseek-ai/DeepSeek-V3 config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 61,
          unit: "1",
          source: {
            kind: "config",
            ref: "deepseek-ai/DeepSeek-V3 config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref: "deepseek-ai/DeepSeek-V3 config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 129280,
          unit: "1",
          source: {
            kind: "config",
            ref: "deepseek-ai/DeepSeek-V3 config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 61,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            queryRank: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            index: null,
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 18432,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 58,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "deepseek-ai/DeepSeek-V3 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "fp8",
          keptInNative: ["embeddings", "router"],
          ref: "deepseek-ai/DeepSeek-V3 config.json",
        },
        {
          precision: "nvfp4",
          keptInNative: ["latent-projections", "router", "embeddings"],
          ref:
            "modelopt NVFP4 checkpoints of latent-attention models as the speed-model study describes them: q_a, q_b, kv_a, kv_b stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "deepseek-v3.2",
    json: {
      kind: "decoder",
      id: "deepseek-v3.2",
      name: "DeepSeek V3.2",
      family: "deepseek-v3",
      aliases: ["deepseek-v3.2-exp"],
      parameters: {
        value: 671877944064,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp8",
      contextLength: {
        value: 163840,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 61,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 129280,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 61,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            queryRank: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            index: {
              heads: {
                value: 64,
                unit: "1",
                source: {
                  kind: "config",
                  ref:
                    "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                  accessed: "2026-11-24",
                },
              },
              headDimension: {
                value: 128,
                unit: "1",
                source: {
                  kind: "config",
                  ref:
                    "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                  accessed: "2026-11-24",
                },
              },
              topTokens: {
                value: 2048,
                unit: "token",
                source: {
                  kind: "config",
                  ref:
                    "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                  accessed: "2026-11-24",
                },
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 18432,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 58,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "fp8",
          keptInNative: ["embeddings", "router"],
          ref:
            "deepseek-ai/DeepSeek-V3.2 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
        },
        {
          precision: "nvfp4",
          keptInNative: ["latent-projections", "router", "embeddings"],
          ref:
            "modelopt NVFP4 checkpoints of latent-attention models as the speed-model study describes them: q_a, q_b, kv_a, kv_b stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "dlrm-v2",
    json: {
      kind: "single-pass",
      id: "dlrm-v2",
      name: "DLRM v2 (Criteo 4 TB, multi-hot)",
      family: "dlrm",
      aliases: ["dlrm-dcnv2"],
      parameters: {
        value: 24300000000,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "the 97.3 GB of 32-bit embeddings that MLPerf Inference states for this model, over 4 bytes; the tables may be shared or pruned by a submitter",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
    },
  },
  {
    kind: "models",
    id: "falcon-40b",
    json: {
      kind: "decoder",
      id: "falcon-40b",
      name: "Falcon 40B",
      family: "falcon",
      aliases: [],
      parameters: {
        value: 41303293952,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 2048,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 60,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 8192,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 65024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 60,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 60,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 32768,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "tiiuae/falcon-40b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "flux.1-dev",
    json: {
      kind: "diffusion",
      id: "flux.1-dev",
      name: "FLUX.1 dev",
      family: "flux",
      aliases: ["flux", "flux.1", "flux.1-schnell"],
      parameters: {
        value: 16870000000,
        unit: "1",
        source: {
          kind: "paper",
          ref:
            "black-forest-labs/FLUX.1-dev model card: a transformer of 12 billion; with its T5 XXL encoder of 4.7 billion, CLIP text encoder of 0.1 and autoencoder of 0.1, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      denoiser: {
        kind: "transformer",
        textTokens: {
          value: 512,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "black-forest-labs/FLUX.1-dev model card: max_sequence_length; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        textWidth: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/FLUX.1-dev transformer/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        usualSteps: {
          value: 50,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/FLUX.1-dev model card, example; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        passesPerStep: {
          value: 1,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "black-forest-labs/FLUX.1-dev model card: guidance is distilled into the model, one pass per step; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        usualSide: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/FLUX.1-dev model card, example; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        pixelsPerToken: {
          value: 16,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "black-forest-labs/FLUX.1-dev vae/config.json: 8 pixels per latent, 2 latents of a side per token; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "black-forest-labs/FLUX.1-dev transformer/config.json: 24 heads of 128; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        doubleLayers: {
          value: 19,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/FLUX.1-dev transformer/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        singleLayers: {
          value: 38,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/FLUX.1-dev transformer/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        feedForwardRatio: {
          value: 4,
          unit: "1",
          source: {
            kind: "config",
            ref: "black-forest-labs/flux src/flux/util.py: mlp_ratio; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
    },
  },
  {
    kind: "models",
    id: "gemma-2-27b",
    json: {
      kind: "decoder",
      id: "gemma-2-27b",
      name: "Gemma 2 27B",
      family: "gemma2",
      aliases: [],
      parameters: {
        value: 27227128320,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 46,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4608,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 256000,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "window",
            layers: {
              value: 23,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 4096,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 23,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 46,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 36864,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-27b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gemma-2-9b",
    json: {
      kind: "decoder",
      id: "gemma-2-9b",
      name: "Gemma 2 9B",
      family: "gemma2",
      aliases: [],
      parameters: {
        value: 9241705984,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 42,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3584,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 256000,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "window",
            layers: {
              value: 21,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 4096,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 21,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 42,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-2-9b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gemma-3-12b",
    json: {
      kind: "decoder",
      id: "gemma-3-12b",
      name: "Gemma 3 12B",
      family: "gemma3",
      aliases: [],
      parameters: {
        value: 11766034176,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3840,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 262208,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "window",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 1024,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 15360,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-12b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gemma-3-27b",
    json: {
      kind: "decoder",
      id: "gemma-3-27b",
      name: "Gemma 3 27B",
      family: "gemma3",
      aliases: [],
      parameters: {
        value: 27009346304,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 62,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5376,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 262208,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "window",
            layers: {
              value: 52,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 1024,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 62,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 21504,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-27b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gemma-3-4b",
    json: {
      kind: "decoder",
      id: "gemma-3-4b",
      name: "Gemma 3 4B",
      family: "gemma3",
      aliases: [],
      parameters: {
        value: 3880263168,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 34,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2560,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 262208,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "window",
            layers: {
              value: 29,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 1024,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 5,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 34,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 10240,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "google/gemma-3-4b-it config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "glm-4.5",
    json: {
      kind: "decoder",
      id: "glm-4.5",
      name: "GLM 4.5",
      family: "glm4-moe",
      aliases: ["glm-4.6"],
      parameters: {
        value: 352797829024,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 92,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151552,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 92,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12288,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 89,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 160,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "glm-4.5-air",
    json: {
      kind: "decoder",
      id: "glm-4.5-air",
      name: "GLM 4.5 Air",
      family: "glm4-moe",
      aliases: [],
      parameters: {
        value: 106852251264,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 46,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151552,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 46,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 10944,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 45,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1408,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 1408,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "zai-org/GLM-4.5-Air config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "glm-4.7",
    json: {
      kind: "decoder",
      id: "glm-4.7",
      name: "GLM 4.7",
      family: "glm4-moe",
      aliases: [],
      parameters: {
        value: 352797829024,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 202752,
        unit: "token",
        source: {
          kind: "config",
          ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 92,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151552,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 92,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12288,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 89,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 160,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-4.7-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "glm-5",
    json: {
      kind: "decoder",
      id: "glm-5",
      name: "GLM 5",
      family: "glm5",
      aliases: [],
      parameters: {
        value: 743911218432,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 202752,
        unit: "token",
        source: {
          kind: "config",
          ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 78,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 154880,
          unit: "1",
          source: {
            kind: "config",
            ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 78,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            queryRank: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 192,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            index: {
              heads: {
                value: 32,
                unit: "1",
                source: {
                  kind: "config",
                  ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                  accessed: "2026-11-24",
                },
              },
              headDimension: {
                value: 128,
                unit: "1",
                source: {
                  kind: "config",
                  ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                  accessed: "2026-11-24",
                },
              },
              topTokens: {
                value: 2048,
                unit: "token",
                source: {
                  kind: "config",
                  ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                  accessed: "2026-11-24",
                },
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12288,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 75,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "zai-org/GLM-5-FP8 config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "nvfp4",
          keptInNative: ["latent-projections", "router", "embeddings"],
          ref:
            "modelopt NVFP4 checkpoints of latent-attention models as the speed-model study describes them: q_a, q_b, kv_a, kv_b stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "gpt-3.5-turbo",
    json: {
      kind: "decoder",
      id: "gpt-3.5-turbo",
      name: "GPT-3.5 Turbo (as GPT-3 175B)",
      family: "gpt",
      aliases: ["gpt-3.5", "gpt-3-175b", "gpt3"],
      parameters: {
        value: 175000000000,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 4096,
        unit: "token",
        source: {
          kind: "assumed",
          why: "the seed document; the GPT-3 paper trains at 2,048",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 96,
          unit: "1",
          source: {
            kind: "assumed",
            why:
              "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 12288,
          unit: "1",
          source: {
            kind: "assumed",
            why:
              "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50257,
          unit: "1",
          source: {
            kind: "assumed",
            why:
              "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 96,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 96,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 96,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 49152,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "assumed",
                why:
                  "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gpt-j-6b",
    json: {
      kind: "decoder",
      id: "gpt-j-6b",
      name: "GPT-J 6B",
      family: "gptj",
      aliases: ["gptj"],
      parameters: {
        value: 6050882784,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 2048,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50400,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 16384,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-j-6b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gpt-neox-20b",
    json: {
      kind: "decoder",
      id: "gpt-neox-20b",
      name: "GPT-NeoX 20B",
      family: "gpt-neox",
      aliases: [],
      parameters: {
        value: 20554567680,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 2048,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 44,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50432,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 44,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 44,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 24576,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "EleutherAI/gpt-neox-20b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "gpt-oss-120b",
    json: {
      kind: "decoder",
      id: "gpt-oss-120b",
      name: "gpt-oss 120B",
      family: "gpt-oss",
      aliases: [],
      parameters: {
        value: 116829156672,
        unit: "1",
        source: {
          kind: "config",
          ref: "openai/gpt-oss-120b config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "mxfp4",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "openai/gpt-oss-120b config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 36,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-120b config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2880,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-120b config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 201088,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-120b config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 18,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 128,
              unit: "token",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 18,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2880,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-120b config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "mxfp4",
          keptInNative: ["attention", "embeddings", "latent-projections", "router"],
          ref: "openai/gpt-oss-120b config.json",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "gpt-oss-20b",
    json: {
      kind: "decoder",
      id: "gpt-oss-20b",
      name: "gpt-oss 20B",
      family: "gpt-oss",
      aliases: [],
      parameters: {
        value: 20914757184,
        unit: "1",
        source: {
          kind: "config",
          ref: "openai/gpt-oss-20b config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "mxfp4",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "openai/gpt-oss-20b config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 24,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-20b config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2880,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-20b config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 201088,
          unit: "1",
          source: {
            kind: "config",
            ref: "openai/gpt-oss-20b config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 128,
              unit: "token",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2880,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "openai/gpt-oss-20b config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "mxfp4",
          keptInNative: ["attention", "embeddings", "latent-projections", "router"],
          ref: "openai/gpt-oss-20b config.json",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "granite-3.1-8b",
    json: {
      kind: "decoder",
      id: "granite-3.1-8b",
      name: "Granite 3.1 8B",
      family: "granite",
      aliases: ["granite-3.3-8b"],
      parameters: {
        value: 8170848256,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 49155,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12800,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ibm-granite/granite-3.1-8b-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "jamba-1.5-mini",
    json: {
      kind: "decoder",
      id: "jamba-1.5-mini",
      name: "Jamba 1.5 Mini",
      family: "jamba",
      aliases: ["ai21-jamba-1.5-mini"],
      parameters: {
        value: 51570323328,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 262144,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 65536,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "ai21labs/AI21-Jamba-1.5-Mini config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "kimi-k2",
    json: {
      kind: "decoder",
      id: "kimi-k2",
      name: "Kimi K2",
      family: "kimi",
      aliases: [],
      parameters: {
        value: 1026408232448,
        unit: "1",
        source: {
          kind: "config",
          ref: "moonshotai/Kimi-K2-Instruct config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp8",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "moonshotai/Kimi-K2-Instruct config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 61,
          unit: "1",
          source: {
            kind: "config",
            ref: "moonshotai/Kimi-K2-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref: "moonshotai/Kimi-K2-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 163840,
          unit: "1",
          source: {
            kind: "config",
            ref: "moonshotai/Kimi-K2-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 61,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            queryRank: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            index: null,
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 18432,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 60,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 384,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref: "moonshotai/Kimi-K2-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "fp8",
          keptInNative: ["embeddings", "router"],
          ref: "moonshotai/Kimi-K2-Instruct config.json",
        },
        {
          precision: "nvfp4",
          keptInNative: ["latent-projections", "router", "embeddings"],
          ref:
            "modelopt NVFP4 checkpoints of latent-attention models as the speed-model study describes them: q_a, q_b, kv_a, kv_b stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "kimi-k2.5",
    json: {
      kind: "decoder",
      id: "kimi-k2.5",
      name: "Kimi K2.5",
      family: "kimi",
      aliases: ["kimi-k2-thinking"],
      parameters: {
        value: 1026408232448,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "int4",
      contextLength: {
        value: 262144,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 61,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 163840,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "latent",
            layers: {
              value: 61,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            kvRank: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            queryRank: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            ropeDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            nopeDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            index: null,
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 18432,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 60,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 384,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 2048,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "int4",
          keptInNative: ["attention", "embeddings", "latent-projections", "router", "shared-experts"],
          ref:
            "moonshotai/Kimi-K2.5 config.json, as stored in ai-dynamo/aiconfigurator model_configs for the sizes; the quantisation is that of moonshotai/Kimi-K2-Thinking",
        },
        {
          precision: "nvfp4",
          keptInNative: ["latent-projections", "router", "embeddings"],
          ref:
            "modelopt NVFP4 checkpoints of latent-attention models as the speed-model study describes them: q_a, q_b, kv_a, kv_b stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "llama-2-13b",
    json: {
      kind: "decoder",
      id: "llama-2-13b",
      name: "Llama 2 13B",
      family: "llama",
      aliases: ["llama-13b", "llama2-13b"],
      parameters: {
        value: 13015864320,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 4096,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 13824,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-2-13b-hf config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-2-70b",
    json: {
      kind: "decoder",
      id: "llama-2-70b",
      name: "Llama 2 70B",
      family: "llama",
      aliases: ["llama-70b", "llama2-70b"],
      parameters: {
        value: 68976648192,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-2-70b-hf config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 4096,
        unit: "token",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-2-70b-hf config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 80,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-70b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 8192,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-70b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-70b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 28672,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-70b-hf config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-2-7b",
    json: {
      kind: "decoder",
      id: "llama-2-7b",
      name: "Llama 2 7B",
      family: "llama",
      aliases: ["llama-7b", "llama2-7b"],
      parameters: {
        value: 6738415616,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-2-7b-hf config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 4096,
        unit: "token",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-2-7b-hf config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-7b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-7b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-7b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 11008,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-2-7b-hf config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-3.1-405b",
    json: {
      kind: "decoder",
      id: "llama-3.1-405b",
      name: "Llama 3.1 405B",
      family: "llama",
      aliases: [],
      parameters: {
        value: 405853388800,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-405B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-405B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 126,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-405B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 16384,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-405B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 128256,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-405B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 126,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 126,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 53248,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-405B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-3.1-70b",
    json: {
      kind: "decoder",
      id: "llama-3.1-70b",
      name: "Llama 3.1 70B",
      family: "llama",
      aliases: ["llama-3-70b", "llama-3.3-70b", "deepseek-r1-distill-llama-70b"],
      parameters: {
        value: 70553706496,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-70B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-70B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 80,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-70B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 8192,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-70B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 128256,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-70B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 28672,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-70B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-3.1-8b",
    json: {
      kind: "decoder",
      id: "llama-3.1-8b",
      name: "Llama 3.1 8B",
      family: "llama",
      aliases: ["llama-3-8b", "deepseek-r1-distill-llama-8b"],
      parameters: {
        value: 8030261248,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-8B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-8B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-8B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-8B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 128256,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-8B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "meta-llama/Llama-3.1-8B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-3.2-1b",
    json: {
      kind: "decoder",
      id: "llama-3.2-1b",
      name: "Llama 3.2 1B",
      family: "llama",
      aliases: [],
      parameters: {
        value: 1235814400,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 16,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 128256,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-1B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-3.2-3b",
    json: {
      kind: "decoder",
      id: "llama-3.2-3b",
      name: "Llama 3.2 3B",
      family: "llama",
      aliases: [],
      parameters: {
        value: 3212749824,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 128256,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-3.2-3B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-4-maverick",
    json: {
      kind: "decoder",
      id: "llama-4-maverick",
      name: "Llama 4 Maverick 17B 128E",
      family: "llama4",
      aliases: ["llama-4-maverick-17b-128e"],
      parameters: {
        value: 400711848960,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 1048576,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 202048,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 8192,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 16384,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "experts",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Maverick-17B-128E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "llama-4-scout",
    json: {
      kind: "decoder",
      id: "llama-4-scout",
      name: "Llama 4 Scout 17B 16E",
      family: "llama4",
      aliases: ["llama-4-scout-17b-16e"],
      parameters: {
        value: 107769861120,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 10485760,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 202048,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 8192,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "meta-llama/Llama-4-Scout-17B-16E-Instruct config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mamba-codestral-7b",
    json: {
      kind: "decoder",
      id: "mamba-codestral-7b",
      name: "Mamba Codestral 7B",
      family: "mamba2",
      aliases: ["mamba-codestral-7b-v0.1"],
      parameters: {
        value: 7285403648,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 1048576,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 64,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32768,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "none",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mamba-Codestral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "minimax-m1",
    json: {
      kind: "decoder",
      id: "minimax-m1",
      name: "MiniMax M1",
      family: "minimax",
      aliases: ["minimax-text-01", "minimax-m1-80k", "minimax-m1-40k"],
      parameters: {
        value: 456089655296,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 10240000,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 80,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 200064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 70,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 9216,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M1-80k config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "minimax-m2.5",
    json: {
      kind: "decoder",
      id: "minimax-m2.5",
      name: "MiniMax M2.5",
      family: "minimax",
      aliases: ["minimax-m2", "minimax-m2.1"],
      parameters: {
        value: 228689764864,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp8",
      contextLength: {
        value: 196608,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 62,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 200064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 62,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 62,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "fp8",
          keptInNative: ["embeddings", "router"],
          ref:
            "MiniMaxAI/MiniMax-M2.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
        },
        {
          precision: "nvfp4",
          keptInNative: ["attention", "router", "embeddings"],
          ref: "NVFP4 checkpoints of MiniMax M2.5 as the speed-model study describes them: attention stays in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "mistral-7b",
    json: {
      kind: "decoder",
      id: "mistral-7b",
      name: "Mistral 7B v0.3",
      family: "mistral",
      aliases: ["mistral-7b-v0.3", "mistral-7b-v0.2"],
      parameters: {
        value: 7248023552,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32768,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mistral-7b-v0.1",
    json: {
      kind: "decoder",
      id: "mistral-7b-v0.1",
      name: "Mistral 7B v0.1",
      family: "mistral",
      aliases: [],
      parameters: {
        value: 7241732096,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 4096,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-7B-v0.1 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mistral-large-123b",
    json: {
      kind: "decoder",
      id: "mistral-large-123b",
      name: "Mistral Large 2 123B",
      family: "mistral",
      aliases: ["mistral-large"],
      parameters: {
        value: 122610069504,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 88,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 12288,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32768,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 88,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 88,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 28672,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Large-Instruct-2407 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mistral-nemo-12b",
    json: {
      kind: "decoder",
      id: "mistral-nemo-12b",
      name: "Mistral Nemo 12B",
      family: "mistral",
      aliases: ["mistral-nemo"],
      parameters: {
        value: 12247782400,
        unit: "1",
        source: {
          kind: "config",
          ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 131072,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mistral-Nemo-Instruct-2407 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mistral-small-24b",
    json: {
      kind: "decoder",
      id: "mistral-small-24b",
      name: "Mistral Small 24B",
      family: "mistral",
      aliases: ["mistral-small-3.1-24b", "mistral-small-3.2-24b", "devstral-small"],
      parameters: {
        value: 23572403200,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 131072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 32768,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mistralai/Mistral-Small-24B-Instruct-2501 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mixtral-8x22b",
    json: {
      kind: "decoder",
      id: "mixtral-8x22b",
      name: "Mixtral 8x22B",
      family: "mixtral",
      aliases: ["mixtral-8x22b-v0.1"],
      parameters: {
        value: 140620634112,
        unit: "1",
        source: {
          kind: "config",
          ref: "mistralai/Mixtral-8x22B-v0.1 config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 65536,
        unit: "token",
        source: {
          kind: "config",
          ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 56,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 56,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 56,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 16384,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x22B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mixtral-8x7b",
    json: {
      kind: "decoder",
      id: "mixtral-8x7b",
      name: "Mixtral 8x7B",
      family: "mixtral",
      aliases: ["mixtral-8x7b-v0.1"],
      parameters: {
        value: 46702792704,
        unit: "1",
        source: {
          kind: "config",
          ref: "mistralai/Mixtral-8x7B-v0.1 config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32000,
          unit: "1",
          source: {
            kind: "config",
            ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 14336,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "mistralai/Mixtral-8x7B-v0.1 config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "modernbert-large",
    json: {
      kind: "encoder",
      id: "modernbert-large",
      name: "ModernBERT large",
      family: "modernbert",
      aliases: [],
      parameters: {
        value: 395831296,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50368,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "window",
            layers: {
              value: 18,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 128,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 2624,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "answerdotai/ModernBERT-large config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "mpt-30b",
    json: {
      kind: "decoder",
      id: "mpt-30b",
      name: "MPT 30B",
      family: "mpt",
      aliases: [],
      parameters: {
        value: 29957200896,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50432,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 112,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 28672,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "mosaicml/mpt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "nemotron-h-8b",
    json: {
      kind: "decoder",
      id: "nemotron-h-8b",
      name: "Nemotron-H 8B",
      family: "nemotron-h",
      aliases: ["nemotron-h-8b-base-8k"],
      parameters: {
        value: 8100852736,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 52,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 131072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "none",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "none",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "dense",
            layers: {
              value: 24,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 21504,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nvidia/Nemotron-H-8B-Base-8K config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "nomic-embed-text-v1.5",
    json: {
      kind: "encoder",
      id: "nomic-embed-text-v1.5",
      name: "Nomic Embed Text v1.5",
      family: "nomic-bert",
      aliases: [],
      parameters: {
        value: 136731648,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
      contextLength: {
        value: 8192,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 12,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 768,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 30528,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 3072,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "nomic-ai/nomic-embed-text-v1.5 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "olmo-2-13b",
    json: {
      kind: "decoder",
      id: "olmo-2-13b",
      name: "OLMo 2 13B",
      family: "olmo",
      aliases: ["olmo-2-1124-13b"],
      parameters: {
        value: 13716198400,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 4096,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 100352,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 13824,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "allenai/OLMo-2-1124-13B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "opt-30b",
    json: {
      kind: "decoder",
      id: "opt-30b",
      name: "OPT 30B",
      family: "opt",
      aliases: [],
      parameters: {
        value: 29974540288,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 2048,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 7168,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 50272,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 56,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 56,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 28672,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "facebook/opt-30b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "phi-3.5-mini",
    json: {
      kind: "decoder",
      id: "phi-3.5-mini",
      name: "Phi 3.5 mini",
      family: "phi",
      aliases: ["phi-3-mini-128k"],
      parameters: {
        value: 3821079552,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3072,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 262144,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 8192,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-mini-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "phi-3.5-moe",
    json: {
      kind: "decoder",
      id: "phi-3.5-moe",
      name: "Phi 3.5 MoE",
      family: "phi-moe",
      aliases: [],
      parameters: {
        value: 41873117184,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 131072,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 32064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 131072,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 6400,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/Phi-3.5-MoE-instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "phi-4",
    json: {
      kind: "decoder",
      id: "phi-4",
      name: "Phi 4",
      family: "phi",
      aliases: ["phi-4-14b"],
      parameters: {
        value: 14659507200,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 16384,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 100352,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 17920,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "microsoft/phi-4 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen2.5-1.5b",
    json: {
      kind: "decoder",
      id: "qwen2.5-1.5b",
      name: "Qwen2.5 1.5B",
      family: "qwen2",
      aliases: [],
      parameters: {
        value: 1543714304,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1536,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 8960,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-1.5B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen2.5-14b",
    json: {
      kind: "decoder",
      id: "qwen2.5-14b",
      name: "Qwen2.5 14B",
      family: "qwen2",
      aliases: ["deepseek-r1-distill-qwen-14b"],
      parameters: {
        value: 14770033664,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 152064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 13824,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-14B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen2.5-32b",
    json: {
      kind: "decoder",
      id: "qwen2.5-32b",
      name: "Qwen2.5 32B",
      family: "qwen2",
      aliases: ["qwq-32b", "deepseek-r1-distill-qwen-32b", "qwen2.5-coder-32b"],
      parameters: {
        value: 32763876352,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 64,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 152064,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 27648,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen2.5-32B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen2.5-72b",
    json: {
      kind: "decoder",
      id: "qwen2.5-72b",
      name: "Qwen2.5 72B",
      family: "qwen2",
      aliases: ["qwen2-72b"],
      parameters: {
        value: 72706203648,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen2.5-72B-Instruct config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen2.5-72B-Instruct config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 80,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-72B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 8192,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-72B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 152064,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-72B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 80,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 29568,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-72B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen2.5-7b",
    json: {
      kind: "decoder",
      id: "qwen2.5-7b",
      name: "Qwen2.5 7B",
      family: "qwen2",
      aliases: ["qwen2-7b", "deepseek-r1-distill-qwen-7b"],
      parameters: {
        value: 7615616512,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen2.5-7B-Instruct config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen2.5-7B-Instruct config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-7B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 3584,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-7B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 152064,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen2.5-7B-Instruct config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 18944,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen2.5-7B-Instruct config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-0.6b",
    json: {
      kind: "decoder",
      id: "qwen3-0.6b",
      name: "Qwen3 0.6B",
      family: "qwen3",
      aliases: [],
      parameters: {
        value: 596049920,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 3072,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-14b",
    json: {
      kind: "decoder",
      id: "qwen3-14b",
      name: "Qwen3 14B",
      family: "qwen3",
      aliases: [],
      parameters: {
        value: 14768307200,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-14B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-14B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-14B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-14B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-14B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 17408,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-14B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-235b-a22b",
    json: {
      kind: "decoder",
      id: "qwen3-235b-a22b",
      name: "Qwen3 235B A22B",
      family: "qwen3-moe",
      aliases: [],
      parameters: {
        value: 235093634560,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-235B-A22B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-235B-A22B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 94,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-235B-A22B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-235B-A22B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-235B-A22B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 94,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 94,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1536,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-235B-A22B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-30b-a3b",
    json: {
      kind: "decoder",
      id: "qwen3-30b-a3b",
      name: "Qwen3 30B A3B",
      family: "qwen3-moe",
      aliases: ["qwen3-coder-30b-a3b"],
      parameters: {
        value: 30532122624,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-30B-A3B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-30B-A3B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-30B-A3B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-30B-A3B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-30B-A3B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 768,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-30B-A3B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-32b",
    json: {
      kind: "decoder",
      id: "qwen3-32b",
      name: "Qwen3 32B",
      family: "qwen3",
      aliases: [],
      parameters: {
        value: 32762123264,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-32B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-32B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 64,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-32B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 5120,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-32B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-32B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 25600,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-32B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-4b",
    json: {
      kind: "decoder",
      id: "qwen3-4b",
      name: "Qwen3 4B",
      family: "qwen3",
      aliases: [],
      parameters: {
        value: 4022468096,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 36,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2560,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 9728,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-4B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-8b",
    json: {
      kind: "decoder",
      id: "qwen3-8b",
      name: "Qwen3 8B",
      family: "qwen3",
      aliases: [],
      parameters: {
        value: 8190735360,
        unit: "1",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-8B config.json, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-8B config.json",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 36,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-8B config.json",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-8B config.json",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-8B config.json",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12288,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3-8B config.json",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-coder-480b-a35b",
    json: {
      kind: "decoder",
      id: "qwen3-coder-480b-a35b",
      name: "Qwen3 Coder 480B A35B",
      family: "qwen3-moe",
      aliases: [],
      parameters: {
        value: 480154875392,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 262144,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 62,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "full",
            layers: {
              value: 62,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 96,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 62,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 160,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 2560,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 0,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Coder-480B-A35B-Instruct config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-embedding-0.6b",
    json: {
      kind: "encoder",
      id: "qwen3-embedding-0.6b",
      name: "Qwen3 Embedding 0.6B",
      family: "qwen3",
      aliases: ["qwen3-reranker-0.6b"],
      parameters: {
        value: 595776512,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 32768,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 28,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1024,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151669,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 28,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 3072,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-0.6B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-embedding-8b",
    json: {
      kind: "encoder",
      id: "qwen3-embedding-8b",
      name: "Qwen3 Embedding 8B",
      family: "qwen3",
      aliases: ["qwen3-reranker-8b"],
      parameters: {
        value: 7567295488,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 40960,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 36,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151665,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 8,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 12288,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Embedding-8B config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3-next-80b-a3b",
    json: {
      kind: "decoder",
      id: "qwen3-next-80b-a3b",
      name: "Qwen3 Next 80B A3B",
      family: "qwen3-next",
      aliases: [],
      parameters: {
        value: 79674391296,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 262144,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 48,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 151936,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 36,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 12,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            outputGate: true,
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "Qwen/Qwen3-Next-80B-A3B-Thinking config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "qwen3.5-397b-a17b",
    json: {
      kind: "decoder",
      id: "qwen3.5-397b-a17b",
      name: "Qwen3.5 397B A17B",
      family: "qwen3.5-moe",
      aliases: [],
      parameters: {
        value: 396346350336,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 262144,
        unit: "token",
        source: {
          kind: "config",
          ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 60,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 248320,
          unit: "1",
          source: {
            kind: "config",
            ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "linear",
            layers: {
              value: 45,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            keyHeads: {
              value: 16,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            valueHeads: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            keyDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            valueDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            convolutionWidth: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
          {
            kind: "full",
            layers: {
              value: 15,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 256,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            outputGate: true,
          },
        ],
        feedForward: [
          {
            kind: "experts",
            layers: {
              value: 60,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            experts: {
              value: 512,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertsPerToken: {
              value: 10,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            expertSize: {
              value: 1024,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 3,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExperts: {
              value: 1,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
            sharedExpertSize: {
              value: 1024,
              unit: "1",
              source: {
                kind: "config",
                ref: "Qwen/Qwen3.5-397B-A17B config.json, as stored in ai-dynamo/aiconfigurator model_configs",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [
        {
          precision: "nvfp4",
          keptInNative: ["attention", "linear-attention", "shared-experts", "router", "embeddings"],
          ref:
            "nvidia/Qwen3.5-397B-A17B-NVFP4 as the speed-model study describes it: attention and shared expert stay in 16 bits",
        },
      ],
    },
  },
  {
    kind: "models",
    id: "resnet-50",
    json: {
      kind: "single-pass",
      id: "resnet-50",
      name: "ResNet-50 v1.5",
      family: "resnet",
      aliases: ["resnet50", "resnet50-v1.5"],
      parameters: {
        value: 25557032,
        unit: "1",
        source: {
          kind: "config",
          ref: "torchvision resnet50, sum of its tensor sizes",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
    },
  },
  {
    kind: "models",
    id: "retinanet-resnext50",
    json: {
      kind: "single-pass",
      id: "retinanet-resnext50",
      name: "RetinaNet, ResNeXt-50 32x4d",
      family: "retinanet",
      aliases: ["retinanet"],
      parameters: {
        value: 37000000,
        unit: "1",
        source: {
          kind: "paper",
          ref:
            "MLPerf Inference README, vision/classification_and_detection: RetinaNet of 37 million parameters, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp32",
    },
  },
  {
    kind: "models",
    id: "stable-diffusion-xl",
    json: {
      kind: "diffusion",
      id: "stable-diffusion-xl",
      name: "Stable Diffusion XL",
      family: "stable-diffusion",
      aliases: ["sdxl", "stable-diffusion-xl-base-1.0"],
      parameters: {
        value: 3500000000,
        unit: "1",
        source: {
          kind: "paper",
          ref:
            "Podell et al. 2023, arXiv 2307.01952, table 1: UNet 2.6 billion, text encoders 817 million, and the autoencoder; quoted as published, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      denoiser: {
        kind: "unet",
        textTokens: {
          value: 77,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "stabilityai/stable-diffusion-xl-base-1.0 tokenizer/tokenizer_config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        textWidth: {
          value: 2048,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        usualSteps: {
          value: 20,
          unit: "1",
          source: {
            kind: "paper",
            ref:
              "MLPerf Inference text_to_image rules: 20 Euler steps, guidance 8; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        passesPerStep: {
          value: 2,
          unit: "1",
          source: {
            kind: "paper",
            ref:
              "MLPerf Inference text_to_image rules: guidance 8, so each step runs with and without the prompt; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        usualSide: {
          value: 1024,
          unit: "1",
          source: {
            kind: "paper",
            ref: "Podell et al. 2023, arXiv 2307.01952, section 2.2; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        downscale: {
          value: 8,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "stabilityai/stable-diffusion-xl-base-1.0 vae/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        latentChannels: {
          value: 4,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        channels: [
          {
            value: 320,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
          {
            value: 640,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
          {
            value: 1280,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
        ],
        depths: [
          {
            value: 0,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
          {
            value: 2,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
          {
            value: 10,
            unit: "1",
            source: {
              kind: "config",
              ref:
                "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
              accessed: "2026-11-24",
            },
          },
        ],
        blocksPerLevel: {
          value: 2,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "stabilityai/stable-diffusion-xl-base-1.0 unet/config.json; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
    },
  },
  {
    kind: "models",
    id: "starcoder2-15b",
    json: {
      kind: "decoder",
      id: "starcoder2-15b",
      name: "StarCoder2 15B",
      family: "starcoder",
      aliases: [],
      parameters: {
        value: 15957889024,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "bf16",
      contextLength: {
        value: 16384,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 40,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 6144,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 49152,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: false,
        attention: [
          {
            kind: "window",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 48,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 128,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            window: {
              value: 4096,
              unit: "token",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 40,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 24576,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "bigcode/starcoder2-15b config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
    },
  },
  {
    kind: "models",
    id: "whisper-large-v3",
    json: {
      kind: "encoder-decoder",
      id: "whisper-large-v3",
      name: "Whisper large v3",
      family: "whisper",
      aliases: [],
      parameters: {
        value: 1543490560,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 448,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1280,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 51866,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 5120,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
      encoder: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1280,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 51866,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 5120,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      encoderPositions: {
        value: 1500,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3 config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "models",
    id: "whisper-large-v3-turbo",
    json: {
      kind: "encoder-decoder",
      id: "whisper-large-v3-turbo",
      name: "Whisper large v3 turbo",
      family: "whisper",
      aliases: [],
      parameters: {
        value: 808878080,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters, sum of the tensor sizes that it implies",
          accessed: "2026-11-24",
        },
      },
      publishedIn: "fp16",
      contextLength: {
        value: 448,
        unit: "token",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
      transformer: {
        layers: {
          value: 4,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1280,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 51866,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 4,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 5120,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      checkpoints: [],
      encoder: {
        layers: {
          value: 32,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        hiddenSize: {
          value: 1280,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        vocabularySize: {
          value: 51866,
          unit: "1",
          source: {
            kind: "config",
            ref:
              "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
            accessed: "2026-11-24",
          },
        },
        tiedEmbeddings: true,
        attention: [
          {
            kind: "full",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            heads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            kvHeads: {
              value: 20,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            headDimension: {
              value: 64,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
        feedForward: [
          {
            kind: "dense",
            layers: {
              value: 32,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            size: {
              value: 5120,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
            matrices: {
              value: 2,
              unit: "1",
              source: {
                kind: "config",
                ref:
                  "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
                accessed: "2026-11-24",
              },
            },
          },
        ],
      },
      encoderPositions: {
        value: 1500,
        unit: "1",
        source: {
          kind: "config",
          ref:
            "openai/whisper-large-v3-turbo config.json; quoted as published, not opened for this entry: the tensor sizes it implies add up to the published count of parameters",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "operations",
    id: "operations",
    json: {
      id: "operations",
      gpuMeanTimeBetweenFailures: {
        value: 315576000,
        unit: "s",
        source: {
          kind: "paper",
          ref:
            "The Llama 3 Herd of Models 2024, arXiv 2407.21783, section 3.3.4: of 419 unexpected interruptions of 16,384 H100 in 54 days 58.7 % were GPU issues, which is one in ten GPU-years; training stress, so an upper prior for serving; quoted as published, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      gpuRepairTime: {
        value: 86400,
        unit: "s",
        source: {
          kind: "assumed",
          why: "a day until a replaced or restarted node serves again; a fleet should give its own",
          accessed: "2026-11-24",
        },
      },
      replicaAvailability: {
        value: 0.999,
        unit: "1",
        source: {
          kind: "assumed",
          why: "share of the time that at least the replicas of the load shall be up, where a plan says nothing",
          accessed: "2026-11-24",
        },
      },
      idlePowerShare: {
        value: 0.2,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "share of its power limit that a GPU with a loaded model draws between requests; driver readings of idle replicas correct it",
          accessed: "2026-11-24",
        },
      },
      busyPowerShare: {
        value: 0.85,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "share of its power limit that a GPU draws while it serves without pause; decoding stays below the limit",
          accessed: "2026-11-24",
        },
      },
      nodePowerFactor: {
        value: 1.8,
        unit: "1",
        source: {
          kind: "datasheet",
          ref:
            "NVIDIA DGX H100 user guide: at most 10.2 kW for a system with eight GPUs of 700 W; cooling of the building is not in it; quoted as published, not opened for this entry",
          accessed: "2026-11-24",
        },
      },
      disaggregationShare: {
        value: 0.9,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "share of the matched rate that prefill and decode pools keep, as the two never wait for each other perfectly",
          accessed: "2026-11-24",
        },
      },
      nodeLinkBandwidth: {
        value: 50000000000,
        unit: "B/s",
        source: {
          kind: "assumed",
          why:
            "one 400 Gbit/s adapter per GPU, the usual node; the cache of a prompt crosses it from prefill to decode",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "a100-pcie-80gb-on-demand-runpod",
    json: {
      id: "a100-pcie-80gb-on-demand-runpod",
      gpu: "a100-pcie-80gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 1.19,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "a100-sxm-40gb-on-demand",
    json: {
      id: "a100-sxm-40gb-on-demand",
      gpu: "a100-sxm-40gb",
      purchaseClass: "on-demand",
      provider: null,
      on: "2023-12-31",
      perGpu: {
        value: 2.4,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why: "the hourly price that the seed document assumes, without provider or region; it cites figures of 2023",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "a100-sxm-80gb-on-demand",
    json: {
      id: "a100-sxm-80gb-on-demand",
      gpu: "a100-sxm-80gb",
      purchaseClass: "on-demand",
      provider: null,
      on: "2023-12-31",
      perGpu: {
        value: 3.2,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why: "the hourly price that the seed document assumes, without provider or region; it cites figures of 2023",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "a100-sxm-80gb-on-demand-runpod",
    json: {
      id: "a100-sxm-80gb-on-demand-runpod",
      gpu: "a100-sxm-80gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 1.39,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "b200-sxm-180gb-on-demand-packet",
    json: {
      id: "b200-sxm-180gb-on-demand-packet",
      gpu: "b200-sxm-180gb",
      purchaseClass: "on-demand",
      provider: "packet.ai",
      on: "2026-06-01",
      perGpu: {
        value: 3.75,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref: "packet.ai/blog/gpu-pricing-models-compared, the provider's own page, June 2026",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "b200-sxm-180gb-on-demand-runpod",
    json: {
      id: "b200-sxm-180gb-on-demand-runpod",
      gpu: "b200-sxm-180gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 5.98,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-pcie-80gb-on-demand-runpod",
    json: {
      id: "h100-pcie-80gb-on-demand-runpod",
      gpu: "h100-pcie-80gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 1.99,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-sxm-80gb-on-demand",
    json: {
      id: "h100-sxm-80gb-on-demand",
      gpu: "h100-sxm-80gb",
      purchaseClass: "on-demand",
      provider: null,
      on: "2023-12-31",
      perGpu: {
        value: 4.5,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why: "the hourly price that the seed document assumes, without provider or region; it cites figures of 2023",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-sxm-80gb-on-demand-aws",
    json: {
      id: "h100-sxm-80gb-on-demand-aws",
      gpu: "h100-sxm-80gb",
      purchaseClass: "on-demand",
      provider: "AWS",
      on: "2026-01-15",
      perGpu: {
        value: 10.08,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref:
            "digiterialabs.com/ai/insights/cloud-gpu-pricing-q1-2026: p5.48xlarge at 80.62 USD/h for 8 GPUs from 15 January 2026; other pages of that quarter still give 98.32; the price list itself was not opened",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-sxm-80gb-on-demand-runpod",
    json: {
      id: "h100-sxm-80gb-on-demand-runpod",
      gpu: "h100-sxm-80gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 2.69,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref:
            "deploybase.ai/articles/gpu-reserved-vs-spot-vs-on-demand-complete-pricing-guide, the price list itself was not opened",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-sxm-80gb-reserved-aws",
    json: {
      id: "h100-sxm-80gb-reserved-aws",
      gpu: "h100-sxm-80gb",
      purchaseClass: "reserved",
      provider: "AWS",
      on: "2026-03-01",
      perGpu: {
        value: 6.88,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref:
            "deploybase.ai/articles/aws-vs-google-cloud: p5.48xlarge with one year reserved at 55.04 USD/h for 8 GPUs, March 2026, US East 1; the price list itself was not opened",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h100-sxm-80gb-reserved-runpod",
    json: {
      id: "h100-sxm-80gb-reserved-runpod",
      gpu: "h100-sxm-80gb",
      purchaseClass: "reserved",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 1.94,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref:
            "deploybase.ai/articles/gpu-reserved-vs-spot-vs-on-demand-complete-pricing-guide, the price list itself was not opened",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h200-sxm-141gb-on-demand-packet",
    json: {
      id: "h200-sxm-141gb-on-demand-packet",
      gpu: "h200-sxm-141gb",
      purchaseClass: "on-demand",
      provider: "packet.ai",
      on: "2026-06-01",
      perGpu: {
        value: 2.25,
        unit: "USD/h",
        source: {
          kind: "quote",
          ref: "packet.ai/blog/gpu-pricing-models-compared, the provider's own page, June 2026",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "h200-sxm-141gb-on-demand-runpod",
    json: {
      id: "h200-sxm-141gb-on-demand-runpod",
      gpu: "h200-sxm-141gb",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 3.59,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "l4-on-demand-runpod",
    json: {
      id: "l4-on-demand-runpod",
      gpu: "l4",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 0.44,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "l40s-on-demand-runpod",
    json: {
      id: "l40s-on-demand-runpod",
      gpu: "l40s",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 0.79,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "rtx-4090-on-demand-runpod",
    json: {
      id: "rtx-4090-on-demand-runpod",
      gpu: "rtx-4090",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 0.34,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "rtx-pro-6000-on-demand-runpod",
    json: {
      id: "rtx-pro-6000-on-demand-runpod",
      gpu: "rtx-pro-6000",
      purchaseClass: "on-demand",
      provider: "RunPod",
      on: "2026-03-10",
      perGpu: {
        value: 0.89,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why:
            "RunPod's hourly rate of March 2026 as listed by deploybase.ai/articles/runpod-gpu-pricing; that page calls the column spot, another page of the site calls its H100 rate on-demand, which is how it is read here",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "t4-on-demand",
    json: {
      id: "t4-on-demand",
      gpu: "t4",
      purchaseClass: "on-demand",
      provider: null,
      on: "2023-12-31",
      perGpu: {
        value: 0.45,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why: "the hourly price that the seed document assumes, without provider or region; it cites figures of 2023",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "prices",
    id: "v100-sxm-32gb-on-demand",
    json: {
      id: "v100-sxm-32gb-on-demand",
      gpu: "v100-sxm-32gb",
      purchaseClass: "on-demand",
      provider: null,
      on: "2023-12-31",
      perGpu: {
        value: 1.85,
        unit: "USD/h",
        source: {
          kind: "assumed",
          why: "the hourly price that the seed document assumes, without provider or region; it cites figures of 2023",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "workloads",
    id: "offline-rows",
    json: {
      id: "offline-rows",
      meanSquadTokens: {
        value: 177,
        unit: "token",
        source: {
          kind: "paper",
          ref:
            "openreview.net/forum?id=3nzKUh9a4M: padding is 54 % of the tokens of SQuAD v1.1 at a length of 384; the MLPerf BERT runs compute only the others",
          accessed: "2026-11-24",
        },
      },
      launchPerLayer: {
        value: 0.00001,
        unit: "s",
        source: {
          kind: "assumed",
          why: "a few kernels per layer of a few microseconds each; matters for single requests only",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "share of peak bandwidth that large reads attain; matters for small batches only",
          accessed: "2026-11-24",
        },
      },
      servedShare: {
        value: 0.8,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "MLPerf Inference v4.1 and v5.1 closed: Server over Offline is 0.79 (BERT, H200), 0.96 (SDXL, H100), 0.87 (SDXL, MI325X); the lowest of full systems, rounded",
          accessed: "2026-11-24",
        },
      },
      errorBand: {
        value: 0.17,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "largest error with the GPU left out over these rows (16.3 %, SDXL on MI325X from its one row on H100), rounded up; see the test of src/workloads",
          accessed: "2026-11-24",
        },
      },
      rows: [
        {
          model: "bert-large",
          gpu: "h200-sxm-141gb",
          precision: "int8",
          samplesPerSecond: {
            value: 9163.6875,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v4.1 closed, NVIDIA, bert-99 Offline, 8 GPUs: 73,309.5 samples/s (mlcommons/inference_results_v4.1 summary_results.json@1e5a50f0)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "bert-large",
          gpu: "gh200",
          precision: "fp8",
          samplesPerSecond: {
            value: 8779.27,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v4.1 closed, Oracle, bert-99.9 Offline, 1 GPU: 8,779.27 samples/s; the column says fp16, the weights as submitted, but the rate exceeds what fp16 arithmetic allows, so 8-bit floating point is taken (mlcommons/inference_results_v4.1 summary_results.json@1e5a50f0)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "bert-large",
          gpu: "a100-pcie-80gb",
          precision: "int8",
          samplesPerSecond: {
            value: 3200.25,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v3.0 closed, NVIDIA, bert-99 Offline, 8 GPUs: 25,602 samples/s (mlcommons/inference_results_v3.0 closed/NVIDIA/results/A100-PCIe-80GBx8_TRT)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "bert-large",
          gpu: "l4",
          precision: "int8",
          samplesPerSecond: {
            value: 1032.08,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v3.0 closed, NVIDIA, bert-99 Offline, 1 GPU: 1,032.08 samples/s (mlcommons/inference_results_v3.0 closed/NVIDIA/results/L4x1_TRT)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "bert-large",
          gpu: "a10",
          precision: "int8",
          samplesPerSecond: {
            value: 1056.69875,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v1.0 closed, NVIDIA, bert-99 Offline, 8 GPUs: 8,453.59 samples/s (mlcommons/inference_results_v1.0 closed/NVIDIA/results/A10x8_TRT)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "stable-diffusion-xl",
          gpu: "h100-sxm-80gb",
          precision: "fp8",
          samplesPerSecond: {
            value: 2.04355,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v4.1 closed, NVIDIA, Offline, 8 GPUs: 16.3484 samples/s (mlcommons/inference_results_v4.1 summary_results.json@1e5a50f0)",
              accessed: "2026-11-24",
            },
          },
        },
        {
          model: "stable-diffusion-xl",
          gpu: "mi325x",
          precision: "fp8",
          samplesPerSecond: {
            value: 2.3232,
            unit: "1",
            source: {
              kind: "measured",
              ref:
                "MLPerf Inference v5.1 closed, AMD, Offline, 8 GPUs: 18.5856 samples/s; weights fp8, fp16 and int8 mixed (summary_results.json of v5.1@0dc1a3c7)",
              accessed: "2026-11-24",
            },
          },
        },
      ],
    },
  },
];
