import type { WeekTrace } from "./run-week.ts";

const width = 1_200;
const laneHeight = 220;
const margin = 40;

const colours: Readonly<Record<string, string>> = {
  recommender: "#1f77b4",
  "hpa:0.7": "#d62728",
  loadline: "#2ca02c",
  clairvoyant: "#7f7f7f",
};

const pathOf = (values: readonly number[], highest: number, top: number): string => {
  const across = (width - 2 * margin) / Math.max(1, values.length - 1);
  return values
    .map((value, index) => {
      const x = margin + index * across;
      const y = top + laneHeight - margin / 2 - (value / highest) * (laneHeight - margin);
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
};

const laneOf = ({ deployment, demand, ready }: WeekTrace, index: number): string => {
  const top = index * laneHeight + margin;
  const highest = Math.max(...demand, ...Object.values(ready).flat());
  const lines = Object.entries(ready).map(
    ([policy, counts]) =>
      `<path d="${pathOf(counts, highest, top)}" fill="none" stroke="${colours[policy] ?? "#999"}" stroke-width="1.2"/>`,
  );
  return [
    `<text x="${margin}" y="${top - 4}">${deployment}: replicas ready, 0 to ${Math.ceil(highest)}</text>`,
    `<path d="${pathOf(demand, highest, top)}" fill="none" stroke="#000" stroke-width="0.6"/>`,
    ...lines,
  ].join("\n");
};

/** Demand in replicas (black) and the ready replicas of each policy over the week, one lane per deployment. */
export const figureOf = (traces: readonly WeekTrace[]): string => {
  const names = Object.keys(traces[0]?.ready ?? {});
  const legend = ["demand", ...names].map((name, index) => {
    const x = margin + index * 160;
    return `<text x="${x}" y="16" fill="${name === "demand" ? "#000" : (colours[name] ?? "#999")}">${name}</text>`;
  });
  const height = traces.length * laneHeight + 2 * margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...legend,
    ...traces.map(laneOf),
    "</svg>",
    "",
  ].join("\n");
};
