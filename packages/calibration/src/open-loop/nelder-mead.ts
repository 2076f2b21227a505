/** A point and the value of the function there. */
interface Minimum {
  readonly at: readonly number[];
  readonly value: number;
}

interface NelderMeadOptions {
  readonly start: readonly number[];
  /** Size of the first simplex in every direction. */
  readonly step: number;
  readonly iterations: number;
}

const between = (from: readonly number[], to: readonly number[], share: number): readonly number[] =>
  from.map((value, index) => value + share * ((to[index] ?? value) - value));

const centreOf = (points: readonly Minimum[]): readonly number[] => {
  const [first] = points;
  return (first?.at ?? []).map((_, index) => points.reduce((sum, { at }) => sum + (at[index] ?? 0), 0) / points.length);
};

/** One move of the simplex, whose points come sorted by value. */
const moved = (simplex: readonly Minimum[], evaluate: (at: readonly number[]) => Minimum): readonly Minimum[] => {
  const [best] = simplex;
  const worst = simplex.at(-1);
  const retained = simplex.slice(0, -1);
  const secondWorst = retained.at(-1);
  if (best === undefined || worst === undefined || secondWorst === undefined) return simplex;
  const centre = centreOf(retained);
  const reflected = evaluate(between(centre, worst.at, -1));
  if (reflected.value < best.value) {
    const expanded = evaluate(between(centre, worst.at, -2));
    return [...retained, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < secondWorst.value) return [...retained, reflected];
  const contracted = evaluate(between(centre, reflected.value < worst.value ? reflected.at : worst.at, 1 / 2));
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...retained, contracted];
  return [best, ...simplex.slice(1).map(({ at }) => evaluate(between(best.at, at, 1 / 2)))];
};

/**
 * The lowest point found by the simplex of Nelder and Mead. For few variables and functions without derivatives.
 * @source https://doi.org/10.1093/comjnl/7.4.308
 */
export const nelderMead = (
  objective: (at: readonly number[]) => number,
  { start, step, iterations }: NelderMeadOptions,
): Minimum => {
  const evaluate = (at: readonly number[]): Minimum => ({ at, value: objective(at) });
  const sorted = (points: readonly Minimum[]) => points.toSorted((a, b) => a.value - b.value);
  let simplex = sorted([
    evaluate(start),
    ...start.map((_, moving) => evaluate(start.map((value, index) => value + (index === moving ? step : 0)))),
  ]);
  for (let iteration = 0; iteration < iterations; iteration++) simplex = sorted(moved(simplex, evaluate));
  return simplex[0] ?? evaluate(start);
};
