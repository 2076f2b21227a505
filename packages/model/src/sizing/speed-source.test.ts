import { expect, test } from "vitest";
import { seconds } from "../base/units.ts";
import { capacitiesInService } from "../capacity/replica-capacity.ts";
import type { Slo } from "../model/load.ts";
import { chat, spec8b } from "../performance/testdata/arbitraries.ts";
import { modelledSpeed } from "./speed-source.ts";

const routing = { router: "least-requests" } as const;
const slo = (times: number): Slo => ({
  percentile: 0.95,
  timeToFirstToken: seconds(0.5 * times),
  interTokenLatency: seconds(0.03 * times),
});

test("what a service is asked does not depend on what was asked of it before", () => {
  for (const times of [1, 0.7, 1.6, 0.8, 1]) {
    const [asked, alone] = [modelledSpeed.service(spec8b, chat, routing), capacitiesInService(spec8b, chat, routing)];
    for (const [replicas, isQuick] of [
      [1, false],
      [4, true],
      [4, false],
    ] as const)
      expect(asked(replicas, isQuick)(slo(times))).toEqual(alone(replicas, isQuick)(slo(times)));
  }
});

test("a service with another router, shape or replica is another one", () => {
  const rate = (...of: Parameters<typeof modelledSpeed.service>): number => {
    const result = modelledSpeed.service(...of)(4)(slo(1));
    return result.kind === "feasible" ? result.capacity.requestsPerSecond : 0;
  };
  const longer = { ...spec8b, parallel: { ...spec8b.parallel, tensor: 2 } };
  const all = [
    rate(spec8b, chat, routing),
    rate(spec8b, chat, { router: "random" }),
    rate(spec8b, { ...chat, variedLengths: true }, routing),
    rate(longer, chat, routing),
  ];
  expect(new Set(all).size).toBe(all.length);
});
