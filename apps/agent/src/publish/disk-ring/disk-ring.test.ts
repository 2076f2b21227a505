import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { Lost, Outgoing } from "../outgoing.ts";
import { MemoryRing } from "../ring.ts";
import { DiskRing, type DiskRingSettings } from "./disk-ring.ts";
import type { Medium } from "./segment-log.ts";

// Thousands of files are written; how long that takes is the machine's affair.
vi.setConfig({ testTimeout: 120_000 });

const root = mkdtempSync(join(tmpdir(), "loadline-ring-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = (): string => join(root, String(folders++));

const opened: DiskRing[] = [];
afterEach(() => {
  for (const ring of opened.splice(0)) ring.close();
});

const open = (folder: string, over: Partial<DiskRingSettings> = {}): DiskRing => {
  const ring = new DiskRing({
    folder,
    maxSamples: 1000,
    maxBytes: 2 ** 20,
    maxAgeSeconds: 1e9,
    syncSeconds: 5,
    now: () => 1000,
    onProblem: () => undefined,
    ...over,
  });
  opened.push(ring);
  return ring;
};

const message = (id: number, bytes = 40): Outgoing => ({
  id,
  kind: "telemetry",
  subject: "loadline.v1.telemetry.c.n",
  sample: { bootId: "boot-0001", seq: id },
  payload: Uint8Array.from({ length: bytes }, (_, index) => (id * 31 + index) % 256),
});
const ids = (messages: Iterable<{ readonly id: number }>): number[] => [...messages].map(({ id }) => id);
const lostIds = (lost: readonly Lost[]): number[] => lost.map(({ message }) => message.id);
const fileBytes = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe("over a restart", () => {
  test("what is not acknowledged comes back as it was, oldest first, and what is does not", () => {
    const folder = newFolder();
    const ring = open(folder);
    for (let id = 0; id < 10; id += 1) ring.push(message(id));
    for (const id of [0, 3, 9]) ring.remove(id);
    const again = open(folder);
    expect(ids(again.messages())).toEqual([1, 2, 4, 5, 6, 7, 8]);
    expect(again.load(5)).toEqual({ ...message(5), payload: Buffer.from(message(5).payload) });
    expect(again).toMatchObject({ nextId: 10, damaged: 0, size: 7 });
  });
  test("ids go on above those before, also when all of them were acknowledged", () => {
    const folder = newFolder();
    const ring = open(folder);
    ring.push(message(41));
    ring.remove(41);
    expect(open(folder)).toMatchObject({ nextId: 42, size: 0 });
  });
  test("an inventory is not sent again, because a newer one goes out at the start", () => {
    const folder = newFolder();
    const ring = open(folder);
    const { sample: _, ...rest } = message(0);
    ring.push({ ...rest, kind: "inventory" });
    ring.push({ ...rest, id: 1, kind: "health" });
    expect(ids(open(folder).messages())).toEqual([1]);
  });
  test("a folder with other files in it is used beside them", () => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, "notes.txt"), "mine");
    open(folder).push(message(0));
    expect(open(folder).size).toBe(1);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });
});

describe("gaps", () => {
  test("tell exactly what had to go, also over restarts and after the files that said so are gone", () => {
    const folder = newFolder();
    let ring = open(folder, { maxSamples: 5, maxBytes: 16_384 });
    const dropped: number[] = [];
    for (let id = 0; id < 500; id += 1) {
      dropped.push(...lostIds(ring.push(message(id))));
      if (id % 97 === 0) ring = open(folder, { maxSamples: 5, maxBytes: 16_384 });
    }
    expect(dropped).toEqual(Array.from({ length: 495 }, (_, id) => id));
    const expected = [
      { bootId: "boot-0001", fromSeq: 0, toSeq: 494, count: 495, reasons: { "ring-full": 495 }, lastAt: 1000 },
    ];
    expect(ring.gaps()).toEqual(expected);
    expect(open(folder, { maxSamples: 5, maxBytes: 16_384 }).gaps()).toEqual(expected);
    expect(fileBytes(folder)).toBeLessThanOrEqual(16_384);
  });
  test("leave out what was acknowledged between", () => {
    const ring = open(newFolder(), { maxSamples: 1 });
    ring.push(message(0));
    ring.push(message(1));
    ring.remove(1);
    ring.push(message(2));
    ring.push(message(3));
    expect(ring.gaps()).toEqual([
      { bootId: "boot-0001", fromSeq: 0, toSeq: 2, count: 2, reasons: { "ring-full": 2 }, lastAt: 1000 },
    ]);
  });
});

test("what was abandoned is gone, also after a restart, and counted with its reason", () => {
  const folder = newFolder();
  const ring = open(folder);
  for (let id = 0; id < 3; id += 1) ring.push(message(id));
  expect([ring.abandon(1, "damaged"), ring.abandon(1, "damaged")]).toEqual([true, false]);
  const again = open(folder);
  expect(ids(again.messages())).toEqual([0, 2]);
  expect(again.gaps()).toEqual([
    { bootId: "boot-0001", fromSeq: 1, toSeq: 1, count: 1, reasons: { damaged: 1 }, lastAt: 1000 },
  ]);
});

