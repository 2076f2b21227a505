import { expect, test } from "vitest";
import type { ServingShape } from "../../model/load.ts";
import type { ServingReplica } from "../../model/replica.ts";
import { decodesAt, fluidRate } from "./fluid-rate.ts";

const limits = {
  maxBatchedTokens: 8192,
  maxSequences: 256,
  kvCacheTokens: 119_040,
  chunkedPrefill: true,
  cachePolicy: "grow",
  prefixHitRatio: 0,
  requestSeconds: 0,
} as const;
const steps = {
  base: (decodes: number, promptTokens: number) => 0.01 + 1e-4 * decodes + 2e-4 * promptTokens,
  perContextToken: 2e-7,
  perAttendedPair: 4e-9,
};
const replica: ServingReplica = { steps, limits };

/** Slots that are no whole number, and in another engine of JavaScript others in the last digit. */
const shapeWith = (stdev: number): ServingShape => ({
  input: { kind: "log-normal", mean: 900, stdev: 1300 },
  output: { kind: "log-normal", mean: 200, stdev },
});

test("the requests in decode at a rate do not hang on the last digit of a length", () => {
  for (let stdev = 200; stdev < 250; stdev++) {
    const [one, other] = [shapeWith(stdev), shapeWith(stdev * (1 + 2 ** -50))];
    const { requestsPerSecond: highest } = fluidRate(replica, one);
    for (let part = 1; part < 100; part++) {
      const rate = (highest * part) / 100;
      expect(decodesAt(replica, other, rate) / decodesAt(replica, one, rate)).toBeCloseTo(1, 9);
    }
  }
});
