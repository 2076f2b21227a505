import { parsePlan } from "@loadline/plan";
import { describe, expect, test } from "vitest";
import { decidedBy } from "../../test/decided.ts";
import { type SyntheticEngine, sampleWithGpus } from "../../test/synthetic-node.ts";
import { Fleet } from "../fleet/fleet.ts";
import type { ClusterView } from "../kubernetes/cluster-view.ts";
import { ReplicaModels, rateOf } from "../observe/replica-model.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { Deployments } from "./deployments.ts";

// Deployments with one busy replica on each of their nodes, and a node that hosts none of them and reports what it likes.
const start = 1_800_000_000;
const hosted = { chat: 7, solo: 5, code: 4 } as const;
type Name = keyof typeof hosted;
const leadTimeSeconds = 60;
const names = ["chat", "solo", "code"] as const;
const two = ["chat", "solo"] as const;
const shape = { inputTokens: 1000, outputTokens: 200, basis: "telemetry" } as const;

const deployment = (name: Name) => ({
  name,
  model: "llama-3.1-8b",
  pool: "h100",
  slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
  replicas: { planned: hosted[name], min: 1, max: 24 },
  // Each carries the same whatever their number.
  router: "random",
  leadTimeSeconds,
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
  kubernetes: { namespace: "prod", name },
});
const plan = parsePlan({
  version: 1,
  cluster: "lab",
  pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 20 }],
  deployments: names.map(deployment),
});
const models = new ReplicaModels();
const [chat] = plan.deployments;
const [pool] = plan.pools;
if (chat === undefined || pool === undefined) throw new Error("the plan is empty");
const capacity = rateOf(models.of(chat, pool).capacity(shape)) ?? Number.NaN;
const usualRate = 0.5 * capacity;

const engine = (id: string, name: string, finished: number): SyntheticEngine => ({
  id,
  deployment: name,
  startedAt: start - 3_600,
  finished,
  promptTokens: finished * shape.inputTokens,
  generatedTokens: finished * shape.outputTokens,
  interTokenSeconds: finished * shape.outputTokens * 0.02,
  interTokenCount: finished * shape.outputTokens,
});

interface Report {
  readonly engines: readonly SyntheticEngine[];
  /** Seconds that its clock is ahead. */
  readonly ahead?: number;
  readonly gpus?: number;
  /** GPU of each engine. */
  readonly on?: readonly number[];
}

interface Course {
  /** What the foreign node reports; null: nothing. */
  readonly foreign: (second: number) => Report | null;
  readonly watched: boolean;
  /** Share of the usual load. */
  readonly load?: (second: number) => number;
  /** Replicas that are asked for come, each on a node of its own; left out: those that there are stay. */
  readonly follows?: boolean;
}

const attackFrom = 1_200;
const attackUntil = 2_400;
const ends = 2_700;
const sampleSeconds = 5;
const tickSeconds = 15;

const input = <T>(objects: readonly T[]) => ({ objects, ageSeconds: 5, problem: null, interruption: null });
const clusterOf = (name: Name): ClusterView => ({
  pods: input(
    Array.from({ length: hosted[name] }, (_, at) => ({
      name: `${name}-${at}`,
      node: `${name}-node-${at}`,
      ready: true,
      leaving: false,
      waiting: null,
    })),
  ),
  workload: input([{ uid: name, replicas: hosted[name], writer: null, raisedAt: null, leaving: false, problems: [] }]),
  autoscalers: input([]),
  nodes: input([]),
  quotas: input([]),
  devices: input([]),
});

type Desired = Record<Name, number | null>;

/** Deployments whose decisions are in force at once. */
const decidingFor = (desired: Desired): Deployments => {
  const deployments = new Deployments(RecommenderConfig.parse({ plan: "test" }), models);
  for (const name of names) {
    const publisher = {
      epoch: 1,
      get last() {
        return desired[name] === null ? null : ({ desired: desired[name] } as never);
      },
      publish: () => Promise.reject(new Error("nothing is published")),
    };
    deployments.adopt(name, publisher, { checkpoint: null, forecast: null });
  }
  return deployments;
};

