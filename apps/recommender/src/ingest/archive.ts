import { decode, deflated, parseSubject, Recommendation } from "@loadline/protocol";
import type { Broker } from "../broker/broker.ts";

/** Events, and repetitions whose decision is found by their id. */
export const mostPerDeployment = 500;

/** Whether who is trusted published it, however long ago. */
export type IsAuthentic = (subject: string, data: Uint8Array) => boolean;

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

interface Archived {
  readonly id: string;
  readonly decisionId: string;
  readonly isRepetition: boolean;
  /** Compressed once another one follows: of hundreds of deployments there are many, and few are asked for. */
  packed: Uint8Array;
}

interface Latest {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly event: Recommendation;
  /** Once that was asked. */
  authentic?: boolean;
}

interface OfDeployment {
  readonly events: Archived[];
  /** Decisions of repetitions that are not retained, by the id of the event, oldest first. */
  readonly repeated: Map<string, string>;
  latest: Latest;
}

const unpacked = ({ packed }: Archived): readonly Recommendation[] => {
  const decoded = decode(Recommendation, packed);
  return decoded.kind === "ok" ? [decoded.value] : [];
};

/** The latest events of each deployment, as the stream has them, from whichever publisher; of repetitions the last. */
export class Archive {
  readonly #deployments = new Map<string, OfDeployment>();
  readonly #isAuthentic: IsAuthentic;

  constructor(isAuthentic: IsAuthentic = () => true) {
    this.#isAuthentic = isAuthentic;
  }

  /** @returns the event where it is a new one; null for one that is there already or cannot be read */
  readonly take = (subject: string, data: Uint8Array): Recommendation | null => {
    const address = parseSubject(subject);
    const decoded = decode(Recommendation, data);
    if (address?.kind !== "recommendation" || decoded.kind !== "ok") return null;
    const event = decoded.value;
    // A message is a part of a larger buffer, which would be retained with it.
    const latest: Latest = { subject, data: data.slice(), event };
    const own: OfDeployment = this.#deployments.get(address.name) ?? { events: [], repeated: new Map(), latest };
    const { events, repeated } = own;
    // A stream that was restored is read again from its beginning.
    if (repeated.has(event.id) || events.some(({ id }) => id === event.id)) return null;
    const { id: decisionId, heartbeat: isRepetition } = event.data.decision;
    const last = events.at(-1);
    if (isRepetition && last?.isRepetition === true && last.decisionId === decisionId) {
      // Most are: what is replaced was not compressed in vain.
      events.pop();
      repeated.set(last.id, decisionId);
    } else if (last !== undefined) last.packed = deflated(last.packed);
    events.push({ id: event.id, decisionId, isRepetition, packed: latest.data });
    if (events.length > mostPerDeployment) events.shift();
    const [oldest] = repeated.keys();
    if (repeated.size > mostPerDeployment && oldest !== undefined) repeated.delete(oldest);
    own.latest = latest;
    this.#deployments.set(address.name, own);
    return event;
  };

  /** Oldest first. */
  of(deployment: string, most = mostPerDeployment): readonly Recommendation[] {
    return (this.#deployments.get(deployment)?.events ?? []).slice(-most).flatMap(unpacked);
  }

  /** The latest event, to go on from; null where it has no trusted publisher. */
  latest(deployment: string): Recommendation | null {
    const latest = this.#deployments.get(deployment)?.latest;
    if (latest === undefined) return null;
    latest.authentic ??= this.#isAuthentic(latest.subject, latest.data);
    return latest.authentic ? latest.event : null;
  }

  /** The first event of a decision, by the id of the decision or of any of its events; null: not retained. */
  find(id: string): Recommendation | null {
    for (const { events, repeated } of this.#deployments.values()) {
      const named = repeated.get(id) ?? events.find((one) => one.id === id || one.decisionId === id)?.decisionId;
      const first = events.find(({ decisionId }) => decisionId === named);
      if (first !== undefined) return unpacked(first)[0] ?? null;
    }
    return null;
  }
}
