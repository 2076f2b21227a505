import type { Series } from "./read-frames.ts";
import { type Phase, phases } from "./role.ts";
import { selectSeries } from "./select-series.ts";

const meanKnown = (series: Series | undefined): number | null => {
  let [sum, count] = [0, 0];
  for (const value of series?.values ?? []) {
    if (value === null) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
};

/** Mean demand over mean load line of the whole window, so that the choice does not follow every sample. */
const meanFullness = (series: readonly Series[], phase: Phase): number | null => {
  const demand = meanKnown(selectSeries(series, "demand", { phase }));
  const loadLine = meanKnown(selectSeries(series, "load-line", { phase }));
  return demand === null || loadLine === null || loadLine <= 0 ? null : demand / loadLine;
};

/**
 * Both phases are close to each other while one load drives them; the lead keeps the chart from changing
 * its subject on noise. Prefill 0.80 against decode 0.78 → decode, 0.90 against 0.78 → prefill.
 */
const prefillLead = 1.05;

/** The fuller phase, decode where nothing tells them apart, or null without any series of a phase. */
export const choosePhase = (series: readonly Series[]): Phase | null => {
  const prefill = meanFullness(series, "prefill");
  const decode = meanFullness(series, "decode");
  if (prefill !== null && decode !== null) return prefill > decode * prefillLead ? "prefill" : "decode";
  if (prefill !== null) return "prefill";
  if (decode !== null) return "decode";
  return phases.findLast((phase) => series.some(({ labels }) => labels["phase"] === phase)) ?? null;
};
