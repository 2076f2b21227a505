import { z } from "zod";
import { type EventSchema, version1 } from "./event-schema.ts";
import { Feedback } from "./feedback.ts";
import { Health } from "./health.ts";
import { Inventory } from "./inventory.ts";
import { Recommendation } from "./recommendation.ts";
import { Telemetry } from "./telemetry.ts";

/** Messages, each with a committed JSON Schema. */
export const eventSchemas = [
  version1("feedback", "feedback", Feedback),
  version1("health", "GPU health event", Health),
  version1("inventory", "node inventory", Inventory),
  version1("recommendation", "recommendation", Recommendation),
  version1("telemetry", "node telemetry", Telemetry),
] as const satisfies readonly EventSchema[];

/** The JSON Schema (draft 2020-12) of what a producer may send: defaults are optional, unknown fields are open. */
export const toJsonSchema = ({ id, title, schema }: EventSchema): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return { $schema, $id: id, title, ...rest };
};
