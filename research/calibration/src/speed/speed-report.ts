import type { SpeedPriors } from "@loadline/model/internal";
import { architectureId, decodeTerms, firstTokenTerms, firstTokenWidth, stepWidth } from "@loadline/model/internal";
import type { Ablation } from "./ablate-speed.ts";
import { type SpeedFit, speedUnder } from "./fit-speed.ts";
import type { Band } from "./speed-bands.ts";
import { classAndMode, type ErrorSummary, errorsByKind, type PredictedSpeed, type SpeedRow } from "./speed-rows.ts";

/** Rows with one set of predictions of them. */
export interface Judged {
  readonly title: string;
  /** One sentence: how the predictions were made. */
  readonly how: string;
  readonly rows: readonly SpeedRow[];
  readonly predicted: readonly PredictedSpeed[];
}

export interface SpeedReport {
  /** Public origin of the rows. */
  readonly origin: string;
  readonly judged: readonly Judged[];
  readonly bands: readonly Band[];
  /** Shares of the rows within their bands, each judged by rows of other groups. */
  readonly coverage: readonly {
    readonly title: string;
    readonly interTokenLatency: number | null;
    readonly timeToFirstToken: number | null;
  }[];
  /** Left-out errors with a part of the model less at a time; empty where that was not asked for. */
  readonly ablations: readonly Ablation[];
  readonly fit: SpeedFit;
  readonly priors: SpeedPriors;
}

const percent = (value: number, digits = 1): string => (value * 100).toFixed(digits);

const views: readonly { readonly title: string; readonly keyOf: (row: SpeedRow) => string }[] = [
  { title: "class", keyOf: classAndMode },
  { title: "GPU", keyOf: (row) => `${classAndMode(row)}: ${row.row.spec.gpu.id}` },
  { title: "engine", keyOf: (row) => `${classAndMode(row)}: ${row.row.spec.engine}` },
  { title: "model", keyOf: (row) => `${classAndMode(row)}: ${architectureId(row.row.spec.model)}` },
];

const cells = (summary: ErrorSummary | null): readonly string[] =>
  summary === null ? ["–", "–", "–"] : [percent(summary.median), percent(summary.p90, 0), percent(summary.bias)];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((line) => `| ${line.join(" | ")} |`).join("\n");

const judgedTable = (judged: Judged, { title, keyOf }: (typeof views)[number]): string => {
  const lines = errorsByKind(judged, keyOf).map(({ kind, rows, interTokenLatency, timeToFirstToken }) => [
    kind,
    String(rows),
    ...cells(interTokenLatency),
    ...cells(timeToFirstToken),
  ]);
  return table([title, "rows", "ITL median %", "p90 %", "bias %", "TTFT median %", "p90 %", "bias %"], lines);
};

const judgedSection = (judged: Judged): string =>
  [`## ${judged.title}`, judged.how, ...views.map((view) => judgedTable(judged, view))].join("\n\n");

/** Plain figure of a coefficient with three digits. */
const figure = (value: number): string => String(Number(value.toPrecision(3)));

const helpOf = ({ unit, help }: { readonly unit: string; readonly help: string }): string =>
  unit === "share" ? `share of the peak: ${help}` : `${help}${unit === "s" ? ", s" : ""}`;

const coefficientRows = ({ fit, priors }: SpeedReport, rows: readonly SpeedRow[]): readonly (readonly string[])[] => {
  const speeds = rows.map((row) => speedUnder(fit, priors, row));
  const line = (name: string, help: string, values: readonly number[], centre: number): readonly string[] => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number): string => figure(sorted[Math.round(share * (sorted.length - 1))] ?? NaN);
    return [name, figure(centre), at(0.1), at(0.5), at(0.9), help];
  };
  const decode = priors.decode.map(({ name, centre }) => {
    const values = speeds.map((speed) => speed.decode[name]);
    return line(name, helpOf(decodeTerms[name]), values, centre.value);
  });
  const firstToken = priors.firstToken.map(({ name, centre }) => {
    const values = speeds.map((speed) => speed.firstToken[name]);
    return line(`TTFT: ${name}`, helpOf(firstTokenTerms[name]), values, centre.value);
  });
  return [...decode, ...firstToken];
};

const ablationQuantities = [
  { quantity: "decode", title: "ITL without" },
  { quantity: "firstToken", title: "TTFT without" },
] as const;

const ablationSection = (ablations: readonly Ablation[]): readonly string[] => {
  if (ablations.length === 0) return [];
  const tables = ablationQuantities.map(({ quantity, title }) => {
    const own = ablations.filter((ablation) => ablation.quantity === quantity);
    const forms = [...new Set(own.flatMap(({ errors }) => Object.keys(errors)))].sort();
    const lines = own.map(({ title: without, errors }) => [
      without,
      ...forms.map((form) => {
        const error = errors[form];
        return error === undefined ? "–" : `${percent(error.median)} / ${percent(error.p90, 0)}`;
      }),
    ]);
    return table([title, ...forms], lines);
  });
  const how =
    "Median / p90 % of left-out groups in a few folds, each fit a few steps from the full one, with one coefficient or one kind of level less at a time. Where errors stay the same without an overhead, other terms cover it; a share is fixed at its prior.";
  return ["## Ablation", how, ...tables];
};

/** The fit with its errors as a Markdown page. Errors are predicted ÷ measured − 1. */
export const renderSpeedReport = (report: SpeedReport): string => {
  const [first] = report.judged;
  const widthText = (width: number): string => `${percent(Math.expm1(width), 0)} %`;
  const bands = report.bands.map(({ group, rows, timeToFirstToken, ...steps }) => [
    group,
    String(rows),
    ...[0, 0.5, 1].map((share) => widthText(stepWidth(steps, share))),
    ...[0, 0.5, 1].map((share) =>
      timeToFirstToken === 0 ? "–" : widthText(firstTokenWidth({ timeToFirstToken }, share)),
    ),
  ]);
  const heldOutRows = report.coverage.map(({ title, interTokenLatency, timeToFirstToken }) => [
    title,
    ...[interTokenLatency, timeToFirstToken].map((share) => (share === null ? "–" : `${percent(share)} %`)),
  ]);
  return `${[
    "# Fit of the speed coefficients",
    `Rows: ${report.origin}. ITL is the mean gap between tokens, the first excluded; TTFT the mean time to first token; closed loop in every table. Errors are predicted ÷ measured − 1; "left out" means that no row of the group was in the fit. Generated by \`loadline calibrate\`.`,
    ...report.judged.map(judgedSection),
    "## Bands",
    "Half-widths that nine of ten held-out rows keep, by architecture, mode, and what the fit has no row of; that of ITL, also of throughput, by the share of prompts in the steps, that of TTFT by the share of it that a request waits for others and whatever the version. A group without 20 rows of two models (of one, where nothing alike was measured) has the band of the next proximity, one without the version also what versions varied by between models. None is narrower than one that lacks less; a model without rows lacks the version, too.",
    table(
      ["group", "rows", "ITL without prompts", "half prompts", "prompts alone", "TTFT without waiting", "half", "all"],
      bands,
    ),
    "Held by rows whose group had no part in the quantile:",
    table(["rows", "ITL", "TTFT"], heldOutRows),
    ...ablationSection(report.ablations),
    "## Coefficients",
    "Prior centre, and the 10th, 50th and 90th percentile over the rows.",
    table(
      ["coefficient", "prior", "p10", "p50", "p90", "meaning"],
      first === undefined ? [] : coefficientRows(report, first.rows),
    ),
  ].join("\n\n")}\n`;
};
