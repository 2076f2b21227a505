import { medianOf } from "@loadline/model";
import { hpaPolicy } from "../policies/hpa.ts";
import { defaultHpaBehavior } from "../policies/hpa-behavior.ts";
import type { ScalingPolicy } from "../policies/scaling-policy.ts";
import { type FluidSettings, simulateFluid } from "./fluid.ts";

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

/** A policy over several loads: the middle value of each figure. */
export interface ComparedScore extends FrontierPoint {
  readonly actions: number;
  readonly reversals: number;
}

/** A policy beside the pod autoscaler at the same unserved demand; negative is cheaper. */
export interface ComparedPolicy extends ComparedScore {
  readonly policy: string;
  /** Against the pod autoscaler with its defaults at whatever target; null: no target gets that low. */
  readonly toDefaults: number | null;
  /** Against the one whose down window and target were picked in hindsight. */
  readonly toHindsight: number | null;
}

export interface FrontierComparison {
  /** The pod autoscaler with its defaults at a target of 0.7. */
  readonly hpaAtDefaults: ComparedScore;
  readonly policies: readonly ComparedPolicy[];
}

/** Targets and down windows that are tried, in shares of capacity and seconds. */
const comparedTargets = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05] as const;
const comparedWindows = [60, 150, 300, 600, 900, 1800, 3600] as const;
const defaultTarget = 0.7;

type Loads = readonly Float64Array[];
type PolicyFor = (load: Float64Array) => ScalingPolicy;

const scoresOf = (loads: Loads, policyFor: PolicyFor, settings: FluidSettings) =>
  loads.map((load) => simulateFluid(load, policyFor(load), settings).score);

const middleOf = (scores: ReturnType<typeof scoresOf>): ComparedScore => ({
  ratioToMinimum: medianOf(scores.map(({ ratioToMinimum }) => ratioToMinimum)) ?? Number.NaN,
  unservedShare: medianOf(scores.map(({ unservedShare }) => unservedShare)) ?? Number.NaN,
  actions: medianOf(scores.map(({ actions }) => actions)) ?? Number.NaN,
  reversals: medianOf(scores.map(({ reversals }) => reversals)) ?? Number.NaN,
});

interface Family {
  readonly windowSeconds: number;
  readonly points: readonly ComparedScore[];
}

const familyOf = (loads: Loads, windowSeconds: number, settings: FluidSettings): Family => {
  const behavior = { ...defaultHpaBehavior, down: { ...defaultHpaBehavior.down, stabilizationSeconds: windowSeconds } };
  const points = comparedTargets.map((target) =>
    middleOf(scoresOf(loads, () => hpaPolicy(target, { behavior }) as ScalingPolicy, settings)),
  );
  return { windowSeconds, points };
};

/** Cost of a family at that unserved share: between two settings, else that of the cheapest which leaves no more. */
const familyCost = ({ points }: Family, unservedShare: number): number | null => {
  const between = unservedShare > 0 ? costAtUnserved(points, unservedShare) : null;
  if (between !== null) return between;
  const enough = points.filter((point) => point.unservedShare <= unservedShare);
  return enough.length === 0 ? null : Math.min(...enough.map(({ ratioToMinimum }) => ratioToMinimum));
};

const cheapestOf = (families: readonly Family[], unservedShare: number): number | null => {
  const costs = families.map((family) => familyCost(family, unservedShare)).filter((cost) => cost !== null);
  return costs.length === 0 ? null : Math.min(...costs);
};

type Compared = { readonly loads: Loads; readonly families: readonly Family[]; readonly settings: FluidSettings };

const beside = (
  named: { readonly policy: string; readonly policyFor: PolicyFor },
  { loads, families, settings }: Compared,
): ComparedPolicy => {
  const scores = scoresOf(loads, named.policyFor, settings);
  const own = middleOf(scores);
  const defaults = families.find(({ windowSeconds }) => windowSeconds === defaultHpaBehavior.down.stabilizationSeconds);
  const toDefaults = defaults === undefined ? null : familyCost(defaults, own.unservedShare);
  const cheapest = cheapestOf(families, own.unservedShare);
  return {
    policy: named.policy,
    ...own,
    toDefaults: toDefaults === null ? null : own.ratioToMinimum - toDefaults,
    toHindsight: cheapest === null ? null : own.ratioToMinimum - cheapest,
  };
};

/**
 * Policies beside the frontier of the pod autoscaler: what each costs above or below it at equal unserved demand, as a
 * ratio to the minimum. Between two targets the logarithm of the unserved share is taken to be linear in cost.
 * @param loads the same load under several seeds of noise, per second, one value per step
 */
export const compareToFrontier = (
  loads: Loads,
  policies: readonly { readonly policy: string; readonly policyFor: PolicyFor }[],
  settings: FluidSettings,
): FrontierComparison => {
  const families = comparedWindows.map((windowSeconds) => familyOf(loads, windowSeconds, settings));
  return {
    hpaAtDefaults: middleOf(scoresOf(loads, () => hpaPolicy(defaultTarget) as ScalingPolicy, settings)),
    policies: policies.map((named) => beside(named, { loads, families, settings })),
  };
};
