import { parseSubject } from "@loadline/protocol";
import { storedMessages } from "@loadline/runtime/nats";
import { type Broker, withConnection } from "../broker/connection.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { isWanted, readEvent, selectEvents, trustedKeys } from "../recommendations/read-event.ts";
import { renderRecommendation } from "../recommendations/render-recommendation.ts";
import { printable } from "../terminal/text.ts";
import { viewOf } from "../terminal/view.ts";

const options = optionSet([
  ...connectionOptions,
  "publicKey",
  "deployment",
  "cluster",
  "history",
  "heartbeats",
  "count",
  "json",
]);
type Options = ReturnType<typeof options.read>;

const wantedText = ({ cluster, deployment }: Options): string =>
  `${deployment === undefined ? "every deployment" : `deployment ${deployment}`}${cluster === undefined ? "" : ` of cluster ${cluster}`}`;

/** Writes on stderr what is watched, and what is stored when nothing of that is. */
const announce = async ({ stderr }: CliContext, { connection, server }: Broker, wanted: Options): Promise<void> => {
  const stored = [];
  const latest = storedMessages(connection, { kind: "recommendation", from: "latest" });
  for await (const { subject } of latest) {
    const address = parseSubject(subject);
    if (address !== null) stored.push({ cluster: address.cluster, deployment: address.name });
  }
  if (!wanted.json) await stderr.write(`watching ${wantedText(wanted)} at ${server}; Ctrl-C ends\n`);
  if (stored.some((address) => isWanted(wanted, address))) return;
  const names = stored.map(({ cluster, deployment }) => `${cluster}/${deployment}`).toSorted();
  const others = names.length === 0 ? "the stream is empty" : `stored: ${names.join(", ")}`;
  await stderr.write(`no recommendation for ${wantedText(wanted)} is stored (${others}); waiting for the first\n`);
};

/** A message whose subject names nothing may be about any deployment. */
const concerns = (wanted: Options, subject: string): boolean => {
  const address = parseSubject(subject);
  return address === null || isWanted(wanted, { cluster: address.cluster, deployment: address.name });
};

const follow = async (context: CliContext, { connection }: Broker, wanted: Options): Promise<void> => {
  const { stdout, stderr, now, signal } = context;
  const keys = await trustedKeys(wanted.publicKey, context);
  const isSelected = selectEvents(wanted);
  const view = viewOf(stdout);
  const { cluster, history } = wanted;
  const settings = { kind: "recommendation", cluster, from: history ? "all" : "latest", follow: true, signal } as const;
  let shown = 0;
  for await (const message of storedMessages(connection, settings)) {
    const read = readEvent(message, { keys, now: now() });
    if (read.kind === "rejected") {
      if (!concerns(wanted, read.subject)) continue;
      await stderr.write(`not a valid recommendation, left out: ${printable(read.subject)}: ${printable(read.why)}\n`);
    } else if (isSelected(read)) {
      await stdout.write(`${wanted.json ? read.json : renderRecommendation(read.event, now(), view)}\n`);
      shown += 1;
    }
    if (signal.aborted || shown === wanted.count) return;
  }
};

/** Reports on stderr when the connection is lost and when it is back. Ends with the connection. */
const reportConnection = async ({ connection }: Broker, { stderr }: CliContext): Promise<void> => {
  for await (const { type } of connection.status()) {
    if (type === "disconnect") await stderr.write("connection to the NATS server lost, trying again\n");
    if (type === "reconnect") await stderr.write("connected again\n");
  }
};

export const watch: CliCommand = {
  options,
  examples: {
    "loadline watch": "Follow every deployment of the running demo.",
    "loadline watch --server nats://broker:4222 --deployment chat-70b": "Follow one deployment.",
    "loadline watch --public-key recommender.pub.pem": "Show only what this key has signed.",
    "loadline watch --history --count 20 --json": "Print the 20 oldest stored events as JSON Lines.",
  },
  run: async (context, given) => {
    const wanted = options.read(given.options);
    await withConnection(context, wanted, async (broker) => {
      const reports = reportConnection(broker, context);
      await announce(context, broker, wanted);
      await follow(context, broker, wanted);
      await broker.connection.close();
      await reports;
    });
    return 0;
  },
};
