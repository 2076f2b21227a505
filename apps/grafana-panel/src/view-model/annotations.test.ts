import fc from "fast-check";
import { expect, test } from "vitest";
import { annotationNear, annotations } from "./annotations.ts";

const frame = (fields: Readonly<Record<string, readonly unknown[]>>) => ({
  fields: Object.entries(fields).map(([name, values]) => ({ name, type: "other", values })),
});

test("title and text become one text, a region has an end, and all are in the order of time", () => {
  const found = annotations([
    frame({ time: [20, 10], timeEnd: [null, 15], title: ["", "Rollout"], text: ["Node lost", "v2"] }),
  ]);
  expect(found).toEqual([
    { timeMs: 10, endMs: 15, text: "Rollout: v2" },
    { timeMs: 20, endMs: null, text: "Node lost" },
  ]);
});

test("a region is near while it goes on, a moment within reach alone", () => {
  const all = annotations([frame({ time: [10, 100], timeEnd: [50, null], text: ["region", "moment"] })]);
  expect(annotationNear(all, 30, 0)?.text).toBe("region");
  expect(annotationNear(all, 97, 5)?.text).toBe("moment");
  expect(annotationNear(all, 80, 5)).toBeUndefined();
});

test("no frame makes it throw, and no more than 200 are kept", () => {
  const anyFrame = fc.record({
    time: fc.array(fc.anything()),
    timeEnd: fc.array(fc.anything()),
    text: fc.array(fc.anything()),
  });
  fc.assert(fc.property(anyFrame, (fields) => annotations([frame(fields)]).length <= 200));
  expect(annotations([frame({ time: Array.from({ length: 300 }, (_, at) => at) })])).toHaveLength(200);
});
