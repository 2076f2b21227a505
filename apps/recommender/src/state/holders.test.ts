import { describe, expect, test } from "vitest";
import { viewWith } from "../../test/decided.ts";
import type { SyntheticEngine } from "../../test/synthetic-node.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { afterLook, type Held, type HoldersContext, withHolders } from "./holders.ts";

const context = {
  deployment: "chat",
  freshnessSeconds: 20,
  workSeconds: 600,
  patienceSeconds: 180,
  mostPerNode: 4,
  target: 2,
};

const stepSeconds = 10;

/** Engines that are called less than the others, by their names. */
const shares: Readonly<Record<string, number>> = { seldom: 0.05, less: 0.2, rare: 0.01 };
const shareOf = ({ id }: SyntheticEngine): number => shares[id] ?? 1;

/** A cluster whose nodes say, step by step, what they are told to say. */
class Cluster {
  readonly #fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds: 600,
    monotonic: () => this.now,
  });
  now = 1_000;
  #seq = 0;
  held: Held;

  constructor(held: Held) {
    this.held = held;
  }

  get nodes() {
    return this.#fleet.nodes;
  }

  /** Says the same for `seconds`, and looks after each step. Engines without a counter get a request a second. */
  say(
    seconds: number,
    said: Readonly<Record<string, readonly SyntheticEngine[]>>,
    asked: Partial<HoldersContext> = {},
  ) {
    for (const end = this.now + seconds; this.now < end; ) {
      this.now += stepSeconds;
      this.#seq += 1;
      for (const [node, told] of Object.entries(said)) {
        const engines = told.map((engine) => ({
          ...engine,
          finished: (engine.finished ?? this.now) * shareOf(engine),
        }));
        const sample = { seq: this.#seq, sampledAt: this.now, engines };
        this.#fleet.accept(node, syntheticTelemetry(sample), this.now);
      }
      this.#fleet.forget(this.now);
      this.held = afterLook(this.held, { nodes: this.nodes, ready: 0 }, { ...context, now: this.now, ...asked });
    }
    return this;
  }
}

const busy = (id: string, startedAt: number | null = null): SyntheticEngine => ({ id, deployment: "chat", startedAt });
const idle = (id: string): SyntheticEngine => ({ id, deployment: "chat", finished: 0 });

const nothing: Held = { holders: {}, replaced: {}, late: [] };
const both: Held = { ...nothing, holders: { a: 1000, b: 1000 } };
const missing = ({ held: { holders } }: Cluster, ...nodes: readonly string[]): readonly string[] =>
  nodes.filter((node) => node in holders);

describe("a node that held a replica", () => {
  test("stays known when the fleet has forgotten it, and is named as missing", () => {
    const cluster = new Cluster(both).say(4_000, { a: [busy("e")] });
    expect(cluster.held).toEqual({ ...nothing, holders: { a: 5000, b: 1000 } });
    const { nodes, now } = cluster;
    const view = withHolders(viewWith(5, { ready: 1 }), cluster.held.holders, { nodes, target: 2, now });
    expect(view.complete).toBe(false);
    expect(view.missing).toEqual([{ input: "telemetry of node b", ageSeconds: 4000 }]);
  });

  test("is struck off once as many replicas as were asked for serve elsewhere", () => {
    const cluster = new Cluster(both).say(700, { a: [busy("e")] }).say(100, { a: [busy("e")], c: [busy("e")] });
    expect(missing(cluster, "a", "b", "c")).toEqual(["a", "c"]);
  });

  test("is struck off when it says that it drains", () => {
    const cluster = new Cluster(both).say(10, { a: [busy("e")], b: [{ ...busy("e"), draining: true }] });
    expect(missing(cluster, "a", "b")).toEqual(["a"]);
  });

  test("is struck off when somebody reports under its name that it has no engine", () => {
    const cluster = new Cluster(both).say(700, { a: [busy("e")] });
    expect(missing(cluster, "b")).toEqual(["b"]);
    expect(missing(cluster.say(10, { a: [busy("e")], b: [] }), "b")).toEqual([]);
  });

  test("is known to a successor that has heard of it in the replay alone", () => {
    const before = new Cluster(nothing).say(10, { b: [busy("e")] });
    const look = { nodes: before.nodes, ready: null };
    const first = afterLook(nothing, look, { ...context, now: before.now + 600 });
    expect(first.holders).toEqual({ b: before.now });
    const forgotten = afterLook(first, { nodes: [], ready: 0 }, { ...context, now: before.now + 6_000 });
    expect(forgotten.holders).toEqual({ b: before.now });
  });

  test("is struck off after a day of silence", () => {
    const look = { nodes: [], ready: null };
    expect(afterLook(both, look, { ...context, now: 1000 + 86_401 })).toEqual(nothing);
  });

  test("leaves the view as it is while the fleet knows it", () => {
    const { nodes } = new Cluster(both).say(10, { a: [busy("e")], b: [busy("e")] });
    const view = viewWith(5);
    expect(withHolders(view, both.holders, { nodes, target: 2, now: 1100 })).toBe(view);
  });
});