describe("forcing files to the medium", () => {
  const recorded = (syncSeconds: number, error: Error | null = null) => {
    const calls: string[] = [];
    const problems: (string | null)[] = [];
    let now = 1000;
    const ring = open(newFolder(), {
      syncSeconds,
      now: () => now,
      onProblem: (problem) => problems.push(problem),
      medium: {
        force: () => {
          calls.push("force");
          if (error !== null) throw error;
        },
        forceSoon: (_, done) => {
          calls.push("soon");
          done(error);
        },
      },
    });
    const pass = (seconds: number): void => {
      now += seconds;
    };
    return { ring, calls, problems, pass };
  };

  test("with 0 seconds each message is there before it may be sent", () => {
    const { ring, calls } = recorded(0);
    for (let id = 0; id < 3; id += 1) ring.push(message(id));
    expect(calls).toEqual(["force", "force", "force"]);
  });
  test("otherwise at most once in the time given, without waiting, and at the end what is left", () => {
    const { ring, calls, pass } = recorded(5);
    for (let id = 0; id < 11; id += 1) {
      ring.push(message(id));
      pass(1);
    }
    expect(calls).toEqual(["soon", "soon", "soon"]);
    ring.push(message(11));
    ring.close();
    expect(calls).toEqual(["soon", "soon", "soon", "force"]);
  });
  test("a clock that was set back does not keep it from being done", () => {
    const { ring, calls, pass } = recorded(5);
    ring.push(message(0));
    pass(-900);
    ring.push(message(1));
    expect(calls).toEqual(["soon", "soon"]);
  });
  test.each([0, 5])("a medium that fails is told of, and the message is kept (every %d s)", (syncSeconds) => {
    const { ring, problems } = recorded(syncSeconds, new Error("EIO"));
    ring.push(message(0));
    expect([ring.size, problems]).toEqual([1, ["EIO"]]);
  });
});

test("what is too old goes first, at the start too", () => {
  const folder = newFolder();
  let now = 1000;
  const over = { maxAgeSeconds: 60, now: () => now };
  const ring = open(folder, over);
  ring.push(message(0));
  now += 61;
  expect(lostIds(ring.push(message(1)))).toEqual([0]);
  now += 61;
  const again = open(folder, over);
  expect(again.size).toBe(0);
  expect(again.gaps()).toEqual([
    { bootId: "boot-0001", fromSeq: 0, toSeq: 1, count: 2, reasons: { "too-old": 2 }, lastAt: 1122 },
  ]);
});

test.each([
  { name: "a wall clock that jumps ahead makes nothing too old", wall: 1e6, elapsed: 60, left: 2 },
  { name: "a wall clock that jumps back keeps nothing for longer", wall: -1e6, elapsed: 101, left: 1 },
])("$name", ({ wall, elapsed, left }) => {
  let passed = 0;
  let shift = 0;
  const ring = open(newFolder(), { maxAgeSeconds: 100, now: () => 2e6 + passed + shift, elapsed: () => passed });
  ring.push(message(0));
  passed = elapsed;
  shift = wall;
  ring.push(message(1));
  expect(ring.size).toBe(left);
});

test("one message that is never acknowledged does not let the files grow", () => {
  const folder = newFolder();
  const ring = open(folder, { maxBytes: 16_384 });
  ring.push(message(0));
  for (let id = 1; id < 1000; id += 1) {
    expect(ring.push(message(id))).toEqual([]);
    ring.remove(id);
    expect(ring.bytes).toBeLessThanOrEqual(16_384);
  }
  expect(fileBytes(folder)).toBe(ring.bytes);
  expect(ids(ring.unsaved())).toEqual([]);
  expect(ids(open(folder, { maxBytes: 16_384 }).messages())).toEqual([0]);
});

test("a disk that takes nothing costs durability, not messages, and is told once", () => {
  const folder = newFolder();
  const problems: (string | null)[] = [];
  const ring = open(folder, { onProblem: (problem) => problems.push(problem), maxBytes: 16_384 });
  rmSync(folder, { recursive: true });
  const before = [ring.push(message(0)), ring.push(message(1))];
  expect(before).toEqual([[], []]);
  expect(problems).toHaveLength(1);
  expect(ring.load(1)?.payload).toEqual(message(1).payload);
  expect(ids(ring.unsaved())).toEqual([0, 1]);
  mkdirSync(folder);
  ring.push(message(2));
  expect(problems).toEqual([expect.stringContaining("ENOENT"), null]);
  expect(ids(open(folder).messages())).toEqual([2]);
});

