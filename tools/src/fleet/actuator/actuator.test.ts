import { encode, type Feedback } from "@loadline/wire";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RecommendationChange, recommendationEvent } from "../../../test/fleet/recommendation-event.ts";
import { smallFleet, testNow } from "../../../test/fleet/small-fleet.ts";
import { planChange, type ReplicaView } from "../deployment-fleet.ts";
import { Actuator, type HandledDecision, judgeDecision } from "./actuator.ts";

const message = (change: RecommendationChange) => {
  const event = recommendationEvent(testNow, change);
  return { subject: event.subject, data: encode(event) };
};

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

const setUp = (options: Parameters<typeof smallFleet>[0] = {}) => {
  const { fleet, deployment } = smallFleet(options);
  fleet.begin(deployment, 1);
  const sent: (Feedback & { readonly deployment: string })[] = [];
  const broker = {
    recommendations: async () => (async function* () {})(),
    sendFeedback: async (name: string, feedback: Feedback) => {
      sent.push({ deployment: name, ...feedback });
    },
  };
  const actuator = new Actuator({ cluster: "demo", fleet, broker, now: () => testNow, logger: quiet });
  const supply = () => deployment.inState("ready").length + deployment.inState("pending").length;
  return { fleet, deployment, actuator, sent, supply };
};

describe("the actuator", () => {
  test("applies a recommendation and says so once", async () => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(message({}));
    await actuator.handle(message({ heartbeat: true }));
    expect(supply()).toBe(3);
    expect(sent).toEqual([
      expect.objectContaining({ deployment: "chat", decisionId: "d-1", outcome: "applied", replicas: 3 }),
    ]);
    expect(actuator.lastApplied).toMatchObject({ deployment: "chat", decisionId: "d-1", replicas: 3 });
  });

  test("refuses what finds no GPUs, says how much was placed, and tries again on a heartbeat", async () => {
    const { fleet, deployment, actuator, sent, supply } = setUp({ nodes: 1, gpusPerNode: 4 });
    await actuator.handle(message({ desired: 6 }));
    expect(supply()).toBe(4);
    expect(sent[0]).toMatchObject({
      outcome: "refused",
      replicas: 4,
      detail: expect.stringContaining("placed 3 of 5"),
    });
    deployment.shrinkTo(2, fleet.time);
    await actuator.handle(message({ id: "d-2", desired: 6, heartbeat: true }));
    expect(supply()).toBe(4);
    expect(sent).toHaveLength(2);
  });

  test("a decision that expired changes nothing and is reported as expired", async () => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(message({ expiresIn: -1 }));
    expect(supply()).toBe(1);
    expect(sent).toEqual([expect.objectContaining({ outcome: "expired", replicas: 1 })]);
    expect(actuator.lastApplied).toBeNull();
  });

  test("a replaced writer is not listened to", async () => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(message({ epoch: 5, desired: 3 }));
    await actuator.handle(message({ id: "d-2", epoch: 4, revision: 90, desired: 1 }));
    expect(supply()).toBe(3);
    expect(sent).toHaveLength(1);
  });

  test("an unknown desired count keeps what there is", async () => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(message({ desired: null }));
    expect(supply()).toBe(1);
    expect(sent).toEqual([expect.objectContaining({ outcome: "applied", replicas: 1 })]);
  });

  test.each([
    { name: "another cluster's recommendation", sentTo: message({ cluster: "other" }) },
    { name: "an unknown deployment's recommendation", sentTo: message({ deployment: "batch" }) },
    { name: "bytes that are no event", sentTo: { ...message({}), data: new Uint8Array([1, 2, 3]) } },
    { name: "a subject of another kind", sentTo: { ...message({}), subject: "loadline.v1.telemetry.demo.chat" } },
  ])("ignores $name", async ({ sentTo }) => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(sentTo);
    expect(supply()).toBe(1);
    expect(sent).toEqual([]);
  });

  test("feedback that cannot be stored does not stop the fleet", async () => {
    const { fleet, deployment } = smallFleet();
    const broker = {
      recommendations: async () => (async function* () {})(),
      sendFeedback: () => Promise.reject(new Error("no broker")),
    };
    const warnings: string[] = [];
    const logger = { ...quiet, warn: (_: object, text: string) => void warnings.push(text) };
    await new Actuator({ cluster: "demo", fleet, broker, now: () => testNow, logger }).handle(message({}));
    expect(deployment.inState("pending")).toHaveLength(3);
    expect(warnings).toEqual(["feedback could not be stored"]);
  });
});

const now = Date.parse("2026-01-01T12:00:00Z") / 1000;

const data = (change: { epoch?: number; revision?: number; desired?: number | null; expiresAt?: string }) => ({
  decision: {
    id: "d",
    epoch: change.epoch ?? 3,
    revision: change.revision ?? 7,
    supersedes: null,
    heartbeat: false,
    expiresAt: change.expiresAt ?? "2026-01-01T12:01:00Z",
  },
  replicas: {
    ready: 2,
    pending: 0,
    draining: 0,
    currentTarget: 2,
    desired: change.desired === undefined ? 4 : change.desired,
    lower: null,
    upper: null,
  },
});

const handled = (change: Partial<HandledDecision> = {}): HandledDecision => ({
  epoch: 3,
  revision: 6,
  complete: true,
  ...change,
});

const apply = { kind: "apply", desired: 4 };

