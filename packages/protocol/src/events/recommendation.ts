import { reasonCodes, verdicts, warrantySchema } from "@loadline/control";
import { bindingLimits } from "@loadline/model";
import { z } from "zod";
import { Advice } from "./advice.ts";
import { cloudEvent } from "./cloud-event.ts";
import { known, list } from "./columns.ts";
import { Following } from "./following.ts";

export const recommendationType = "io.loadline.recommendation.v1";
export const recommendationSchemaId = "urn:loadline:schema:recommendation.v1";

const count = z.number().int().nonnegative();
const rate = z.number().nonnegative();

const ErrorBand = z.object({
  relative: z.number().nonnegative().describe("Half-width, 0.1 = ±10 %."),
  basis: z.enum(["calibrated", "transferred", "assumed"]),
});

const Demand = z.object({ requestsPerSecond: rate, prefillTokensPerSecond: rate, decodeTokensPerSecond: rate });

const Evidence = z.object({
  input: z.string().min(1),
  value: z.union([z.number(), z.string()]).nullable().describe("null: unknown, which is never zero."),
  unit: z.string().nullable(),
  ageSeconds: z.number().nonnegative().nullable(),
});

const Amount = z.object({
  replicas: z.number().int(),
  gpus: z.number().int(),
  requestsPerSecond: z.number().nullable().describe("null: not known, which is not zero."),
});

/** From planned to usable capacity; see capacityLedger of core. */
const Ledger = z.object({
  rows: list(Amount.extend({ step: z.string(), causes: list(Amount.extend({ cause: z.string() })) })),
  needed: z
    .object({ now: rate.nullable(), atLeadTime: rate.nullable(), atPlannedPeak: rate.nullable() })
    .describe("Requests/s that arrive, that the forecast covers at the lead time, and that the plan expects."),
});
export type Ledger = z.infer<typeof Ledger>;

export const RecommendationData = z.object({
  target: z.object({ cluster: z.string(), deployment: z.string(), pool: z.string() }),
  verdict: z.enum(verdicts),
  reason: z.object({ code: z.enum(reasonCodes), message: z.string().min(1).max(1000) }),
  replicas: z.object({
    ready: count.nullable(),
    pending: count,
    draining: count,
    currentTarget: count.nullable().describe("Desired count in force before this decision."),
    desired: count.nullable().describe("null while the count is unknown: keep the present one."),
    lower: count.nullable(),
    upper: count.nullable(),
  }),
  bindingLimit: z.enum(bindingLimits).nullable(),
  demand: Demand.extend({ inputTokensPerRequest: rate.nullable(), outputTokensPerRequest: rate.nullable() }).nullable(),
  forecast: z
    .object({
      horizonSeconds: z.number().positive(),
      basis: z.enum(["history", "assumed"]),
      quantiles: list(Demand.extend({ quantile: z.number().min(0).max(1) })),
      surgeRequestsPerSecond: rate.optional().describe("What a surge may bring within the horizon; absent: not known."),
    })
    .nullable(),
  warranty: warrantySchema.optional().describe("Absent while load, capacity or count are not known."),
  capacityPerReplica: Demand.extend({ errorBand: ErrorBand }).nullable(),
  evidence: list(Evidence).min(1),
  missing: list(z.object({ input: z.string().min(1), ageSeconds: z.number().nonnegative().nullable() })),
  counterfactual: z.string(),
  following: Following.optional().describe(
    "What became of the count asked for before; absent: none was, or the workload is not watched.",
  ),
  advice: list(Advice).max(64).optional().describe("What to do beside the count; nothing acts on it by itself."),
  ledger: Ledger.optional().describe("Where capacity goes between the plan and the load."),
  change: z
    .object({ usdPerHour: known, watts: known })
    .describe("Effect of moving from the current target to desired."),
  decision: z.object({
    id: z.string().min(1),
    epoch: count.describe("Fencing token: a lower one than the last seen is stale."),
    revision: count.describe(
      "Rises with each decision of this deployment within an epoch: by one, and past the revisions of events whose storage was not acknowledged.",
    ),
    supersedes: z.string().nullable().describe("id of the last decision before that is known to be stored."),
    heartbeat: z.boolean().describe("Nothing changed since the decision it repeats."),
    expiresAt: z.iso.datetime({ offset: true }).describe("Do not act on it after this instant."),
  }),
});
export type RecommendationData = z.infer<typeof RecommendationData>;

/** The product: one recommendation for one deployment as a CloudEvent. */
export const Recommendation = cloudEvent(recommendationType, RecommendationData).extend({
  signingkey: z.string().max(64).optional().describe("Id of the Ed25519 key that signed the event."),
  signature: z
    .string()
    .max(128)
    .optional()
    .describe("Ed25519 signature over every attribute and the data, base64url; see docs/guides/verify.md."),
});
export type Recommendation = z.infer<typeof Recommendation>;
