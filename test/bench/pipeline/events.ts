import { Recommendation, streamOf } from "@loadline/protocol";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

/** One stored recommendation. */
export interface StoredEvent {
  readonly id: string;
  /** Its place in the stream. */
  readonly sequence: number;
  readonly deployment: string;
  readonly epoch: number;
  readonly revision: number;
  /** It repeats the decision before it. */
  readonly heartbeat: boolean;
  readonly verdict: string;
  /** null: the count is unknown. */
  readonly desired: number | null;
  /** When it arrived here, epoch seconds. */
  readonly at: number;
  /** Seconds from its decision to then. */
  readonly delay: number;
  /** Age of the demand that it rests on; null: it rests on none. */
  readonly demandAge: number | null;
}

/** Recommendations as the stream stores them from now on, in the order of the stream. */
export const followEvents = async (connection: NatsConnection): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  const { name } = streamOf("recommendation");
  const consumer = await jetstream(connection).consumers.get(name, { deliver_policy: DeliverPolicy.New });
  await consumer.consume({
    max_messages: 1_000,
    expires: 5_000,
    callback: (message) => {
      const { id, time, data } = Recommendation.parse(message.json());
      const { decision, verdict, target, evidence, replicas } = data;
      const at = Date.now() / 1000;
      events.push({
        id,
        sequence: message.seq,
        deployment: target.deployment,
        epoch: decision.epoch,
        revision: decision.revision,
        verdict,
        desired: replicas.desired,
        heartbeat: decision.heartbeat,
        at,
        delay: at - Date.parse(time) / 1000,
        demandAge: evidence.find(({ input }) => input === "demand.requests")?.ageSeconds ?? null,
      });
    },
  });
  return events;
};

const byDeployment = (events: readonly StoredEvent[]): ReadonlyMap<string, readonly StoredEvent[]> => {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) groups.set(event.deployment, [...(groups.get(event.deployment) ?? []), event]);
  return groups;
};

/** Decisions that do not follow the one before: stored twice, or by a recommender that no longer leads. */
export const doubledIn = (events: readonly StoredEvent[]): number => {
  const ids = new Set<string>();
  return [...byDeployment(events).values()].reduce((sum, own) => {
    const doubled = own.filter(({ id, epoch, revision, heartbeat }, place) => {
      const isKnown = ids.has(id);
      ids.add(id);
      if (isKnown) return true;
      const before = own[place - 1];
      if (before === undefined || epoch > before.epoch) return false;
      return epoch < before.epoch || (heartbeat ? revision < before.revision : revision <= before.revision);
    });
    return sum + doubled.length;
  }, 0);
};

/** The longest time without an event of a deployment that has any, seconds; until now, the end of the watch. */
export const longestPause = (events: readonly StoredEvent[]): number => {
  const now = Date.now() / 1000;
  const pauses = [...byDeployment(events).values()].flatMap((own) =>
    own.map(({ at }, place) => (own[place + 1]?.at ?? now) - at),
  );
  return Math.max(0, ...pauses);
};

export const deploymentsIn = (events: readonly StoredEvent[]): number => byDeployment(events).size;

export const verdictsIn = (events: readonly StoredEvent[]): string => {
  const counts = new Map<string, number>();
  for (const { verdict } of events) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${verdict} ${count}`).join(", ");
};
