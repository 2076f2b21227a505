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
  type Source,
  type Sourced,
} from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { indent, numberText, wrap } from "@loadline/planner/text";
import { type Column, left, right, table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";

/** Units that people use, largest first: from `from` on in steps of `factor`. */
const scales: Partial<Record<Sourced["unit"], readonly { from?: number; factor: number; unit: string }[]>> = {
  B: [{ factor: 2 ** 30, unit: "GiB" }],
  "B/s": [{ factor: 1e9, unit: "GB/s" }],
  "FLOP/s": [{ factor: 1e12, unit: "TFLOP/s" }],
  "1": [
    { from: 1e9, factor: 1e9, unit: "billion" },
    { from: 1e6, factor: 1e6, unit: "million" },
    { factor: 1, unit: "" },
  ],
  token: [{ factor: 1, unit: "tokens" }],
  "USD/h": [{ factor: 1, unit: "$/h" }],
};

/** A number of the catalogue in a unit for people: "79.6 GiB", "3350 GB/s". */
const sourcedValueText = ({ value, unit }: Pick<Sourced, "value" | "unit">): string => {
  const scale = scales[unit]?.find(({ from = Number.NEGATIVE_INFINITY }) => value >= from) ?? { factor: 1, unit };
  const scaled = value / scale.factor;
  return `${Number.isInteger(scaled) ? String(scaled) : numberText(scaled)} ${scale.unit}`.trimEnd();
};

const isSourced = (value: unknown): value is Sourced =>
  typeof value === "object" && value !== null && "value" in value && "unit" in value && "source" in value;

/** An item of a list by its name or kind, where it has one: "attention.1-window". */
const nameIn = (key: string, value: unknown, isItem: boolean): string => {
  if (!isItem || typeof value !== "object" || value === null) return key;
  const { name, kind } = value as { readonly name?: unknown; readonly kind?: unknown };
  if (typeof name === "string") return name;
  return typeof kind === "string" ? `${key}-${kind}` : key;
};

/** Every sourced number below an entry with its path: "link.bandwidthPerDirection". */
export const sourcedValues = (entry: object, path = ""): readonly (readonly [path: string, value: Sourced])[] =>
  Object.entries(entry).flatMap(([key, value]: [string, unknown]) => {
    const own = nameIn(key, value, Array.isArray(entry));
    const here = path === "" ? own : `${path}.${own}`;
    if (isSourced(value)) return [[here, value] as const];
    return typeof value === "object" && value !== null ? sourcedValues(value, here) : [];
  });

/** One part of the catalogue: how to list it and how to find entries by name. */
interface Section {
  readonly list: () => readonly { readonly id: string }[];
  readonly lines: (view: View) => readonly string[];
  /** @throws when the name is unknown */
  readonly find: (name: string) => readonly { readonly id: string }[];
}

/** 16-bit arithmetic of a GPU without sparsity. */
const halfText = ({ denseFlops: { bf16, fp16 } }: Gpu): string => {
  const half = bf16 ?? fp16;
  return half === null ? "none" : sourcedValueText(half);
};

const gpuColumns: readonly Column<Gpu>[] = [
  left("id", ({ id }) => id),
  right("memory", ({ physicalMemory }) => sourcedValueText(physicalMemory)),
  right("bandwidth", ({ memoryBandwidth }) => sourcedValueText(memoryBandwidth)),
  right("16-bit", halfText),
  left("link", ({ link }) => link.kind),
];

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

const modelColumns: readonly Column<Model>[] = [
  left("id", ({ id }) => id),
  left("kind", ({ kind }) => kindText[kind]),
  right("weights", ({ parameters }) => shortCount(parameters.value)),
  right("context", (model) => (hasTransformer(model) ? String(model.contextLength.value) : "none")),
];

const priceColumns: readonly Column<Price>[] = [
  left("GPU", ({ gpu }) => gpu),
  left("purchase", ({ purchaseClass }) => purchaseClass),
  left("from", ({ provider }) => provider ?? "-"),
  right("per GPU", ({ perGpu }) => sourcedValueText(perGpu)),
  left("quoted on", ({ on }) => on),
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
  gpus: { list: listGpus, lines: (view) => table(gpuColumns, listGpus(), view), find: (name) => [gpuById(name)] },
  models: {
    list: listModels,
    lines: (view) => table(modelColumns, listModels(), view),
    find: (name) => [modelById(name)],
  },
  prices: { list: listPrices, lines: (view) => table(priceColumns, listPrices(), view), find: pricesOf },
} satisfies Readonly<Record<string, Section>>;

const isSection = (name: string): name is keyof typeof sections => Object.hasOwn(sections, name);

/** @throws UserError for a section that does not exist */
export const sectionCalled = (name: string): Section => {
  if (isSection(name)) return sections[name];
  throw new UserError(messages.invalid("the section", name, `one of ${Object.keys(sections).join(", ")}`));
};

/** Every entry of a section on one line. */
export const renderList = ({ lines }: Section, view: View): string => [...lines(view), ""].join("\n");

const sourceText = (source: Source): string =>
  source.kind === "assumed" ? `assumed: ${source.why}` : `${source.kind}: ${source.ref}, accessed ${source.accessed}`;

const isPlain = (value: unknown): boolean =>
  typeof value !== "object" || (Array.isArray(value) && value.every((item) => typeof item !== "object"));

const plainText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));

/** One entry with every number and its source; numbers that share a source stand above it. */
export const renderEntry = (entry: { readonly id: string }, { columns, style }: View): string => {
  const facts = Object.entries(entry)
    .filter(([key, value]) => key !== "id" && isPlain(value) && plainText(value) !== "")
    .map(([key, value]: [string, unknown]) => `${key}: ${plainText(value)}`);
  const bySource = new Map<string, string[]>();
  for (const [path, value] of sourcedValues(entry)) {
    const source = sourceText(value.source);
    bySource.set(source, [...(bySource.get(source) ?? []), `${path}: ${sourcedValueText(value)}`]);
  }
  return [
    style.strong(entry.id),
    ...facts.flatMap((fact) => wrap(fact, columns, indent)),
    ...[...bySource].flatMap(([source, lines]) => [
      "",
      ...lines.flatMap((line) => wrap(line, columns, indent)),
      ...wrap(`source: ${source}`, columns, "    ").map(style.faint),
    ]),
    "",
  ].join("\n");
};
