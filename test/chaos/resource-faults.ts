import { appendFile, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { ensureStreams } from "@loadline/runtime/nats";
import { administrator } from "./broker.ts";
import { insist } from "./broker-faults.ts";
import { between, type Fault, type FaultContext, pass, seconds } from "./fault.ts";
import { leaseSeconds } from "./parts-of-stage.ts";

const brokerPaused: Fault = async (context) => {
  const { broker, recommenders } = context.stage;
  const duration = between(context.random, leaseSeconds, 25);
  const { pid = Number.NaN } = broker.child();
  process.kill(pid, "SIGSTOP");
  await pass(context, duration, recommenders);
  process.kill(pid, "SIGCONT");
  return seconds(duration);
};

const brokerWiped: Fault = async (context) => {
  const { broker, admin } = context.stage;
  await broker.down();
  broker.wipe();
  await broker.start();
  await insist(() => ensureStreams(admin));
  return "its store is empty, the streams are made anew";
};

/** A client by the plain protocol that has come in; what it is sent after that it reads only when asked to. */
const rawClient = ({ stage: { broker } }: FaultContext, user: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(broker.port, "127.0.0.1");
    const options = JSON.stringify({ user, pass: broker.passwordOf(user), verbose: false, name: "chaos" });
    socket.on("error", reject);
    // The broker cuts off who takes too long to come in, as some of a herd do on a small machine.
    socket.on("close", () => reject(new Error("cut off")));
    socket.on("data", (data) => {
      if (data.includes("INFO ")) socket.write(`CONNECT ${options}\r\nPING\r\n`);
      if (data.includes("PONG")) resolve(socket);
    });
  });

const kibibyte = 2 ** 10;

/** It subscribes to everything and reads nothing; the broker has to cut it off, and nobody else may notice. */
const slowConsumer: Fault = async (context) => {
  const socket = await rawClient(context, administrator);
  const writer = await rawClient(context, administrator);
  writer.on("error", () => undefined);
  socket.on("error", () => undefined);
  socket.write("SUB > 1\r\n");
  socket.pause();
  const filler = `PUB chaos.flood ${100 * kibibyte}\r\n${"x".repeat(100 * kibibyte)}\r\n`;
  for (let at = 0; at < 1_000; at += 1) writer.write(filler);
  await pass(context, 12);
  writer.destroy();
  socket.destroy();
  return "100 MiB are sent to it";
};

const herd = 1_000;

/** As after an outage of the network: all come at once, go, and come again. */
const reconnectHerd: Fault = async (context) => {
  const [{ name } = { name: administrator }] = context.stage.nodes;
  let came = 0;
  for (const _ of [1, 2]) {
    const clients = await Promise.allSettled(Array.from({ length: herd }, () => rawClient(context, name)));
    for (const client of clients) {
      if (client.status === "rejected") continue;
      client.value.destroy();
      came += 1;
    }
  }
  await pass(context, 1);
  return `${herd} clients, twice; ${came} came in`;
};

/** Only where the store could be put on a small file system of its own. */
const diskFull: Fault = async (context) => {
  const { broker } = context.stage;
  const duration = between(context.random, 5, 20);
  const filler = join(broker.folder, "store", "filler");
  try {
    for (;;) await appendFile(filler, new Uint8Array(1024 * kibibyte));
  } catch {
    // No space is left, as wanted.
  }
  await pass(context, duration);
  await rm(filler);
  // A broker that found no space switches JetStream off until it starts again.
  await broker.down();
  await broker.start();
  return `for ${seconds(duration)}`;
};

export const resourceFaults: Readonly<Record<string, Fault>> = {
  "broker paused": brokerPaused,
  "broker wiped": brokerWiped,
  "slow consumer": slowConsumer,
  "reconnect herd": reconnectHerd,
  "disk full": diskFull,
};
