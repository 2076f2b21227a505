import fc from "fast-check";
import { expect, test } from "vitest";
import { renderDataModule } from "./render-data-module.ts";

/** What the module would export: its literal is evaluated by a JSON reader after quoting keys. */
const exported = (text: string): unknown => {
  const literal = text.slice(text.indexOf("= [") + 2, text.lastIndexOf(";"));
  // biome-ignore lint/security/noGlobalEval: the test reads back what the renderer wrote
  return globalThis.eval(`(${literal})`);
};

test("renders sorted, with plain keys, trailing commas and long texts on their own line", () => {
  const long = "x".repeat(120);
  const text = renderDataModule([
    { kind: "models", id: "b", json: { "with-dash": [1, 2.5e12], empty: {}, none: null, why: long } },
    { kind: "gpus", id: "z", json: { quote: 'say "so"', flags: [true, false] } },
    { kind: "gpus", id: "a", json: [] },
  ]);
  expect(text).toBe(`// Generated from packages/core/data; edit the files there.
import type { DataFile } from "./render-data-module.ts";

export const dataFiles: readonly DataFile[] = [
  {
    kind: "gpus",
    id: "a",
    json: [],
  },
  {
    kind: "gpus",
    id: "z",
    json: {
      quote: 'say "so"',
      flags: [true, false],
    },
  },
  {
    kind: "models",
    id: "b",
    json: {
      "with-dash": [1, 2500000000000],
      empty: {},
      none: null,
      why:
        "${long}",
    },
  },
];
`);
});

test("the order in which a folder is read does not matter", () => {
  const files = [
    { kind: "gpus", id: "b", json: {} },
    { kind: "gpus", id: "a", json: {} },
    { kind: "models", id: "a", json: {} },
  ];
  expect(renderDataModule(files.toReversed())).toBe(renderDataModule(files));
});

test("any JSON comes back as it was", () => {
  const key = fc.string().filter((text) => text !== "__proto__");
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.string(),
      fc.array(tie("value")),
      fc.dictionary(key, tie("value")).map((entries) => ({ ...entries })),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      const [file] = exported(renderDataModule([{ kind: "k", id: "i", json: value }])) as [{ json: unknown }];
      expect(JSON.stringify(file.json)).toBe(JSON.stringify(value));
    }),
  );
});
