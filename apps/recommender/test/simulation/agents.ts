import type { Random } from "@loadline/model";
import { encode, maxMessageBytes, subject } from "@loadline/protocol";
import { type SyntheticEngine, syntheticTelemetry } from "../synthetic-node.ts";
import { activeFault, type Fault } from "./faults.ts";
import type { Plant } from "./plant.ts";
import { pick } from "./sabotage.ts";
import { cluster, type Scenario, start } from "./scenario.ts";

/** What a node reports of its engines instead of the truth; `before`: what was true when that began. */
export type FalseReport = (
  truth: readonly SyntheticEngine[],
  before: ReadonlyMap<string, SyntheticEngine>,
) => readonly SyntheticEngine[];

const ofEach =
  (report: (engine: SyntheticEngine) => Partial<SyntheticEngine>): FalseReport =>
  (truth) =>
    truth.map((engine) => ({ ...engine, ...report(engine) }));

const work = ["finished", "promptTokens", "generatedTokens", "interTokenSeconds", "interTokenCount"] as const;
type Counter = (typeof work)[number];

/** Counters that rise by a share of what they really rise by. */
const rising =
  (share: number, counters: readonly Counter[] = work): FalseReport =>
  (truth, before) =>
    truth.map((engine) => {
      const reported = counters.map((key) => {
        const from = before.get(engine.id)?.[key] ?? 0;
        return [key, from + share * ((engine[key] ?? 0) - from)] as const;
      });
      return { ...engine, ...Object.fromEntries(reported) };
    });

const nobodys = ["x1", "x2", "x3"] as const;

/** What no engine reports, or no reader accepts. */
const blatant: readonly FalseReport[] = [
  ofEach(({ waiting }) => ({ waiting: ((waiting ?? 0) + 1) * 1e6 })),
  ofEach(({ finished }) => ({ finished: (finished ?? 0) * 1e3 })),
  ofEach(() => ({ finished: -5 })),
  ofEach(() => ({ finished: 7 })),
  ofEach(() => ({ draining: true })),
  ofEach(({ interTokenSeconds }) => ({ interTokenSeconds: (interTokenSeconds ?? 0) * 100 })),
  ofEach(({ promptTokens }) => ({ promptTokens: (promptTokens ?? 0) * 50 })),
  ofEach(() => ({ id: "r1" })),
  ofEach(() => ({ startedAt: 1e12 })),
];

/** What only the reports of the other nodes contradict, by what it is. */
export const plausibleReports: Readonly<Record<string, FalseReport>> = {
  "counters that stand still": rising(0),
  "a tenth of its work": rising(0.1),
  "six tenths of its work": rising(0.6),
  "nearly twice its work": rising(1.8),
  "a third of its latency": rising(0.3, ["interTokenSeconds"]),
  "three times its latency": rising(3, ["interTokenSeconds"]),
  "fewer tokens in each request": rising(0.4, ["promptTokens", "generatedTokens"]),
  "busy engines that it does not run": (truth) => [
    ...truth,
    ...truth.slice(0, 1).flatMap((one) => nobodys.map((id) => ({ ...one, id }))),
  ],
  "idle engines that it does not run": (truth) => [
    ...truth,
    ...nobodys.map((id) => ({ id, deployment: "chat", startedAt: 1, finished: 0 })),
  ],
  "no engine at all": () => [],
  "one engine less": (truth) => truth.slice(1),
  "engines that do not answer": ofEach(() => ({ reachable: false })),
  "engines of another deployment": ofEach(() => ({ deployment: "code" })),
};

export const implausibleReports: readonly FalseReport[] = [...blatant, ...Object.values(plausibleReports)];

interface Sent {
  readonly from?: { readonly node: string; readonly seq: number };
  readonly subject: string;
  readonly data: Uint8Array;
}

const addressOf = (node: string, inCluster = cluster): string =>
  subject({ kind: "telemetry", cluster: inCluster, name: node });

const oversized = encode({ v: 1, padding: "x".repeat(maxMessageBytes) });

/** Messages that are no samples. */
const garbage: readonly Sent[] = [
  { subject: addressOf("n1"), data: encode({ v: 9 }) },
  { subject: addressOf("n1"), data: encode({ v: 1, bootId: "boot-x-000", seq: -1 }) },
  { subject: addressOf("n1"), data: new Uint8Array([0xff, 0xfe, 0x00]) },
  { subject: addressOf("n1", "elsewhere"), data: encode({ v: 1 }) },
  { subject: "loadline.v1.telemetry", data: encode({ v: 1 }) },
  { subject: addressOf("n1"), data: oversized },
];

const hour = 3_600;

/** How far off a fault sets a clock: an hour at most, either way. */
export const clockError = ({ size }: Fault): number => (size - 1 / 2) * 2 * hour;

const bootOf = (node: string): string => `boot-${node}-0`;

/** When a sample was really taken, by where it is from. */
type TakenAt = Map<string, number>;

