import {
  fitReplica,
  type MeasuredRow,
  parseMeasuredRows,
  type ReplicaFit,
  speedCoefficientsSchema,
  withCoefficients,
} from "@loadline/calibration";
import { estimate, type Load, listGpus, type ReplicaSpec, requestsPerSecond } from "@loadline/model";
import { checked, parseYaml } from "@loadline/planner/checked";
import { messages, UserError } from "@loadline/planner/messages";
import type { OptionValues } from "@loadline/planner/options";
import type { OwnEntries } from "@loadline/planner/own-entries";
import type { Corrected, OwnObservations } from "@loadline/planner/own-observations";
import type { z } from "zod";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";

/** Replicas are the same when model, GPU, engine, formats, layout, plan and speculation are. */
const keyOf = (spec: ReplicaSpec): string => {
  const { model, gpu, engine, weights, kvCache, parallel, disaggregation, speculativeDecoding } = spec;
  return JSON.stringify([model.id, gpu.id, engine, weights, kvCache, parallel, disaggregation, speculativeDecoding]);
};

type LoadOf = (row: MeasuredRow) => Load;

const byFormula: LoadOf = ({ concurrency }) => ({ kind: "concurrency", concurrency });

// As many as benchmark clients usually send, and enough for a mean where there are few clients.
const requestsPerClient = 10;
const leastRequests = 40;

/** A closed loop as a benchmark runs it: so many requests of each client. */
export const simulatedLoop = (concurrency: number): Load => {
  const clients = Math.max(1, Math.round(concurrency));
  return { kind: "closed-run", concurrency: clients, requests: Math.max(leastRequests, requestsPerClient * clients) };
};

const bySimulation: LoadOf = ({ concurrency, requestsPerSecond: rate }) =>
  rate === null
    ? simulatedLoop(concurrency)
    : { kind: "open-loop", requestsPerSecond: requestsPerSecond(rate), requests: 5 * leastRequests };

const fitWith = (rows: readonly MeasuredRow[], loadOf: LoadOf, isOwnDevice = false): ReplicaFit =>
  fitReplica(
    rows,
    (correction, index) => {
      const row = rows[index] as MeasuredRow;
      const { interTokenLatency, timeToFirstToken } = estimate({ ...row.spec, correction }, row.shape, loadOf(row));
      return { interTokenLatency: interTokenLatency.mean, timeToFirstToken: timeToFirstToken.mean };
    },
    { isOwnDevice },
  );

interface OwnFit extends ReplicaFit {
  readonly isSimulated: boolean;
}

/**
 * By the formulas of closed loops, or by simulation where those leave more than the rows' own noise unexplained and on a
 * device of the user's own, which no formula was fitted to.
 */
const fitOf = (rows: readonly MeasuredRow[]): OwnFit => {
  if (rows.some(({ spec }) => !listGpus().some(({ id }) => id === spec.gpu.id)))
    return { ...fitWith(rows, bySimulation, true), isSimulated: true };
  const formula = fitWith(rows, byFormula);
  if (formula.misfit <= 1 || rows.some(({ spec }) => spec.disaggregation !== undefined))
    return { ...formula, isSimulated: false };
  const simulated = fitWith(rows, bySimulation);
  const isSimulated = simulated.misfit < formula.misfit;
  return { ...(isSimulated ? simulated : formula), isSimulated };
};

const factorText = (factor: number): string => `× ${factor.toFixed(2)}`;