describe("replicas that are told in the place of a silent node's", () => {
  const before = () => new Cluster(both).say(60, { a: [busy("e")], b: [busy("e")], c: [] });

  test.each<{ readonly name: string; readonly told: () => readonly SyntheticEngine[] }>([
    { name: "nobody calls", told: () => [idle("x1"), idle("x2")] },
    { name: "have run for long without a word of them", told: () => [busy("x1", 500), busy("x2", 600)] },
    { name: "are called far less than their peers", told: () => [busy("seldom")] },
    { name: "do not answer", told: () => [{ ...busy("x1"), reachable: false }] },
    { name: "drain", told: () => [{ ...busy("x1"), draining: true }] },
    { name: "serve another deployment", told: () => [{ ...busy("x1"), deployment: "code" }] },
  ])("are no proof where they $name", ({ told }) => {
    const cluster = before().say(3_000, { a: [busy("e")], c: told() });
    expect(missing(cluster, "b")).toEqual(["b"]);
  });

  test("are proof where they are called less than their peers, as new ones are where prompts are routed by prefix", () => {
    const cluster = before().say(3_000, { a: [busy("e")], c: [busy("less")] });
    expect(missing(cluster, "b")).toEqual([]);
  });

  test("are proof of a rare load after the time over which work is compared, no sooner", () => {
    const told = { a: [busy("rare")], c: [busy("rare")] };
    const cluster = before()
      .say(700, { a: [busy("rare")], c: [] })
      .say(400, told);
    expect(missing(cluster, "b")).toEqual(["b"]);
    expect(missing(cluster.say(300, told), "b")).toEqual([]);
  });

  test("are no proof where another node tells the same process", () => {
    const told = { a: [busy("e", 900)], c: [busy("e", 900)] };
    const cluster = new Cluster(both).say(60, { ...told, b: [busy("e")] }).say(3_000, told);
    expect(missing(cluster, "b")).toEqual(["b"]);
  });

  test("are no proof beyond what the node has GPUs for", () => {
    const told = Array.from({ length: 9 }, (_, index) => busy(`x${index}`));
    const cluster = before().say(3_000, { a: [busy("e")], c: told }, { target: 6 });
    expect(missing(cluster, "b")).toEqual(["b"]);
  });

  test("are no proof under a second name that was there before the silence, nor to a successor", () => {
    const told = { a: [busy("e")], c: [busy("x1", 500)] };
    const liar = new Cluster(both).say(500, { a: [busy("e")], b: [busy("e")], c: [] });
    const { held } = liar.say(60, { ...told, b: [busy("e")] });
    expect(held.late).toEqual(["c/x1"]);
    const successor = new Cluster({ ...held, holders: { ...held.holders, b: 1_000 } }).say(3_000, told);
    expect(missing(successor, "b")).toEqual(["b"]);
  });

  test("are named as unproven while as many are told as were asked for", () => {
    const { nodes, now, held } = before().say(3_000, { a: [busy("e")], c: [idle("x1")] });
    const view = withHolders(viewWith(5, { ready: 2 }), held.holders, { nodes, target: 2, now });
    expect(view.missing).toEqual([
      { input: "telemetry of node b, or proof of the replicas that are told in its place", ageSeconds: 3_000 },
    ]);
  });
});

describe("a node that was replaced", () => {
  const replaced = () =>
    new Cluster(both)
      .say(60, { a: [busy("e")], b: [busy("e")], c: [] })
      .say(700, { a: [busy("e")], c: [busy("x1", 1_100)] });

  test("is forgotten for good when what replaced it drains later", () => {
    const cluster = replaced();
    expect(cluster.held.replaced).toEqual({ b: { at: 1_060, by: ["c/x1"] } });
    cluster.say(60, { a: [busy("e")], c: [{ ...busy("x1"), draining: true }] }).say(100, { a: [busy("e")], c: [] });
    expect(cluster.held).toMatchObject({ holders: { a: cluster.now }, replaced: {} });
  });

  test("is missing again when the node denies what replaced it", () => {
    const cluster = replaced().say(10, { a: [busy("e")], c: [] });
    expect(missing(cluster, "a", "b")).toEqual(["a", "b"]);
    expect(cluster.held.replaced).toEqual({});
  });

  test("is not missing again when fewer are asked for by then", () => {
    const cluster = replaced().say(10, { a: [busy("e")], c: [] }, { target: 1 });
    expect(missing(cluster, "a", "b")).toEqual(["a"]);
  });

  test("is not missing again when the node of what replaced it is silent, which is missing itself", () => {
    const cluster = replaced().say(3_000, { a: [busy("e")] });
    expect(missing(cluster, "b", "c")).toEqual(["c"]);
  });

  test("is forgotten when it is heard again", () => {
    const cluster = replaced().say(10, { a: [busy("e")], b: [], c: [busy("x1", 1_100)] });
    expect(cluster.held).toMatchObject({ holders: { a: cluster.now, c: cluster.now }, replaced: {} });
  });
});
