import { queueing } from "../catalogue/calibration-data.ts";
import { LoadlineError } from "../errors.ts";
import { requestsPerSecond, tokensPerSecond } from "../units.ts";
import { errorBandOf } from "./error-band.ts";
import { combined, normalDistribution, type WaitingParts, waitingDistribution } from "./latency-distribution.ts";
import { measuredCoefficients } from "./measured-coefficients.ts";
import { promptWait, slotWait } from "./queueing.ts";
import type { BindingLimit, DemandShape, Distribution, Estimate, Load, ReplicaSpec } from "./types.ts";
import { decodesAt, meanStep, promptShare, rootOfRising, type WorkloadModel, workloadModel } from "./workload-model.ts";

/** Where a replica settles under a load, before it is told as an estimate. */
interface OperatingPoint {
  readonly verdict: Estimate["verdict"];
  readonly decodes: number;
  readonly rate: number;
  readonly timeToFirstToken: WaitingParts;
}

/** What stops more load first: the slots once they are nearly full, else the larger part of the step. */
const bindingLimitAt = (model: WorkloadModel, { decodes, rate }: OperatingPoint): BindingLimit => {
  if (rate > queueing().stableUtilisation.value * model.highestRate) return model.slotLimit;
  return promptShare(model, decodes) > 1 / 2 ? "prefill-compute" : "decode-bandwidth";
};

/**
 * Mean gap between two tokens of one request, over requests. It spreads with the prompts that happen to interrupt
 * a request and with the number of others beside it, both counted as Poisson.
 */
const interTokenLatency = (model: WorkloadModel, decodes: number): Distribution => {
  const { chunks, promptWork, terms, outputTokens, slots } = model;
  const interruption = terms.promptStep + promptWork / chunks;
  const fromPrompts = (Math.sqrt(decodes * chunks) / outputTokens) * interruption;
  const perSequence = (meanStep(model, slots) - meanStep(model, 0)) / slots;
  const fromNeighbours = perSequence * Math.sqrt(decodes);
  return normalDistribution(meanStep(model, decodes), Math.hypot(fromPrompts, fromNeighbours));
};

const told = (model: WorkloadModel, point: OperatingPoint): Estimate => {
  const timeToFirstToken = waitingDistribution(point.timeToFirstToken);
  const perToken = interTokenLatency(model, point.decodes);
  return {
    fits: true,
    verdict: point.verdict,
    bindingLimit: bindingLimitAt(model, point),
    timeToFirstToken,
    interTokenLatency: perToken,
    endToEnd: combined(timeToFirstToken, model.outputTokens - 1, perToken),
    outputTokensPerSecond: tokensPerSecond(point.rate * model.outputTokens),
    requestsPerSecond: requestsPerSecond(point.rate),
    concurrency: point.decodes,
    memory: model.memory,
    errorBand: errorBandOf(model.spec),
  };
};

const verdictAt = (utilisation: number): Estimate["verdict"] => {
  const { stableUtilisation, overloadUtilisation } = queueing();
  if (utilisation <= stableUtilisation.value) return "stable";
  return utilisation <= overloadUtilisation.value ? "saturated" : "overloaded";
};

/** Poisson arrivals: the rest of the running step, the own prompt's steps, prompts ahead, and a wait for a slot. */
const openLoopPoint = (model: WorkloadModel, offered: number): OperatingPoint => {
  const utilisation = offered / model.highestRate;
  const rate = Math.min(offered, model.highestRate);
  const decodes = decodesAt(model, rate);
  const { terms, chunks, promptWork, slots, highestRate, spec } = model;
  const step = meanStep(model, decodes);
  const streamed = (spec.engineConfig.streamIntervalTokens - 1) * step;
  return {
    verdict: verdictAt(utilisation),
    decodes,
    rate,
    timeToFirstToken: {
      fixed:
        measuredCoefficients(spec).requestSeconds.value + chunks * (step + terms.promptStep) + promptWork + streamed,
      uniform: step * Math.min(1, decodes),
      waits: [
        promptWait(rate, promptWork),
        slotWait({ utilisation, slots, highestRate, window: queueing().window.value }),
      ],
    },
  };
};

