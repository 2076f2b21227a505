import {
  type Gpu,
  gpuById,
  hasTransformer,
  listGpus,
  listModels,
  listPrices,
  type Model,
  modelById,
  type Price,
} from "@loadline/core";
import { messages, UserError } from "../messages.ts";
import { type Column, left, right } from "../terminal/table.ts";
import { numberText } from "../terminal/text.ts";
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

const gpus = section<Gpu>({
  name: "gpus",
  columns: [left("id"), right("memory"), right("bandwidth"), right("16-bit"), left("link")],
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

/** Parameters as model names write them: 671B, 33.4M. */
const shortCount = (value: number): string => {
  if (value >= 1e12) return `${numberText(value / 1e12)}T`;
  return value >= 1e9 ? `${numberText(value / 1e9)}B` : `${numberText(value / 1e6)}M`;
};

const models = section<Model>({
  name: "models",
  columns: [left("id"), left("kind"), right("weights"), right("context")],
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
  throw new UserError(messages.invalid("the price", name, "a GPU with a price; see loadline catalog prices"));
};

const prices = section<Price>({
  name: "prices",
  columns: [left("GPU"), left("purchase"), left("from"), right("per GPU"), left("quoted on")],
  list: listPrices,
  row: (price) => [price.gpu, price.purchaseClass, price.provider ?? "-", sourcedValueText(price.perGpu), price.on],
  find: pricesOf,
});

export const sections: readonly Section[] = [gpus, models, prices];

/** @throws UserError for a section that does not exist */
export const sectionCalled = (name: string): Section => {
  const found = sections.find((candidate) => candidate.name === name);
  if (found !== undefined) return found;
  const names = sections.map((candidate) => candidate.name).join(", ");
  throw new UserError(messages.invalid("the section", name, `one of ${names}`));
};
