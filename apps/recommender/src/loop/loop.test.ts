import { encode, type Recommendation, subject } from "@loadline/protocol";
import { recommendationExample } from "@loadline/protocol/testing";
import { pino } from "pino";
import { describe, expect, test, vi } from "vitest";
import { now, planWith } from "../../test/decided.ts";
import { MemoryBroker } from "../../test/memory-broker.ts";
import { MemoryRecords } from "../../test/memory-lease.ts";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Advisor } from "../advise/advisor.ts";
import { Deployments } from "../decide/deployments.ts";
import { Fleet } from "../fleet/fleet.ts";
import { Archive } from "../ingest/archive.ts";
import { Inbox } from "../ingest/inbox.ts";
import { createMetrics } from "../publish/metrics.ts";
import { RecommendationPublisher } from "../publish/recommendation-publisher.ts";
import { RecommenderConfig } from "../settings/config.ts";
import { noFailpoint } from "../settings/failpoint.ts";
import { checkpointStore } from "../store/checkpoint-store.ts";
import { Checkpointer } from "../store/checkpointer.ts";
import { type LoopDeps, runOnce } from "./loop.ts";
import { Status } from "./status.ts";
import { startTicking } from "./ticking.ts";

const plan = planWith();

/** A loop on memory alone, one node with an idle engine. */
const loopWith = (rest: Partial<LoopDeps>) => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const metrics = createMetrics();
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 2, rememberSeconds: 600 });
  const config = RecommenderConfig.parse({ plan: "test" });
  const broker = new MemoryBroker();
  const checkpoints = checkpointStore(new MemoryRecords(), plan.cluster);
  const publishing = {
    broker,
    logger,
    cluster: plan.cluster,
    heartbeatSeconds: 30,
    newId: () => `id-${broker.events.length}`,
    sign: <T>(event: T): T => event,
    leads: () => true,
    failpoint: noFailpoint,
  };
  const deps: LoopDeps = {
    clock: () => now,
    logger,
    failpoint: noFailpoint,
    planFile: { current: plan, fault: null, refresh: () => Promise.resolve(plan) },
    telemetry: {
      caughtUp: () => true,
      alive: () => true,
      position: () => ({ sequence: 0, stream: "s" }),
      checkStream: () => Promise.resolve("same"),
    },
    inbox: new Inbox({
      cluster: plan.cluster,
      fleet,
      clock: () => now,
      logger,
      failpoint: noFailpoint,
      counters: metrics.counters,
    }),
    archive: new Archive(),
    fleet,
    leadership: { epoch: 1, fault: null },
    deployments: new Deployments(config),
    checkpoints,
    checkpointer: new Checkpointer(checkpoints, { seconds: 10 }),
    metrics,
    status: new Status(),
    recoverPublisher: (deployment, inheritance) =>
      RecommendationPublisher.recover({ ...publishing, deployment }, inheritance),
    ...rest,
  };
  return { deps, broker, lines };
};

test("what a standby does ahead of a take-over ends as soon as it leads", async () => {
  const leadership: { epoch: number | null; readonly fault: null } = { epoch: null, fault: null };
  const asked: string[] = [];
  const three = { ...plan, deployments: ["a", "b", "c"].map((name) => ({ ...planWith().deployments[0], name })) };
  const planFile = { current: three, fault: null, refresh: () => Promise.resolve(three) } as LoopDeps["planFile"];
  const { deps } = loopWith({ leadership, planFile });
  const { recoverPublisher } = deps;
  await runOnce({
    ...deps,
    recoverPublisher: (deployment, inheritance) => {
      asked.push(deployment);
      leadership.epoch = 2;
      return recoverPublisher(deployment, inheritance);
    },
  });
  expect(asked).toEqual(["a"]);
});

test("advice that fails is logged and delays no decision", async () => {
  const advisor = new Advisor();
  advisor.advise = () => {
    throw new Error("no such thing");
  };
  const { deps, broker, lines } = loopWith({ advisor });
  await runOnce(deps);
  expect(broker.events.map(({ data }) => data.target.deployment)).toEqual(["chat"]);
  expect(broker.events[0]?.data.advice).toBeUndefined();
  expect(lines.some((line) => line.includes("no advice at this tick") && line.includes("no such thing"))).toBe(true);
});

