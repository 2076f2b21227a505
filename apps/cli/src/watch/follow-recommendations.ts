import { parseSubject, streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { StoredMessage } from "./read-event.ts";

export interface FollowSettings {
  readonly cluster: string | null;
  /** All that is stored first, instead of the last per deployment. */
  readonly history: boolean;
  readonly signal: AbortSignal;
}

const filterFor = (cluster: string | null): string => subjectFilter("recommendation", cluster ?? undefined);

/** What the stream holds of recommendations, then what follows, until the signal. */
export async function* followRecommendations(
  connection: NatsConnection,
  { cluster, history, signal }: FollowSettings,
): AsyncGenerator<StoredMessage> {
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: filterFor(cluster),
    deliver_policy: history ? DeliverPolicy.All : DeliverPolicy.LastPerSubject,
  });
  const messages = await consumer.consume();
  const stop = (): void => messages.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    if (signal.aborted) return;
    for await (const message of messages) yield { subject: message.subject, data: message.data };
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
  }
}

/** Deployments of which at least one recommendation is stored, ordered by name. */
export const storedDeployments = async (
  connection: NatsConnection,
): Promise<readonly { readonly cluster: string; readonly deployment: string }[]> => {
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(streamOf("recommendation").name, { subjects_filter: filterFor(null) });
  return Object.keys(state.subjects ?? {})
    .toSorted()
    .flatMap((subject) => {
      const address = parseSubject(subject);
      return address === null ? [] : [{ cluster: address.cluster, deployment: address.name }];
    });
};