/** Seconds of one prompt: arithmetic or one read of the weights per step, whichever is longer, and its launches. */
const promptSecondsAlone = ({ terms, promptTokens, promptWork, spec }: WorkloadModel, steps: number): number => {
  const { promptComputeShare, prefillComputeShare, promptLayerSeconds } = measuredCoefficients(spec);
  const links = promptTokens * terms.linkPerToken;
  const compute = ((promptWork - links) * prefillComputeShare.value) / promptComputeShare.value;
  const layers = spec.model.kind === "decoder" ? spec.model.transformer.layers.value : 0;
  return Math.max(compute + links, terms.weightRead * steps) + layers * promptLayerSeconds.value * steps;
};

/** Fixed number of clients that ask again at once: time to first token as a function of the sequences in decode. */
const closedLoopFirstToken = (model: WorkloadModel, concurrency: number, decodes: number): WaitingParts => {
  const { requestSeconds, promptWaitShare, fixedLengthWaitFactor, decodeStepsBeforeFirstToken } = measuredCoefficients(
    model.spec,
  );
  const { chunks, promptTokens, slots, outputTokens, spec } = model;
  const step = meanStep(model, decodes);
  const shared = promptSecondsAlone(model, promptTokens / spec.engineConfig.maxBatchedTokens);
  const others = promptWaitShare.value * fixedLengthWaitFactor.value * Math.max(0, concurrency - 1) * shared;
  const overflow = Math.max(0, concurrency / slots - 1) * outputTokens * step;
  const steps = decodeStepsBeforeFirstToken.value + spec.engineConfig.streamIntervalTokens - 1;
  return {
    fixed: requestSeconds.value + promptSecondsAlone(model, chunks) + steps * step,
    uniform: 0,
    waits: [{ probability: 1, mean: others + overflow, meanAtCapacity: null }],
  };
};

/** Little's law: the share of its cycle that a request spends in decode is the share of the clients that decode. */
const closedLoopPoint = (model: WorkloadModel, concurrency: number): OperatingPoint => {
  const excess = (decodes: number): number => {
    const { fixed, waits } = closedLoopFirstToken(model, concurrency, decodes);
    const waiting = waits.reduce((sum, wait) => sum + wait.probability * wait.mean, fixed);
    return decodes * (waiting / meanStep(model, decodes) + model.outputTokens) - concurrency * model.outputTokens;
  };
  const decodes = rootOfRising(excess, 0, Math.min(concurrency, model.slots));
  return {
    verdict: concurrency > model.slots ? "saturated" : "stable",
    decodes,
    rate: decodes / (model.outputTokens * meanStep(model, decodes)),
    timeToFirstToken: closedLoopFirstToken(model, concurrency, decodes),
  };
};

const saturatedPoint = (model: WorkloadModel): OperatingPoint => ({
  verdict: "saturated",
  decodes: model.slots,
  rate: model.highestRate,
  timeToFirstToken: closedLoopFirstToken(model, model.slots, model.slots),
});

const pointFor = (model: WorkloadModel, load: Load): OperatingPoint => {
  switch (load.kind) {
    case "open-loop":
      return openLoopPoint(model, load.requestsPerSecond);
    case "concurrency":
      if (!(load.concurrency > 0 && Number.isFinite(load.concurrency))) {
        const { concurrency } = load;
        throw new LoadlineError("LL_INPUT_INVALID", {
          what: "concurrency",
          value: concurrency,
          expected: "more than 0",
        });
      }
      return closedLoopPoint(model, load.concurrency);
    case "saturated":
      return saturatedPoint(model);
  }
};

/** As `estimate`, for a workload model that is already there. */
export const estimateOf = (model: WorkloadModel, load: Load): Estimate => told(model, pointFor(model, load));

/**
 * Latency in seconds, throughput and verdict of one replica under one load.
 *
 * Closed loop (`concurrency`): batch by Little's law. Open loop: Poisson arrivals; mean batch from the step model,
 * waits from a queueing approximation. Saturated: every slot taken, as many clients as slots.
 * No latency falls as a load rises. Beyond the stable verdict percentiles depend on how long the load lasts; an
 * overloaded answer describes the window of data/calibration/queueing.json.
 * @throws LL_MODEL_DOES_NOT_FIT, LL_WORKLOAD_UNSUPPORTED, LL_INPUT_INVALID
 */
export const estimate = (spec: ReplicaSpec, shape: DemandShape, load: Load): Estimate =>
  estimateOf(workloadModel(spec, shape), load);
