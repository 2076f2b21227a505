import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { anyText } from "../../test/cases.ts";
import { mostSamples, parsePrometheusText } from "./parse-prometheus-text.ts";

const only = (line: string) => {
  const { samples, rejectedLines } = parsePrometheusText(`${line}\n`);
  const [sample] = samples;
  return sample === undefined
    ? { rejectedLines }
    : { name: sample.name, labels: Object.fromEntries(sample.labels), value: sample.value };
};

describe("a line of the format is read", () => {
  test.each([
    { name: "a bare sample", line: "up 1", expected: { name: "up", labels: {}, value: 1 } },
    { name: "labels", line: 'a{b="c",d="e"} 2.5', expected: { name: "a", labels: { b: "c", d: "e" }, value: 2.5 } },
    {
      name: "a comma after the last label",
      line: 'a{b="c",} 1',
      expected: { name: "a", labels: { b: "c" }, value: 1 },
    },
    { name: "no labels between braces", line: "a{} 1", expected: { name: "a", labels: {}, value: 1 } },
    {
      name: "blanks wherever they are allowed",
      line: 'a { b = "c" , d="e" }  1 ',
      expected: { name: "a", labels: { b: "c", d: "e" }, value: 1 },
    },
    {
      name: "escapes in a label",
      line: 'a{b="\\"x\\\\\\n"} 1',
      expected: { name: "a", labels: { b: '"x\\\n' }, value: 1 },
    },
    {
      name: "braces and commas in a label",
      line: 'a{b="},{",c="="} 1',
      expected: { name: "a", labels: { b: "},{", c: "=" }, value: 1 },
    },
    { name: "a timestamp", line: "a 1 1395066363000", expected: { name: "a", labels: {}, value: 1 } },
    {
      name: "an exemplar",
      line: 'a_bucket{le="1"} 4 # {trace_id="x"} 0.5',
      expected: { name: "a_bucket", labels: { le: "1" }, value: 4 },
    },
    { name: "an exponent", line: "a 1.7e+09", expected: { name: "a", labels: {}, value: 1.7e9 } },
    { name: "not a number", line: "a NaN", expected: { name: "a", labels: {}, value: Number.NaN } },
    { name: "infinity", line: "a +Inf", expected: { name: "a", labels: {}, value: Number.POSITIVE_INFINITY } },
    { name: "negative infinity", line: "a -Inf", expected: { name: "a", labels: {}, value: Number.NEGATIVE_INFINITY } },
    { name: "a colon in the name", line: "vllm:x 3", expected: { name: "vllm:x", labels: {}, value: 3 } },
    { name: "the end of line of another system", line: "a 1\r", expected: { name: "a", labels: {}, value: 1 } },
  ])("$name", ({ line, expected }) => expect(only(line)).toEqual(expected));
});

describe("a malformed line costs that line and is counted", () => {
  test.each([
    { name: "no value", line: "a" },
    { name: "a value that is no number", line: "a one" },
    { name: "hexadecimal", line: "a 0x10" },
    { name: "a label without quotes", line: "a{b=c} 1" },
    { name: "a label that does not end", line: 'a{b="c 1' },
    { name: "labels that do not end", line: 'a{b="c" 1' },
    { name: "two labels without a comma", line: 'a{b="c"d="e"} 1' },
    { name: "a name that begins with a digit", line: "1a 1" },
    { name: "name and value in one", line: "a1.5" },
    { name: "more digits than any number has", line: `a ${"1".repeat(100_000)}` },
    { name: "more than a timestamp", line: "a 1 2 3" },
  ])("$name", ({ line }) => {
    const { samples, rejectedLines } = parsePrometheusText(`x 1\n${line}\ny 2\n`);
    expect({ names: samples.map(({ name }) => name), rejectedLines }).toEqual({ names: ["x", "y"], rejectedLines: 1 });
  });
});

test("comments and blank lines are neither samples nor rejected", () => {
  expect(parsePrometheusText("# HELP a b\n# TYPE a gauge\n\n   \n# EOF\n")).toEqual({ samples: [], rejectedLines: 0 });
});

test("a last line that is not ended may be cut and is rejected", () => {
  const { samples, rejectedLines } = parsePrometheusText("a 1\nb 23");
  expect({ names: samples.map(({ name }) => name), rejectedLines }).toEqual({ names: ["a"], rejectedLines: 1 });
});

test("of more samples than any server has none is returned", () => {
  const page = (count: number): string => Array.from({ length: count }, (_, at) => `a{b="${at}"} 1\n`).join("");
  expect(parsePrometheusText(page(mostSamples)).samples).toHaveLength(mostSamples);
  expect(parsePrometheusText(page(mostSamples + 1))).toEqual({ samples: [], rejectedLines: 0, tooMany: true });
});

describe("laws", () => {
  test("any text is answered, and every line is a sample, blank, comment or rejected", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { samples, rejectedLines } = parsePrometheusText(text);
        expect(samples.length + rejectedLines).toBeLessThanOrEqual(text.split("\n").length);
      }),
      { numRuns: 500 },
    );
  });
  test("what was written is what is read", () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/);
    const labels = fc.dictionary(name, fc.string(), { maxKeys: 4 });
    const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
    fc.assert(
      fc.property(name, labels, fc.double({ noNaN: true, noDefaultInfinity: true }), (name, wanted, value) => {
        const list = Object.entries(wanted).map(([key, text]) => `${key}="${escaped(text)}"`);
        expect(only(`${name}{${list.join(",")}} ${value}`)).toEqual({
          name,
          labels: { ...wanted },
          value: value === 0 ? expect.closeTo(0) : value,
        });
      }),
    );
  });
});

test("lines whose name is not wanted are passed over, malformed or not", () =>
  expect(parsePrometheusText('a 1\nb{x="1" 2\nc 3\n', (name) => name !== "b")).toMatchObject({
    samples: [{ name: "a" }, { name: "c" }],
    rejectedLines: 0,
  }));

test("a page with more label sets than are remembered is read the same each time", () => {
  const page = Array.from({ length: 1500 }, (_, n) => `up{a="${n}",b="} \\"${n}"} ${n}\n`).join("");
  const read = () =>
    parsePrometheusText(page).samples.map(({ labels, value }) => [labels.get("a"), labels.get("b"), value]);
  const expected = Array.from({ length: 1500 }, (_, n) => [`${n}`, `} "${n}`, n]);
  expect([read(), read(), read()]).toEqual([expected, expected, expected]);
});

test("label sets are remembered beyond their page, whatever number of pages there is, until others have long been read", async () => {
  vi.resetModules();
  const { parsePrometheusText: parse } = await import("./parse-prometheus-text.ts");
  const page = (name: string, sets: number): string =>
    Array.from({ length: sets }, (_, n) => `up{page="${name}",n="${n}"} 1\n`).join("");
  const labelsOf = (text: string) => parse(text).samples.map(({ labels }) => labels);
  const pages = Array.from({ length: 110 }, (_, n) => page(`${n}`, 60));
  const [first] = pages.map(labelsOf);
  const [again] = pages.map(labelsOf);
  expect(again?.every((labels, n) => labels === first?.[n])).toBe(true);
  const later = page("later", 990);
  for (let round = 0; round < 110; round += 1) parse(later);
  const [before, after] = [labelsOf(later), labelsOf(later)];
  expect(after.every((labels, n) => labels === before[n])).toBe(true);
});
