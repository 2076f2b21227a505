import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Recommendation } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { programPath } from "@loadline/servers";
import type { NatsConnection } from "@nats-io/transport-node";
import type { FleetArguments } from "../fleet/read-inputs.ts";
import { type PageServer, startPageServer } from "../page/page-server.ts";
import { announced, type Child, listening } from "../processes/child.ts";
import { type ProcessGroup, processGroup } from "../processes/process-group.ts";
import { startNatsServer, startPrometheus } from "../processes/servers.ts";
import { imageArguments } from "../release/image-parts.ts";
import { repositoryRoot } from "../repository.ts";
import type { Outcome } from "./beside-hpa.ts";
import { followRecommendations } from "./live-view.ts";

export interface StackSettings {
  readonly plan: string;
  readonly traffic: Pick<FleetArguments, "dayEvents" | "trace" | "speedUp" | "loadFactor" | "startReplicas">;
  readonly seed: number;
  /** Port of the page; 0 takes a free one. */
  readonly pagePort: number;
  readonly intervalSeconds: number;
  readonly leadTimeSeconds?: number;
  readonly scaleDownStabilisationSeconds: number;
  readonly onStep?: (step: string) => void;
  /** Beside the page's charts: what was the outcome, by what its Prometheus has. */
  readonly outcomes?: ((prometheusUrl: string) => Promise<readonly Outcome[]>) | undefined;
}

interface FleetNode {
  readonly name: string;
  readonly nvidiaSmi: string;
  readonly enginesFile: string;
}

const startFleet = async (group: ProcessGroup, natsUrl: string, settings: StackSettings) => {
  const folder = join(group.folder, "fleet");
  mkdirSync(folder);
  const { plan, seed, traffic, leadTimeSeconds } = settings;
  const given: FleetArguments = {
    plan,
    server: natsUrl,
    dir: folder,
    seed,
    ...traffic,
    ...(leadTimeSeconds === undefined ? {} : { leadTime: leadTimeSeconds }),
  };
  const child = group.start({
    name: "fleet",
    program: process.execPath,
    args: [join(repositoryRoot, "tools/dist/fleet/main.js"), JSON.stringify(given)],
  });
  const line = (await announced(child, "nodes")) as { listening: number; nodes: readonly FleetNode[] };
  return { url: `http://127.0.0.1:${line.listening}`, address: `127.0.0.1:${line.listening}`, nodes: line.nodes };
};

interface AgentPlace {
  readonly cluster: string;
  readonly natsUrl: string;
}

const startAgent = (group: ProcessGroup, place: AgentPlace, node: { name: string; args: readonly string[] }): Child =>
  group.start({
    name: `agent ${node.name}`,
    program: process.execPath,
    args: [
      ...imageArguments("loadline-agent"),
      "--cluster",
      place.cluster,
      "--node",
      node.name,
      "--server",
      place.natsUrl,
      "--interval-seconds",
      "1",
      "--listen",
      "127.0.0.1:0",
      ...node.args,
    ],
  });

const startAgents = (group: ProcessGroup, place: AgentPlace, nodes: readonly FleetNode[]) => {
  const real = programPath(["nvidia-smi"]);
  const own = real === undefined ? [] : [{ name: "this-machine", args: ["--nvidia-smi", real] }];
  const simulated = nodes.map(({ name, nvidiaSmi, enginesFile }) => ({
    name,
    args: ["--nvidia-smi", nvidiaSmi, "--engines-file", enginesFile],
  }));
  return [...simulated, ...own].map((node) => ({ name: node.name, agent: startAgent(group, place, node) }));
};

const startRecommender = (group: ProcessGroup, natsUrl: string, settings: StackSettings): Child =>
  group.start({
    name: "recommender",
    program: process.execPath,
    args: [
      ...imageArguments("loadline-recommender"),
      "--plan",
      settings.plan,
      "--server",
      natsUrl,
      "--listen",
      "127.0.0.1:0",
      "--interval-seconds",
      String(settings.intervalSeconds),
      "--heartbeat-seconds",
      "10",
      "--window-seconds",
      "10",
      "--freshness-seconds",
      "8",
      // Simulated engines are as fast in their first minute as later.
      "--warm-up-seconds",
      "15",
      "--scale-down-stabilisation-seconds",
      String(settings.scaleDownStabilisationSeconds),
    ],
  });

const mostRecent = 50;

/** The page, with the latest recommendations of every cluster, newest first, heartbeats left out. */
const startPage = async (
  connection: NatsConnection,
  prometheus: string,
  { pagePort: port, outcomes }: StackSettings,
): Promise<PageServer> => {
  const events: Recommendation[] = [];
  await followRecommendations(connection, undefined, (event) => {
    if (event.data.decision.heartbeat) return;
    events.unshift(event);
    events.length = Math.min(events.length, mostRecent);
  });
  return startPageServer({
    prometheus,
    port,
    recent: () => events,
    outcomes: outcomes && (() => outcomes(prometheus)),
  });
};

/** Starts the whole line; on any failure everything that runs is stopped before the error is thrown. */
export const startStack = async (settings: StackSettings, cluster: string) => {
  const group = processGroup();
  const { onStep: step = () => {} } = settings;
  let connection: NatsConnection | null = null;
  let page: PageServer | null = null;
  const stop = async (): Promise<void> => {
    page?.close();
    await connection?.close();
    await group.stop();
  };
  const start = async () => {
    step("nats-server with JetStream");
    const { url: natsUrl } = await startNatsServer(group);
    connection = await connectNats({ server: natsUrl, name: "loadline-demo", wait: false });
    await ensureStreams(connection);
    step("simulated fleet, agents, recommender");
    const recommender = startRecommender(group, natsUrl, settings);
    const fleet = await startFleet(group, natsUrl, settings);
    const nodes = startAgents(group, { cluster, natsUrl }, fleet.nodes);
    const [recommenderAddress, ...agentAddresses] = await Promise.all([
      listening(recommender),
      ...nodes.map(({ agent }) => listening(agent)),
    ]);
    step("Prometheus and the page");
    const jobs = [
      { name: "recommender", targets: [{ address: recommenderAddress ?? "" }] },
      // The label that a cluster's service discovery would add: an agent does not name its node.
      {
        name: "agents",
        targets: agentAddresses.map((address, place) => ({ address, labels: { node: nodes[place]?.name ?? address } })),
      },
      { name: "fleet", targets: [{ address: fleet.address }] },
      { name: "engines", targets: [], engineFiles: fleet.nodes.map(({ enginesFile }) => enginesFile) },
    ];
    const prometheus = await startPrometheus(group, jobs);
    page = await startPage(connection, prometheus.url, settings);
    return {
      group,
      natsUrl,
      prometheusUrl: prometheus.url,
      pageUrl: `http://127.0.0.1:${page.port}/`,
      recommenderUrl: `http://${recommenderAddress}`,
      fleetUrl: fleet.url,
      nodes,
      connection,
      stop,
    };
  };
  try {
    return await Promise.race([start(), group.failure]);
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Every part of Loadline, running against a simulated fleet. */
export type Stack = Awaited<ReturnType<typeof startStack>>;

const folder = join(repositoryRoot, ".loadline");
const file = join(folder, "demo.json");

/** Where the `loadline` command finds a running demo without an address. */
export const writeDemoFile = (facts: { readonly server: string; readonly page: string; pid: number }): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(facts, null, 2)}\n`);
};

/** Other programs keep more in the folder, such as the artefacts of a release. */
export const removeDemoFile = (): void => {
  rmSync(file, { force: true });
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
};
