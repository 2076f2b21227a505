import type { Assessment } from "../decide/assessment.ts";
import { type Families, labelText } from "./latency-metrics.ts";

const meanOf = (values: readonly (number | null)[]): number | null => {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0) / given.length;
};

const byKey = <T>(all: readonly T[], keyOf: (one: T) => number): readonly (readonly [number, readonly T[]])[] =>
  [...new Set(all.map(keyOf))].sort((a, b) => a - b).map((key) => [key, all.filter((one) => keyOf(one) === key)]);

/** How good forecasts and warranties of all deployments were: of one alone there is too little to judge by. */
export const exposeGrades = (families: Families, cluster: string, assessments: readonly Assessment[]): void => {
  const own = labelText({ cluster });
  const put = (name: Parameters<Families["put"]>[0], value: number | null, labels = ""): void => {
    if (value !== null && Number.isFinite(value)) families.put(name, `${own}${labels}`, value);
  };
  const grades = assessments.flatMap(({ warranty }) => warranty?.grade ?? []);
  put("loadline_warranty_brier_score", meanOf(grades.map(({ brierScore }) => brierScore)));
  put("loadline_warranty_skill_ratio", meanOf(grades.map(({ skill }) => skill)));
  put("loadline_warranty_cost_ratio", meanOf(grades.map(({ costRatio }) => costRatio)));
  const bins = grades.flatMap((grade) => grade.bins);
  for (const [from, classes] of byKey(bins, (one) => one.from)) {
    const sum = (of: (one: (typeof bins)[number]) => number) => classes.reduce((total, one) => total + of(one), 0);
    const graded = sum((one) => one.graded);
    const bin = `,bin="${from}"`;
    put("loadline_warranty_graded", graded, bin);
    const share = (of: "promised" | "carried") => sum((one) => one[of] * one.graded) / graded;
    put("loadline_warranty_reliability_ratio", share("promised"), `${bin},of="promised"`);
    put("loadline_warranty_reliability_ratio", share("carried"), `${bin},of="came"`);
  }
  const covered = assessments.flatMap(({ coverage = [] }) => coverage);
  for (const [quantile, shares] of byKey(covered, (one) => one.quantile))
    put("loadline_forecast_coverage_ratio", meanOf(shares.map(({ share }) => share)), `,quantile="${quantile}"`);
};
