import type { Sourced, Unit } from "@loadline/core";
import { numberText } from "../terminal/quantity-text.ts";

interface Scale {
  readonly factor: number;
  readonly unit: string;
}

/** The unit that people use for a base unit, large enough to read. */
const scaleOf = (unit: Unit, value: number): Scale => {
  switch (unit) {
    case "B":
      return { factor: 2 ** 30, unit: "GiB" };
    case "B/s":
      return { factor: 1e9, unit: "GB/s" };
    case "FLOP/s":
      return { factor: 1e12, unit: "TFLOP/s" };
    case "1":
      if (value >= 1e9) return { factor: 1e9, unit: "billion" };
      return value >= 1e6 ? { factor: 1e6, unit: "million" } : { factor: 1, unit: "" };
    case "token":
      return { factor: 1, unit: "tokens" };
    case "USD/h":
      return { factor: 1, unit: "$/h" };
    default:
      return { factor: 1, unit };
  }
};

/** A number of the catalogue in a unit for people: "79.6 GiB", "3350 GB/s". */
export const sourcedValueText = ({ value, unit }: Pick<Sourced, "value" | "unit">): string => {
  const scale = scaleOf(unit, value);
  const shown = Number.isInteger(value / scale.factor)
    ? String(value / scale.factor)
    : numberText(value / scale.factor);
  return `${shown} ${scale.unit}`.trimEnd();
};

export const isSourced = (value: unknown): value is Sourced =>
  typeof value === "object" && value !== null && "value" in value && "unit" in value && "source" in value;

/** An item of a list by what it is called or is, where it says: "attention.1-window". */
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
