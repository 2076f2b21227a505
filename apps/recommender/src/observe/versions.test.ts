import { expect, test } from "vitest";
import { requestWith } from "../../test/decided.ts";
import { decideDeployment } from "../decide/decide-deployment.ts";
import { isOfNewVersion } from "./versions.ts";

const rollout = { surgeReplicas: 1, canary: { engines: "canary", share: 0.1 } };

test.each([
  { engine: { id: "chat-canary-0", model: null }, isNew: true },
  { engine: { id: "chat-0", model: "chat-canary" }, isNew: true },
  { engine: { id: "chat-0", model: "chat" }, isNew: false },
  { engine: {}, isNew: false },
])("$engine is of the new version: $isNew", ({ engine, isNew }) => {
  expect(isOfNewVersion({ rollout }, engine)).toBe(isNew);
  expect(isOfNewVersion({ rollout: { surgeReplicas: 1 } }, engine)).toBe(false);
});

test("a new version that no count of replicas carries by the model is named, and the present one goes on", () => {
  const canary = { engines: "canary", share: 0.5, model: "llama-3.1-405b" };
  const request = requestWith({ requestsPerSecond: 6, keys: { rollout: { canary } } });
  const { assessment } = decideDeployment(request);
  expect(assessment.capacity).toMatchObject({ kind: "feasible" });
  const named = assessment.decision.evidence.find(({ input }) => input === "rollout.infeasible");
  expect(named?.value).toContain("the new version: ");
});
