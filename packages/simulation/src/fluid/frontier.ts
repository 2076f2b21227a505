/** A policy's place on the plane of cost and unserved demand. */
export interface FrontierPoint {
  readonly ratioToMinimum: number;
  readonly unservedShare: number;
}

/**
 * What a family of settings costs at this unserved share, as a ratio to the minimum: between the two neighbouring settings
 * the logarithm of the unserved share is taken to be linear in cost. null: the family does not reach that share.
 */
export const costAtUnserved = (family: readonly FrontierPoint[], unservedShare: number): number | null => {
  const points = family.toSorted((a, b) => a.ratioToMinimum - b.ratioToMinimum);
  for (const [index, cheap] of points.entries()) {
    const dear = points[index + 1];
    if (dear === undefined) return null;
    const between = unservedShare <= cheap.unservedShare && unservedShare >= dear.unservedShare;
    if (!between || dear.unservedShare <= 0) continue;
    if (cheap.unservedShare === dear.unservedShare) return cheap.ratioToMinimum;
    const way = Math.log(cheap.unservedShare / unservedShare) / Math.log(cheap.unservedShare / dear.unservedShare);
    return cheap.ratioToMinimum + (dear.ratioToMinimum - cheap.ratioToMinimum) * way;
  }
  return null;
};
