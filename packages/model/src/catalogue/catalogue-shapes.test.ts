import { expect, test } from "vitest";
import { kvBytesPerToken } from "../memory/kv-bytes-per-token.ts";
import { activatedParameters } from "../memory/rank-parameters.ts";
import { sequenceStateBytes } from "../memory/sequence-state-bytes.ts";
import { listModels } from "./lookup.ts";
import { hasTransformer, type TransformerModel } from "./model.ts";

/** A group of layers without its sources: "32 full heads 32 kvHeads 8 …". */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("value" in value) return value.value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, plain(part)]),
  );
};

const shapeOf = (model: TransformerModel): object => {
  const { name: _, aliases: __, repository: ___, twins: ____, ...rest } = model;
  const layout = { tensor: 1, pipeline: 1 } as const;
  return {
    activated: activatedParameters(model),
    cache: kvBytesPerToken(model.transformer, { ...layout, precision: "bf16" }),
    state: sequenceStateBytes(model.transformer, layout),
    ...rest,
  };
};

test("every transformer of the catalogue has the shape that its configuration states", async () => {
  const lines = listModels()
    .filter(hasTransformer)
    .map((model) => JSON.stringify(plain(shapeOf(model))).replaceAll('"', ""));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("./testdata/catalogue-shapes.txt");
});
