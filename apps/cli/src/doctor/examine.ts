import { isLoadlineError, type LoadlineError } from "@loadline/core";
import { buckets, parseSubject, streamOf } from "@loadline/wire";
import { openBucket, refusalIn } from "@loadline/wire/nats";
import { findServer } from "../broker/find-server.ts";
import { type LastMessage, lastMessages } from "../broker/last-messages.ts";
import { streamStates } from "../broker/stream-states.ts";
import { type Broker, type Wish, withConnection } from "../broker/with-connection.ts";
import type { CliContext } from "../command.ts";
import { parsePlanText } from "../plan/parse-plan-text.ts";
import { readEvent } from "../watch/read-event.ts";
import { type Check, failed, notChecked, ok } from "./check.ts";
import { judgeServer, judgeSpeakers, judgeStreams, type Speaker } from "./judge.ts";

export interface DoctorSettings {
  readonly options: Wish["options"];
  /** A node that was silent for longer is stale. */
  readonly freshSeconds: number;
}

const nameOf = (subject: string): string => {
  const address = parseSubject(subject);
  return address === null ? subject : `${address.cluster}/${address.name}`;
};

const nodeSpeaker = ({ subject, storedAt }: LastMessage, now: number, freshSeconds: number): Speaker => {
  const ageSeconds = Math.max(0, now - storedAt);
  return { name: nameOf(subject), ageSeconds, fresh: ageSeconds <= freshSeconds };
};

/** A recommendation is fresh until the instant it names itself; one that cannot be read never is. */
const deploymentSpeaker = (message: LastMessage, now: number): Speaker => {
  const read = readEvent(message);
  const fresh = read.kind === "event" && Date.parse(read.event.data.decision.expiresAt) / 1000 > now;
  return { name: nameOf(message.subject), ageSeconds: Math.max(0, now - message.storedAt), fresh };
};

const examineTelemetry = async ({ connection }: Broker, now: () => number, freshSeconds: number): Promise<Check> => {
  const found = await lastMessages(connection, { stream: streamOf("telemetry").name, headersOnly: true });
  return judgeSpeakers(
    found.map((message) => nodeSpeaker(message, now(), freshSeconds)),
    {
      check: "telemetry",
      noun: "node",
      whenSilent:
        "look at the agent of each: is it running, and does its /readyz answer? A removed node is forgotten in time",
      whenNone: "start loadline-agent on the GPU nodes",
    },
  );
};

const examineRecommendations = async ({ connection }: Broker, now: () => number): Promise<Check> => {
  const found = await lastMessages(connection, { stream: streamOf("recommendation").name, headersOnly: false });
  return judgeSpeakers(
    found.map((message) => deploymentSpeaker(message, now())),
    {
      check: "recommendations",
      noun: "deployment",
      whenSilent:
        "their last recommendation has expired or is not valid: is the recommender running, and are they in its plan?",
      whenNone: "start the recommender with a plan",
    },
  );
};

const forbiddenText = "this account may not read it";

/** A stored plan that recommenders would take; they keep their last good one while it is bad. */
const examinePlans = async ({ connection }: Broker): Promise<Check> => {
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

const examineBroker = async (broker: Broker, context: CliContext, freshSeconds: number): Promise<readonly Check[]> => {
  const roundTripSeconds = (await broker.connection.rtt()) / 1000;
  const server = judgeServer(broker.server, broker.connection.info?.version ?? "unknown", roundTripSeconds);
  const states = await streamStates(broker.connection);
  const looked = async (kind: "telemetry" | "recommendation", name: string, look: () => Promise<Check>) => {
    const state = states.find((stream) => stream.name === streamOf(kind).name)?.state;
    if (state === "forbidden") return notChecked(name, forbiddenText);
    return state === "missing" ? notChecked(name) : look();
  };
  return [
    server,
    judgeStreams(states),
    await examinePlans(broker),
    await looked("telemetry", "telemetry", () => examineTelemetry(broker, context.now, freshSeconds)),
    await looked("recommendation", "recommendations", () => examineRecommendations(broker, context.now)),
  ];
};

/** A broker that does not answer or refuses is what a doctor is asked to find; null for every other error. */
const brokerFault = (error: LoadlineError): Check | null => {
  switch (error.code) {
    case "LL_NATS_UNREACHABLE":
      return failed("nats", error.message, "nothing else can be checked until it does");
    case "LL_NATS_REFUSED":
      return failed("nats", error.message, "nothing else can be checked until it lets this account in");
    case "LL_CONFIG_INVALID":
      return failed("nats", error.message, "run it with JetStream (nats-server -js) and grant this user its use");
    default:
      return null;
  }
};

/** Every check in its order. @throws LL_CONFIG_INVALID without an address */
export const examine = async (
  context: CliContext,
  { options, freshSeconds }: DoctorSettings,
): Promise<readonly Check[]> => {
  const server = findServer({ flag: options.server, env: context.env, cwd: context.cwd });
  try {
    return await withConnection(context, { options: { ...options, server } }, (broker) =>
      examineBroker(broker, context, freshSeconds),
    );
  } catch (error) {
    const fault = isLoadlineError(error) ? brokerFault(error) : null;
    if (fault === null) throw error;
    return [fault, ...["streams", "plan", "telemetry", "recommendations"].map((name) => notChecked(name))];
  }
};
