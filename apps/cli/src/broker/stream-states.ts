import { streams } from "@loadline/wire";
import { streamConfig } from "@loadline/wire/nats";
import { jetstreamManager, type StreamConfig } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface Difference {
  readonly field: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

export interface StreamState {
  readonly name: string;
  readonly state: "present" | "missing" | "different";
  /** Copies; null while the stream is missing. */
  readonly replicas: number | null;
  readonly differences: readonly Difference[];
}

type Wanted = ReturnType<typeof streamConfig>;

/** Fields in which a stream is not as it should be. Its replicas and description are the operator's matter. */
const differencesOf = (wanted: Wanted, got: StreamConfig): readonly Difference[] =>
  Object.entries(wanted).flatMap(([field, value]) => {
    if (field === "num_replicas" || field === "description") return [];
    const stored: unknown = got[field as keyof StreamConfig];
    return JSON.stringify(stored) === JSON.stringify(value) ? [] : [{ field, wanted: value, got: stored ?? null }];
  });

/** Every stream of Loadline as the broker has it. */
export const streamStates = async (connection: NatsConnection): Promise<readonly StreamState[]> => {
  const manager = await jetstreamManager(connection);
  const stored = new Map<string, StreamConfig>();
  for await (const { config } of manager.streams.list()) stored.set(config.name, config);
  return streams.map((stream) => {
    const got = stored.get(stream.name);
    if (got === undefined) return { name: stream.name, state: "missing", replicas: null, differences: [] };
    const differences = differencesOf(streamConfig(stream, 1), got);
    const state = differences.length === 0 ? "present" : "different";
    return { name: stream.name, state, replicas: got.num_replicas, differences };
  });
};
