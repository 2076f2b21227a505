import { encode, type Feedback } from "@loadline/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RecommendationChange, recommendationEvent } from "../../../test/fleet/recommendation-event.ts";
import { smallFleet, testNow } from "../../../test/fleet/small-fleet.ts";
import { planChange, type ReplicaView } from "../cluster/deployment-fleet.ts";
import { Actuator } from "./actuator.ts";

const message = (change: RecommendationChange, at = testNow) => {
  const event = recommendationEvent(at, change);
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
    await actuator.handle(message({ heartbeat: true }, testNow + 1));
    expect(supply()).toBe(3);
    expect(sent).toEqual([
      expect.objectContaining({ deployment: "chat", decisionId: "d-1", outcome: "applied", replicas: 3 }),
    ]);
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
    await actuator.handle(message({ desired: 6, heartbeat: true }, testNow + 1));
    expect(supply()).toBe(4);
    expect(sent).toHaveLength(1);
  });

  test("a decision that expired changes nothing and is reported as expired", async () => {
    const { actuator, sent, supply } = setUp();
    await actuator.handle(message({ expiresIn: -1 }));
    expect(supply()).toBe(1);
    expect(sent).toEqual([expect.objectContaining({ outcome: "expired", replicas: 1 })]);
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

describe("changes of the plan", () => {
  const replica = (ordinal: number, kind: ReplicaView["state"]["kind"], outstanding = 0): ReplicaView => ({
    id: `r-${ordinal}`,
    ordinal,
    state: { kind },
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
            .map((each): ReplicaView => (drain.includes(each.id) ? { ...each, state: { kind: "draining" } } : each))
            .concat(Array.from({ length: start }, (_, index) => replica(100 + index, "pending")));
          expect(after.filter(({ state }) => state.kind !== "draining")).toHaveLength(desired);
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
