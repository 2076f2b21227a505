import type { Gap } from "@loadline/wire";
import { expect, test } from "vitest";
import { GapDesk } from "./gap-desk.ts";

const gap = (bootId: string, count: number): Gap => ({
  bootId,
  fromSeq: 0,
  toSeq: 99,
  count,
  reasons: { "ring-full": count },
  lastAt: 1,
});

test("a gap is told with every sample until one that tells it is acknowledged, and again when it grows", () => {
  const desk = new GapDesk();
  expect(desk.due([gap("a", 3)])).toEqual([gap("a", 3)]);
  desk.sent(1, [gap("a", 3)]);
  expect(desk.due([gap("a", 3)])).toEqual([gap("a", 3)]);
  desk.stored(1);
  expect(desk.due([gap("a", 3)])).toEqual([]);
  expect(desk.due([gap("a", 4), gap("b", 1)])).toEqual([gap("a", 4), gap("b", 1)]);
});

test("a sample that is lost has told nothing", () => {
  const desk = new GapDesk();
  desk.sent(1, [gap("a", 3)]);
  desk.lost(1);
  desk.stored(1);
  expect(desk.due([gap("a", 3)])).toEqual([gap("a", 3)]);
});

test("an acknowledgement that comes late does not undo a later one", () => {
  const desk = new GapDesk();
  desk.sent(1, [gap("a", 3)]);
  desk.sent(2, [gap("a", 5)]);
  desk.stored(2);
  desk.stored(1);
  expect(desk.due([gap("a", 5)])).toEqual([]);
});
