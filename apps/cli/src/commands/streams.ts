import { connectionOptions, optionSet } from "@loadline/planner/options";
import { indent, plural, wrap } from "@loadline/planner/text";
import { streams as definitions } from "@loadline/protocol";
import { ensureStreams } from "@loadline/runtime/nats";
import { withConnection } from "../broker/connection.ts";
import { type StreamState, streamStates } from "../broker/streams.ts";
import type { CliCommand } from "../command.ts";
import { type View, writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "check", "replicas", "json"]);

const longestName = Math.max(...definitions.map(({ name }) => name.length));

const stateText = ({ name, state, differences }: StreamState, { columns, style }: View): readonly string[] => {
  const paint = state === "present" ? style.good : style.bad;
  const changed = differences.map(
    ({ field, wanted, got }) => `${field} is ${JSON.stringify(got)}, should be ${JSON.stringify(wanted)}`,
  );
  return [`${name.padEnd(longestName)}  ${paint(state)}`, ...changed.flatMap((line) => wrap(line, columns, indent))];
};

/** The streams for people, with what to do when they are not all as they should be. */
const renderStreams = (states: readonly StreamState[], view: View): string => {
  const faults = states.filter(({ state }) => state !== "present").length;
  const advice = faults === 0 ? [] : [`${plural(faults, "stream")} to correct: loadline streams`];
  return [...states.flatMap((state) => stateText(state, view)), ...advice, ""].join("\n");
};

export const streams: CliCommand = {
  options,
  examples: {
    "loadline streams --server nats://broker:4222 --replicas 3": "Create or update, three copies each.",
    "loadline streams --check": "Change nothing; exit code 1 when a stream is missing or different.",
  },
  run: async (context, given) => {
    const { check, replicas, json, ...connectionTo } = options.read(given.options);
    const states = await withConnection(context, connectionTo, async ({ connection }) => {
      const before = await streamStates(connection);
      if (check) return before;
      await ensureStreams(connection, replicas ?? Math.max(1, ...before.map(({ replicas }) => replicas ?? 1)));
      return streamStates(connection);
    });
    await writeAnswer(context.stdout, json, states, (view) => renderStreams(states, view));
    return states.every(({ state }) => state === "present") ? 0 : 1;
  },
};
