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
}

const eccSplitByMemory = ["ecc_errors/volatile/sram_uncorrectable", "ecc_errors/volatile/dram_uncorrectable"];
const eccSplitByCheck = [
  "ecc_errors/volatile/sram_uncorrectable_parity",
  "ecc_errors/volatile/sram_uncorrectable_secded",
  "ecc_errors/volatile/dram_uncorrectable",
];
const eccDoubleBit = ["ecc_errors/volatile/double_bit/total"];

const v11: Schema = {
  versions: [9, 10, 11],
  powerDraw: ["power_readings/power_draw"],
  powerLimit: ["power_readings/enforced_power_limit", "power_readings/power_limit"],
  powerLimitDefault: ["power_readings/default_power_limit"],
  clockEventReasons: ["clocks_throttle_reasons"],
  eccUncorrectedVolatile: [eccDoubleBit, eccSplitByMemory],
};

const v12: Schema = {
  versions: [12],
  powerDraw: [
    "gpu_power_readings/power_draw",
    "gpu_power_readings/average_power_draw",
    "gpu_power_readings/instant_power_draw",
    "power_readings/power_draw",
  ],
  powerLimit: [
    "gpu_power_readings/current_power_limit",
    "gpu_power_readings/enforced_power_limit",
    "power_readings/enforced_power_limit",
  ],
  powerLimitDefault: ["gpu_power_readings/default_power_limit", "power_readings/default_power_limit"],
  clockEventReasons: ["clocks_event_reasons", "clocks_throttle_reasons"],
  eccUncorrectedVolatile: [eccSplitByCheck, eccSplitByMemory, eccDoubleBit],
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
};

/** Oldest first; the last one also reads what is newer than all of them. */
export const schemas = [v11, v12, v13] as const satisfies readonly Schema[];

export interface ChosenSchema {
  readonly schema: Schema;
  readonly warning: string | null;
}

/** Signs by which a document without a DOCTYPE is told apart, newest first. */
const signs: readonly (readonly [sign: string, schema: Schema])[] = [
  ["<clocks_event_reasons_counters>", v13],
  ["<gpu_power_readings>", v12],
];

/** The table for a schema version; for none, the document's own signs decide. */
export const chooseSchema = (version: number | null, document: string): ChosenSchema => {
  if (version === null) {
    return { schema: signs.find(([sign]) => document.includes(sign))?.[1] ?? v11, warning: null };
  }
  const listed = schemas.find((schema) => schema.versions.some((candidate) => candidate === version));
  if (listed !== undefined) return { schema: listed, warning: null };
  const oldest = Math.min(...v11.versions);
  const schema = version < oldest ? v11 : v13;
  return { schema, warning: `schema version ${version} is not known; read as version ${schema.versions.at(-1)}` };
};
