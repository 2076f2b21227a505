/** How urgent a headroom is. */
export type FullnessLevel = "over" | "tight" | "ample" | "unknown";

/** Below this share of the load line left, the next burst may pass it. */
const tightHeadroom = 0.1;

export const fullnessLevel = (headroomRatio: number | null): FullnessLevel => {
  if (headroomRatio === null) return "unknown";
  if (headroomRatio < 0) return "over";
  return headroomRatio < tightHeadroom ? "tight" : "ample";
};
