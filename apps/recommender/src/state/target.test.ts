import { describe, expect, test } from "vitest";
import {
  afterAnswer,
  afterCounting,
  afterPublishing,
  afterRefusal,
  noTarget,
  supplyOf,
  type TargetState,
  withMeasuredStart,
} from "./target.ts";

const leadTimeSeconds = 100;
const published = (desired: number | null, decisionId = "first") => ({ desired, decisionId });
const counted = (state: TargetState, serving: number, now: number): TargetState =>
  afterCounting(state, { serving, leadTimeSeconds, now });

describe("what was asked for", () => {
  const asked = counted(afterPublishing(noTarget, published(5), 0), 3, 5);

  test("what is not there yet is pending", () => {
    expect(supplyOf(asked, 3)).toEqual({ pending: 2, overdue: false });
  });

  test("what has come is not pending", () => {
    expect(supplyOf(counted(asked, 5, 50), 5)).toEqual({ pending: 0, overdue: false });
  });

  test("it is still pending after three lead times and given up right after", () => {
    expect(supplyOf(counted(asked, 3, 300), 3)).toEqual({ pending: 2, overdue: false });
    expect(supplyOf(counted(asked, 3, 301), 3)).toEqual({ pending: 0, overdue: true });
  });

  test("after backing off for as long again it is tried once more", () => {
    const givenUp = counted(asked, 3, 301);
    expect(supplyOf(counted(givenUp, 3, 600), 3).overdue).toBe(true);
    expect(supplyOf(counted(givenUp, 3, 601), 3)).toEqual({ pending: 2, overdue: false });
  });

  test("a replica that goes away gets its own time, counted from when it went", () => {
    const settled = counted(asked, 5, 50);
    const lost = counted(settled, 4, 1_000);
    expect(supplyOf(counted(lost, 4, 1_299), 4)).toEqual({ pending: 1, overdue: false });
    expect(supplyOf(counted(lost, 4, 1_301), 4).overdue).toBe(true);
  });

  test("reported as applied at every look, they are given up all the same, and stay so for as long again", () => {
    const applied = { decisionId: "first", outcome: "applied", granted: 5, leadTimeSeconds } as const;
    const looks = Array.from({ length: 60 }, (_, look) => 10 * (look + 1));
    const states: boolean[] = [];
    looks.reduce((state, at) => {
      const next = counted(afterAnswer(state, { ...applied, at }), 3, at);
      states.push(next.backOffUntil !== null);
      return next;
    }, asked);
    expect(states.indexOf(true)).toBe(30);
    expect(states.slice(30).every(Boolean)).toBe(true);
  });

  test("a repeated report that it was applied gives them no time anew", () => {
    const applied = { decisionId: "first", outcome: "applied", granted: 5, leadTimeSeconds } as const;
    const reported = [100, 200, 300].reduce(
      (state, at) => counted(afterAnswer(state, { ...applied, at }), 3, at),
      asked,
    );
    expect(supplyOf(counted(reported, 3, 301), 3)).toEqual({ pending: 0, overdue: true });
  });

  test("a further rise gives all of them time anew", () => {
    const raised = counted(afterPublishing(asked, published(6, "second"), 299), 3, 310);
    expect(supplyOf(raised, 3)).toEqual({ pending: 3, overdue: false });
  });

  test("a refusal backs off at once and leaves what was granted pending", () => {
    const refused = afterRefusal(asked, { decisionId: "first", at: 20, granted: 4, leadTimeSeconds });
    expect(supplyOf(counted(refused, 3, 21), 3)).toEqual({ pending: 1, overdue: true });
    const bare = afterRefusal(asked, { decisionId: "first", at: 20, granted: null, leadTimeSeconds });
    expect(supplyOf(bare, 3)).toEqual({ pending: 0, overdue: true });
  });

  test("a decision without a count leaves the target", () => {
    expect(afterPublishing(asked, published(null), 60)).toBe(asked);
  });

  test("a refusal of an earlier decision counts unless the target has fallen since", () => {
    const repeated = afterPublishing(asked, published(5, "second"), 10);
    const raised = afterPublishing(repeated, published(6, "third"), 20);
    const lowered = afterPublishing(raised, published(4, "fourth"), 25);
    const refusal = { decisionId: "first", at: 30, granted: null, leadTimeSeconds };
    expect(supplyOf(afterRefusal(repeated, refusal), 3).overdue).toBe(true);
    expect(supplyOf(afterRefusal(raised, refusal), 3).overdue).toBe(true);
    expect(supplyOf(afterRefusal(lowered, refusal), 3).overdue).toBe(false);
  });
});

