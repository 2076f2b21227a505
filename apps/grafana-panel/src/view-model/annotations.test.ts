import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hostileTexts } from "../../test/bench/cases.ts";
import { annotationNear, annotations } from "./annotations.ts";
import { csvOf } from "./csv.ts";
import { safeLinks } from "./frame.ts";

const frame = (fields: Readonly<Record<string, readonly unknown[]>>) => ({
  fields: Object.entries(fields).map(([name, values]) => ({ name, type: "other", values })),
});

test("title and text become one text, a region has an end, and all are in the order of time", () => {
  const found = annotations([
    frame({ time: [20, 10], timeEnd: [null, 15], title: ["", "Rollout"], text: ["Node lost", "v2"] }),
  ]);
  expect(found).toEqual([
    { timeMs: 10, endMs: 15, text: "Rollout: v2", link: null },
    { timeMs: 20, endMs: null, text: "Node lost", link: null },
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

describe("table as CSV", () => {
  /** The cells of one line, parsed by the rules of RFC 4180. */
  const cellsOf = (line: string): readonly string[] =>
    [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n)/g)].map(([, text]) => (text ?? "").replaceAll('""', '"'));

  describe("a table as comma-separated values", () => {
    test.each([
      { name: "text is as it is", text: "chat-70b", expected: "chat-70b" },
      { name: "a number below zero stays one", text: "-12.5", expected: "-12.5" },
      { name: "a formula becomes text", text: "=1+1", expected: "'=1+1" },
      { name: "so does one after spaces", text: "  @SUM(A1)", expected: "'  @SUM(A1)" },
      { name: "a minus sign of typography is no formula", text: "−4 %", expected: "−4 %" },
      { name: "quotes are doubled", text: 'a "b"', expected: 'a "b"' },
    ])("$name", ({ text, expected }) => expect(cellsOf(csvOf([[text]]))).toEqual([expected]));

    test("none of 500 hostile texts leaves its cell or begins a formula", () => {
      for (const text of hostileTexts(500)) {
        const [first, second, ...more] = cellsOf(csvOf([[text, "next"]]));
        expect(second).toBe("next");
        expect(more).toEqual([]);
        expect(first).not.toMatch(/^[\s\ufeff]*[=+\-@|%\t\r]/);
      }
    });

    test("every text keeps its place", () =>
      fc.assert(
        fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (row) => {
          expect(cellsOf(csvOf([row]))).toHaveLength(row.length);
        }),
      ));
  });
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

test("an address in the text of an annotation is its link", () => {
  const [one, none, within] = annotations([
    frame({
      time: [1, 2, 3],
      title: ["LoadlineAboveLoadLine", "deploy", "punctuation"],
      text: [
        "chat https://wiki.example.com/runbooks/capacity.md#loadlineaboveloadline",
        "javascript:alert(1)",
        "See the page (https://wiki.example.com/a.md#x), then scale.",
      ],
    }),
  ]);
  expect(one?.link).toBe("https://wiki.example.com/runbooks/capacity.md#loadlineaboveloadline");
  expect(none?.link).toBeNull();
  expect(within?.link).toBe("https://wiki.example.com/a.md#x");
});
