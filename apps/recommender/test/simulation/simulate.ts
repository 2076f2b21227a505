import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { type Random, seededRandom } from "@loadline/model";
import type { Recommendation } from "@loadline/protocol";
import type { ReplicaModels } from "../../src/observe/replica-model.ts";
import { failpoints } from "../../src/settings/failpoint.ts";
import { MemoryBroker } from "../memory-broker.ts";
import { MemoryLease, MemoryRecords } from "../memory-lease.ts";
import { Actuator } from "./actuator.ts";
import { Agents, clockError } from "./agents.ts";
import { Checks } from "./checks.ts";
import { activeFault, beginning, type Fault, type FaultKind } from "./faults.ts";
import { rateAt } from "./load.ts";
import { PlanEdits } from "./plan-edits.ts";
import { Plant } from "./plant.ts";
import { type Outside, RecommenderProcess } from "./process.ts";
import { noSabotage, type Sabotage } from "./sabotage.ts";
import { type Scenario, scenarioOf, start } from "./scenario.ts";
import { TelemetryStream } from "./telemetry-stream.ts";

export interface SimulationOptions {
  readonly seed: number;
  readonly hours: number;
  readonly models: ReplicaModels;
  /** A rule broken on purpose. */
  readonly sabotage?: Sabotage;
  /** Nodes of the fleet and what goes wrong, instead of what the seed draws. */
  readonly nodes?: number;
  readonly faults?: readonly Fault[];
}

export interface SimulationResult {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly events: readonly Recommendation[];
  readonly faults: readonly Fault[];
  readonly decisions: number;
  readonly steps: number;
  /** Of everything that was published: two runs of a seed have the same. */
  readonly hash: string;
}

const isFull = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1) > 1;

/** All cases in the full run, every third else: each is a simulation of hours. */
export const casesOf = <T>(all: readonly T[]): readonly T[] => (isFull ? all : all.filter((_, at) => at % 3 === 0));

// A fleet that holds a few replicas already, as many as the plan states.
const firstReplicasPerNode = 3 / 4;

interface Slot {
  process: RecommenderProcess | null;
  /** Not before then is a dead one started again, seconds since the start. */
  bootAt: number;
}

/** Whole recommenders on a clock of the simulation's, a fleet, and what goes wrong between them. */
class Simulation {
  readonly random: Random;
  readonly scenario: Scenario;
  readonly #outside: Outside;
  readonly #broker = new MemoryBroker();
  readonly #records = new MemoryRecords();
  readonly #lease = new MemoryLease();
  readonly #stream: TelemetryStream;
  readonly #plan: PlanEdits;
  readonly #plant: Plant;
  readonly #agents: Agents;
  readonly #actuator: Actuator;
  readonly #slots: Slot[];
  readonly checks: Checks;
  #elapsed = 0;
  #skew = 0;
  #ids = 0;