/** What the nodes report at a second, by node. */
const reportsAt = (
  second: number,
  { replicas, finished }: Readonly<Record<"replicas" | "finished", Readonly<Record<Name, number>>>>,
  foreign: Course["foreign"],
): ReadonlyMap<string, Report> => {
  const own = names.flatMap((name) =>
    Array.from({ length: replicas[name] }, (_, at): [string, Report] => [
      `${name}-node-${at}`,
      { engines: [engine(`prod/${name}-${at}`, name, finished[name] + at)] },
    ]),
  );
  const report = second >= attackFrom && second < attackUntil ? foreign(second) : null;
  return new Map([...own, ...(report === null ? [] : [["foreign", report] as const])]);
};

const takeAll = (fleet: Fleet, reports: ReadonlyMap<string, Report>, second: number): void => {
  const now = start + second;
  for (const [node, { engines, ahead = 0, gpus: listed = 8, on = [] }] of reports) {
    const gpus = Array.from({ length: listed }, (_, gpu) => `${node}-gpu-${gpu}`);
    const devices = on.map((gpu) => [`${node}-gpu-${gpu}`]);
    fleet.accept(node, sampleWithGpus({ gpus, engines, on: devices, seq: second, sampledAt: now + ahead }), now);
  }
  fleet.forget(now);
};

/** The counts of all deployments over time. What is asked for is published. */
const courseOf = ({ foreign, watched, load = () => 1, follows = false }: Course) => {
  let monotonic = 0;
  const times = { horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600, monotonic: () => monotonic };
  const fleet = new Fleet(times);
  const desired: Desired = { chat: null, solo: null, code: null };
  const deployments = decidingFor(desired);
  const counts: ({ readonly second: number } & Desired)[] = [];
  const cluster = watched ? ({ name }: { readonly name: string }) => clusterOf(name as Name) : () => null;
  const replicas: Record<Name, number> = { ...hosted };
  const finished = { chat: 0, solo: 0, code: 0 };
  for (let second = 0; second <= ends; second += sampleSeconds) {
    monotonic = second;
    const asked = follows ? counts.findLast((one) => one.second <= second - leadTimeSeconds) : undefined;
    for (const name of names) {
      finished[name] += (load(second) * usualRate * sampleSeconds * hosted[name]) / replicas[name];
      replicas[name] = Math.max(replicas[name], asked?.[name] ?? 0);
    }
    takeAll(fleet, reportsAt(second, { replicas, finished }, foreign), second);
    if (second % tickSeconds !== 0) continue;
    for (const { deployment, decision } of decidedBy(deployments, plan, fleet.nodes, start + second, { cluster }))
      desired[deployment.name as Name] = decision.desired ?? desired[deployment.name as Name];
    counts.push({ second, ...desired });
  }
  return counts;
};

type Counts = ReturnType<typeof courseOf>;
const most = (counts: Counts, name: Name, from = attackFrom): number =>
  Math.max(...counts.filter(({ second }) => second >= from).map((one) => one[name] ?? 0));
const last = (counts: Counts, name: Name): number => counts.at(-1)?.[name] ?? Number.NaN;

const quietly = { foreign: () => null };

const busyFor = (claimed: readonly Name[], idOf: (name: Name, at: number) => string) => (second: number) => ({
  engines: claimed.flatMap((name) =>
    Array.from({ length: 8 }, (_, at) => engine(idOf(name, at), name, 3 * usualRate * (second - attackFrom) + at)),
  ),
});

