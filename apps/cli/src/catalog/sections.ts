import {
  type Gpu,
  gpuById,
  hasTransformer,
  LoadlineError,
  listGpus,
  listModels,
  listPrices,
  type Model,
  modelById,
  type Price,
} from "@loadline/core";
import { numberText } from "../terminal/quantity-text.ts";
import type { Column } from "../terminal/table.ts";
import { sourcedValueText } from "./sourced-value.ts";

/** One part of the catalogue: how to list it and how to find entries by name. */
export interface Section<T extends { readonly id: string } = { readonly id: string }> {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly list: () => readonly T[];
  readonly row: (entry: T) => readonly string[];
  /** @throws when the name is unknown */
  readonly find: (name: string) => readonly T[];
}

const section = <T extends { readonly id: string }>(definition: Section<T>): Section =>
  // Rows are only ever made from entries of the same section.
  definition as unknown as Section;

const right = (title: string): Column => ({ title, align: "right" });

const gpus = section<Gpu>({
  name: "gpus",
  columns: [{ title: "id" }, right("memory"), right("bandwidth"), right("16-bit"), { title: "link" }],
  list: listGpus,
  row: (gpu) => {
    const half = gpu.denseFlops.bf16 ?? gpu.denseFlops.fp16;
    return [
      gpu.id,
      sourcedValueText(gpu.physicalMemory),
      sourcedValueText(gpu.memoryBandwidth),
      half === null ? "none" : sourcedValueText(half),
      gpu.link.kind,
    ];
  },
  find: (name) => [gpuById(name)],
});

/** Kinds in a column's width. */
const kindText: { readonly [K in Model["kind"]]: string } = {
  decoder: "decoder",
  encoder: "encoder",
  "encoder-decoder": "enc-dec",
  diffusion: "diffusion",
  "single-pass": "one pass",
};

const scales = [
  { from: 1e12, letter: "T" },
  { from: 1e9, letter: "B" },
  { from: 0, letter: "M" },
];
const sizeOfM = 1e6;

/** Parameters as model names write them: 671B, 33.4M. */
const shortCount = (value: number): string => {
  const { from, letter } = scales.find((scale) => value >= scale.from) ?? { from: 0, letter: "M" };
  return `${numberText(value / (from === 0 ? sizeOfM : from))}${letter}`;
};

const models = section<Model>({
  name: "models",
  columns: [{ title: "id" }, { title: "kind" }, right("weights"), right("context")],
  list: listModels,
  row: (model) => [
    model.id,
    kindText[model.kind],
    shortCount(model.parameters.value),
    hasTransformer(model) ? String(model.contextLength.value) : "none",
  ],
  find: (name) => [modelById(name)],
});

const pricesOf = (name: string): readonly Price[] => {
  const exact = listPrices().filter(({ id }) => id === name);
  if (exact.length > 0) return exact;
  const { id } = gpuById(name);
  const found = listPrices().filter(({ gpu }) => gpu === id);
  if (found.length > 0) return found;
  throw new LoadlineError("LL_INPUT_INVALID", { what: "the price", value: name, expected: "a GPU with a price" });
};

const prices = section<Price>({
  name: "prices",
  columns: [{ title: "GPU" }, { title: "purchase" }, { title: "from" }, right("per GPU"), { title: "quoted on" }],
  list: listPrices,
  row: (price) => [price.gpu, price.purchaseClass, price.provider ?? "-", sourcedValueText(price.perGpu), price.on],
  find: pricesOf,
});

export const sections: readonly Section[] = [gpus, models, prices];

/** @throws LL_INPUT_INVALID for a section that does not exist */
export const sectionCalled = (name: string): Section => {
  const found = sections.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = sections.map((candidate) => candidate.name).join(", ");
  throw new LoadlineError("LL_INPUT_INVALID", { what: "the section", value: name, expected: `one of ${names}` });
};
