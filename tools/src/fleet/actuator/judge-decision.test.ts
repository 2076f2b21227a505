import { describe, expect, test } from "vitest";
import { type HandledDecision, judgeDecision } from "./judge-decision.ts";

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
