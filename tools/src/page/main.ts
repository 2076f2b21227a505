import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { connectNats } from "@loadline/wire/nats";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { Command } from "commander";
import { reportFailure } from "../report-failure.ts";
import { startPageServer } from "./page-server.ts";

const most = 50;

interface RecentRecommendations {
  /** Newest first, heartbeats left out. */
  readonly list: () => readonly Recommendation[];
}

/** Keeps the latest recommendations of every cluster, from the stream's present content and what follows. */
const recentRecommendations = async (connection: NatsConnection): Promise<RecentRecommendations> => {
  const events: Recommendation[] = [];
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: subjectFilter("recommendation"),
    deliver_policy: DeliverPolicy.All,
  });
  await consumer.consume({
    callback: (message) => {
      const decoded = decode(Recommendation, message.data);
      if (decoded.kind === "rejected" || decoded.value.data.decision.heartbeat) return;
      events.unshift(decoded.value);
      events.length = Math.min(events.length, most);
    },
  });
  return { list: () => events };
};

interface Flags {
  readonly server: string;
  readonly prometheus: string;
  readonly port: string;
}

const program = new Command("loadline-page")
  .description("Serves the page of the demo with the built panel and its data.")
  .requiredOption("--server <url>", "NATS server")
  .requiredOption("--prometheus <url>", "Prometheus that answers the queries")
  .option("--port <number>", "port on 127.0.0.1; 0 chooses a free one", "0");

const { server, prometheus, port } = program
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Flags>();
try {
  const connection = await connectNats({ server, name: "loadline-page" });
  const recent = await recentRecommendations(connection);
  const page = await startPageServer({ prometheus, port: Number(port), recent: recent.list });
  process.stdout.write(`${JSON.stringify({ listening: page.port })}\n`);
  const stop = async (): Promise<void> => {
    page.close();
    await connection.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
} catch (error) {
  process.exit(reportFailure(error));
}
