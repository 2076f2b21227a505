import { type Ratio, type Watts, watts } from "../base/units.ts";
import type { Gpu } from "../catalogue/gpu.ts";
import { operations } from "./operations.ts";

/** Hours that a month is billed with: 365 days in twelve months. */
const hoursPerMonth = 730;
const secondsPerHour = 3600;
const million = 1e6;

interface CostRequest {
  /** null: no price is known. */
  readonly usdPerHour: number | null;
  readonly requestsPerSecond: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Share of the cost that prompts cause; the rest is that of answers. */
  readonly promptShare: number;
  readonly watts: number;
}

const per = (amount: number | null, count: number) => (amount === null || count <= 0 ? null : amount / count);

/** Cost and energy of a load, per hour, month, request and token. Tokens in and out add up to the request's cost. */
export const costFigures = (request: CostRequest) => {
  const { usdPerHour, requestsPerSecond, inputTokens, outputTokens, promptShare, watts } = request;
  const requests = requestsPerSecond * secondsPerHour;
  const usdPerRequest = per(usdPerHour, requests);
  const perMillion = (share: number, tokens: number): number | null => {
    const each = per(usdPerRequest, tokens);
    return each === null ? null : share * each * million;
  };
  const joulesPerRequest = watts / requestsPerSecond;
  return {
    usdPerHour,
    usdPerMonth: usdPerHour === null ? null : usdPerHour * hoursPerMonth,
    usdPerRequest,
    /** The prompts' share of the cost over their tokens, and the answers' over theirs; null without such tokens too. */
    usdPerMillionInputTokens: perMillion(promptShare, inputTokens),
    usdPerMillionOutputTokens: perMillion(1 - promptShare, outputTokens),
    watts,
    joulesPerRequest,
    joulesPerOutputToken: per(joulesPerRequest, outputTokens),
  };
};

/**
 * Mean power of one GPU in watts: limit × (idle + (busy − idle) × utilisation).
 * Utilisation is the share of the time in which the GPU serves. Rises with it.
 * @source data/operations/operations.json; shares are assumed, so the basis is "assumed"
 */
export const gpuPower = (gpu: Gpu, utilisation: Ratio): Watts => {
  const { idlePowerShare, busyPowerShare } = operations();
  const served = Math.min(1, utilisation) * (busyPowerShare.value - idlePowerShare.value);
  return watts(gpu.power.value * (idlePowerShare.value + served));
};

/** Power of `gpus` GPUs with the nodes around them, in watts; the building's cooling is not in it. */
export const nodePower = (gpu: Gpu, gpus: number, utilisation: Ratio): Watts =>
  watts(gpus * gpuPower(gpu, utilisation) * operations().nodePowerFactor.value);
