import { type Recommendation, recommendationSchemaId, recommendationType } from "@loadline/wire";

/** A scale-up of demo/chat with every input known. */
export const scaleUp: Recommendation = {
  specversion: "1.0",
  id: "8d2b7c1e-6a53-4b8f-9d0e-0f6a1c2d3e4f",
  source: "/loadline/demo/recommender",
  type: recommendationType,
  subject: "loadline.v1.recommendation.demo.chat",
  time: "2026-11-24T12:00:00.000Z",
  datacontenttype: "application/json",
  dataschema: recommendationSchemaId,
  data: {
    target: { cluster: "demo", deployment: "chat", pool: "h100" },
    verdict: "scale-up",
    reason: {
      code: "demand-above-load-line",
      message:
        "demand may reach 16 requests/s within 300 s (95 % quantile), 3 replicas carry 9 requests/s with 1 held spare: raise to 5",
    },
    replicas: { ready: 3, pending: 0, draining: 0, currentTarget: 3, desired: 5, lower: 4, upper: 6 },
    bindingLimit: "decode-bandwidth",
    demand: {
      requestsPerSecond: 12,
      prefillTokensPerSecond: 12_000,
      decodeTokensPerSecond: 2_400,
      inputTokensPerRequest: 1_000,
      outputTokensPerRequest: 200,
    },
    forecast: null,
    capacityPerReplica: {
      requestsPerSecond: 4.5,
      prefillTokensPerSecond: 4_500,
      decodeTokensPerSecond: 900,
      errorBand: { relative: 0.1, basis: "transferred" },
    },
    evidence: [{ input: "demand.requests", value: 12, unit: "requests/s", ageSeconds: 1.2 }],
    missing: [],
    counterfactual: "would hold at or below 9 requests/s",
    change: { usdPerHour: 36, watts: 5_600 },
    decision: {
      id: "d-1",
      epoch: 1,
      revision: 4,
      supersedes: "d-0",
      heartbeat: false,
      expiresAt: "2026-11-24T12:01:30.000Z",
    },
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
