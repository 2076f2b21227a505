import type { Command } from "commander";
import { z } from "zod";
import { countOption, positiveOption, switchOption } from "../options.ts";
import { durationOption, rateOption } from "./quantity-options.ts";
import type { BacktestRequest } from "./run-backtest.ts";

/** Time between two decisions of a policy. */
export const stepSeconds = 15;

const usualLeadTime = "300s";
const usualSeed = 7;

/** Options of every command that runs policies over a load. */
export const runOptions = {
  leadTime: durationOption.prefault(usualLeadTime),
  replicaCapacity: rateOption.optional(),
  minReplicas: countOption.optional(),
  maxReplicas: countOption.optional(),
  pricePerHour: positiveOption.optional(),
  seed: countOption.prefault(String(usualSeed)),
  html: z.string().optional(),
  json: switchOption,
};

interface RunOptions {
  readonly leadTime: number;
  readonly replicaCapacity?: number | undefined;
  readonly minReplicas?: number | undefined;
  readonly maxReplicas?: number | undefined;
  readonly pricePerHour?: number | undefined;
}

/** What those options say of a run. */
export const runSettings = (
  options: RunOptions,
): Pick<
  BacktestRequest,
  "leadTimeSeconds" | "replicaCapacity" | "usdPerReplicaHour" | "minimumReplicas" | "maximumReplicas"
> => ({
  leadTimeSeconds: options.leadTime,
  replicaCapacity: options.replicaCapacity ?? null,
  usdPerReplicaHour: options.pricePerHour ?? null,
  minimumReplicas: options.minReplicas ?? 1,
  maximumReplicas: options.maxReplicas ?? Number.MAX_SAFE_INTEGER,
});

export const declareRunOptions = (command: Command): Command =>
  command
    .option("--lead-time <t>", `from decision to a serving replica; default: ${usualLeadTime}`)
    .option("--replica-capacity <r>", "what one replica carries, such as 8rps; default: 1/25 of the mean load")
    .option("--min-replicas <n>", "lower bound; default: 1")
    .option("--max-replicas <n>", "upper bound; default: none")
    .option("--price-per-hour <usd>", "price of a replica; without it the cost is unknown")
    .option("--seed <n>", `seed of the noise; default: ${usualSeed}`)
    .option("--html <file>", "write a report with charts")
    .option("--json", "print the answer as JSON");
