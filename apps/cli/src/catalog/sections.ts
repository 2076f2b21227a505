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
export interface Section {
  readonly columns: readonly Column[];
  readonly rows: () => readonly (readonly string[])[];
  readonly list: () => readonly { readonly id: string }[];
  /** @throws when the name is unknown */
  readonly find: (name: string) => readonly { readonly id: string }[];
}

const gpuRow = (gpu: Gpu): readonly string[] => {
  const half = gpu.denseFlops.bf16 ?? gpu.denseFlops.fp16;
  return [
    gpu.id,
    sourcedValueText(gpu.physicalMemory),
    sourcedValueText(gpu.memoryBandwidth),
    half === null ? "none" : sourcedValueText(half),
    gpu.link.kind,
  ];
};

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

const modelRow = (model: Model): readonly string[] => [
  model.id,
  kindText[model.kind],
  shortCount(model.parameters.value),
  hasTransformer(model) ? String(model.contextLength.value) : "none",
];

const priceRow = ({ gpu, purchaseClass, provider, perGpu, on }: Price): readonly string[] => [
  gpu,
  purchaseClass,
  provider ?? "-",
  sourcedValueText(perGpu),
  on,
];

const pricesOf = (name: string): readonly Price[] => {
  const exact = listPrices().filter(({ id }) => id === name);
  if (exact.length > 0) return exact;
  const { id } = gpuById(name);
  const found = listPrices().filter(({ gpu }) => gpu === id);
  if (found.length > 0) return found;
  throw new UserError(messages.invalid("the price", name, "a GPU with a price; see loadline catalog prices"));
};

export const sections = {
  gpus: {
    columns: [left("id"), right("memory"), right("bandwidth"), right("16-bit"), left("link")],
    rows: () => listGpus().map(gpuRow),
    list: listGpus,
    find: (name) => [gpuById(name)],
  },
  models: {
    columns: [left("id"), left("kind"), right("weights"), right("context")],
    rows: () => listModels().map(modelRow),
    list: listModels,
    find: (name) => [modelById(name)],
  },
  prices: {
    columns: [left("GPU"), left("purchase"), left("from"), right("per GPU"), left("quoted on")],
    rows: () => listPrices().map(priceRow),
    list: listPrices,
    find: pricesOf,
  },
} satisfies Readonly<Record<string, Section>>;

const isSection = (name: string): name is keyof typeof sections => Object.hasOwn(sections, name);

/** @throws UserError for a section that does not exist */
export const sectionCalled = (name: string): Section => {
  if (isSection(name)) return sections[name];
  throw new UserError(messages.invalid("the section", name, `one of ${Object.keys(sections).join(", ")}`));
};
