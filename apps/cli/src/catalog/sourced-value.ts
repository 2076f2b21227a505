import type { Sourced, Unit } from "@loadline/core";
import { numberText } from "../terminal/text.ts";

/** Units that people use, largest first: from `from` on in steps of `factor`. */
const scales: Partial<Record<Unit, readonly { from?: number; factor: number; unit: string }[]>> = {
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
export const sourcedValueText = ({ value, unit }: Pick<Sourced, "value" | "unit">): string => {
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
