import type { Arrival } from "./types.ts";

/** Merges endless sequences, each in order of arrival, into one in order of arrival. Equal times: the earlier source. */
export function* mergeArrivals(sources: readonly Iterator<Arrival, never>[]): Generator<Arrival, never> {
  const heads = sources.map((source) => ({ source, head: source.next().value }));
  for (;;) {
    const first = heads.reduce((best, candidate) => (candidate.head.at < best.head.at ? candidate : best));
    yield first.head;
    first.head = first.source.next().value;
  }
}
