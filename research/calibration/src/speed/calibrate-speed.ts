import type { SpeedCoefficients, SpeedCorrection, SpeedPriors } from "@loadline/model/internal";
import { ablateSpeed } from "./ablate-speed.ts";
import { fitReplica } from "./fit-replica.ts";
import { fitSpeed, namedFit, type SpeedFit } from "./fit-speed.ts";
import {
  type HoldOut,
  type holdOutNames,
  holdOuts,
  type LeftOutSpeed,
  newestRows,
  predictLeftOut,
  predictUnder,
} from "./hold-out.ts";
import type { MeasuredRow } from "./measured-row.ts";
import { type Band, groupOf, isWithinBands, type LeftOutRow, speedBands } from "./speed-bands.ts";
import type { Judged, SpeedReport } from "./speed-report.ts";
import { correctedRow, type PredictedSpeed, predictRow, type SpeedRow, speedRow } from "./speed-rows.ts";

interface CalibrateOptions {
  readonly priors: SpeedPriors;
  /** Public origin of the rows, and the day they were fitted. */
  readonly origin: string;
  readonly date: string;
  /** What is left out to judge the fit; none: in sample only. */
  readonly holdOuts: readonly (typeof holdOutNames)[number][];
  readonly folds?: number | undefined;
  /** Whether the report shows what each part of the model gains. */
  readonly ablate?: boolean | undefined;
  readonly onProgress?: ((what: string, done: number, all: number) => void) | undefined;
}

interface SpeedCalibration {
  readonly coefficients: SpeedCoefficients;
  readonly report: SpeedReport;
}

/** A fold starts at the fit of all rows; twelve instead of four change no median by more than 0.2 points. */
const foldIterations = 4;

const titles: { readonly [H in HoldOut]: string } = {
  groups: "Left out: groups of model, GPU, engine and parallelism",
  model: "Left out: whole models",
  system: "Left out: whole GPU types",
  generation: "Left out: whole generations of GPUs",
};

/** Few folds: the removals are compared with each other, not with the errors above. */
const ablationFolds = 4;

/** Observations of the user, and the rows they are judged on. */
const observed = 5;

type Answered = LeftOutRow & { readonly predicted: LeftOutSpeed };

/** A user's replica: one layout, number format and engine version. */
const replicaOf = (entry: SpeedRow): string =>
  [holdOuts.groups(entry), entry.row.spec.weights, entry.row.spec.engineVersion].join(" ");

const corrected = ({ entry, predicted: { speed } }: Answered, correction: SpeedCorrection): PredictedSpeed =>
  predictRow(...correctedRow(entry, speed, correction));

/** The rows of one replica that did not correct it, corrected by five that are spread over the others. */
const correctedRest = (own: readonly Answered[]) => {
  if (own.length <= observed) return [];
  const picked = new Set(Array.from({ length: observed }, (_, at) => Math.floor(((at + 0.5) * own.length) / observed)));
  const seen = own.filter((_, index) => picked.has(index));
  const measured = seen.map(({ entry }) => entry.row);
  const { correction } = fitReplica(measured, (tried, index) => corrected(seen[index] as Answered, tried));
  return own
    .filter((_, index) => !picked.has(index))
    .map((answered) => ({ entry: answered.entry, predicted: corrected(answered, correction) }));
};

/** Of every replica with more than five rows. */
const correctedByOwn = (answered: readonly Answered[]): Pick<Judged, "rows" | "predicted"> => {
  const replicas = answered.map(({ entry }) => replicaOf(entry));
  const judged = [...new Set(replicas)].flatMap((replica) =>
    correctedRest(answered.filter((_, index) => replicas[index] === replica)),
  );
  return { rows: judged.map(({ entry }) => entry), predicted: judged.map((answered) => answered.predicted) };
};

const howLeftOut = (by: HoldOut, { folds }: CalibrateOptions): string => {
  const ofFolds = by === "groups" && folds !== undefined;
  return `No row of the group was in the fit that predicts it${ofFolds ? `; ${folds} fits, each without a random part of the groups` : ""}.`;
};

const newestJudged = (rows: readonly SpeedRow[], { priors }: CalibrateOptions): readonly JudgedLeftOut[] =>
  newestRows(rows).map(({ by, newest, older }) => {
    const fit = fitSpeed(older, { priors });
    return {
      title: `Left out: rows ${by}`,
      how: "Aggregated rows, by a fit of the older ones.",
      rows: newest,
      predicted: newest.map((row) => predictUnder(row, fit, { priors })),
    };
  });

type JudgedLeftOut = Judged & { readonly predicted: readonly LeftOutSpeed[] };

const answeredRows = ({ rows, predicted }: Pick<JudgedLeftOut, "rows" | "predicted">): readonly Answered[] =>
  rows.flatMap((entry, index) => {
    const answer = predicted[index];
    return answer === undefined ? [] : [{ entry, predicted: answer }];
  });

