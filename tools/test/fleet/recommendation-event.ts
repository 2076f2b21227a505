import { type Recommendation, recommendationSchemaId, recommendationType, subject } from "@loadline/protocol";

export interface RecommendationChange {
  readonly id?: string;
  readonly revision?: number;
  readonly epoch?: number;
  readonly desired?: number | null;
  /** Seconds from `now`. */
  readonly expiresIn?: number;
  readonly heartbeat?: boolean;
  readonly deployment?: string;
  readonly cluster?: string;
}

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** A recommendation with nothing but a count. @param now epoch seconds */
export const recommendationEvent = (now: number, change: RecommendationChange = {}): Recommendation => {
  const { id = "d-1", revision = 1, epoch = 1, desired = 3, expiresIn = 60, heartbeat = false } = change;
  const { deployment = "chat", cluster = "demo" } = change;
  return {
    specversion: "1.0",
    id: `event-${id}`,
    source: `/loadline/${cluster}/recommender`,
    type: recommendationType,
    subject: subject({ kind: "recommendation", cluster, name: deployment }),
    time: instant(now),
    datacontenttype: "application/json",
    dataschema: recommendationSchemaId,
    data: {
      target: { cluster, deployment, pool: "pool" },
      verdict: "hold",
      reason: { code: "within-load-line", message: "a test" },
      replicas: { ready: 1, pending: 0, draining: 0, currentTarget: 1, desired, lower: null, upper: null },
      bindingLimit: null,
      demand: null,
      forecast: null,
      capacityPerReplica: null,
      evidence: [{ input: "demand", value: null, unit: null, ageSeconds: null }],
      missing: [],
      counterfactual: "",
      change: { usdPerHour: null, watts: null },
      decision: { id, epoch, revision, supersedes: null, heartbeat, expiresAt: instant(now + expiresIn) },
    },
  };
};
