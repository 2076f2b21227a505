import {
  type ComparedPolicy,
  compareToFrontier,
  createPolicy,
  generateLoad,
  loadShapeNamed,
  loadShapeNames,
} from "@loadline/simulation";
import { printTable } from "./table.ts";

export interface PoliciesOptions {
  /** Lengths of the loads, in hours. */
  readonly hours: readonly number[];
  /** Seconds from order to serving. */
  readonly leadTimes: readonly number[];
  /** Seeds of the noise; the middle one counts. */
  readonly seeds: readonly number[];
  readonly loads: readonly string[];
  readonly policies: readonly string[];
}

export const generatedLoads: readonly string[] = loadShapeNames;

const stepSeconds = 15;
const meanReplicas = 25;
const noise = { noise: 0.05, correlation: 0.8, baseRate: 200 };

const gap = (value: number | null): string =>
  value === null ? "beyond" : `${value < 0 ? "" : "+"}${value.toFixed(3)}`;

const cells = (one: ComparedPolicy, hpaActions: number): readonly string[] => [
  one.ratioToMinimum.toFixed(3),
  `${(100 * one.unservedShare).toFixed(3)} %`,
  `${one.actions}/${hpaActions}`,
  gap(one.toDefaults),
  gap(one.toHindsight),
];

/**
 * Cost of policies on every generated load, from its first minute, less that of the horizontal pod autoscaler at equal
 * unserved demand: once with its defaults, once with window and target picked in hindsight.
 */
export const benchPolicies = ({ hours, leadTimes, seeds, loads, policies }: PoliciesOptions): void => {
  const compared = policies.map((policy) => ({
    policy,
    policyFor: (demandAhead: Float64Array) =>
      createPolicy(policy, { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead }),
  }));
  const rows = hours.flatMap((length) =>
    loads.flatMap((name) => {
      const shape = loadShapeNamed(name);
      const series = seeds.map((seed) => generateLoad(shape, { ...noise, seconds: length * 3600, stepSeconds, seed }));
      const [first = new Float64Array(1)] = series;
      const capacity = first.reduce((sum, value) => sum + value, 0) / first.length / meanReplicas;
      return leadTimes.flatMap((leadTimeSeconds) => {
        const { hpaAtDefaults, policies: found } = compareToFrontier(series, compared, {
          capacity,
          leadTimeSeconds,
          stepSeconds,
        });
        return found.map((one) => [
          `${name}, ${length} h, lead time ${leadTimeSeconds} s`,
          one.policy,
          ...cells(one, hpaAtDefaults.actions),
        ]);
      });
    }),
  );
  printTable(["load", "policy", "cost ÷ least", "unserved", "actions ÷ HPA's", "vs HPA 70 %", "vs best HPA"], rows);
};