const leaveOut = (rows: readonly SpeedRow[], start: SpeedFit, options: CalibrateOptions) => {
  const judged: Judged[] = [];
  const forBands: LeftOutRow[] = [];
  for (const by of options.holdOuts) {
    if (by === "newest") {
      const newest = newestJudged(rows, options);
      judged.push(...newest);
      forBands.push(...newest.flatMap(answeredRows));
      continue;
    }
    const predicted = predictLeftOut(rows, {
      priors: options.priors,
      by,
      start,
      iterations: foldIterations,
      folds: by === "groups" ? options.folds : undefined,
      onProgress: (done, all) => options.onProgress?.(titles[by], done, all),
    });
    judged.push({ title: titles[by], how: howLeftOut(by, options), rows, predicted });
    if (by === "groups") {
      judged.push({
        title: "Left out, corrected by five observations",
        how: "As before, then five rows of each replica (group, number format, engine version) correct it as measurements of a user do; judged on its other rows.",
        ...correctedByOwn(answeredRows({ rows, predicted })),
      });
    }
    forBands.push(...answeredRows({ rows, predicted }));
  }
  return { judged, forBands };
};

/** Share of what was measured that is so; null where nothing was. */
const shareOf = (flags: readonly (boolean | null)[]): number | null => {
  const known = flags.filter((flag) => flag !== null);
  return known.length === 0 ? null : known.filter(Boolean).length / known.length;
};

/** Rows of even groups judge the quantile of odd ones, and the other way round. */
const crossCoverage = (rows: readonly LeftOutRow[], priors: SpeedPriors): SpeedReport["coverage"] => {
  const keys = [...new Set(rows.map(({ entry }) => holdOuts.groups(entry)))].sort();
  const isEven = ({ entry }: LeftOutRow): boolean => keys.indexOf(holdOuts.groups(entry)) % 2 === 0;
  const halves = [rows.filter(isEven), rows.filter((row) => !isEven(row))] as const;
  const judged = halves.flatMap((half, index) => {
    const bands = speedBands(halves[1 - index] ?? [], priors);
    return half.map((row) => ({ title: groupOf(row), ...isWithinBands(row, bands) }));
  });
  return [...new Set(judged.map(({ title }) => title))].sort().map((title) => {
    const own = judged.filter((row) => row.title === title);
    return {
      title,
      interTokenLatency: shareOf(own.map(({ interTokenLatency }) => interTokenLatency)),
      timeToFirstToken: shareOf(own.map(({ timeToFirstToken }) => timeToFirstToken)),
    };
  });
};

/** More is noise. */
const fiveDigits = (value: number): number => Number(value.toFixed(5));
const fourDigitsOf = (band: Band): Band =>
  JSON.parse(JSON.stringify(band, (_, value) => (typeof value === "number" ? Number(value.toFixed(4)) : value)));

/**
 * Coefficients that the measured rows ask for, with their errors in and out of sample and the bands that follow.
 * Rows that leave facts out are predicted and never fitted.
 */
export const calibrateSpeed = (measured: readonly MeasuredRow[], options: CalibrateOptions): SpeedCalibration => {
  const { priors, origin, date } = options;
  const all = measured.map(speedRow);
  const rows = all.filter(({ row }) => row.assumptions.length === 0);
  const incomplete = all.filter(({ row }) => row.assumptions.length > 0);
  const fit = fitSpeed(rows, { priors });
  options.onProgress?.("In sample", 1, 1);
  const leftOut = leaveOut(rows, fit, options);
  const predict = (row: SpeedRow): LeftOutSpeed => predictUnder(row, fit, { priors });
  const forBands = [...leftOut.forBands, ...answeredRows({ rows: incomplete, predicted: incomplete.map(predict) })];
  const bands = speedBands(forBands, priors);
  const onProgress = (done: number, all: number): void => options.onProgress?.("Ablation", done, all);
  const ablated = { priors, start: fit, folds: ablationFolds, onProgress };
  const ablations = options.ablate === true ? ablateSpeed(rows, ablated) : [];
  const judged: readonly Judged[] = [
    {
      title: "In sample",
      how: "Every row was in the fit; both quantities unknown to the prediction.",
      rows,
      predicted: rows.map(predict),
    },
    ...leftOut.judged,
    {
      title: "Without a stated plan",
      how: "Worker counts were not given and are assumed; never fitted.",
      rows: incomplete,
      predicted: incomplete.map(predict),
    },
  ];
  const days = rows.flatMap(({ row }) => row.measuredOn ?? []);
  return {
    coefficients: {
      kind: "speed-coefficients",
      id: "speed-coefficients",
      source: { ref: origin, accessed: date, rows: rows.length, measuredUntil: days.toSorted().at(-1) },
      ...namedFit(fit, fiveDigits),
      bands: bands.map(fourDigitsOf),
    },
    report: { origin, judged, bands, coverage: crossCoverage(forBands, priors), ablations, fit, priors },
  };
};
