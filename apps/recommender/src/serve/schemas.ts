import { reasonCodes, verdicts, warrantySchema } from "@loadline/control";
import { bindingLimits } from "@loadline/model";
import { Plan } from "@loadline/plan";
import { Advice, Recommendation } from "@loadline/protocol";
import { z } from "zod";

/** A schema of ours as OpenAPI 3.1 has it: JSON Schema, without the members that only a document of its own has. */
const described = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "output",
    unrepresentable: "any",
  });
  return open(rest);
};

/** Later versions may add members, so an answer with more of them is no fault. */
const open = (schema: object): object =>
  JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key === "additionalProperties" ? undefined : value)));

const count = z.number().int().nonnegative();
const counts = z.object({ ready: count.nullable(), pending: count, draining: count, planned: count });
const seconds = z.number().nonnegative();

const Decision = z.object({
  verdict: z.enum(verdicts),
  reason: z.enum(reasonCodes),
  message: z.string(),
  bindingLimit: z.enum(bindingLimits).nullable(),
  desired: count.nullable(),
  lower: count.nullable(),
  upper: count.nullable(),
  counterfactual: z.string(),
});

const Published = z.object({ decisionId: z.string(), epoch: count, revision: count });

const Described = z.object({
  cluster: z.string(),
  decidedAt: seconds.nullable().describe("Epoch seconds of the last whole tick."),
  deployments: z.array(
    z.object({
      deployment: z.string(),
      pool: z.string(),
      decision: Decision,
      replicas: counts,
      demand: z.object({ requestsPerSecond: z.number() }).nullable(),
      shape: z.object({ inputTokens: z.number(), outputTokens: z.number(), basis: z.enum(["telemetry", "plan"]) }),
      warranty: warrantySchema.nullable(),
      poolAvailable: count.nullable().describe("Replicas for which the pool has capacity."),
      advice: z.array(Advice),
      published: Published.nullable(),
    }),
  ),
  nodes: z.array(
    z.object({ node: z.string(), sampledAt: seconds, engines: z.array(z.string()), gpus: count.nullable() }),
  ),
});

const Explanation = z.object({
  id: z.string(),
  time: z.string(),
  verdict: z.enum(verdicts),
  desired: count.nullable(),
  because: z.string(),
  rule: z.object({
    code: z.enum(reasonCodes),
    means: z.string(),
    changes: z.string(),
    todo: z.string(),
    documentation: z.string(),
  }),
  inputs: z.array(z.string()).describe("Every input with its value and age."),
  missing: z.array(z.object({ input: z.string(), ageSeconds: seconds.nullable() })),
  counterfactual: z.string(),
  advice: z.array(Advice),
  event: Recommendation,
});

const Readiness = z.object({
  ready: z.boolean(),
  missing: z.array(z.string()),
  planFault: z.string().nullable().describe("Why the plan that is kept is not in force; null when it is."),
});

export const bodies = {
  deployments: described(Described),
  history: described(z.object({ events: z.array(Recommendation) })),
  decision: described(Explanation),
  plan: described(Plan),
  readiness: described(Readiness),
  alive: described(z.object({ status: z.literal("ok") })),
  failure: described(z.object({ error: z.string().describe("What is wrong and what to do.") })),
} as const;
