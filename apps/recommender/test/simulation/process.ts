import { encode, type Feedback, type Recommendation, subject, type Telemetry } from "@loadline/protocol";
import { pino } from "pino";
import type { Broker } from "../../src/broker/broker.ts";
import { Deployments } from "../../src/decide/deployments.ts";
import { Fleet } from "../../src/fleet/fleet.ts";
import { Archive } from "../../src/ingest/archive.ts";
import { Inbox } from "../../src/ingest/inbox.ts";
import { openPlanFile, type WatchedPlan } from "../../src/ingest/plan-source.ts";
import { type LoopDeps, runOnce } from "../../src/loop/loop.ts";
import { Status } from "../../src/loop/status.ts";
import { shapeSeconds } from "../../src/observe/demand.ts";
import type { ReplicaModels } from "../../src/observe/replica-model.ts";
import { createMetrics } from "../../src/publish/metrics.ts";
import { RecommendationPublisher } from "../../src/publish/recommendation-publisher.ts";
import type { RecommenderConfig } from "../../src/settings/config.ts";
import type { Failpoint } from "../../src/settings/failpoint.ts";
import { checkpointStore, replaySpan } from "../../src/store/checkpoint-store.ts";
import { Checkpointer } from "../../src/store/checkpointer.ts";
import { Leadership } from "../../src/store/leadership.ts";
import type { LeaseStore } from "../../src/store/lease-store.ts";
import type { RecordStore } from "../../src/store/record-store.ts";
import type { MemoryBroker } from "../memory-broker.ts";
import { Cable } from "./cable.ts";
import type { Bounds, PlanEdits } from "./plan-edits.ts";
import type { Sabotage } from "./sabotage.ts";
import { cluster, type Scenario } from "./scenario.ts";
import { StreamReader, type TelemetryStream } from "./telemetry-stream.ts";

const quiet = pino({ level: "silent" });

/** What processes share. */
export interface Outside {
  readonly scenario: Scenario;
  readonly broker: MemoryBroker;
  readonly records: RecordStore;
  readonly lease: LeaseStore;
  readonly stream: TelemetryStream;
  readonly plan: PlanEdits;
  readonly models: ReplicaModels;
  readonly sabotage: Sabotage;
  /** True seconds since the start; what processes believe is `clock`. */
  readonly monotonic: () => number;
  readonly clock: () => number;
  readonly newId: () => string;
}

const settingsOf = ({ scenario, sabotage }: Outside): RecommenderConfig => ({
  ...scenario.settings,
  ...sabotage.config,
});

/** A sample as the fleet took it. */
export interface Accepted {
  readonly node: string;
  readonly bootId: string;
  readonly seq: number;
}

const forecastSeconds = 3_600;

const untimed = { startTimer: () => () => 0 } as unknown as LoopDeps["metrics"]["stepDuration"];

/** One recommender: its own state and all of its code, on a shared broker and a clock that the simulation moves. */
export class RecommenderProcess {
  readonly cable = new Cable();
  readonly deps: LoopDeps;
  readonly leadership: Leadership;
  readonly reader: StreamReader;
  readonly planFile: WatchedPlan;
  /** In the order in which they were taken. */
  readonly accepted: Accepted[] = [];
  /** Limits of the last good plan that stood when it looked. */
  offered: Bounds;
  /** When each of its events was sent, true seconds since the start, by event id. */
  readonly publishedAt = new Map<string, number>();
  readonly #outside: Outside;
  #running: Promise<void> = Promise.resolve();
  /** Where it dies or stands still, and how often it passes there before. */
  trap: { point: Failpoint; hits: number; spring: () => void } | null = null;

  private constructor(outside: Outside, planFile: WatchedPlan, replaySince: number) {
    this.#outside = outside;
    this.planFile = planFile;
    this.offered = outside.plan.bounds;
    const settings = settingsOf(outside);
    const { read, write } = outside.lease;
    const { through } = this.cable;
    this.leadership = new Leadership({
      store: { read: () => through(read), write: (...call) => through(() => write(...call)) },
      holder: outside.newId(),
      leaseSeconds: settings.leaseSeconds,
      monotonic: outside.monotonic,
    });
    const parts = this.#parts();
    this.reader = new StreamReader(outside.stream, replaySince, (stored) => {
      const { message: meddle = (one) => one } = outside.sabotage;
      const message = meddle(stored);
      if (message !== null) parts.inbox.takeTelemetry(message.subject, message.data);
    });
    const deps = { ...parts, telemetry: this.reader };
    this.deps = outside.sabotage.parts?.(deps) ?? deps;
  }

