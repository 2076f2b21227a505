import {
  type FieldConfig,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getDisplayProcessor,
  getValueFormat,
  type ValueMapping,
} from "@grafana/data";
import { createContext, useContext } from "react";
import { defaultFormats, type Formats, formatPercent, unknownText } from "../view-model/format-value.ts";

/** The standard options that the panel applies. */
type AppliedOptions = Pick<FieldConfig, "unit" | "decimals" | "mappings">;

/** Text that a mapping gives, or null where none applies. */
const mapper = (all: readonly ValueMapping[], theme: GrafanaTheme2) => {
  const display = (type: FieldType, mappings: readonly ValueMapping[]) =>
    getDisplayProcessor({ field: { type, config: { mappings: [...mappings] } }, theme });
  const [texts, numbers] = [display(FieldType.string, all), display(FieldType.number, all)];
  const plain = display(FieldType.number, []);
  const changed = (mapped: string, unmapped: string): string | null => (mapped === unmapped ? null : mapped);
  return {
    code: (code: string): string | null => changed(texts(code).text, code),
    number: (value: number): string | null => changed(numbers(value).text, plain(value).text),
  };
};

const mostDecimals = 6;

const rateFormat = ({ unit }: AppliedOptions, decimals: number | undefined): Formats["rate"] => {
  if (unit === undefined && decimals === undefined) return defaultFormats.rate;
  const format = getValueFormat(unit ?? "short");
  const suffix = unit === undefined ? " tok/s" : "";
  return (value) => (value === null ? unknownText() : `${formattedValueToString(format(value, decimals))}${suffix}`);
};

/**
 * Formats by the standard options: unit of token rates, decimals of token rates and percentages,
 * value mappings of headroom, verdict, reason and limit.
 */
export const formatsOf = (options: AppliedOptions, theme: GrafanaTheme2): Formats => {
  // undefined: none, or no number that a value could be written with.
  const decimals =
    typeof options.decimals === "number" && options.decimals >= 0
      ? Math.min(mostDecimals, options.decimals)
      : undefined;
  // A dashboard written by hand may have null for each.
  const mappings = options.mappings ?? [];
  const map = mappings.length === 0 ? null : mapper(mappings, theme);
  return {
    rate: rateFormat(options, decimals),
    percent: (ratio) => {
      const mapped = ratio === null ? null : map?.number(ratio);
      return mapped ?? formatPercent(ratio, decimals);
    },
    mapped: (code) => map?.code(code) ?? null,
  };
};

export const FormatsContext = createContext(defaultFormats);

export const useFormats = (): Formats => useContext(FormatsContext);
