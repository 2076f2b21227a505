import { admissionBudget, nodeBudget, roleBudgets, streamOf, type User, usersOf } from "@loadline/protocol";
import { page, table } from "./markdown.ts";

const [cluster, node] = ["the-cluster", "the-node"];

const roles = usersOf({
  version: 1,
  cluster,
  agents: [node],
  recommenders: ["recommender"],
  actuators: ["actuator"],
  planners: ["planner"],
  readers: ["reader"],
  administrators: [],
});

const streamIn = (subject: string) => /^\$JS\.API\..*\.((?:LOADLINE|KV)_\w+)(?:\.>)?$/.exec(subject)?.[1] ?? null;

const isGeneral = (subject: string): boolean => /^\$JS\.API\.(INFO|STREAM\.NAMES)$/.test(subject);

const inGeneral = (subject: string): string => subject.replace(cluster, "<cluster>").replace(node, "<node>");

const written = ({ publish }: User): readonly string[] =>
  publish.filter((subject) => streamIn(subject) === null && !isGeneral(subject)).map(inGeneral);

const read = ({ publish }: User): readonly string[] => publish.flatMap((subject) => streamIn(subject) ?? []);

const matrix = (title: string, of: (user: User) => readonly string[]): string => {
  const names = [...new Set(roles.flatMap(of))].toSorted();
  return table(
    [title, ...roles.map(({ user }) => (user === node ? "agent" : user))],
    names.map((name) => [`\`${name}\``, ...roles.map((role) => (of(role).includes(name) ? "yes" : "–"))]),
  );
};

/** What a subject or stream of the broker holds. */
const contents: Readonly<Record<string, RegExp>> = {
  telemetry: /telemetry/i,
  inventory: /inventory/i,
  "health events": /health/i,
  recommendations: /recommendation/i,
  feedback: /feedback/i,
  plans: /_plans/,
  leases: /_leases/,
  checkpoints: /_checkpoints/,
};

const contentsOf = (names: readonly string[]): readonly string[] =>
  Object.entries(contents).flatMap(([content, pattern]) => (names.some((name) => pattern.test(name)) ? [content] : []));

const others = (some: readonly string[]): string =>
  Object.keys(contents)
    .filter((content) => !some.includes(content))
    .join(", ");

/** What follows from the rights of a role for whoever has its credential, and what bounds it. */
const consequences: Readonly<Record<string, readonly [string, string]>> = {
  agent: [
    "false samples, inventory and health events of its own node; it fills its share of their streams",
    "one vote among the nodes of a deployment, no more replicas than a node carries, messages bounded in size and number",
  ],
  recommender: [
    "stops or misleads the recommenders of the cluster by leases and checkpoints; stores recommendations that nobody signed",
    "nothing that verifies acts on what the signing key did not sign; no recommender goes on from it",
  ],
  actuator: [
    "text in the evidence of the next events, by feedback",
    "no decision depends on feedback; of each deployment the latest one is kept",
  ],
  planner: [
    "replaces the plan: bounds, objectives, budgets",
    "bounded before it is parsed; one that is not valid or of another cluster is not in force; the last 16 versions are kept",
  ],
  reader: ["copies what it reads", "it changes nothing that others read, and makes no consumer"],
};

const leaked = (): string =>
  table(
    ["role", "writes", "does not write", "reads", "does not read", "so it", "bounded by"],
    roles.map((role) => {
      const name = role.user === node ? "agent" : role.user;
      const [writes, reads] = [contentsOf(written(role)), contentsOf(read(role))];
      const listed = (some: readonly string[]): string => (some.length === 0 ? "nothing" : some.join(", "));
      const [effect = "", bound = ""] = consequences[name] ?? [];
      return [name, listed(writes), others(writes), listed(reads), others(reads), effect, bound];
    }),
  );

const binary = (bytes: number): string => (bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 2 ** 10} KiB`);

/** The budget table, from the values that the broker's configuration, the authenticator and the recommender are made with. */
const budgets = (): string =>
  table(
    [
      "one credential of",
      "connections",
      "subscriptions of each",
      "bytes of a message",
      "consumers",
      "streams it reads",
    ],
    Object.entries(roleBudgets).map(([name, { connections, subscriptions, payloadBytes, consumers }]) => {
      const role = roles.find(({ user }) => (user === node ? "agent" : user) === name);
      const streams = role === undefined ? 0 : new Set(read(role)).size;
      return [name, `${connections}`, `${subscriptions}`, binary(payloadBytes), consumers, `${streams}`];
    }),
  );

const nodeCosts = (): string =>
  table(
    ["one node", "at most"],
    [
      [
        "messages decoded, of each kind",
        `${binary(nodeBudget.decodedBytesPerSecond)} a second after inflation, ${binary(nodeBudget.decodedBytesAtOnce)} at once; further ones are rejected as \`over-budget\``,
      ],
      [
        "messages that are refused",
        `count as ${binary(nodeBudget.refusedBytes)} more each: about one a second is decoded`,
      ],
      ...(["telemetry", "inventory", "health"] as const).map((kind) => [
        `stored messages of ${kind}`,
        `${streamOf(kind).maxMessagesPerSubject}, of ${binary(streamOf(kind).maxMessageBytes)} each`,
      ]),
      [
        "connections by a token of its pod, of each authenticator",
        `${admissionBudget.admissions} at once, then one in ${admissionBudget.secondsPerAdmission} seconds; each lasts an hour at most`,
      ],
      ["reviews of its tokens, of each authenticator", `${admissionBudget.reviews} at a time`],
    ],
  );

/** docs/reference/access.md: what each role may do at the broker. */
export const accessPage = (): string =>
  page(
    "Roles at the broker",
    "Each role has a NATS account of its own. A node that the policy names has one too; with [node tokens](../guides/node-credentials.md) no node is named, and agents share one in which each has the rights of its node. Streams and buckets lie in the account `CONTROL`, in which only administrators live. An account imports exactly the subjects below, so that nothing else can be reached: not by a publish, not by the reply subject of a request, which a broker does not check against permissions, and not by a consumer that delivers to another subject. `test/security/broker-roles.test.ts` tries every pair of them.",
    "## May publish on",
    matrix("subject", written),
    "## May read by sequence, recommenders with pull consumers too",
    matrix("stream", read),
    "Nobody subscribes to these subjects: a consumer that pushes delivers in `CONTROL`, where no role listens. A server makes no more than 1,000 consumers on a stream, so that recommenders alone make any; one that gets none ends with `LL_CONSUMER_REFUSED`. Administrators may do everything in `CONTROL`.",
    "## What a credential may cost",
    "`test/security/credential-costs.test.ts` tries more than each of these. A broker compares the number of connections before it counts one: of those that arrive in one moment a few more may come in.",
    budgets(),
    nodeCosts(),
    "## What a leaked credential can do",
    "An agent writes for its own node alone.",
    leaked(),
    "An administrator changes and deletes everything at the broker, and signs no recommendation. The [authenticator](../guides/node-credentials.md) decides who is the agent of which node: its password and its key together let somebody in as the agent of any node, and nothing else.",
  );
