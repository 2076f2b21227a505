import { type Metric, metrics } from "@loadline/wire";

const word = /loadline_[a-z0-9_]+/g;

/** Names of the metrics that an expression asks for, without the endings that a histogram adds. */
export const metricsIn = (expr: string): readonly string[] => {
  const histograms = new Set(
    (metrics as readonly Metric[]).filter(({ type }) => type === "histogram").map(({ name }) => name),
  );
  const family = (name: string): string => {
    const without = name.replace(/_(bucket|sum|count)$/, "");
    return histograms.has(without) ? without : name;
  };
  return [...new Set((expr.match(word) ?? []).map(family))];
};
