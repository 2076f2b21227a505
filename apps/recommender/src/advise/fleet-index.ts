import { gpuById } from "@loadline/core";
import { type Inventory, ifKnown } from "@loadline/wire";
import type { NodeState } from "../state/fleet.ts";

/** Catalogue id of a product name; null for one that the catalogue does not know. */
export const gpuIdOf = (name: string): string | null => ifKnown(() => gpuById(name).id);

/** The fleet looked up once per tick instead of once per deployment. */
export interface FleetIndex {
  /** Nodes that hold an engine of a deployment. */
  readonly nodesOf: (deployment: string) => readonly NodeState[];
  /** Nodes that report a GPU of this catalogue id. */
  readonly nodesWithGpu: (id: string) => number;
}

const deploymentsOn = ({ engines }: NodeState): ReadonlySet<string> =>
  new Set(
    [...engines.values()].flatMap(({ present, deployment }) => (present && deployment !== null ? [deployment] : [])),
  );

/** Makes indices; the GPUs of an inventory are looked up once, as it rarely changes. */
export class FleetIndexer {
  readonly #gpusOf = new WeakMap<Inventory, ReadonlySet<string>>();

  index(nodes: readonly NodeState[], inventories: ReadonlyMap<string, Inventory>): FleetIndex {
    const holding = new Map<string, NodeState[]>();
    for (const node of nodes) {
      for (const deployment of deploymentsOn(node)) {
        const list = holding.get(deployment) ?? [];
        list.push(node);
        holding.set(deployment, list);
      }
    }
    const counts = new Map<string, number>();
    for (const inventory of inventories.values()) {
      for (const id of this.#gpus(inventory)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return { nodesOf: (name) => holding.get(name) ?? [], nodesWithGpu: (id) => counts.get(id) ?? 0 };
  }

  #gpus(inventory: Inventory): ReadonlySet<string> {
    const known = this.#gpusOf.get(inventory);
    if (known !== undefined) return known;
    const names = new Set(inventory.gpus.flatMap(({ name }) => (name === null ? [] : [name])));
    const ids = new Set([...names].flatMap((name) => gpuIdOf(name) ?? []));
    this.#gpusOf.set(inventory, ids);
    return ids;
  }
}
