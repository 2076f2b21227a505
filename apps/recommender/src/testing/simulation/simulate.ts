import { createHash } from "node:crypto";
import { encode, type Recommendation, subject } from "@loadline/wire";
import { pino } from "pino";
import { Archive } from "../../archive.ts";
import { Checkpointer } from "../../checkpoint/checkpointer.ts";
import { RecommenderConfig } from "../../config.ts";
import type { ReplicaModels } from "../../decide/replica-model.ts";
import { Deployments } from "../../deployments.ts";
import { Speaker } from "../../emit/speaker.ts";
import { noFailpoint } from "../../failpoint.ts";
import { Inbox } from "../../input/inbox.ts";
import { type LoopDeps, runOnce } from "../../loop.ts";
import { createMetrics } from "../../metrics.ts";
import { Fleet } from "../../state/fleet.ts";
import { Status } from "../../status.ts";
import { MemoryBroker } from "../memory-broker.ts";
import { MemoryCheckpoints } from "../memory-checkpoints.ts";
import { planWith } from "../planned.ts";
import { syntheticTelemetry } from "../synthetic-node.ts";
import { activeFaults, beginning, type Fault, faultsOf } from "./faults.ts";
import { type Observed, violationsOf } from "./invariants.ts";
import { Plant } from "./plant.ts";
import { between, type Random, seededRandom } from "./random.ts";

export const stepSeconds = 120;
const start = 1_800_000_000;
const settings = RecommenderConfig.parse({
  plan: "simulated",
  intervalSeconds: stepSeconds,
  heartbeatSeconds: 300,
  windowSeconds: 600,
  freshnessSeconds: 300,
  scaleDownStabilisationSeconds: 900,
  checkpointSeconds: 240,
});
const limits = { min: 1, max: 12 };
const leadTimeSeconds = 300;

const quiet = pino({ level: "silent" });

export interface SimulationOptions {
  readonly seed: number;
  readonly hours: number;
  readonly models: ReplicaModels;
}

export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly events: readonly Recommendation[];
  readonly faults: readonly Fault[];
  /** Of everything that was said: two runs of a seed have the same. */
  readonly hash: string;
}

interface Load {
  readonly base: number;
  readonly swing: number;
  readonly noise: number;
  readonly burst: { readonly at: number; readonly factor: number; readonly seconds: number } | null;
}

const loadOf = (random: Random, calm: boolean, seconds: number): Load => ({
  base: between(random, 5, 60),
  swing: calm ? 0 : between(random, 0, 0.8),
  noise: calm ? 0.02 : between(random, 0, 0.1),
  burst: calm ? null : { at: between(random, 0, seconds), factor: between(random, 1, 3), seconds: 900 },
});

const rateAt = ({ base, swing, noise, burst }: Load, elapsed: number, random: Random): number => {
  const day = 1 + swing * Math.sin((2 * Math.PI * elapsed) / 86_400);
  const bursting = burst !== null && elapsed >= burst.at && elapsed < burst.at + burst.seconds;
  return Math.max(0, base * day * (bursting ? burst.factor : 1) * (1 + noise * (2 * random() - 1)));
};

interface Delivery {
  readonly node: string;
  readonly data: Uint8Array;
  readonly sampledAt: number;
}

