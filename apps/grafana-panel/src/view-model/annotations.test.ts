import fc from "fast-check";
import { expect, test } from "vitest";
import { annotationNear, annotations } from "./annotations.ts";
import { safeLinks } from "./frame.ts";

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

test.each([
  { name: "https", href: "https://grafana.example/d/a", retained: true },
  { name: "a path of this server", href: "/d/loadline-deployment?var-deployment=chat", retained: true },
  { name: "a query of this page", href: "?viewPanel=1", retained: true },
  { name: "a script", href: "javascript:alert(1)", retained: false },
  { name: "a script with a tab in its scheme", href: "java\tscript:alert(1)", retained: false },
  { name: "a script after a space and a control character", href: " \u0001javascript:alert(1)", retained: false },
  { name: "a document in the address", href: "data:text/html,<script>1</script>", retained: false },
  { name: "another server without a scheme", href: "//attacker.invalid/", retained: false },
  { name: "another server by backslashes", href: "/\\attacker.invalid/", retained: false },
])("$name", ({ href, retained }) => {
  expect(safeLinks([{ href, title: "link" }])).toHaveLength(retained ? 1 : 0);
});

test("a link that several fields share is there once", () => {
  const link = { href: "/d/a", title: "Logs" };
  expect(safeLinks([link, { ...link }, { ...link, title: "Traces" }])).toHaveLength(2);
});
