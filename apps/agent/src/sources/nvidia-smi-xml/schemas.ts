/**
 * Where each version of the XML schema keeps a value, below `<gpu>`. Several places mean that drivers of one
 * schema version disagree; the first place that holds anything is taken.
 */
export interface Schema {
  /** Versions of `nvsmi_device_v<n>.dtd` that this table reads. */
  readonly versions: readonly number[];
  readonly powerDraw: readonly string[];
  readonly powerLimit: readonly string[];
  readonly powerLimitDefault: readonly string[];
  readonly clockEventReasons: readonly string[];
  /** Counters that together are the uncorrected errors; the first list whose first cell is there is summed. */
  readonly eccUncorrectedVolatile: readonly (readonly string[])[];
  readonly eccSramThresholdExceeded: readonly string[];
}

const eccSplitByMemory = ["ecc_errors/volatile/sram_uncorrectable", "ecc_errors/volatile/dram_uncorrectable"];
const eccSplitByCheck = [
  "ecc_errors/volatile/sram_uncorrectable_parity",
  "ecc_errors/volatile/sram_uncorrectable_secded",
  "ecc_errors/volatile/dram_uncorrectable",
];
const eccDoubleBit = ["ecc_errors/volatile/double_bit/total"];
const eccSramThresholdExceeded = ["ecc_errors/aggregate/sram_threshold_exceeded", "ecc_errors/sram_threshold_exceeded"];

const v11: Schema = {
  versions: [9, 10, 11],
  powerDraw: ["power_readings/power_draw"],
  powerLimit: ["power_readings/enforced_power_limit", "power_readings/power_limit"],
  powerLimitDefault: ["power_readings/default_power_limit"],
  clockEventReasons: ["clocks_throttle_reasons"],
  eccUncorrectedVolatile: [eccDoubleBit, eccSplitByMemory],
  eccSramThresholdExceeded,
};

const v12: Schema = {
  versions: [12],
  powerDraw: [
    "gpu_power_readings/power_draw",
    "gpu_power_readings/average_power_draw",
    "gpu_power_readings/instant_power_draw",
  ],
  powerLimit: ["gpu_power_readings/current_power_limit", "gpu_power_readings/enforced_power_limit"],
  powerLimitDefault: ["gpu_power_readings/default_power_limit"],
  clockEventReasons: ["clocks_event_reasons"],
  eccUncorrectedVolatile: [eccSplitByCheck, eccSplitByMemory],
  eccSramThresholdExceeded,
};

const v13: Schema = {
  versions: [13],
  powerDraw: [
    "gpu_power_readings/average_power_draw",
    "gpu_power_readings/instant_power_draw",
    "gpu_power_readings/power_draw",
  ],
  powerLimit: ["gpu_power_readings/current_power_limit"],
  powerLimitDefault: ["gpu_power_readings/default_power_limit"],
  clockEventReasons: ["clocks_event_reasons"],
  eccUncorrectedVolatile: [eccSplitByCheck, eccSplitByMemory],
  eccSramThresholdExceeded,
};

const tables = [v11, v12, v13] as const;

const unique = <T>(lists: readonly (readonly T[])[]): readonly T[] => [...new Set(lists.flat())];

/** A table's own places first, then those of the others: releases move elements without a new version. */
const complete = (own: Schema): Schema => {
  const all = <K extends keyof Schema>(key: K): Schema[K] =>
    unique<unknown>([own, ...tables.toReversed()].map((table) => table[key])) as unknown as Schema[K];
  return {
    versions: own.versions,
    powerDraw: all("powerDraw"),
    powerLimit: all("powerLimit"),
    powerLimitDefault: all("powerLimitDefault"),
    clockEventReasons: all("clockEventReasons"),
    eccUncorrectedVolatile: all("eccUncorrectedVolatile"),
    eccSramThresholdExceeded: own.eccSramThresholdExceeded,
  };
};

const [oldest, middle, newest] = [complete(v11), complete(v12), complete(v13)];
/** Oldest first; the last one also reads what is newer than all of them. */
export const schemas: readonly Schema[] = [oldest, middle, newest];

export interface ChosenSchema {
  readonly schema: Schema;
  readonly warning: string | null;
}

/** Signs by which a document without a DOCTYPE is told apart, newest first. */
const signs: readonly (readonly [sign: string, schema: Schema])[] = [
  ["<clocks_event_reasons_counters>", newest],
  ["<gpu_power_readings>", middle],
];

/** The table for a schema version; for none, the document's own signs decide. */
export const chooseSchema = (version: number | null, document: string): ChosenSchema => {
  if (version === null) {
    return { schema: signs.find(([sign]) => document.includes(sign))?.[1] ?? oldest, warning: null };
  }
  const listed = schemas.find((schema) => schema.versions.includes(version));
  if (listed !== undefined) return { schema: listed, warning: null };
  const schema = version < Math.min(...oldest.versions) ? oldest : newest;
  return { schema, warning: `schema version ${version} is not known; read as version ${schema.versions.at(-1)}` };
};
