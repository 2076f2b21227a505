import { gpuHours, type Plan } from "@loadline/plan";
import type { DeploymentFleet } from "../cluster/deployment-fleet.ts";
import type { Fleet, FleetScript } from "../cluster/fleet.ts";
import type { RouterTotals } from "../cluster/router.ts";
import type { VirtualNode } from "../node/virtual-node.ts";
import { hourPhases, minutesPerHour, type PhaseName, phaseAt, settlingMinutes, startOf } from "../traffic/phases.ts";

export interface PhaseRecord {
  readonly phase: PhaseName;
  readonly deployment: string;
  /** Seconds over which the requests are counted. */
  readonly seconds: number;
  readonly requests: RouterTotals;
  readonly readyBefore: number;
  readonly readyAtEnd: number;
  readonly leastReady: number;
  /** Of the counts that were asked for. */
  readonly leastAsked: number;
  /** Replicas whose spot market was lost. */
  readonly lost: number;
  /** Minutes from that loss until as many served as before; null: not in this phase. */
  readonly refilledMinutes: number | null;
  /** Replicas of the next version. */
  readonly renewed: number;
  /** Of the GPUs that its replicas hold at the end; null: a price is not known. */
  readonly usdPerHour: number | null;
}

export interface HourStatus {
  readonly minute: number;
  readonly phase: PhaseName;
  readonly records: readonly PhaseRecord[];
  readonly isOver: boolean;
}

const difference = (now: RouterTotals, before: RouterTotals): RouterTotals => {
  const names = Object.keys(now) as (keyof RouterTotals)[];
  return Object.fromEntries(names.map((name) => [name, now[name] - before[name]])) as unknown as RouterTotals;
};

const readyOf = (deployment: DeploymentFleet): number => deployment.inState("ready").length;

/** The measurement of one deployment that is under way. */
interface Watch {
  readonly deployment: DeploymentFleet;
  readonly readyBefore: number;
  countedFrom: number | null;
  totalsBefore: RouterTotals;
  leastReady: number;
  leastAsked: number;
  lost: number;
  refilledMinutes: number | null;
}

/** Plays the scripted hour on a fleet and records what came of it, phase by phase. */
export class HourScript implements FleetScript {
  readonly #plan: Plan;
  readonly #speedUp: number;
  readonly #records: PhaseRecord[] = [];
  #phase: PhaseName | null = null;
  #watches: readonly Watch[] = [];
  #minute = 0;

  /** @param speedUp the hour passes this many times faster */
  constructor(plan: Plan, speedUp: number) {
    this.#plan = plan;
    this.#speedUp = speedUp;
  }

  get status(): HourStatus {
    const [minute, phase] = [this.#minute, this.#phase ?? hourPhases[0].name];
    return { minute, phase, records: this.#records, isOver: minute >= minutesPerHour };
  }

  get caption(): string {
    return `The hour of the plan: ${this.status.phase}.`;
  }

  step(fleet: Fleet): void {
    if (this.status.isOver) return;
    this.#minute = (fleet.time * this.#speedUp) / 60;
    const phase = phaseAt(this.#minute);
    const hasEnded = phase !== this.#phase || this.status.isOver;
    if (hasEnded && this.#phase !== null) this.#end(fleet, this.#phase);
    if (hasEnded && !this.status.isOver) this.#begin(fleet, phase);
    for (const watch of this.#watches) this.#observe(watch, fleet.time);
  }

  #observe(watch: Watch, time: number): void {
    const minutes = this.#minute - startOf(this.status.phase);
    const ready = readyOf(watch.deployment);
    watch.leastReady = Math.min(watch.leastReady, ready);
    watch.leastAsked = Math.min(watch.leastAsked, watch.deployment.asked);
    if (watch.lost > 0 && watch.leastReady < watch.readyBefore && ready >= watch.readyBefore)
      watch.refilledMinutes ??= minutes;
    if (watch.countedFrom !== null || minutes < settlingMinutes) return;
    watch.countedFrom = time;
    watch.totalsBefore = watch.deployment.router.totals;
  }

  #begin(fleet: Fleet, phase: PhaseName): void {
    this.#phase = phase;
    this.#watches = fleet.deployments.map((deployment) => {
      const ready = readyOf(deployment);
      const state = { countedFrom: null, totalsBefore: deployment.router.totals, lost: 0, refilledMinutes: null };
      return { deployment, readyBefore: ready, leastReady: ready, leastAsked: deployment.asked, ...state };
    });
    if (phase === "spot loss") this.#loseMarket(fleet);
    for (const deployment of fleet.deployments) {
      deployment.router.isCold = phase === "cold cache";
      const { rollout } = this.#plan.deployments.find(({ name }) => name === deployment.name) ?? {};
      if (phase === "roll-out" && rollout !== undefined) deployment.rollOut(rollout.surgeReplicas);
    }
  }

  /** The market with the most replicas on it goes. */
  #loseMarket(fleet: Fleet): void {
    const keyOf = ({ pool, market }: VirtualNode) => (market === null ? null : `${pool}/${market}`);
    const keys = new Set(fleet.nodes.flatMap((node) => keyOf(node) ?? []));
    const replicasAt = (key: string): number =>
      fleet.nodes.filter((node) => keyOf(node) === key).reduce((sum, { name }) => sum + replicasOn(fleet, name), 0);
    const [most] = [...keys].toSorted((a, b) => replicasAt(b) - replicasAt(a));
    const nodes = fleet.nodes.filter((node) => keyOf(node) === most);
    const pool = this.#plan.pools.find(({ name }) => name === nodes[0]?.pool);
    if (pool === undefined) return;
    const names = new Set(nodes.map(({ name }) => name));
    for (const watch of this.#watches)
      watch.lost = watch.deployment.replicas.filter(({ placement }) => names.has(placement.node)).length;
    fleet.reclaim(names, pool.spotNoticeSeconds ?? 0);
  }

  #end(fleet: Fleet, phase: PhaseName): void {
    if (phase === "spot loss") fleet.giveBack();
    for (const { deployment, totalsBefore, countedFrom, ...watch } of this.#watches)
      this.#records.push({
        ...watch,
        phase,
        deployment: deployment.name,
        seconds: fleet.time - (countedFrom ?? fleet.time),
        requests: difference(deployment.router.totals, totalsBefore),
        readyAtEnd: readyOf(deployment),
        renewed: deployment.renewed,
        usdPerHour: this.#priceOf(fleet, deployment),
      });
  }

  #priceOf(fleet: Fleet, { replicas }: DeploymentFleet): number | null {
    const prices = replicas.map(({ placement: { node: name, gpuUuids } }) => {
      const node = fleet.nodes.find((one) => one.name === name);
      const [pool] = this.#plan.pools.filter((one) => one.name === node?.pool);
      const [spot, other] = node?.market === null ? [0, gpuUuids.length] : [gpuUuids.length, 0];
      return pool === undefined ? null : gpuHours(pool, { spot, other });
    });
    return prices.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
  }
}

const replicasOn = (fleet: Fleet, node: string): number =>
  fleet.replicas.filter(({ placement }) => placement.node === node).length;
