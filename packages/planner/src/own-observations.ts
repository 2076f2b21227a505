import type { ReplicaSpec } from "@loadline/model";

export interface Corrected {
  readonly spec: ReplicaSpec;
  readonly notes: readonly string[];
  /** Closed loops are simulated too: their formulas explain the measurements less well. */
  readonly isSimulated: boolean;
}

/** What the user measured corrects the replica it was measured on, and no other. */
export interface OwnObservations {
  readonly corrected: (spec: ReplicaSpec) => Corrected;
  /** The same with the prefix cache at such a rate of a replica; undefined: the rate does not count. */
  readonly atRates?: ((rateOf: (spec: ReplicaSpec) => number | undefined) => OwnObservations) | undefined;
}

export const noObservations: OwnObservations = { corrected: (spec) => ({ spec, notes: [], isSimulated: false }) };
