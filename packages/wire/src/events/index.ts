import { z } from "zod";
import { Plan } from "../plan/plan.ts";
import { Feedback } from "./feedback.ts";
import { Health } from "./health.ts";
import { Inventory } from "./inventory.ts";
import { Recommendation, recommendationSchemaId } from "./recommendation.ts";
import { Telemetry } from "./telemetry.ts";

export interface EventSchema {
  /** File name below packages/wire/schema. */
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly schema: z.ZodType;
}

const id = (file: string): string => `urn:loadline:schema:${file.replace(/\.json$/, "")}`;

/** Everything that has a committed JSON Schema. */
export const eventSchemas = [
  { file: "feedback.v1.json", id: id("feedback.v1.json"), title: "Loadline feedback", schema: Feedback },
  { file: "health.v1.json", id: id("health.v1.json"), title: "Loadline GPU health event", schema: Health },
  { file: "inventory.v1.json", id: id("inventory.v1.json"), title: "Loadline node inventory", schema: Inventory },
  { file: "plan.v1.json", id: id("plan.v1.json"), title: "Loadline plan", schema: Plan },
  {
    file: "recommendation.v1.json",
    id: recommendationSchemaId,
    title: "Loadline recommendation",
    schema: Recommendation,
  },
  { file: "telemetry.v1.json", id: id("telemetry.v1.json"), title: "Loadline node telemetry", schema: Telemetry },
] as const satisfies readonly EventSchema[];

/** The JSON Schema (draft 2020-12) of what a producer may send: defaults are optional, unknown fields are open. */
export const toJsonSchema = ({ id, title, schema }: EventSchema): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return { $schema, $id: id, title, ...rest };
};
