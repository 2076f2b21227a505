import type { Recommendation } from "@loadline/protocol";
import type { MemoryBroker } from "../memory-broker.ts";
import { type Agents, sampleKey } from "./agents.ts";
import { activeFault } from "./faults.ts";
import { violationsOf } from "./invariants.ts";
import type { Plant } from "./plant.ts";
import type { Outside, RecommenderProcess } from "./process.ts";
import { accountsOf, forgotten, grown } from "./process-invariants.ts";
import { largeFleet, start } from "./scenario.ts";

export interface ChecksContext extends Outside {
  readonly plant: Plant;
  readonly agents: Agents;
  readonly stepSeconds: number;
}

interface ReceivedOf {
  /** Entries of `accepted` that were looked at. */
  seen: number;
  /** True time of the newest sample taken, by node. */
  readonly at: Map<string, number>;
}

const staleIntervals = 3;
// As the settings of a scenario have it.
const stepsPerWindow = 5;
const stepsUntilStale = 2;
// Windows for which the counters of a node that lied are not what they seem.
const implausibleRemembered = 11;
// What grows without end is still grown at the next look.
const turnsPerMeasure = 8;

/** Watches a simulation and collects what breaks the invariants. */
export class Checks {
  readonly #context: ChecksContext;
  readonly violations: string[] = [];
  readonly #receivedBy = new WeakMap<RecommenderProcess, ReceivedOf>();
  readonly #receivedByAny = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  /** When a process could first have published again, seconds since the start. */
  #publishableSince = 0;
  readonly #rates = new Map<string, readonly number[]>();
  readonly #publishedAt = new Map<string, number>();
  #turns = 0;

  constructor(context: ChecksContext) {
    this.#context = context;
  }

