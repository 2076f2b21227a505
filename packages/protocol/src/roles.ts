import { LoadlineError } from "@loadline/model";
import { z } from "zod";
import { type Role, roleBudgets } from "./budgets.ts";
import { bucketStream, buckets, streamOf, streams } from "./streams.ts";
import { isToken, type SubjectKind, subject, subjectFilter, subjectKinds } from "./subjects.ts";

const token = z.string().refine(isToken, "lower-case letters, digits and hyphens, at most 63");

/** Who may connect, in which role. Passwords are not in it: the server takes them from its environment. */
export const AccessPolicy = z.strictObject({
  version: z.literal(1),
  cluster: token,
  /** Nodes that run an agent, each with a user of its own; `*`: any node, as the user `agent`. */
  agents: z.array(z.union([token, z.literal("*")])),
  /** Agents authenticate with the service-account tokens of their pods, which name the node; the authenticator verifies them. */
  nodeTokens: z
    .strictObject({
      /** Public nkey of the account key that the authenticator signs with; or $NAME, a variable of the server that holds it. */
      issuer: z
        .string()
        .regex(/^(A[A-Z2-7]{55}|\$[A-Z_]+)$/, "the public key of a NATS account, beginning with A, or $NAME"),
      /** Service accounts of agents, as NAMESPACE/NAME. */
      serviceAccounts: z.array(z.string().regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/, "NAMESPACE/NAME")).min(1),
    })
    .optional(),
  recommenders: z.array(token),
  /** They read recommendations and report what they did. */
  actuators: z.array(token),
  /** They store plans and read recommendations. */
  planners: z.array(token).default([]),
  /** They read everything and write nothing. */
  readers: z.array(token),
  administrators: z.array(token),
});
export type AccessPolicy = z.infer<typeof AccessPolicy>;

/**
 * Subjects of the control account that a role may publish on, and get replies from. None may subscribe to any: a consumer delivers to
 * the subject that whoever made it names, once somebody subscribes to exactly that one, and streams store it then.
 */
export interface Permissions {
  readonly publish: readonly string[];
}

export interface User extends Permissions {
  readonly user: string;
  /** null: an administrator, whose costs have no bound. */
  readonly role: Role | null;
  /** NATS account that it lives in. */
  readonly account: string;
  /** It receives replies on any subject but these; where it is left out, on those that begin with its name. */
  readonly unread?: readonly string[];
}

/** The account that holds streams and buckets. Only administrators live in it. */
export const controlAccount = "CONTROL";

/**
 * The account of agents that no policy names. Replies are not imported again, so that none reaches another node's subjects. A
 * node that the policy names has an account of its own, as only an account has a bound on connections.
 */
export const agentsAccount = "AGENTS";

const accountOfNode = (node: string): string => `${agentsAccount}-${node}`;

/** The user that decides for the broker whom to admit, and its account. */
export const authenticator = { user: "authenticator", account: "AUTHENTICATORS" } as const;

