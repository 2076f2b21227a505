import { decode, parseSubject, Recommendation } from "@loadline/wire";

export const mostPerDeployment = 500;

/** Whether who is trusted published it, however long ago. */
export type IsAuthentic = (subject: string, data: Uint8Array) => boolean;

/** The latest events of each deployment, as the stream has them, from whichever publisher. */
export class Archive {
  readonly #events = new Map<string, readonly Recommendation[]>();
  /** The latest event of each deployment with its bytes, and whether it is authentic once that was asked. */
  readonly #latest = new Map<string, { readonly subject: string; readonly data: Uint8Array; authentic?: boolean }>();
  readonly #isAuthentic: IsAuthentic;

  constructor(isAuthentic: IsAuthentic = () => true) {
    this.#isAuthentic = isAuthentic;
  }

  /** @returns the event where it is a new one; null for one that is there already or cannot be read */
  readonly take = (subject: string, data: Uint8Array): Recommendation | null => {
    const address = parseSubject(subject);
    const decoded = decode(Recommendation, data);
    if (address?.kind !== "recommendation" || decoded.kind !== "ok") return null;
    const before = this.#events.get(address.name) ?? [];
    // A stream that was restored is read again from its beginning.
    if (before.some(({ id }) => id === decoded.value.id)) return null;
    this.#events.set(address.name, [...before, decoded.value].slice(-mostPerDeployment));
    this.#latest.set(address.name, { subject, data });
    return decoded.value;
  };

  /** Oldest first. */
  of(deployment: string): readonly Recommendation[] {
    return this.#events.get(deployment) ?? [];
  }

  /** The latest event, to go on from; null where nobody who is trusted published it. */
  latest(deployment: string): Recommendation | null {
    const last = this.#latest.get(deployment);
    if (last === undefined) return null;
    last.authentic ??= this.#isAuthentic(last.subject, last.data);
    return last.authentic ? (this.of(deployment).at(-1) ?? null) : null;
  }

  /** The first event of a decision, by the id of the decision or of any of its events; null: not retained. */
  find(id: string): Recommendation | null {
    const all = [...this.#events.values()].flat();
    const named = all.find((event) => event.id === id || event.data.decision.id === id);
    if (named === undefined) return null;
    return all.find(({ data }) => data.decision.id === named.data.decision.id) ?? named;
  }
}
