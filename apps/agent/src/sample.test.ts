import { decode, encode, Telemetry } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { buildSample } from "./sample.ts";
import { engineRow, gpuReading, snapshots } from "./testing/snapshots.ts";

const identity = {
  bootId: "boot-0001",
  seq: 3,
  sampledAt: 1_764_000_000,
  intervalSeconds: 5,
  inventoryHash: "a".repeat(64),
};

const cases = [
  {
    name: "GPUs and engines",
    from: snapshots([gpuReading(0), gpuReading(1)], [engineRow("a"), engineRow("b", {}, null)]),
  },
  { name: "nothing at all", from: snapshots([], []) },
  {
    name: "values that are too old",
    from: snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false, enginesFresh: false }),
  },
];

test.each(cases)("a sample of $name satisfies the contract, on the wire too", ({ from }) => {
  const sample = buildSample(from, identity);
  expect(decode(Telemetry, encode(sample))).toEqual({ kind: "ok", value: sample });
});

describe("values beyond the freshness limit", () => {
  const { gpus, engines, sources } = buildSample(
    snapshots([gpuReading(0), gpuReading(1)], [engineRow("a", { gpus: ["1"] })], {
      gpusFresh: false,
      enginesFresh: false,
    }),
    identity,
  );
  test("are unknown in every column", () => {
    const { uuid, index, ...values } = gpus;
    expect(uuid).toEqual(["GPU-0", "GPU-1"]);
    expect(index).toEqual([0, 1]);
    for (const column of Object.values(values)) expect(column).toEqual([null, null]);
  });
  test("make an engine unreachable, which keeps its name, deployment and GPUs", () =>
    expect(engines).toMatchObject({
      id: ["a"],
      deployment: ["chat"],
      gpuUuids: [["GPU-1"]],
      reachable: [false],
      running: [null],
      model: [null],
    }));
  test("say so in the state", () => expect(sources["nvidia-smi"]).toMatchObject({ state: "stalled", ageSeconds: 99 }));
});

test("one source that is too old costs nothing of the other", () => {
  const sample = buildSample(snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false }), identity);
  expect(sample.gpus.utilizationRatio).toEqual([null]);
  expect(sample.engines.running).toEqual([2]);
});

describe("GPUs of an engine", () => {
  test.each([
    { name: "nobody said", gpus: null, expected: null },
    { name: "UUIDs stay", gpus: ["GPU-x"], expected: ["GPU-x"] },
    { name: "indices become UUIDs", gpus: ["1", "0"], expected: ["GPU-1", "GPU-0"] },
    { name: "an index that is not seen makes the list unknown", gpus: ["0", "7"], expected: null },
    { name: "none at all is known", gpus: [], expected: [] },
  ])("$name", ({ gpus, expected }) => {
    const sample = buildSample(snapshots([gpuReading(0), gpuReading(1)], [engineRow("a", { gpus })]), identity);
    expect(sample.engines.gpuUuids).toEqual([expected]);
  });
});

describe("profiling columns", () => {
  const from = snapshots([gpuReading(0), gpuReading(1)], []);
  test("are there for every GPU once a profiling source is in use", () => {
    const known = {
      uuid: "GPU-1",
      index: 1,
      graphicsActiveRatio: 0.9,
      smActiveRatio: 0.7,
      smOccupancyRatio: 0.3,
      tensorActiveRatio: 0.4,
      dramActiveRatio: null,
    };
    const sample = buildSample(from, identity, new Map([["GPU-1", known]]));
    expect(sample.gpus).toMatchObject({
      smActiveRatio: [null, 0.7],
      smOccupancyRatio: [null, 0.3],
      tensorActiveRatio: [null, 0.4],
      dramActiveRatio: [null, null],
    });
    expect(decode(Telemetry, encode(sample))).toEqual({ kind: "ok", value: sample });
  });
  test("are left out where there is none", () =>
    expect(buildSample(from, identity).gpus).not.toHaveProperty("smActiveRatio"));
});
