import { type StreamDefinition, streams } from "@loadline/protocol";
import { refusalIn, streamConfig } from "@loadline/runtime/nats";
import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type StreamConfig,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

export interface StreamState {
  readonly name: string;
  readonly state: "present" | "missing" | "different" | "forbidden";
  /** Copies; null while that is not known. */
  readonly replicas: number | null;
  readonly differences: ReturnType<typeof differencesOf>;
}

/** Fields in which a stream differs from its definition. Its replicas and description are the operator's choice. */
const differencesOf = (wanted: ReturnType<typeof streamConfig>, got: StreamConfig) =>
  Object.entries(wanted).flatMap(([field, value]) => {
    if (field === "num_replicas" || field === "description") return [];
    const stored: unknown = got[field as keyof StreamConfig];
    return JSON.stringify(stored) === JSON.stringify(value) ? [] : [{ field, wanted: value, got: stored ?? null }];
  });

/** What the broker has under this name. Asked one by one, as a role may see some and not list all. */
const storedConfig = async (manager: JetStreamManager, name: string) => {
  try {
    return (await manager.streams.info(name)).config;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return "missing";
    if (refusalIn(error) !== null) return "forbidden";
    throw error;
  }
};

const stateOf = (stream: StreamDefinition, got: StreamConfig | "missing" | "forbidden"): StreamState => {
  if (typeof got === "string") return { name: stream.name, state: got, replicas: null, differences: [] };
  const differences = differencesOf(streamConfig(stream, 1), got);
  const state = differences.length === 0 ? "present" : "different";
  return { name: stream.name, state, replicas: got.num_replicas, differences };
};

/** Every stream of Loadline as the broker has it. */
export const streamStates = async (connection: NatsConnection): Promise<readonly StreamState[]> => {
  const manager = await jetstreamManager(connection);
  return Promise.all(streams.map(async (stream) => stateOf(stream, await storedConfig(manager, stream.name))));
};
