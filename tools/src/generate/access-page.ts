import { type User, usersOf } from "@loadline/wire/nats";
import { page, table } from "./markdown.ts";

const [cluster, node] = ["the-cluster", "the-node"];

/** One user of each role. */
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

const streamIn = (subject: string): string | null =>
  /^\$JS\.API\..*\.((?:LOADLINE|KV)_\w+)(?:\.>)?$/.exec(subject)?.[1] ?? null;

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

/** docs/reference/access.md: what each role may do at the broker. */
export const accessPage = (): string =>
  page(
    "Roles at the broker",
    "Each role has a NATS account of its own. Agents share one, in which each has the rights of its node; with [node tokens](../guides/node-credentials.md) no node is named. Streams and buckets lie in the account `CONTROL`, in which only administrators live. An account imports exactly the subjects below, so that nothing else can be reached: not by a publish, not by the reply subject of a request, which a broker does not check against permissions, and not by a consumer that delivers to another subject. `test/security/broker-roles.test.ts` tries every pair of them.",
    "## May publish on",
    matrix("subject", written),
    "## May read, with pull consumers and by sequence",
    matrix("stream", read),
    "Actuators may also subscribe to `loadline.v1.recommendation.<cluster>.*`. Administrators may do everything in `CONTROL`.",
    "## What a leaked credential can do",
    table(
      ["role", "can", "cannot"],
      [
        [
          "agent",
          "report false samples, inventory and health events of its own node, and fill its share of their streams",
          "write for another node, read anything",
        ],
        [
          "recommender",
          "publish recommendations without a valid signature, write leases and checkpoints, report feedback: stop or mislead recommenders of the cluster",
          "sign, so that nothing that verifies acts on them; write telemetry or plans; change or purge streams",
        ],
        ["actuator", "report false feedback, read recommendations", "publish recommendations, read telemetry or plans"],
        ["planner", "replace the plan of the cluster, read recommendations", "read telemetry, publish recommendations"],
        ["reader", "read everything but leases and checkpoints, make consumers without a limit", "write anything"],
        ["administrator", "change and delete everything at the broker", "sign recommendations"],
      ],
    ),
  );
