import { encode, type Recommendation } from "@loadline/protocol";
import type { Broker, StoredMessage } from "./broker.ts";

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
    publish: async (event) => {
      const sequence = (published.get(event.subject)?.sequence ?? 0) + 1;
      const data = encode(event);
      published.set(event.subject, { sequence, data });
      await onEvent(event, data);
      return { kind: "stored", sequence };
    },
  };
};
