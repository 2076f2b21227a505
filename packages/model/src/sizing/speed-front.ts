import type { FrontPoint } from "./types.ts";

/** The points that no other one beats in tokens/s per GPU and per user, the most per GPU first; of equals the first. */
export const speedFront = (points: readonly FrontPoint[]): readonly FrontPoint[] => {
  const ordered = points.toSorted(
    (a, b) => b.tokensPerSecondPerGpu - a.tokensPerSecondPerGpu || b.tokensPerSecondPerUser - a.tokensPerSecondPerUser,
  );
  const front: FrontPoint[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const point of ordered) {
    if (point.tokensPerSecondPerUser <= best) continue;
    best = point.tokensPerSecondPerUser;
    front.push(point);
  }
  return front;
};
