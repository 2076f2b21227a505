import type { Gap } from "@loadline/wire";
import { expect, test } from "vitest";
import { GapReporter } from "./gap-reporter.ts";

/** A reporter after so many drops of samples 0, 1, 2 … */
const after = (drops: number) => {
  const reporter = new GapReporter("boot-0001");
  for (let seq = 0; seq < drops; seq += 1) reporter.dropped(seq, "ring-full", 1000 + seq);
  return reporter;
};
const gap = (count: number): Gap => ({
  bootId: "boot-0001",
  fromSeq: 0,
  toSeq: count - 1,
  count,
  reasons: { "ring-full": count },
  lastAt: 999 + count,
});

test("without a dropped sample no gap is due", () => expect(after(0).due()).toBeNull());

test("a gap is due until a sample with it is acknowledged, and again when it grows", () => {
  const reporter = after(3);
  expect(reporter.due()).toEqual(gap(3));
  reporter.sent(1, gap(3));
  expect(reporter.due()).toEqual(gap(3));
  reporter.stored(1);
  expect(reporter.due()).toBeNull();
  reporter.dropped(3, "ring-full", 1003);
  expect(reporter.due()).toEqual(gap(4));
});

test("a gap counts each reason and spans the lowest and the highest number", () => {
  const reporter = new GapReporter("boot-0001");
  reporter.dropped(7, "too-large", 5);
  reporter.dropped(2, "ring-full", 6);
  expect(reporter.due()).toMatchObject({ fromSeq: 2, toSeq: 7, count: 2, reasons: { "too-large": 1, "ring-full": 1 } });
});

test("a sample that was dropped has reported nothing", () => {
  const reporter = after(3);
  reporter.sent(1, gap(3));
  reporter.lost(1);
  reporter.stored(1);
  expect(reporter.due()).toEqual(gap(3));
});

test("a late acknowledgement of a smaller count does not undo that of a larger one", () => {
  const reporter = after(5);
  reporter.sent(1, gap(3));
  reporter.sent(2, gap(5));
  reporter.stored(2);
  reporter.stored(1);
  expect(reporter.due()).toBeNull();
});
