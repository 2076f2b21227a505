import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Plan } from "@loadline/plan";
import { parsePlanText } from "@loadline/plan";
import { Actuator, type Broker, openBroker } from "./actuator/actuator.ts";
import { DayScript } from "./cluster/day-script.ts";
import { Fleet, type FleetScript, fleetClock } from "./cluster/fleet.ts";
import type { Logger } from "./common/logger.ts";
import { derivedSeed } from "./common/random.ts";
import { deploymentModel } from "./engine/deployment-model.ts";
import { expositionType } from "./engine/exposition.ts";
import { enginePath, NodeFiles } from "./node/node-files.ts";
import { virtualNodes } from "./node/virtual-node.ts";
import { type FleetArguments, readPlanText, readTraffic } from "./read-inputs.ts";
import { fleetMetrics, fleetStatus } from "./status.ts";

interface HttpSources {
  readonly fleet: Fleet;
  readonly status: () => object;
}

interface Answer {
  readonly code: number;
  readonly type: string;
  readonly body: string;
}

const plain = (code: number, body: string): Answer => ({ code, type: "text/plain; charset=utf-8", body: `${body}\n` });

const engineAnswer = (fleet: Fleet, path: string): Answer => {
  const replica = fleet.replicas.find(({ id }) => enginePath(id) === path);
  if (replica === undefined) return plain(404, "unknown path");
  const { metrics, snapshot } = replica;
  if (metrics === null || snapshot === null) return plain(503, "the engine is starting");
  return { code: 200, type: expositionType, body: metrics.text(snapshot) };
};

const answer = ({ fleet, status }: HttpSources, method: string, path: string): Answer => {
  if (method !== "GET") return plain(405, "only GET is answered");
  if (path === "/metrics") return { code: 200, type: expositionType, body: fleetMetrics(fleet) };
  if (path !== "/status") return engineAnswer(fleet, path);
  return { code: 200, type: "application/json", body: `${JSON.stringify(status())}\n` };
};

const loopback = "127.0.0.1";

