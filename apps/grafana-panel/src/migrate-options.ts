import { type CapacityOptions, defaultOptions, optionsVersion } from "./options.ts";
import { isView } from "./view-model/option-values.ts";
import { phases } from "./view-model/role.ts";

type Stored = Readonly<Record<string, unknown>>;

const isStored = (value: unknown): value is Stored =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const booleanOr = (value: unknown, fallback: boolean): boolean => (typeof value === "boolean" ? value : fallback);

const numberOr = (value: unknown, fallback: number, least: number): number =>
  typeof value === "number" && Number.isFinite(value) && value >= least ? value : fallback;

const phaseOr = (value: unknown): CapacityOptions["phase"] =>
  phases.find((phase) => phase === value) ?? defaultOptions.phase;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

/**
 * Options as this version knows them, from what any version or a hand-written dashboard stored. What is missing or
 * not usable becomes its default. Version 1 had no view and no forecast: its panels open as the timeline they were.
 */
export const migrateOptions = (stored: unknown): CapacityOptions => {
  const options: Stored = isStored(stored) ? stored : {};
  return {
    version: optionsVersion,
    view: isView(options["view"]) ? options["view"] : defaultOptions.view,
    phase: phaseOr(options["phase"]),
    deployments: texts(options["deployments"]),
    showReplicas: booleanOr(options["showReplicas"], defaultOptions.showReplicas),
    showTable: booleanOr(options["showTable"], defaultOptions.showTable),
    staleAfterSeconds: numberOr(options["staleAfterSeconds"], defaultOptions.staleAfterSeconds, 1),
    forecastSeconds: numberOr(options["forecastSeconds"], defaultOptions.forecastSeconds, 0),
  };
};
