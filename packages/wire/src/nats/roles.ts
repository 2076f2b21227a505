import { LoadlineError } from "@loadline/core";
import { z } from "zod";
import { bucketStream, buckets } from "../buckets.ts";
import { streams } from "../streams.ts";
import { isToken, type SubjectKind, subject, subjectFilter } from "../subjects.ts";

const token = z.string().refine(isToken, "lower-case letters, digits and hyphens, at most 63");

/** Who may connect, in which role. Passwords are not in it: the server takes them from its environment. */
export const AccessPolicy = z.strictObject({
  version: z.literal(1),
  cluster: token,
  /** Nodes that run an agent, each with an account of its own. */
  agents: z.array(token),
  recommenders: z.array(token),
  /** They read recommendations and tell what they did. */
  actuators: z.array(token),
  /** They store plans and read recommendations. */
  planners: z.array(token).default([]),
  /** They read everything and write nothing. */
  readers: z.array(token),
  administrators: z.array(token),
});
export type AccessPolicy = z.infer<typeof AccessPolicy>;

export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

export interface Account extends Permissions {
  readonly user: string;
}

const streamName = (kind: SubjectKind): string => streams.find((stream) => stream.kind === kind)?.name ?? "";

/** What an ordered pull consumer asks of JetStream. */
const reading = (stream: string): readonly string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.MSG.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}.>`,
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.>`,
  `$JS.API.CONSUMER.DELETE.${stream}.>`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.>`,
  `$JS.ACK.${stream}.>`,
];

const general: readonly string[] = ["$JS.API.INFO", "$JS.API.STREAM.NAMES"];

const readStreams = (kinds: readonly SubjectKind[]): readonly string[] => [
  ...general,
  ...kinds.flatMap((kind) => reading(streamName(kind))),
];

/** Replies come on a subject of its own, so that nobody reads another's. */
const inbox = (user: string): readonly string[] => [`_INBOX_${user}.>`];

const ownKinds = ["telemetry", "inventory", "health"] as const;
const everyKind = streams.map(({ kind }) => kind);

const agent = (cluster: string, node: string): Account => ({
  user: node,
  publish: ownKinds.map((kind) => subject({ kind, cluster, name: node })),
  subscribe: inbox(node),
});

const recommender = (cluster: string, user: string): Account => ({
  user,
  publish: [
    subjectFilter("recommendation", cluster),
    subjectFilter("feedback", cluster),
    ...readStreams(everyKind),
    ...[buckets.plans, buckets.leases, buckets.checkpoints].flatMap((bucket) => reading(bucketStream(bucket))),
    // The second of each is for one that only advises.
    ...[cluster, `${cluster}-shadow`].flatMap((key) => [
      `$KV.${buckets.leases.name}.${key}`,
      // One lease for each partition.
      `$KV.${buckets.leases.name}.${key}.*`,
      `$KV.${buckets.checkpoints.name}.${key}.>`,
    ]),
  ],
  subscribe: inbox(user),
});

const actuator = (cluster: string, user: string): Account => ({
  user,
  publish: [subjectFilter("feedback", cluster), ...readStreams(["recommendation"])],
  subscribe: [...inbox(user), subjectFilter("recommendation", cluster)],
});

const planner = (cluster: string, user: string): Account => ({
  user,
  publish: [
    `$KV.${buckets.plans.name}.${cluster}`,
    ...readStreams(["recommendation"]),
    ...reading(bucketStream(buckets.plans)),
  ],
  subscribe: [...inbox(user), subjectFilter("recommendation", cluster)],
});

const reader = (cluster: string, user: string): Account => ({
  user,
  publish: [...readStreams(everyKind), ...reading(bucketStream(buckets.plans))],
  subscribe: [...inbox(user), ...everyKind.map((kind) => subjectFilter(kind, cluster))],
});

const administrator = (user: string): Account => ({ user, publish: [">"], subscribe: [">"] });

/** Every account of a policy with what it may do; everything else is denied. @throws LL_CONFIG_INVALID for a user in two roles */
export const accountsOf = (policy: AccessPolicy): readonly Account[] => {
  const { cluster, agents, recommenders, actuators, planners, readers, administrators } = policy;
  const accounts = [
    ...agents.map((node) => agent(cluster, node)),
    ...recommenders.map((user) => recommender(cluster, user)),
    ...actuators.map((user) => actuator(cluster, user)),
    ...planners.map((user) => planner(cluster, user)),
    ...readers.map((user) => reader(cluster, user)),
    ...administrators.map(administrator),
  ];
  const users = accounts.map(({ user }) => user);
  const twice = users.find((user, index) => users.indexOf(user) !== index);
  if (twice === undefined) return accounts;
  throw new LoadlineError("LL_CONFIG_INVALID", { key: "policy", value: twice, expected: "each user in one role" });
};

/** Environment variable of the server that holds an account's password. @example passwordVariable("node-1") // "NATS_PASSWORD_NODE_1" */
export const passwordVariable = (user: string): string => `NATS_PASSWORD_${user.toUpperCase().replaceAll("-", "_")}`;

const list = (subjects: readonly string[]): string => `[${subjects.map((one) => JSON.stringify(one)).join(", ")}]`;

const accountText = ({ user, publish, subscribe }: Account): string =>
  [
    "    {",
    `      user: ${JSON.stringify(user)}`,
    `      password: $${passwordVariable(user)}`,
    `      permissions: { publish: { allow: ${list(publish)} }, subscribe: { allow: ${list(subscribe)} } }`,
    "    }",
  ].join("\n");

/** The configuration of a nats-server for a policy: JetStream, limits, and one account per user. */
export const renderNatsConfig = (policy: AccessPolicy): string =>
  [
    "# Made from policy.json; change that and run its test with UPDATE_GOLDEN=1.",
    "max_payload: 1MB",
    "jetstream { sync_interval: 10s }",
    "authorization {",
    "  users: [",
    accountsOf(policy).map(accountText).join("\n"),
    "  ]",
    "}",
    "",
  ].join("\n");
