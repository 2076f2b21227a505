import { fitReplica, type MeasuredRow, parseMeasuredRows, type ReplicaFit } from "@loadline/calibration";
import { estimate, type Load, listGpus, type ReplicaSpec, requestsPerSecond } from "@loadline/core";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";
import type { OwnEntries } from "../model/own-entries.ts";

export interface Corrected {
  readonly spec: ReplicaSpec;
  readonly notes: readonly string[];
  /** Closed loops are simulated too: their formulas explain the measurements less well. */
  readonly isSimulated: boolean;
}

/** What the user measured corrects the replica it was measured on, and no other. */
export interface OwnObservations {
  readonly corrected: (spec: ReplicaSpec) => Corrected;
}

export const noObservations: OwnObservations = { corrected: (spec) => ({ spec, notes: [], isSimulated: false }) };

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

const isOfCatalogue = ({ gpu }: ReplicaSpec): boolean => listGpus().some(({ id }) => id === gpu.id);

interface OwnFit extends ReplicaFit {
  readonly isSimulated: boolean;
}

/**
 * By the formulas of closed loops, or by simulation where those leave more than the rows' own noise unexplained and on a
 * device of the user's own, which no formula was fitted to.
 */
const fitOf = (rows: readonly MeasuredRow[]): OwnFit => {
  if (rows.some(({ spec }) => !isOfCatalogue(spec))) return { ...fitWith(rows, bySimulation, true), isSimulated: true };
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

const noteOf = (rows: readonly MeasuredRow[], { ratio, correction }: ReplicaFit): string =>
  `corrected by ${rows.length} of your own measurements of this replica: inter-token latency ${factorText(ratio)}, time to first token ${factorText(correction.timeToFirstToken)}`;

/** Corrections by replica, computed once each. Rows at saturation are left out: they have no latency. */
export const observationsOf = (rows: readonly MeasuredRow[]): OwnObservations => {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows.filter(({ concurrency }) => Number.isFinite(concurrency))) {
    const key = keyOf(row.spec);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const known = new Map<string, OwnFit>();
  return {
    corrected: (spec) => {
      const key = keyOf(spec);
      const own = groups.get(key);
      if (own === undefined) return noObservations.corrected(spec);
      const fit = known.get(key) ?? fitOf(own);
      known.set(key, fit);
      const { correction, isSimulated } = fit;
      return { spec: { ...spec, correction }, notes: [noteOf(own, fit), ...contradictionOf(own, fit)], isSimulated };
    },
  };
};

/** The user's measurements of this file; a line that is none is reported on stderr and skipped. */
export const readObservations = async (
  path: string | undefined,
  { models, devices }: OwnEntries,
  context: CliContext,
): Promise<OwnObservations> => {
  if (path === undefined) return noObservations;
  const text = await readText(userPath(path, context));
  const { rows, refused } = parseMeasuredRows(text, { models, devices, takesRates: true });
  for (const { line, message } of refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
  return observationsOf(rows);
};
