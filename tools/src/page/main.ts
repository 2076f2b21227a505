import type { Recommendation } from "@loadline/wire";
import { connectNats } from "@loadline/wire/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import { Command } from "commander";
import { followRecommendations } from "../demo/live-view.ts";
import { reportFailure } from "../report-failure.ts";
import { startPageServer } from "./page-server.ts";

const most = 50;

/** The latest recommendations of every cluster, newest first, heartbeats left out. */
const recentRecommendations = async (connection: NatsConnection): Promise<readonly Recommendation[]> => {
  const events: Recommendation[] = [];
  await followRecommendations(connection, undefined, (event) => {
    if (event.data.decision.heartbeat) return;
    events.unshift(event);
    events.length = Math.min(events.length, most);
  });
  return events;
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
  const page = await startPageServer({ prometheus, port: Number(port), recent: () => recent });
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
