import { encode, type Recommendation } from "@loadline/wire";
import type { Broker, StoredMessage } from "./broker/broker.ts";
import type { Assessment } from "./decide/assessment.ts";
import { leaguePeriods } from "./decide/league.ts";

/**
 * The broker in shadow mode: it reads what everybody reads, and publishes to `onEvent` alone.
 * @param onEvent gets each event that would have been stored, and its bytes
 */
export const shadowBroker = (
  broker: Broker,
  onEvent: (event: Recommendation, data: Uint8Array) => void | Promise<void>,
): Broker => {
  const published = new Map<string, StoredMessage>();
  return {
    ...broker,
    lastRecommendation: (subject) => Promise.resolve(published.get(subject) ?? null),
    answer: () => Promise.resolve(),
    publish: async (event) => {
      const sequence = (published.get(event.subject)?.sequence ?? 0) + 1;
      const data = encode(event);
      published.set(event.subject, { sequence, data });
      await onEvent(event, data);
      return { kind: "stored", sequence };
    },
  };
};

/** What ran and what Loadline would have run on the same load, side by side: two rows of the league over its longest window. */
const scoreOf = (assessment: Assessment) => {
  const longest = leaguePeriods(assessment).at(-1);
  const sums = (policy: "actual" | "loadline") => {
    const { replicaHours = 0, sloViolationMinutes = 0 } = longest?.rows.find((row) => row.policy === policy) ?? {};
    return { replicaSeconds: replicaHours * 3_600, violationSeconds: sloViolationMinutes * 60 };
  };
  const [actual, advised] = [sums("actual"), sums("loadline")];
  const violationSeconds = { actual: actual.violationSeconds, advised: advised.violationSeconds };
  return {
    deployment: assessment.deployment.name,
    /** In which load, capacity and replicas were known whole. */
    seconds: longest?.seconds ?? 0,
    replicaSeconds: { actual: actual.replicaSeconds, advised: advised.replicaSeconds },
    violationSeconds,
    // The name before 0.2.
    shortSeconds: violationSeconds,
  };
};

export const shadowScores = (assessments: readonly Assessment[]): readonly ReturnType<typeof scoreOf>[] =>
  assessments.map(scoreOf);
