import { encode, type Feedback } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { type RecommendationChange, recommendationEvent } from "../../../test/fleet/recommendation-event.ts";
import { smallFleet, testNow } from "../../../test/fleet/small-fleet.ts";
import { Actuator } from "./actuator.ts";

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
