import { listGpus, listModels, listPrices } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { atBothWidths, plainView as view } from "../../test/golden.ts";
import { renderEntry, renderList, sectionCalled, sections, sourcedValues } from "./catalog.ts";

const datasheet = { kind: "datasheet", ref: "vendor data sheet, page 2", accessed: "2026-08-01" };
const entry = {
  id: "example-80g",
  name: "Example GPU 80 GB",
  aliases: ["example", "example-gpu"],
  memoryCapacity: { value: 80e9, unit: "B", source: datasheet },
  denseFlops: { bf16: { value: 1e15, unit: "FLOP/s", source: datasheet }, fp8: null },
  gpusPerNode: { value: 8, unit: "1", source: { kind: "assumed", why: "the usual node", accessed: "2026-08-01" } },
  partitions: [{ name: "1g.10gb", memory: { value: 10e9, unit: "B", source: datasheet } }],
  layers: [{ kind: "window", window: { value: 128, unit: "token", source: datasheet } }],
  empty: [],
};

test("an entry reads as its snapshot: numbers above the source they share", () => {
  expect(atBothWidths((at) => renderEntry(entry, at))).toMatchSnapshot();
});

describe.each(Object.keys(sections))("catalog %s", (name) => {
  const own = sectionCalled(name);

  test("fits 60 columns and has a row per entry", () => {
    const lines = renderList(own, view(60)).trimEnd().split("\n");
    expect(lines).toHaveLength(own.list().length + 1);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
  });

  test("finds every entry by its id", () => {
    for (const { id } of own.list()) expect(own.find(id).map((found) => found.id)).toEqual([id]);
  });
});

test("every entry of the catalogue shows a source for each of its numbers", () => {
  for (const own of [...listGpus(), ...listModels(), ...listPrices()]) {
    const text = renderEntry(own, view(10_000));
    for (const [path] of sourcedValues(own)) expect(text).toContain(`  ${path}: `);
    expect(text).toContain("source: ");
  }
});
