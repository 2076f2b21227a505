import type { Recommendation } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { recommendationEvent } from "../../src/emit/recommendation-event.ts";
import { decided } from "../decided.ts";
import { violationsOf } from "./invariants.ts";

const assessment = decided({ requestsPerSecond: 5 });

/** A decision of its own id, or a repetition of the one with the same revision. */
const word = (revision: number, { id = `d-${revision}`, heartbeat = false, epoch = 2 } = {}): Recommendation =>
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

describe("revisions as a consumer heard them", () => {
  test.each<{
    name: string;
    heard: readonly Recommendation[];
    unanswered?: readonly Recommendation[];
    found: readonly string[];
  }>([
    { name: "by one, with a repetition between", heard: [word(1), word(1, { heartbeat: true }), word(2)], found: [] },
    { name: "past words without an answer", heard: [word(1), word(4)], unanswered: [word(2), word(3)], found: [] },
    {
      name: "past one of which no word was on its way",
      heard: [word(1), word(3)],
      found: ["epoch 2, revision 3 after 2, 1"],
    },
    {
      name: "past one more than the words without an answer",
      heard: [word(1), word(4)],
      unanswered: [word(2)],
      found: ["epoch 2, revision 4 after 2, 1"],
    },
    {
      name: "past one that got no answer in another epoch",
      heard: [word(1), word(3)],
      unanswered: [word(2, { epoch: 1 })],
      found: ["epoch 2, revision 3 after 2, 1"],
    },
    {
      name: "the revision of a word without an answer again, for another decision",
      heard: [word(1), word(2), word(2, { id: "d-other" })],
      unanswered: [word(2)],
      found: ["epoch 2, revision 2 after 2, 2"],
    },
    {
      name: "the decision before a word without an answer again",
      heard: [word(1), word(2), word(1, { heartbeat: true })],
      unanswered: [word(2)],
      found: ["epoch 2, revision 1 after 2, 2"],
    },
  ])("$name", ({ heard, unanswered = [], found }) => {
    const violations = found.map((text) => `I8: ${text}`);
    expect(violationsOf.history(heard, { forgotten: false, unanswered })).toEqual(violations);
    expect(violationsOf.history(heard, { forgotten: true, unanswered })).toEqual(violations);
  });
});
