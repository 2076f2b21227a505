import { isToken, parseSubject, streamOf } from "@loadline/wire";
import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import { tellLinkChanges } from "../broker/tell-link-changes.ts";
import type { Broker } from "../broker/with-connection.ts";
import type { CliCommand, CliContext, ExitCode } from "../command.ts";
import { countOption, parseOptions, switchOption } from "../options.ts";
import { printable } from "../terminal/printable.ts";
import { viewOf } from "../terminal/view.ts";
import { type ReadEvent, readEvent } from "../watch/read-event.ts";
import { renderRecommendation } from "../watch/render-recommendation.ts";
import { isWanted, type SelectionSettings, selectEvents } from "../watch/selection.ts";
import { declareKeys, keyOptionsSchema, trustedKeys } from "../watch/trusted-keys.ts";

const name = z.string().refine(isToken, "a name in lower-case letters, digits and hyphens");

export const watchOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  ...keyOptionsSchema.shape,
  deployment: name.nullable().default(null),
  cluster: name.nullable().default(null),
  history: switchOption,
  heartbeats: switchOption,
  count: countOption.nullable().default(null),
  json: switchOption,
});
export type WatchOptions = z.infer<typeof watchOptionsSchema>;

const wantedText = ({ cluster, deployment }: SelectionSettings): string =>
  `${deployment === null ? "every deployment" : `deployment ${deployment}`}${cluster === null ? "" : ` of cluster ${cluster}`}`;

/** Says on stderr what is watched, and what there is when nothing of it is stored yet. */
const announce = async ({ stderr }: CliContext, broker: Broker, options: WatchOptions): Promise<void> => {
  const { storedDeployments } = await loadClients();
  const stored = await storedDeployments(broker.connection);
  if (!options.json) await stderr.write(`watching ${wantedText(options)} at ${broker.server}; Ctrl-C ends\n`);
  if (stored.some((address) => isWanted(options, address))) return;
  const names = stored.map(({ cluster, deployment }) => `${cluster}/${deployment}`).join(", ");
  const others = names === "" ? "the stream is empty" : `stored: ${names}`;
  await stderr.write(`no recommendation for ${wantedText(options)} is stored (${others}); waiting for the first\n`);
};

const rejectionText = ({ subject, why }: Extract<ReadEvent, { kind: "rejected" }>): string =>
  `not a valid recommendation, left out: ${printable(subject)}: ${printable(why)}\n`;

/** A message whose subject names nothing may be about anything. */
const concerns = (options: WatchOptions, subject: string): boolean => {
  const address = parseSubject(subject);
  return address === null || isWanted(options, { cluster: address.cluster, deployment: address.name });
};

const follow = async (context: CliContext, broker: Broker, options: WatchOptions): Promise<void> => {
  const { stdout, stderr, now, signal } = context;
  const keys = await trustedKeys(options, context);
  const isSelected = selectEvents(options);
  const view = viewOf(stdout);
  const { followRecommendations } = await loadClients();
  let shown = 0;
  for await (const message of followRecommendations(broker.connection, { ...options, signal })) {
    const read = readEvent(message, { keys, now: now() });
    if (read.kind === "rejected") {
      if (concerns(options, read.subject)) await stderr.write(rejectionText(read));
    } else if (isSelected(read)) {
      await stdout.write(`${options.json ? read.json : renderRecommendation(read.event, now(), view)}\n`);
      shown += 1;
    }
    if (signal.aborted || shown === options.count) return;
  }
};

const run: CliCommand["run"] = async (context, given): Promise<ExitCode> => {
  const options = parseOptions(watchOptionsSchema, given.options);
  const { withConnection } = await loadClients();
  await withConnection(context, { options, stream: streamOf("recommendation").name }, async (broker) => {
    const links = tellLinkChanges(broker.connection, context.stderr);
    await announce(context, broker, options);
    await follow(context, broker, options);
    await broker.connection.close();
    await links;
  });
  return 0;
};

export const watch: CliCommand = {
  name: "watch",
  summary: "Follow live recommendations: the last one of each deployment, then every change.",
  examples: [
    { line: "loadline watch", does: "Follow every deployment of the running demo." },
    { line: "loadline watch --server nats://broker:4222 --deployment chat-70b", does: "Follow one deployment." },
    { line: "loadline watch --public-key recommender.pub.pem", does: "Show only what this key has signed." },
    { line: "loadline watch --history --count 20 --json", does: "Print the 20 oldest stored events as JSON Lines." },
  ],
  declare: (command) =>
    declareKeys(declareConnection(command))
      .option("--deployment <name>", "only this deployment")
      .option("--cluster <name>", "only this cluster")
      .option("--history", "start with everything that is stored")
      .option("--heartbeats", "show repeats of an unchanged recommendation too")
      .option("--count <n>", "end after n events")
      .option("--json", "print each event (CloudEvents 1.0) on one line, as it was stored"),
  run,
};
