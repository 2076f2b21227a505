import type { Health } from "@loadline/protocol";
import { expect, test } from "vitest";
import { HealthStore } from "./health-store.ts";

const now = 1_800_000_000;
const event = (rest: Partial<Health>): Health => ({
  v: 1,
  bootId: "boot-0000",
  seq: 0,
  observedAt: now - 10,
  kind: "gpu-lost",
  gpuUuid: null,
  code: null,
  effect: "lost",
  detail: "",
  ...rest,
});
const faults = (store: HealthStore, node = "n1") => store.faultsOf(new Set([node]), now);

test("what a node invents stays bounded, and the latest stays", () => {
  const store = new HealthStore();
  store.take("n2", event({ gpuUuid: "GPU-of-another-node" }));
  for (let at = 0; at < 10_000; at += 1)
    store.take("n1", event({ gpuUuid: `GPU-${at}`, observedAt: now - 10_000 + at }));
  expect(faults(store).length).toBeLessThanOrEqual(1_024);
  expect(faults(store).at(-1)?.gpuUuid).toBe("GPU-9999");
  expect(faults(store, "n2")).toHaveLength(1);
});

test("a condition that is reported again and again is one, and its newest report counts", () => {
  const store = new HealthStore();
  store.take("n1", event({ gpuUuid: "GPU-0" }));
  store.take("n1", event({ gpuUuid: "GPU-0", kind: "gpu-back", effect: "ok", observedAt: now - 5 }));
  store.take("n1", event({ gpuUuid: "GPU-0", observedAt: now - 20 }));
  expect(faults(store)).toEqual([]);
});
