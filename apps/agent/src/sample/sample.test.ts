import { decode, encode, Telemetry } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { engineRow, gpuReading, snapshots } from "../../test/snapshots.ts";
import { buildSample } from "./sample.ts";

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
    const { uuid, index, unknown, ...values } = gpus;
    expect(uuid).toEqual(["GPU-0", "GPU-1"]);
    expect(index).toEqual([0, 1]);
    for (const column of Object.values(values)) expect(column).toEqual([null, null]);
    expect(unknown).toEqual({ "*": "stale" });
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
  test("are stalled in the state", () =>
    expect(sources["nvidia-smi"]).toMatchObject({ state: "stalled", ageSeconds: 99 }));
});

test("one source that is too old costs nothing of the other", () => {
  const sample = buildSample(snapshots([gpuReading(0)], [engineRow("a")], { gpusFresh: false }), identity);
  expect(sample.gpus.utilizationRatio).toEqual([null]);
  expect(sample.engines.running).toEqual([2]);
});

describe("GPUs of an engine in a pod", () => {
  const device = (id: string, pod = "chat-0") => ({
    device: id,
    share: null,
    resource: "nvidia.com/gpu",
    namespace: "serving",
    pod,
    container: "engine",
  });
  const uuids = (ids: readonly string[], target: Parameters<typeof engineRow>[1] = { pod: "serving/chat-0" }) => {
    const base = snapshots([gpuReading(0), gpuReading(1)], [engineRow("a", target)]);
    const value = { devices: [...ids.map((id) => device(id)), device("GPU-1", "other")], allocatable: 2, rejected: 0 };
    const sample = buildSample({ ...base, pods: value }, identity);
    expect(decode(Telemetry, encode(sample)).kind).toBe("ok");
    return sample.engines.gpuUuids;
  };
  test.each([
    { name: "are those that the kubelet gave the pod", ids: ["GPU-0", "MIG-5"], expected: ["GPU-0", "MIG-5"] },
    { name: "may be named by number", ids: ["nvidia1"], expected: ["GPU-1"] },
    { name: "that it shares count once", ids: ["GPU-0", "GPU-0"], expected: ["GPU-0"] },
    { name: "are unknown when the kubelet names none", ids: [], expected: null },
  ])("$name", ({ ids, expected }) => expect(uuids(ids)).toEqual([expected]));
  test("are those of the settings where these name them", () =>
    expect(uuids(["GPU-0"], { pod: "serving/chat-0", gpus: ["1"] })).toEqual([["GPU-1"]]));
});

test("columns that few sources have are there where one row has a value", () => {
  const gpus = [gpuReading(0, { memoryTemperatureCelsius: 61 }), gpuReading(1)];
  const finishReasons = { stop: 5, length: 1 };
  const rows = [engineRow("a"), engineRow("b")];
  const cached = rows.map((row, at) =>
    at === 1 || row.reading === null
      ? row
      : {
          ...row,
          reading: { ...row.reading, finishReasons, numbers: { ...row.reading.numbers, prefixCacheHitsTotal: 4 } },
        },
  );
  const sample = buildSample(snapshots(gpus, cached), identity);
  expect(sample.gpus.memoryTemperatureCelsius).toEqual([61, null]);
  expect(sample.engines).toMatchObject({ prefixCacheHitsTotal: [4, null], finishReasons: [finishReasons, null] });
  expect(sample.engines).not.toHaveProperty("cachedPromptTokensTotal");
  expect(decode(Telemetry, encode(sample)).kind).toBe("ok");
});

describe("reasons of unknown values", () => {
  const failed = gpuReading(1, { powerDrawWatts: null, unknown: { powerDrawWatts: "failed", serial: "unsupported" } });
  const unsupported = gpuReading(0, { powerDrawWatts: null, unknown: { powerDrawWatts: "unsupported" } });
  test.each([
    { name: "nothing is unknown", gpus: [gpuReading(0)], expected: undefined },
    { name: "one reason stands for all nulls", gpus: [gpuReading(0), failed], expected: { powerDrawWatts: "failed" } },
    {
      name: "different ones are listed per row",
      gpus: [unsupported, failed, gpuReading(2)],
      expected: { powerDrawWatts: ["unsupported", "failed", null] },
    },
  ])("$name", ({ gpus, expected }) => {
    const sample = buildSample(snapshots(gpus, []), identity);
    expect(sample.gpus.unknown).toEqual(expected);
    expect(decode(Telemetry, encode(sample))).toEqual({ kind: "ok", value: sample });
  });
});

test("slices are rows of their own, with their GPU", () => {
  const slice = {
    uuid: "MIG-1",
    index: 0,
    gpuInstanceId: 3,
    computeInstanceId: 0,
    profile: "2g.20gb",
    memoryTotalBytes: 20e9,
    memoryUsedBytes: 0,
  };
  const sample = buildSample(
    snapshots([gpuReading(0, { migEnabled: true, slices: [slice] }), gpuReading(1)], []),
    identity,
  );
  expect(sample.slices).toMatchObject({
    uuid: ["MIG-1"],
    parentUuid: ["GPU-0"],
    profile: ["2g.20gb"],
    memoryUsedBytes: [0],
  });
  expect(decode(Telemetry, encode(sample))).toEqual({ kind: "ok", value: sample });
});

describe("GPUs of an engine", () => {
  test.each([
    { name: "unknown where they are not configured", gpus: null, expected: null },
    { name: "UUIDs stay", gpus: ["GPU-x"], expected: ["GPU-x"] },
    { name: "indices become UUIDs", gpus: ["1", "0"], expected: ["GPU-1", "GPU-0"] },
    { name: "an index that is not seen makes the list unknown", gpus: ["0", "7"], expected: null },
    { name: "none at all is known", gpus: [], expected: [] },
  ])("$name", ({ gpus, expected }) => {
    const sample = buildSample(snapshots([gpuReading(0), gpuReading(1)], [engineRow("a", { gpus })]), identity);
    expect(sample.engines.gpuUuids).toEqual([expected]);
  });
});

test("every other sample has all observations since the engine started, however often a report is used", () => {
  const latencies = { timeToFirstToken: [[0, 3]], interTokenLatency: null };
  const from = snapshots([], [{ ...engineRow("a"), latencies }, engineRow("b")]);
  const samples = [0, 1, 2].map((seq) => buildSample(from, { ...identity, seq }));
  expect(samples[1]?.engines).not.toHaveProperty("timeToFirstTokenTotals");
  for (const { engines } of samples.filter(({ seq }) => seq !== 1)) {
    expect(engines.timeToFirstTokenTotals).toEqual([[[0, 3]], null]);
    expect(engines.interTokenLatencyTotals).toEqual([null, null]);
    // A recommender before 0.2 takes these as observed since the sample before.
    expect(engines.timeToFirstTokenBuckets).toBeUndefined();
  }
  expect(decode(Telemetry, encode(samples[0])).kind).toBe("ok");
});