describe("a node claims engines of several deployments that it does not host", () => {
  const claims: Readonly<Record<string, Course["foreign"]>> = {
    "busy ones under names of its own": busyFor(two, (name, at) => `x-${name}-${at}`),
    "busy ones in pods that there are not": busyFor(two, (name, at) => `prod/${name}-${at + 100}`),
    "busy ones in the pods of the other nodes": busyFor(two, (name, at) => `prod/${name}-${at}`),
    "busy ones that change their names all the time": (second) =>
      busyFor(two, (name, at) => `x-${name}-${at}-${second}`)(second),
  };

  test.each(Object.entries(claims))("%s: where Kubernetes is watched no count moves by more than one", (_, foreign) => {
    const [counts, quiet] = [courseOf({ foreign, watched: true }), courseOf({ ...quietly, watched: true })];
    for (const name of names) {
      expect(most(counts, name)).toBeLessThanOrEqual(most(quiet, name) + 1);
      expect(last(counts, name)).toBeLessThanOrEqual(last(quiet, name));
    }
  });

  test("without Kubernetes its eight GPUs count once over both", () => {
    const rise = (claimed: readonly Name[]): number => {
      const counts = courseOf({ foreign: busyFor(claimed, (name, at) => `x-${name}-${at}`), watched: false });
      return names.reduce(
        (sum, name) => sum + most(counts, name) - most(courseOf({ ...quietly, watched: false }), name),
        0,
      );
    };
    // Each count is rounded up.
    expect(rise(two)).toBeLessThanOrEqual(Math.max(rise(["chat"]), rise(["solo"])) + names.length);
  });
});

interface Turns {
  readonly claimed: readonly Name[];
  /** Which of them it claims in a sample. */
  readonly turn: (second: number) => number;
  readonly with?: Partial<Report>;
  readonly engine?: Partial<SyntheticEngine>;
}

const byTurns =
  ({ claimed, turn, with: more = {}, engine: what = {} }: Turns): Course["foreign"] =>
  (second) => {
    const own = claimed.slice(turn(second) % claimed.length).slice(0, 1);
    const { engines } = busyFor(own, (name, at) => `x-${name}-${at}`)(second);
    return { engines: engines.map((one) => ({ ...one, ...what })), ...more };
  };
const everySamples =
  (samples: number) =>
  (second: number): number =>
    Math.floor(second / (samples * sampleSeconds));

const tenMinutes = (counts: Counts) => counts.filter(({ second }) => second <= attackFrom + 600);

describe("without Kubernetes a node claims one deployment after the other and hosts none of them", () => {
  const turns: Readonly<Record<string, Turns>> = {
    "two, in each sample the other one": { claimed: two, turn: everySamples(1) },
    "two, at each tick the other one": { claimed: two, turn: everySamples(3) },
    "two, each for a minute": { claimed: two, turn: everySamples(12) },
    "one at each tick, the other one between them": {
      claimed: two,
      turn: (second) => Number(second % tickSeconds > 0),
    },
    "three, in each sample the next one": { claimed: names, turn: everySamples(1) },
    "three, each for two samples": { claimed: names, turn: everySamples(2) },
    "two, on other GPUs than before of sixteen": {
      claimed: two,
      turn: everySamples(1),
      with: { gpus: 16, on: [8, 9, 10, 11, 12, 13, 14, 15] },
    },
    "two, with a million requests that wait": { claimed: two, turn: everySamples(1), engine: { waiting: 1e6 } },
    "two, with requests that wait and none that ever ended": {
      claimed: two,
      turn: everySamples(2),
      engine: { waiting: 1e6, running: 1_000, finished: 0 },
    },
    "one, for ten minutes": { claimed: ["chat"], turn: () => 0 },
  };
  const quiet = tenMinutes(courseOf({ ...quietly, watched: false, follows: true }));

  test.each(Object.entries(turns))("%s: no count moves by more than one replica", (_, given) => {
    const counts = tenMinutes(courseOf({ foreign: byTurns(given), watched: false, follows: true }));
    for (const name of names) {
      expect(most(counts, name)).toBeLessThanOrEqual(most(quiet, name) + 1);
      expect(last(counts, name)).toBeGreaterThanOrEqual(last(quiet, name) - 1);
    }
  });
});

