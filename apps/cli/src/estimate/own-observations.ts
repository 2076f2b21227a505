import { correctSpeed, type MeasuredRow, parseMeasuredRows } from "@loadline/calibration";
import { closedLoopParts, estimate, type ReplicaSpec } from "@loadline/core";
import type { CliContext } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";
import { userPath } from "../user-path.ts";

/** What the user measured corrects the replica it was measured on, and no other. */
export interface OwnObservations {
  readonly corrected: (spec: ReplicaSpec) => { readonly spec: ReplicaSpec; readonly notes: readonly string[] };
}

export const noObservations: OwnObservations = { corrected: (spec) => ({ spec, notes: [] }) };

/** Replicas are the same when model, GPU, engine, formats, layout, plan and speculation are. */
const keyOf = (spec: ReplicaSpec): string => {
  const { model, gpu, engine, weights, kvCache, parallel, disaggregation, speculativeDecoding } = spec;
  return JSON.stringify([model.id, gpu.id, engine, weights, kvCache, parallel, disaggregation, speculativeDecoding]);
};

const isClosedLoop = ({ concurrency }: MeasuredRow): boolean => Number.isFinite(concurrency);

const predictionOf = ({ spec, shape, concurrency }: MeasuredRow) =>
  estimate({ ...spec, correction: undefined }, shape, { kind: "concurrency", concurrency });

const correctionFrom = (rows: readonly MeasuredRow[]) => {
  const pairs = rows.map((row) => ({ row, predicted: predictionOf(row) }));
  return correctSpeed({
    interTokenLatency: pairs.map(({ row, predicted }) => ({
      measured: row.interTokenLatency,
      predicted: predicted.interTokenLatency.mean,
      parts: closedLoopParts(row.spec, row.shape, row.concurrency),
    })),
    timeToFirstToken: pairs.flatMap(({ row, predicted }) =>
      row.timeToFirstToken === null
        ? []
        : [{ measured: row.timeToFirstToken, predicted: predicted.timeToFirstToken.mean }],
    ),
  });
};

const byReplica = (rows: readonly MeasuredRow[]): ReadonlyMap<string, readonly MeasuredRow[]> => {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows) {
    const key = keyOf(row.spec);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};

const factorText = (factor: number): string => `× ${factor.toFixed(2)}`;

/** Corrections by replica, worked out once each. Rows at saturation are left out: they tell no latency. */
export const observationsOf = (rows: readonly MeasuredRow[]): OwnObservations => {
  const groups = byReplica(rows.filter(isClosedLoop));
  const known = new Map<string, ReturnType<typeof correctionFrom>>();
  return {
    corrected: (spec) => {
      const key = keyOf(spec);
      const own = groups.get(key);
      if (own === undefined) return { spec, notes: [] };
      const correction = known.get(key) ?? correctionFrom(own);
      known.set(key, correction);
      const note = `corrected by ${own.length} of your own measurements of this replica: time between tokens ${factorText(correction.interTokenLatency)}, first token ${factorText(correction.timeToFirstToken)}`;
      return { spec: { ...spec, correction }, notes: [note] };
    },
  };
};

/** The user's measurements of this file; a line that is none is told on stderr and the others go on. */
export const readObservations = async (path: string | undefined, context: CliContext): Promise<OwnObservations> => {
  if (path === undefined) return noObservations;
  const { rows, refused } = parseMeasuredRows(await readTextFile(userPath(path, context)));
  for (const { line, message } of refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
  return observationsOf(rows);
};
