import { setTimeout as sleep } from "node:timers/promises";
import { AccessPolicy, deflated, encode, roleBudgets, subject, type Telemetry, usersOf } from "@loadline/protocol";
import { connectNats } from "@loadline/runtime/nats";
import { sampleAt } from "../pipeline/peers.ts";

// What nodes send: those of the fleet one sample a second each, and one that hosts nothing its worst.

export const cluster = "prod-eu";
export const namespace = "serving";
export const hostileNode = "hostile";

export interface AttackFleet {
  readonly deployments: number;
  /** Of each, one replica on each: at least four, whose pods the hostile node names. */
  readonly nodes: number;
}

export const podOf = (deployment: string, node: number): string => `${deployment}-${node}`;
export const deploymentsOf = ({ deployments }: AttackFleet): readonly string[] =>
  Array.from({ length: deployments }, (_, at) => `deployment-${at}`);

export const policyOf = (fleet: AttackFleet): AccessPolicy =>
  AccessPolicy.parse({
    version: 1,
    cluster,
    agents: [
      hostileNode,
      ...deploymentsOf(fleet).flatMap((name) => Array.from({ length: fleet.nodes }, (_, at) => podOf(name, at))),
    ],
    recommenders: ["recommender"],
    actuators: ["actuator"],
    planners: ["planner"],
    readers: ["reader"],
    administrators: ["admin"],
  });

const connect = async (server: string, user: string) =>
  connectNats({ server, name: user, user, password: `secret-${user}`, wait: false });

/** Calls at a fixed pace, whatever each takes, until the process is stopped. */
const every = async (seconds: number, send: (turn: number) => void): Promise<never> => {
  const from = performance.now();
  for (let turn = 0; ; turn += 1) {
    await sleep(Math.max(0, from + turn * seconds * 1000 - performance.now()));
    send(turn);
  }
};

const bootId = "bench-attack";
const startedAt = Date.now() / 1000 - 3_600;
const sample = (seq: number, deployment: string, engines: number): Telemetry =>
  sampleAt(seq, Date.now() / 1000, { gpus: 8, engines, deployment, bootId, startedAt });
const withIds = ({ engines, gpus, ...rest }: Telemetry, node: string, ids: readonly string[]): Telemetry => {
  const own = (uuid: string): string => `${uuid}-${node}`;
  return {
    ...rest,
    gpus: { ...gpus, uuid: gpus.uuid.map(own) },
    engines: { ...engines, id: [...ids], gpuUuids: engines.gpuUuids.map((uuids) => uuids?.map(own) ?? null) },
  };
};

/** Agents of the fleet, at a constant load. */
export const runAttackedFleet = async ({ server, ...fleet }: AttackFleet & { readonly server: string }) => {
  const senders = deploymentsOf(fleet).flatMap((deployment) =>
    Array.from({ length: fleet.nodes }, (_, at) => ({ deployment, node: podOf(deployment, at) })),
  );
  const connections = await Promise.all(senders.map(({ node }) => connect(server, node)));
  process.stdout.write(`${JSON.stringify({ connected: senders.length })}\n`);
  return every(1 / senders.length, (turn) => {
    const place = turn % senders.length;
    const sender = senders[place];
    if (sender === undefined) return;
    const { deployment, node } = sender;
    const own = withIds(sample(Math.floor(turn / senders.length), deployment, 1), node, [`${namespace}/${node}`]);
    connections[place]?.publish(subject({ kind: "telemetry", cluster, name: node }), deflated(encode(own)));
  });
};

const messagesPerSecond = 25;
const phaseSeconds = 60;

/** Refused at each of many places. */
const refused = deflated(
  encode({ v: 1, sources: Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [at, {}])) }),
);

/** Busy engines of two deployments on its own eight GPUs: in pods of other nodes, and in pods that there are not. */
const claims = (turn: number, fleet: AttackFleet): Uint8Array => {
  const names = deploymentsOf(fleet);
  const claimed = Array.from({ length: 8 }, (_, at) => names[(Math.floor(turn / 100) + (at % 2)) % names.length] ?? "");
  const ids = claimed.map((name, at) => `${namespace}/${podOf(name, (turn % 2 === 0 ? 0 : 100) + Math.floor(at / 2))}`);
  const claim = withIds(sample(turn, "", 8), hostileNode, ids);
  return deflated(encode({ ...claim, engines: { ...claim.engines, deployment: claimed, waiting: ids.map(() => 30) } }));
};

/** Messages of a node: in turn for a minute claims, and what is refused of each kind. */
const worstOfNode = (turn: number, fleet: AttackFleet): readonly (readonly [string, Uint8Array])[] => {
  const on = (kind: "telemetry" | "inventory" | "health") => subject({ kind, cluster, name: hostileNode });
  const claiming = Math.floor(turn / (messagesPerSecond * phaseSeconds)) % 2 === 0;
  if (claiming) return [[on("telemetry"), claims(turn, fleet)]];
  return (["telemetry", "inventory", "health"] as const).map((kind) => [on(kind), refused] as const);
};

/** Messages on each subject that a role may publish on; a read asks for as many as one request may. */
const worstOfRole = (turn: number, publish: readonly string[]): readonly (readonly [string, Uint8Array])[] =>
  publish.map((allowed) => {
    const on = allowed.replaceAll("*", "deployment-0").replace(/>$/, `x${turn}`);
    return [on, on.includes(".DIRECT.GET.") ? encode({ seq: 1, batch: 1_000 }) : refused] as const;
  });

/** One credential at its worst: all connections of its budget, and messages on all that it may publish on. */
export const runHostile = async ({ server, user, ...fleet }: AttackFleet & { server: string; user: string }) => {
  const found = usersOf(policyOf(fleet)).find((one) => one.user === user);
  if (found?.role === null || found === undefined) throw new Error(`no role of ${user}`);
  const { role, publish } = found;
  const open = Array.from({ length: roleBudgets[role].connections }, () => connect(server, user));
  const connections = await Promise.all(open);
  process.stdout.write(`${JSON.stringify({ connected: connections.length })}\n`);
  for (const connection of connections) connection.subscribe(`_INBOX_${user}.>`, { callback: () => undefined });
  return every(1 / messagesPerSecond, (turn) => {
    const messages = role === "agent" ? worstOfNode(turn, fleet) : worstOfRole(turn, publish);
    for (const [on, data] of messages)
      connections[turn % connections.length]?.publish(on, data, { reply: `_INBOX_${user}.${turn}` });
  });
};