/** What is asked of JetStream to read a stream by sequence. */
const getting = (stream: string): readonly string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.MSG.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}`,
  `$JS.API.DIRECT.GET.${stream}.>`,
];

/**
 * What an ordered pull consumer asks of it too. A server makes no more than 1,000 consumers on a stream, so that whoever may make any
 * may keep the recommender from its own.
 */
const following = (stream: string): readonly string[] => [
  ...getting(stream),
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.>`,
  `$JS.API.CONSUMER.DELETE.${stream}.>`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.>`,
];

type Reading = (stream: string) => readonly string[];

const readingStreams = (kinds: readonly SubjectKind[], reading: Reading): readonly string[] => [
  "$JS.API.INFO",
  "$JS.API.STREAM.NAMES",
  ...kinds.flatMap((kind) => reading(streamOf(kind).name)),
];

const nodeKinds = ["telemetry", "inventory", "health"] as const;

export const agentPermissions = (cluster: string, node: string): Permissions => ({
  publish: nodeKinds.map((kind) => subject({ kind, cluster, name: node })),
});

/** For nodes that come and go: as one user, so that each can write as another one. */
const anyAgent = (cluster: string): User => {
  const publish = nodeKinds.map((kind) => subjectFilter(kind, cluster));
  // In their account there are only what agents publish and the replies to it.
  return { user: "agent", role: "agent", account: agentsAccount, publish, unread: publish };
};

const recommender = (cluster: string): Permissions => ({
  publish: [
    subjectFilter("recommendation", cluster),
    ...readingStreams(subjectKinds, following),
    ...Object.values(buckets).flatMap((bucket) => following(bucketStream(bucket))),
    // The second of each is for one that only advises.
    ...[cluster, `${cluster}-shadow`].flatMap((key) => [
      `$KV.${buckets.leases.name}.${key}`,
      // One lease for each partition.
      `$KV.${buckets.leases.name}.${key}.*`,
      `$KV.${buckets.checkpoints.name}.${key}.>`,
    ]),
  ],
});

const planner = (cluster: string): Permissions => ({
  publish: [
    `$KV.${buckets.plans.name}.${cluster}`,
    ...readingStreams(["recommendation"], getting),
    ...getting(bucketStream(buckets.plans)),
  ],
});

const reader: Permissions = {
  publish: [...readingStreams(subjectKinds, getting), ...getting(bucketStream(buckets.plans))],
};

/** Every user of a policy with what it may do; everything else is denied. @throws LL_CONFIG_INVALID for a user in two roles */
export const usersOf = (policy: AccessPolicy): readonly User[] => {
  const { cluster, agents, recommenders, actuators, planners, readers, administrators } = policy;
  const made = (users: readonly string[], account: string, role: Role | null, permissions: Permissions) =>
    users.map((user): User => ({ user, account, role, ...permissions }));
  const users = [
    ...made(administrators, controlAccount, null, { publish: [">"] }),
    ...agents.flatMap((node) =>
      node === "*" ? [anyAgent(cluster)] : made([node], accountOfNode(node), "agent", agentPermissions(cluster, node)),
    ),
    ...made(recommenders, "RECOMMENDERS", "recommender", recommender(cluster)),
    ...made(actuators, "ACTUATORS", "actuator", {
      publish: [subjectFilter("feedback", cluster), ...readingStreams(["recommendation"], getting)],
    }),
    ...made(planners, "PLANNERS", "planner", planner(cluster)),
    ...made(readers, "READERS", "reader", reader),
    ...(policy.nodeTokens === undefined
      ? []
      : made([authenticator.user], authenticator.account, "authenticator", { publish: [] })),
  ];
  const names = users.map(({ user }) => user);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return users;
  throw new LoadlineError("LL_CONFIG_INVALID", { key: "policy", value: twice, expected: "each user in one role" });
};

/** Environment variable of the server that holds a user's password. @example passwordVariable("node-1") // "NATS_PASSWORD_NODE_1" */
export const passwordVariable = (user: string): string => `NATS_PASSWORD_${user.toUpperCase().replaceAll("-", "_")}`;

const list = (items: readonly string[]): string => `[${items.map((one) => JSON.stringify(one)).join(", ")}]`;

/** Replies come on a subject of the user's own, so that nobody reads another's. */
export const inboxOf = (user: string): string => `_INBOX_${user}.>`;

const userLine = ({ user, account, publish, unread }: User): string => {
  const answers = account === authenticator.account;
  const listens = account === controlAccount ? [">"] : [inboxOf(user), ...(answers ? ["$SYS.REQ.USER.AUTH"] : [])];
  const sends = answers ? "allow_responses: true" : `publish: { allow: ${list(publish)} }`;
  const receives = unread === undefined ? `allow: ${list(listens)}` : `allow: [">"], deny: ${list(unread)}`;
  const permissions = `{ ${sends}, subscribe: { ${receives} } }`;
  return `      { user: "${user}", password: $${passwordVariable(user)}, permissions: ${permissions} }`;
};

const block = (name: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`    ${name}: [`, ...lines, "    ]"];

/** A subject of the control account, and the accounts that may import it; null: each, as many nodes have one. */
type Export = readonly [subject: string, accounts: readonly string[] | null];

const exported = (users: readonly User[], policy: AccessPolicy): readonly Export[] => {
  const agents = nodeKinds.map((kind): Export => [subjectFilter(kind, policy.cluster), null]);
  const others = users.filter(({ role }) => role !== "agent");
  const names = [...new Set(others.flatMap(({ publish }) => publish))];
  return [
    ...agents,
    ...names.map((name): Export => {
      const accounts = others.filter(({ publish }) => publish.includes(name)).map(({ account }) => account);
      return [name, [...new Set(accounts)]];
    }),
  ];
};

const controlLines = (users: readonly User[], policy: AccessPolicy): readonly string[] => [
  `  ${controlAccount} {`,
  "    jetstream: enabled",
  ...block("users", users.filter(({ account }) => account === controlAccount).map(userLine)),
  ...block(
    "exports",
    exported(
      users.filter(({ account }) => account !== controlAccount),
      policy,
    ).map(([name, accounts]) => {
      // A pull, and a direct get of many messages, are answered by more than one message.
      const type = /^\$JS\.API\.(CONSUMER\.MSG\.NEXT|DIRECT\.GET)\./.test(name) ? ", response_type: stream" : "";
      return `      { service: "${name}"${accounts === null ? "" : `, accounts: ${list(accounts)}`}${type} }`;
    }),
  ),
  "  }",
];

/** Of each user of an account; those that any node is have no bound on connections here, see `admissionBudget`. */
const limitsOf = (account: string, role: Role, users: number): string => {
  const { connections, subscriptions, payloadBytes } = roleBudgets[role];
  const most = account === agentsAccount ? "" : `max_connections: ${connections * users}, `;
  return `limits: { ${most}max_subscriptions: ${subscriptions}, max_payload: ${payloadBytes} }`;
};

const imports = (subjects: readonly string[]): readonly string[] =>
  subjects.map((name) => `{ service: { account: "${controlAccount}", subject: "${name}" } }`);

const accountLines = (account: string, users: readonly User[], policy: AccessPolicy): readonly string[] => {
  const own = users.filter((user) => user.account === account);
  const [first] = own;
  const role = first?.role ?? "agent";
  const limits = limitsOf(account, role, own.length);
  if (first !== undefined && account === accountOfNode(first.user))
    return [
      `  "${account}" { ${limits}, users: [${userLine(first).trim()}], imports: [${imports(first.publish).join(", ")}] }`,
    ];
  // For agents the subjects of any node, as the user's own permissions name one.
  const shared =
    account === agentsAccount ? nodeKinds.map((kind) => subjectFilter(kind, policy.cluster)) : (first?.publish ?? []);
  return [
    `  "${account}" {`,
    `    ${limits}`,
    ...block("users", own.map(userLine)),
    ...block(
      "imports",
      imports(shared).map((line) => `      ${line}`),
    ),
    "  }",
  ];
};

/** Users authenticate with their passwords; the authenticator decides about everybody else. */
const calloutLines = ({ nodeTokens }: AccessPolicy, users: readonly User[]): readonly string[] =>
  nodeTokens === undefined
    ? []
    : [
        "authorization {",
        "  timeout: 5",
        `  auth_callout { issuer: ${nodeTokens.issuer}, account: ${authenticator.account}, auth_users: ${list(users.map(({ user }) => user))} }`,
        "}",
      ];

/**
 * What the streams may take, and a GiB for the buckets. Without a bound a server takes three quarters of what its volume has
 * free when it starts, and makes no streams that may take more.
 */
const storeGibibytes = 1 + Math.ceil(streams.reduce((sum, { maxBytes }) => sum + maxBytes, 0) / 2 ** 30);

/**
 * The configuration of a nats-server for a policy: JetStream, limits, and accounts. A broker does not check the reply
 * subject of a message against permissions, so that permissions alone would let every user write wherever replies go.
 * Accounts do: what is not imported cannot be reached, not even by a reply.
 */
export const renderNatsConfig = (policy: AccessPolicy): string => {
  const users = usersOf(policy);
  const named = users.map(({ account }) => account).filter((account) => account !== controlAccount);
  const accounts = new Set([...named, ...(policy.nodeTokens === undefined ? [] : [agentsAccount])]);
  return [
    "# Made from policy.json; change that and run its test with UPDATE_GOLDEN=1.",
    "max_payload: 1MB",
    `jetstream { sync_interval: 10s, max_file_store: ${storeGibibytes}GB }`,
    ...calloutLines(policy, users),
    "accounts {",
    ...controlLines(users, policy),
    ...[...accounts].flatMap((account) => accountLines(account, users, policy)),
    "}",
    "",
  ].join("\n");
};