describe("while a growing load leaves replicas missing", () => {
  const load = (second: number): number => 1 + 0.8 * Math.min(1, Math.max(0, second - attackFrom) / 600);
  const growing = (foreign: Course["foreign"]) =>
    tenMinutes(courseOf({ foreign, watched: false, follows: true, load }));
  const quiet = growing(() => null);
  const claims: Readonly<Record<string, Course["foreign"]>> = {
    "one deployment": busyFor(["solo"], (name, at) => `x-${name}-${at}`),
    "one, with a million requests that wait": byTurns({
      claimed: ["solo"],
      turn: () => 0,
      engine: { waiting: 1e6 },
    }),
    "two in turn": byTurns({ claimed: two, turn: everySamples(1) }),
    "two in turn, each for a minute": byTurns({ claimed: two, turn: everySamples(12) }),
    "one, under names that change all the time": (second) =>
      busyFor(["solo"], (name, at) => `x-${name}-${at}-${second}`)(second),
    "one, by engines without requests": byTurns({ claimed: ["solo"], turn: () => 0, engine: { finished: 0 } }),
  };
  test.each(Object.entries(claims))(
    "a node that claims %s adds what its GPUs carry, and takes nothing",
    (_, foreign) => {
      const counts = growing(foreign);
      const added = names.reduce((sum, name) => sum + most(counts, name) - most(quiet, name), 0);
      // Each count is rounded up.
      expect(added).toBeLessThanOrEqual(8 + names.length);
      for (const name of names) expect(last(counts, name)).toBeGreaterThanOrEqual(last(quiet, name));
    },
  );
});

/** A third of the load from shortly before the attack on. */
const falling = (second: number): number => (second < attackFrom - 60 ? 1 : 1 / 3);

describe("while the load falls, a node that hosts nothing holds no replica back", () => {
  const idle = [engine("x", "chat", 0), engine("y", "chat", 0)];
  const foreign: Readonly<Record<string, Course["foreign"]>> = {
    "by a sample of a time to come that names an engine": () => ({ engines: idle, ahead: 60 }),
    "by old samples that name an engine": () => ({ engines: idle, ahead: -60 }),
    "by an engine that never served, once it stops reporting": (second) =>
      second < attackFrom + 60 ? { engines: idle } : null,
  };
  test.each(
    Object.entries(foreign).flatMap(([name, report]) => [true, false].map((watched) => ({ name, report, watched }))),
  )("$name; Kubernetes watched: $watched", ({ report, watched }) => {
    const [undisturbed, disturbed] = [
      courseOf({ ...quietly, watched, load: falling }),
      courseOf({ foreign: report, watched, load: falling }),
    ];
    const before = undisturbed.find(({ second }) => second === attackFrom)?.chat ?? 0;
    const firstFall = (counts: Counts): number =>
      counts.find(({ second, chat: count }) => second > attackFrom && (count ?? 0) < before)?.second ?? ends;
    expect(last(undisturbed, "chat")).toBeLessThan(before);
    expect(firstFall(disturbed)).toBeLessThanOrEqual(firstFall(undisturbed) + 120);
    expect(last(disturbed, "chat")).toBe(last(undisturbed, "chat"));
  });

  test("by engines with requests longer than they are remembered, once they are reported no more", () => {
    const foreign = (second: number) =>
      second < attackFrom + 60 ? { engines: [engine("x", "chat", (usualRate / 10) * (second - attackFrom))] } : null;
    const [undisturbed, disturbed] = [
      courseOf({ ...quietly, watched: false, load: falling }),
      courseOf({ foreign, watched: false, load: falling }),
    ];
    expect(last(disturbed, "chat")).toBe(last(undisturbed, "chat"));
  });
});

test("without Kubernetes no count falls while half of the load is at a node that somebody added", () => {
  const halved = (second: number): number => (second < attackFrom ? 1 : 1 / 2);
  const added = (second: number) => ({
    engines: Array.from({ length: 7 }, (_, at) => engine(`x${at}`, "chat", (usualRate / 2) * (second - attackFrom))),
  });
  const of = (foreign: Course["foreign"]): Counts =>
    courseOf({ foreign, watched: false, load: halved }).filter(({ second }) => second < attackUntil);
  const before = of(added).find(({ second }) => second === attackFrom)?.chat ?? 0;
  expect(
    last(
      of(() => null),
      "chat",
    ),
  ).toBeLessThan(before);
  for (const { chat: count } of of(added).filter(({ second }) => second >= attackFrom))
    expect(count).toBeGreaterThanOrEqual(before);
});
