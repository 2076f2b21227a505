import type { z } from "zod";

/** What a schema expected, without the library's own introduction. */
export const expectationOf = (issue: z.core.$ZodIssue | undefined): string =>
  issue?.message.replace(/^[A-Z][^:"]*: expected /, "") ?? "another value";
