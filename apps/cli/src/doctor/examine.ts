import { isLoadlineError, type LoadlineError } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { durationText, plural } from "@loadline/planner/text";
import { decode, parseSubject, streamOf, Telemetry } from "@loadline/protocol";
import { type StoredMessage, storedMessages } from "@loadline/runtime/nats";
import { type Broker, type ConnectionOptions, findServer, withConnection } from "../broker/connection.ts";
import { streamStates } from "../broker/streams.ts";
import type { CliContext } from "../command.ts";
import type { Prometheus } from "../prometheus/client.ts";
import { observeFleet } from "../prometheus/observed-fleet.ts";
import { readEvent } from "../recommendations/read-event.ts";
import {
  type Check,
  checkFreshness,
  checkServer,
  checkStreams,
  type FreshnessCheck,
  failed,
  listed,
  notChecked,
  ok,
  type Reporter,
} from "./checks.ts";
import { examineLeases, examineLimits, examinePlans, forbiddenText } from "./examine-storage.ts";
import { checkInputs, type LatestDecision, type NodeSample } from "./inputs.ts";

interface Examination extends FreshnessCheck {
  readonly kind: "telemetry" | "recommendation";
  readonly isFresh: (message: StoredMessage, ageSeconds: number, now: number) => boolean;
}

const examinations = (freshSeconds: number): readonly Examination[] => [
  {
    kind: "telemetry",
    check: "telemetry",
    noun: "node",
    whenStale: "check the agent of each: is it running, and does its /readyz answer? A removed node expires in time",
    whenNone: "start loadline-agent on the GPU nodes",
    isFresh: (_, ageSeconds) => ageSeconds <= freshSeconds,
  },
  {
    kind: "recommendation",
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

const examineFreshness = (
  messages: readonly StoredMessage[],
  now: number,
  { isFresh, kind: _, ...texts }: Examination,
): Check => {
  const reporters = messages.map((message): Reporter => {
    const address = parseSubject(message.subject);
    const name = address === null ? message.subject : `${address.cluster}/${address.name}`;
    const ageSeconds = Math.max(0, now - message.at);
    return { name, ageSeconds, isFresh: isFresh(message, ageSeconds, now) };
  });
  return checkFreshness(reporters, texts);
};

const nodeOf = ({ subject, at, data }: StoredMessage): readonly NodeSample[] => {
  const address = parseSubject(subject);
  if (address === null) return [];
  const decoded = decode(Telemetry, data);
  const isRead = decoded.kind === "ok";
  return [
    {
      cluster: address.cluster,
      node: address.name,
      storedAt: at,
      sample: isRead ? decoded.value : null,
      fault: isRead ? null : `${decoded.reason}: ${decoded.detail}`,
    },
  ];
};

const decisionOf = (message: StoredMessage): readonly LatestDecision[] => {
  const address = parseSubject(message.subject);
  if (address === null) return [];
  const read = readEvent(message);
  return [{ cluster: address.cluster, deployment: address.name, event: read.kind === "event" ? read.event : null }];
};

interface Asked {
  readonly now: number;
  readonly freshSeconds: number;
  readonly plan: Plan | null;
}

/** Without recommendations it is unknown whether counts are decided. */
const forbidden = ({ kind, check }: Examination): Check =>
  kind === "recommendation"
    ? failed(check, forbiddenText, "give --user and --password-file of an account that may read them, such as reader")
    : notChecked(check, forbiddenText);

/** Beyond this, series are of a scrape that no longer works. */
const staleScrapeSeconds = 120;

/** Is the Prometheus there, and does it scrape engines at present? */
export const examinePrometheus = async (prometheus: Prometheus): Promise<Check> => {
  const name = "prometheus";
  try {
    const { deployments, gpus, source } = await observeFleet(prometheus);
    const engines = deployments.flatMap((deployment) => deployment.engines).length;
    if (engines === 0) {
      const gone = deployments.flatMap(({ goneEngines }) => goneEngines);
      const detail = gone.length === 0 ? "has no engine's series" : `no longer scrapes ${listed(gone)}`;
      return failed(name, `${source} ${detail}`, "scrape the /metrics of the engines, and look at its page /targets");
    }
    const age = Math.max(...deployments.map(({ ageSeconds }) => ageSeconds));
    const detail = `${plural(engines, "engine")} and ${plural(gpus.length, "type")} of GPU, oldest sample ${durationText(age)}`;
    return age > staleScrapeSeconds
      ? failed(name, detail, "look at its page /targets: is the scrape slow?")
      : ok(name, detail);
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return failed(name, error.message, "check the address and LOADLINE_PROMETHEUS_TOKEN; is the server running?");
  }
};

const unchecked = ["clusters", "samples", "engines", "decisions"].map((name) => notChecked(name));

const examineBroker = async ({ connection, server }: Broker, asked: Asked): Promise<readonly Check[]> => {
  const { now, freshSeconds, plan } = asked;
  const roundTripSeconds = (await connection.rtt()) / 1000;
  const states = await streamStates(connection);
  const { plans, check } = await examinePlans(connection, plan);
  const checks = [
    checkServer(server, connection.info?.version ?? "unknown", roundTripSeconds),
    await examineLimits(connection),
    checkStreams(states),
    check,
    await examineLeases(connection, now),
  ];
  const latest = new Map<Examination["kind"], readonly StoredMessage[]>();
  for (const examination of examinations(freshSeconds)) {
    const { kind } = examination;
    const state = states.find(({ name }) => name === streamOf(kind).name)?.state;
    if (state === "forbidden") checks.push(forbidden(examination));
    else if (state === "missing") checks.push(notChecked(examination.check));
    else {
      const messages: StoredMessage[] = [];
      for await (const message of storedMessages(connection, { kind, from: "latest" })) messages.push(message);
      latest.set(kind, messages);
      checks.push(examineFreshness(messages, now, examination));
    }
  }
  const [telemetry, recommendations] = [latest.get("telemetry"), latest.get("recommendation")];
  if (telemetry === undefined || recommendations === undefined) return [...checks, ...unchecked];
  const nodes = telemetry.flatMap(nodeOf);
  return [
    ...checks,
    ...checkInputs({ plans, nodes, decisions: recommendations.flatMap(decisionOf), now, freshSeconds }),
  ];
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
  { freshSeconds, plan }: Omit<Asked, "now">,
): Promise<readonly Check[]> => {
  const server = findServer(connection.server, context);
  try {
    return await withConnection(context, { ...connection, server }, (broker) =>
      examineBroker(broker, { now: context.now(), freshSeconds, plan }),
    );
  } catch (error) {
    const fault = isLoadlineError(error) ? brokerFault(error) : null;
    if (fault === null) throw error;
    return [
      fault,
      ...["limits", "streams", "plan", "leader", "telemetry", "recommendations"].map((name) => notChecked(name)),
      ...unchecked,
    ];
  }
};
