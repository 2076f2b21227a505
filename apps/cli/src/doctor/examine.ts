import { isLoadlineError, type LoadlineError } from "@loadline/core";
import { parseSubject, streamOf } from "@loadline/wire";
import { findServer } from "../broker/find-server.ts";
import { type LastMessage, lastMessages } from "../broker/last-messages.ts";
import { streamStates } from "../broker/stream-states.ts";
import { type Broker, type Wish, withConnection } from "../broker/with-connection.ts";
import type { CliContext } from "../command.ts";
import { readEvent } from "../watch/read-event.ts";
import { type Check, failed, notChecked } from "./check.ts";
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

const examineBroker = async (broker: Broker, context: CliContext, freshSeconds: number): Promise<readonly Check[]> => {
  const roundTripSeconds = (await broker.connection.rtt()) / 1000;
  const server = judgeServer(broker.server, broker.connection.info?.version ?? "unknown", roundTripSeconds);
  const states = await streamStates(broker.connection);
  const isMissing = (name: string): boolean => states.some((state) => state.name === name && state.state === "missing");
  return [
    server,
    judgeStreams(states),
    isMissing(streamOf("telemetry").name)
      ? notChecked("telemetry")
      : await examineTelemetry(broker, context.now, freshSeconds),
    isMissing(streamOf("recommendation").name)
      ? notChecked("recommendations")
      : await examineRecommendations(broker, context.now),
  ];
};

/** A broker that does not answer or refuses is what a doctor is asked to find; null for every other error. */
const brokerFault = (error: LoadlineError): Check | null => {
  switch (error.code) {
    case "LL_NATS_UNREACHABLE":
      return failed("nats", error.message, "nothing else can be checked until it does");
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
    return [fault, ...["streams", "telemetry", "recommendations"].map(notChecked)];
  }
};
