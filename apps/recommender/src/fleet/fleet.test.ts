import { inBuckets } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { sampleWithGpus, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { backlogOf } from "./engine-stretch.ts";
import { Fleet, judgeSample, type SampleStamp } from "./fleet.ts";
import { isFresh } from "./fleet-view.ts";
import { devicesOf } from "./node-devices.ts";

const rememberSeconds = 600;

const world = () => {
  const clock = { monotonic: 0, wall: 10_000 };
  const fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds,
    monotonic: () => clock.monotonic,
  });
  const pass = (seconds: number): void => {
    clock.monotonic += seconds;
    clock.wall += seconds;
  };
  const receive = (seq: number, sampledAt = clock.wall, bootId = "boot-0000") =>
    fleet.accept("a", syntheticTelemetry({ bootId, seq, sampledAt, engines: [] }), clock.wall);
  const fresh = (): boolean => fleet.nodes.some((node) => isFresh(node, { freshnessSeconds: 20, now: clock.wall }));
  return { clock, fleet, pass, receive, fresh };
};

test("a sample from before the clock was set back is not new when the clock has caught up with it", () => {
  const { clock, pass, receive, fresh } = world();
  receive(1);
  expect(fresh()).toBe(true);
  clock.wall -= 3_300;
  expect(fresh()).toBe(false);
  pass(3_300);
  expect(fresh()).toBe(false);
});

describe("a node whose later sample was refused is not fresh", () => {
  test("its next sample came from the future: what came late from before is not its newest sample", () => {
    const { clock, pass, receive, fresh } = world();
    receive(1);
    pass(60);
    receive(2, clock.wall - 1);
    expect(fresh()).toBe(true);
    expect(receive(3, clock.wall + 59)).toEqual({ kind: "rejected", reason: "future-dated" });
    expect(fresh()).toBe(false);
  });

  test("its clock was set right again, and goes through times that it has reported before", () => {
    const { clock, pass, receive, fresh } = world();
    receive(1);
    pass(60);
    receive(2, clock.wall - 1);
    expect(receive(3, clock.wall - 30)).toEqual({ kind: "rejected", reason: "old-sequence" });
    expect(fresh()).toBe(false);
  });

  test("its agent was started again on a clock that was set right", () => {
    const { clock, pass, receive, fresh } = world();
    receive(1);
    pass(60);
    receive(2, clock.wall - 1);
    expect(receive(0, clock.wall - 30, "boot-0002")).toEqual({ kind: "rejected", reason: "old-boot" });
    expect(fresh()).toBe(false);
  });

  test("until a sample of it is taken again", () => {
    const { clock, pass, receive, fresh } = world();
    receive(1);
    receive(2, clock.wall + 60);
    pass(1);
    receive(3);
    expect(fresh()).toBe(true);
  });

  test.each([
    { name: "a repetition", again: { seq: 1, boot: "boot-0002" } },
    { name: "an older one that comes late", again: { seq: 0, boot: "boot-0002" } },
    { name: "one of the boot before", again: { seq: 9, boot: "boot-0001" } },
  ])("$name shows nothing of its clock", ({ again }) => {
    const { clock, pass, receive, fresh } = world();
    receive(8, clock.wall, "boot-0001");
    pass(1);
    receive(1, clock.wall, "boot-0002");
    expect(receive(again.seq, clock.wall - 1, again.boot).kind).toBe("rejected");
    expect(fresh()).toBe(true);
  });
});

test("a node that was forgotten and comes back has its gap counted, and what it sent before is not taken again", () => {
  const { fleet, clock, pass, receive } = world();
  receive(1);
  const before = clock.wall;
  pass(rememberSeconds + 1);
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
  expect(receive(1, before)).toEqual({ kind: "rejected", reason: "old-sequence" });
  expect(receive(61)).toEqual({ kind: "new", gap: 59 });
});

test("samples that were left out are no gap of the node, those that are lost after them are", () => {
  const { fleet, pass, receive } = world();
  receive(1);
  pass(5);
  fleet.skipped();
  pass(1);
  expect(receive(31)).toEqual({ kind: "new", gap: 0 });
  pass(1);
  expect(receive(34)).toEqual({ kind: "new", gap: 2 });
});

test("a stale node is forgotten even when the wall clock stands still", () => {
  const { fleet, clock, receive } = world();
  receive(1);
  clock.monotonic += rememberSeconds + 1;
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
});

