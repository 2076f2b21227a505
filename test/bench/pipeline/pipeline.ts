import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { streamOf } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { waitFor } from "@loadline/servers";
import { processGroup } from "@loadline/tools/processes/process-group";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { startBrokers } from "./brokers.ts";
import { killBroker, startAnew, takeOver } from "./faults.ts";
import { type Figures, type Measured, measure } from "./measure.ts";
import type { PipelineOptions, World } from "./world.ts";

/** What else is shown with the processes of a run: a killed part, and a start with a backlog. */
const faults = async (world: World, measured: Measured): Promise<void> => {
  const { options, connection } = world;
  if (options.takeOver) return takeOver(world, measured);
  if (options.brokers === "cluster") return killBroker(world, measured);
  if (options.backlog === 0) return;
  // A last checkpoint of hundreds of deployments takes its time; a lease that is not given back would be waited for.
  await Promise.all(measured.recommenders.map((one) => one.stop(60)));
  const manager = await jetstreamManager(connection);
  const oldest = async (): Promise<number> => {
    const { state } = await manager.streams.info(streamOf("telemetry").name);
    return (Date.now() - Date.parse(state.first_ts)) / 1000;
  };
  await sleep(Math.max(0, options.backlog - (await oldest())) * 1000);
  await startAnew(world);
};

/** The streams of a cluster can be made once its brokers have found each other. */
const makeStreams = async (connection: NatsConnection, replicas: number): Promise<void> => {
  await waitFor(
    () =>
      ensureStreams(connection, replicas).then(
        () => true,
        () => null,
      ),
    { what: "the streams", seconds: 60, everySeconds: 0.5 },
  );
};

/** One run with its own brokers, agents and recommenders. */
export const runPipeline = async (options: PipelineOptions): Promise<Figures> => {
  const group = processGroup("loadline-bench-");
  let connection: NatsConnection | null = null;
  try {
    const brokers = await startBrokers(group, options.brokers);
    connection = await connectNats({ server: brokers.recommenders, name: "bench", wait: false });
    await makeStreams(connection, brokers.replicas);
    const world = { options, group, brokers, connection };
    const run = async (): Promise<Figures> => {
      const measured = await measure(world);
      await faults(world, measured);
      return measured.figures;
    };
    return await Promise.race([run(), group.failure]);
  } catch (error) {
    for (const child of group.children())
      process.stderr.write(`${child.name}: ${readFileSync(child.logFile, "utf8").slice(-2000)}\n`);
    throw error;
  } finally {
    await connection?.close();
    await group.stop();
  }
};

/** From agents through the brokers to recommendations, beside a consumer that only parses. */
export const benchPipeline = async (options: PipelineOptions): Promise<void> => {
  await runPipeline(options);
};
