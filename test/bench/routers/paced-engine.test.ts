import { batchRows, engineServer, simulateServing } from "@loadline/model/internal";
import { expect, test } from "vitest";
import { type EngineClock, pacedEngine } from "./paced-engine.ts";
import { benchRequests, simulatedReplica } from "./service.ts";

const replica = simulatedReplica(0);

/** A clock that stands still until it is moved; calls come late by so many seconds. */
const handClock = (lateness: number) => {
  let [time, due, call] = [0, Number.POSITIVE_INFINITY, () => {}];
  const clock: EngineClock = {
    now: () => time,
    callAt: (at, run) => {
      [due, call] = [at + lateness, run];
    },
  };
  const moveTo = (until: number): void => {
    while (due < until) {
      time = due;
      due = Number.POSITIVE_INFINITY;
      call();
    }
    if (Number.isFinite(until)) time = until;
  };
  return { clock, moveTo };
};

const served = (lateness: number) => {
  const batch = benchRequests(simulatedReplica(0), { seed: 1, count: 60, requestsPerSecond: 0.9 });
  const arrivals = new Float64Array(60);
  const { clock, moveTo } = handClock(lateness);
  const engine = pacedEngine(engineServer(replica, batchRows({ ...batch, arrivals }), 1), arrivals, clock);
  const [first, ended] = [new Float64Array(60), new Float64Array(60)];
  for (const [request, at] of batch.arrivals.entries()) {
    moveTo(at);
    engine.submit(request, {
      firstToken: () => {
        first[request] = clock.now();
      },
      end: () => {
        ended[request] = clock.now();
      },
    });
  }
  moveTo(Number.POSITIVE_INFINITY);
  return { batch, first, ended, arrivals, outstanding: engine.outstanding() };
};

const furthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, place) => Math.max(most, Math.abs(value - (b[place] as number))), 0);

test("tokens come when the steps of the simulation end", () => {
  const { batch, first, ended, arrivals, outstanding } = served(0);
  const expected = simulateServing(replica, batch);
  expect(arrivals).toEqual(batch.arrivals);
  expect(furthest(first, expected.firstTokenAt)).toBeLessThan(0.0011);
  expect(furthest(ended, expected.finishedAt)).toBeLessThan(0.0011);
  expect(outstanding).toBe(0);
});

test("a late timer delays what is sent and nothing of the engine", () => {
  const { batch, first, ended } = served(0.02);
  const expected = simulateServing(replica, batch);
  expect(furthest(first, expected.firstTokenAt)).toBeLessThan(0.05);
  expect(furthest(ended, expected.finishedAt)).toBeLessThan(0.05);
});
