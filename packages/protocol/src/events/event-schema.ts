import type { z } from "zod";

export interface EventSchema {
  /** File name below packages/protocol/schema. */
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly schema: z.ZodType;
}

/** A schema of version 1 with its file and title. Apart from the events: the planner page bundles it without them. */
export const version1 = <S extends z.ZodType>(name: string, title: string, schema: S) => ({
  file: `${name}.v1.json`,
  id: `urn:loadline:schema:${name}.v1`,
  title: `Loadline ${title}`,
  schema,
});
