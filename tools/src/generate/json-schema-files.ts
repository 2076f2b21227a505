import { eventSchemas, toJsonSchema } from "@loadline/wire";
import type { GeneratedFile } from "./markdown.ts";

/** The committed JSON Schema of each message. */
export const jsonSchemaFiles = (): readonly GeneratedFile[] =>
  eventSchemas.map((event) => ({
    path: `packages/wire/schema/${event.file}`,
    text: `${JSON.stringify(toJsonSchema(event), null, 2)}\n`,
  }));
