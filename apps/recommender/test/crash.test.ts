import { join } from "node:path";
import { type Recommendation, recommendationType } from "@loadline/protocol";
import { waitFor } from "@loadline/servers";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Failpoint, failpoints } from "../src/settings/failpoint.ts";
import { bundleChild, type Child, type ChildOrders, type ChildProgram } from "./crash/child.ts";
import { FakeAgent, millisecondsPerSample } from "./fake-agent.ts";
import { closeWorld, openWorld, type World } from "./lab.ts";

// The full run kills more often; LOADLINE_LEASE_SECONDS=2 shows what it costs to be late by a time slice.
const scale = Number(process.env["LOADLINE_TEST_SCALE"] ?? 1);
const kills = failpoints.length * scale;
const takeovers = 2 * scale;
const millisecondsPerKill = 180_000;
// A short lease makes the test short.
const shortLeaseSeconds = 0.4;
const leaseSeconds = Number(process.env["LOADLINE_LEASE_SECONDS"] ?? shortLeaseSeconds);

let world: World;
let program: ChildProgram;
let children: Child[] = [];
let sampling: NodeJS.Timeout;
let agents: readonly FakeAgent[] = [];

const orders = (rest: Partial<ChildOrders> = {}): ChildOrders => ({
  config: {
    server: world.server.url,
    plan: join(world.folder, "plan.yaml"),
    intervalSeconds: 0.1,
    heartbeatSeconds: 0.5,
    windowSeconds: 1,
    freshnessSeconds: 2,
    scaleDownStabilisationSeconds: 1,
    leaseSeconds,
    checkpointSeconds: 0.3,
    listen: "127.0.0.1:0",
    replaySeconds: 20,
  },
  point: null,
  hits: 1,
  signal: "SIGKILL",
  ...rest,
});

const start = (rest: Partial<ChildOrders> = {}): Child => {
  const child = program.start(orders(rest));
  children = [...children, child];
  return child;
};

const until = (what: string, holds: () => boolean | Promise<boolean>): Promise<true> =>
  waitFor(async () => (await holds()) || null, { what, seconds: millisecondsPerKill / 1000, everySeconds: 0.01 });

/** Only one that is ready can take over in time, as behind a probe. */
const isReady = async (child: Child): Promise<boolean> => {
  const address = /"started":"([^"]+)"/.exec(child.log())?.[1];
  if (address === undefined) return false;
  const answer = await fetch(`http://${address}/readyz`).catch(() => null);
  return answer?.status === 200;
};

const eventsSince = (mark: number): readonly Recommendation[] => world.events.slice(mark);
const publishedSince = (mark: number): boolean => eventsSince(mark).length > 0;

/** One stored recommendation per decision, none lost between two of them, and no event of an epoch after a later one. */
const expectOneHistory = (events: readonly Recommendation[]): void => {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const decisions = events.filter(({ data }) => !data.decision.heartbeat).map(({ data }) => data.decision);
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(decisions.length);
  for (const [index, { decision }] of events.map(({ data }) => data).entries()) {
    const before = events[index - 1]?.data.decision;
    if (before === undefined) continue;
    expect(decision.epoch).toBeGreaterThanOrEqual(before.epoch);
    expect(decision.revision).toBe(before.revision + (decision.heartbeat ? 0 : 1));
    if (decision.heartbeat) expect(decision.id).toBe(before.id);
    else expect(decision.supersedes).toBe(before.id);
  }
};

beforeAll(async () => {
  world = await openWorld();
  program = await bundleChild();
  agents = ["node-1", "node-2"].map((node) => new FakeAgent(world.client, node));
  let tick = 0;
  sampling = setInterval(() => {
    tick += 1;
    // The load swings, so that there is something to decide all the time.
    for (const agent of agents) {
      agent.rate = tick % 40 < 20 ? 3 : 30;
      agent.sample().catch(() => undefined);
    }
  }, millisecondsPerSample);
});
afterEach(async () => {
  await Promise.all(children.map(({ end }) => end()));
  children = [];
});
afterAll(async () => {
  clearInterval(sampling);
  program.remove();
  await closeWorld(world);
});

const hitsAt = (point: Failpoint, round: number): number => (point === "after-receive" ? 30 + round : 1 + (round % 3));

test(
  `killed ${kills} times wherever it hurts most, it stores each decision once and loses none`,
  async () => {
    for (let kill = 0; kill < kills; kill++) {
      const point = failpoints[kill % failpoints.length] ?? "after-decide";
      const child = start({ point, hits: hitsAt(point, Math.floor(kill / failpoints.length)) });
      await until(`the kill at ${point}`, () => child.process.signalCode !== null || child.process.exitCode !== null);
      expect(child.process.signalCode).toBe("SIGKILL");
    }
    const mark = world.events.length;
    start();
    await until("the survivor's event", () => publishedSince(mark));
    expect(world.events.length).toBeGreaterThan(kills / failpoints.length);
    expectOneHistory(world.events);
    expect(world.events.every(({ type }) => type === recommendationType)).toBe(true);
  },
  60_000 + kills * millisecondsPerKill,
);

const pausesIn = (round: number): boolean => round % 2 === 1;

/** Paused with a publish on its way, it sends that one when it wakes: only the broker can refuse it. */
const ordersAsLeader = (round: number): Partial<ChildOrders> =>
  pausesIn(round) ? { point: "publish-in-flight", hits: 4, signal: "SIGSTOP" } : {};

const refusal = "another message came in between";

const epochOf = (events: readonly Recommendation[]): number => events.at(-1)?.data.decision.epoch ?? 0;

test(
  `of two recommenders the leader is killed or paused ${takeovers} times: the other one publishes, the stale one is refused`,
  async () => {
    const seconds: number[] = [];
    let refused = 0;
    let leader = start(ordersAsLeader(0));
    for (let round = 0; round < takeovers; round++) {
      const before = world.events.length;
      await until("the leader's event", () => world.events.length > before);
      const standby = start(ordersAsLeader(round + 1));
      await until("the standby", () => isReady(standby));
      const pauses = pausesIn(round);
      if (pauses) await until("the pause", leader.paused);
      else await leader.end();
      const stopped = Date.now();
      const led = epochOf(world.events);
      await until("the standby's event", () => epochOf(world.events) > led);
      seconds.push((Date.now() - stopped) / 1000);
      if (pauses) {
        leader.process.kill("SIGCONT");
        // Its publish had left before the pause, or the broker refuses it; in both cases it then stands by.
        await until("the stale one to stand by", () => leader.log().includes('"standing by"'));
        if (leader.log().includes(refusal)) refused += 1;
        await leader.end();
      }
      leader = standby;
    }
    expectOneHistory(world.events);
    if (leaseSeconds !== shortLeaseSeconds) {
      const sorted = seconds.toSorted((a, b) => a - b);
      const longest = sorted.at(-1) ?? Number.NaN;
      const median = sorted[Math.floor(sorted.length / 2)];
      const measured = {
        takeovers,
        leaseSeconds,
        medianSeconds: median,
        longestSeconds: longest,
        refusedByBroker: refused,
      };
      process.stdout.write(`${JSON.stringify(measured)}\n`);
      expect(longest).toBeLessThanOrEqual(2 * leaseSeconds);
    }
  },
  60_000 + takeovers * millisecondsPerKill,
);
