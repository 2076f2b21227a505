import {
  capacityEvidenceSchema,
  DecisionMemory,
  emptyDecisionMemory,
  emptyLoadForecast,
  type LoadForecast,
  loadForecastSchema,
  noCapacityEvidence,
  warrantyMemorySchema,
} from "@loadline/control";
import { z } from "zod";
import { PendingNodes } from "../fleet/confirmed-nodes.ts";
import { Calibration, uncalibrated } from "../observe/calibration.ts";
import type { DeploymentState } from "../observe/deployment-state.ts";
import { noWorkloadMemory, WorkloadMemory } from "../observe/following.ts";
import { RunningVersion } from "../observe/running.ts";
import { noTarget, TargetState } from "../observe/target.ts";
import { PublishedDecision } from "./published-decision.ts";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** What a successor needs to go on where this decision stopped. */
export const Checkpoint = z.object({
  v: z.literal(1),
  at: time.describe("Epoch seconds of the tick it was taken after."),
  /** Of the publisher that took it; 0 in a record from before epochs were stored. */
  epoch: count.default(0),
  /** Last telemetry message taken, and the stream it came from. */
  telemetry: z.object({ sequence: count, stream: z.string() }),
  memory: DecisionMemory,
  target: TargetState,
  workload: WorkloadMemory.default(noWorkloadMemory),
  last: PublishedDecision.nullable(),
  calibration: Calibration,
  capacityEvidence: capacityEvidenceSchema.optional().describe("Measured bounds of a replica's capacity."),
  warranty: warrantyMemorySchema
    .optional()
    .catch(undefined)
    .describe("Chances that were given and what came of them; one that cannot be read is none."),
  holders: z
    .record(z.string(), time)
    .default({})
    .describe("Nodes with a serving replica, and when that was last seen."),
  pending: PendingNodes.optional()
    .catch(undefined)
    .describe("Nodes that are not confirmed to host the deployment, and since when they have reported engines of it."),
  profile: z.string().optional().describe("What the calibration was measured of."),
  version: RunningVersion.optional().describe("Version that its engines run."),
  peaks: z
    .array(z.object({ day: count, requestsPerSecond: z.number().nonnegative() }))
    .optional()
    .describe("Highest demand of each day (UTC), days since 1970."),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Between two records of what was learnt of the demand. */
export const forecastRecordSeconds = 60;

/** What was learnt of a deployment's demand: its long memory. */
export const ForecastRecord = z.object({
  v: z.literal(1),
  epoch: count,
  forecast: loadForecastSchema,
});
export type ForecastRecord = z.infer<typeof ForecastRecord>;

/** What is stored of one deployment. */
export interface StoredState {
  readonly checkpoint: Checkpoint | null;
  /** null: nothing was learnt yet, or it cannot be read. */
  readonly forecast: LoadForecast | null;
}

/** What is remembered after a start. */
export const stateFrom = ({ checkpoint, forecast }: StoredState): DeploymentState => ({
  forecast: forecast ?? emptyLoadForecast,
  replayed: false,
  memory: checkpoint?.memory ?? emptyDecisionMemory,
  target: checkpoint?.target ?? noTarget,
  workload: checkpoint?.workload ?? noWorkloadMemory,
  calibration: checkpoint?.calibration ?? uncalibrated,
  capacityEvidence: checkpoint?.capacityEvidence ?? noCapacityEvidence,
  warranty: checkpoint?.warranty,
  profile: checkpoint?.profile ?? null,
  plannedProfile: null,
  version: checkpoint?.version ?? null,
  servingNodes: checkpoint?.holders ?? {},
  pendingNodes: checkpoint?.pending ?? null,
  peaks: checkpoint?.peaks ?? [],
});

/** What a successor needs. */
export const checkpointFrom = (
  state: DeploymentState,
  { epoch, last, telemetry, at }: Pick<Checkpoint, "epoch" | "last" | "telemetry" | "at">,
): Checkpoint => ({
  v: 1,
  at,
  epoch,
  telemetry,
  memory: state.memory,
  target: state.target,
  workload: state.workload,
  last,
  calibration: state.calibration,
  capacityEvidence: state.capacityEvidence,
  holders: state.servingNodes,
  pending: state.pendingNodes ?? undefined,
  peaks: [...state.peaks],
  warranty: state.warranty,
  profile: state.profile ?? undefined,
  version: state.version ?? undefined,
});
