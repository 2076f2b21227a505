import { expect, test } from "vitest";
import { poolRoom } from "./pool-room.ts";

const pool = {
  name: "h100",
  gpu: "h100",
  gpusPerNode: 8,
  nodes: 2,
  purchase: "on-demand" as const,
  failureDomain: "default",
};

test.each([
  { name: "an empty pool takes all", uses: [], gpusPerReplica: 4, expected: 4 },
  {
    name: "what every deployment uses is taken off",
    uses: [
      { replicas: 2, gpusPerReplica: 4 },
      { replicas: 3, gpusPerReplica: 1 },
    ],
    gpusPerReplica: 4,
    expected: 1,
  },
  {
    name: "a pool that is over-full has no room",
    uses: [{ replicas: 5, gpusPerReplica: 4 }],
    gpusPerReplica: 1,
    expected: 0,
  },
  {
    name: "an unknown use makes the room unknown",
    uses: [{ replicas: null, gpusPerReplica: 4 }],
    gpusPerReplica: 1,
    expected: null,
  },
])("$name", ({ uses, gpusPerReplica, expected }) => {
  expect(poolRoom(pool, uses, gpusPerReplica)).toBe(expected);
});