  get #now(): number {
    return this.#context.monotonic();
  }

  #report(found: readonly string[]): void {
    for (const text of found) this.violations.push(`${text} (at ${this.#now} s)`);
  }

  #received(one: RecommenderProcess): ReceivedOf {
    const received = this.#receivedBy.get(one) ?? { seen: 0, at: new Map<string, number>() };
    this.#receivedBy.set(one, received);
    for (const sample of one.accepted.slice(received.seen)) {
      const at = this.#context.agents.takenAt.get(sampleKey(sample)) ?? 0;
      received.at.set(sample.node, Math.max(at, received.at.get(sample.node) ?? 0));
      this.#receivedByAny.set(sample.node, Math.max(at, this.#receivedByAny.get(sample.node) ?? 0));
    }
    received.seen = one.accepted.length;
    return received;
  }

  /**
   * Nodes with a serving replica of which no recommender received a sample for three intervals. A node whose latest sample says
   * that it serves none does not count, even if that was false: every node that is drained before it is switched off says so.
   */
  #staleNodes(one: RecommenderProcess, deployment: string): readonly string[] {
    const received = this.#received(one);
    const { plant, agents, stream, stepSeconds, scenario } = this.#context;
    const nodes = plant
      .serving(deployment)
      .filter(({ node, startedAt }) => startedAt - start <= (this.#receivedByAny.get(node) ?? Number.NEGATIVE_INFINITY))
      .map(({ node }) => node);
    const stale = new Set(
      [...new Set(nodes)].filter((node) => {
        const last = one.accepted.findLast((sample) => sample.node === node);
        if (last !== undefined && agents.denies(last, deployment)) return false;
        const byAny = this.#receivedByAny.get(node) ?? 0;
        // What the stream lost before this process began, it cannot contain.
        if (!received.at.has(node) && stream.lostAt !== null && stream.lostAt >= byAny) return false;
        return this.#now - (received.at.get(node) ?? byAny) > staleIntervals * stepSeconds;
      }),
    );
    // A node may hide as many replicas as it makes up, which are no more than its GPUs carry.
    const hidden = plant.serving(deployment).filter(({ node }) => stale.has(node)).length;
    const since = this.#now - scenario.settings.freshnessSeconds - 2 * stepSeconds;
    return agents.inventedSince(deployment, since) >= hidden ? [] : [...stale];
  }

  /** What comes to each deployment in a step, requests/s. */
  arriving(rates: ReadonlyMap<string, number>): void {
    for (const [name, rate] of rates) {
      this.#rates.set(name, [...(this.#rates.get(name) ?? []), rate].slice(-stepsPerWindow - stepsUntilStale));
    }
  }

  /**
   * The least that came over a window which a decision may rest on, where at most one of many nodes lied of it. Of one
   * among a few, nothing shows which one does.
   */
  #trueDemand(deployment: string): number | null {
    const { scenario, stepSeconds } = this.#context;
    const since = this.#now - implausibleRemembered * stepsPerWindow * stepSeconds;
    const outliers = scenario.faults.filter(
      ({ kind, from, to }) => kind === "implausible-report" && from <= this.#now && to >= since,
    );
    const rates = this.#rates.get(deployment) ?? [];
    const isReported = scenario.plant.nodes.length >= largeFleet && new Set(outliers.map(({ node }) => node)).size <= 1;
    if (!isReported || rates.length < stepsPerWindow + stepsUntilStale) return null;
    const means = Array.from({ length: stepsUntilStale + 1 }, (_, late) => {
      const window = rates.slice(late, late + stepsPerWindow);
      return window.reduce((sum, rate) => sum + rate, 0) / window.length;
    });
    return Math.min(...means);
  }

  #ofEvent(one: RecommenderProcess, event: Recommendation): void {
    const { plant, plan, agents, scenario, stepSeconds } = this.#context;
    const { deployment } = event.data.target;
    // An event that was on its way until it expired is about another time; nobody acts on it.
    const expired = Date.parse(event.data.decision.expiresAt) / 1000 <= this.#context.clock();
    const { freshnessSeconds, maxScaleDownShare, demandQuantile } = scenario.settings;
    // An event that waited with a paused process counts what was there when it was made.
    const since = (one.publishedAt.get(event.id) ?? this.#now) - freshnessSeconds - stepSeconds;
    const present = plant.replicas.filter((replica) => replica.deployment === deployment).length;
    const found = violationsOf.event(event, {
      bounds: one.offered,
      reserveReplicas: plan.reserveReplicas,
      maxScaleDownShare,
      demandQuantile,
      creditable: present + plant.lostSince(deployment, start + since) + agents.inventedSince(deployment, since),
      staleNodes: this.#staleNodes(one, deployment),
      trueDemand: this.#trueDemand(deployment),
      before: this.#counts.get(deployment) ?? null,
    });
    const { desired } = event.data.replicas;
    if (!expired) {
      this.#report(found);
      if (desired !== null) this.#counts.set(deployment, desired);
    }
    this.#publishedAt.set(deployment, this.#now);
  }

  /**
   * I12: the plan in force is the last good one that it could read, and a bad one is reported. An edit that was overwritten
   * before the next look was never seen by anybody.
   */
  #ofPlan({ deps: { planFile }, offered }: RecommenderProcess): readonly string[] {
    const { plan } = this.#context;
    const wrong = planFile.current.deployments.some(
      ({ replicas }) => replicas.min !== offered.min || replicas.max !== offered.max,
    );
    return [
      ...(wrong ? ["I12: the plan in force is not the last good one"] : []),
      ...((planFile.fault !== null) === plan.isBroken
        ? []
        : ["I12: a broken plan was not reported, or a good one was"]),
    ];
  }

  afterTurn(one: RecommenderProcess, published: readonly Recommendation[]): void {
    this.#received(one);
    for (const event of published) this.#ofEvent(one, event);
    if (one.cable.isPaused || one.cable.isCut) return;
    if (this.#turns++ % turnsPerMeasure === 0) this.#report(grown(one, this.#context.scenario));
    this.#report(this.#ofPlan(one));
  }

  /** Somebody leads, the broker answers, and nothing is published, so that decisions expire. */
  #ofUnpublished(alive: readonly RecommenderProcess[], fate: MemoryBroker["fate"]): readonly string[] {
    const { scenario, stepSeconds } = this.#context;
    const leads = alive.some(({ leadership, cable }) => leadership.epoch !== null && !cable.isPaused);
    const answersLost = activeFault(scenario.faults, this.#now, "answers-lost") !== undefined;
    if (!leads || fate !== "answered" || answersLost) this.#publishableSince = this.#now;
    const patience = scenario.settings.heartbeatSeconds + staleIntervals * stepSeconds;
    return scenario.deployments
      .filter(({ name }) => this.#now - Math.max(this.#publishableSince, this.#publishedAt.get(name) ?? 0) > patience)
      .map(({ name }) => `stale: nothing was published for ${name} for ${patience} s`);
  }

  /** I1: samples that were stored in this step, and that nothing kept from being taken. */
  #ofStored(alive: readonly RecommenderProcess[]): readonly string[] {
    const { scenario, agents } = this.#context;
    const { replaySeconds } = scenario.settings;
    const disturbed = ["agent-clock", "clock-step", "stream-deleted", "stream-restored"] as const;
    if (disturbed.some((kind) => scenario.faults.some((fault) => fault.kind === kind))) return [];
    const due = [...agents.stored].map(([node, seq]) => ({
      node,
      seq,
      ageSeconds: this.#now - agents.tookAt(node, seq),
    }));
    return alive.filter(({ cable }) => !cable.isPaused).flatMap((one) => forgotten(one, due, replaySeconds));
  }

  afterStep(alive: readonly RecommenderProcess[], fate: MemoryBroker["fate"]): void {
    this.#report(this.#ofUnpublished(alive, fate));
    this.#report(this.#ofStored(alive));
  }

  async atEnd(one: RecommenderProcess): Promise<void> {
    const { plant, agents } = this.#context;
    this.#report(await accountsOf(one, plant, agents.lied));
  }

  ofHistory(faultless: boolean): void {
    const { broker, scenario } = this.#context;
    const forgotten = scenario.faults.some(({ kind }) => kind === "events-restored");
    for (const { name } of scenario.deployments) {
      const isIts = ({ data }: Recommendation): boolean => data.target.deployment === name;
      const events = broker.received.filter(isIts);
      this.#report(violationsOf.history(events, { forgotten, unacknowledged: broker.unacknowledged.filter(isIts) }));
      if (faultless) this.#report(violationsOf.faultless(events));
    }
  }
}
