import type { Gpu, Model, OwnPrice } from "@loadline/model";

/** What the user adds to the catalogue. */
export interface OwnEntries {
  readonly models: readonly Model[];
  readonly devices: readonly Gpu[];
  /** Of devices whose file states one. */
  readonly prices: readonly OwnPrice[];
}

export const noEntries: OwnEntries = { models: [], devices: [], prices: [] };
