import { type FieldConfig, formattedValueToString, getValueFormat } from "@grafana/data";
import { createContext, useContext } from "react";
import { defaultFormats, type Formats, formatPercent, unknownText } from "../view-model/format-value.ts";

/** Formats by the standard options "Unit" (of token rates) and "Decimals" (of token rates and percentages). */
export const formatsOf = ({ unit, decimals }: Pick<FieldConfig, "unit" | "decimals">): Formats => {
  if (unit === undefined && (decimals === undefined || decimals === null)) return defaultFormats;
  const places = decimals ?? undefined;
  const format = getValueFormat(unit ?? "short");
  const suffix = unit === undefined ? " tok/s" : "";
  return {
    rate: (value) => (value === null ? unknownText : `${formattedValueToString(format(value, places))}${suffix}`),
    percent: (ratio) => formatPercent(ratio, Math.min(6, places ?? 0)),
  };
};

export const FormatsContext = createContext(defaultFormats);

export const useFormats = (): Formats => useContext(FormatsContext);
