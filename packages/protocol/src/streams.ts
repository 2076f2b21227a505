import { type SubjectKind, subjectFilter } from "./subjects.ts";

/** A JetStream stream; packages/runtime/src/nats turns it into the server's configuration. Oldest messages go first at a bound. */
export interface StreamDefinition {
  readonly name: string;
  readonly kind: SubjectKind;
  readonly subjects: readonly string[];
  readonly maxAgeSeconds: number;
  readonly maxBytes: number;
  /** Of one message; a larger one is not stored. */
  readonly maxMessageBytes: number;
  /** Keeps one node or deployment from evicting the messages of the others. */
  readonly maxMessagesPerSubject: number;
  /** Window in which `Nats-Msg-Id` removes duplicates; every id of it is in the broker's memory, up to a whole message long. */
  readonly duplicateWindowSeconds: number;
  readonly why: string;
}

const minute = 60;
const day = 86_400;
const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

const stream = <N extends string, K extends SubjectKind>(
  name: N,
  kind: K,
  bounds: Omit<StreamDefinition, "name" | "kind" | "subjects">,
) => ({ name, kind, subjects: [subjectFilter(kind)], ...bounds });

// The least that nats-server takes. Agents send no ids: one that did took 460 MB of the broker's memory in 10 s, at two minutes.
const noDuplicateWindow = 0.1;

export const streams = [
  stream("LOADLINE_TELEMETRY", "telemetry", {
    maxAgeSeconds: 30 * minute,
    maxBytes: 8 * gibibyte,
    maxMessageBytes: 256 * kibibyte,
    // Four samples a second for as long as they are kept.
    maxMessagesPerSubject: 7_200,
    duplicateWindowSeconds: noDuplicateWindow,
    why: "A short replay window for a restarted recommender; duplicates are removed by (node, bootId, seq), because a message-id window would hold every id in memory.",
  }),
  stream("LOADLINE_INVENTORY", "inventory", {
    maxAgeSeconds: 30 * day,
    maxBytes: gibibyte,
    maxMessageBytes: 256 * kibibyte,
    maxMessagesPerSubject: 1,
    duplicateWindowSeconds: noDuplicateWindow,
    why: "The present static facts of each node.",
  }),
  stream("LOADLINE_HEALTH", "health", {
    maxAgeSeconds: 14 * day,
    maxBytes: gibibyte,
    maxMessageBytes: 8 * kibibyte,
    maxMessagesPerSubject: 10_000,
    duplicateWindowSeconds: noDuplicateWindow,
    why: "GPU events with their history, for repair and for the reserve model.",
  }),
  stream("LOADLINE_RECOMMENDATIONS", "recommendation", {
    maxAgeSeconds: 30 * day,
    maxBytes: gibibyte,
    maxMessageBytes: 256 * kibibyte,
    // A heartbeat every 30 s is 86,400 in 30 days.
    maxMessagesPerSubject: 100_000,
    duplicateWindowSeconds: 2 * minute,
    why: "The product: durable, replayable, de-duplicated by the event's id.",
  }),
  stream("LOADLINE_FEEDBACK", "feedback", {
    maxAgeSeconds: 30 * day,
    maxBytes: 256 * mebibyte,
    maxMessageBytes: 8 * kibibyte,
    maxMessagesPerSubject: 10_000,
    duplicateWindowSeconds: 2 * minute,
    why: "What actuators did with a recommendation.",
  }),
] as const satisfies readonly StreamDefinition[];

/** The stream that carries a kind of message. */
export const streamOf = (kind: SubjectKind): StreamDefinition => {
  const found = streams.find((stream) => stream.kind === kind);
  if (found === undefined) throw new RangeError(`no stream carries ${kind}`);
  return found;
};

export interface BucketDefinition {
  readonly name: string;
  readonly history: number;
  readonly why: string;
}

export const buckets = {
  plans: { name: "loadline_plans", history: 16, why: "Plans by cluster, with the last ones kept." },
  leases: { name: "loadline_leases", history: 1, why: "Who leads a cluster, and in which epoch." },
  checkpoints: { name: "loadline_checkpoints", history: 1, why: "The state of a recommender, for its successor." },
} as const satisfies Readonly<Record<string, BucketDefinition>>;

export const bucketStream = ({ name }: BucketDefinition): string => `KV_${name}`;