  constructor({ seed, hours, models, sabotage = noSabotage, nodes, faults }: SimulationOptions) {
    this.random = seededRandom(seed);
    const drawn = scenarioOf(this.random, hours, nodes);
    this.scenario = faults === undefined ? drawn : { ...drawn, faults };
    const { stepSeconds, deployments, plant } = this.scenario;
    this.#stream = new TelemetryStream(this.scenario.settings.replaySeconds);
    const names = deployments.map(({ name }) => name);
    this.#plan = new PlanEdits(join(tmpdir(), `loadline-plan-${process.pid}-${threadId}-${seed}.yaml`), {
      deployments: names,
      nodes: plant.nodes.length,
    });
    this.#plant = new Plant(plant, this.random);
    const first = Math.ceil(firstReplicasPerNode * plant.nodes.length);
    for (const name of names) for (let one = 0; one < first; one++) this.#plant.place(name, start - 3_600);
    this.#agents = new Agents(this.scenario, this.#plant, this.random);
    this.#actuator = new Actuator(this.#broker, this.#plant);
    this.#slots = this.scenario.processes.map(() => ({ process: null, bootAt: 0 }));
    this.#outside = {
      scenario: this.scenario,
      broker: this.#broker,
      records: this.#records,
      lease: this.#lease,
      stream: this.#stream,
      plan: this.#plan,
      models,
      sabotage,
      monotonic: () => this.#elapsed,
      clock: () => start + this.#elapsed + this.#skew,
      newId: () => `${seed}-${this.#ids++}`,
    };
    this.checks = new Checks({ ...this.#outside, plant: this.#plant, agents: this.#agents, stepSeconds });
  }

  get events(): readonly Recommendation[] {
    return this.#broker.received;
  }

  #active(kind: FaultKind, node?: string): Fault | undefined {
    return activeFault(this.scenario.faults, this.#elapsed, kind, node);
  }

  get #leader(): RecommenderProcess | undefined {
    const alive = this.#slots.flatMap(({ process: one }) => one ?? []);
    return alive.find(({ leadership }) => leadership.epoch !== null) ?? alive[0];
  }

  #fate(): MemoryBroker["fate"] {
    if (this.#active("answers-lost") !== undefined && this.random() < 1 / 3) return "answer-lost";
    return this.#active("broker-down") === undefined ? "answered" : "lost";
  }

  #setFates(): void {
    this.#broker.fate = this.#fate();
    this.#records.fate = this.#fate();
    const lease = this.#fate();
    this.#lease.down = lease === "lost";
    this.#lease.loseAnswer = lease === "answer-lost";
    const skewed = this.#active("clock-step");
    this.#skew = skewed === undefined ? 0 : clockError(skewed);
    this.#plant.stuck = this.#active("no-capacity") !== undefined;
    for (const node of this.#plant.dead) {
      if (this.#active("node-dead", node) === undefined && !this.#isTaken(node)) this.#plant.dead.delete(node);
    }
  }

  #takenBy({ node }: Fault): readonly string[] {
    const { nodes } = this.scenario.plant;
    return [node, nodes[(nodes.indexOf(node) + 1) % nodes.length] ?? node];
  }

  /** Nodes of a spot loss: the one it names and the one after it. */
  #isTaken(node: string): boolean {
    return this.scenario.faults
      .filter(({ kind, from, to }) => kind === "spot-loss" && from <= this.#elapsed && this.#elapsed < to)
      .some((fault) => this.#takenBy(fault).includes(node));
  }

  /** What each fault does at its beginning; the others work while they last. */
  readonly #begins: Partial<Record<FaultKind, (fault: Fault) => void | Promise<void>>> = {
    "node-dead": ({ node }) => this.#plant.kill(node, start + this.#elapsed),
    "spot-loss": (fault) => {
      for (const node of this.#takenBy(fault)) this.#plant.kill(node, start + this.#elapsed);
    },
    "engine-restart": ({ node }) => this.#plant.restartEngines(node, start + this.#elapsed),
    "stream-deleted": () => this.#stream.deleteAt(this.#elapsed),
    "stream-restored": ({ size }) => this.#stream.restoreAt(this.#elapsed, Math.ceil(size * 40)),
    "events-restored": ({ size }) => this.#broker.restore(Math.ceil(size * 20)),
    "plan-edit": ({ size }) => this.#plan.edit(size),
    "plan-broken": ({ size }) => this.#plan.break(size),
    killed: ({ size }) => {
      const victim = this.#leader;
      if (victim === undefined) return;
      const point = failpoints[Math.floor(size * failpoints.length)] ?? "after-decide";
      victim.trap = { point, hits: 1, spring: () => victim.cable.cut() };
    },
    paused: ({ size }) => {
      const victim = this.#leader;
      if (victim === undefined || victim.cable.isPaused) return;
      if (size < 1 / 2) victim.cable.hold();
      else victim.trap = { point: "before-publish", hits: 1, spring: () => victim.cable.hold() };
    },
  };

  async #begin(): Promise<void> {
    for (const fault of beginning(this.scenario.faults, this.#elapsed, this.scenario.stepSeconds)) {
      await this.#begins[fault.kind]?.(fault);
    }
    if (this.#plan.isBroken && this.#active("plan-broken") === undefined) await this.#plan.edit(this.random());
    this.#setFates();
  }

  async #boot(slot: Slot): Promise<void> {
    try {
      slot.process = await RecommenderProcess.boot(this.#outside);
    } catch (error) {
      // Nobody starts on a plan that is none; it is tried again at the next step.
      if (!this.#plan.isBroken) throw error;
    }
  }

  async #bury(slot: Slot, dead: RecommenderProcess): Promise<void> {
    await this.checks.atEnd(dead);
    slot.process = null;
    slot.bootAt = this.#elapsed + Math.floor(this.random() * 3) * this.scenario.stepSeconds;
  }

  async #turn(slot: Slot): Promise<void> {
    if (slot.process === null && this.#elapsed >= slot.bootAt) await this.#boot(slot);
    const { process: one } = slot;
    if (one === null) return;
    const mark = this.events.length;
    const wakes = one.cable.isPaused && this.#active("paused") === undefined;
    if (wakes) await one.wake();
    if (!one.cable.isPaused && !one.cable.isCut) await one.tick();
    this.checks.afterTurn(one, this.events.slice(mark));
    if (one.cable.isCut) await this.#bury(slot, one);
  }

  #actuate(): void {
    const names = this.scenario.deployments.map(({ name }) => name);
    const mood = {
      refuses: this.#active("feedback-refused") !== undefined,
      loses: this.#active("feedback-lost") !== undefined || this.#broker.fate === "lost",
    };
    for (const [deployment, feedback] of this.#actuator.step(this.#elapsed, names, mood)) {
      for (const { process: one } of this.#slots) one?.answer(deployment, feedback);
    }
  }

  #serve(): void {
    const idle = this.#active("no-traffic") !== undefined;
    const rates = new Map(
      this.scenario.deployments.map(({ name, load }) => [name, idle ? 0 : rateAt(load, this.#elapsed, this.random)]),
    );
    this.checks.arriving(rates);
    this.#plant.step(start + this.#elapsed, this.scenario.stepSeconds, (name) => rates.get(name) ?? 0);
  }

  async run(): Promise<void> {
    const { seconds, stepSeconds } = this.scenario;
    await this.#plan.begin();
    try {
      for (; this.#elapsed < seconds; this.#elapsed += stepSeconds) {
        await this.#begin();
        this.#serve();
        this.#stream.append(this.#elapsed, this.#agents.step(this.#elapsed));
        const order = this.random() < 1 / 2 ? this.#slots : this.#slots.toReversed();
        for (const slot of order) await this.#turn(slot);
        this.checks.afterStep(
          this.#slots.flatMap(({ process: one }) => one ?? []),
          this.#broker.fate,
        );
        this.#actuate();
      }
      for (const { process: one } of this.#slots) if (one !== null) await this.checks.atEnd(one);
      this.checks.ofHistory(this.scenario.faults.length === 0);
    } finally {
      await rm(this.#plan.path, { force: true });
    }
  }
}

/** One simulation. The same seed gives the same events, to the byte. */
export const simulate = async (options: SimulationOptions): Promise<SimulationResult> => {
  const simulation = new Simulation(options);
  await simulation.run();
  const { events, scenario, checks } = simulation;
  const hash = createHash("sha256").update(JSON.stringify(events)).digest("hex");
  return {
    seed: options.seed,
    violations: checks.violations,
    events,
    faults: scenario.faults,
    decisions: events.filter(({ data }) => !data.decision.heartbeat).length,
    steps: scenario.seconds / scenario.stepSeconds,
    hash,
  };
};
