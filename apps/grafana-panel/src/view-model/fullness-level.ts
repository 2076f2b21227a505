/** How urgent a headroom is. */
export type FullnessLevel = "over" | "tight" | "ample" | "unknown";

/** Headrooms from which a level holds, rising: below the first it is "over", from the last it is "ample". */
export type LevelThresholds = readonly number[];

/** Below zero demand is above the load line; below a tenth of it left, the next burst may pass it. */
export const defaultThresholds: LevelThresholds = [0, 0.1];

/** The level of a headroom (a ratio); null: unknown. */
export const fullnessLevel = (
  headroomRatio: number | null,
  thresholds: LevelThresholds = defaultThresholds,
): FullnessLevel => {
  if (headroomRatio === null) return "unknown";
  const passed = thresholds.filter((from) => headroomRatio >= from).length;
  if (passed === 0) return "over";
  return passed === thresholds.length ? "ample" : "tight";
};
