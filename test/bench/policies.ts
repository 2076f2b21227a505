import {
  type ComparedPolicy,
  type ComparedScore,
  compareToFrontier,
  createPolicy,
  generateLoad,
  simulateFluid,
} from "@loadline/simulation";
import {
  baseRate,
  daySeconds,
  generatedPolicyLoads,
  type PolicyLoad,
  policyLoad,
  recordedPolicyLoads,
  stepSeconds,
} from "./policy-loads.ts";
import { printTable } from "./table.ts";

export interface PoliciesOptions {
  /** Folder with the recorded loads; left out: generated loads only. */
  readonly traces?: string;
  /** Left out: every generated load, with a folder the recorded ones too. */
  readonly loads?: readonly string[];
  /** Seconds from order to serving. */
  readonly leadTimes: readonly number[];
  /** Seeds of the noise; the middle value of each figure counts. */
  readonly seeds: readonly number[];
  readonly policies: readonly string[];
  /** Minutes after which no further row is begun; what is left out is named. */
  readonly within: number;
}

const meanReplicas = 25;

const gap = (value: number | null): string =>
  value === null ? "beyond" : `${value < 0 ? "" : "+"}${value.toFixed(3)}`;

/** A policy on one load, beside the pod autoscaler with its defaults at 70 %. */
interface Row {
  readonly load: string;
  readonly leadTimeSeconds: number;
  readonly found: ComparedPolicy;
  readonly hpa: ComparedScore;
}

const cellsOf = ({ load, leadTimeSeconds, found, hpa }: Row): readonly string[] => [
  `${load}, ${leadTimeSeconds} s`,
  found.policy,
  found.ratioToMinimum.toFixed(3),
  `${(100 * found.unservedShare).toFixed(3)} %`,
  `${found.actions}/${hpa.actions}`,
  `${found.reversals}/${hpa.reversals}`,
  gap(found.toDefaults),
  gap(found.toHindsight),
];
const header = ["load, lead time", "policy", "cost ÷ least", "unserved", "actions ÷ HPA's", "reversals ÷ HPA's"];

const longLeadSeconds = 300;
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const knownOf = (values: readonly (number | null)[]): readonly number[] => values.filter((value) => value !== null);

/** Mean of the gaps that are known, and of how many: an autoscaler that never gets so low costs no figure. */
const meanText = (values: readonly (number | null)[]): string => {
  const known = knownOf(values);
  const of = known.length === values.length ? "" : ` (${known.length} of ${values.length} loads)`;
  return known.length === 0 ? "beyond" : `${gap(sumOf(known) / known.length)}${of}`;
};

/** What the rows of one policy come to, each beside the bar that is set for it. */
const besideBars = (policy: string, rows: readonly Row[]): readonly (readonly string[])[] => {
  const leads = [...new Set(rows.map(({ leadTimeSeconds }) => leadTimeSeconds))];
  const perLead = leads.flatMap((lead) => {
    const gaps = rows.filter((row) => row.leadTimeSeconds === lead).map(({ found }) => found.toHindsight);
    const isLong = lead >= longLeadSeconds;
    const worst = knownOf(gaps).toSorted((a, b) => b - a)[0] ?? null;
    return [
      [policy, `mean vs best HPA, lead time ${lead} s`, meanText(gaps), isLong ? "-0.10" : "-0.03"],
      [policy, `worst vs best HPA, lead time ${lead} s`, gap(worst), isLong ? "+0.02" : "-"],
    ];
  });
  const ratioOf = (key: "actions" | "reversals"): string =>
    (sumOf(rows.map(({ found }) => found[key])) / sumOf(rows.map(({ hpa }) => hpa[key]))).toFixed(2);
  return [
    ...perLead,
    [policy, "mean vs HPA 70 %", meanText(rows.map(({ found }) => found.toDefaults)), "-0.20"],
    [policy, "actions ÷ HPA's", ratioOf("actions"), "1"],
    [policy, "reversals ÷ HPA's", ratioOf("reversals"), "0.5"],
  ];
};

const noisyDays = 3;

/** Changes of the count on the third day of a constant load with 10 % noise, at each correlation from step to step. */
const changesUnderNoise = (policy: string, seed: number): readonly (readonly string[])[] =>
  [0, 0.5, 0.8, 0.9, 0.99].map((correlation) => {
    const seconds = noisyDays * daySeconds;
    const load = generateLoad("constant", { baseRate, noise: 0.1, correlation, seconds, stepSeconds, seed });
    const bounds = { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead: load };
    const { score } = simulateFluid(load, createPolicy(policy, bounds), {
      capacity: baseRate / meanReplicas,
      leadTimeSeconds: longLeadSeconds,
      stepSeconds,
      scoreFromSeconds: seconds - daySeconds,
    });
    return [policy, `changes a day, 10 % noise, correlation ${correlation}`, String(score.actions), "1"];
  });

const rowsOf = (
  { name, isNoisy, under }: PolicyLoad,
  leadTimeSeconds: number,
  { seeds, policies }: PoliciesOptions,
): readonly Row[] => {
  const series = (isNoisy ? seeds : seeds.slice(0, 1)).map(under);
  const [first = new Float64Array(1)] = series;
  const capacity = sumOf([...first]) / first.length / meanReplicas;
  const compared = policies.map((policy) => ({
    policy,
    policyFor: (demandAhead: Float64Array) =>
      createPolicy(policy, { minimumReplicas: 1, maximumReplicas: Number.MAX_SAFE_INTEGER, stepSeconds, demandAhead }),
  }));
  const { hpaAtDefaults: hpa, policies: each } = compareToFrontier(series, compared, {
    capacity,
    leadTimeSeconds,
    stepSeconds,
  });
  return each.map((found) => ({ load: name, leadTimeSeconds, found, hpa }));
};

const millisecondsPerMinute = 60_000;

/**
 * Cost of policies on every load, from its first minute, less that of the horizontal pod autoscaler at equal unserved
 * demand: once with its defaults, once with window and target picked in hindsight. Each row is printed as it is found.
 */
export const benchPolicies = (options: PoliciesOptions): void => {
  const { traces, leadTimes, seeds, policies, within } = options;
  const names = options.loads ?? [...generatedPolicyLoads, ...(traces === undefined ? [] : recordedPolicyLoads)];
  const end = performance.now() + within * millisecondsPerMinute;
  const rows: Row[] = [];
  const leftOut: string[] = [];
  for (const load of names.map((name) => policyLoad(name, traces))) {
    for (const lead of leadTimes) {
      if (performance.now() >= end) leftOut.push(`${load.name} at ${lead} s`);
      else {
        const found = rowsOf(load, lead, options);
        for (const row of found) process.stderr.write(`${cellsOf(row).join("  ")}\n`);
        rows.push(...found);
      }
    }
  }
  printTable([...header, "vs HPA defaults", "vs best HPA"], rows.map(cellsOf));
  if (leftOut.length > 0) process.stdout.write(`not run within ${within} minutes: ${leftOut.join(", ")}\n`);
  printTable(
    ["policy", "figure", "is", "bar"],
    policies.flatMap((policy) => [
      ...besideBars(
        policy,
        rows.filter(({ found }) => found.policy === policy),
      ),
      ...changesUnderNoise(policy, seeds[0] ?? 1),
    ]),
  );
};
