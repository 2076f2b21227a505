import type { IsAuthentic } from "../archive.ts";
import type { Broker } from "../broker/broker.ts";

const nothing = new Uint8Array();

/**
 * A broker whose last recommendation counts by its place in the stream alone where nobody who is trusted published it:
 * whoever can write the subject can neither stop a publisher nor choose what its successor begins from.
 */
export const authenticBroker = (broker: Broker, isAuthentic: IsAuthentic): Broker => ({
  ...broker,
  lastRecommendation: async (subject) => {
    const stored = await broker.lastRecommendation(subject);
    return stored === null || isAuthentic(subject, stored.data) ? stored : { ...stored, data: nothing };
  },
});