test("what waits is taken between the parts of a decision, but of the first ones, which are waited for", async () => {
  const { deps } = loopWith({});
  const { deciding } = deps.deployments;
  const order: string[] = [];
  deps.deployments.deciding = function* (...asked) {
    setImmediate(() => order.push("sample"));
    yield;
    order.push("decided");
    return yield* deciding.apply(deps.deployments, asked);
  };
  await runOnce(deps);
  await new Promise(setImmediate);
  await runOnce(deps);
  expect(order).toEqual(["decided", "sample", "sample", "decided"]);
});

test("a tick is a snapshot: nothing that it reads changes while it pauses, and what arrives meanwhile is taken after it", async () => {
  let cluster = 1;
  const kubernetes = {
    follow: () => undefined,
    of: () => null,
    nodes: () =>
      Array.from({ length: cluster }, (_, at) => ({ name: `n${at}`, leaving: null, closed: false, gpus: 8 })),
    close: () => Promise.resolve(),
  };
  const { deps } = loopWith({ kubernetes });
  const take = (seq: number): void =>
    deps.inbox.takeTelemetry(
      subject({ kind: "telemetry", cluster: plan.cluster, name: "n1" }),
      encode(syntheticTelemetry({ seq, sampledAt: now - 10 + seq, engines: [] })),
    );
  const { deciding } = deps.deployments;
  const during: unknown[] = [];
  deps.deployments.deciding = function* (planned, nodes, at, elsewhere) {
    const read = () => [nodes.map(({ seq }) => seq), elsewhere?.nodes?.().length];
    during.push(read());
    setImmediate(() => {
      take(2);
      cluster = 2;
    });
    yield;
    during.push(read());
    return yield* deciding.call(deps.deployments, planned, nodes, at, elsewhere);
  };
  take(1);
  await runOnce(deps);
  await runOnce(deps);
  const [, , before, after] = during;
  expect(after).toEqual(before);
  expect(deps.fleet.nodes.map(({ seq }) => seq)).toEqual([2]);
  expect(deps.inbox.counts).toEqual({ taken: 3, accepted: 2, rejected: 1 });
});

test("the first decisions pause once a second, for as many turns as a request on a new connection takes", async () => {
  let seconds = 0;
  const { deps } = loopWith({ monotonic: () => seconds });
  const { deciding } = deps.deployments;
  let pauses = 0;
  deps.deployments.deciding = function* (...asked) {
    for (; seconds < 10; seconds += 0.25) {
      let turns = 0;
      const turn = (): void => {
        turns += 1;
        if (turns < 5) setImmediate(turn);
      };
      setImmediate(turn);
      yield;
      if (turns === 5) pauses += 1;
    }
    return yield* deciding.apply(deps.deployments, asked);
  };
  await runOnce(deps);
  expect(pauses).toBe(9);
});

test("a decision that fails keeps no other one back, is counted each time and logged once", async () => {
  const both = {
    ...plan,
    deployments: plan.deployments.flatMap((one) => [one, { ...one, name: "code" }]),
  };
  const planFile = { current: both, fault: null, refresh: () => Promise.resolve(both) };
  const { deps, broker, lines } = loopWith({ planFile });
  const latenciesOf = deps.fleet.latenciesOf.bind(deps.fleet);
  deps.fleet.latenciesOf = (name) => {
    if (name === "chat") throw new Error("no such thing");
    return latenciesOf(name);
  };
  await runOnce(deps);
  await runOnce(deps);
  expect([...new Set(broker.events.map(({ data }) => data.target.deployment))]).toEqual(["code"]);
  const counted = /^loadline_publish_failures_total\{cluster="lab",deployment="chat"\} 2$/m;
  expect(await deps.metrics.registry.metrics()).toMatch(counted);
  expect(lines.filter((line) => line.includes("no such thing"))).toHaveLength(1);
});

