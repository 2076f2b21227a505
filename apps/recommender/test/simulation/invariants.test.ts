import type { Recommendation } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { recommendationEvent } from "../../src/publish/recommendation-publisher.ts";
import { decided } from "../decided.ts";
import { violationsOf } from "./invariants.ts";

const assessment = decided({ requestsPerSecond: 5 });

/** A decision of its own id, or a repetition of the one with the same revision. */
const eventOf = (revision: number, { id = `d-${revision}`, heartbeat = false, epoch = 2 } = {}): Recommendation =>
  recommendationEvent(assessment, {
    eventId: `${id}-${revision}-${heartbeat}`,
    decisionId: id,
    epoch,
    revision,
    supersedes: null,
    heartbeat,
    at: assessment.at,
    expiresAt: assessment.at + 90,
  });

describe("revisions as a consumer received them", () => {
  test.each<{
    name: string;
    received: readonly Recommendation[];
    unacknowledged?: readonly Recommendation[];
    found: readonly string[];
  }>([
    {
      name: "by one, with a repetition between",
      received: [eventOf(1), eventOf(1, { heartbeat: true }), eventOf(2)],
      found: [],
    },
    {
      name: "past events without an acknowledgement",
      received: [eventOf(1), eventOf(4)],
      unacknowledged: [eventOf(2), eventOf(3)],
      found: [],
    },
    {
      name: "past one of which no event was on its way",
      received: [eventOf(1), eventOf(3)],
      found: ["epoch 2, revision 3 after 2, 1"],
    },
    {
      name: "past one more than the unacknowledged events",
      received: [eventOf(1), eventOf(4)],
      unacknowledged: [eventOf(2)],
      found: ["epoch 2, revision 4 after 2, 1"],
    },
    {
      name: "past one that got no answer in another epoch",
      received: [eventOf(1), eventOf(3)],
      unacknowledged: [eventOf(2, { epoch: 1 })],
      found: ["epoch 2, revision 3 after 2, 1"],
    },
    {
      name: "the revision of an unacknowledged event again, for another decision",
      received: [eventOf(1), eventOf(2), eventOf(2, { id: "d-other" })],
      unacknowledged: [eventOf(2)],
      found: ["epoch 2, revision 2 after 2, 2"],
    },
    {
      name: "the decision before an unacknowledged event again",
      received: [eventOf(1), eventOf(2), eventOf(1, { heartbeat: true })],
      unacknowledged: [eventOf(2)],
      found: ["epoch 2, revision 1 after 2, 2"],
    },
  ])("$name", ({ received, unacknowledged = [], found }) => {
    const violations = found.map((text) => `I8: ${text}`);
    expect(violationsOf.history(received, { forgotten: false, unacknowledged })).toEqual(violations);
    expect(violationsOf.history(received, { forgotten: true, unacknowledged })).toEqual(violations);
  });
});
