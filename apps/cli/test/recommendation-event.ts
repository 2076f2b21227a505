import type { Recommendation } from "@loadline/protocol";
import { recommendationExample } from "@loadline/protocol/testing";

/** A scale-up of demo/chat with every input known. */
export const scaleUp: Recommendation = {
  ...recommendationExample,
  data: {
    ...recommendationExample.data,
    reason: {
      code: "demand-above-load-line",
      message:
        "demand may reach 16 requests/s within 300 s (95 % quantile), 3 replicas carry 9 requests/s with 1 in reserve: raise to 5",
    },
    forecast: null,
    evidence: [{ input: "demand.requests", value: 12, unit: "requests/s", ageSeconds: 1.2 }],
    counterfactual: "would hold at or below 9 requests/s",
  },
};

export interface EventChange {
  readonly deployment?: string;
  readonly data?: Partial<Recommendation["data"]>;
  readonly heartbeat?: boolean;
}

/** The scale-up with some of it changed. */
export const eventWith = ({ deployment = "chat", data = {}, heartbeat = false }: EventChange): Recommendation => ({
  ...scaleUp,
  id: `${deployment}-${heartbeat}-${data.verdict ?? "scale-up"}`,
  subject: `loadline.v1.recommendation.demo.${deployment}`,
  data: {
    ...scaleUp.data,
    ...data,
    target: { ...scaleUp.data.target, deployment },
    decision: { ...scaleUp.data.decision, heartbeat },
  },
});

/** A hold because telemetry is missing: nothing is known. */
export const blindHold: Recommendation = eventWith({
  data: {
    verdict: "hold",
    reason: { code: "telemetry-missing", message: "nothing decided, missing: demand (never seen)" },
    replicas: { ready: null, pending: 1, draining: 2, currentTarget: null, desired: null, lower: null, upper: null },
    bindingLimit: null,
    demand: null,
    capacityPerReplica: null,
    change: { usdPerHour: null, watts: null },
  },
});