/** Serves `/engines/<id>/metrics`, `/metrics` and `/status` on a free port of the loopback interface. */
const startHttpServer = async (sources: HttpSources): Promise<{ server: Server; port: number; target: string }> => {
  const server = createServer((request, response) => {
    const { code, type, body } = answer(sources, request.method ?? "GET", (request.url ?? "/").split("?")[0] ?? "/");
    response.writeHead(code, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, loopback, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, target: `${loopback}:${port}` };
};

const tickMilliseconds = 100;
const secondsBetweenReadings = 1;

interface RunOptions {
  readonly arguments: FleetArguments;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Receives the one line that names the address of the fleet. */
  readonly announce: (line: string) => void;
}

/** Wall clock, epoch seconds. */
const now = (): number => Date.now() / 1000;

const createFleet = async (plan: Plan, options: FleetArguments, script?: FleetScript): Promise<Fleet> => {
  const deployments = plan.deployments.map((deployment) => ({
    name: deployment.name,
    pools: [deployment.pool, ...(deployment.furtherPools ?? [])],
    model: deploymentModel(plan, deployment),
    leadTimeSeconds: options.leadTime ?? deployment.leadTimeSeconds,
    front: deployment,
    seed: derivedSeed(options.seed, `cache/${deployment.name}`),
  }));
  const traffic = await readTraffic(plan, options);
  return new Fleet({ nodes: virtualNodes(plan, options.seed, options.dir), deployments, traffic, now, script });
};

const startReplicas = (
  fleet: Fleet,
  plan: Plan,
  { arguments: options, logger }: Pick<RunOptions, "arguments" | "logger">,
): void => {
  // Those of one pool alone first: the others go on to their next one.
  const order = plan.deployments.toSorted((a, b) => (a.furtherPools?.length ?? 0) - (b.furtherPools?.length ?? 0));
  for (const { name, replicas } of order) {
    const deployment = fleet.deployment(name);
    const wanted = replicas[options.startReplicas];
    const started = deployment === null ? 0 : fleet.begin(deployment, wanted);
    if (started < wanted) logger.warn({ deployment: name, wanted, started }, "the pool has no GPUs for all replicas");
  }
};

const writeEngines = async (fleet: Fleet, files: readonly NodeFiles[], target: string): Promise<void> => {
  const answering = fleet.deployments.flatMap(({ name, replicas }) =>
    replicas
      .filter(({ state }) => state.kind !== "pending")
      .map(({ id, placement, state }) => ({ id, placement, deployment: name, draining: state.kind === "draining" })),
  );
  for (const file of files) {
    const engines = answering
      .filter(({ placement }) => placement.node === file.node.name)
      .map(({ placement, ...engine }) => ({ ...engine, gpuUuids: placement.gpuUuids }));
    await file.writeEngines(target, engines);
  }
};

const writeReadings = async (fleet: Fleet, files: readonly NodeFiles[], seconds: number): Promise<void> => {
  const activityOf = fleet.takeActivity();
  for (const file of files) await file.writeGpus(activityOf, seconds, new Date());
};

/** Simulates a step, then updates the nodes, about ten times a second. */
const loop = async (
  fleet: Fleet,
  files: readonly NodeFiles[],
  { target, signal }: { readonly target: string; readonly signal: AbortSignal },
): Promise<void> => {
  const time = fleetClock(() => performance.now() / 1000);
  let readAt = fleet.time;
  while (!signal.aborted) {
    await sleep(tickMilliseconds, undefined, { signal }).catch(() => {});
    fleet.advanceTo(time());
    await writeEngines(fleet, files, target);
    if (fleet.time - readAt < secondsBetweenReadings) continue;
    await writeReadings(fleet, files, fleet.time - readAt);
    readAt = fleet.time;
  }
};

const secondsBeforeResubscribing = 1;

/** Keeps acting on recommendations: a subscription that ends or fails is made anew. Never rejects. */
const follow = async (actuator: Actuator, logger: Logger, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await actuator.run();
    } catch (error) {
      logger.warn({ error: String(error) }, "recommendations cannot be read at the moment");
    }
    await sleep(secondsBeforeResubscribing * 1000, undefined, { signal }).catch(() => {});
  }
};

const announcement = (port: number, files: readonly NodeFiles[]): string => {
  const nodes = files.map(({ node, nvidiaSmi, enginesFile }) => ({
    name: node.name,
    dir: node.dir,
    nvidiaSmi,
    enginesFile,
  }));
  return `${JSON.stringify({ listening: port, nodes })}\n`;
};

const stop = async (server: Server, broker: Broker): Promise<void> => {
  server.close();
  server.closeAllConnections();
  await broker.close();
};

/**
 * Runs the simulated fleet until the signal aborts.
 * @throws LL_INPUT_INVALID, LL_FILE_UNREADABLE, LL_PLAN_INVALID, LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU,
 * LL_MODEL_DOES_NOT_FIT, LL_TRACE_INVALID, LL_TRACE_EMPTY, LL_NATS_UNREACHABLE, LL_STREAM_MISSING
 */
export const runFleet = async (options: RunOptions): Promise<void> => {
  const { arguments: given, logger, signal } = options;
  const plan = parsePlanText(readPlanText(given.plan));
  const day = given.dayEvents === true ? new DayScript(given.speedUp) : undefined;
  const fleet = await createFleet(plan, given, day);
  startReplicas(fleet, plan, options);
  const files = fleet.nodes.map((node) => new NodeFiles(node));
  for (const file of files) await file.prepare();
  const broker = await openBroker(given.server, plan.cluster);
  const actuator = new Actuator({ cluster: plan.cluster, fleet, broker, now, logger });
  const status = () => fleetStatus(fleet);
  const { server, port, target } = await startHttpServer({ fleet, status });
  try {
    await writeEngines(fleet, files, target);
    await writeReadings(fleet, files, 0);
    options.announce(announcement(port, files));
    void follow(actuator, logger, signal);
    await loop(fleet, files, { target, signal });
  } finally {
    await stop(server, broker);
  }
};
