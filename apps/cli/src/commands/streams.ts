import { streams as definitions } from "@loadline/wire";
import { z } from "zod";
import { connectionOptionsSchema, declareConnection } from "../broker/connection-options.ts";
import { loadClients } from "../broker/load-clients.ts";
import type { StreamState } from "../broker/stream-states.ts";
import type { CliCommand } from "../command.ts";
import { parseOptions, switchOption } from "../options.ts";
import { plural } from "../terminal/quantity-text.ts";
import { type View, viewOf } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";

const mostReplicas = 5;

const streamsOptionsSchema = z.strictObject({
  ...connectionOptionsSchema.shape,
  check: switchOption,
  json: switchOption,
  replicas: z
    .string()
    .regex(new RegExp(`^[1-${mostReplicas}]$`), `a whole number from 1 to ${mostReplicas}`)
    .transform(Number)
    .optional(),
});

const longestName = Math.max(...definitions.map(({ name }) => name.length));

const stateText = ({ name, state, differences }: StreamState, { columns, style }: View): readonly string[] => {
  const paint = state === "present" ? style.good : style.bad;
  const changed = differences.map(
    ({ field, wanted, got }) => `${field} is ${JSON.stringify(got)}, should be ${JSON.stringify(wanted)}`,
  );
  return [`${name.padEnd(longestName)}  ${paint(state)}`, ...changed.flatMap((line) => wrap(line, columns, "  "))];
};

/** The streams for people, with what to do when they are not all as they should be. */
export const renderStreams = (states: readonly StreamState[], view: View): string => {
  const faults = states.filter(({ state }) => state !== "present").length;
  const advice = faults === 0 ? [] : [`${plural(faults, "stream")} to mend: loadline streams`];
  return [...states.flatMap((state) => stateText(state, view)), ...advice, ""].join("\n");
};

/** Copies that the streams have; an update without a wish keeps them. */
const presentReplicas = (states: readonly StreamState[]): number =>
  Math.max(1, ...states.map(({ replicas }) => replicas ?? 1));

const run: CliCommand["run"] = async (context, given) => {
  const options = parseOptions(streamsOptionsSchema, given.options);
  const { ensureStreams, streamStates, withConnection } = await loadClients();
  const states = await withConnection(context, { options }, async ({ connection }) => {
    const before = await streamStates(connection);
    if (options.check) return before;
    await ensureStreams(connection, options.replicas ?? presentReplicas(before));
    return streamStates(connection);
  });
  const view = viewOf(context.stdout);
  await context.stdout.write(options.json ? `${JSON.stringify(states, null, 2)}\n` : renderStreams(states, view));
  return states.every(({ state }) => state === "present") ? 0 : 1;
};

export const streams: CliCommand = {
  name: "streams",
  summary: "Create or update the JetStream streams of Loadline, or only check them.",
  examples: [
    { line: "loadline streams --server nats://broker:4222 --replicas 3", does: "Create or update, three copies each." },
    { line: "loadline streams --check", does: "Change nothing; exit code 1 when a stream is missing or different." },
  ],
  declare: (command) =>
    declareConnection(command)
      .option("--check", "change nothing, only compare")
      .option("--replicas <n>", `copies of each stream, 1 to ${mostReplicas}; default: as they have, else 1`)
      .option("--json", "print the state of each stream as JSON"),
  run,
};