describe("what an actuator answers", () => {
  const asked = afterPublishing(noTarget, { decisionId: "d", desired: 5 }, 100);
  const refused = { decisionId: "d", outcome: "refused", at: 110, granted: 3, leadTimeSeconds: 60 } as const;
  const overdue = afterAnswer(asked, refused);

  test("refused: only what it grants is still expected", () => {
    expect(supplyOf(overdue, 2)).toEqual({ pending: 1, overdue: true });
  });

  test("applied in full: a back-off ends at once", () => {
    const applied = afterAnswer(overdue, { ...refused, outcome: "applied", granted: 5, at: 120 });
    expect(supplyOf(applied, 2)).toEqual({ pending: 3, overdue: false });
  });

  test("applied in part: the rest is refused", () => {
    expect(afterAnswer(asked, { ...refused, outcome: "applied" })).toEqual(overdue);
  });

  test("expired: the replicas are given their time again", () => {
    const expired = afterAnswer(asked, { ...refused, outcome: "expired", at: 150, granted: null });
    expect(expired.shortSince).toBe(150);
    expect(supplyOf(expired, 2)).toEqual({ pending: 3, overdue: false });
  });

  test("an answer to a decision that nobody asked changes nothing", () => {
    expect(afterAnswer(asked, { ...refused, decisionId: "x" })).toBe(asked);
  });
});

describe("replicas that served and nobody asked to go", () => {
  const served = (state: TargetState): number => state.served;
  const settled = counted(afterPublishing(noTarget, published(5), 0), 5, 50);

  test("are remembered when fewer are reported, for as long as none comes instead", () => {
    expect(served(counted(settled, 4, 60))).toBe(5);
    expect(served(counted(counted(settled, 4, 60), 4, 100_000))).toBe(5);
  });

  test("are forgotten with a smaller count", () => {
    expect(served(counted(afterPublishing(settled, published(3, "second"), 60), 5, 60))).toBe(3);
  });

  test("are no more than were asked for and than ever came", () => {
    expect(served(counted(settled, 9, 60))).toBe(5);
    expect(served(counted(afterPublishing(noTarget, published(5), 0), 3, 50))).toBe(3);
    expect(served(counted(afterPublishing(settled, published(8, "second"), 60), 5, 70))).toBe(5);
  });

  test("are those that serve while nobody asked for any", () => {
    expect(served(counted(counted(noTarget, 4, 0), 2, 5))).toBe(2);
  });
});

describe("how long replicas take to start", () => {
  /** Rises by one, each served after so many seconds. */
  const risen = (seconds: readonly number[]): TargetState =>
    seconds.reduce(
      (state, took, index) => {
        const at = 1_000 * index;
        const asked = counted(afterPublishing(state, published(index + 2, `rise-${index}`), at), index + 1, at + 5);
        return counted(asked, index + 2, at + took);
      },
      counted(afterPublishing(noTarget, published(1, "zero"), -100), 1, -90),
    );

  const ahead = (seconds: readonly number[]): number =>
    withMeasuredStart({ leadTimeSeconds }, { ...noTarget, startSeconds: [...seconds] }).leadTimeSeconds;

  test("is learnt from each rise, the last twenty of them", () => {
    expect(risen([80, 90]).startSeconds).toEqual([80, 90]);
    expect(risen([...new Array(5).fill(290), ...new Array(20).fill(40)]).startSeconds).toEqual(new Array(20).fill(40));
  });

  test("counts from five rises on: nine of ten were served within it", () => {
    expect(ahead([180, 190, 200, 210])).toBe(leadTimeSeconds);
    expect(ahead([180, 190, 200, 210, 250])).toBe(250);
    expect(ahead([180, 190, 200, 210, 220, 160, 170, 175, 185, 250])).toBe(220);
  });

  test("is never shorter than the plan says, nor longer than replicas are waited for", () => {
    expect(ahead(new Array(20).fill(5))).toBe(leadTimeSeconds);
    expect(ahead(new Array(20).fill(3 * leadTimeSeconds + 1))).toBe(leadTimeSeconds);
  });

  const awaited = counted(afterPublishing(risen([80]), published(3, "b"), 5_000), 2, 5_010);

  test.each<{ name: string; state: TargetState; known?: readonly number[] }>([
    {
      name: "replicas that served before they were asked for",
      state: counted(
        afterPublishing(counted(afterPublishing(noTarget, published(2), 0), 3, 5), published(3, "b"), 9),
        3,
        10,
      ),
      known: [],
    },
    { name: "replicas that went and came back", state: counted(counted(risen([80]), 1, 5_000), 2, 5_050) },
    {
      name: "replicas that were refused and came later",
      state: counted(afterRefusal(awaited, { decisionId: "b", at: 5_020, granted: null, leadTimeSeconds }), 3, 5_030),
    },
    {
      name: "replicas that did not come in time",
      state: counted(counted(awaited, 2, 5_320), 3, 5_330),
    },
    { name: "a time in which nobody looked", state: counted(awaited, 3, 41_000) },
    { name: "a clock that went back", state: counted(awaited, 3, 4_990) },
    {
      name: "a rise that nobody was asked for in time",
      state: counted(
        afterAnswer(awaited, { decisionId: "b", at: 5_100, granted: null, leadTimeSeconds, outcome: "expired" }),
        3,
        5_130,
      ),
    },
  ])("is not learnt from $name", ({ state, known = [80] }) => {
    expect(state.startSeconds).toEqual(known);
    expect(state.raised).toBeNull();
  });
});
