import { connectionOptions, optionSet } from "@loadline/planner/options";
import { plural } from "@loadline/planner/text";
import { decode, streamOf } from "@loadline/protocol";
import { type StoredMessage, storedMessages } from "@loadline/runtime/nats";
import { z } from "zod";
import { withConnection } from "../broker/connection.ts";
import type { CliCommand } from "../command.ts";

const options = optionSet(
  [...connectionOptions, "cluster", "sinceSeconds", "json"],
  // The stream of telemetry retains no more.
  { sinceSeconds: String(streamOf("telemetry").maxAgeSeconds) },
  { json: "JSON Lines, which it writes in any case" },
);

/** What a decision is made of. */
const inputs = ["inventory", "health", "telemetry", "feedback"] as const;

export const record: CliCommand = {
  options,
  examples: {
    "loadline record > recording.jsonl":
      "All that the running demo still stores; loadline-recommender --replay recording.jsonl decides over it anew.",
    "loadline record --server nats://broker:4222 --cluster prod-eu --since-seconds 600": "Ten minutes of one cluster.",
  },
  run: async (context, given) => {
    const { cluster, sinceSeconds, json: _, ...connectionTo } = options.read(given.options);
    const { stdout, stderr, now, signal } = context;
    const counts = { written: 0, unreadable: 0 };
    const write = async ({ subject, at, data }: StoredMessage): Promise<void> => {
      const decoded = decode(z.unknown(), data);
      if (decoded.kind === "ok") await stdout.write(`${JSON.stringify({ at, subject, message: decoded.value })}\n`);
      counts[decoded.kind === "ok" ? "written" : "unreadable"] += 1;
    };
    await withConnection(context, connectionTo, async ({ connection }) => {
      for (const kind of inputs) {
        // An inventory is published when it changes, so the one in force may be old.
        const since = kind === "inventory" ? 0 : now() - sinceSeconds;
        const stored = storedMessages(connection, { kind, cluster, from: { since }, signal });
        for await (const message of stored) await write(message);
      }
    });
    const unreadable = counts.unreadable === 0 ? "" : `, ${counts.unreadable} unreadable left out`;
    await stderr.write(`${plural(counts.written, "message")} recorded${unreadable}\n`);
    return counts.written > 0 ? 0 : 1;
  },
};
