import { connectionOptions, optionSet } from "@loadline/planner/options";
import { printable } from "@loadline/planner/text";
import { parseSubject, type Recommendation } from "@loadline/protocol";
import { storedMessages } from "@loadline/runtime/nats";
import { type Broker, withConnection } from "../broker/connection.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { isWanted, readEvent, type StoredEvent, selectEvents, trustedKeys } from "../recommendations/read-event.ts";
import { renderRecommendation } from "../recommendations/render-recommendation.ts";
import { renderStatus } from "../recommendations/render-status.ts";
import { viewOf } from "../terminal/view.ts";

const options = optionSet([
  ...connectionOptions,
  "publicKey",
  "deployment",
  "cluster",
  "events",
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

/** What takes the events that are selected: a terminal shows one table of all, unless events are asked for. */
const display = ({ stdout, now }: CliContext, wanted: Options) => {
  const { events, json, history, heartbeats, count } = wanted;
  const view = viewOf(stdout);
  const { redraw } = stdout;
  const isSelected = selectEvents({ ...wanted, heartbeats: true });
  const isNews = selectEvents(wanted);
  if (redraw !== undefined && !(events || json || history || heartbeats || count !== undefined)) {
    const latest = new Map<string, Recommendation>();
    return async (read: StoredEvent): Promise<boolean> => {
      if (!isSelected(read)) return false;
      latest.set(`${read.cluster}/${read.deployment}`, read.event);
      await redraw(renderStatus(latest.values(), now(), view));
      return true;
    };
  }
  return async (read: StoredEvent): Promise<boolean> => {
    if (!isNews(read)) return false;
    await stdout.write(`${json ? read.json : renderRecommendation(read.event, now(), view)}\n`);
    return true;
  };
};

const follow = async (context: CliContext, { connection }: Broker, wanted: Options): Promise<void> => {
  const { stderr, now, signal } = context;
  const keys = await trustedKeys(wanted.publicKey, context);
  const show = display(context, wanted);
  const { cluster, history } = wanted;
  const settings = { kind: "recommendation", cluster, from: history ? "all" : "latest", follow: true, signal } as const;
  let shown = 0;
  for await (const message of storedMessages(connection, settings)) {
    const read = readEvent(message, { keys, now: now() });
    if (read.kind === "event") shown += (await show(read)) ? 1 : 0;
    else if (concerns(wanted, read.subject))
      await stderr.write(`not a valid recommendation, left out: ${printable(read.subject)}: ${printable(read.why)}\n`);
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
    "loadline watch": "A table of every deployment of the running demo, kept up to date.",
    "loadline watch --server nats://broker:4222 --deployment chat-70b --events":
      "The recommendations of one deployment as they come.",
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
