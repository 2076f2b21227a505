import { describe, expect, test } from "vitest";
import { afterCounting, afterPublishing, noTarget, supplyOf, type TargetState, withMeasuredStart } from "./target.ts";

const leadTimeSeconds = 100;
const counted = (state: TargetState, serving: number, now: number): TargetState =>
  afterCounting(state, { serving, leadTimeSeconds, now });

describe("what was asked for", () => {
  const asked = counted(afterPublishing(noTarget, 5, 0), 3, 5);

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

  test("a further rise gives all of them time anew", () => {
    const raised = counted(afterPublishing(asked, 6, 299), 3, 310);
    expect(supplyOf(raised, 3)).toEqual({ pending: 3, overdue: false });
  });

  test("a decision without a count leaves the target", () => {
    expect(afterPublishing(asked, null, 60)).toBe(asked);
  });
});

describe("replicas that served and nobody asked to go", () => {
  const served = (state: TargetState): number => state.served;
  const settled = counted(afterPublishing(noTarget, 5, 0), 5, 50);

  test("are remembered when fewer are reported, for as long as none comes instead", () => {
    expect(served(counted(settled, 4, 60))).toBe(5);
    expect(served(counted(counted(settled, 4, 60), 4, 100_000))).toBe(5);
  });

  test("are forgotten with a smaller count", () => {
    expect(served(counted(afterPublishing(settled, 3, 60), 5, 60))).toBe(3);
  });

  test("are no more than were asked for and than ever came", () => {
    expect(served(counted(settled, 9, 60))).toBe(5);
    expect(served(counted(afterPublishing(noTarget, 5, 0), 3, 50))).toBe(3);
    expect(served(counted(afterPublishing(settled, 8, 60), 5, 70))).toBe(5);
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
        const asked = counted(afterPublishing(state, index + 2, at), index + 1, at + 5);
        return counted(asked, index + 2, at + took);
      },
      counted(afterPublishing(noTarget, 1, -100), 1, -90),
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

  const awaited = counted(afterPublishing(risen([80]), 3, 5_000), 2, 5_010);

  test.each<{ name: string; state: TargetState; known?: readonly number[] }>([
    {
      name: "replicas that served before they were asked for",
      state: counted(afterPublishing(counted(afterPublishing(noTarget, 2, 0), 3, 5), 3, 9), 3, 10),
      known: [],
    },
    { name: "replicas that went and came back", state: counted(counted(risen([80]), 1, 5_000), 2, 5_050) },
    {
      name: "replicas that did not come in time",
      state: counted(counted(awaited, 2, 5_320), 3, 5_330),
    },
    { name: "a time in which nobody looked", state: counted(awaited, 3, 41_000) },
    { name: "a clock that went back", state: counted(awaited, 3, 4_990) },
  ])("is not learnt from $name", ({ state, known = [80] }) => {
    expect(state.startSeconds).toEqual(known);
    expect(state.raised).toBeNull();
  });
});