describe("judging a decision", () => {
  test.each([
    { name: "the first decision of a deployment is applied", data: data({}), last: null, expected: apply },
    { name: "a later revision is applied", data: data({}), last: handled(), expected: apply },
    {
      name: "a repeated revision that was applied is ignored",
      data: data({ revision: 6 }),
      last: handled(),
      expected: { kind: "ignore", because: "already-applied" },
    },
    {
      name: "a repeated revision that could not be applied is tried again",
      data: data({ revision: 6 }),
      last: handled({ complete: false }),
      expected: apply,
    },
    {
      name: "an earlier revision is ignored, even when the later one is not reached",
      data: data({ revision: 5 }),
      last: handled({ complete: false }),
      expected: { kind: "ignore", because: "stale-revision" },
    },
    {
      name: "a lower epoch is ignored, however high its revision",
      data: data({ epoch: 2, revision: 99 }),
      last: handled(),
      expected: { kind: "ignore", because: "stale-epoch" },
    },
    {
      name: "a higher epoch counts revisions anew",
      data: data({ epoch: 4, revision: 0 }),
      last: handled(),
      expected: apply,
    },
    {
      name: "a decision past its expiry is not acted on",
      data: data({ expiresAt: "2026-01-01T11:59:59Z" }),
      last: null,
      expected: { kind: "expired" },
    },
    {
      name: "the instant of expiry is past",
      data: data({ expiresAt: "2026-01-01T13:00:00+01:00" }),
      last: null,
      expected: { kind: "expired" },
    },
    {
      name: "a decision without a count keeps what there is",
      data: data({ desired: null }),
      last: handled(),
      expected: { kind: "keep" },
    },
    {
      name: "zero desired replicas are a count, not an unknown",
      data: data({ desired: 0 }),
      last: handled(),
      expected: { kind: "apply", desired: 0 },
    },
  ])("$name", ({ data: decision, last, expected }) => {
    expect(judgeDecision(decision, last, now)).toEqual(expected);
  });
});

describe("changes of the plan", () => {
  const replica = (ordinal: number, state: ReplicaView["state"], outstanding = 0): ReplicaView => ({
    id: `r-${ordinal}`,
    ordinal,
    state,
    outstanding,
  });

  describe("planning a change of replicas", () => {
    test.each([
      {
        name: "more replicas than there are are started",
        replicas: [replica(1, "ready")],
        desired: 3,
        expected: { start: 2, cancel: [], drain: [] },
      },
      {
        name: "pending replicas count as supply",
        replicas: [replica(1, "ready"), replica(2, "pending")],
        desired: 3,
        expected: { start: 1, cancel: [], drain: [] },
      },
      {
        name: "draining replicas do not count",
        replicas: [replica(1, "ready"), replica(2, "draining")],
        desired: 2,
        expected: { start: 1, cancel: [], drain: [] },
      },
      {
        name: "the newest pending replica is given up before a ready one is drained",
        replicas: [replica(1, "ready"), replica(2, "pending"), replica(3, "pending")],
        desired: 2,
        expected: { start: 0, cancel: ["r-3"], drain: [] },
      },
      {
        name: "the least loaded is drained",
        replicas: [replica(1, "ready", 3), replica(2, "ready", 1), replica(3, "ready", 2)],
        desired: 2,
        expected: { start: 0, cancel: [], drain: ["r-2"] },
      },
      {
        name: "of equally loaded ones the newest is drained",
        replicas: [replica(1, "ready"), replica(2, "ready"), replica(3, "ready")],
        desired: 1,
        expected: { start: 0, cancel: [], drain: ["r-3", "r-2"] },
      },
      {
        name: "the present count asks for nothing",
        replicas: [replica(1, "ready"), replica(2, "pending")],
        desired: 2,
        expected: { start: 0, cancel: [], drain: [] },
      },
      {
        name: "zero takes everything away",
        replicas: [replica(1, "ready"), replica(2, "pending")],
        desired: 0,
        expected: { start: 0, cancel: ["r-2"], drain: ["r-1"] },
      },
    ])("$name", ({ replicas, desired, expected }) => {
      expect(planChange(replicas, desired)).toEqual(expected);
    });

    const anyReplicas = fc
      .array(fc.tuple(fc.constantFrom("pending", "ready", "draining"), fc.nat(20)), { maxLength: 12 })
      .map((rows) => rows.map(([state, outstanding], index) => replica(index, state, outstanding)));

    test("after the change exactly the desired count is ready or pending, and a second change is empty", () =>
      fc.assert(
        fc.property(anyReplicas, fc.nat(15), (replicas, desired) => {
          const { start, cancel, drain } = planChange(replicas, desired);
          const after = replicas
            .filter(({ id }) => !cancel.includes(id))
            .map((each): ReplicaView => (drain.includes(each.id) ? { ...each, state: "draining" } : each))
            .concat(Array.from({ length: start }, (_, index) => replica(100 + index, "pending")));
          expect(after.filter(({ state }) => state !== "draining")).toHaveLength(desired);
          expect(planChange(after, desired)).toEqual({ start: 0, cancel: [], drain: [] });
        }),
      ));

    test("nothing is started while something is taken away", () =>
      fc.assert(
        fc.property(anyReplicas, fc.nat(15), (replicas, desired) => {
          const { start, cancel, drain } = planChange(replicas, desired);
          expect(start === 0 || cancel.length + drain.length === 0).toBe(true);
        }),
      ));
  });
});
