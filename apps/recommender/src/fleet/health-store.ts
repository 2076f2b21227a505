import type { Health } from "@loadline/protocol";
import { mostNodes } from "./fleet.ts";

/** What is wrong with a GPU, or with a node where no GPU is named. */
export interface HealthFault {
  readonly node: string;
  readonly gpuUuid: string | null;
  readonly effect: "drain" | "lost";
  readonly detail: string;
  /** Epoch seconds. */
  readonly since: number;
}

// An Xid is reported once and has no end; after a day without another one its GPU has served again.
const longestXidSeconds = 86_400;
// The stream keeps no longer.
const longestFaultSeconds = 14 * 86_400;

// Of one node: every kind of event for each of 128 GPUs and slices.
const mostConditions = 1_024;

const faultEffects = ["drain", "lost"] as const;

/** Lost and back are two ends of one condition. */
const conditionOf = ({ kind, gpuUuid }: Health): string =>
  `${kind === "gpu-back" || kind === "gpu-lost" ? "presence" : kind}/${gpuUuid ?? ""}`;

/** Of what is stored last at the end. @param stays no more than `most` do; they go to the end, so that few are asked about */
export const dropOldest = <T>(map: Map<string, T>, most: number, stays = (_: string): boolean => false): void => {
  if (map.size <= most) return;
  for (const [key, value] of map) {
    map.delete(key);
    if (!stays(key)) return;
    map.set(key, value);
  }
};

/** What the nodes' agents last reported of the health of their GPUs. */
export class HealthStore {
  readonly #last = new Map<string, Map<string, Health>>();
  readonly #stays: ((node: string) => boolean) | undefined;

  /** @param stays nodes that no invented one displaces */
  constructor(stays?: (node: string) => boolean) {
    this.#stays = stays;
  }

  take(node: string, health: Health): void {
    const conditions = this.#last.get(node) ?? new Map<string, Health>();
    const key = conditionOf(health);
    const before = conditions.get(key);
    if (before !== undefined && before.observedAt > health.observedAt) return;
    // What was reported last is at the end, and goes last.
    conditions.delete(key);
    conditions.set(key, health);
    this.#last.delete(node);
    this.#last.set(node, conditions);
    dropOldest(conditions, mostConditions);
    dropOldest(this.#last, mostNodes, this.#stays);
  }

  /** Faults of these nodes that have not ended, oldest first. */
  faultsOf(nodes: ReadonlySet<string>, now: number): readonly HealthFault[] {
    const open = [...nodes].flatMap((node) =>
      [...(this.#last.get(node)?.values() ?? [])].flatMap((health) => {
        const longest = health.kind === "xid" ? longestXidSeconds : longestFaultSeconds;
        const { gpuUuid, detail, observedAt } = health;
        const effect = faultEffects.find((fault) => fault === health.effect);
        if (effect === undefined || now - observedAt > longest) return [];
        return [{ node, gpuUuid, effect, detail, since: observedAt }];
      }),
    );
    return open.toSorted((a, b) => a.since - b.since || (a.node < b.node ? -1 : 1));
  }
}
