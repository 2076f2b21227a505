const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;

/** What the messages of one node, of each kind, may cost a recommender. */
export const nodeBudget = {
  /** Bytes of its messages that are decoded, after inflation: several times what a node of 64 engines sends. */
  decodedBytesPerSecond: 512 * kibibyte,
  /** As many at once: what an agent sends after ten minutes without its broker. */
  decodedBytesAtOnce: 8 * mebibyte,
  /** A message that is refused costs so many more: fifteen at once are decoded, and one a second. */
  refusedBytes: 512 * kibibyte,
  /** A smaller message costs as much as one of so many bytes. */
  leastBytes: kibibyte,
} as const;

/** What one credential of a role may cost the broker. */
export interface RoleBudget {
  /** At once; whoever takes over from a half-open one needs a second. */
  readonly connections: number;
  /** Of one connection: replies, and pulls of a consumer. */
  readonly subscriptions: number;
  /** Of one message. */
  readonly payloadBytes: number;
  /** Consumers on streams. */
  readonly consumers: "none" | "as many as the server allows";
}

export type Role = "agent" | "recommender" | "actuator" | "planner" | "reader" | "authenticator";

export const roleBudgets: Readonly<Record<Role, RoleBudget>> = {
  agent: { connections: 4, subscriptions: 8, payloadBytes: 256 * kibibyte, consumers: "none" },
  // Standbys and partitions share a user.
  recommender: {
    connections: 64,
    subscriptions: 64,
    payloadBytes: mebibyte,
    consumers: "as many as the server allows",
  },
  actuator: { connections: 16, subscriptions: 8, payloadBytes: 16 * kibibyte, consumers: "none" },
  planner: { connections: 8, subscriptions: 8, payloadBytes: mebibyte, consumers: "none" },
  reader: { connections: 32, subscriptions: 8, payloadBytes: 16 * kibibyte, consumers: "none" },
  authenticator: { connections: 8, subscriptions: 8, payloadBytes: 64 * kibibyte, consumers: "none" },
};

/** What one node's token may cost the authenticator and the API server. */
export const admissionBudget = {
  /** Reviews of its tokens at a time. */
  reviews: 2,
  /** Connections at once, as where a link fails again and again, and seconds until each is made good: one lasts an hour at most. */
  admissions: 32,
  secondsPerAdmission: 10,
} as const;
