import { decode, isToken, streamOf, subjectFilter } from "@loadline/wire";
import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import type { Broker } from "../broker/with-connection.ts";
import type { CliCommand, CliContext } from "../command.ts";
import { parseOptions, positiveOption, switchOption } from "../options.ts";
import { plural } from "../terminal/quantity-text.ts";

// The stream of telemetry keeps no more.
const sinceByDefault = streamOf("telemetry").maxAgeSeconds;

const recordOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  cluster: z.string().refine(isToken, "a name in lower-case letters, digits and hyphens").optional(),
  sinceSeconds: positiveOption.default(sinceByDefault),
  json: switchOption,
});

/** What a decision is made of. */
const inputs = ["inventory", "health", "telemetry", "feedback"] as const;

type Options = z.infer<typeof recordOptionsSchema>;

const recordInputs = async (context: CliContext, { connection }: Broker, { cluster, sinceSeconds }: Options) => {
  const { stdout, now, signal } = context;
  const { storedMessages } = await loadClients();
  const found = { written: 0, unreadable: 0 };
  for (const kind of inputs) {
    // An inventory is sent when it changes, so that the one in force may be old.
    const since = kind === "inventory" ? 0 : now() - sinceSeconds;
    const settings = { stream: streamOf(kind).name, filter: subjectFilter(kind, cluster), since, signal };
    for await (const { subject, at, data } of storedMessages(connection, settings)) {
      const decoded = decode(z.unknown(), data);
      if (decoded.kind === "rejected") found.unreadable += 1;
      else await stdout.write(`${JSON.stringify({ at, subject, message: decoded.value })}\n`);
      if (decoded.kind === "ok") found.written += 1;
    }
  }
  return found;
};

const run: CliCommand["run"] = async (context, given) => {
  const options = parseOptions(recordOptionsSchema, given.options);
  const work = (broker: Broker) => recordInputs(context, broker, options);
  const { withConnection } = await loadClients();
  const { written, unreadable } = await withConnection(context, { options, stream: streamOf("telemetry").name }, work);
  const left = unreadable === 0 ? "" : `, ${unreadable} unreadable left out`;
  await context.stderr.write(`${plural(written, "message")} recorded${left}\n`);
  return written > 0 ? 0 : 1;
};

export const record: CliCommand = {
  name: "record",
  summary: "Write what decisions were made of as JSON Lines, to be replayed: telemetry, inventory, health, feedback.",
  examples: [
    {
      line: "loadline record > recording.jsonl",
      does: "All that the running demo still holds; loadline-recommender --replay recording.jsonl decides over it anew.",
    },
    {
      line: "loadline record --server nats://broker:4222 --cluster prod-eu --since-seconds 600",
      does: "Ten minutes of one cluster.",
    },
  ],
  declare: (command) =>
    declareConnection(command)
      .option("--cluster <name>", "only this cluster")
      .option("--since-seconds <n>", `how far back; default: ${sinceByDefault}, which is all that is kept`)
      .option("--json", "JSON Lines, which it writes in any case"),
  run,
};
