import { z } from "zod";
import { AnswerLineSchema } from "./estimate/answer.ts";
import { ConfigLine } from "./estimate/config-line.ts";
import { PlanAnswerSchema } from "./plan/answer.ts";

/** What commands read and write as JSON, by the name of its file in schema/. */
export const jsonSchemas = {
  "estimate-configuration": ConfigLine,
  "estimate-answer": AnswerLineSchema,
  "plan-size": PlanAnswerSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The schema file's text. */
export const jsonSchemaText = (name: keyof typeof jsonSchemas): string =>
  `${JSON.stringify(z.toJSONSchema(jsonSchemas[name], { io: "input" }), null, 2)}\n`;
