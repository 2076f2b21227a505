// Prints each recommendation that may be acted on: NATS_URL, LOADLINE_PUBLIC_KEY (a PEM file), LOADLINE_CLUSTER.
import { readFileSync } from "node:fs";
import { type AcceptedEvents, parseVerifyingKey, verifyRecommendation } from "@loadline/protocol/signature";
import { connectNats, storedMessages } from "@loadline/runtime/nats";

const {
  NATS_URL: server = "nats://127.0.0.1:4222",
  LOADLINE_PUBLIC_KEY: path = "",
  LOADLINE_CLUSTER: cluster,
} = process.env;
const keys = [parseVerifyingKey(readFileSync(path, "utf8"))];
// Answers come to a subject of the user's own.
const { username } = new URL(server.includes("://") ? server : `nats://${server}`);
const inboxPrefix = `_INBOX_${username || "actuator"}`;
const connection = await connectNats({ server, name: "consumer", inboxPrefix });

let accepted: AcceptedEvents = new Map();
// By sequence: an actuator's account makes no consumer on a stream that others need.
const stored = storedMessages(connection, { kind: "recommendation", cluster, from: "latest", follow: true });
for await (const { subject, data } of stored) {
  const outcome = verifyRecommendation({ subject, data }, { keys, now: Date.now() / 1000, accepted });
  if (outcome.kind === "refused") {
    process.stdout.write(`refused ${subject}: ${outcome.reason} ${outcome.detail}\n`);
    continue;
  }
  accepted = outcome.accepted;
  const { verdict, replicas } = outcome.event.data;
  // null: keep the present count, never zero.
  process.stdout.write(`${subject}: ${verdict} ${replicas.desired ?? "keep"}\n`);
}
