import type { DemandForecast } from "@loadline/core";
import type { PlanDeployment } from "@loadline/wire";
import { demandOf, type RequestShape } from "../state/demand.ts";

/** Requests/s of this shape that the gateway lets through; null without a limit. */
export const gatewayRate = ({ gateway }: PlanDeployment, shape: RequestShape): number | null => {
  if (gateway === undefined) return null;
  const { requestsPerSecond = Number.POSITIVE_INFINITY, tokensPerSecond = Number.POSITIVE_INFINITY } = gateway;
  const rate = Math.min(requestsPerSecond, tokensPerSecond / (shape.inputTokens + shape.outputTokens));
  return Number.isFinite(rate) ? rate : null;
};

/** The forecast without what the gateway would not let through. Present demand is not cut: it is there. */
export const behindGateway = (
  forecast: DemandForecast | null,
  limit: number | null,
  shape: RequestShape,
): DemandForecast | null =>
  forecast === null || limit === null
    ? forecast
    : {
        ...forecast,
        quantiles: forecast.quantiles.map((one) =>
          one.requestsPerSecond <= limit ? one : { ...one, ...demandOf(limit, shape) },
        ),
      };
