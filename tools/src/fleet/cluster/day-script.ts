import type { Replica } from "../engine/replica.ts";
import { burstHeight, type DayPart, partAt, secondsPerDay, startOfDay } from "../traffic/day-profile.ts";
import type { Fleet, FleetScript } from "./fleet.ts";

/** A GPU that is throttled by heat runs at a fraction of its clock. */
const slowness = 3;

/** Plays the built-in day on a fleet: a node fails, an engine slows down; the rest is load. */
export class DayScript implements FleetScript {
  readonly #speedUp: number;
  #part: DayPart | null | undefined;
  caption = "";
  failedNode: string | null = null;
  #slow: Replica | undefined;

  /** @param speedUp the day passes this many times faster */
  constructor(speedUp: number) {
    this.#speedUp = speedUp;
  }

  step(fleet: Fleet): void {
    const part = partAt((startOfDay + fleet.time * this.#speedUp) % secondsPerDay);
    if (part === this.#part) return;
    this.#part = part;
    if (this.#slow !== undefined) this.#slow.slowness = 1;
    this.failedNode = null;
    fleet.giveBack();
    this.caption = this.#begin(part, fleet);
  }

  #begin(part: DayPart | null, fleet: Fleet): string {
    const { nodes, deployments } = fleet;
    const [replica] = deployments.flatMap((deployment) => deployment.inState("ready"));
    switch (part) {
      case "failed node": {
        const node = replica?.placement.node ?? nodes[0]?.name ?? "";
        this.failedNode = node;
        fleet.fail(new Set([node]));
        return `Node ${node} fails: its replicas are lost and start elsewhere, and its agent reports nothing.`;
      }
      case "slow engine":
        this.#slow = replica;
        if (replica === undefined) return "";
        replica.slowness = slowness;
        return `Engine ${replica.id} slows down: its GPUs run at a third of their speed.`;
      case "burst":
        return `Burst: ${deployments.at(-1)?.name} gets up to ${burstHeight} times the load of the hour.`;
      case "morning":
        return "Morning: the load rises, and replicas are added ahead of it.";
      case "evening":
        return "Evening: the load reaches what was planned.";
      case "night":
        return "Night: the load falls, and replicas are removed.";
      default:
        return "All nodes and engines are well: the load follows the hours of the day.";
    }
  }
}