  /** A new process on the checkpoints of the one before. @throws when the broker or the plan is not there */
  static async boot(outside: Outside): Promise<RecommenderProcess> {
    const planFile = await openPlanFile(outside.plan.path, quiet);
    // Started on another cluster's plan it would publish for that cluster, and is absent from this one.
    if (planFile.current.cluster !== cluster) throw new Error(`a plan of ${planFile.current.cluster}`);
    const config = settingsOf(outside);
    const store = checkpointStore(outside.records, cluster);
    const { seconds } = await replaySpan(planFile.current, store, { config, now: outside.clock() });
    return new RecommenderProcess(outside, planFile, outside.monotonic() - seconds);
  }

  readonly #failpoint = (point: Failpoint): void => {
    const { trap } = this;
    if (trap === null || trap.point !== point) return;
    trap.hits -= 1;
    if (trap.hits > 0) return;
    this.trap = null;
    trap.spring();
  };

  #fleet(): Fleet {
    const { windowSeconds, replaySeconds } = settingsOf(this.#outside);
    const pointsPerWindow = 30;
    const fleet = new Fleet({
      horizonSeconds: shapeSeconds(windowSeconds) + windowSeconds,
      resolutionSeconds: windowSeconds / pointsPerWindow,
      rememberSeconds: replaySeconds,
      monotonic: this.#outside.monotonic,
    });
    const accept = fleet.accept.bind(fleet);
    fleet.accept = (node, sample, now) => {
      const taken: Telemetry = this.#outside.sabotage.sample?.(sample) ?? sample;
      const verdict = accept(node, taken, now);
      if (verdict.kind === "new") this.accepted.push({ node, bootId: sample.bootId, seq: sample.seq });
      return verdict;
    };
    return fleet;
  }

  #broker(): Pick<Broker, "publish" | "lastRecommendation"> {
    const { broker, sabotage } = this.#outside;
    const { through } = this.cable;
    return {
      lastRecommendation: (subjectName) => through(() => broker.lastRecommendation(subjectName)),
      publish: (event, expected) => {
        this.publishedAt.set(event.id, this.#outside.monotonic());
        return through(async () => {
          const sent = broker.publish(sabotage.event?.(event) ?? event, expected);
          this.#failpoint("publish-in-flight");
          const outcome = await sent;
          return this.cable.isCut ? new Promise<typeof outcome>(() => undefined) : outcome;
        });
      },
    };
  }

  #planSource(): LoopDeps["planFile"] {
    const { planFile } = this;
    const { plan } = this.#outside;
    let seen = plan.edits;
    return {
      get current() {
        return planFile.current;
      },
      get fault() {
        return planFile.fault;
      },
      refresh: async () => {
        if (plan.edits === seen) return planFile.current;
        seen = plan.edits;
        return planFile.refresh();
      },
    };
  }

  #parts(): Omit<LoopDeps, "telemetry"> {
    const { broker, records, clock, newId, models } = this.#outside;
    const settings = settingsOf(this.#outside);
    const { through } = this.cable;
    const metrics = createMetrics();
    // Its gauges and timers have tests of their own, and would take a tenth of all the time.
    const unreceived = { expose: () => undefined, stepDuration: untimed };
    const fleet = this.#fleet();
    const failpoint = this.#failpoint;
    const common = { cluster, clock, logger: quiet, failpoint };
    const store = checkpointStore(
      { read: (key) => through(() => records.read(key)), write: (...call) => through(() => records.write(...call)) },
      cluster,
    );
    const publishing = {
      ...common,
      broker: { ...broker, ...this.#broker() },
      heartbeatSeconds: settings.heartbeatSeconds,
      newId,
      sign: (event: Recommendation) => event,
      leads: () => this.leadership.epoch !== null,
    };
    return {
      ...common,
      planFile: this.#planSource(),
      inbox: new Inbox({ ...common, fleet, counters: metrics.counters }),
      archive: new Archive(),
      fleet,
      leadership: this.leadership,
      deployments: new Deployments(settings, models),
      checkpoints: store,
      checkpointer: new Checkpointer(store, { seconds: settings.checkpointSeconds, forecastSeconds }),
      metrics: { ...metrics, ...unreceived },
      status: new Status(),
      recoverPublisher: (deployment, inheritance) =>
        RecommendationPublisher.recover({ ...publishing, deployment }, inheritance),
    };
  }

  answer(deployment: string, feedback: Feedback): void {
    if (this.cable.isCut) return;
    this.deps.inbox.takeFeedback(subject({ kind: "feedback", cluster, name: deployment }), encode(feedback));
  }

  async #tick(): Promise<void> {
    const { plan } = this.#outside;
    if (!plan.isBroken) this.offered = plan.bounds;
    this.reader.pull();
    await this.leadership.tick().catch(() => undefined);
    await runOnce(this.deps);
  }

  /** Ends with the tick, or where the process dies or comes to stand still. */
  async tick(): Promise<void> {
    this.#running = this.#tick();
    await Promise.race([this.#running, this.cable.stopped]);
  }

  /** Goes on where it stood still; what it had on its way goes out first. */
  async wake(): Promise<void> {
    this.cable.release();
    await Promise.race([this.#running, this.cable.stopped]);
  }
}
