import { decode, parseSubject, Recommendation } from "@loadline/wire";

export const mostPerDeployment = 500;

/** The latest events of each deployment, as the stream has them, from whichever publisher. */
export class Archive {
  readonly #events = new Map<string, readonly Recommendation[]>();

  /** @returns the event where it is a new one; null for one that is there already or cannot be read */
  readonly take = (subject: string, data: Uint8Array): Recommendation | null => {
    const address = parseSubject(subject);
    const decoded = decode(Recommendation, data);
    if (address?.kind !== "recommendation" || decoded.kind !== "ok") return null;
    const before = this.#events.get(address.name) ?? [];
    // A stream that was restored is read again from its beginning.
    if (before.some(({ id }) => id === decoded.value.id)) return null;
    this.#events.set(address.name, [...before, decoded.value].slice(-mostPerDeployment));
    return decoded.value;
  };

  /** Oldest first. */
  of(deployment: string): readonly Recommendation[] {
    return this.#events.get(deployment) ?? [];
  }

  /** The first event of a decision, by the id of the decision or of any of its events; null: not retained. */
  find(id: string): Recommendation | null {
    const all = [...this.#events.values()].flat();
    const named = all.find((event) => event.id === id || event.data.decision.id === id);
    if (named === undefined) return null;
    return all.find(({ data }) => data.decision.id === named.data.decision.id) ?? named;
  }
}
