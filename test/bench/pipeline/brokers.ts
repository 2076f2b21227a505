import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  freePort,
  natsServerArguments,
  natsServerProgram,
  natsServerUrl,
  serverBinary,
  waitFor,
} from "@loadline/servers";
import { type Child, endedEarly } from "@loadline/tools/processes/child";
import type { ProcessGroup } from "@loadline/tools/processes/process-group";
import type { PipelineOptions } from "./world.ts";

export interface Brokers {
  /** The one that agents connect to. */
  readonly agents: string;
  /** Those that recommenders and consumers connect to, separated by commas. */
  readonly recommenders: string;
  /** By name. */
  readonly servers: ReadonlyMap<string, Child>;
  /** Copies of each stream. */
  readonly replicas: number;
}

interface Server {
  readonly url: string;
  readonly child: Child;
}

/** A nats-server with a configuration of its own; without JetStream where it stores nothing. */
const start = async (group: ProcessGroup, name: string, configuration = "", stores = true): Promise<Server> => {
  const folder = join(group.folder, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "server.conf");
  writeFileSync(file, `server_name: ${name}\n${configuration}`);
  const withoutStore = ["-a", "127.0.0.1", "-p", "-1", "--ports_file_dir", folder];
  const child = group.start({
    name,
    program: serverBinary(natsServerProgram),
    args: [...(stores ? natsServerArguments(folder) : withoutStore), "-c", file],
  });
  const url = await waitFor(() => natsServerUrl(folder, child.pid), {
    what: name,
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });
  return { url, child };
};

const one = async (group: ProcessGroup): Promise<Brokers> => {
  const { url, child } = await start(group, "broker");
  return { agents: url, recommenders: url, servers: new Map([["broker", child]]), replicas: 1 };
};

/** Agents at a site with a leaf node; streams and recommenders at the hub. */
const leaf = async (group: ProcessGroup): Promise<Brokers> => {
  const port = await freePort();
  const hub = await start(group, "hub", `leafnodes { host: 127.0.0.1, port: ${port} }\n`);
  const remote = `leafnodes { remotes: [{ url: "nats-leaf://127.0.0.1:${port}" }] }\n`;
  const site = await start(group, "site", remote, false);
  const servers = new Map([
    ["hub", hub.child],
    ["site", site.child],
  ]);
  return { agents: site.url, recommenders: hub.url, servers, replicas: 1 };
};

const clusterNames = ["broker-1", "broker-2", "broker-3"] as const;

/** Three brokers with three copies of each stream. */
const cluster = async (group: ProcessGroup): Promise<Brokers> => {
  const ports = await Promise.all(clusterNames.map(() => freePort()));
  const routes = ports.map((port) => `nats-route://127.0.0.1:${port}`).join(", ");
  const servers = await Promise.all(
    clusterNames.map((name, index) =>
      start(group, name, `cluster { name: bench, listen: "127.0.0.1:${ports[index]}", routes: [${routes}] }\n`),
    ),
  );
  const urls = servers.map(({ url }) => url);
  return {
    agents: urls[0] ?? "",
    recommenders: urls.join(","),
    servers: new Map(clusterNames.map((name, index) => [name, servers[index]?.child as Child])),
    replicas: 3,
  };
};

export const startBrokers = (group: ProcessGroup, kind: PipelineOptions["brokers"]): Promise<Brokers> =>
  ({ one, leaf, cluster })[kind](group);
