import {
  type ComparedPolicy,
  compareToFrontier,
  createPolicy,
  generateLoad,
  loadShapeNamed,
  loadShapeNames,
  simulateFluid,
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

/** A policy on one load, beside the pod autoscaler with its defaults. */
interface Row {
  readonly leadTimeSeconds: number;
  readonly found: ComparedPolicy;
  readonly hpa: { readonly actions: number; readonly reversals: number };
}

const longLeadSeconds = 300;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const meanOf = (values: readonly (number | null)[]): number => {
  const known = values.filter((value) => value !== null);
  return sumOf(known) / known.length;
};

/** What the rows of one policy come to, each beside the bar that is set for it. */
const besideBars = (policy: string, rows: readonly Row[]): readonly (readonly string[])[] => {
  const leads = [...new Set(rows.map(({ leadTimeSeconds }) => leadTimeSeconds))];
  const perLead = leads.flatMap((lead) => {
    const gaps = rows.filter((row) => row.leadTimeSeconds === lead).map(({ found }) => found.toHindsight);
    const worst = Math.max(...gaps.map((value) => value ?? Number.NEGATIVE_INFINITY));
    const bar = lead < longLeadSeconds ? "-0.03" : "-0.10";
    return [
      [policy, `mean vs best HPA, lead time ${lead} s`, gap(meanOf(gaps)), bar],
      [policy, `worst vs best HPA, lead time ${lead} s`, gap(worst), lead < longLeadSeconds ? "-" : "+0.02"],
    ];
  });
  const ratioOf = (key: "actions" | "reversals"): string =>
    (sumOf(rows.map(({ found }) => found[key])) / sumOf(rows.map(({ hpa }) => hpa[key]))).toFixed(2);
  return [
    ...perLead,
    [policy, "mean vs HPA 70 %", gap(meanOf(rows.map(({ found }) => found.toDefaults))), "-0.20"],
    [policy, "actions ÷ HPA's", ratioOf("actions"), "1"],
    [policy, "reversals ÷ HPA's", ratioOf("reversals"), "0.5"],
  ];
};

const daySeconds = 86_400;
const noisyDays = 3;

/** Changes of the count on the third day of a constant load with 10 % noise, at each correlation from step to step. */
const changesUnderNoise = (policy: string, seed: number): readonly (readonly string[])[] =>
  [0, 0.8, 0.99].map((correlation) => {
    const seconds = noisyDays * daySeconds;
    const load = generateLoad("constant", { ...noise, noise: 0.1, correlation, seconds, stepSeconds, seed });
    const bounds = { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead: load };
    const { score } = simulateFluid(load, createPolicy(policy, bounds), {
      capacity: noise.baseRate / meanReplicas,
      leadTimeSeconds: longLeadSeconds,
      stepSeconds,
      scoreFromSeconds: seconds - daySeconds,
    });
    return [policy, `changes a day, 10 % noise, correlation ${correlation}`, String(score.actions), "1"];
  });

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
  const runs = hours.flatMap((length) =>
    loads.flatMap((name) => {
      const shape = loadShapeNamed(name);
      const series = seeds.map((seed) => generateLoad(shape, { ...noise, seconds: length * 3600, stepSeconds, seed }));
      const [first = new Float64Array(1)] = series;
      const capacity = sumOf([...first]) / first.length / meanReplicas;
      return leadTimes.flatMap((leadTimeSeconds) => {
        const { hpaAtDefaults: hpa, policies: each } = compareToFrontier(series, compared, {
          capacity,
          leadTimeSeconds,
          stepSeconds,
        });
        const load = `${name}, ${length} h, lead time ${leadTimeSeconds} s`;
        return each.map((found) => ({ load, leadTimeSeconds, found, hpa }));
      });
    }),
  );
  printTable(
    ["load", "policy", "cost ÷ least", "unserved", "actions ÷ HPA's", "vs HPA 70 %", "vs best HPA"],
    runs.map(({ load, found, hpa }) => [load, found.policy, ...cells(found, hpa.actions)]),
  );
  printTable(
    ["policy", "figure", "is", "bar"],
    policies.flatMap((policy) => [
      ...besideBars(
        policy,
        runs.filter(({ found }) => found.policy === policy),
      ),
      ...changesUnderNoise(policy, seeds[0] ?? 1),
    ]),
  );
};
