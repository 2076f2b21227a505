import { z } from "zod";

export const amount = z.number().nonnegative();
export const count = z.number().int().nonnegative();
export const purchase = z.enum(["on-demand", "reserved", "spot"]);
export const usdPerHour = amount.nullable().describe("null: no price is known.");

export const confidence = z.number().describe("With which `replicas` carry the load within the objectives.");
export const replicasAtMedian = count.describe("The same were every replica as fast as modelled.");
export const replicasAtWorst = count
  .nullable()
  .describe(
    "The same were the model too optimistic by its whole error band; null: a replica misses an objective there at any load.",
  );

export const way = z
  .strictObject({
    offered: amount.describe("At the front, before gateway and response cache."),
    turnedAway: amount,
    turnedAwayShare: amount.describe("Of the offered ones."),
    answeredByCache: amount,
    toReplicas: amount,
    limit: z
      .enum(["requestsPerSecond", "tokensPerSecond"])
      .nullable()
      .describe("The gateway's limit that turns requests away."),
  })
  .describe("Requests/s by what becomes of them, at the highest load that is stated.");

export const objectives = ["timeToFirstToken", "interTokenLatency", "tokenGap", "endToEnd"] as const;
export const objective = z.enum(objectives);

export const stranded = z
  .array(z.strictObject({ gpus: count, nodes: count }))
  .describe("GPUs that are left over and fit no replica, on how many nodes each.");