/** A whole recommender on a clock of its own, a fleet, and what goes wrong between them. */
class Simulation {
  readonly #random: Random;
  readonly #options: SimulationOptions;
  readonly #plan = planWith({ replicas: { planned: 3, ...limits }, leadTimeSeconds });
  readonly #nodes = ["n1", "n2", "n3", "n4"];
  readonly #broker = new MemoryBroker();
  readonly #checkpoints = new MemoryCheckpoints();
  readonly #plant: Plant;
  readonly #load: Load;
  readonly faults: readonly Fault[];
  #elapsed = 0;
  #skew = 0;
  #ids = 0;
  #epoch = 0;
  #accepted = 0;
  #position = 0;
  #resetPending = false;
  #deps: LoopDeps;
  #backlog: Delivery[] = [];
  readonly #sequence = new Map<string, number>();
  readonly #heard = new Map<string, number>();
  readonly violations: string[] = [];

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    const seconds = options.hours * 3_600;
    this.faults = faultsOf(this.#random, this.#nodes, seconds);
    this.#load = loadOf(this.#random, this.faults.length === 0, seconds);
    this.#plant = new Plant(
      {
        nodes: this.#nodes,
        gpusPerNode: 4,
        deployment: "chat",
        capacity: between(this.#random, 12, 40),
        idleLatency: 0.008,
        fullFactor: between(this.#random, 1.5, 4),
        inputTokens: 1000,
        outputTokens: 200,
      },
      this.#random,
    );
    for (let replica = 0; replica < 3; replica++) this.#plant.place(start - 3_600);
    this.#deps = this.#boot();
  }

  get events(): readonly Recommendation[] {
    return this.#broker.events;
  }

  readonly #clock = (): number => start + this.#elapsed + this.#skew;

  /** A new process on the checkpoints of the one before. */
  #boot(): LoopDeps {
    this.#epoch += 1;
    const epoch = this.#epoch;
    const metrics = { ...createMetrics(), expose: () => undefined };
    const fleet = new Fleet({ horizonSeconds: 3_600, resolutionSeconds: 10, rememberSeconds: 600 });
    const accept = fleet.accept.bind(fleet);
    fleet.accept = (...call) => {
      const verdict = accept(...call);
      if (verdict.kind === "new") this.#accepted += 1;
      return verdict;
    };
    const cluster = this.#plan.cluster;
    this.#accepted = 0;
    const inbox = new Inbox({
      cluster,
      fleet,
      clock: this.#clock,
      logger: quiet,
      failpoint: noFailpoint,
      counters: metrics.counters,
    });
    const speaking = {
      broker: this.#broker,
      logger: quiet,
      cluster,
      heartbeatSeconds: settings.heartbeatSeconds,
      newId: () => `${this.#options.seed}-${this.#ids++}`,
      sign: (event: Recommendation) => event,
      leads: () => true,
      failpoint: noFailpoint,
    };
    return {
      clock: this.#clock,
      logger: quiet,
      failpoint: noFailpoint,
      planFile: { current: this.#plan, fault: null, refresh: () => Promise.resolve(this.#plan) },
      telemetry: {
        caughtUp: () => true,
        alive: () => true,
        position: () => ({ sequence: this.#position, stream: "s" }),
        checkStream: () => {
          const reset = this.#resetPending;
          this.#resetPending = false;
          return Promise.resolve(reset ? "regressed" : "same");
        },
      },
      inbox,
      archive: new Archive(),
      fleet,
      leadership: { epoch },
      deployments: new Deployments(settings, this.#options.models),
      checkpoints: this.#checkpoints,
      actuator: null,
      shadow: null,
      checkpointer: new Checkpointer(this.#checkpoints, settings.checkpointSeconds),
      metrics,
      status: new Status(),
      recoverSpeaker: (deployment, inheritance) => Speaker.recover({ ...speaking, deployment }, inheritance),
    };
  }

  #active(kind: Fault["kind"], node?: string): Fault | undefined {
    return activeFaults(this.faults, this.#elapsed, kind).find((fault) => node === undefined || fault.node === node);
  }

  #begin(): void {
    this.#beginFaults();
    for (const node of this.#nodes) {
      if (this.#plant.dead.has(node) && this.#active("node-dead", node) === undefined) this.#plant.revive(node);
    }
    if (this.#active("clock-step") === undefined) this.#skew = 0;
    this.#broker.fate = this.#fate();
  }

  #fate(): MemoryBroker["fate"] {
    if (this.#active("answers-lost") !== undefined && this.#random() < 1 / 3) return "answer-lost";
    return this.#active("broker-down") === undefined ? "answered" : "lost";
  }

  #beginFaults(): void {
    for (const { kind, node, size } of beginning(this.faults, this.#elapsed, stepSeconds)) {
      if (kind === "node-dead") this.#plant.kill(node, start + this.#elapsed);
      if (kind === "clock-step") this.#skew = (size - 1 / 2) * 7_200;
      if (kind === "stream-reset") this.#resetPending = true;
      if (kind === "restart") this.#deps = this.#boot();
    }
  }

  #sampleOf(node: string): Delivery {
    const seq = (this.#sequence.get(node) ?? -1) + 1;
    this.#sequence.set(node, seq);
    const lie = this.#active("liar", node);
    const late = this.#active("agent-clock", node);
    const sampledAt = start + this.#elapsed + (late === undefined ? 0 : (late.size - 1 / 2) * 7_200);
    const engines = this.#plant.enginesOf(node).map((engine) => ({
      ...engine,
      ...(lie === undefined ? {} : { waiting: (engine.waiting ?? 0) * lie.size * 1e6 }),
    }));
    const data = encode(syntheticTelemetry({ bootId: `boot-${node}-0`, seq, sampledAt, engines }));
    return { node, data, sampledAt: start + this.#elapsed };
  }

  #deliver({ node, data, sampledAt }: Delivery): void {
    const before = this.#accepted;
    this.#position += 1;
    this.#deps.inbox.takeTelemetry(subject({ kind: "telemetry", cluster: this.#plan.cluster, name: node }), data);
    if (this.#accepted > before) this.#heard.set(node, sampledAt);
  }

  /** Samples of one step, in the order and number in which they reach the recommender. */
  #deliveries(): readonly Delivery[] {
    const made = this.#nodes.filter((node) => !this.#plant.dead.has(node)).map((node) => this.#sampleOf(node));
    const heard = made.filter(({ node }) => this.#active("node-silent", node) === undefined);
    if (this.#active("backlog") !== undefined || this.#active("broker-down") !== undefined) {
      this.#backlog.push(...heard);
      return [];
    }
    const all = [...this.#backlog, ...heard];
    this.#backlog = [];
    const repeated = this.#active("duplicates") === undefined ? all : all.flatMap((one) => [one, one]);
    const garbage = this.#active("garbage") === undefined ? [] : [{ node: "n1", data: encode({ v: 9 }), sampledAt: 0 }];
    const ordered = this.#active("reordering") === undefined ? repeated : repeated.toReversed();
    return [...ordered, ...garbage];
  }

  async run(): Promise<void> {
    const end = this.#options.hours * 3_600;
    for (; this.#elapsed < end; this.#elapsed += stepSeconds) {
      this.#begin();
      this.#plant.step(start + this.#elapsed, stepSeconds, rateAt(this.#load, this.#elapsed, this.#random));
      for (const delivery of this.#deliveries()) this.#deliver(delivery);
      const mark = this.#broker.stored.length;
      await runOnce(this.#deps);
      this.#check(this.events.slice(mark));
      this.#actuate();
    }
    this.violations.push(...violationsOf.history(this.events));
    if (this.faults.length === 0) this.violations.push(...violationsOf.calm(this.events));
    const received = this.#deps.inbox.counts;
    if (received.taken !== received.accepted + received.rejected)
      this.violations.push("I11: a message was lost count of");
  }

  #check(said: readonly Recommendation[]): void {
    const now = start + this.#elapsed;
    const { nodes } = this.#deps.fleet;
    // A replica that started while its node was silent was never heard of by anybody.
    const serving = this.#plant.serving.filter(({ node, startedAt }) => startedAt <= (this.#heard.get(node) ?? 0));
    const observed: Observed = {
      limits,
      creditable: this.#plant.replicas.length + this.#plant.lostSince(now - settings.freshnessSeconds - stepSeconds),
      silentHolders: [...new Set(serving.map(({ node }) => node))].filter(
        (node) => now - (this.#heard.get(node) ?? 0) > 3 * stepSeconds,
      ),
      rememberedNodes: nodes.length,
      nodes: this.#nodes.length,
    };
    this.violations.push(...violationsOf.step(said, observed).map((text) => `${text} (at ${this.#elapsed} s)`));
  }

  #actuate(): void {
    const last = this.events.at(-1);
    if (last === undefined || this.#active("no-room") !== undefined) return;
    const { desired } = last.data.replicas;
    const expired = Date.parse(last.data.decision.expiresAt) / 1000 <= start + this.#elapsed;
    if (desired !== null && !expired) this.#plant.aimAt(desired, start + this.#elapsed, [60, 600]);
  }
}

/** One simulation. The same seed gives the same words, to the byte. */
export const simulate = async (options: SimulationOptions): Promise<SimulationResult> => {
  const simulation = new Simulation(options);
  await simulation.run();
  const { events, faults, violations } = simulation;
  const hash = createHash("sha256").update(JSON.stringify(events)).digest("hex");
  return { seed: options.seed, violations, events, faults, hash };
};
