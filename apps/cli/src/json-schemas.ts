import { z } from "zod";
import { AnswerLineSchema } from "./estimate/answer-schema.ts";
import { ConfigLine } from "./estimate/config-line.ts";
import { SizeAnswerSchema } from "./size/size-schema.ts";

/** What commands read and write as JSON, by the name of its file in schema/. */
export const jsonSchemas = {
  "estimate-configuration": ConfigLine,
  "estimate-answer": AnswerLineSchema,
  "plan-size": SizeAnswerSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The schema file's text. */
export const jsonSchemaText = (name: keyof typeof jsonSchemas): string =>
  `${JSON.stringify(z.toJSONSchema(jsonSchemas[name], { io: "input" }), null, 2)}\n`;
