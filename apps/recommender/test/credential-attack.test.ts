import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AccessPolicy, deflated, encode, passwordVariable, roleBudgets, type User, usersOf } from "@loadline/protocol";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Recommender, startRecommender } from "../src/recommender.ts";
import { systemClock } from "../src/settings/clock.ts";
import { RecommenderConfig } from "../src/settings/config.ts";
import { eventually, planText } from "./lab.ts";

const deployFolder = fileURLToPath(new URL("../../../deploy/nats/", import.meta.url));
const policy = AccessPolicy.parse(JSON.parse(await readFile(join(deployFolder, "policy.json"), "utf8")));
// Whoever has the recommender's own credential may take its lease.
const attackers = usersOf(policy).filter(({ role }) => role !== null && role !== "recommender");

test("every role is among the attackers, but that which may publish nothing", () => {
  const attacking = attackers.flatMap(({ role }) => role ?? []);
  expect(new Set([...attacking, "recommender", "authenticator"])).toEqual(new Set(Object.keys(roleBudgets)));
});

let server: TestNatsServer;
let folder: string;
let recommender: Recommender;
const sockets: Socket[] = [];

const start = async (): Promise<void> => {
  const config = RecommenderConfig.parse({
    server: server.url,
    natsUser: "recommender",
    natsPasswordFile: join(folder, "password"),
    plan: join(folder, "plan.yaml"),
    intervalSeconds: 0.2,
    windowSeconds: 2,
    // A busy machine, which runs broker and attack as well, stops the leader for longer than the usual lease.
    leaseSeconds: 10,
    listen: "127.0.0.1:0",
  });
  recommender = await startRecommender({ config, clock: systemClock, logger: pino({ level: "silent" }) });
};

beforeAll(async () => {
  const environment = Object.fromEntries(usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`]));
  server = await startTestNatsServer({ config: join(deployFolder, "nats-server.conf"), environment });
  folder = await mkdtemp(join(tmpdir(), "loadline-attack-"));
  await writeFile(join(folder, "plan.yaml"), planText.replace("cluster: lab", "cluster: prod-eu"));
  await writeFile(join(folder, "password"), "secret-recommender\n");
  const admin = await connectNats({ server: server.url, name: "admin", user: "admin", password: "secret-admin" });
  await ensureStreams(admin);
  await admin.close();
  await start();
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await recommender.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const read = async (path: string): Promise<string> => (await fetch(`http://${recommender.address}${path}`)).text();
const epochOf = async (): Promise<string | undefined> =>
  /^loadline_lease_epoch\{.*$/m.exec(await read("/metrics"))?.[0];
const decidedAt = async (): Promise<number> =>
  (JSON.parse(await read("/api/v1/deployments")) as { decidedAt: number | null }).decidedAt ?? 0;
const readiness = async () => JSON.parse(await read("/readyz")) as { readonly ready: boolean };

/** What is refused at each of many places, and what makes consumers, where that is allowed. */
const hostile: readonly Uint8Array[] = [
  deflated(encode({ v: 1, sources: Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`${at}`, {}])) })),
  deflated(new TextEncoder().encode("[".repeat(30_000))),
  encode({ stream_name: "LOADLINE_TELEMETRY", config: { durable_name: "x", ack_policy: "none" } }),
];

/** All that a credential may open at once, each connection with messages on every subject that it may publish on. */
const attack = async ({ user, role, publish }: User): Promise<void> => {
  const { hostname, port } = new URL(server.url);
  const { connections } = roleBudgets[role ?? "agent"];
  const rounds = 50;
  const messages = Array.from({ length: rounds }, (_, round) =>
    publish.flatMap((subject) => {
      const data = hostile[round % hostile.length] ?? new Uint8Array();
      const on = subject.replace("*", "chat").replace(/>$/, `x${round}`);
      return [Buffer.from(`PUB ${on} ${data.byteLength}\r\n`), Buffer.from(data), Buffer.from("\r\n")];
    }),
  ).flat();
  const login = JSON.stringify({ user, pass: `secret-${user}`, verbose: false, protocol: 1 });
  const open = Array.from(
    { length: connections },
    () =>
      new Promise<void>((resolve) => {
        const socket = createConnection({ host: hostname, port: Number(port) });
        sockets.push(socket);
        socket.on("error", () => undefined);
        socket.on("close", () => resolve());
        socket.on("data", (data) => void (data.includes("PONG") && resolve()));
        socket.write(Buffer.concat([Buffer.from(`CONNECT ${login}\r\n`), ...messages, Buffer.from("PING\r\n")]));
      }),
  );
  await Promise.all(open);
};

test("the recommender leads and decides", async () => {
  await eventually(async () => ((await epochOf()) && (await readiness()).ready) || undefined);
});

test.each(attackers)("all that $user may send costs the leader neither its lease nor its decisions", async (one) => {
  const epoch = await epochOf();
  await attack(one);
  const from = await decidedAt();
  // A slow machine may be behind for a moment: it decides again, and is ready again, under the same lease.
  await eventually(async () => ((await decidedAt()) > from + 1 && (await readiness()).ready) || undefined);
  expect(await epochOf()).toEqual(epoch);
});

test("a recommender that starts behind all of it leads and decides", async () => {
  await recommender.stop();
  await start();
  await eventually(async () => ((await epochOf()) && (await readiness()).ready) || undefined);
  const metrics = await read("/metrics");
  const refused = [
    ...metrics.matchAll(/^loadline_messages_rejected_total\{.*reason="(?:schema|too-large)"\} (\d+)$/gm),
  ];
  // About fifteen at once are decoded of each kind of message of two nodes, and of all actuators.
  expect(refused.reduce((sum, [, count]) => sum + Number(count), 0)).toBeLessThan(150);
});
