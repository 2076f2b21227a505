import { correctSpeed, type MeasuredRow, parseMeasuredRows } from "@loadline/calibration";
import { closedLoopParts, estimate, type ReplicaSpec } from "@loadline/core";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";

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

const correctionFrom = (rows: readonly MeasuredRow[]) => {
  const pairs = rows.map((row) => {
    const load = { kind: "concurrency", concurrency: row.concurrency } as const;
    return { row, predicted: estimate({ ...row.spec, correction: undefined }, row.shape, load) };
  });
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

const factorText = (factor: number): string => `× ${factor.toFixed(2)}`;

/** Corrections by replica, computed once each. Rows at saturation are left out: they have no latency. */
export const observationsOf = (rows: readonly MeasuredRow[]): OwnObservations => {
  const groups = new Map<string, MeasuredRow[]>();
  for (const row of rows.filter(({ concurrency }) => Number.isFinite(concurrency))) {
    const key = keyOf(row.spec);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const known = new Map<string, ReturnType<typeof correctionFrom>>();
  return {
    corrected: (spec) => {
      const key = keyOf(spec);
      const own = groups.get(key);
      if (own === undefined) return { spec, notes: [] };
      const correction = known.get(key) ?? correctionFrom(own);
      known.set(key, correction);
      const note = `corrected by ${own.length} of your own measurements of this replica: inter-token latency ${factorText(correction.interTokenLatency)}, time to first token ${factorText(correction.timeToFirstToken)}`;
      return { spec: { ...spec, correction }, notes: [note] };
    },
  };
};

/** The user's measurements of this file; a line that is none is reported on stderr and skipped. */
export const readObservations = async (path: string | undefined, context: CliContext): Promise<OwnObservations> => {
  if (path === undefined) return noObservations;
  const { rows, refused } = parseMeasuredRows(await readText(userPath(path, context)));
  for (const { line, message } of refused) await context.stderr.write(`${path}, line ${line}: ${message}\n`);
  return observationsOf(rows);
};