test("advice travels in the event beside the count", async () => {
  const advisor = new Advisor();
  advisor.advise = (assessments) =>
    assessments.map((one) => ({
      ...one,
      advice: [{ code: "node-pool", message: "one node more", value: 1, unit: "nodes" }],
    }));
  const { deps, broker } = loopWith({ advisor });
  await runOnce(deps);
  expect(broker.events[0]?.data.advice).toEqual([
    { code: "node-pool", message: "one node more", value: 1, unit: "nodes" },
  ]);
  expect(await deps.metrics.registry.metrics()).toMatch(/^loadline_advice\{.*code="node-pool"\} 1$/m);
});

test("a plan that is refused is a metric while the last good one stands", async () => {
  const planFile = { current: plan, fault: "LL_PLAN_INVALID: …", refresh: () => Promise.resolve(plan) };
  const { deps } = loopWith({ planFile });
  await runOnce(deps);
  expect(await deps.metrics.registry.metrics()).toMatch(/^loadline_plan_refused\{cluster="lab"\} 1$/m);
});

test("a lease that begins anew beside an emptied stream brings back no epoch in which events were published", async () => {
  const records = new MemoryRecords();
  const onRecords = (epoch: number) => {
    const checkpoints = checkpointStore(records, plan.cluster);
    const checkpointer = new Checkpointer(checkpoints, { seconds: 10 });
    return loopWith({ checkpoints, checkpointer, leadership: { epoch, fault: null } });
  };
  const before = onRecords(7);
  before.broker.fate = "answer-lost";
  await runOnce(before.deps);
  const after = onRecords(1);
  await runOnce(after.deps);
  const [lost, next] = [before, after].map(({ broker }) => broker.received[0]?.data.decision.epoch);
  expect({ lost, next }).toEqual({ lost: 7, next: 8 });
});

test("a broker that was restored takes no event back that this process has received", async () => {
  const published = (revision: number, desired: number): Recommendation => ({
    ...recommendationExample,
    id: `event-${revision}`,
    subject: subject({ kind: "recommendation", cluster: plan.cluster, name: "chat" }),
    data: {
      ...recommendationExample.data,
      target: { ...recommendationExample.data.target, cluster: plan.cluster, deployment: "chat" },
      replicas: { ...recommendationExample.data.replicas, desired },
      decision: { ...recommendationExample.data.decision, id: `decision-${revision}`, epoch: 9, revision },
    },
  });
  const { deps, broker } = loopWith({ leadership: { epoch: 10, fault: null } });
  const [retained, lost] = [published(16, 2), published(17, 4)];
  for (const event of [retained, lost]) deps.archive.take(event.subject, encode(event));
  await broker.publish(retained, 0);
  await runOnce(deps);
  const { replicas, decision } = broker.events.at(-1)?.data ?? {};
  expect({ before: replicas?.currentTarget, desired: replicas?.desired, epoch: decision?.epoch }).toEqual({
    before: 4,
    desired: 4,
    epoch: 10,
  });
});

test("of the repetitions of a decision the archive retains the last, and finds the decision by any of them", () => {
  const archive = new Archive();
  const { subject: address, data } = recommendationExample;
  const eventOf = (id: string, decisionId: string, heartbeat: boolean): Recommendation => ({
    ...recommendationExample,
    id,
    data: { ...data, decision: { ...data.decision, id: decisionId, heartbeat } },
  });
  const events = ["a", "b"].flatMap((decision) =>
    Array.from({ length: 700 }, (_, index) => eventOf(`${decision}-${index}`, decision, index > 0)),
  );
  for (const event of events) expect(archive.take(address, encode(event))).toEqual(event);
  expect(archive.take(address, encode(eventOf("b-300", "b", true)))).toBeNull();
  const { deployment } = data.target;
  expect(archive.of(deployment).map(({ id }) => id)).toEqual(["a-0", "a-699", "b-0", "b-699"]);
  expect(archive.of(deployment, 1).map(({ id }) => id)).toEqual(["b-699"]);
  const found = ["a", "a-699", "b-300", "b", "c"].map((id) => archive.find(id)?.id ?? null);
  expect(found).toEqual(["a-0", "a-0", "b-0", "b-0", null]);
  expect(archive.latest(deployment)?.id).toBe("b-699");
});

