import { describe, expect, test } from "vitest";
import hopper from "../../data/gpus/hopper.json" with { type: "json" };
import metaLlama from "../../data/models/meta-llama.json" with { type: "json" };
import sharedSources from "../../data/sources.json" with { type: "json" };
import { type DataFile, deriveCatalogue, renderCatalogue } from "./render-catalogue.ts";

const [gpu, model] = [hopper[0] ?? {}, metaLlama[0] ?? {}];
const sources: DataFile = { path: "sources.json", json: sharedSources };
const derived = (path: string, json: unknown) => deriveCatalogue([{ path, json }, sources]);

describe("one more entry in one file", () => {
  test("is a GPU", () => {
    const added = { ...gpu, id: "h300", name: "NVIDIA H300", aliases: ["h300-sxm"] };
    const [entry] = derived("gpus/hopper.json", [added]);
    expect(entry).toMatchObject({ kind: "gpus", id: "h300", value: { power: { source: { kind: "assumed" } } } });
  });

  test("is a model, derived from its config.json", () => {
    const [entry] = derived("models/meta-llama.json", [{ ...model, id: "llama-9", repository: "meta-llama/Llama-9" }]);
    expect(entry).toMatchObject({
      id: "llama-9",
      value: { kind: "decoder", contextLength: { source: { ref: expect.stringMatching(/^meta-llama\/Llama-9 /) } } },
    });
  });
});

describe("the sources of numbers", () => {
  const power = (change: object) =>
    derived("gpus/x.json", { ...gpu, ...change }).map(({ value }) => (value as unknown as { power: unknown }).power);
  const source = { kind: "quote", ref: "a page", accessed: "2026-01-02" };

  test("are those of the entry where a number states none", () => {
    expect(power({ source, power: { value: 700, unit: "W" } })).toEqual([{ value: 700, unit: "W", source }]);
  });

  test("may be shared ones by name, with the day of the entry", () => {
    expect(power({ accessed: "2026-02-03", power: { value: 700, unit: "W", source: "usual-node" } })).toMatchObject([
      { source: { kind: "assumed", why: expect.stringContaining("usual node"), accessed: "2026-02-03" } },
    ]);
  });

  test("cannot be missing or unknown by name", () => {
    expect(() => power({ source: undefined })).toThrow("data/gpus/x.json: no source undefined");
    expect(() => power({ source: "hearsay" })).toThrow('no source "hearsay"; data/sources.json has the shared ones');
  });
});

test.each([
  { name: "a folder without a schema", path: "gpu/x.json", json: gpu, message: "no such folder; expected one of" },
  { name: "an id that is there twice", path: "gpus/x.json", json: [gpu, gpu], message: "the id gh200 is there twice" },
  { name: "a key that nobody reads", path: "gpus/x.json", json: { ...gpu, note: "?" }, message: "note" },
  {
    name: "a configuration that contradicts the published parameters",
    path: "models/x.json",
    json: { ...model, published: { parameters: 1e9 } },
    message: "published are 1000000000",
  },
  {
    name: "a configuration that contradicts the published cache bytes",
    path: "models/x.json",
    json: { ...model, published: { ...metaLlama[0]?.published, kvBytesPerToken: 7 } },
    message: "B of cache per token, not 7",
  },
])("$name is refused with the name of the file", ({ path, json, message }) => {
  expect(() => derived(path, json)).toThrow(`data/${path}: `);
  expect(() => derived(path, json)).toThrow(message);
});

test("the order of the files does not matter", () => {
  const files = [sources, { path: "gpus/a.json", json: hopper }, { path: "models/b.json", json: metaLlama }];
  expect(renderCatalogue(files.toReversed())).toBe(renderCatalogue(files));
});
