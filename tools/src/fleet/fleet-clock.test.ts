import { expect, test } from "vitest";
import { fleetClock } from "./fleet-clock.ts";

test("the fleet's clock follows real time, and pauses while the process is held up", () => {
  const instants = [100, 100.1, 100.6, 3700.6, 3700.7];
  let index = 0;
  const time = fleetClock(() => instants[index++] ?? 0);
  expect([time(), time(), time(), time()].map((each) => Number(each.toFixed(6)))).toEqual([0.1, 0.6, 1.6, 1.7]);
});
