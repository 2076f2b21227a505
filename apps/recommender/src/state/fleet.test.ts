import { describe, expect, test } from "vitest";
import { syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "./fleet.ts";
import { isFresh } from "./freshness.ts";

const rememberSeconds = 600;

const world = () => {
  const clock = { monotonic: 0, wall: 10_000 };
  const fleet = new Fleet({
    horizonSeconds: 660,
    resolutionSeconds: 2,
    rememberSeconds,
    monotonic: () => clock.monotonic,
  });
  const pass = (seconds: number): void => {
    clock.monotonic += seconds;
    clock.wall += seconds;
  };
  const hear = (seq: number, sampledAt = clock.wall, bootId = "boot-0000") =>
    fleet.accept("a", syntheticTelemetry({ bootId, seq, sampledAt, engines: [] }), clock.wall);
  const fresh = (): boolean => fleet.nodes.some((node) => isFresh(node, { freshnessSeconds: 20, now: clock.wall }));
  return { clock, fleet, pass, hear, fresh };
};

test("a sample from before the clock was set back is not new when the clock has caught up with it", () => {
  const { clock, pass, hear, fresh } = world();
  hear(1);
  expect(fresh()).toBe(true);
  clock.wall -= 3_300;
  expect(fresh()).toBe(false);
  pass(3_300);
  expect(fresh()).toBe(false);
});

describe("a node whose later sample was refused is not fresh", () => {
  test("its next sample came from the future: what came late from before is not its newest word", () => {
    const { clock, pass, hear, fresh } = world();
    hear(1);
    pass(60);
    hear(2, clock.wall - 1);
    expect(fresh()).toBe(true);
    expect(hear(3, clock.wall + 59)).toEqual({ kind: "rejected", reason: "future-dated" });
    expect(fresh()).toBe(false);
  });

  test("its clock was set right again, and goes through times that it has told before", () => {
    const { clock, pass, hear, fresh } = world();
    hear(1);
    pass(60);
    hear(2, clock.wall - 1);
    expect(hear(3, clock.wall - 30)).toEqual({ kind: "rejected", reason: "old-sequence" });
    expect(fresh()).toBe(false);
  });

  test("its agent was started again on a clock that was set right", () => {
    const { clock, pass, hear, fresh } = world();
    hear(1);
    pass(60);
    hear(2, clock.wall - 1);
    expect(hear(0, clock.wall - 30, "boot-0002")).toEqual({ kind: "rejected", reason: "old-boot" });
    expect(fresh()).toBe(false);
  });

  test("until a sample of it is taken again", () => {
    const { clock, pass, hear, fresh } = world();
    hear(1);
    hear(2, clock.wall + 60);
    pass(1);
    hear(3);
    expect(fresh()).toBe(true);
  });

  test.each([
    { name: "a repetition", again: { seq: 1, boot: "boot-0002" } },
    { name: "an older one that comes late", again: { seq: 0, boot: "boot-0002" } },
    { name: "one of the boot before", again: { seq: 9, boot: "boot-0001" } },
  ])("$name says nothing of its clock", ({ again }) => {
    const { clock, pass, hear, fresh } = world();
    hear(8, clock.wall, "boot-0001");
    pass(1);
    hear(1, clock.wall, "boot-0002");
    expect(hear(again.seq, clock.wall - 1, again.boot).kind).toBe("rejected");
    expect(fresh()).toBe(true);
  });
});

test("a node that was forgotten and comes back has its gap counted, and what it sent before is not taken again", () => {
  const { fleet, clock, pass, hear } = world();
  hear(1);
  const before = clock.wall;
  pass(rememberSeconds + 1);
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
  expect(hear(1, before)).toEqual({ kind: "rejected", reason: "old-sequence" });
  expect(hear(61)).toEqual({ kind: "new", gap: 59 });
});

test("a silent node is forgotten even when the wall clock stands still", () => {
  const { fleet, clock, hear } = world();
  hear(1);
  clock.monotonic += rememberSeconds + 1;
  fleet.forget(clock.wall);
  expect(fleet.nodes).toEqual([]);
});

describe("since when an engine is known not to have been there before", () => {
  const said = (...ids: readonly string[]) => ids.map((id) => ({ id, deployment: "chat" }));
  const told = () => {
    const { fleet, clock, pass } = world();
    let seq = 0;
    const tell = (engines: ReturnType<typeof said>, sources = {}): void => {
      seq += 1;
      fleet.accept("a", syntheticTelemetry({ seq, sampledAt: clock.wall, engines, sources }), clock.wall);
    };
    const absentAt = (id: string) => fleet.nodes[0]?.engines.get(id)?.absentAt;
    const forget = (): void => {
      pass(rememberSeconds + 1);
      fleet.forget(clock.wall);
    };
    return { pass, tell, absentAt, forget };
  };

  test("it is the last sample without it; of what the first word of a node told nobody knows", () => {
    const { pass, tell, absentAt } = told();
    tell(said("first"));
    pass(10);
    tell(said("first", "second"));
    expect([absentAt("first"), absentAt("second")]).toEqual([null, 10_000]);
  });

  test("a sample that could not tell which engines there are says of none that it is absent", () => {
    const { pass, tell, absentAt } = told();
    tell(said());
    pass(10);
    const stalled = { state: "stalled", ageSeconds: null, durationSeconds: null, detail: null } as const;
    tell(said(), { vllm: stalled });
    pass(10);
    tell(said("late"));
    expect(absentAt("late")).toBe(10_000);
  });

  test("a node that was forgotten and comes back has not hidden what it told before", () => {
    const { pass, tell, absentAt, forget } = told();
    tell(said("first"));
    pass(10);
    tell(said("first", "second"));
    forget();
    tell(said("first", "second", "third"));
    expect([absentAt("first"), absentAt("second"), absentAt("third")]).toEqual([null, 10_000, 10_010]);
  });
});