describe("damage", () => {
  const count = 12;
  /** The one file of a small ring, and where its records begin. */
  const small = (() => {
    const folder = newFolder();
    const ring = open(folder);
    for (let id = 0; id < count; id += 1) ring.push(message(id));
    const [name = ""] = readdirSync(folder);
    const bytes = readFileSync(join(folder, name));
    const starts: number[] = [];
    for (let at = bytes.indexOf("LLR1"); at >= 0; at = bytes.indexOf("LLR1", at + 1)) starts.push(at);
    return { name, bytes, starts };
  })();
  const recordAt = (offset: number): number => small.starts.filter((start) => start <= offset).length - 1;
  const reopened = (bytes: Uint8Array): DiskRing => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(join(folder, small.name), bytes);
    const ring = open(folder);
    rmSync(folder, { recursive: true });
    ring.close();
    return ring;
  };
  test("the small ring is what the cases below take it for", () => expect(small.starts).toHaveLength(count));

  const spread = (length: number, cases: number): number[] => [
    ...new Set(Array.from({ length: cases }, (_, index) => Math.floor((index * length) / cases))),
  ];

  test("cut at 1,000 places: every whole record is kept, the torn one is counted", () => {
    const cuts = spread(small.bytes.length, 1000);
    expect(cuts).toHaveLength(1000);
    for (const cut of cuts) {
      const ring = reopened(small.bytes.subarray(0, cut));
      const atBoundary = small.starts.includes(cut);
      const whole = atBoundary ? small.starts.indexOf(cut) : recordAt(cut);
      expect([cut, ids(ring.messages())]).toEqual([cut, Array.from({ length: whole }, (_, id) => id)]);
      expect([cut, ring.damaged]).toEqual([cut, atBoundary ? 0 : 1]);
    }
  });
  test("one bit changed at 1,000 places: that record is lost and counted, no other", () => {
    for (const [turn, at] of spread(small.bytes.length, 1000).entries()) {
      const bytes = Buffer.from(small.bytes);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (turn % 8)), at);
      const ring = reopened(bytes);
      const kept = Array.from({ length: count }, (_, id) => id).filter((id) => id !== recordAt(at));
      expect([at, ids(ring.messages()), ring.damaged]).toEqual([at, kept, 1]);
    }
  });
  test("bytes of anything are opened", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const ring = reopened(bytes);
        expect([ring.size, ring.damaged]).toEqual([0, bytes.length === 0 ? 0 : 1]);
      }),
    );
  });
  test("a record that changes while the agent runs is unreadable, not something else", () => {
    const folder = newFolder();
    const ring = open(folder);
    ring.push(message(0));
    ring.push(message(1));
    const path = join(folder, readdirSync(folder)[0] ?? "");
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(path, bytes);
    expect(ring.load(1)).toBeNull();
    expect(ring.load(0)?.id).toBe(0);
  });
});

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("push" as const), bytes: fc.integer({ min: 0, max: 300 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("remove" as const), id: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen" as const) }) },
);

interface Position {
  readonly folder: string;
  readonly next: number;
}

/** Spares the disk of the machine that tests. */
const untouched: Medium = { force: () => undefined, forceSoon: (_, done) => done(null) };

describe("laws", () => {
  test("with room on disk it is the ring in memory, whatever happens and whenever it is opened again", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (operations, maxSamples) => {
        const folder = newFolder();
        const memory = new MemoryRing({ maxSamples, maxBytes: 2 ** 20 }, () => 1000);
        let disk = open(folder, { maxSamples, medium: untouched });
        let next = 0;
        for (const step of operations) {
          if (step.kind === "push") {
            const pushed = message(next++, step.bytes);
            expect(lostIds(disk.push(pushed))).toEqual(lostIds(memory.push(pushed)));
          } else if (step.kind === "remove") expect(disk.remove(step.id)).toBe(memory.remove(step.id));
          else {
            disk.close();
            disk = open(folder, { maxSamples, medium: untouched });
          }
          expect([...disk.messages()].map(({ id }) => disk.load(id)?.payload.toString())).toEqual(
            [...memory.messages()].map(({ payload }) => Buffer.from(payload).toString()),
          );
          expect(disk.gaps()).toEqual(memory.gaps());
          expect(disk.nextId).toBe(memory.nextId);
        }
        disk.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });
  const openTight = (folder: string): DiskRing => open(folder, { maxBytes: 8192, medium: untouched });
  /** One step on a ring; answers the ring to go on with and the messages that went. */
  const take = (disk: DiskRing, step: typeof operation extends fc.Arbitrary<infer T> ? T : never, at: Position) => {
    if (step.kind === "push") return { disk, gone: lostIds(disk.push(message(at.next, step.bytes))) };
    if (step.kind === "remove") return { disk, gone: disk.remove(step.id) ? [step.id] : [] };
    disk.close();
    return { disk: openTight(at.folder), gone: [] };
  };
  test("with little room its files stay within the bound, in order, and every message is kept, removed or dropped once", () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 40, maxLength: 160 }), (operations) => {
        const folder = newFolder();
        let disk = openTight(folder);
        const gone: number[] = [];
        let next = 0;
        for (const step of operations) {
          const result = take(disk, step, { folder, next });
          if (step.kind === "push") next += 1;
          disk = result.disk;
          gone.push(...result.gone);
          expect(fileBytes(folder)).toBeLessThanOrEqual(8192);
          const kept = ids(disk.messages());
          expect(kept).toEqual(kept.toSorted((a, b) => a - b));
        }
        expect([...gone, ...ids(disk.messages())].toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: next }, (_, id) => id),
        );
        disk.close();
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 60 },
    );
  });
});
