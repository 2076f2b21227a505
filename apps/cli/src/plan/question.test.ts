import { expect, test } from "vitest";
import { reservePolicyOf } from "./question.ts";

test.each([
  { name: "nothing given leaves the failures of GPUs", text: undefined, policy: {} },
  { name: "failures can be switched off", text: "failures=off", policy: { failures: null } },
  {
    name: "shares read as percent or as ratio",
    text: "rollout=10%, cache=0.4",
    policy: { rolloutSurge: 0.1, cacheHitRatio: 0.4 },
  },
  {
    name: "a spot share names its markets",
    text: "zones=3,spot=70%/2",
    policy: { zones: 3, spot: { share: 0.7, markets: 2, noticeSeconds: 120, leadTimeSeconds: 300 } },
  },
])("$name", ({ text, policy }) => {
  expect(reservePolicyOf(text)).toEqual(policy);
});

test.each(["moon=1", "zones", "rollout=ten", "failures=maybe", "spot=70%/x"])(
  "%s is refused with what is understood",
  (text) => {
    expect(() => reservePolicyOf(text)).toThrow("expected causes like failures=off");
  },
);
