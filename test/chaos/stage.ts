import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSigningKeyPair, parseVerifyingKey, type VerifyingKey } from "@loadline/protocol/signature";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { waitFor } from "@loadline/servers";
import type { FleetArguments } from "@loadline/tools/fleet/read-inputs";
import { type ProcessGroup, processGroup } from "@loadline/tools/processes/process-group";
import { administrator, type Broker, prepareBroker } from "./broker.ts";
import { planText } from "./chaos-plan.ts";
import { type EngineFront, openEngineFront } from "./engine-front.ts";
import { type Network, openNetwork } from "./network.ts";
import { Part } from "./part.ts";
import { built, type Node, nodeNames, nodeOf, type OnEnd, recommenderPart } from "./parts-of-stage.ts";

const secondsToStart = 90;

/** The simulated fleet, started anew for each load: one process at a time. */
const fleetStarter = (
  group: ProcessGroup,
  o: { broker: Broker; engines: EngineFront; plan: string; seed: number; onUnexpectedEnd: OnEnd },
) => {
  let [fleet, url]: [Part | null, string] = [null, ""];
  let runs = 0;
  const stopFleet = async (): Promise<void> => fleet?.stop();
  const folder = join(group.folder, "fleet");
  mkdirSync(folder, { recursive: true });
  const restart = async (loadFactor: number): Promise<void> => {
    await fleet?.kill();
    runs += 1;
    const part = new Part(
      group,
      {
        name: `fleet ${runs}`,
        program: process.execPath,
        args: [
          built("tools/dist/fleet/main.js"),
          JSON.stringify({
            plan: o.plan,
            server: `nats://127.0.0.1:${o.broker.port}`,
            dir: folder,
            seed: o.seed,
            startReplicas: "planned",
            speedUp: 180,
            loadFactor,
          } satisfies FleetArguments),
        ],
      },
      { port: 0, onUnexpectedEnd: o.onUnexpectedEnd },
    );
    part.start();
    const find = (): string | null => /"listening":(\d+)/.exec(part.log())?.[1] ?? null;
    const port = await waitFor(find, {
      what: "the fleet",
      seconds: secondsToStart,
      givenUp: () => (part.runs ? null : new Error(part.log())),
    }).catch(async (error) => {
      // Whoever asks again starts another one: nobody may start this one beside it.
      await part.kill();
      throw error;
    });
    url = `http://127.0.0.1:${port}`;
    o.engines.behind(`127.0.0.1:${port}`);
    fleet = part;
  };
  return { restart, stop: stopFleet, url: () => url };
};

export type Admin = Awaited<ReturnType<typeof connectNats>>;

/** Every part, and what can be done to it. */
export interface Stage {
  readonly group: ProcessGroup;
  readonly broker: Broker;
  readonly recommenders: readonly Part[];
  /** One network for each recommender, by its name, and one for all agents under `agents`. */
  readonly networks: ReadonlyMap<string, Network>;
  readonly nodes: readonly Node[];
  readonly engines: EngineFront;
  readonly keys: readonly VerifyingKey[];
  readonly admin: Admin;
  readonly fleetUrl: () => string;
  /** Starts the fleet anew under another load. */
  readonly restartFleet: (loadFactor: number) => Promise<void>;
  readonly writePlan: (text: string, how?: "renamed" | "in place") => void;
  readonly stop: () => Promise<void>;
}

const connectAdmin = (broker: Broker): Promise<Admin> =>
  connectNats({
    server: `nats://127.0.0.1:${broker.port}`,
    name: "chaos",
    user: administrator,
    password: broker.passwordOf(administrator),
  });

const planWriter =
  (path: string): Stage["writePlan"] =>
  (text, how = "renamed") => {
    if (how === "in place") return writeFileSync(path, text);
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };

const copyEngines = (group: ProcessGroup, engines: EngineFront): (() => void) => {
  const timer = setInterval(() => {
    for (const name of nodeNames) {
      const from = join(group.folder, "fleet", name, "engines.json");
      if (existsSync(from)) engines.list(name, from, join(group.folder, "nodes", name, "engines.json"));
    }
  }, 250);
  return () => clearInterval(timer);
};

/** Starts every part; on a failure what runs is stopped before the error is thrown. */
export const openStage = async (seed: number, onUnexpectedEnd: OnEnd): Promise<Stage> => {
  const group = processGroup("loadline-chaos-");
  let release = (): void => undefined;
  try {
    const names = ["recommender-1", "recommender-2"];
    const broker = await prepareBroker(group, { agents: [...nodeNames, "stranger"], recommenders: names });
    release = broker.release;
    await broker.start();
    const admin = await connectAdmin(broker);
    await ensureStreams(admin);
    const pair = newSigningKeyPair();
    const [plan, key] = [join(group.folder, "plan.yaml"), join(group.folder, "signing-key.pem")];
    writeFileSync(key, pair.privateKey, { mode: 0o600 });
    const writePlan = planWriter(plan);
    writePlan(planText());
    const networks = new Map<string, Network>();
    for (const name of [...names, "agents"]) networks.set(name, await openNetwork(broker.port));
    const engines = await openEngineFront();
    const fleet = fleetStarter(group, { broker, engines, plan, seed, onUnexpectedEnd });
    await fleet.restart(1);
    const stopCopying = copyEngines(group, engines);
    const networkOf = (name: string) => networks.get(name) as Network;
    const recommenders = await Promise.all(
      names.map((name) =>
        recommenderPart(group, name, { broker, network: networkOf(name), plan, key, onUnexpectedEnd }),
      ),
    );
    const nodes = await Promise.all(
      nodeNames.map((name) => nodeOf(group, name, { broker, network: networkOf("agents"), onUnexpectedEnd })),
    );
    for (const { agent } of nodes) agent.start();
    for (const part of recommenders) part.start();
    const stop = async (): Promise<void> => {
      stopCopying();
      for (const part of [...recommenders, ...nodes.map(({ agent }) => agent)]) await part.stop();
      await fleet.stop();
      await admin.close();
      await Promise.all([...networks.values()].map((network) => network.close()));
      await engines.close();
      await broker.down();
      broker.release();
      await group.stop();
    };
    return {
      group,
      broker,
      recommenders,
      networks,
      nodes,
      engines,
      keys: [parseVerifyingKey(pair.publicKey)],
      admin,
      fleetUrl: fleet.url,
      restartFleet: fleet.restart,
      writePlan,
      stop,
    };
  } catch (error) {
    await group.stop().catch(() => undefined);
    release();
    throw error;
  }
};
