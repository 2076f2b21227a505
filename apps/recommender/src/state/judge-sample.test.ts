import { expect, test } from "vitest";
import { judgeSample, type SampleStamp } from "./fleet.ts";

const last: SampleStamp = { bootId: "boot-a", seq: 7, sampledAt: 100 };
const now = 110;

test.each([
  { name: "the first sample of a node is taken", last: null, sample: last, expected: { kind: "new", gap: 0 } },
  {
    name: "the next sample is taken",
    last,
    sample: { bootId: "boot-a", seq: 8, sampledAt: 105 },
    expected: { kind: "new", gap: 0 },
  },
  {
    name: "samples that never came are counted",
    last,
    sample: { bootId: "boot-a", seq: 11, sampledAt: 108 },
    expected: { kind: "new", gap: 3 },
  },
  {
    name: "the same sample again is refused",
    last,
    sample: last,
    expected: { kind: "rejected", reason: "old-sequence" },
  },
  {
    name: "an older sample that comes late is refused",
    last,
    sample: { bootId: "boot-a", seq: 6, sampledAt: 99 },
    expected: { kind: "rejected", reason: "old-sequence" },
  },
  {
    name: "the same sequence under a newer time is refused",
    last,
    sample: { bootId: "boot-a", seq: 7, sampledAt: 105 },
    expected: { kind: "rejected", reason: "old-sequence" },
  },
  {
    name: "a new boot is taken and makes no gap",
    last,
    sample: { bootId: "boot-b", seq: 40, sampledAt: 104 },
    expected: { kind: "new", gap: 0 },
  },
  {
    name: "a boot that was left does not come back",
    last,
    sample: { bootId: "boot-0", seq: 900, sampledAt: 99 },
    expected: { kind: "rejected", reason: "old-boot" },
  },
  {
    name: "a sample from the future is refused",
    last: null,
    sample: { bootId: "boot-a", seq: 1, sampledAt: now + 6 },
    expected: { kind: "rejected", reason: "future-dated" },
  },
  {
    name: "a clock slightly ahead is tolerated",
    last: null,
    sample: { bootId: "boot-a", seq: 1, sampledAt: now + 4 },
    expected: { kind: "new", gap: 0 },
  },
])("$name", ({ last: before, sample, expected }) => {
  expect(judgeSample(before, sample, now)).toEqual(expected);
});
