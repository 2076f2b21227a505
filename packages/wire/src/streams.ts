import { type SubjectKind, subjectFilter } from "./subjects.ts";

/** A JetStream stream in our own words; packages/wire/src/nats turns it into the server's. */
export interface StreamDefinition {
  readonly name: string;
  readonly kind: SubjectKind;
  readonly subjects: readonly string[];
  readonly storage: "file" | "memory";
  /** Oldest messages go first when a bound is reached. */
  readonly maxAgeSeconds: number;
  readonly maxBytes: number;
  /** 1 keeps the last message per subject; -1 is no bound. */
  readonly maxMessagesPerSubject: number;
  /** Window in which `Nats-Msg-Id` removes duplicates. */
  readonly duplicateWindowSeconds: number;
  readonly why: string;
}

const minute = 60;
const day = 86_400;
const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

export const streams = [
  {
    name: "LOADLINE_TELEMETRY",
    kind: "telemetry",
    subjects: [subjectFilter("telemetry")],
    storage: "file",
    maxAgeSeconds: 30 * minute,
    maxBytes: 8 * gibibyte,
    maxMessagesPerSubject: -1,
    duplicateWindowSeconds: 1,
    why: "A short replay window for a restarted recommender; duplicates are removed by (node, bootId, seq), because a message-id window would hold every id in memory.",
  },
  {
    name: "LOADLINE_INVENTORY",
    kind: "inventory",
    subjects: [subjectFilter("inventory")],
    storage: "file",
    maxAgeSeconds: 30 * day,
    maxBytes: gibibyte,
    maxMessagesPerSubject: 1,
    duplicateWindowSeconds: 1,
    why: "The present static facts of each node.",
  },
  {
    name: "LOADLINE_HEALTH",
    kind: "health",
    subjects: [subjectFilter("health")],
    storage: "file",
    maxAgeSeconds: 14 * day,
    maxBytes: gibibyte,
    maxMessagesPerSubject: -1,
    duplicateWindowSeconds: 2 * minute,
    why: "GPU events with their history, for repair and for the spare model.",
  },
  {
    name: "LOADLINE_RECOMMENDATIONS",
    kind: "recommendation",
    subjects: [subjectFilter("recommendation")],
    storage: "file",
    maxAgeSeconds: 30 * day,
    maxBytes: gibibyte,
    maxMessagesPerSubject: -1,
    duplicateWindowSeconds: 2 * minute,
    why: "The product: durable, replayable, de-duplicated by the event's id.",
  },
  {
    name: "LOADLINE_FEEDBACK",
    kind: "feedback",
    subjects: [subjectFilter("feedback")],
    storage: "file",
    maxAgeSeconds: 30 * day,
    maxBytes: 256 * mebibyte,
    maxMessagesPerSubject: -1,
    duplicateWindowSeconds: 2 * minute,
    why: "What actuators did with a recommendation.",
  },
] as const satisfies readonly StreamDefinition[];

export type StreamName = (typeof streams)[number]["name"];

/** The stream that carries a kind of message. */
export const streamOf = (kind: SubjectKind): StreamDefinition => {
  const found = streams.find((stream) => stream.kind === kind);
  if (found === undefined) throw new RangeError(`no stream carries ${kind}`);
  return found;
};
