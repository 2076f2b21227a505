const mostSteps = 60;
/** Share of the highest point that is as good as nothing. */
const tolerance = 1e-13;

interface Bracket {
  readonly from: number;
  readonly to: number;
  /** Values at both ends: at most 0, and above 0. */
  readonly below: number;
  readonly above: number;
  /** The end that was found last. */
  readonly latest: number;
}

/** The bracket on the side of `next` that holds the root. An end that stays twice counts half (Illinois). */
const narrowed = (bracket: Bracket, next: number, value: number): Bracket => {
  const { from, to, below, above, latest } = bracket;
  if (value > 0) return { from, to: next, below: latest === to ? below / 2 : below, above: value, latest: next };
  return { from: next, to, below: value, above: latest === from ? above / 2 : above, latest: next };
};

/**
 * Where a rising function of `low` … `high` crosses 0, by secants of a bracket, which close in several times faster
 * than halving does; `low` or `high` when it lies on one side of 0 throughout.
 */
export const rootOfRising = (rising: (x: number) => number, low: number, high: number): number => {
  const above = rising(high);
  if (above <= 0) return high;
  const below = rising(low);
  if (below >= 0) return low;
  let bracket: Bracket = { from: low, to: high, below, above, latest: Number.NaN };
  for (let step = 0; step < mostSteps; step++) {
    const next = bracket.to - (bracket.above * (bracket.to - bracket.from)) / (bracket.above - bracket.below);
    if (Math.abs(next - bracket.latest) <= tolerance * high) return next;
    bracket = narrowed(bracket, next, rising(next));
  }
  return bracket.latest;
};