/** The agents of all nodes, and what the network does to what they send. */
export class Agents {
  readonly #scenario: Scenario;
  readonly #plant: Plant;
  readonly #random: Random;
  readonly #sequence = new Map<string, number>();
  #waiting: Sent[] = [];
  /** True time of each sample, seconds since the start, by `sampleKey`. */
  readonly takenAt: TakenAt = new Map();
  /** Newest sample of each node that the broker stored in the last step: its `seq`. */
  readonly stored = new Map<string, number>();
  /** Nodes whose counters are implausible from now on. */
  readonly lied = new Set<string>();

  /** What was true when each false report began. */
  readonly #truthBefore = new Map<Fault, ReadonlyMap<string, SyntheticEngine>>();

  readonly #denials = new Set<string>();
  /** Engines that each outlier invented in its latest report. */
  readonly #invented = new Map<string, { readonly at: number; readonly rows: readonly SyntheticEngine[] }>();

  constructor(scenario: Scenario, plant: Plant, random: Random) {
    this.#scenario = scenario;
    this.#plant = plant;
    this.#random = random;
  }

  /** When a sample of this boot was really taken, seconds since the start. */
  tookAt(node: string, seq: number): number {
    return this.takenAt.get(sampleKey({ node, bootId: bootOf(node), seq })) ?? 0;
  }

  /** Notes of which deployments the sample that is being made says falsely that none is served. */
  #notePresence(node: string, reported: readonly SyntheticEngine[]): void {
    const claimed = new Set(reported.filter(({ draining }) => draining !== true).map(({ deployment }) => deployment));
    const key = sampleKey({ node, bootId: bootOf(node), seq: this.#sequence.get(node) ?? 0 });
    for (const { name } of this.#scenario.deployments) {
      const serves = this.#plant.serving(name).some((one) => one.node === node);
      if (serves && !claimed.has(name)) this.#denials.add(`${key}/${name}`);
    }
  }

  /** Whether that sample said that its node serves none of a deployment although it did. */
  denies(sample: Parameters<typeof sampleKey>[0], deployment: string): boolean {
    return this.#denials.has(`${sampleKey(sample)}/${deployment}`);
  }

  /** Replicas of a deployment that do not exist, reported since then by nodes that could have held them. */
  inventedSince(deployment: string, since: number): number {
    return [...this.#invented.values()]
      .filter(({ at }) => at >= since)
      .flatMap(({ rows }) => rows)
      .filter((one) => one.deployment === deployment).length;
  }

  #enginesOf(node: string, elapsed: number): readonly SyntheticEngine[] {
    const engines = this.#plant.enginesOf(node);
    const outlier = activeFault(this.#scenario.faults, elapsed, "implausible-report", node);
    if (outlier === undefined) return engines;
    this.lied.add(node);
    const before = this.#truthBefore.get(outlier) ?? new Map(engines.map((engine) => [engine.id, engine]));
    this.#truthBefore.set(outlier, before);
    const reported =
      implausibleReports[Math.floor(outlier.size * implausibleReports.length)]?.(engines, before) ?? engines;
    const isTrue = (one: SyntheticEngine): boolean =>
      engines.some(({ id, deployment }) => id === one.id && deployment === one.deployment);
    this.#notePresence(node, reported);
    this.#invented.set(node, { at: elapsed, rows: reported.filter((one) => !isTrue(one)) });
    return reported;
  }

  #sampleOf(node: string, elapsed: number): Sent {
    const seq = (this.#sequence.get(node) ?? -1) + 1;
    this.#sequence.set(node, seq);
    const late = activeFault(this.#scenario.faults, elapsed, "agent-clock", node);
    const bootId = bootOf(node);
    this.takenAt.set(sampleKey({ node, bootId, seq }), elapsed);
    const sampledAt = start + elapsed + (late === undefined ? 0 : clockError(late));
    const engines = this.#enginesOf(node, elapsed);
    const data = encode(syntheticTelemetry({ bootId, seq, sampledAt, engines }));
    return { from: { node, seq }, subject: addressOf(node), data };
  }

  /** What reaches the broker in the step that ends at `elapsed`, in its order and number. */
  step(elapsed: number): readonly Sent[] {
    this.stored.clear();
    const { faults } = this.#scenario;
    const active = (kind: Fault["kind"], node?: string): boolean =>
      activeFault(faults, elapsed, kind, node) !== undefined;
    const alive = this.#scenario.plant.nodes.filter((node) => !this.#plant.dead.has(node));
    const made = alive.map((node) => ({ node, sent: this.#sampleOf(node, elapsed) }));
    const sent = made.filter(({ node }) => !active("node-stale", node)).map((one) => one.sent);
    if (active("backlog") || active("broker-down")) {
      this.#waiting.push(...sent);
      return [];
    }
    const all = [...this.#waiting, ...sent];
    this.#waiting = [];
    for (const { from } of all) if (from !== undefined) this.stored.set(from.node, from.seq);
    const repeated = active("duplicates") ? all.flatMap((one) => [one, one]) : all;
    const ordered = active("reordering") ? repeated.toReversed() : repeated;
    return active("garbage") ? [...ordered, pick(this.#random, garbage)] : ordered;
  }
}

/** Names one sample. */
export const sampleKey = ({ node, bootId, seq }: { node: string; bootId: string; seq: number }): string =>
  `${node}/${bootId}/${seq}`;
