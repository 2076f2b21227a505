import { withRuns } from "@loadline/calibration";
import { describe, expect, test } from "vitest";
import { committed, leftOutRuns, medianSize, runs, unseenComparisons, unseenPage, withoutRuns } from "./unseen-page.ts";

type Compared = ReturnType<typeof unseenComparisons>;

const all = unseenComparisons();
/** A campaign whose steps are off as a whole, and whose clients are answered in waves. */
const isOffAsAWhole = ({ source }: Compared[number]): boolean => source.name === "NVIDIA NIM, 2 × A100";
const of = (title: string, among: Compared = all) => among.filter((one) => one.title === title);
const medianError = (title: string, among: Compared = all.filter((one) => !isOffAsAWhole(one))): number => {
  const sizes = of(title, among)
    .map(({ ours, measured }) => Math.abs(ours / measured - 1))
    .toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? Number.NaN;
};

// Nothing was fitted to these figures: a change that makes them worse carries less far than what was there before.
describe("published figures that the coefficients never saw", () => {
  test("half of the gaps between tokens are met within 17 %, half of the rates in tokens within 11 %", () => {
    expect(medianError("per token")).toBeLessThan(0.17);
    expect(medianError("tokens/s")).toBeLessThan(0.11);
  });

  test("half of the first tokens are met within 40 %, of a lone client within 55 %", () => {
    expect(medianError("first token", all)).toBeLessThan(0.4);
    const alone = all.filter(({ row: { load } }) => "concurrency" in load && load.concurrency === 1);
    expect(medianError("first token", alone)).toBeLessThan(0.55);
  });

  test("of a campaign that is off as a whole half of the gaps are met within 36 %, of the first tokens of a lone client within 60 %", () => {
    const own = all.filter(isOffAsAWhole);
    expect(medianError("per token", own)).toBeLessThan(0.36);
    const alone = own.filter(({ row: { load } }) => "concurrency" in load && load.concurrency === 1);
    expect(medianError("first token", alone)).toBeLessThan(0.6);
  });

  test("half of the times of whole answers at a rate are met within 15 %", () => {
    expect(medianError("whole answer")).toBeLessThan(0.15);
  });

  test("four of five gaps between tokens lie in the band that the answer states", () => {
    const gaps = of("per token").filter((one) => !isOffAsAWhole(one));
    const inside = gaps.filter(({ isInBand }) => isInBand === true);
    expect(inside.length / gaps.length).toBeGreaterThanOrEqual(0.8);
  });

  test("every source has figures that are answered", () => {
    for (const source of new Set(all.map((one) => one.source))) {
      expect(all.filter((one) => one.source === source).length).toBeGreaterThan(0);
    }
    expect(all.length).toBeGreaterThan(100);
  });
});

test("of vLLM at a rate, each run left out in turn, half of the answers are met within 8 %, first tokens 12 %, gaps 7 %", () => {
  const median = (at: number): number => medianSize(leftOutRuns.map(({ alone }) => alone[at] ?? Number.NaN));
  expect(leftOutRuns).toHaveLength(12);
  expect(median(0)).toBeLessThan(0.08);
  expect(median(1)).toBeLessThan(0.12);
  expect(median(2)).toBeLessThan(0.07);
});

test("the committed factors of those runs are those of their fit", () => {
  expect(Object.keys(withoutRuns.decode).length).toBeLessThan(Object.keys(committed.decode).length);
  expect(withRuns(withoutRuns, runs).decode).toEqual(committed.decode);
});

test("the page is as committed", () =>
  expect(unseenPage()).toMatchFileSnapshot("../../docs/accuracy/unseen-figures.md"));
