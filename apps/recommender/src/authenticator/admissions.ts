import { admissionBudget } from "@loadline/protocol";

interface Admitted {
  /** The node's own name. */
  readonly name: string;
  /** When its last connection was admitted, epoch seconds. */
  readonly at: number;
  /** Connections that time had not made good by then. */
  readonly spent: number;
}

const { admissions, secondsPerAdmission } = admissionBudget;
// No connection lasts longer.
const rememberedSeconds = 3_600;

/** Connections that nodes were given lately. */
export class Admissions {
  readonly #nodes = new Map<string, Admitted>();

  /**
   * @param node as subjects name it
   * @param name its own, in which dots stand where that has hyphens
   * @returns why it may open no further connection; null: it may, and that is counted
   */
  refusal(node: string, name: string, now: number): string | null {
    for (const [other, { at }] of this.#nodes) {
      if (now - at <= rememberedSeconds) break;
      this.#nodes.delete(other);
    }
    const before = this.#nodes.get(node);
    // The node that is named exactly so comes before one whose name only becomes the same.
    if (before !== undefined && before.name !== name && name !== node)
      return `node ${before.name} has the same name in subjects as node ${name}`;
    const own = before?.name === name ? before : { at: now, spent: 0 };
    const spent = Math.max(0, own.spent - (now - own.at) / secondsPerAdmission);
    if (spent > admissions - 1) return `node ${name} opens more than ${admissions} connections at once`;
    this.#nodes.delete(node);
    this.#nodes.set(node, { name, at: now, spent: spent + 1 });
    return null;
  }
}