/** That the measurements lie outside what the model allows for, and what to look at; empty where they do not. */
const contradictionOf = (rows: readonly MeasuredRow[], { ratio, correction }: ReplicaFit): readonly string[] => {
  const [row] = rows;
  if (row === undefined) return [];
  const { errorBand, timeToFirstTokenBand } = estimate(
    { ...row.spec, correction: undefined },
    row.shape,
    byFormula(row),
  );
  const isFirstTokenMeasured = rows.some(({ timeToFirstToken }) => timeToFirstToken !== null);
  const found = [
    { what: "time between tokens", factor: ratio, band: errorBand },
    { what: "time to first token", factor: correction.timeToFirstToken, band: timeToFirstTokenBand },
  ].slice(0, isFirstTokenMeasured ? 2 : 1);
  return found.flatMap(({ what, factor, band }) => {
    if (band === undefined || Math.abs(Math.log(factor)) <= Math.log1p(band.relative)) return [];
    const allowed = `± ${Math.round(band.relative * 100)} %`;
    return [
      `your measurements contradict the model: ${what} is ${factorText(factor)} its answer, which allows for ${allowed}; check device, number format, flags and engine version, and what else runs there`,
    ];
  });
};

/** A fit of the user's own, and where it comes from. */
interface OwnFile {
  readonly path: string;
  readonly coefficients: z.output<typeof speedCoefficientsSchema>;
}

/** The replica under the user's own fit, where that is nearer. */
const fitted = (spec: ReplicaSpec, own: OwnFile | undefined): Corrected => {
  const used = own === undefined ? spec : withCoefficients(spec, own.coefficients);
  const notes =
    own === undefined || used === spec
      ? []
      : [`speed by your own fit, ${own.path}: ${own.coefficients.source.rows} rows`];
  return { spec: used, notes, isSimulated: false };
};

/**
 * Corrections by replica, computed once each, over the user's own fit where there is one. Rows at saturation are left
 * out: they have no latency.
 */
export const observationsOf = (rows: readonly MeasuredRow[], file?: OwnFile): OwnObservations => {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows.filter(({ concurrency }) => Number.isFinite(concurrency))) {
    const key = keyOf(row.spec);
    groups.set(key, [...(groups.get(key) ?? []), { ...row, spec: fitted(row.spec, file).spec }]);
  }
  const known = new Map<string, OwnFit>();
  return {
    corrected: (spec) => {
      const key = keyOf(spec);
      const own = groups.get(key);
      const modelled = fitted(spec, file);
      if (own === undefined) return modelled;
      const fit = known.get(key) ?? fitOf(own);
      known.set(key, fit);
      const { correction, isSimulated } = fit;
      const notes = [
        ...modelled.notes,
        `corrected by ${own.length} of your own measurements of this replica: inter-token latency ${factorText(fit.ratio)}, time to first token ${factorText(fit.correction.timeToFirstToken)}`,
        ...contradictionOf(own, fit),
      ];
      return { spec: { ...modelled.spec, correction }, notes, isSimulated };
    },
  };
};

const readCoefficients = async (path: string | undefined, context: CliContext): Promise<OwnFile | undefined> => {
  if (path === undefined) return undefined;
  const text = await readText(userPath(path, context));
  const what = "--coefficients";
  const help = "loadline calibrate rows.jsonl --write FILE writes such a file";
  const value = parseYaml(text, () => new UserError(messages.invalid(what, text.slice(0, 40), "JSON")));
  const nameOf = (at: readonly PropertyKey[]): string => [what, ...at].join(".");
  return { path, coefficients: checked(speedCoefficientsSchema, value, { nameOf, help }) };
};

/** The user's measurements and fit, `registered` by a registry too; a line that is none is reported on stderr and skipped. */
export const readObservations = async (
  { observations: path, coefficients }: OptionValues<"observations" | "coefficients">,
  { models, devices }: OwnEntries,
  context: CliContext,
  registered: readonly string[] = [],
): Promise<OwnObservations> => {
  const own = await readCoefficients(coefficients, context);
  const all: MeasuredRow[] = [];
  for (const file of [...(path === undefined ? [] : [path]), ...registered]) {
    const text = await readText(userPath(file, context));
    const { rows, refused } = parseMeasuredRows(text, { models, devices, takesRates: true });
    for (const { line, message } of refused) await context.stderr.write(`${file}, line ${line}: ${message}\n`);
    all.push(...rows);
  }
  return observationsOf(all, own);
};
