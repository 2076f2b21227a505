import { encode, type Recommendation, subject } from "@loadline/protocol";
import { newSigningKeyPair, parseSigningKey, signRecommendation } from "@loadline/protocol/signature";
import { recommendationExample } from "@loadline/protocol/testing";
import { beforeEach, expect, test } from "vitest";
import { planned } from "../../test/decided.ts";
import { workloadAsking } from "../../test/workload.ts";
import type { KubernetesWorkload } from "../kubernetes/cluster-view.ts";
import { ActionableEvents } from "./actionable-events.ts";

const signer = parseSigningKey(newSigningKeyPair().privateKey);
const at = Date.parse(recommendationExample.time) / 1000;
const on = subject({ kind: "recommendation", cluster: "demo", name: "chat" });
const { deployment } = planned();

let now = at;
let refusals: string[] = [];
let workload: KubernetesWorkload | null = null;
const eventsWith = (keys: ConstructorParameters<typeof ActionableEvents>[0]["keys"]): ActionableEvents =>
  new ActionableEvents({
    keys,
    leaseSeconds: 10,
    clock: () => now,
    deployments: () => [deployment],
    workload: () => workload,
    stabilisationSeconds: 300,
    refused: ({ reason }) => refusals.push(reason),
  });

interface Change {
  readonly desired?: number | null;
  readonly verdict?: Recommendation["data"]["verdict"];
  readonly epoch?: number;
  readonly revision?: number;
}

const eventOf = ({ desired = 5, verdict = "scale-up", epoch = 1, revision = 4 }: Change = {}): Recommendation => {
  const { data } = recommendationExample;
  const decision = { ...data.decision, id: `d-${epoch}-${revision}`, epoch, revision };
  const replicas = { ...data.replicas, desired, currentTarget: desired };
  return { ...recommendationExample, data: { ...data, verdict, replicas, decision } };
};
const signed = (change: Change = {}): Uint8Array => encode(signRecommendation(eventOf(change), signer));

beforeEach(() => {
  now = at;
  refusals = [];
  workload = null;
});

test("a signed recommendation is acted on until it expires", () => {
  const events = eventsWith([signer.verifyingKey]);
  expect(events.of("chat")).toMatchObject({ kind: "unknown" });
  events.take(on, signed());
  expect(events.of("chat")).toMatchObject({ kind: "desired", replicas: 5, decisionId: "d-1-4", mayFall: false });
  now = at + 90;
  expect(events.of("chat")).toMatchObject({ kind: "unknown", detail: expect.stringContaining("expired") });
  expect(events.of("other")).toEqual({ kind: "no-such-deployment" });
});

test("with a key, an unsigned recommendation changes nothing and is named", () => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed());
  events.take(on, encode(eventOf({ desired: 0, verdict: "scale-down", revision: 9 })));
  expect(events.of("chat")).toMatchObject({ replicas: 5 });
  expect(refusals).toEqual(["unsigned"]);
});

test("without a key it is acted on", () => {
  const events = eventsWith(null);
  events.take(on, encode(eventOf()));
  expect(events.of("chat")).toMatchObject({ replicas: 5 });
});

test("an epoch that rises faster than leases end is refused", () => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed());
  events.take(on, signed({ epoch: Number.MAX_SAFE_INTEGER, desired: 1 }));
  expect(events.of("chat")).toMatchObject({ replicas: 5 });
  expect(refusals).toEqual(["epoch-jump"]);
});

test.each([0, 9, 1000])("%s replicas are outside the plan's bounds and unknown", (desired) => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed({ desired }));
  expect(events.of("chat")).toEqual({
    kind: "unknown",
    detail: `${desired} replicas are outside the plan's bounds, 1 to 8`,
  });
});

test("a count may fall while the count that a scale-down named stands", () => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed({ desired: 3, verdict: "scale-down", revision: 5 }));
  events.take(on, signed({ desired: 3, verdict: "hold", revision: 6 }));
  expect(events.of("chat")).toMatchObject({ replicas: 3, mayFall: true });
  events.take(on, signed({ desired: 4, verdict: "hold", revision: 7 }));
  expect(events.of("chat")).toMatchObject({ replicas: 4, mayFall: false });
});

test("a count comes with the one that the workload has, as it is when an autoscaler asks", () => {
  const events = eventsWith(null);
  events.take(on, encode(eventOf()));
  expect(events.of("chat")).toMatchObject({ replicas: 5, present: null });
  workload = workloadAsking(8, { writer: { name: "kubectl", isAutoscaler: false, at } });
  expect(events.of("chat")).toMatchObject({ present: { replicas: 8, isRaised: true } });
  workload = workloadAsking(6, { writer: { name: "kubectl", isAutoscaler: false, at: null } });
  expect(events.of("chat")).toMatchObject({ present: { replicas: 6, isRaised: false } });
});

test("a recommendation without a count keeps the present one", () => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed({ desired: null, verdict: "hold" }));
  expect(events.of("chat")).toMatchObject({ kind: "unknown", detail: "the last recommendation names no count" });
});

test("the most that an autoscaler may be given is the plan's maximum, whatever the pool holds", () => {
  const events = eventsWith([signer.verifyingKey]);
  events.take(on, signed({ desired: 8 }));
  expect(events.of("chat")).toMatchObject({ replicas: 8, most: 8 });
});
