import { isLoadlineError, type LoadlineError } from "@loadline/core";
import { buckets, parseSubject, streamOf } from "@loadline/wire";
import { openBucket, refusalIn } from "@loadline/wire/nats";
import type { NatsConnection } from "@nats-io/transport-node";
import { type Broker, type ConnectionOptions, findServer, withConnection } from "../broker/connection.ts";
import { type StoredMessage, storedMessages } from "../broker/messages.ts";
import { streamStates } from "../broker/streams.ts";
import type { CliContext } from "../command.ts";
import { parsePlanText } from "../plan/size-plan.ts";
import { readEvent } from "../recommendations/read-event.ts";
import {
  type Check,
  checkFreshness,
  checkServer,
  checkStreams,
  type FreshnessCheck,
  failed,
  notChecked,
  ok,
  type Reporter,
} from "./checks.ts";

const forbiddenText = "this account may not read it";

/** A stored plan that recommenders would load; they go on with the last valid one while it is not. */
const examinePlans = async (connection: NatsConnection): Promise<Check> => {
  const name = "plan";
  try {
    const bucket = await openBucket(connection, buckets.plans);
    const keys: string[] = [];
    for await (const key of await bucket.keys()) keys.push(key);
    for (const key of keys) parsePlanText((await bucket.get(key))?.string() ?? "");
    return ok(name, keys.length === 0 ? "none is stored; the recommender reads a file" : `valid: ${keys.join(", ")}`);
  } catch (error) {
    if (refusalIn(error) !== null) return notChecked(name, forbiddenText);
    if (!isLoadlineError(error)) throw error;
    if (error.code === "LL_STREAM_MISSING") return failed(name, error.message, "create the buckets: loadline streams");
    return failed(name, error.message, "store a corrected one: loadline plan FILE --store");
  }
};

interface Examination extends FreshnessCheck {
  readonly kind: "telemetry" | "recommendation";
  readonly headersOnly: boolean;
  readonly isFresh: (message: StoredMessage, ageSeconds: number, now: number) => boolean;
}

const examinations = (freshSeconds: number): readonly Examination[] => [
  {
    kind: "telemetry",
    headersOnly: true,
    check: "telemetry",
    noun: "node",
    whenStale: "check the agent of each: is it running, and does its /readyz answer? A removed node expires in time",
    whenNone: "start loadline-agent on the GPU nodes",
    isFresh: (_, ageSeconds) => ageSeconds <= freshSeconds,
  },
  {
    kind: "recommendation",
    headersOnly: false,
    check: "recommendations",
    noun: "deployment",
    whenStale:
      "their latest recommendation has expired or is not valid: is the recommender running, and are they in its plan?",
    whenNone: "start the recommender with a plan",
    isFresh: (message, _, now) => {
      const read = readEvent(message);
      return read.kind === "event" && Date.parse(read.event.data.decision.expiresAt) / 1000 > now;
    },
  },
];

const examineFreshness = async (
  connection: NatsConnection,
  now: () => number,
  { kind, headersOnly, isFresh, ...texts }: Examination,
): Promise<Check> => {
  const reporters: Reporter[] = [];
  for await (const message of storedMessages(connection, { kind, from: "latest", headersOnly })) {
    const address = parseSubject(message.subject);
    const name = address === null ? message.subject : `${address.cluster}/${address.name}`;
    const ageSeconds = Math.max(0, now() - message.at);
    reporters.push({ name, ageSeconds, isFresh: isFresh(message, ageSeconds, now()) });
  }
  return checkFreshness(reporters, texts);
};

const examineBroker = async (
  { connection, server }: Broker,
  { now }: CliContext,
  freshSeconds: number,
): Promise<readonly Check[]> => {
  const roundTripSeconds = (await connection.rtt()) / 1000;
  const states = await streamStates(connection);
  const checks = [
    checkServer(server, connection.info?.version ?? "unknown", roundTripSeconds),
    checkStreams(states),
    await examinePlans(connection),
  ];
  for (const examination of examinations(freshSeconds)) {
    const state = states.find(({ name }) => name === streamOf(examination.kind).name)?.state;
    if (state === "forbidden") checks.push(notChecked(examination.check, forbiddenText));
    else if (state === "missing") checks.push(notChecked(examination.check));
    else checks.push(await examineFreshness(connection, now, examination));
  }
  return checks;
};

/** A broker that does not answer or refuses is a finding, not an error; null for every other error. */
const brokerFault = ({ code, message }: LoadlineError): Check | null => {
  switch (code) {
    case "LL_NATS_UNREACHABLE":
      return failed("nats", message, "nothing else can be checked until it answers");
    case "LL_NATS_REFUSED":
      return failed("nats", message, "nothing else can be checked until it lets this account in");
    case "LL_CONFIG_INVALID":
      return failed("nats", message, "run it with JetStream (nats-server -js) and grant this user its use");
    default:
      return null;
  }
};

/** Every check in its order. @throws LL_CONFIG_INVALID without an address */
export const examine = async (
  context: CliContext,
  connection: ConnectionOptions,
  freshSeconds: number,
): Promise<readonly Check[]> => {
  const server = findServer(connection.server, context);
  try {
    return await withConnection(context, { ...connection, server }, (broker) =>
      examineBroker(broker, context, freshSeconds),
    );
  } catch (error) {
    const fault = isLoadlineError(error) ? brokerFault(error) : null;
    if (fault === null) throw error;
    return [fault, ...["streams", "plan", "telemetry", "recommendations"].map((name) => notChecked(name))];
  }
};