describe("a node whose clock is ahead", () => {
  const ahead = (sampledAt: number, seq = 1) =>
    syntheticTelemetry({ seq, sampledAt, engines: [{ id: "e", deployment: "chat", finished: 1e6 }] });

  test("is known from its first rejected sample on, stale and without its counters", () => {
    const { fleet, clock, fresh } = world();
    expect(fleet.accept("a", ahead(clock.wall + 60), clock.wall)).toEqual({ kind: "rejected", reason: "future-dated" });
    expect(fresh()).toBe(false);
    const [node] = fleet.nodes;
    expect(node).toMatchObject({ rejectedSince: "future-dated", sampledAt: clock.wall });
    expect(node?.engines.get("e")).toMatchObject({ present: true, reachable: false, series: { length: 0 } });
  });

  test("is accepted once its clock is right, as a node that was not known before", () => {
    const { fleet, clock, pass, fresh } = world();
    fleet.accept("a", ahead(clock.wall + 60), clock.wall);
    pass(5);
    expect(fleet.accept("a", ahead(clock.wall, 2), clock.wall)).toEqual({ kind: "new", gap: 0 });
    expect(fresh()).toBe(true);
  });

  test("is forgotten like any other when it stops reporting", () => {
    const { fleet, clock, pass } = world();
    fleet.accept("a", ahead(clock.wall + 60), clock.wall);
    pass(rememberSeconds + 1);
    fleet.forget(clock.wall);
    expect(fleet.nodes).toEqual([]);
  });
});

test.each(["vllm", "sglang", "an-engine-of-next-year"])(
  "an engine is not gone while its source %s cannot be read",
  (source) => {
    const { fleet, clock, pass } = world();
    const engines = [{ id: "e", deployment: "chat" }];
    fleet.accept("a", syntheticTelemetry({ seq: 1, sampledAt: clock.wall, engines }), clock.wall);
    pass(5);
    const stalled = { state: "stalled", ageSeconds: 9, durationSeconds: null, detail: null } as const;
    const sources = { [source]: stalled, "dcgm-exporter": { ...stalled, state: "absent" as const } };
    fleet.accept("a", syntheticTelemetry({ seq: 2, sampledAt: clock.wall, engines: [], sources }), clock.wall);
    expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(true);
    pass(5);
    const gpuOnly = { "dcgm-exporter": sources["dcgm-exporter"] };
    fleet.accept("a", syntheticTelemetry({ seq: 3, sampledAt: clock.wall, engines: [], sources: gpuOnly }), clock.wall);
    expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(false);
  },
);

