import { type View, views } from "../../src/view-model/options.ts";
import { type BenchCase, benchCases } from "./cases.ts";

/** What the bench shows. */
export interface BenchSettings {
  readonly case: BenchCase;
  readonly view: View;
  readonly theme: "dark" | "light";
  readonly width: number;
  readonly height: number;
  /** The first of the hostile texts that names a deployment. */
  readonly firstText: number;
  /** Options of the panel beside its view. */
  readonly options: Readonly<Record<string, unknown>>;
}

const defaults: BenchSettings = {
  case: "live",
  view: "timeline",
  theme: "dark",
  width: 1200,
  height: 700,
  firstText: 0,
  options: {},
};

const isBenchCase = (value: unknown): value is BenchCase => benchCases.some((one) => one === value);

const numberOr = (text: string | null, fallback: number): number => {
  const value = Number(text);
  return text !== null && Number.isFinite(value) && value > 0 ? value : fallback;
};

/** Settings from the query part of an address; what is not usable stays at its default. */
export const benchSettings = (search: string): BenchSettings => {
  const parameters = new URLSearchParams(search);
  const chosen = { case: parameters.get("case"), view: parameters.get("view") };
  return {
    ...defaults,
    case: isBenchCase(chosen.case) ? chosen.case : defaults.case,
    view: views.find((view) => view === chosen.view) ?? defaults.view,
    theme: parameters.get("theme") === "light" ? "light" : "dark",
    width: numberOr(parameters.get("width"), defaults.width),
    height: numberOr(parameters.get("height"), defaults.height),
    firstText: numberOr(parameters.get("firstText"), defaults.firstText),
  };
};