describe("ticks", () => {
  /** A loop whose every tick ends where its plan is asked for; `tick(n)` resolves when the n-th begins. */
  const counting = (caughtUp = () => true, during: () => void = () => undefined) => {
    const begun: (() => void)[] = [];
    const ticks = Array.from({ length: 3 }, () => new Promise<void>((resolve) => begun.push(resolve)));
    const seen = { ticks: 0 };
    const planFile = {
      refresh: () => {
        begun[seen.ticks++]?.();
        during();
        return Promise.reject(new Error("the tick ends here"));
      },
    };
    const deps = {
      planFile,
      telemetry: { caughtUp },
      metrics: { stepDuration: { startTimer: () => () => 0 } },
      logger: { error: () => undefined },
    } as unknown as LoopDeps;
    return { seen, deps, tick: (nth: number) => ticks[nth - 1] };
  };

  const longInterval = 3_600;
  const pace = { intervalSeconds: longInterval, afterTick: () => undefined, monotonic: () => 0, leaseSeconds: 10 };

  test("whoever begins to lead does not wait for the end of the interval", async () => {
    const { deps, tick, seen } = counting();
    const ticking = startTicking(deps, pace);
    await tick(1);
    ticking.soon();
    await tick(2);
    await ticking.stop();
    expect(seen.ticks).toBe(2);
  });

  test("a tick comes at once after the replay, and during it once an interval", async () => {
    vi.useFakeTimers();
    let isCaughtUp = false;
    const { deps, tick, seen } = counting(() => isCaughtUp);
    const ticking = startTicking(deps, { ...pace, intervalSeconds: 5 });
    await tick(1);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(seen.ticks).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.ticks).toBe(2);
    isCaughtUp = true;
    await vi.advanceTimersByTimeAsync(125);
    expect(seen.ticks).toBe(3);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(seen.ticks).toBe(3);
    await ticking.stop();
    vi.useRealTimers();
  });

  test.each([
    { tick: 2, wait: 3 },
    { tick: 7, wait: 3 },
  ])("of an interval of 5 s a tick that takes $tick s leaves $wait s until the next", async ({ tick: took, wait }) => {
    vi.useFakeTimers();
    let seconds = 100;
    const { deps, tick, seen } = counting(undefined, () => (seconds += took));
    const ticking = startTicking(deps, { ...pace, intervalSeconds: 5, monotonic: () => seconds });
    await tick(1);
    await vi.advanceTimersByTimeAsync(1000 * wait - 1);
    expect(seen.ticks).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.ticks).toBe(2);
    await ticking.stop();
    vi.useRealTimers();
  });

  test("one that is asked to hurry during a tick ticks again after it", async () => {
    const { deps, tick, seen } = counting();
    const ticking = startTicking(deps, pace);
    ticking.soon();
    await tick(2);
    await ticking.stop();
    expect(seen.ticks).toBe(2);
  });

  test("it ends at once, and ticks no more", async () => {
    const { seen, deps } = counting();
    const ticking = startTicking(deps, pace);
    await ticking.stop();
    ticking.soon();
    await Promise.resolve();
    expect(seen.ticks).toBe(1);
  });

  test.each([
    { intervalSeconds: 1, leaseSeconds: 10, limit: 10 },
    { intervalSeconds: 30, leaseSeconds: 10, limit: 60 },
  ])("without a tick that ends well for $limit s it is not alive", async ({ intervalSeconds, leaseSeconds, limit }) => {
    const { deps } = counting();
    let now = 100;
    const ticking = startTicking(deps, { ...pace, intervalSeconds, leaseSeconds, monotonic: () => now });
    now += limit - 0.1;
    expect(ticking.isAlive()).toBe(true);
    now += 0.1;
    expect(ticking.isAlive()).toBe(false);
    await ticking.stop();
  });
});
