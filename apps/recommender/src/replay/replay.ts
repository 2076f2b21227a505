import { createHash } from "node:crypto";
import { encode, parseSubject, type Recommendation } from "@loadline/wire";
import { pino } from "pino";
import { Advisor } from "../advise/advisor.ts";
import { Archive } from "../archive.ts";
import type { Broker, StoredMessage } from "../broker/broker.ts";
import type { CheckpointStore } from "../checkpoint/checkpoint-store.ts";
import { Checkpointer } from "../checkpoint/checkpointer.ts";
import type { RecommenderConfig } from "../config.ts";
import { Deployments } from "../deployments.ts";
import { RecommendationPublisher } from "../emit/recommendation-publisher.ts";
import { noFailpoint } from "../failpoint.ts";
import { Inbox } from "../input/inbox.ts";
import type { PlanSource } from "../input/plan-source.ts";
import { type LoopDeps, runOnce } from "../loop.ts";
import { createMetrics } from "../metrics.ts";
import { ShadowScore } from "../shadow/shadow-score.ts";
import { shapeSeconds } from "../state/demand.ts";
import { Fleet } from "../state/fleet.ts";
import { Status } from "../status.ts";
import type { RecordedMessage } from "./parse-recording.ts";

export interface ReplaySettings {
  readonly config: RecommenderConfig;
  readonly plan: PlanSource;
  /** Hears every event that would have been spoken. */
  readonly hear: (event: Recommendation) => Promise<void>;
}

export interface ReplaySummary {
  readonly ticks: number;
  /** Messages taken and refused, as the live inbox counts them. */
  readonly taken: number;
  readonly rejected: number;
  /** How the advice compares with what ran. */
  readonly scores: ShadowScore["scores"];
}

const nothingKept: CheckpointStore = {
  load: () => Promise.resolve({ checkpoint: null, forecast: null }),
  save: () => Promise.resolve("saved"),
  saveForecast: () => Promise.resolve("saved"),
};

const readToTheEnd: LoopDeps["telemetry"] = {
  caughtUp: () => true,
  alive: () => true,
  position: () => ({ sequence: 0, stream: "recording" }),
  checkStream: () => Promise.resolve("same"),
};

/** Ids that the same input gives again; the live ones are unguessable. */
const numberedIds = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return createHash("sha256").update(`replay ${count}`).digest("hex").slice(0, 32);
  };
};

const listeningBroker = (hear: ReplaySettings["hear"]): Broker => {
  const said = new Map<string, StoredMessage>();
  return {
    follow: () => Promise.resolve(readToTheEnd),
    lastRecommendation: (subject) => Promise.resolve(said.get(subject) ?? null),
    answer: () => Promise.resolve(),
    publish: async (event) => {
      const sequence = (said.get(event.subject)?.sequence ?? 0) + 1;
      said.set(event.subject, { sequence, data: encode(event) });
      await hear(event);
      return { kind: "stored", sequence };
    },
  };
};

const quiet = pino({ level: "silent" });

interface Assembled extends LoopDeps {
  readonly shadow: ShadowScore;
}

const assemble = ({ config, plan, hear }: ReplaySettings, clock: () => number): Assembled => {
  const { cluster } = plan.current;
  const { windowSeconds, replaySeconds } = config;
  const metrics = createMetrics();
  const fleet = new Fleet({
    horizonSeconds: shapeSeconds(windowSeconds) + windowSeconds,
    resolutionSeconds: windowSeconds / 30,
    rememberSeconds: replaySeconds,
  });
  const counters = metrics.counters;
  const inbox = new Inbox({ cluster, fleet, clock, logger: quiet, failpoint: noFailpoint, counters });
  const speaking = {
    broker: listeningBroker(hear),
    logger: quiet,
    cluster,
    heartbeatSeconds: config.heartbeatSeconds,
    newId: numberedIds(),
    sign: (event: Recommendation) => event,
    leads: () => true,
    failpoint: noFailpoint,
  };
  return {
    clock,
    logger: quiet,
    failpoint: noFailpoint,
    planFile: plan,
    telemetry: readToTheEnd,
    inbox,
    archive: new Archive(),
    fleet,
    leadership: { epoch: 1 },
    // What only advises takes what runs for its target: the recording followed other decisions.
    deployments: new Deployments({ ...config, shadow: true }),
    checkpoints: nothingKept,
    checkpointer: new Checkpointer(nothingKept, { seconds: config.checkpointSeconds }),
    advisor: new Advisor(),
    actuator: null,
    shadow: new ShadowScore(),
    metrics,
    status: new Status(),
    recoverPublisher: (deployment, inheritance) =>
      RecommendationPublisher.recover({ ...speaking, deployment }, inheritance),
  };
};

/** What was decided then is no input. */
const feed = ({ inbox }: LoopDeps, { subject, message }: RecordedMessage): void => {
  const claims = {
    telemetry: inbox.takeTelemetry,
    inventory: inbox.takeInventory,
    health: inbox.takeHealth,
    feedback: inbox.takeFeedback,
    recommendation: () => undefined,
  };
  const kind = parseSubject(subject)?.kind;
  if (kind !== undefined) claims[kind](subject, encode(message));
};

/**
 * Decides anew over a recording, on a clock that is the recording's own. The same recording, plan and settings give the
 * same events to the byte.
 */
export const replay = async (
  messages: readonly RecordedMessage[],
  settings: ReplaySettings,
): Promise<ReplaySummary> => {
  const { intervalSeconds } = settings.config;
  const start = messages[0]?.at ?? 0;
  const end = messages.at(-1)?.at ?? start;
  let now = start;
  const loop = assemble(settings, () => now);
  const ticks = Math.floor((end - start) / intervalSeconds);
  let next = 0;
  for (let tick = 1; tick <= ticks; tick++) {
    const until = start + tick * intervalSeconds;
    for (let message = messages[next]; message !== undefined && message.at <= until; message = messages[next]) {
      now = message.at;
      feed(loop, message);
      next += 1;
    }
    now = until;
    await runOnce(loop);
  }
  const { taken, rejected } = loop.inbox.counts;
  return { ticks, taken, rejected, scores: loop.shadow.scores };
};
