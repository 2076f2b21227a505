import type { Replica } from "../engine/replica.ts";
import type { GpuActivity } from "../node/gpu-reading.ts";
import { type Placement, place } from "../node/placement.ts";
import type { VirtualNode } from "../node/virtual-node.ts";
import type { Arrival, Traffic } from "../traffic/day-profile.ts";
import { DeploymentFleet, type DeploymentOptions } from "./deployment-fleet.ts";

/** Takes an endless sequence of arrivals apart into slices of time. */
class ArrivalFeed {
  readonly #arrivals: Traffic;
  #next: Arrival;

  constructor(arrivals: Traffic) {
    this.#arrivals = arrivals;
    this.#next = arrivals.next().value;
  }

  /** The arrivals up to and including `time` that were not taken yet, by deployment. */
  takeUntil(time: number): ReadonlyMap<string, readonly Arrival[]> {
    const taken = new Map<string, Arrival[]>();
    while (this.#next.at <= time) {
      const known = taken.get(this.#next.deployment);
      if (known === undefined) taken.set(this.#next.deployment, [this.#next]);
      else known.push(this.#next);
      this.#next = this.#arrivals.next().value;
    }
    return taken;
  }
}

interface FleetOptions {
  readonly nodes: readonly VirtualNode[];
  readonly deployments: readonly DeploymentOptions[];
  readonly traffic: Traffic;
  /** Wall clock, epoch seconds. */
  readonly now: () => number;
  readonly script?: FleetScript | undefined;
}

/** What happens to the fleet, asked at each step. */
export interface FleetScript {
  /** What happens at present, as a sentence. */
  readonly caption: string;
  /** Its machine is dead: nothing on it runs or reports. */
  readonly failedNode?: string | null;
  readonly step: (fleet: Fleet) => void;
}

/**
 * The fleet moves in steps of a tenth of a second, whenever it is asked to: so what happens depends on the seed and on
 * what it is given, not on when a timer fired. Requests are routed on counts that are at most one step old.
 */
const stepsPerSecond = 10;

/** Absorbs the rounding of instants that lie on a step. */
const roundingSteps = 1e-6;

/**
 * The simulated part of the world: nodes, replicas, routers and the requests that reach them. Its time is in seconds
 * since it began and moves only by `advanceTo`.
 */
export class Fleet {
  readonly nodes: readonly VirtualNode[];
  readonly deployments: readonly DeploymentFleet[];
  readonly #feed: ArrivalFeed;
  readonly #now: () => number;
  readonly script: FleetScript | undefined;
  /** Nodes on which nothing may be placed: they failed. */
  #gone: ReadonlySet<string> = new Set();
  #steps = 0;

  constructor({ nodes, deployments, traffic, now, script }: FleetOptions) {
    this.nodes = nodes;
    this.deployments = deployments.map((options) => new DeploymentFleet(options));
    this.#feed = new ArrivalFeed(traffic);
    this.#now = now;
    this.script = script;
  }

  get time(): number {
    return this.#steps / stepsPerSecond;
  }

  get replicas(): readonly Replica[] {
    return this.deployments.flatMap(({ replicas }) => replicas);
  }

  get takenGpus(): ReadonlySet<string> {
    return new Set(this.replicas.flatMap(({ placement }) => placement.gpuUuids));
  }

  deployment(name: string): DeploymentFleet | null {
    return this.deployments.find((deployment) => deployment.name === name) ?? null;
  }

  /** Replicas that run when the fleet begins. @returns how many found GPUs */
  begin(deployment: DeploymentFleet, replicas: number): number {
    const started = this.#placeEach(deployment, replicas, (placement) => {
      deployment.start(placement, this.time, this.time);
    });
    deployment.settle(this.time, this.#now());
    return started;
  }

  /** Moves a deployment towards a count of replicas, as far as there are GPUs. */
  scale(deployment: DeploymentFleet, desired: number) {
    const change = deployment.shrinkTo(desired, this.time);
    const started = this.#placeEach(deployment, change.start, (placement) => {
      deployment.start(placement, this.time);
    });
    return {
      desired,
      /** Ready and pending replicas afterwards. */
      aim: deployment.inState("ready").length + deployment.inState("pending").length,
      started,
      /** Replicas that found no GPUs. */
      unplaced: change.start - started,
      drained: change.drain.length,
      cancelled: change.cancel.length,
    };
  }

  /** Nothing is placed there until the nodes are back; others start at once in place of what is lost, as under a controller. */
  fail(names: ReadonlySet<string>): void {
    this.#gone = names;
    for (const deployment of this.deployments) {
      const lost = deployment.leave(this.#gone, this.time);
      this.#placeEach(deployment, lost, (placement) => deployment.start(placement, this.time));
    }
  }

  giveBack(): void {
    this.#gone = new Set();
  }

  #placeEach(deployment: DeploymentFleet, count: number, start: (placement: Placement) => void): number {
    const nodes = this.nodes.filter(({ name }) => !this.#gone.has(name));
    for (let started = 0; started < count; started += 1) {
      const found = place(nodes, this.takenGpus, { pools: deployment.pools, gpus: deployment.model.gpus });
      if (found === null) return started;
      start(found);
    }
    return count;
  }

  /** Takes every whole step up to `time`. */
  advanceTo(time: number): void {
    const steps = Math.floor(time * stepsPerSecond + roundingSteps);
    while (this.#steps < steps) this.#step();
  }

  #step(): void {
    const from = this.time;
    this.#steps += 1;
    this.script?.step(this);
    const arrivals = this.#feed.takeUntil(this.time);
    for (const deployment of this.deployments) {
      deployment.settle(from, this.#now());
      deployment.advance(arrivals.get(deployment.name) ?? [], from, this.time);
    }
  }

  /** What every GPU of the fleet did since the last call; null for one that nobody holds. */
  takeActivity(): (uuid: string) => GpuActivity | null {
    const byUuid = new Map(
      this.replicas.flatMap((replica) => {
        const activity = replica.takeActivity(this.time);
        return replica.placement.gpuUuids.map((uuid) => [uuid, activity] as const);
      }),
    );
    return (uuid) => byUuid.get(uuid) ?? null;
  }
}

/** Longest piece of real time that is caught up after the process was held up; the rest is left out. */
const longestStep = 1;

/**
 * Seconds of the fleet for seconds of a monotonic clock. They are the same unless the process was stopped or starved:
 * then the fleet pauses, instead of simulating the missed time in one piece while nobody is answered.
 */
export const fleetClock = (elapsed: () => number): (() => number) => {
  let time = 0;
  let last = elapsed();
  return () => {
    const now = elapsed();
    time += Math.min(longestStep, Math.max(0, now - last));
    last = now;
    return time;
  };
};
