import { encode } from "@loadline/wire";
import type { Broker, StoredMessage } from "../broker/broker.ts";

/**
 * The broker for one that only advises: it reads what everybody reads, and what it says is heard by `hear` alone.
 * @param hear the subject and bytes of each event that would have been stored
 */
export const shadowBroker = (broker: Broker, hear: (subject: string, data: Uint8Array) => void): Broker => {
  const said = new Map<string, StoredMessage>();
  return {
    follow: broker.follow,
    lastRecommendation: (subject) => Promise.resolve(said.get(subject) ?? null),
    answer: () => Promise.resolve(),
    publish: (event) => {
      const sequence = (said.get(event.subject)?.sequence ?? 0) + 1;
      const data = encode(event);
      said.set(event.subject, { sequence, data });
      hear(event.subject, data);
      return Promise.resolve({ kind: "stored", sequence });
    },
  };
};
