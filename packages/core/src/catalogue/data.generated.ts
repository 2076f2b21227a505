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
        value: 0.12,
        unit: "1",
        source: {
          kind: "assumed",
          why:
            "deviation of the logarithm of load over its forecast at 300 s until the history shows its own, growing with the square root of the horizon: the 95 % quantile lies at about 1.2 times the forecast, as on the first week of ServeGen's m-large",
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
        value: 0.66,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "fit by tools/dist/fit/open-loop.js to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM 0.14, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors at finite rates in sample: time to first token 3.2 %, inter-token latency 5.0 %, throughput 0.8 %",
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
        value: 0.0056,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "fit by tools/dist/fit/open-loop.js to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM 0.14, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors at finite rates in sample: time to first token 3.2 %, inter-token latency 5.0 %, throughput 0.8 %",
          accessed: "2026-11-24",
        },
      },
      streaming: [
        {
          engine: "tensorrt-llm",
          versionPrefix: "0.",
          stepSeconds: {
            value: 0.00082,
            unit: "s",
            source: {
              kind: "measured",
              ref:
                "fit by tools/dist/fit/open-loop.js to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM 0.14, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors at finite rates in sample: time to first token 3.2 %, inter-token latency 5.0 %, throughput 0.8 %",
              accessed: "2026-11-24",
            },
          },
          tokenSeconds: {
            value: 0.0000077,
            unit: "s",
            source: {
              kind: "measured",
              ref:
                "fit by tools/dist/fit/open-loop.js to 36 published runs of 500 requests at 2 to 32 requests/s and at once (Llama-3.1-8B BF16, TensorRT-LLM 0.14, H100 and H200, three workloads), each simulated as it was run with the decode steps of the closed-loop calibration; median errors at finite rates in sample: time to first token 3.2 %, inter-token latency 5.0 %, throughput 0.8 %",
              accessed: "2026-11-24",
            },
          },
        },
      ],
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
      firstTokenError: {
        value: 0.059,
        unit: "1",
        source: {
          kind: "measured",
          ref: "the same runs, each workload predicted from the other two; each GPU predicted from the other 2.8 %",
          accessed: "2026-11-24",
        },
      },
      interTokenError: {
        value: 0.079,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "the same runs, each workload predicted from the other two; each GPU predicted from the other 5.1 %; the source rounds to whole milliseconds",
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
          "ai-dynamo/aiconfigurator (Apache-2.0) and the saturation tables of NVIDIA/TensorRT-LLM performance overviews (0.14 to 1.0), development part, copies merged",
        accessed: "2026-11-24",
        rows: 2082,
      },
      decode: {
        "all:": [
          -0.01476,
          0.08067,
          0.08426,
          0.02113,
          0.15444,
          -0.1276,
          -0.01268,
          -0.29881,
          0.02726,
          0.21565,
          0.43142,
          0.1071,
          0.87051,
          -0.12206,
          0.00573,
          0.08951,
          0.08361,
          0.00544,
          0.80693,
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
          0,
          0,
          0.02333,
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
          0,
          0,
          0.06728,
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
          0,
          0,
          0.05667,
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
          0,
          0,
          0.01066,
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
          0,
          0,
          -0.02223,
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
          0,
          0,
          0.01381,
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
          0,
          0,
          0.04758,
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
          0,
          0,
          0.00755,
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
          0,
          0,
          0.12787,
        ],
        "campaign:deepseek-v3/gb200/sglang/4/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.02193,
        ],
        "campaign:deepseek-v3/gb200/sglang/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01789,
        ],
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
          0,
          0,
          -0.07313,
        ],
        "campaign:deepseek-v3/gb200/tensorrt-llm/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00797,
        ],
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
          0,
          0,
          0.08899,
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
          0,
          0,
          -0.02255,
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
          0,
          0,
          -0.06315,
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
          0,
          0,
          -0.07413,
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
          0,
          0,
          0.07516,
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
          0,
          0,
          0.00795,
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
          0,
          0,
          -0.09877,
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
          0,
          0,
          -0.18102,
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
          0,
          0,
          -0.13001,
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
          0,
          0,
          0.06177,
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
          0,
          0,
          0.10143,
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
          0,
          0,
          -0.11353,
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
          0,
          0,
          0.0675,
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
          0,
          0,
          -0.01571,
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
          0,
          0,
          0.02332,
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
          0,
          0,
          0.04404,
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
          0,
          0,
          0.06812,
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
          0,
          0,
          0.03456,
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
          0,
          0,
          -0.05033,
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
          0,
          0,
          0.0399,
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
          0,
          0,
          -0.017,
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
          0,
          0,
          0.0504,
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
          0,
          0,
          0.07791,
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
          0,
          0,
          -0.0381,
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
          0,
          0,
          0.00028,
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
          0,
          0,
          0.0264,
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
          0,
          0,
          -0.08405,
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
          0,
          0,
          0.03188,
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
          0,
          0,
          0.05208,
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
          0,
          0,
          0.02062,
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
          0,
          0,
          -0.03414,
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
          0,
          0,
          0.01248,
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
          0,
          0,
          -0.06762,
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
          0,
          0,
          -0.1364,
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
          0,
          0,
          -0.00442,
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
          0,
          0,
          -0.06938,
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
          0,
          0,
          -0.32966,
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
          0,
          0,
          0.0092,
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
          0,
          0,
          0.14562,
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
          0,
          0,
          0.03611,
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
          0,
          0,
          0.05368,
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
          0,
          0,
          -0.0251,
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
          0,
          0,
          -0.01276,
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
          0,
          0,
          0.08795,
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
          0,
          0,
          0.10454,
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
          0,
          0,
          -0.04325,
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
          0,
          0,
          -0.04922,
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
          0,
          0,
          -0.12227,
        ],
        "campaign:mistral-7b/l40s/tensorrt-llm/8/offline": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01532,
        ],
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
          0,
          0,
          -0.01709,
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
          0,
          0,
          -0.05915,
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
          0,
          0,
          0.0996,
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
          0,
          0,
          0.03803,
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
          0,
          0,
          -0.1623,
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
          0,
          0,
          -0.08181,
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
          0,
          0,
          0.07636,
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
          0,
          0,
          -0.00687,
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
          0,
          0,
          -0.04247,
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
          0,
          0,
          -0.01671,
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
          0,
          0,
          0.13151,
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
          0,
          0,
          -0.00026,
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
          0,
          0,
          -0.14374,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.11333,
        ],
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
          0,
          0,
          0.02941,
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
          0,
          0,
          0.02391,
        ],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/apart": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.02333,
        ],
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
          0,
          0,
          -0.07125,
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
          0,
          0,
          -0.01576,
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
          0,
          0,
          0.22568,
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
          0,
          0,
          -0.07204,
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
          0,
          0,
          0.01423,
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
          0,
          0,
          0.15216,
        ],
        "cell:a100-pcie-80gb/tensorrt-llm/16/experts": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "cell:a100-sxm-80gb/tensorrt-llm/16/dense": [
          0,
          0,
          -0.01517,
          0.03293,
          0.00018,
          0,
          -0.00903,
          0,
          0,
          0,
          0,
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
        "cell:a100-sxm-80gb/tensorrt-llm/16/experts": [
          0,
          0,
          0.00597,
          -0.02672,
          -0.00167,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "cell:b200-sxm-180gb/sglang/4/experts": [
          0,
          -0.02745,
          -0.00438,
          0.02066,
          0,
          0.01678,
          0.01624,
          0.00581,
          0.07592,
          0.19505,
          0,
          0,
          0,
          0.02046,
          -0.02221,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/sglang/8/experts": [
          0,
          -0.005,
          -0.01851,
          -0.12701,
          0,
          -0.00983,
          -0.14122,
          0,
          -0.02915,
          -0.10853,
          0,
          0,
          0,
          0.03305,
          0.00888,
          0.0433,
          0,
          -0.02493,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/4/dense": [
          0,
          0,
          -0.04167,
          -0.01503,
          -0.00424,
          -0.01337,
          0.05866,
          0,
          0.0312,
          0,
          0,
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
        "cell:b200-sxm-180gb/tensorrt-llm/4/experts": [
          0,
          -0.03035,
          0.00114,
          0.06042,
          0,
          -0.05157,
          0.05945,
          -0.0111,
          -0.05526,
          -0.05428,
          0.00682,
          0.06052,
          0,
          0.05492,
          0.00043,
          -0.03281,
          0,
          -0.00554,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/tensorrt-llm/8/dense": [
          0,
          0,
          -0.00597,
          0.05226,
          0,
          -0.01368,
          0.04445,
          0,
          -0.02149,
          0,
          0,
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
        "cell:b200-sxm-180gb/tensorrt-llm/8/experts": [
          0,
          0.02824,
          0,
          -0.02507,
          0,
          -0.00787,
          -0.03706,
          0,
          -0.02322,
          0.0089,
          0,
          0,
          0,
          -0.0415,
          0.01886,
          0,
          0,
          0.01857,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/4/dense": [
          0,
          0,
          0.01528,
          -0.03022,
          0,
          -0.01657,
          0,
          0,
          -0.02454,
          0,
          0,
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
        "cell:b200-sxm-180gb/vllm/4/experts": [
          0,
          0.05096,
          0.05073,
          0.04567,
          0,
          0.05966,
          -0.04279,
          0.00103,
          0.0031,
          0.00919,
          0.03037,
          0.24434,
          0,
          -0.05738,
          -0.05141,
          -0.05182,
          0,
          0,
          0,
          0,
        ],
        "cell:b200-sxm-180gb/vllm/8/dense": [
          0,
          0,
          0.04476,
          0.00788,
          0,
          -0.00718,
          0,
          0,
          0.01144,
          0,
          0,
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
        "cell:b200-sxm-180gb/vllm/8/experts": [
          0,
          -0.00848,
          -0.02375,
          -0.00212,
          0,
          0.00283,
          0,
          0.00049,
          0.0043,
          0.02674,
          0,
          -0.05875,
          0,
          0.03729,
          0.05159,
          0.01113,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/16/experts": [
          0,
          0.02006,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.0131,
          -0.0385,
          0,
          0,
          0,
          -0.05481,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/4/experts": [
          0,
          0.00419,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01872,
          -0.08555,
          0,
          0,
          0,
          -0.00108,
          -0.0093,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/sglang/8/experts": [
          0,
          -0.03038,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01357,
          0.19342,
          0,
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
        "cell:b300-sxm-270gb/vllm/4/experts": [
          0,
          0.02091,
          0.01951,
          0.00405,
          0,
          0.04706,
          0,
          0,
          -0.0033,
          -0.00972,
          0,
          0.00624,
          0,
          -0.00098,
          0.0033,
          -0.00479,
          0,
          0,
          0,
          0,
        ],
        "cell:b300-sxm-270gb/vllm/8/experts": [
          0,
          -0.01452,
          0.00692,
          0,
          0,
          -0.00201,
          0,
          0,
          -0.00289,
          -0.00907,
          0,
          0,
          0,
          0.03636,
          -0.00164,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/sglang/4/experts": [
          0,
          0.01948,
          -0.03094,
          0,
          0,
          -0.02207,
          0,
          0,
          -0.06842,
          -0.12836,
          0,
          0,
          0,
          0,
          0,
          0.01724,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/sglang/8/experts": [
          0,
          0.02386,
          -0.00115,
          0,
          0,
          0,
          0,
          0,
          0.00575,
          0.02551,
          0,
          0,
          0,
          -0.04948,
          -0.04007,
          -0.04768,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/tensorrt-llm/4/dense": [
          0,
          0,
          -0.00607,
          -0.03246,
          -0.00888,
          0,
          0.01384,
          0,
          0,
          0,
          0,
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
        "cell:gb200/tensorrt-llm/4/experts": [
          0,
          0.00144,
          0.06151,
          0.00536,
          0,
          0,
          0,
          0,
          0.03817,
          0.03851,
          -0.12301,
          0,
          0,
          0,
          0.01544,
          0.05929,
          0,
          0,
          0,
          0,
        ],
        "cell:gb200/tensorrt-llm/8/experts": [
          0,
          0,
          -0.00059,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.0001,
          0.01078,
          0,
          0,
          0,
          0,
        ],
        "cell:gh200/tensorrt-llm/8/dense": [
          0,
          0,
          0.01946,
          0.01267,
          0.00304,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "cell:h100-sxm-80gb/sglang/16/dense": [
          -0.00175,
          0,
          0.00979,
          0.02569,
          0,
          -0.01061,
          0.0592,
          0,
          -0.01354,
          0,
          0,
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
        "cell:h100-sxm-80gb/sglang/8/dense": [0, 0, -0.01384, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/16/dense": [
          0,
          0,
          -0.00287,
          -0.00037,
          0.01241,
          -0.00707,
          -0.02662,
          -0.00681,
          -0.01626,
          0,
          0.05331,
          0.18923,
          0.00544,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/tensorrt-llm/4/experts": [
          0,
          0,
          -0.00319,
          -0.02129,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "cell:h100-sxm-80gb/tensorrt-llm/8/dense": [
          0,
          0,
          0.09116,
          -0.00057,
          0.02022,
          0.01219,
          0.04806,
          0,
          -0.0136,
          0,
          -0.01848,
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
        "cell:h100-sxm-80gb/tensorrt-llm/8/experts": [
          0,
          -0.02808,
          -0.0181,
          -0.01833,
          0,
          0.00576,
          -0.08873,
          0,
          0.00134,
          -0.00377,
          -0.04654,
          -0.07218,
          0,
          0.02863,
          0.01127,
          0,
          0.01012,
          0,
          0,
          0,
        ],
        "cell:h100-sxm-80gb/vllm/16/dense": [
          0,
          0,
          0.01645,
          -0.00711,
          0,
          0.00594,
          -0.00696,
          0,
          0.03011,
          0,
          0,
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
        "cell:h100-sxm-80gb/vllm/8/dense": [
          0,
          0,
          -0.04107,
          0.02662,
          0,
          -0.00147,
          0.03419,
          0,
          -0.01388,
          0,
          0,
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
        "cell:h100-sxm-80gb/vllm/8/experts": [
          0,
          0.01619,
          0,
          0,
          0,
          -0.00173,
          0,
          0,
          -0.00509,
          -0.01155,
          0,
          0,
          0,
          -0.03942,
          -0.01441,
          -0.01125,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/sglang/8/dense": [
          0,
          0,
          -0.02936,
          0.02355,
          -0.0004,
          0,
          0.0439,
          0,
          0.01026,
          0,
          0.10908,
          0,
          -0.07116,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/sglang/8/experts": [
          0,
          0.01305,
          0,
          0,
          0,
          0.00251,
          0,
          0,
          0.00174,
          0.00499,
          0,
          0,
          0,
          0.0112,
          0.02918,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/tensorrt-llm/4/experts": [
          0,
          -0.00184,
          0,
          0.00685,
          0,
          0,
          0,
          0.00584,
          0.03973,
          0.1022,
          0,
          0,
          0,
          -0.02004,
          0.04863,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/tensorrt-llm/8/dense": [
          -0.00133,
          0,
          0.08994,
          -0.00266,
          -0.01629,
          0,
          0.01827,
          0,
          -0.02941,
          0,
          -0.02285,
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
        "cell:h200-sxm-141gb/tensorrt-llm/8/experts": [
          0,
          0.02751,
          0.00268,
          -0.0446,
          0,
          -0.00457,
          0.00274,
          0,
          -0.01006,
          -0.08499,
          0,
          0,
          0,
          -0.10284,
          -0.04251,
          -0.01292,
          0,
          0.0121,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/vllm/4/experts": [
          0,
          -0.03428,
          0,
          -0.07811,
          0,
          -0.0304,
          0,
          -0.00725,
          -0.03756,
          -0.07681,
          0,
          0,
          0,
          0.0686,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:h200-sxm-141gb/vllm/8/dense": [
          0,
          0,
          -0.05307,
          0.14343,
          0,
          0.0129,
          0.07741,
          0,
          0.01028,
          0,
          0,
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
        "cell:h200-sxm-141gb/vllm/8/experts": [
          0,
          -0.00804,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01377,
          0.09017,
          0,
          0,
          0,
          0.02463,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "cell:l40s/tensorrt-llm/8/dense": [
          0,
          0,
          0.00396,
          -0.00132,
          -0.02871,
          0,
          -0.02469,
          0,
          0,
          0,
          0,
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
        "cell:l40s/tensorrt-llm/8/experts": [0, 0, 0.0081, 0, 0, 0, 0.03841, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "cell:rtx-pro-6000/tensorrt-llm/4/dense": [
          0,
          0,
          -0.02954,
          0.03875,
          0.01545,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "class:dense": [
          -0.00087,
          0,
          0.02031,
          0.10424,
          -0.00343,
          -0.42685,
          0.13254,
          -0.11036,
          0.13367,
          0,
          -0.02139,
          0.02561,
          -2.14368,
          0,
          0,
          0,
          0,
          0,
          0.0122,
          0,
        ],
        "class:experts": [
          0,
          0.00676,
          -0.00327,
          -0.02958,
          0.00803,
          0.37096,
          -0.05235,
          -0.13234,
          -0.12632,
          0.02693,
          -0.2836,
          -0.42751,
          -0.17313,
          -0.2059,
          -0.06266,
          0.10785,
          0,
          0,
          0.90995,
          0,
        ],
        "class:hybrid": [
          0,
          0.00121,
          0,
          0,
          0,
          -0.04667,
          0,
          -0.00982,
          -0.07033,
          0.06079,
          0.32845,
          0.70976,
          0,
          -0.35005,
          -0.02025,
          0,
          0,
          0.04353,
          0,
          0,
        ],
        "class:latent": [
          0,
          -0.00353,
          -0.00761,
          -0.03969,
          0,
          -0.06569,
          -0.0354,
          -0.04722,
          0.01789,
          0.33588,
          0.25962,
          0.04083,
          0.54249,
          0.33884,
          0.06911,
          -0.00322,
          0.08361,
          -0.01944,
          -0.14875,
          0,
        ],
        "engine-class:sglang/dense": [
          0,
          0,
          -0.00467,
          0.0069,
          0,
          -0.01984,
          0.01411,
          0,
          0.06442,
          0,
          -0.01895,
          0,
          -0.18642,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:sglang/experts": [
          0,
          0.00292,
          0,
          0,
          0,
          0.00386,
          0,
          0,
          0.0067,
          0.03132,
          0,
          0,
          0,
          -0.05524,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "engine-class:sglang/hybrid": [
          0,
          0.0005,
          0,
          0,
          0,
          -0.00866,
          0,
          -0.00185,
          -0.01185,
          -0.00496,
          0,
          0,
          0,
          -0.06894,
          -0.00315,
          0,
          0,
          0.00878,
          0,
          0,
        ],
        "engine-class:sglang/latent": [
          0,
          -0.00096,
          -0.00587,
          0,
          0,
          -0.02362,
          0,
          -0.00774,
          -0.04038,
          0.04439,
          0.16765,
          0,
          0,
          0.08441,
          -0.06034,
          0.05436,
          0,
          -0.04755,
          0,
          0,
        ],
        "engine-class:tensorrt-llm/dense": [
          0,
          0,
          0.01455,
          0.01199,
          -0.00123,
          -0.04771,
          0.01716,
          -0.0181,
          -0.00708,
          0,
          -0.06518,
          0.10208,
          0.05946,
          0,
          0,
          0,
          0,
          0,
          -0.10833,
          0,
        ],
        "engine-class:tensorrt-llm/experts": [
          0,
          -0.00379,
          0.0031,
          -0.00058,
          0,
          -0.06649,
          -0.00258,
          -0.01753,
          -0.00853,
          -0.05258,
          -0.10769,
          -0.16374,
          -0.10593,
          -0.07749,
          0.01268,
          0.09567,
          0,
          0,
          0,
          0,
        ],
        "engine-class:tensorrt-llm/latent": [
          0,
          -0.00029,
          0.0031,
          0,
          0,
          0.01068,
          -0.00195,
          -0.00085,
          0.0075,
          0.08159,
          0,
          0,
          0,
          -0.02519,
          0.07308,
          -0.05797,
          0.01565,
          0.03942,
          0,
          0,
        ],
        "engine-class:vllm/dense": [
          0,
          0,
          -0.00245,
          0.0199,
          0,
          -0.0097,
          0.01695,
          -0.00684,
          0.01843,
          0,
          0,
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
        "engine-class:vllm/experts": [
          0,
          0.00317,
          -0.00394,
          -0.00983,
          0,
          0.1343,
          0,
          -0.00737,
          -0.04265,
          0.01955,
          0.02096,
          0.11092,
          -0.01056,
          0.10313,
          -0.0208,
          -0.07546,
          0,
          0,
          0,
          0,
        ],
        "engine:sglang": [
          0,
          0.01206,
          -0.07417,
          -0.06746,
          -0.00756,
          -0.04225,
          -0.07789,
          -0.00402,
          0.01895,
          0.05939,
          0.16868,
          0,
          0.23617,
          -0.03262,
          -0.0557,
          0.04705,
          0,
          -0.03402,
          0,
          0,
        ],
        "engine:tensorrt-llm": [
          -0.00219,
          -0.02274,
          0.11172,
          0.02127,
          0.01013,
          -0.09083,
          0.07523,
          -0.03185,
          0.00256,
          0.03087,
          -0.23977,
          -0.03134,
          0.20391,
          -0.09062,
          0.07274,
          0.03323,
          0.01367,
          0.03456,
          0.02199,
          0,
        ],
        "engine:vllm": [
          0.00389,
          0.01812,
          -0.03438,
          0.05211,
          0,
          0.10827,
          0.00771,
          -0.01218,
          -0.01944,
          0.01745,
          0.14658,
          0.26839,
          -0.25979,
          0.09008,
          -0.0181,
          -0.06555,
          0,
          0,
          0,
          0,
        ],
        "form:apart": [
          0,
          0.06604,
          0.0613,
          0,
          0.00208,
          -0.0608,
          -0.0521,
          -0.00256,
          0.05406,
          0.25864,
          0.69351,
          0,
          0,
          -0.4747,
          -0.00599,
          -0.05246,
          0.06162,
          0,
          0,
          0,
        ],
        "form:offline": [
          0,
          -0.11279,
          0.06454,
          0.02477,
          -0.01287,
          0,
          0.11272,
          0,
          0.66019,
          0.01295,
          -0.64997,
          0,
          -0.44493,
          0.33301,
          0.01215,
          0.13242,
          0,
          0,
          0.41654,
          0,
        ],
        "form:together": [
          -0.00197,
          0.06477,
          -0.11082,
          -0.01926,
          0.02975,
          -0.12611,
          -0.0533,
          -0.18487,
          -0.21175,
          0.07018,
          0.29305,
          -0.01686,
          0.78978,
          0.00114,
          0.01453,
          0.00849,
          0,
          0.00463,
          -0.05451,
          0,
        ],
        "generation:ada": [0, 0, 0.01964, 0.00759, -0.03636, 0, 0.02117, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "generation:ampere": [
          0,
          -0.05266,
          -0.03481,
          -0.00667,
          -0.00358,
          0,
          -0.0384,
          0,
          0,
          0,
          0,
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
        "generation:blackwell": [
          -0.01329,
          0.07555,
          0.02273,
          -0.02465,
          0.02218,
          -0.01983,
          -0.12951,
          -0.03287,
          -0.04358,
          0.07534,
          -0.05987,
          0.01114,
          0.09443,
          -0.01112,
          -0.05042,
          0.06441,
          0,
          -0.01788,
          -0.06127,
          0,
        ],
        "generation:hopper": [
          0.01022,
          -0.0195,
          0.00262,
          0.02872,
          0.03125,
          -0.0151,
          0.15049,
          -0.02299,
          0.01106,
          0.02987,
          0.12629,
          -0.00567,
          0.06414,
          -0.05137,
          0.04803,
          -0.04728,
          0.01565,
          0.01905,
          0.07597,
          0,
        ],
        "gpu:a100-pcie-80gb": [
          0,
          -0.13459,
          -0.04609,
          -0.03594,
          -0.00282,
          0,
          -0.03834,
          0,
          0,
          0,
          0,
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
        "gpu:a100-sxm-80gb": [
          0,
          0.01615,
          -0.03071,
          0.02362,
          -0.00495,
          0,
          -0.04806,
          0,
          0.14211,
          0,
          0.0045,
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
        "gpu:b200-sxm-180gb": [
          -0.03068,
          0.0309,
          0.01256,
          -0.04921,
          -0.03206,
          -0.25613,
          -0.06564,
          -0.06946,
          -0.04,
          0.18496,
          -0.35275,
          0.2938,
          0.04379,
          0.23272,
          0.03069,
          -0.01608,
          0,
          -0.05005,
          -0.00776,
          0,
        ],
        "gpu:b300-sxm-270gb": [
          0,
          -0.00146,
          0.06668,
          -0.05102,
          0,
          0.22898,
          -0.22021,
          -0.018,
          -0.11908,
          0.21576,
          -0.02769,
          -0.28618,
          0.22945,
          0.08373,
          -0.04399,
          0.02806,
          0,
          0,
          0,
          0,
        ],
        "gpu:gb200": [
          0,
          0.15307,
          0.0789,
          -0.09129,
          0.00161,
          -0.04557,
          -0.00498,
          -0.04751,
          -0.08373,
          -0.23134,
          0.18631,
          0,
          0.04447,
          -0.42759,
          -0.19477,
          0.25263,
          0,
          0,
          -0.05917,
          0,
        ],
        "gpu:gh200": [0, 0, 0.06833, 0.04487, 0.01074, 0, 0, 0, 0, 0, -0.03225, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "gpu:h100-sxm-80gb": [
          0.01441,
          -0.03533,
          0.00863,
          -0.03633,
          0.08839,
          0.02446,
          0.04895,
          -0.04544,
          0.07137,
          -0.10343,
          0.39457,
          -0.00065,
          -0.16701,
          -0.05966,
          -0.01142,
          -0.07223,
          0.06162,
          0,
          0.51189,
          0,
        ],
        "gpu:h200-sxm-141gb": [
          0.00856,
          -0.00553,
          -0.07026,
          0.06464,
          -0.02807,
          -0.08408,
          0.2957,
          -0.04349,
          -0.0036,
          0.21473,
          0.18093,
          -0.12163,
          0.62204,
          -0.14847,
          0.18128,
          -0.118,
          0,
          0.07554,
          -0.19531,
          0,
        ],
        "gpu:l40s": [0, 0, 0.0454, 0.01646, -0.08075, 0, 0.04882, 0, 0, 0, 0.06161, 0, 0, 0, 0, 0, 0, 0, 0.19486, 0],
        "gpu:rtx-pro-6000": [0, 0, -0.10368, 0.13492, 0.05289, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:deepseek-v3": [
          0,
          -0.00056,
          -0.00123,
          0,
          0,
          -0.00357,
          0,
          -0.00245,
          -0.01088,
          0.03952,
          0,
          0,
          0,
          0.01774,
          0.00317,
          -0.0017,
          0.00463,
          -0.00226,
          0,
          0,
        ],
        "model:gpt-oss-120b": [
          0,
          0.00082,
          0,
          0,
          0,
          0.00249,
          0,
          -0.00559,
          -0.03274,
          -0.03221,
          -0.02848,
          -0.02074,
          0,
          -0.00263,
          0.02513,
          -0.00857,
          0,
          0,
          0,
          0,
        ],
        "model:gpt-oss-20b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.00647, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:llama-3.1-405b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:llama-3.1-70b": [
          0,
          0,
          -0.01309,
          0.00621,
          -0.00113,
          -0.0145,
          0.00919,
          0.00176,
          0.06175,
          0,
          0,
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
        "model:llama-3.1-8b": [
          0,
          0,
          0.0075,
          0.01467,
          0,
          -0.01009,
          0.00599,
          -0.00737,
          -0.05078,
          0,
          0.03438,
          0,
          -0.11178,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:llama-4-maverick": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:minimax-m2.5": [
          0,
          -0.0001,
          -0.0034,
          0,
          0,
          0.02152,
          0,
          0.00014,
          0.0014,
          0.03529,
          0.02886,
          0.05912,
          0,
          0.03827,
          -0.00583,
          -0.02016,
          0,
          0,
          0,
          0,
        ],
        "model:mistral-7b": [0, 0, 0.00732, -0.00362, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:mixtral-8x22b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:mixtral-8x7b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:qwen3-235b-a22b": [
          0,
          0.00397,
          0,
          0,
          0,
          -0.00453,
          0,
          0,
          0.0183,
          -0.00172,
          0,
          -0.03157,
          0,
          -0.07229,
          -0.02141,
          0,
          0,
          0,
          0,
          0,
        ],
        "model:qwen3-30b-a3b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:qwen3-32b": [0, 0, 0, -0.0026, 0, 0.00148, 0.00516, 0, 0.01884, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "model:qwen3.5-397b-a17b": [
          0,
          0.00024,
          0,
          0,
          0,
          -0.00248,
          0,
          0,
          -0.00322,
          -0.00429,
          0,
          0,
          0,
          -0.0201,
          -0.00072,
          0,
          0,
          0.00261,
          0,
          0,
        ],
        "precision:16": [
          0.02698,
          -0.17636,
          0.03724,
          0.19205,
          0.15886,
          -0.09459,
          0.05513,
          -0.04914,
          0.0379,
          -0.2207,
          0.13761,
          0.14785,
          -0.29531,
          -0.17709,
          0,
          0,
          0,
          0,
          0.23833,
          0,
        ],
        "precision:4": [
          -0.06128,
          0.07966,
          0.1863,
          -0.05335,
          -0.11926,
          0.01444,
          0.03987,
          -0.10707,
          0.05888,
          -0.12613,
          0.19915,
          -0.04695,
          0.0431,
          0.20536,
          -0.12537,
          0.10581,
          0,
          -0.02968,
          0.52509,
          0,
        ],
        "precision:8": [
          0.0253,
          0.0965,
          -0.08598,
          -0.07122,
          0.11714,
          -0.02705,
          -0.077,
          -0.06389,
          -0.03663,
          0.496,
          0.10507,
          0.13295,
          0.69851,
          -0.12757,
          0.09617,
          -0.0353,
          0.06162,
          0.02515,
          -0.1403,
          0,
        ],
        "version-model:sglang//deepseek-v3": [
          0,
          -0.006,
          0,
          0,
          0,
          0.00242,
          0,
          0,
          0.01201,
          0.02834,
          0,
          0,
          0,
          0.0487,
          0.02157,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.1.post1/qwen3-32b": [
          0,
          0,
          0,
          0.00399,
          0,
          -0.01061,
          0.00836,
          0,
          -0.05952,
          0,
          0,
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
        "version-model:sglang/0.5.10.post1/deepseek-v3": [
          0,
          -0.00262,
          0,
          0,
          0,
          0,
          0,
          0,
          0.00155,
          0.15613,
          0,
          0,
          0,
          0.01893,
          -0.0093,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.10.post1/qwen3.5-397b-a17b": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.0131,
          -0.0385,
          0,
          0,
          0,
          -0.05481,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/llama-3.1-8b": [
          0,
          0,
          -0.0041,
          0.00322,
          0,
          0,
          0.00612,
          0,
          0.01026,
          0,
          0.10908,
          0,
          -0.07116,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6.post2/qwen3-235b-a22b": [
          0,
          0.00292,
          0,
          0,
          0,
          0.00256,
          0,
          0,
          0.00432,
          0.02003,
          0,
          0,
          0,
          -0.03518,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:sglang/0.5.6/deepseek-v3": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:sglang/0.5.8.post1/qwen3-32b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:sglang/0.5.9/deepseek-v3": [
          0,
          0.00506,
          0,
          0,
          0,
          -0.00616,
          0,
          0,
          -0.0144,
          -0.1507,
          0,
          0,
          0,
          0.01988,
          -0.0357,
          0,
          0,
          -0.03033,
          0,
          0,
        ],
        "version-model:sglang/0.5.9/qwen3.5-397b-a17b": [
          0,
          -0.00171,
          0,
          0,
          0,
          0.00318,
          0,
          0,
          0.01384,
          0.05094,
          0,
          0,
          0,
          0.00986,
          -0.00189,
          0,
          0,
          0.00569,
          0,
          0,
        ],
        "version-model:sglang/nightly-dev-20260402-d7256eb6/qwen3.5-397b-a17b": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.00765,
          -0.02058,
          0,
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
        "version-model:tensorrt-llm//deepseek-v3": [
          0,
          -0.002,
          0,
          0,
          0,
          0,
          0,
          0,
          0.02257,
          0.09435,
          0,
          0,
          0,
          0.00706,
          0.02785,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//gpt-oss-120b": [
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.03006,
          -0.01853,
          0,
          0,
          0,
          0.0147,
          -0.03534,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//gpt-oss-20b": [
          0,
          0,
          0.00548,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01473,
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
        "version-model:tensorrt-llm//llama-3.1-70b": [
          0,
          0,
          0.00004,
          0.01494,
          0,
          -0.04184,
          0,
          -0.00191,
          -0.02285,
          0,
          0,
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
        "version-model:tensorrt-llm//qwen3-235b-a22b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm//qwen3-30b-a3b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm/0.14.0/llama-3.1-70b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm/0.14.0/llama-3.1-8b": [
          0,
          0,
          -0.00037,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "version-model:tensorrt-llm/0.14.0/mixtral-8x7b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm/0.17/llama-3.1-70b": [
          0,
          0,
          -0.01706,
          0.01894,
          -0.00473,
          0,
          0.00016,
          0,
          0,
          0,
          0,
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
        "version-model:tensorrt-llm/0.17/llama-3.1-8b": [
          0,
          0,
          0.00119,
          -0.00007,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "version-model:tensorrt-llm/0.17/mistral-7b": [
          0,
          0,
          0.01647,
          -0.00815,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.06027,
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
        "version-model:tensorrt-llm/0.17/mixtral-8x22b": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm/0.17/mixtral-8x7b": [
          0,
          0,
          0,
          -0.00083,
          0,
          0,
          0.00827,
          0,
          0,
          0,
          -0.07785,
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
        "version-model:tensorrt-llm/1.0.0rc3/llama-3.1-8b": [
          0,
          0,
          0,
          0.0047,
          0,
          -0.0093,
          -0.00289,
          -0.00788,
          -0.04869,
          0,
          0,
          0.18329,
          0.00518,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-235b-a22b": [
          0,
          0.00462,
          0,
          0,
          0,
          -0.00587,
          0,
          0,
          -0.00814,
          -0.02233,
          0,
          -0.07218,
          0,
          -0.10243,
          -0.05736,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-32b": [
          0,
          0,
          0,
          -0.01029,
          0,
          0.00953,
          0.00334,
          0,
          0.00356,
          0,
          0,
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
        "version-model:tensorrt-llm/1.0/llama-3.1-405b": [
          0,
          0,
          0,
          0.00572,
          0,
          0,
          0.00228,
          0,
          0,
          0,
          0,
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
        "version-model:tensorrt-llm/1.0/llama-3.1-70b": [
          0,
          0,
          -0.00376,
          -0.00773,
          0.003,
          0,
          0,
          0,
          0,
          0,
          0,
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
        "version-model:tensorrt-llm/1.0/llama-3.1-8b": [
          0,
          0,
          0.01911,
          -0.00149,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.08369,
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
        "version-model:tensorrt-llm/1.0/llama-4-maverick": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:tensorrt-llm/1.1.0rc2.post2/deepseek-v3": [
          0,
          0.00033,
          0,
          0,
          0,
          0.00267,
          0,
          0,
          0.01115,
          0.12503,
          0,
          0,
          0,
          0.0125,
          -0.04874,
          0,
          0,
          0.01449,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2.post2/gpt-oss-120b": [
          0,
          -0.00007,
          0,
          0,
          0,
          -0.01916,
          0,
          -0.00589,
          -0.02552,
          -0.05498,
          -0.00882,
          0,
          0,
          0.00551,
          -0.00693,
          0.03022,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2/gpt-oss-120b": [
          0,
          0.00167,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.04179,
          -0.0875,
          0,
          0,
          0,
          -0.00973,
          0.04935,
          0.00564,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post2/deepseek-v3": [
          0,
          0.00497,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.01622,
          -0.08307,
          0,
          0,
          0,
          -0.04477,
          -0.01361,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc6.post3/deepseek-v3": [
          0,
          -0.00259,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.04173,
          -0.18359,
          0,
          0,
          0,
          0.02142,
          0.0652,
          0,
          0,
          0.01016,
          0,
          0,
        ],
        "version-model:tensorrt-llm/gpt-oss-dev/gpt-oss-120b": [
          0,
          -0.0004,
          0,
          0,
          0,
          0,
          0,
          0.00584,
          0.03973,
          0.1022,
          0,
          0,
          0,
          -0.02004,
          0.04863,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm//gpt-oss-120b": [
          0,
          0,
          0,
          0,
          0,
          0.02372,
          0,
          0,
          0.03411,
          0.09544,
          0,
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
        "version-model:vllm//llama-3.1-70b": [
          0,
          0,
          -0.0057,
          -0.00821,
          0,
          0.00053,
          0,
          0.00249,
          0.04073,
          0,
          0,
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
        "version-model:vllm/0.12.0/llama-3.1-8b": [0, 0, 0, 0.02788, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version-model:vllm/0.12.0/qwen3-32b": [
          0,
          0,
          0,
          0.00072,
          0,
          0.00442,
          0.00011,
          0,
          0.01642,
          0,
          0,
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
        "version-model:vllm/0.15.1/gpt-oss-120b": [
          0,
          0.00822,
          0,
          0,
          0,
          0.05892,
          0,
          -0.0011,
          -0.00651,
          -0.01701,
          0,
          0,
          0,
          -0.08108,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.16.0/minimax-m2.5": [
          0,
          -0.00116,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01377,
          0.09017,
          0,
          0,
          0,
          0.02463,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.17.0/minimax-m2.5": [
          0,
          -0.00976,
          0,
          0,
          0,
          0.00546,
          0,
          0,
          0.0074,
          0.04811,
          0,
          0,
          0,
          0.14682,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.18.0/gpt-oss-120b": [
          0,
          -0.00451,
          0,
          0,
          0,
          -0.03419,
          0,
          -0.00808,
          -0.04273,
          -0.08912,
          0,
          0,
          0,
          0.06394,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.18.0/minimax-m2.5": [
          0,
          0.00077,
          0,
          0,
          0,
          0,
          0,
          0,
          0.01152,
          0.03738,
          0,
          0,
          0,
          -0.01553,
          -0.01441,
          -0.00933,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/0.19.0/minimax-m2.5": [
          0,
          0.00693,
          0.00713,
          0,
          0,
          0.02816,
          0,
          -0.0032,
          -0.03495,
          -0.05147,
          -0.01524,
          -0.14798,
          0,
          -0.04614,
          0.00129,
          -0.0362,
          0,
          0,
          0,
          0,
        ],
        "version-model:vllm/nightly-5b8c30d62b754b57/minimax-m2.5": [
          0,
          0.00286,
          0,
          0,
          0,
          -0.00526,
          0,
          0,
          0.00456,
          -0.03709,
          0,
          0,
          0,
          -0.02226,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/": [
          0,
          -0.01665,
          0,
          0,
          0,
          0.00382,
          0,
          0.00116,
          0.01969,
          0.04678,
          0,
          0,
          0,
          0.07606,
          0.03374,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.1.post1": [
          0,
          0,
          0.00549,
          0.01108,
          0,
          -0.01658,
          0.02319,
          0,
          -0.09301,
          0,
          0,
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
        "version:sglang/0.5.10.post1": [
          0,
          0.0005,
          0,
          0,
          0,
          -0.00877,
          0,
          0,
          -0.01739,
          0.17633,
          0,
          0,
          0,
          -0.05597,
          -0.01441,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.6": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version:sglang/0.5.6.post2": [
          0,
          0.0082,
          -0.01283,
          0.00755,
          0,
          -0.00195,
          0.01457,
          0,
          0.02271,
          0.03132,
          0.17193,
          0,
          -0.18851,
          -0.05524,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:sglang/0.5.8.post1": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "version:sglang/0.5.9": [
          0,
          0.00894,
          -0.00294,
          0,
          0,
          -0.00463,
          -0.02023,
          -0.00176,
          -0.00268,
          -0.14389,
          0,
          0,
          0,
          0.04803,
          -0.05918,
          0,
          0,
          -0.03908,
          0,
          0,
        ],
        "version:sglang/nightly-dev-20260402-d7256eb6": [
          0,
          -0.00167,
          0,
          0,
          0,
          -0.00335,
          0,
          0,
          -0.01208,
          -0.03223,
          0,
          0,
          0,
          -0.00047,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/": [
          -0.00294,
          -0.00978,
          0.00007,
          0.0513,
          0,
          -0.06583,
          0.06005,
          -0.00199,
          0.0573,
          0.20098,
          -0.12552,
          -0.42788,
          0,
          0.00958,
          0.00375,
          0.03433,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/0.14.0": [
          0,
          0,
          -0.0144,
          -0.01722,
          0.00426,
          0,
          -0.00685,
          0,
          0,
          0,
          0,
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
        "version:tensorrt-llm/0.17": [
          0,
          0,
          0.00893,
          0.03324,
          -0.0017,
          0,
          0.03285,
          0,
          0.05246,
          0,
          -0.15565,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          -0.4462,
          0,
        ],
        "version:tensorrt-llm/1.0": [
          0,
          0,
          0.0318,
          -0.01094,
          0.01325,
          0,
          -0.00087,
          0,
          0.00293,
          0,
          -0.08091,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0.24156,
          0,
        ],
        "version:tensorrt-llm/1.0.0rc3": [
          0,
          0.01086,
          0.00795,
          -0.03001,
          0,
          -0.00818,
          -0.02967,
          -0.01282,
          -0.08542,
          -0.03382,
          0.15669,
          0.2739,
          0.04341,
          -0.15791,
          -0.08895,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.1.0rc2.post2": [
          0,
          0.00108,
          0,
          0,
          0,
          0.00415,
          0,
          0,
          0.01769,
          0.19523,
          0,
          0,
          0,
          0.01924,
          -0.07524,
          0,
          0,
          0.02117,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc2": [
          0,
          0.0047,
          0,
          0,
          0,
          -0.03945,
          0,
          -0.01315,
          -0.06531,
          -0.13622,
          0,
          -0.04002,
          0,
          -0.01522,
          0.07701,
          0.00985,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc2.post2": [
          0,
          -0.00002,
          0.00983,
          0,
          0,
          -0.0299,
          0,
          -0.00922,
          -0.04016,
          -0.08559,
          -0.01414,
          0,
          0,
          0.00795,
          -0.01036,
          0.04769,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc6.post2": [
          0,
          0.01386,
          0,
          0,
          0,
          -0.0072,
          0,
          0,
          -0.02557,
          -0.12938,
          0,
          0,
          0,
          -0.07016,
          -0.02139,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:tensorrt-llm/1.2.0rc6.post3": [
          0,
          -0.0071,
          0,
          0,
          0,
          -0.01991,
          0,
          0,
          -0.06542,
          -0.28524,
          0,
          0,
          0,
          0.03332,
          0.1017,
          0,
          0,
          0.01727,
          0,
          0,
        ],
        "version:tensorrt-llm/gpt-oss-dev": [
          0,
          -0.00085,
          0,
          0,
          0,
          0.02056,
          0,
          0.00906,
          0.06225,
          0.15818,
          0,
          0,
          0,
          -0.03184,
          0.07581,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/": [
          0.00084,
          0,
          -0.01897,
          -0.02686,
          0,
          0.03784,
          0.00723,
          0.01219,
          0.12077,
          0.14832,
          0,
          0.12923,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.12.0": [
          0,
          0,
          0.0063,
          0.07751,
          0,
          -0.00819,
          0.0286,
          0,
          -0.03537,
          0,
          0,
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
        "version:vllm/0.15.1": [
          0,
          0.02282,
          0,
          0,
          0,
          0.09203,
          0,
          -0.00173,
          -0.01053,
          -0.02742,
          0,
          0,
          0,
          -0.12692,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.16.0": [
          0,
          -0.00318,
          0,
          0,
          0,
          0.01706,
          0,
          0,
          0.02155,
          0.14018,
          0,
          0,
          0,
          0.03831,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.17.0": [
          0,
          -0.0271,
          0,
          0,
          0,
          0.00855,
          0,
          0,
          0.01164,
          0.07615,
          0,
          0,
          0,
          0.22951,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.18.0": [
          0,
          -0.01008,
          0,
          0,
          0,
          -0.03937,
          0,
          -0.01073,
          -0.04965,
          -0.08196,
          0,
          0,
          0,
          0.07559,
          -0.02272,
          -0.01467,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/0.19.0": [
          0,
          0.01936,
          0.01983,
          0.00993,
          0,
          0.04381,
          -0.0116,
          -0.005,
          -0.05527,
          -0.07678,
          -0.02515,
          -0.23083,
          -0.18174,
          -0.07212,
          0.00208,
          -0.05699,
          0,
          0,
          0,
          0,
        ],
        "version:vllm/nightly-5b8c30d62b754b57": [
          0,
          0.00794,
          0,
          0,
          0,
          -0.00828,
          0,
          0,
          0.00704,
          -0.05791,
          0,
          0.45598,
          0,
          -0.03499,
          0,
          0,
          0,
          0,
          0,
          0,
        ],
      },
      firstToken: {
        "all:": [0.52819, -0.11694, 0.51869, -0.06608, 0.23421, 1.29637, 0.87302, 0],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.00126],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, -0.01154],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.00721],
        "campaign:deepseek-v3/b200-sxm-180gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00778],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00199],
        "campaign:deepseek-v3/b200-sxm-180gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00698],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00049],
        "campaign:deepseek-v3/b300-sxm-270gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:deepseek-v3/gb200/sglang/4/apart": [0, 0, 0, 0, 0, 0, 0, 0.01119],
        "campaign:deepseek-v3/gb200/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.01592],
        "campaign:deepseek-v3/gb200/tensorrt-llm/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.01252],
        "campaign:deepseek-v3/gb200/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, -0.00656],
        "campaign:deepseek-v3/h100-sxm-80gb/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0.00439],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:deepseek-v3/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.01039],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0.02681],
        "campaign:deepseek-v3/h200-sxm-141gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00012],
        "campaign:gpt-oss-120b/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.01426],
        "campaign:gpt-oss-120b/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00033],
        "campaign:gpt-oss-120b/h200-sxm-141gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00793],
        "campaign:gpt-oss-120b/h200-sxm-141gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00365],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.00488],
        "campaign:llama-3.1-70b/b200-sxm-180gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.01082],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.01215],
        "campaign:llama-3.1-70b/b200-sxm-180gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.01046],
        "campaign:llama-3.1-70b/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.03365],
        "campaign:llama-3.1-70b/h200-sxm-141gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00469],
        "campaign:llama-3.1-70b/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.02434],
        "campaign:llama-3.1-8b/h100-sxm-80gb/tensorrt-llm/16/together": [0, 0, 0, 0, 0, 0, 0, 0.00178],
        "campaign:llama-3.1-8b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.0018],
        "campaign:llama-3.1-8b/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00399],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00859],
        "campaign:minimax-m2.5/b200-sxm-180gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00441],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/4/together": [0, 0, 0, 0, 0, 0, 0, -0.00087],
        "campaign:minimax-m2.5/b300-sxm-270gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00104],
        "campaign:minimax-m2.5/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, -0.00419],
        "campaign:minimax-m2.5/h200-sxm-141gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.0044],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00263],
        "campaign:qwen3-235b-a22b/h100-sxm-80gb/vllm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3-235b-a22b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.00292],
        "campaign:qwen3-32b/b200-sxm-180gb/tensorrt-llm/4/apart": [0, 0, 0, 0, 0, 0, 0, -0.00089],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/16/together": [0, 0, 0, 0, 0, 0, 0, 0.00681],
        "campaign:qwen3-32b/h100-sxm-80gb/sglang/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3-32b/h100-sxm-80gb/tensorrt-llm/8/together": [0, 0, 0, 0, 0, 0, 0, 0.01356],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/16/together": [0, 0, 0, 0, 0, 0, 0, 0.0045],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/apart": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3-32b/h100-sxm-80gb/vllm/8/together": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/4/together": [0, 0, 0, 0, 0, 0, 0, 0.00507],
        "campaign:qwen3.5-397b-a17b/b200-sxm-180gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0.02119],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/16/together": [0, 0, 0, 0, 0, 0, 0, -0.00666],
        "campaign:qwen3.5-397b-a17b/b300-sxm-270gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, 0],
        "campaign:qwen3.5-397b-a17b/h200-sxm-141gb/sglang/8/together": [0, 0, 0, 0, 0, 0, 0, -0.001],
        "cell:b200-sxm-180gb/sglang/4/experts": [-0.12265, 0.16278, -0.13518, -0.1686, 0, 0.38288, 0, 0],
        "cell:b200-sxm-180gb/sglang/8/experts": [0.19866, -0.04458, 0.22976, 0.33122, 0, 0.34428, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/4/dense": [-0.02616, -0.13133, -0.05492, -0.09033, -0.00215, -0.0094, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/4/experts": [-0.07849, 0.09624, -0.04152, -0.07252, 0, -0.2126, 0.22009, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/8/dense": [-0.09126, 0.06076, -0.1018, -0.09824, 0, 0, 0, 0],
        "cell:b200-sxm-180gb/tensorrt-llm/8/experts": [-0.05096, 0.03332, -0.02402, -0.06112, 0, -0.16443, 0, 0],
        "cell:b200-sxm-180gb/vllm/4/dense": [0.02127, -0.07128, 0.15839, 0.16584, 0, -0.03837, 0, 0],
        "cell:b200-sxm-180gb/vllm/4/experts": [-0.05833, 0.06444, 0.10539, -0.13131, 0, 0.03963, -0.05047, 0],
        "cell:b200-sxm-180gb/vllm/8/dense": [0.05579, 0.03657, 0.28761, 0.04302, 0, 0, 0, 0],
        "cell:b200-sxm-180gb/vllm/8/experts": [-0.05807, -0.27181, 0.05017, 0.06394, 0, -0.12151, -0.17811, 0],
        "cell:b300-sxm-270gb/sglang/16/experts": [-0.05354, 0.10122, 0, -0.12683, 0, 0, 0, 0],
        "cell:b300-sxm-270gb/sglang/4/experts": [-0.04304, -0.15595, 0, 0.09945, 0, -0.09413, 0, 0],
        "cell:b300-sxm-270gb/sglang/8/experts": [-0.09131, -0.30387, 0, 0.30839, 0, 0, 0, 0],
        "cell:b300-sxm-270gb/vllm/4/experts": [-0.02978, 0.28012, -0.0065, -0.14765, 0, 0.09243, -0.01525, 0],
        "cell:b300-sxm-270gb/vllm/8/experts": [-0.06439, -0.03826, -0.10648, 0.06104, 0, 0.04399, 0, 0],
        "cell:gb200/sglang/4/experts": [-0.08916, -0.24711, 0.07301, 0.089, 0, 0, 0, 0],
        "cell:gb200/sglang/8/experts": [0.08779, 0.20691, -0.11174, -0.07624, 0, 0, 0, 0],
        "cell:gb200/tensorrt-llm/4/experts": [0, 0.21083, 0, 0.10464, 0, 0, 0, 0],
        "cell:gb200/tensorrt-llm/8/experts": [0, 0.06335, -0.04259, -0.16547, 0, 0, 0, 0],
        "cell:h100-sxm-80gb/sglang/16/dense": [0.13107, -0.26011, 0, 0.08947, 0.08947, 0, 0, 0],
        "cell:h100-sxm-80gb/sglang/8/dense": [0, -0.17354, 0, 0.17495, 0.17495, 0, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/16/dense": [0.08763, 0.04941, 0.02219, 0.12919, 0.12919, -0.00303, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/8/dense": [-0.01021, -0.20615, 0.01872, -0.16309, -0.16309, -0.07937, 0, 0],
        "cell:h100-sxm-80gb/tensorrt-llm/8/experts": [0.32914, 0.14835, 0.02455, -0.05207, -0.12848, 0.22847, 0, 0],
        "cell:h100-sxm-80gb/vllm/16/dense": [-0.02108, -0.04376, -0.00711, -0.15118, -0.1585, 0, 0, 0],
        "cell:h100-sxm-80gb/vllm/8/dense": [-0.19084, 0.29267, -0.17443, -0.06317, 0.1133, -0.05056, 0, 0],
        "cell:h100-sxm-80gb/vllm/8/experts": [-0.02098, -0.00499, -0.01851, 0.03606, 0.05276, -0.04613, -0.12636, 0],
        "cell:h200-sxm-141gb/sglang/8/dense": [0, 0.49, 0, -0.0199, -0.0199, 0, 0, 0],
        "cell:h200-sxm-141gb/sglang/8/experts": [0.04899, 0.08776, -0.05297, -0.28909, 0.17166, -0.35411, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/4/experts": [0.16355, 0.06099, 0, 0.15124, 0, -0.02739, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/8/dense": [0, 0.114, 0, 0.14437, 0, 0, 0, 0],
        "cell:h200-sxm-141gb/tensorrt-llm/8/experts": [0.07243, -0.36023, 0.30727, -0.03416, 0, 0.12649, 0.24359, 0],
        "cell:h200-sxm-141gb/vllm/4/experts": [-0.03966, -0.08697, -0.01584, 0.01978, 0, 0.0331, 0, 0],
        "cell:h200-sxm-141gb/vllm/8/dense": [-0.11125, -0.09771, 0, -0.20561, -0.19979, 0, 0, 0],
        "cell:h200-sxm-141gb/vllm/8/experts": [0.01477, -0.08856, 0.01939, 0.06706, 0, 0.04372, 0, 0],
        "class:dense": [-0.49294, 0.14393, -0.1346, -0.21343, -0.15358, -0.65809, 0, 0],
        "class:experts": [-0.623, -0.37408, -0.1337, -0.0166, 0.29523, -0.09486, -0.32217, 0],
        "class:hybrid": [0.50259, -0.05574, 0.32766, -0.21934, 0, 0.65811, 0, 0],
        "class:latent": [0.64714, 0.15334, 0.15623, 0.28492, 0, 0.66382, 0.74663, 0],
        "engine-class:sglang/dense": [0.07363, 0.03026, 0, 0.13884, 0.13884, 0.04363, 0, 0],
        "engine-class:sglang/experts": [-0.03583, -0.11234, 0, 0.09667, 0.09667, -0.03491, 0, 0],
        "engine-class:sglang/hybrid": [0.09276, -0.01025, 0.06034, -0.04068, 0, 0.1216, 0, 0],
        "engine-class:sglang/latent": [-0.0931, 0.01461, -0.09513, 0.03808, 0, 0.11311, 0, 0],
        "engine-class:tensorrt-llm/dense": [-0.03527, -0.06237, -0.06925, -0.04379, -0.02032, -0.07022, 0, 0],
        "engine-class:tensorrt-llm/experts": [0.05595, 0.12561, -0.02153, -0.0868, -0.07227, -0.02308, 0.12369, 0],
        "engine-class:tensorrt-llm/latent": [0.21786, 0.01426, 0.12298, 0.01392, 0, 0.00861, 0, 0],
        "engine-class:vllm/dense": [-0.13807, 0.06305, 0.03584, -0.11958, -0.13877, -0.09433, 0, 0],
        "engine-class:vllm/experts": [-0.14324, -0.0821, 0.01488, -0.0165, 0.02964, 0.04721, -0.18311, 0],
        "engine:sglang": [0.06561, -0.13182, -0.07043, 0.41829, 0.41697, 0.43302, 0, 0],
        "engine:tensorrt-llm": [0.4002, 0.13754, 0.0562, -0.20743, -0.16466, -0.15032, 0.46412, 0],
        "engine:vllm": [-0.49319, -0.04657, 0.08871, -0.24884, -0.19416, -0.0838, -0.32565, 0],
        "form:apart": [0.31812, 0.0487, -0.16619, -0.14936, 0.2124, 0.34141, 0, 0],
        "form:together": [-0.30267, -0.07142, 0.22975, 0.15482, -0.12631, -0.15001, 0.13832, 0],
        "generation:blackwell": [-0.24465, 0.02791, 0.05306, 0.07171, 0, 0.18339, 0.01166, 0],
        "generation:hopper": [0.24244, -0.0489, -0.00622, -0.09288, 0.03267, -0.07062, 0.06593, 0],
        "gpu:b200-sxm-180gb": [-0.11559, -0.03507, 0.26912, -0.01162, 0, 0.10518, -0.00503, 0],
        "gpu:b300-sxm-270gb": [-0.15858, -0.06543, -0.11547, 0.10917, 0, -0.01955, 0.01654, 0],
        "gpu:gb200": [0.02871, 0.13103, -0.1018, -0.02698, 0, 0, 0, 0],
        "gpu:h100-sxm-80gb": [0.17321, -0.11715, -0.0704, 0.00036, 0.06053, 0.05048, -0.07106, 0],
        "gpu:h200-sxm-141gb": [0.07031, 0.06842, 0.06588, -0.09379, -0.02759, -0.12081, 0, 0],
        "model:deepseek-v3": [0.07986, 0.01864, 0.01768, 0.03326, 0, 0.07833, 0, 0],
        "model:gpt-oss-120b": [-0.05894, 0.00903, -0.06095, -0.00421, 0, -0.07255, 0, 0],
        "model:llama-3.1-70b": [-0.13773, 0.00937, -0.03397, -0.00471, 0, -0.05457, 0, 0],
        "model:llama-3.1-8b": [0.03675, 0.15749, 0.01002, -0.03281, -0.03281, 0, 0, 0],
        "model:minimax-m2.5": [-0.0568, -0.01797, 0.04804, -0.03548, 0, 0.02574, -0.11717, 0],
        "model:qwen3-235b-a22b": [0.03715, -0.03513, -0.00117, 0.03472, 0.03472, 0.04052, 0, 0],
        "model:qwen3-32b": [0.03667, -0.14802, 0.00986, 0.02042, 0.01804, -0.01197, 0, 0],
        "model:qwen3.5-397b-a17b": [0.0594, -0.00656, 0.03862, -0.02605, 0, 0.07784, 0, 0],
        "precision:16": [0.08085, -0.0859, -0.01345, -0.03439, 0.03367, -0.00077, 0, 0],
        "precision:4": [-0.13895, 0.09907, 0.01327, 0.0102, 0, 0.07582, 0.08674, 0],
        "precision:8": [0.06109, -0.0347, 0.04236, 0.00472, -0.0002, 0.03788, -0.00917, 0],
        "version-model:sglang//deepseek-v3": [-0.05886, -0.13384, -0.00795, 0.19652, 0, 0.28146, 0, 0],
        "version-model:sglang/0.5.1.post1/qwen3-32b": [0.12975, 0.05778, 0, -0.20926, -0.20926, 0, 0, 0],
        "version-model:sglang/0.5.10.post1/deepseek-v3": [-0.03279, -0.4736, 0, 0.40784, 0, 0.00055, 0, 0],
        "version-model:sglang/0.5.10.post1/qwen3.5-397b-a17b": [-0.05354, 0.10122, 0, -0.12683, 0, 0, 0, 0],
        "version-model:sglang/0.5.6.post2/llama-3.1-8b": [0, 0.49, 0, -0.0199, -0.0199, 0, 0, 0],
        "version-model:sglang/0.5.6.post2/qwen3-235b-a22b": [
          -0.06369,
          -0.19975,
          -0.02766,
          0.17166,
          0.17166,
          -0.06207,
          0,
          0,
        ],
        "version-model:sglang/0.5.6/deepseek-v3": [0, 0, 0, -0.12225, 0, 0, 0, 0],
        "version-model:sglang/0.5.8.post1/qwen3-32b": [0, -0.31796, 0, 0.29865, 0.29865, 0, 0, 0],
        "version-model:sglang/0.5.9/deepseek-v3": [-0.05735, 0.27002, -0.02627, -0.21302, 0, -0.21766, 0, 0],
        "version-model:sglang/0.5.9/qwen3.5-397b-a17b": [0.15256, -0.12407, 0.13956, 0.14622, 0, 0.08359, 0, 0],
        "version-model:sglang/nightly-dev-20260402-d7256eb6/qwen3.5-397b-a17b": [
          0.06574,
          0.00465,
          0.01604,
          -0.0916,
          0,
          0,
          0,
          0,
        ],
        "version-model:tensorrt-llm//deepseek-v3": [-0.17703, 0.04763, 0.01745, 0.31865, 0, 0.04082, 0, 0],
        "version-model:tensorrt-llm//gpt-oss-120b": [-0.15811, 0.043, 0, -0.08132, 0, 0, 0, 0],
        "version-model:tensorrt-llm//llama-3.1-70b": [-0.14071, -0.00242, -0.16199, -0.04222, 0, -0.0422, 0, 0],
        "version-model:tensorrt-llm/1.0.0rc3/llama-3.1-8b": [
          0.08763,
          0.04941,
          0.02219,
          0.12919,
          0.12919,
          -0.00303,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-235b-a22b": [
          0.16426,
          0.14591,
          0.02174,
          -0.12848,
          -0.12848,
          0.16617,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.0.0rc3/qwen3-32b": [
          -0.01021,
          -0.20615,
          0.01872,
          -0.16309,
          -0.16309,
          -0.07937,
          0,
          0,
        ],
        "version-model:tensorrt-llm/1.1.0rc2.post2/deepseek-v3": [
          0.28714,
          0.13177,
          0.28608,
          -0.00259,
          0,
          -0.09528,
          0.24359,
          0,
        ],
        "version-model:tensorrt-llm/1.2.0rc2.post2/gpt-oss-120b": [0.0334, 0.00274, 0.10654, -0.05358, 0, 0, 0, 0],
        "version-model:tensorrt-llm/1.2.0rc2/gpt-oss-120b": [-0.10247, -0.02938, -0.07497, -0.04223, 0, 0, 0.11807, 0],
        "version-model:tensorrt-llm/1.2.0rc6.post2/deepseek-v3": [-0.13942, 0.04698, -0.1, -0.11527, 0, -0.16562, 0, 0],
        "version-model:tensorrt-llm/1.2.0rc6.post3/deepseek-v3": [0.08641, 0.09234, 0.07049, -0.02042, 0, 0, 0, 0],
        "version-model:tensorrt-llm/gpt-oss-dev/gpt-oss-120b": [0.16355, 0.06099, 0, 0.15124, 0, -0.02739, 0, 0],
        "version-model:vllm//gpt-oss-120b": [-0.02681, -0.07021, -0.01774, 0.09225, 0, 0, 0, 0],
        "version-model:vllm//llama-3.1-70b": [-0.24152, 0.02807, 0.0678, 0.0292, 0, -0.10929, 0, 0],
        "version-model:vllm/0.12.0/llama-3.1-8b": [0, -0.10201, 0, -0.19979, -0.19979, 0, 0, 0],
        "version-model:vllm/0.12.0/qwen3-32b": [-0.01754, -0.03726, 0.00325, -0.02245, -0.03027, -0.04115, 0, 0],
        "version-model:vllm/0.15.1/gpt-oss-120b": [-0.0353, 0.12721, -0.07869, -0.13152, 0, 0.02496, 0, 0],
        "version-model:vllm/0.16.0/minimax-m2.5": [0.01477, -0.08856, 0.01939, 0.06706, 0, 0.04372, 0, 0],
        "version-model:vllm/0.17.0/minimax-m2.5": [0.0566, -0.11213, 0.20049, -0.03788, 0, 0.04465, 0, 0],
        "version-model:vllm/0.18.0/gpt-oss-120b": [-0.03843, -0.10921, -0.0118, 0.05298, 0, 0.03544, 0, 0],
        "version-model:vllm/0.18.0/minimax-m2.5": [-0.02303, 0.03877, -0.02121, -0.01685, 0, -0.05472, -0.12636, 0],
        "version-model:vllm/0.19.0/minimax-m2.5": [-0.21634, 0.08407, -0.28979, 0.01531, 0, 0.06603, -0.19913, 0],
        "version-model:vllm/nightly-5b8c30d62b754b57/minimax-m2.5": [
          0.01027,
          0.0291,
          0.22416,
          -0.12301,
          0,
          -0.02764,
          0,
          0,
        ],
        "version:sglang/": [-0.03311, -0.07528, -0.00447, 0.11054, 0, 0.15829, 0, 0],
        "version:sglang/0.5.1.post1": [0.07299, 0.03219, 0, -0.11799, -0.11799, 0, 0, 0],
        "version:sglang/0.5.10.post1": [-0.04856, -0.2095, 0, 0.15809, 0, -0.01016, 0, 0],
        "version:sglang/0.5.6": [0, 0, 0, -0.06876, 0, 0, 0, 0],
        "version:sglang/0.5.6.post2": [-0.03592, 0.16325, -0.01038, 0.08508, 0.08508, -0.04074, 0, 0],
        "version:sglang/0.5.8.post1": [0, -0.17886, 0, 0.168, 0.168, 0, 0, 0],
        "version:sglang/0.5.9": [0.05357, 0.0821, 0.0637, -0.03749, 0, -0.07537, 0, 0],
        "version:sglang/nightly-dev-20260402-d7256eb6": [0.03698, 0.00261, 0, -0.05152, 0, 0, 0, 0],
        "version:tensorrt-llm/": [-0.26741, 0.05044, -0.16394, 0.10973, 0, -0.05721, 0, 0],
        "version:tensorrt-llm/1.0.0rc3": [0.13484, -0.00638, 0.03526, -0.09134, -0.09134, 0.04696, 0, 0],
        "version:tensorrt-llm/1.1.0rc2.post2": [0.16169, 0.07408, 0.16081, -0.00147, 0, -0.05358, 0, 0],
        "version:tensorrt-llm/1.2.0rc2": [-0.05763, -0.01654, -0.04215, -0.02376, 0, 0, 0, 0],
        "version:tensorrt-llm/1.2.0rc2.post2": [0.01885, 0.0016, 0.05993, -0.03014, 0, 0, 0, 0],
        "version:tensorrt-llm/1.2.0rc6.post2": [-0.07844, 0.02642, 0, -0.06484, 0, 0, 0, 0],
        "version:tensorrt-llm/1.2.0rc6.post3": [0.04867, 0.05194, 0.03965, -0.01149, 0, 0, 0, 0],
        "version:tensorrt-llm/gpt-oss-dev": [0.09216, 0.03432, 0, 0.08508, 0, 0, 0, 0],
        "version:vllm/": [-0.1512, -0.02442, 0.02808, 0.06815, 0, -0.0923, 0, 0],
        "version:vllm/0.12.0": [-0.00168, -0.07797, 0, -0.1257, -0.13009, 0, 0, 0],
        "version:vllm/0.15.1": [-0.01987, 0.07156, -0.04414, -0.07401, 0, 0, 0, 0],
        "version:vllm/0.16.0": [0.00831, -0.04983, 0, 0.03772, 0, 0.02459, 0, 0],
        "version:vllm/0.17.0": [0.03184, -0.06308, 0.11263, -0.02129, 0, 0.02508, 0, 0],
        "version:vllm/0.18.0": [-0.03454, -0.03962, -0.01858, 0.0203, 0, -0.01088, -0.07106, 0],
        "version:vllm/0.19.0": [-0.12187, 0.0466, -0.16282, 0.00787, 0, 0.03657, -0.112, 0],
        "version:vllm/nightly-5b8c30d62b754b57": [0.00577, 0.01638, 0.126, -0.06916, 0, -0.01565, 0, 0],
      },
      bands: [
        {
          group: "apart · calibrated · stated",
          rows: 85,
          interTokenLatency: 0.4816,
          timeToFirstToken: 1.3425,
        },
        {
          group: "apart · missing",
          rows: 311,
          interTokenLatency: 0.838,
          timeToFirstToken: 2.4273,
        },
        {
          group: "apart · transferred · stated",
          rows: 242,
          interTokenLatency: 0.5779,
          timeToFirstToken: 2.0348,
        },
        {
          group: "dense · offline · calibrated",
          rows: 95,
          interTokenLatency: 0.192,
          timeToFirstToken: 0,
        },
        {
          group: "dense · offline · transferred",
          rows: 580,
          interTokenLatency: 0.2271,
          timeToFirstToken: 0,
        },
        {
          group: "dense · together · calibrated",
          rows: 667,
          interTokenLatency: 0.148,
          timeToFirstToken: 0.6993,
        },
        {
          group: "dense · together · transferred",
          rows: 1334,
          interTokenLatency: 0.4102,
          timeToFirstToken: 1.4587,
        },
        {
          group: "experts · offline · transferred",
          rows: 207,
          interTokenLatency: 0.5156,
          timeToFirstToken: 0,
        },
        {
          group: "experts · together · calibrated",
          rows: 858,
          interTokenLatency: 0.215,
          timeToFirstToken: 0.759,
        },
        {
          group: "experts · together · transferred",
          rows: 2178,
          interTokenLatency: 0.3917,
          timeToFirstToken: 1.2307,
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
            value: 0.88,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "large matrices stream at 85 to 92 % of the data sheet rate on every GPU; held tightly, since a step that takes longer spends it between kernels",
              accessed: "2026-11-24",
            },
          },
          spread: 0.06,
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
            value: 0.0005,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "scheduling that recorded graphs do not hide; small, since time above the weight and cache reads grows with the layers",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
        },
        {
          name: "layerSeconds",
          centre: {
            value: 0.00005,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "time above weight and cache reads of dense steps at small batch: 45 to 90 µs a layer on every GPU, engine and degree of tensor parallelism in the rows",
              accessed: "2026-11-24",
            },
          },
          spread: 0.3,
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
            value: 0.000004,
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
          name: "launchLayerSeconds",
          centre: {
            value: 0.0003,
            unit: "s",
            source: {
              kind: "assumed",
              why:
                "host time to launch the kernels of a layer without recorded graphs: prompt steps of small models take as long whatever their size",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
        },
        {
          name: "promptSeconds",
          centre: {
            value: 0.002,
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
          name: "hiddenPasses",
          centre: {
            value: 12,
            unit: "1",
            source: {
              kind: "assumed",
              why:
                "norms, residuals, quantisation and rotary embedding read and write the hidden state of every sequence a dozen times a layer",
              accessed: "2026-11-24",
            },
          },
          spread: 0.6,
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
          spread: 0.08,
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
          spread: 0.03,
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
        efficiency: {
          form: 0.12,
          generation: 0.1,
          gpu: 0.15,
          engine: 0.07,
          precision: 0.3,
          class: 0.05,
          "engine-class": 0.03,
          model: 0.02,
          cell: 0.08,
          version: 0.05,
          "version-model": 0.03,
        },
        overhead: {
          form: 0.3,
          generation: 0.15,
          gpu: 0.3,
          engine: 0.14,
          precision: 0.3,
          class: 0.35,
          "engine-class": 0.15,
          model: 0.08,
          cell: 0.12,
          version: 0.15,
          "version-model": 0.12,
        },
        firstToken: {
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
        },
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
    kind: "provisioning",
    id: "lead-time",
    json: {
      id: "lead-time",
      node: {
        p10: {
          value: 60,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: a node takes 60 to 120 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        p90: {
          value: 120,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: a node takes 60 to 120 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
      driver: {
        p10: {
          value: 20,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: a driver takes 20 to 40 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        p90: {
          value: 40,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: a driver takes 20 to 40 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
      image: {
        p10: {
          value: 30,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: an image takes 30 to 90 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        p90: {
          value: 90,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: an image takes 30 to 90 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
      weights: {
        p10: {
          value: 100,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: weights take 100 to 300 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
        p90: {
          value: 300,
          unit: "s",
          source: {
            kind: "quote",
            ref:
              "systemoverflow.com, GPU cold start by phase: weights take 100 to 300 s; quoted as published, not opened for this entry",
            accessed: "2026-11-24",
          },
        },
      },
      warmUp: {
        p10: {
          value: 15,
          unit: "s",
          source: {
            kind: "assumed",
            why:
              "compilation and graph capture of an engine before its first request; a fleet's own start-up logs correct it",
            accessed: "2026-11-24",
          },
        },
        p90: {
          value: 60,
          unit: "s",
          source: {
            kind: "assumed",
            why:
              "compilation and graph capture of an engine before its first request; a fleet's own start-up logs correct it",
            accessed: "2026-11-24",
          },
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
