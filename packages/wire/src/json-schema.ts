import { z } from "zod";
import type { EventSchema } from "./events/index.ts";

/** The JSON Schema (draft 2020-12) of what a producer may send: defaults are optional, unknown fields are open. */
export const toJsonSchema = ({ id, title, schema }: EventSchema): Record<string, unknown> => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input" });
  return { $schema, $id: id, title, ...rest };
};
