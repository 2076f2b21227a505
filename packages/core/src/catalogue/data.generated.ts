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
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-16bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-16bit",
      engine: "sglang",
      gpu: null,
      model: null,
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9365,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.6581,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6473,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.6898,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6329,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000003091,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002923,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001762,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001865,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001774,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.02086,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4165,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0003592,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.1024,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 2.464,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.427,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-4bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-4bit",
      engine: "sglang",
      gpu: null,
      model: null,
      weightBits: {
        value: 4,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.8459,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.6327,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.5318,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7017,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.543,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000003133,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.003342,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001873,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001765,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001254,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01685,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.5118,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0004154,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.1176,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 2.328,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.739,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-8bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-8bit",
      engine: "sglang",
      gpu: null,
      model: null,
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9296,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.4895,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.5529,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.6758,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.5308,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000003173,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.004678,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001761,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001723,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.00172,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01842,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4733,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0004061,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.1106,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 2.319,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.387,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-h100-llama-3.1-70b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-h100-llama-3.1-70b-16bit",
      engine: "sglang",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 1.004,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.5007,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.5965,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7316,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6064,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.00000285,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002437,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001749,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002201,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001542,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.03172,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.2441,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002982,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.09063,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 2.442,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.681,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-h100-llama-3.1-70b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-h100-llama-3.1-70b-8bit",
      engine: "sglang",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9257,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.3096,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.4243,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.6972,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.465,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000003125,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.009439,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001939,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00003617,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001835,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.02529,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.2547,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0003267,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.1361,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 3.196,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.297,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-h100-llama-3.1-8b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-h100-llama-3.1-8b-16bit",
      engine: "sglang",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 1.067,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.702,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 1.002,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7302,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.7687,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002776,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001692,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.0000147,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.000017,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001414,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.0399,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.3083,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0003362,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.08481,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 2.392,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 4.025,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-sglang-h100-llama-3.1-8b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-sglang-h100-llama-3.1-8b-8bit",
      engine: "sglang",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9841,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.434,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.7127,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.6959,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.5894,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000003043,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.006553,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.0000163,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002794,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001684,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.03181,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.3216,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0003682,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.1273,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 3.131,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 3.605,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine sglang, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-16bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-16bit",
      engine: "tensorrt-llm",
      gpu: null,
      model: null,
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9181,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 1.004,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.7726,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7835,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.8251,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002727,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001488,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001655,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001464,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.007112,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.0376,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4551,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002577,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.05246,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 1.042,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.413,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-4bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-4bit",
      engine: "tensorrt-llm",
      gpu: null,
      model: null,
      weightBits: {
        value: 4,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.8293,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.9649,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6347,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.797,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.708,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002764,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001702,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001758,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001385,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.005029,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.03037,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.5592,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.000298,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.06025,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.9844,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.542,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-8bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-8bit",
      engine: "tensorrt-llm",
      gpu: null,
      model: null,
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9113,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.7466,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6599,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7676,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6921,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002799,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002382,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001653,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001353,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.006898,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.03321,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.5171,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002914,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.05664,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.9804,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.397,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-h100-llama-3.1-70b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-h100-llama-3.1-70b-16bit",
      engine: "tensorrt-llm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9773,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.7227,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6376,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.8179,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.7635,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002648,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001667,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001738,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00003338,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.01343,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.06009,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.3235,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002143,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.06096,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 1.356,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.319,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-h100-llama-3.1-70b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-h100-llama-3.1-70b-8bit",
      engine: "tensorrt-llm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9172,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.5356,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.3897,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.8048,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6532,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.00000272,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002949,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001763,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002526,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.009736,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.0504,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.2361,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002462,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.0418,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8103,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.221,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-h100-llama-3.1-8b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-h100-llama-3.1-8b-16bit",
      engine: "tensorrt-llm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 1.039,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 1.013,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 1.071,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.8164,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.9677,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000002579,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001157,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001461,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002579,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.01232,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.07557,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4085,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002415,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.05704,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 1.328,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.443,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-tensorrt-llm-h100-llama-3.1-8b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-tensorrt-llm-h100-llama-3.1-8b-8bit",
      engine: "tensorrt-llm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9751,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.7509,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6546,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.8033,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.828,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.00000265,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002047,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00001482,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00001951,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.008932,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.06338,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.2981,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002775,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.03911,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.7938,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.335,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine trtllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-16bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-16bit",
      engine: "vllm",
      gpu: null,
      model: null,
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9145,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.8809,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.7312,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7512,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.7497,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004729,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001584,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002485,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002776,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001214,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01118,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4348,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002965,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.04658,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.9112,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.529,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-4bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-4bit",
      engine: "vllm",
      gpu: null,
      model: null,
      weightBits: {
        value: 4,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.826,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.8469,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6007,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7641,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6433,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004793,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001811,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.0000264,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002627,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.0008585,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.009031,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.5344,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.000343,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.0535,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8612,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.668,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 4-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-8bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-8bit",
      engine: "vllm",
      gpu: null,
      model: null,
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9077,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.6553,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.6246,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7359,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6288,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004854,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002535,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002482,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00002566,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001177,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.009877,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.4941,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0003353,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.0503,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8577,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.511,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-h100-llama-3.1-70b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-h100-llama-3.1-70b-16bit",
      engine: "vllm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9546,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.645,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.5216,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7793,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.631,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004765,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002687,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002864,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00006454,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001398,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01505,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.2713,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002343,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.03654,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8465,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.325,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-h100-llama-3.1-70b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-h100-llama-3.1-70b-8bit",
      engine: "vllm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-70b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 0.9854,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.422,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.5395,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7677,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.6531,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004769,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.003086,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002654,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00004014,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001222,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01116,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.5526,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0001994,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.04326,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.9022,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.207,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-70b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-h100-llama-3.1-8b-16bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-h100-llama-3.1-8b-16bit",
      engine: "vllm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 16,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 1.015,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.9043,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.876,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7778,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.7999,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004641,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.001865,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002408,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00004986,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001282,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01892,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.3426,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002641,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.03419,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8293,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.449,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 16-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "calibration",
    id: "step-model-vllm-h100-llama-3.1-8b-8bit",
    json: {
      kind: "step-model",
      id: "step-model-vllm-h100-llama-3.1-8b-8bit",
      engine: "vllm",
      gpu: "h100-sxm-80gb",
      model: "llama-3.1-8b",
      weightBits: {
        value: 8,
        unit: "1",
        source: {
          kind: "assumed",
          why: "groups the number formats of this width",
          accessed: "2026-11-24",
        },
      },
      weightBandwidthShare: {
        value: 1.048,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      kvBandwidthShare: {
        value: 0.5916,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      prefillComputeShare: {
        value: 0.906,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeComputeShare: {
        value: 0.7663,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      linkShare: {
        value: 0.8278,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      allReduceSeconds: {
        value: 0.000004645,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      stepSeconds: {
        value: 0.002143,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      layerSeconds: {
        value: 0.00002231,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      sequenceSeconds: {
        value: 0.00003101,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptStepSeconds: {
        value: 0.001121,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      requestSeconds: {
        value: 0.01403,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptComputeShare: {
        value: 0.6978,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptLayerSeconds: {
        value: 0.0002247,
        unit: "s",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      promptWaitShare: {
        value: 0.04048,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      fixedLengthWaitFactor: {
        value: 0.8838,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
      decodeStepsBeforeFirstToken: {
        value: 1.319,
        unit: "1",
        source: {
          kind: "measured",
          ref:
            "partially pooled fit over 1,788 closed-loop rows of the measured set of ai-dynamo/aiconfigurator (Apache-2.0), 667 of them dense, on H100, H200 and B200; effects added: global, class dense, engine vllm, 8-bit weights, GPU H100, model llama-3.1-8b",
          accessed: "2026-11-24",
        },
      },
    },
  },
  {
    kind: "gpus",
    id: "a100-sxm-40gb",
    json: {
      id: "a100-sxm-40gb",
      name: "NVIDIA A100 SXM 40 GB",
      aliases: ["a100-40gb", "a100-sxm4-40gb", "NVIDIA A100-SXM4-40GB"],
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
    },
  },
  {
    kind: "gpus",
    id: "a100-sxm-80gb",
    json: {
      id: "a100-sxm-80gb",
      name: "NVIDIA A100 SXM 80 GB",
      aliases: ["a100", "a100-80gb", "a100-sxm", "a100-sxm4-80gb", "NVIDIA A100-SXM4-80GB"],
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
    },
  },
  {
    kind: "gpus",
    id: "h100-sxm-80gb",
    json: {
      id: "h100-sxm-80gb",
      name: "NVIDIA H100 SXM 80 GB",
      aliases: ["h100", "h100-sxm", "h100-sxm5", "h100-80gb", "NVIDIA H100 80GB HBM3", "H100 SXM5 80GB"],
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
    },
  },
  {
    kind: "gpus",
    id: "t4",
    json: {
      id: "t4",
      name: "NVIDIA T4",
      aliases: ["t4-16gb", "Tesla T4", "NVIDIA T4"],
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
    },
  },
  {
    kind: "gpus",
    id: "v100-sxm-32gb",
    json: {
      id: "v100-sxm-32gb",
      name: "NVIDIA V100 SXM2 32 GB",
      aliases: ["v100", "v100-32gb", "v100-sxm2-32gb", "Tesla V100-SXM2-32GB"],
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
      aliases: ["bert-large-uncased"],
      parameters: {
        value: 340000000,
        unit: "1",
        source: {
          kind: "paper",
          ref: "Devlin et al. 2018, arXiv 1810.04805, section 3",
          accessed: "2026-11-24",
        },
      },
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
        attentionHeads: {
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
        feedForwardSize: {
          value: 4096,
          unit: "1",
          source: {
            kind: "config",
            ref: "google-bert/bert-large-uncased config.json",
            accessed: "2026-11-24",
          },
        },
        feedForwardMatrices: {
          value: 2,
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
        mixtureOfExperts: null,
      },
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
        attentionHeads: {
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
        feedForwardSize: {
          value: 49152,
          unit: "1",
          source: {
            kind: "assumed",
            why:
              "the architecture behind the product name is not published; taken as the 175-billion-parameter GPT-3 of Brown et al. 2020, arXiv 2005.14165, table 2.1, whose size the seed document states",
            accessed: "2026-11-24",
          },
        },
        feedForwardMatrices: {
          value: 2,
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
        mixtureOfExperts: null,
      },
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
      aliases: ["llama-2-70b-hf", "llama-2-70b-chat-hf"],
      parameters: {
        value: 68976648192,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-2-70b-hf, sum of the tensor sizes that config.json implies",
          accessed: "2026-11-24",
        },
      },
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
        attentionHeads: {
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
        feedForwardSize: {
          value: 28672,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-2-70b-hf config.json",
            accessed: "2026-11-24",
          },
        },
        feedForwardMatrices: {
          value: 3,
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
        mixtureOfExperts: null,
      },
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
      aliases: ["meta-llama-3.1-70b", "llama-3.3-70b"],
      parameters: {
        value: 70553706496,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-70B, sum of the tensor sizes that config.json implies",
          accessed: "2026-11-24",
        },
      },
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
        attentionHeads: {
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
        feedForwardSize: {
          value: 28672,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-70B config.json",
            accessed: "2026-11-24",
          },
        },
        feedForwardMatrices: {
          value: 3,
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
        mixtureOfExperts: null,
      },
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
      aliases: ["meta-llama-3.1-8b"],
      parameters: {
        value: 8030261248,
        unit: "1",
        source: {
          kind: "config",
          ref: "meta-llama/Llama-3.1-8B, sum of the tensor sizes that config.json implies",
          accessed: "2026-11-24",
        },
      },
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
        attentionHeads: {
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
        feedForwardSize: {
          value: 14336,
          unit: "1",
          source: {
            kind: "config",
            ref: "meta-llama/Llama-3.1-8B config.json",
            accessed: "2026-11-24",
          },
        },
        feedForwardMatrices: {
          value: 3,
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
        mixtureOfExperts: null,
      },
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
            "Podell et al. 2023, arXiv 2307.01952, table 1: UNet 2.6 billion, text encoders 817 million, and the autoencoder",
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
    id: "h100-sxm-80gb-on-demand",
    json: {
      id: "h100-sxm-80gb-on-demand",
      gpu: "h100-sxm-80gb",
      purchaseClass: "on-demand",
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
    id: "t4-on-demand",
    json: {
      id: "t4-on-demand",
      gpu: "t4",
      purchaseClass: "on-demand",
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
];
