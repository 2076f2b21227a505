import { createHash } from "node:crypto";
import { LoadlineError } from "@loadline/model";
import { encode, parseSubject, type Recommendation } from "@loadline/protocol";
import { readText } from "@loadline/runtime/settings";
import { pino } from "pino";
import { z } from "zod";
import type { Broker } from "../broker/broker.ts";
import { shadowBroker } from "../broker/shadow.ts";
import { openPlanFile, type PlanSource } from "../ingest/plan-source.ts";
import { RecommendationPublisher } from "../publish/recommendation-publisher.ts";
import type { RecommenderConfig } from "../settings/config.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import type { CheckpointStore } from "../store/checkpoint-store.ts";
import { type LoopDeps, runOnce } from "./loop.ts";
import { loopParts } from "./loop-parts.ts";

/** One message as `loadline record` writes it, with the epoch seconds at which the broker stored it. */
const RecordedMessage = z.object({ at: z.number().nonnegative(), subject: z.string().min(1), message: z.unknown() });
export type RecordedMessage = Readonly<z.infer<typeof RecordedMessage>>;

const invalid = (line: number, value: string, expected: string): LoadlineError =>
  new LoadlineError("LL_TRACE_INVALID", { line, value: value.slice(0, 80), expected });

const expected = 'a line of loadline record: {"at":seconds,"subject":"loadline.v1.…","message":{…}}';

const parseLine = (text: string, number: number): RecordedMessage => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(number, text, expected);
  }
  const result = RecordedMessage.safeParse(value);
  if (!result.success) throw invalid(number, text, expected);
  if (parseSubject(result.data.subject) === null) throw invalid(number, result.data.subject, "a subject of Loadline");
  return result.data;
};

// Longer than any stream keeps. Every tick between is decided, so that a wrong time would never end.
const longestDays = 31;

/**
 * A recording, in the order in which the broker stored its messages.
 * @param source named when it holds none
 * @throws LL_TRACE_INVALID with the line, LL_TRACE_EMPTY
 */
export const parseRecording = (text: string, source: string): readonly RecordedMessage[] => {
  const lines = text.split("\n").map((line, index) => [line.trim(), index + 1] as const);
  let first: number | null = null;
  const messages = lines
    .filter(([line]) => line !== "")
    .map(([line, number]) => {
      const message = parseLine(line, number);
      first ??= message.at;
      if (Math.abs(message.at - first) <= longestDays * 86_400) return message;
      throw invalid(number, line, `a time within ${longestDays} days of the first line's`);
    });
  if (messages.length === 0) throw new LoadlineError("LL_TRACE_EMPTY", { source });
  return messages.toSorted((a, b) => a.at - b.at);
};

interface ReplaySettings {
  readonly config: RecommenderConfig;
  readonly plan: PlanSource;
  /** Gets every event that would have been published. */
  readonly onEvent: (event: Recommendation) => Promise<void>;
}

const nothingStored: CheckpointStore = {
  load: () => Promise.resolve({ checkpoint: null, forecast: null }),
  loadCheckpoint: () => Promise.resolve(null),
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

const quiet = pino({ level: "silent" });

const noBroker: Broker = {
  follow: () => Promise.resolve(readToTheEnd),
  lastRecommendation: () => Promise.resolve(null),
  publish: () => Promise.resolve({ kind: "failed", detail: "a replay has no broker" }),
};

const assemble = ({ config, plan, onEvent }: ReplaySettings, clock: () => number): LoopDeps => {
  const { cluster } = plan.current;
  // In shadow mode what runs is the target: the recording followed other decisions.
  const parts = loopParts({
    cluster,
    clock,
    monotonic: clock,
    logger: quiet,
    replayedSeconds: 0,
    checkpoints: nothingStored,
    config: { ...config, shadow: true },
  });
  const publishing = {
    cluster,
    logger: quiet,
    failpoint: noFailpoint,
    heartbeatSeconds: config.heartbeatSeconds,
    broker: shadowBroker(noBroker, onEvent),
    newId: numberedIds(),
    sign: (event: Recommendation) => event,
    leads: () => true,
  };
  return {
    ...parts,
    planFile: plan,
    telemetry: readToTheEnd,
    leadership: { epoch: 1, fault: null },
    recoverPublisher: (deployment, inheritance) =>
      RecommendationPublisher.recover({ ...publishing, deployment }, inheritance),
  };
};

/** What was decided then is no input. */
const feed = ({ inbox }: LoopDeps, { subject, message }: RecordedMessage): void => {
  const receivers = {
    telemetry: inbox.takeTelemetry,
    inventory: inbox.takeInventory,
    health: inbox.takeHealth,
    feedback: inbox.takeFeedback,
    recommendation: () => undefined,
  };
  const kind = parseSubject(subject)?.kind;
  if (kind !== undefined) receivers[kind](subject, encode(message));
};

/**
 * Decides anew over a recording, on a clock that is the recording's own. The same recording, plan and settings give the
 * same events to the byte. Messages taken and rejected are counted as by the live inbox.
 */
export const replay = async (messages: readonly RecordedMessage[], settings: ReplaySettings) => {
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
  return { ticks, taken, rejected };
};

const stderr = 2;

/**
 * Replays a recording against the plan file: events as JSON Lines on stdout, what was taken on stderr.
 * @throws LL_FILE_UNREADABLE, LL_TRACE_INVALID, LL_TRACE_EMPTY, LL_PLAN_INVALID
 */
export const replayFile = async (path: string, config: RecommenderConfig): Promise<void> => {
  const plan = await openPlanFile(config.plan, pino({ level: "silent" }));
  const messages = parseRecording(readText(path, Number.POSITIVE_INFINITY), path);
  const summary = await replay(messages, {
    config,
    plan,
    onEvent: async (event) => {
      if (event.data.decision.heartbeat) return;
      if (!process.stdout.write(`${JSON.stringify(event)}\n`))
        await new Promise((resolve) => process.stdout.once("drain", resolve));
    },
  });
  pino({}, pino.destination({ dest: stderr, sync: true })).info(summary, "replayed");
};
