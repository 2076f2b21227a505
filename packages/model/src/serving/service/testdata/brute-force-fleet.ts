import type { ServingEngine } from "../../../model/replica.ts";
import { seededRandom } from "../../arrivals/random.ts";
import { type CompletedRequest, LiveReplica } from "../../event-simulation/live-replica.ts";
import type { RouterName } from "../routers.ts";

/** A fleet as it would be watched: every replica is brought to every arrival, and the router looks at them all. */
export interface WatchedService {
  readonly engine: ServingEngine;
  readonly replicas: number;
  readonly router: Exclude<RouterName, "prefix-affinity" | "least-tokens">;
  /** Of the whole service, per second. */
  readonly rate: number;
  readonly requests: number;
  readonly lengths: (random: () => number) => readonly [input: number, output: number];
}

/** What the requests after the first fifth got, seconds. */
export const watchFleet = ({ engine, replicas, router, rate, requests, lengths }: WatchedService) => {
  const random = seededRandom(31);
  const fleet = Array.from({ length: replicas }, () => ({ engine: new LiveReplica(engine), open: 0, last: -1 }));
  const done: CompletedRequest[] = [];
  let time = 0;
  for (let id = 0; id < requests; id++) {
    time += -Math.log(1 - random()) / rate;
    for (const one of fleet) {
      const finished = one.engine.advanceTo(time);
      one.open -= finished.length;
      done.push(...finished);
    }
    const drawn = Math.floor(random() * replicas);
    const other = (drawn + 1 + Math.floor(random() * (replicas - 1))) % replicas;
    const openAt = (index: number): number => fleet[index]?.open ?? 0;
    const places = {
      random: drawn,
      "round-robin": id % replicas,
      "power-of-two": openAt(other) < openAt(drawn) ? other : drawn,
      "least-requests": fleet.indexOf(fleet.toSorted((a, b) => a.open - b.open || a.last - b.last)[0] ?? fleet[0] as never),
    };
    const one = fleet[places[router]];
    if (one === undefined) throw new RangeError("no replica");
    const [inputTokens, outputTokens] = lengths(random);
    one.engine.submit({ id, at: time, inputTokens, outputTokens });
    one.open += 1;
    one.last = id;
  }
  for (const one of fleet) done.push(...one.engine.advanceTo(time + 1e6));
  return done
    .filter(({ id }) => id > requests / 5)
    .map(({ arrivedAt, firstTokenAt, finishedAt, outputTokens }) => ({
      firstToken: firstTokenAt - arrivedAt,
      meanGap: (finishedAt - firstTokenAt) / Math.max(1, outputTokens - 1),
    }));
};
