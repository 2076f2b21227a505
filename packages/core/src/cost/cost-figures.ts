/** Hours that a month is billed with: 365 days in twelve months. */
export const hoursPerMonth = 730;
const secondsPerHour = 3600;
const million = 1e6;

export interface CostRequest {
  /** null: no price is known. */
  readonly usdPerHour: number | null;
  readonly requestsPerSecond: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly watts: number;
}

export interface CostFigures {
  readonly usdPerHour: number | null;
  readonly usdPerMonth: number | null;
  readonly usdPerRequest: number | null;
  /** All cost over all prompt tokens, and over all answer tokens; null without such tokens too. */
  readonly usdPerMillionInputTokens: number | null;
  readonly usdPerMillionOutputTokens: number | null;
  readonly watts: number;
  readonly joulesPerRequest: number;
  readonly joulesPerOutputToken: number | null;
}

const per = (amount: number | null, count: number): number | null =>
  amount === null || count <= 0 ? null : amount / count;

/** Cost and energy of a load, per hour, month, request and token. Each token price carries the whole cost. */
export const costFigures = (request: CostRequest): CostFigures => {
  const { usdPerHour, requestsPerSecond, inputTokens, outputTokens, watts } = request;
  const requests = requestsPerSecond * secondsPerHour;
  const usdPerRequest = per(usdPerHour, requests);
  const perMillion = (tokens: number): number | null => {
    const each = per(usdPerRequest, tokens);
    return each === null ? null : each * million;
  };
  const joulesPerRequest = watts / requestsPerSecond;
  return {
    usdPerHour,
    usdPerMonth: usdPerHour === null ? null : usdPerHour * hoursPerMonth,
    usdPerRequest,
    usdPerMillionInputTokens: perMillion(inputTokens),
    usdPerMillionOutputTokens: perMillion(outputTokens),
    watts,
    joulesPerRequest,
    joulesPerOutputToken: per(joulesPerRequest, outputTokens),
  };
};
