import type { dayOfLoad } from "./day-of-load.ts";
import type { AnswerDetails, countsByConfidence, sensitivity } from "./details.ts";
import type { SearchAnswer } from "./search-answer.ts";

/** A line, or a dot where there is one point, in its own units; `colour`: 0 for what policies are held against. */
export interface ReportSeries {
  readonly label: string;
  readonly colour: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface ReportChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly ReportSeries[];
  readonly isLogarithmic?: boolean;
  /** The y axis reaches so high, so that charts side by side have one scale. */
  readonly highest?: number;
}

/** A table with charts, of a simulation or a backtest. */
export interface Report {
  /** What kind of report it is, for the browser's title. */
  readonly kind: string;
  readonly name: string;
  readonly introduction: string;
  /** What was repaired in the trace or rejected of it. */
  readonly notices: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly charts: readonly ReportChart[];
}

/** What of an answer is known. */
export interface AnswerParts {
  readonly answer?: SearchAnswer;
  readonly details?: AnswerDetails;
  readonly confidences?: ReturnType<typeof countsByConfidence>;
  readonly levers?: SearchAnswer["levers"];
  readonly sensitivity?: ReturnType<typeof sensitivity>;
  /** null: the layout has no count of its own. */
  readonly day?: ReturnType<typeof dayOfLoad>;
}

/** What runs of a deployment and what is asked for, by its latest recommendation; null: not known. */
export interface LiveDeployment {
  readonly name: string;
  readonly verdict: string;
  /** In the recommender's own words. */
  readonly why: string;
  readonly validity: string;
  readonly planned: number | null;
  readonly ready: number | null;
  readonly recommended: number | null;
  readonly requestsPerSecond: number | null;
  readonly plannedRequestsPerSecond: number | null;
  readonly requestsPerSecondPerReplica: number | null;
  /** Seconds from now, which are below 0; counts that run and that are asked for. */
  readonly points: readonly (readonly [at: number, ready: number | null, recommended: number | null])[];
}

/** Deployments by name, and how many more there are than are shown. */
export interface Live {
  readonly deployments: readonly LiveDeployment[];
  readonly leftOut: number;
}

/** What a command writes into the page. */
export interface Embedded extends AnswerParts {
  /** The options of the question, as they were typed. */
  readonly given?: Readonly<Record<string, string>>;
  /** Options that named files, which the page does not have. */
  readonly files?: readonly string[];
  readonly report?: Report;
  /** Where the page finds `LiveDeployment`s, anew at each request. */
  readonly live?: string;
}
