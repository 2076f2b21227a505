import type { ReplicaRate } from "@loadline/model";
import type { Plan } from "@loadline/plan";
import { encode, type Recommendation, subject, type Telemetry } from "@loadline/protocol";
import { pino } from "pino";
import type { Advisor } from "../../src/advise/advisor.ts";
import { Deployments } from "../../src/decide/deployments.ts";
import { Fleet } from "../../src/fleet/fleet.ts";
import { Archive } from "../../src/ingest/archive.ts";
import { Inbox } from "../../src/ingest/inbox.ts";
import { type LoopDeps, runOnce } from "../../src/loop/loop.ts";
import { Status } from "../../src/loop/status.ts";
import { shapeSeconds } from "../../src/observe/demand.ts";
import type { DailyPeak } from "../../src/observe/demand-forecast.ts";
import type { ReplicaModels } from "../../src/observe/replica-model.ts";
import { createMetrics } from "../../src/publish/metrics.ts";
import { RecommendationPublisher } from "../../src/publish/recommendation-publisher.ts";
import { RecommenderConfig } from "../../src/settings/config.ts";
import { noFailpoint } from "../../src/settings/failpoint.ts";
import { checkpointStore } from "../../src/store/checkpoint-store.ts";
import { Checkpointer } from "../../src/store/checkpointer.ts";
import { MemoryBroker } from "../memory-broker.ts";
import { MemoryRecords } from "../memory-lease.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../synthetic-node.ts";

export interface RecommendedSettings {
  readonly plan: Plan;
  readonly models: ReplicaModels;
  readonly stepSeconds: number;
  readonly clock: () => number;
  /** Every decision is published, not only the first of equal ones. */
  readonly everyTick?: boolean;
  /** Engines are watched as the service watches them, at its own window and freshness; else none is at these steps. */
  readonly watchesEngines?: boolean;
  /** Its metrics are kept up to date, for `metrics()`; a long run leaves that out. */
  readonly exposes?: boolean;
  /** Without it decisions come without advice. */
  readonly advisor?: Advisor;
  /** Daily peaks of the time before the run. */
  readonly peaksOf?: (deployment: string) => readonly DailyPeak[];
  /** Settings of the service that differ from its defaults. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface SampledNode {
  readonly node: string;
  readonly engines: readonly SyntheticEngine[];
  /** Columns of the sample that synthetic engines lack. */
  readonly columns?: Partial<Telemetry["engines"]>;
}

const quiet = pino({ level: "silent" });
// The longest that a timer takes: a week is not as long.
const never = 2_000_000;

/** The recommender's own loop on samples that are handed to it, its events read back. */
export class Recommended {
  readonly #deps: LoopDeps;
  readonly #broker = new MemoryBroker();
  readonly #cluster: string;
  #seq = 0;
  #ids = 0;

  constructor(settings: RecommendedSettings) {
    this.#cluster = settings.plan.cluster;
    this.#deps = this.#assemble(settings);
  }

  #assemble(settings: RecommendedSettings): LoopDeps {
    const { plan, models, stepSeconds, clock, config, everyTick = false, advisor, peaksOf } = settings;
    const service = RecommenderConfig.parse({
      plan: "simulated",
      intervalSeconds: stepSeconds,
      freshnessSeconds: 4 * stepSeconds,
      checkpointSeconds: never,
      ...config,
    });
    const metrics = createMetrics();
    if (settings.exposes !== true) metrics.expose = () => undefined;
    const deployments = new Deployments(service, models);
    if (peaksOf !== undefined) {
      const seen = deployments.peaksOf.bind(deployments);
      deployments.peaksOf = (name) => [...peaksOf(name), ...seen(name)];
    }
    const { windowSeconds, replaySeconds, freshnessSeconds } = service;
    const horizonSeconds = shapeSeconds(windowSeconds) + windowSeconds;
    const fleet = new Fleet({
      horizonSeconds,
      resolutionSeconds: windowSeconds / 30,
      rememberSeconds: replaySeconds,
      ...(settings.watchesEngines === true ? { stretch: { windowSeconds, freshnessSeconds } } : {}),
    });
    const common = { cluster: plan.cluster, clock, logger: quiet, failpoint: noFailpoint };
    const store = checkpointStore(new MemoryRecords(), plan.cluster);
    const publishing = {
      ...common,
      broker: this.#broker,
      heartbeatSeconds: everyTick ? stepSeconds : never,
      newId: () => `w${this.#ids++}`,
      sign: (event: Recommendation) => event,
      leads: () => true,
    };
    return {
      ...common,
      planFile: { current: plan, fault: null, refresh: () => Promise.resolve(plan) },
      telemetry: {
        caughtUp: () => true,
        alive: () => true,
        position: () => ({ sequence: this.#seq, stream: "s" }),
        checkStream: () => Promise.resolve("same"),
      },
      inbox: new Inbox({ ...common, fleet, counters: metrics.counters }),
      archive: new Archive(),
      fleet,
      leadership: { epoch: 1, fault: null },
      deployments,
      ...(advisor === undefined ? {} : { advisor }),
      checkpoints: store,
      checkpointer: new Checkpointer(store, { seconds: service.checkpointSeconds, forecastSeconds: never }),
      metrics,
      status: new Status(),
      recoverPublisher: (deployment, inheritance) =>
        RecommendationPublisher.recover({ ...publishing, deployment }, inheritance),
    };
  }

  /** One tick on the samples of these nodes. */
  async tick(at: number, nodes: readonly SampledNode[]) {
    this.#seq += 1;
    for (const { node, engines, columns } of nodes) {
      const address = subject({ kind: "telemetry", cluster: this.#cluster, name: node });
      const sample = syntheticTelemetry({ bootId: `boot-${node}`, seq: this.#seq, sampledAt: at, engines });
      this.#deps.inbox.takeTelemetry(address, encode({ ...sample, engines: { ...sample.engines, ...columns } }));
    }
    await runOnce(this.#deps);
  }

  /** Count last recommended; null before the first. */
  desiredOf(deployment: string): number | null {
    const event = this.#broker.received.findLast(({ data }) => data.target.deployment === deployment);
    return event?.data.replicas.desired ?? null;
  }

  /** How good the chances were that its events gave, as its last event says; null: none was graded. */
  gradeOf(deployment: string) {
    const event = this.#broker.received.findLast(({ data }) => data.target.deployment === deployment);
    return event?.data.warranty?.grade ?? null;
  }

  /** Window that the demand learnt last is a mean over. */
  meanSecondsOf(deployment: string): number {
    return this.#deps.deployments.forecastOf(deployment)?.ramp.meanSeconds ?? 0;
  }

  /** What replicas carry by their count and their router, as the last decision took it. */
  carriedOf(deployment: string): {
    readonly curve?: ReplicaRate["curve"];
    readonly atRandom?: ReplicaRate | undefined;
  } {
    const capacity = this.#deps.status.assessments.find((one) => one.deployment.name === deployment)?.inputs.capacity;
    return capacity?.kind === "feasible" ? { curve: capacity.curve, atRandom: capacity.atRandom } : {};
  }

  /** The page that Prometheus scrapes. */
  metrics(): Promise<string> {
    return this.#deps.metrics.registry.metrics();
  }

  get events(): readonly Recommendation[] {
    return this.#broker.received;
  }
}
