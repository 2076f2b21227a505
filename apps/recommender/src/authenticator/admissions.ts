import { admissionBudget } from "@loadline/protocol";

interface Admitted {
  /** The node's own name. */
  readonly name: string;
  /** When its connections were admitted, epoch seconds. */
  readonly at: readonly number[];
}

const rememberedSeconds = 3_600;

/** Connections that each node was given in the last hour, no longer than which one lasts. */
export class Admissions {
  readonly #nodes = new Map<string, Admitted>();

  /**
   * @param node as subjects name it
   * @param name its own, in which dots stand where that has hyphens
   * @returns why it may open no further connection; null: it may, and that is counted
   */
  refusal(node: string, name: string, now: number): string | null {
    for (const [other, { at }] of this.#nodes) {
      if (now - (at.at(-1) ?? 0) <= rememberedSeconds) break;
      this.#nodes.delete(other);
    }
    const before = this.#nodes.get(node);
    const own = before?.name === name ? before.at.filter((at) => now - at <= rememberedSeconds) : [];
    // The node that is named exactly so comes before one whose name only becomes the same.
    if (before !== undefined && before.name !== name && name !== node)
      return `node ${before.name} has the same name in subjects as node ${name}`;
    if (own.length >= admissionBudget.admissions)
      return `node ${name} was given ${own.length} connections within an hour`;
    this.#nodes.delete(node);
    this.#nodes.set(node, { name, at: [...own, now] });
    return null;
  }
}