test("an engine is not gone while an agent that was started anew has no list of them yet", () => {
  const { fleet, clock, pass } = world();
  fleet.accept(
    "a",
    syntheticTelemetry({ seq: 1, sampledAt: clock.wall, engines: [{ id: "e", deployment: "chat" }] }),
    clock.wall,
  );
  pass(5);
  const detail = "pods of node a were not listed yet";
  const sources = { engines: { state: "degraded", ageSeconds: 0, durationSeconds: 0.01, detail } } as const;
  fleet.accept("a", syntheticTelemetry({ seq: 2, sampledAt: clock.wall, engines: [], sources }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(true);
  // Nor once its series are beyond what is remembered.
  pass(700);
  fleet.accept("a", syntheticTelemetry({ seq: 3, sampledAt: clock.wall, engines: [], sources }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(true);
  pass(5);
  const read = { engines: { ...sources.engines, state: "absent" } } as const;
  fleet.accept("a", syntheticTelemetry({ seq: 4, sampledAt: clock.wall, engines: [], sources: read }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present ?? false).toBe(false);
});

test("an engine of a list that is not read stays, beside one of another list", () => {
  const { fleet, clock, pass } = world();
  const [e, f] = ["e", "f"].map((id) => ({ id, deployment: "chat" }));
  if (e === undefined || f === undefined) throw new Error("no engines");
  fleet.accept("a", syntheticTelemetry({ seq: 1, sampledAt: clock.wall, engines: [e, f] }), clock.wall);
  pass(5);
  const status = { ageSeconds: 0, durationSeconds: 0.01, detail: "cannot read engines.json" };
  const engines = { ...status, state: "degraded" } as const;
  const sources = { engines, "engine-lists": { ...status, state: "stalled" } } as const;
  fleet.accept("a", syntheticTelemetry({ seq: 2, sampledAt: clock.wall, engines: [f], sources }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(true);
  pass(5);
  fleet.accept("a", syntheticTelemetry({ seq: 3, sampledAt: clock.wall, engines: [f] }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(false);
});

test("an engine that is gone is gone though another one of its node does not answer", () => {
  const { fleet, clock, pass } = world();
  const engines = ["e", "f"].map((id) => ({ id, deployment: "chat" }));
  fleet.accept("a", syntheticTelemetry({ seq: 1, sampledAt: clock.wall, engines }), clock.wall);
  pass(5);
  const unanswered = { id: "f", deployment: "chat", reachable: false };
  const detail = "unreachable: f: no answer";
  const sources = { engines: { state: "degraded", ageSeconds: 0, durationSeconds: 0.01, detail } } as const;
  fleet.accept("a", syntheticTelemetry({ seq: 2, sampledAt: clock.wall, engines: [unanswered], sources }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(false);
  expect(fleet.nodes[0]?.engines.get("f")).toMatchObject({ present: true, reachable: false });
});

test("the last engine of a node is gone once its agent finds none, and is not one that drains for ever", () => {
  const { fleet, clock, pass } = world();
  const engines = [{ id: "e", deployment: "chat", draining: true }];
  fleet.accept("a", syntheticTelemetry({ seq: 1, sampledAt: clock.wall, engines }), clock.wall);
  pass(5);
  // As an agent reports a list without engines.
  const detail = "no engine is configured";
  const sources = { engines: { state: "absent", ageSeconds: null, durationSeconds: 0.01, detail } } as const;
  fleet.accept("a", syntheticTelemetry({ seq: 2, sampledAt: clock.wall, engines: [], sources }), clock.wall);
  expect(fleet.nodes[0]?.engines.get("e")?.present).toBe(false);
});

test("of an engine that a sample lists twice the last row counts", () => {
  const { clock, fleet, pass } = world();
  for (const [seq, finished] of [100, 110, 120].entries()) {
    pass(1);
    const engines = [finished, 1_000 + finished].map((own) => ({ id: "e", deployment: "chat", finished: own }));
    fleet.accept("a", syntheticTelemetry({ seq, sampledAt: clock.wall, engines }), clock.wall);
  }
  expect(fleet.nodes[0]?.engines.get("e")?.series.arrived).toBe(20);
});

test("a node that renames its engines at every sample is remembered with the latest of them only", () => {
  const { clock, fleet, pass } = world();
  for (let seq = 0; seq < 20; seq += 1) {
    pass(1);
    const engines = Array.from({ length: 500 }, (_, at) => ({ id: `e${seq}-${at}`, deployment: "chat", finished: 1 }));
    fleet.accept("a", syntheticTelemetry({ seq, sampledAt: clock.wall, engines }), clock.wall);
  }
  const [node] = fleet.nodes;
  const ids = [...(node?.engines.keys() ?? [])];
  expect(ids.length).toBeLessThanOrEqual(500 + 512);
  expect(ids).toContain("e18-0");
  expect(ids).not.toContain("e0-0");
});

describe("samples that are judged", () => {
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

  describe("devices of a node", () => {
    const engine = (id: string) => ({ id, deployment: "chat" });

    describe("the devices of a sample", () => {
      test("are free where neither an engine nor a pod has them", () => {
        const sample = sampleWithGpus({ gpus: ["a", "b", "c"], engines: [engine("e")], on: [["a"]] });
        const pods = {
          device: ["c"],
          share: [null],
          resource: [null],
          namespace: [null],
          pod: ["job"],
          container: [null],
        };
        expect(devicesOf(sample)).toMatchObject({ whole: 3, wholeFree: 2 });
        expect(devicesOf({ ...sample, pods })).toMatchObject({ whole: 3, wholeFree: 1 });
      });

      test.each([
        { name: "an engine does not report where it runs", gpus: ["a", "b"], on: [null] },
        { name: "the node lists no GPU", gpus: [], on: [["a"]] },
      ])("are unknown where $name", ({ gpus, on }) => {
        expect(devicesOf(sampleWithGpus({ gpus, engines: [engine("e")], on }))).toBeNull();
      });

      test("a divided GPU is no whole one, and each of its slices counts by its profile", () => {
        const sample = sampleWithGpus({ gpus: ["a", "b"], engines: [engine("e")], on: [["s1"]] });
        const slices = {
          uuid: ["s1", "s2", "s3"],
          parentUuid: ["a", "a", "a"],
          profile: ["3g.40gb", "3g.40gb", "1g.10gb"],
          gpuInstanceId: [1, 2, 3],
          computeInstanceId: [0, 0, 0],
          memoryTotalBytes: [null, null, null],
          memoryUsedBytes: [null, null, null],
        };
        const devices = devicesOf({ ...sample, slices });
        expect(devices).toMatchObject({ whole: 1, wholeFree: 1 });
        expect([devices?.slices.get("3g.40gb"), devices?.slicesFree.get("3g.40gb")]).toEqual([2, 1]);
        expect(devices?.slicesFree.get("1g.10gb")).toBe(1);
      });
    });
  });
});

describe("a node without an engine of a watched deployment", () => {
  const watchedWorld = () => {
    const clock = { monotonic: 0, wall: 10_000 };
    const fleet = new Fleet({
      horizonSeconds: 660,
      resolutionSeconds: 2,
      rememberSeconds,
      monotonic: () => clock.monotonic,
      watched: { otherwiseSeconds: 10, has: (deployment) => deployment === "own" },
    });
    let seq = 0;
    /** As the inbox: one sample a second, decoded where it is not skipped. @returns the seconds of the decoded ones */
    const receive = (seconds: number, deployments: readonly string[], delay = 0): readonly number[] =>
      Array.from({ length: seconds }, (_, second) => second).filter(() => {
        seq += 1;
        clock.monotonic += 1;
        clock.wall += 1;
        if (fleet.skips("a", clock.wall)) return false;
        const engines = deployments.map((deployment) => ({ id: `e-${deployment}`, deployment, finished: seq }));
        const sample = syntheticTelemetry({ seq, sampledAt: clock.wall - delay, engines });
        expect(fleet.accept("a", sample, clock.wall)).toEqual({ kind: "new", gap: 0 });
        return true;
      });
    const fresh = (): boolean => fleet.nodes.some((node) => isFresh(node, { freshnessSeconds: 20, now: clock.wall }));
    return { clock, fleet, receive, fresh };
  };

  test("is read once in so many seconds, stays fresh, and shows no gap", () => {
    const { receive, fresh } = watchedWorld();
    expect(receive(31, ["other"])).toEqual([0, 10, 20, 30]);
    receive(9, ["other"]);
    expect(fresh()).toBe(true);
  });

  test("is read whole from the sample on that shows such an engine, whose requests since the last one all count", () => {
    const { fleet, receive } = watchedWorld();
    receive(5, ["other"]);
    expect(receive(20, ["other", "own"])).toEqual(Array.from({ length: 15 }, (_, at) => 5 + at));
    expect(fleet.nodes[0]?.engines.get("e-own")?.series.arrived).toBe(14);
  });

  test("is read as often in a backlog, whose samples are older, and whole once the distance of its samples has grown", () => {
    const { clock, fleet, receive } = watchedWorld();
    expect(receive(21, ["other"], 60)).toEqual([0, 10, 20]);
    clock.monotonic += 10;
    expect(fleet.skips("a", clock.wall)).toBe(false);
  });

  test("is read whole once its clock was set back", () => {
    const { clock, fleet, receive } = watchedWorld();
    expect(receive(5, ["other"], 1)).toHaveLength(1);
    expect(fleet.skips("a", clock.wall - 3_600)).toBe(false);
    // Its own: until the next sample that is read nothing shows it.
    for (const seq of [60, 61]) {
      clock.monotonic += 10;
      const verdict = fleet.accept("a", syntheticTelemetry({ seq, sampledAt: 9_000, engines: [] }), clock.wall);
      expect(verdict.kind).toBe("rejected");
      clock.monotonic -= 10;
      expect(fleet.skips("a", clock.wall)).toBe(false);
    }
  });
});

describe("a fleet of more samples a second than are read", () => {
  interface Given {
    readonly nodes?: number;
    readonly interval?: number;
    readonly freshnessSeconds?: number;
    /** What of its times to the first token a sample has: all since the engine started, or those since the sample before. */
    readonly histograms?: (seq: number) => "totals" | "rises" | null;
    /** The first sample of the engine's second run. */
    readonly restartAt?: number;
    readonly waiting?: (seq: number) => number;
  }
  const observations = (kind: "totals" | "rises" | null, seq: number, count: number) => {
    if (kind === "rises") return { timeToFirstTokenBuckets: [seq === 0 ? [] : [[0.1, 10] as [number, number]]] };
    if (kind === null || seq % 2 === 1) return {};
    const bounds: [number, number][] = [
      [0.1, count],
      [0.2, count],
    ];
    return { timeToFirstTokenTotals: [inBuckets("timeToFirstToken", bounds)] };
  };
  const largeWorld = (given: Given = {}) => {
    const {
      nodes = 12_500,
      interval = 1,
      freshnessSeconds = 20,
      histograms,
      restartAt = Number.POSITIVE_INFINITY,
    } = given;
    const waiting = given.waiting ?? (() => 0);
    const clock = { monotonic: 0 };
    const fleet = new Fleet({
      horizonSeconds: 660,
      resolutionSeconds: 4,
      rememberSeconds,
      monotonic: () => clock.monotonic,
      stretch: { freshnessSeconds, windowSeconds: 60 },
    });
    fleet.latenciesOf("own");
    /** One sample of a node, as the inbox takes it. @returns null: it is not read */
    const receive = (seq: number, sampledAt = 10_000 + seq * interval, node = "n-0") => {
      clock.monotonic = seq * interval;
      const now = 10_000 + clock.monotonic;
      if (fleet.skips(node, now)) return null;
      const sample = syntheticTelemetry({
        seq,
        sampledAt,
        engines: [{ id: "e", deployment: "own", finished: 10 * seq, waiting: waiting(seq) }],
      });
      const count = 10 * (seq < restartAt ? seq : seq - restartAt);
      const buckets = observations(histograms?.(seq) ?? null, seq, count);
      const engines = { ...sample.engines, ...buckets };
      return fleet.accept(node, { ...sample, engines, intervalSeconds: interval }, now);
    };
    for (let node = nodes - 1; node >= 0; node -= 1) receive(0, 10_000, `n-${node}`);
    const arrived = () => fleet.nodes.find(({ node }) => node === "n-0")?.engines.get("e")?.series.arrived;
    let last = 0;
    /** The samples of a node up to this one that are read. */
    const read = (until: number, each: () => void = () => undefined): readonly number[] => {
      const seqs: number[] = [];
      for (last += 1; last <= until; last += 1) {
        if (receive(last) === null) continue;
        seqs.push(last);
        each();
      }
      last = until;
      return seqs;
    };
    return { fleet, receive, read, arrived };
  };
  const distancesOf = (read: readonly number[]): readonly number[] => read.map((seq, at) => seq - (read[at - 1] ?? 0));
  const shown = (distances: readonly number[]): readonly number[] => [...new Set(distances)].sort((a, b) => a - b);

  test.each<{ name: string; given: Given; distances: number[]; mean: number }>([
    { name: "3,999 nodes: whole", given: { nodes: 3_999 }, distances: [1], mean: 1 },
    { name: "6,000: every second on average", given: { nodes: 6_000 }, distances: [1, 2, 3], mean: 2 },
    { name: "12,500: every fourth", given: {}, distances: [2, 3, 4, 5, 6], mean: 4 },
    {
      name: "19,000: no less, for points are as far apart",
      given: { nodes: 19_000, freshnessSeconds: 60 },
      distances: [2, 3, 4, 5, 6],
      mean: 4,
    },
    { name: "12,500 with a sample in 2 s", given: { interval: 2 }, distances: [1, 2, 3], mean: 2 },
    { name: "12,500 that are stale after 6 s", given: { freshnessSeconds: 6 }, distances: [1, 2], mean: 1.5 },
  ])("$name", ({ given, distances, mean }) => {
    const read = largeWorld(given).read(2_000);
    expect(shown(distancesOf(read))).toEqual(distances);
    expect(2_000 / read.length / mean).toBeGreaterThan(0.95);
    expect(2_000 / read.length / mean).toBeLessThan(1.05);
  });

  test("is read at each phase of what recurs, and each replay reads the same samples", () => {
    const read = largeWorld().read(2_000);
    expect(read).toEqual(largeWorld().read(2_000));
    for (const period of [2, 3, 4, 5]) {
      const phases = Array.from({ length: period }, (_, at) => read.filter((seq) => seq % period === at).length);
      expect(Math.min(...phases) / Math.max(...phases)).toBeGreaterThan(0.7);
    }
  });

  test("is read whole while requests wait: a queue in every other sample is none that lasts", () => {
    const { read, fleet } = largeWorld({ waiting: (seq) => (seq > 1_000 || seq % 2 === 0 ? 5 : 0) });
    const backlog = () =>
      backlogOf(fleet.nodes.find(({ node }) => node === "n-0")?.engines.get("e")?.stretch ?? expect.fail());
    const seen = new Set<number>();
    read(1_000, () => seen.add(backlog()));
    expect([...seen]).toEqual([0]);
    expect(read(1_020, () => seen.add(backlog())).slice(-10)).toEqual(
      Array.from({ length: 10 }, (_, at) => 1_011 + at),
    );
    expect(backlog()).toBe(5);
  });

  test("is read with all of its requests", () => {
    const { read, arrived } = largeWorld();
    const last = read(60).at(-1);
    expect(arrived()).toBe(10 * (last ?? Number.NaN));
  });

  const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

  test("is read whole where samples have the observations since the one before, and none is lost", () => {
    const { read, fleet } = largeWorld({ histograms: () => "rises" });
    expect(read(60)).toHaveLength(60);
    expect(sumOf(fleet.latenciesOf("own").totals.buckets.timeToFirstToken)).toBe(600);
  });

  test("is read whole as long as its agent has such observations, also after a sample in which no engine was read", () => {
    const { read, fleet } = largeWorld({ histograms: (seq) => (seq % 10 === 9 ? null : "rises") });
    expect(read(60)).toHaveLength(60);
    expect(sumOf(fleet.latenciesOf("own").totals.buckets.timeToFirstToken)).toBe(540);
  });

  test("counts no observation twice where its agent is an earlier one for a while", () => {
    const isEarlier = (seq: number): boolean => seq >= 20 && seq <= 40;
    const { read, fleet } = largeWorld({ histograms: (seq) => (isEarlier(seq) ? "rises" : "totals") });
    const seqs = [0, ...read(80)];
    const rises = 10 * seqs.filter(isEarlier).length;
    const ofTotals = [seqs.filter((seq) => seq < 20), seqs.filter((seq) => seq > 40)].map((part) => {
      const shown = part.filter((seq) => seq % 2 === 0);
      return 20 * ((shown.at(-1) ?? Number.NaN) - (shown[0] ?? Number.NaN));
    });
    expect(sumOf(fleet.latenciesOf("own").totals.buckets.timeToFirstToken)).toBe(rises + sumOf(ofTotals));
  });

  test("loses none of the observations of the samples between where their totals are sent, after a restart neither", () => {
    const { read, fleet } = largeWorld({ histograms: () => "totals", restartAt: 100 });
    const seqs = read(160);
    expect(seqs.length).toBeLessThan(50);
    const { buckets, straddling } = fleet.latenciesOf("own").totals;
    const [before = 0, last = 0] = [
      seqs.findLast((seq) => seq < 100 && seq % 2 === 0),
      seqs.findLast((seq) => seq % 2 === 0),
    ];
    expect(sumOf(buckets.timeToFirstToken)).toBe(20 * (before + last - 100));
    expect(sumOf(straddling.timeToFirstToken)).toBe(10 * (before + last - 100));
  });

  test("shows the samples that a node lost, and none that were skipped", () => {
    const { receive } = largeWorld();
    const seqs = Array.from({ length: 200 }, (_, at) => at + 1).filter((seq) => seq % 7 !== 3);
    const gaps = seqs.map((seq) => receive(seq)).map((verdict) => (verdict?.kind === "new" ? verdict.gap : 0));
    const lost = 200 - seqs.length;
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeGreaterThanOrEqual(lost - 1);
    expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeLessThanOrEqual(lost);
  });

  test("is read whole behind samples that were left out", () => {
    // The next sample after one that is read is skipped otherwise, and 59 that are missing are a gap.
    for (const seq of [1, 60]) {
      const { fleet, receive } = largeWorld();
      fleet.skipped();
      expect(receive(seq)).toEqual({ kind: "new", gap: 0 });
    }
  });

  test("is read whole where a node's samples are rejected for their time, until one is accepted", () => {
    const { read, receive } = largeWorld();
    read(20);
    const early = [21, 22, 23, 24, 25, 26, 27, 28, 29].map((seq) => receive(seq, 9_000 + seq));
    const first = early.findIndex((verdict) => verdict !== null);
    expect(first).toBeLessThan(6);
    expect(early.slice(first).map((verdict) => verdict?.kind)).toEqual(early.slice(first).map(() => "rejected"));
    expect(receive(30)).toMatchObject({ kind: "new" });
    expect(receive(31)).toBeNull();
    expect(receive(0, 20_000, "unknown before")).toMatchObject({ kind: "rejected" });
    expect(receive(1, 10_001, "unknown before")).toMatchObject({ kind: "new" });
  });
});
