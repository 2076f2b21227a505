/** One fitted coefficient of the speed model. */
interface Term {
  /** "share": of what the hardware reaches at its peak; "s": seconds; "1": a factor or a count. */
  readonly unit: "share" | "s" | "1";
  readonly help: string;
}

/** Coefficients of the time per decode step, in the order in which the fit packs them. */
export const decodeTerms = {
  weightBandwidth: { unit: "share", help: "memory bandwidth at which weights outside the routed experts are read" },
  expertBandwidth: { unit: "share", help: "memory bandwidth at which routed experts are read" },
  cacheBandwidth: { unit: "share", help: "memory bandwidth at which the KV cache and sequence states are read" },
  promptCompute: { unit: "share", help: "arithmetic rate of prompts that run between decode steps" },
  decodeCompute: { unit: "share", help: "arithmetic rate of decode" },
  allReduceSeconds: { unit: "s", help: "latency of one all-reduce" },
  linkShare: { unit: "share", help: "bandwidth of the links between GPUs" },
  layerSeconds: { unit: "s", help: "overhead of one layer in every step" },
  expertLayerSeconds: { unit: "s", help: "further overhead of a mixture-of-experts layer" },
  sequenceSeconds: { unit: "s", help: "sampling and output of one sequence in a step" },
  launchLayerSeconds: { unit: "s", help: "host time to launch one layer of a step with prompt tokens" },
  promptSeconds: { unit: "s", help: "scheduling and cache set-up of a step with prompt tokens" },
  routingSkew: { unit: "1", help: "evenness of expert routing: large when all experts are chosen alike" },
  exchangeSeconds: { unit: "s", help: "latency of one all-to-all exchange with the GPUs of the experts" },
  indexLayerSeconds: { unit: "s", help: "overhead of a layer that scores every cached token (sparse attention)" },
  crossNodeFactor: { unit: "1", help: "how much longer collectives take between nodes than within one" },
  acceptedTokens: { unit: "1", help: "tokens accepted per step of speculative decoding" },
  hiddenPasses: { unit: "1", help: "passes of the hidden state through memory per layer and sequence" },
  scale: { unit: "1", help: "factor on the whole step" },
} as const satisfies Readonly<Record<string, Term>>;

/** Coefficients of the time to first token in a closed loop, in the order in which the fit packs them. */
export const firstTokenTerms = {
  requestSeconds: { unit: "s", help: "request handling before the prompt is computed" },
  promptCompute: { unit: "share", help: "arithmetic rate of a prompt" },
  promptLayerSeconds: { unit: "s", help: "host time to launch one layer of a prompt chunk" },
  waitShare: { unit: "1", help: "share of the other clients' prompts that a request waits for" },
  stepsWaited: { unit: "1", help: "decode steps that pass before the prompt is computed" },
  attentionDataFactor: { unit: "1", help: "how much longer a prompt takes on one of several attention-data ranks" },
  lockstepPrompts: { unit: "1", help: "prompts of requests in lockstep that a request waits for" },
  handOutSeconds: { unit: "s", help: "front-end time per chunk of output" },
  scale: { unit: "1", help: "factor on the whole time to first token" },
} as const satisfies Readonly<Record<string, Term>>;

/**
 * What measured rows may share, from the widest to the narrowest; a row has at most one level of each kind. Each level
 * has its own effects on the coefficients.
 */
const levelHelp = {
  all: "every row",
  mode: "aggregated, disaggregated, or offline throughput",
  generation: "GPU generation",
  gpu: "GPU type",
  engine: "serving engine",
  precision: "bits of a weight: 16, 8 or 4",
  class: "architecture class: dense, moe, latent or hybrid",
  "engine-class": "engine and architecture class",
  model: "model",
  cell: "GPU type, engine, bits, and whether the model is a mixture of experts",
  version: "engine and its version",
  "version-model": "engine, its version and model",
  campaign: "model, GPU type, engine, bits and mode",
} as const;
export type LevelKind = keyof typeof levelHelp;

const namesOf = <N extends string>(table: Readonly<Record<N, unknown>>) => Object.keys(table) as [N, ...N[]];
export const decodeTermNames = namesOf(decodeTerms);
export const firstTokenTermNames = namesOf(firstTokenTerms);
export const levelKinds = namesOf(levelHelp);

/** Coefficients of one replica's decode steps. */
export type DecodeCoefficients = { readonly [N in keyof typeof decodeTerms]: number };
/** Coefficients of one replica's time to first token. */
export type FirstTokenCoefficients = { readonly [N in keyof typeof firstTokenTerms]: number };
