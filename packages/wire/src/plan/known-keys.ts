import { z } from "zod";

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/** Keys that a schema allows at a path; empty where it allows none or any. */
export const knownKeys = (schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] => {
  const root = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  const found = path.reduce<SchemaNode | undefined>(
    (node, key) => (typeof key === "number" ? node?.items : node?.properties?.[String(key)]),
    root,
  );
  return Object.keys(found?.properties ?? {});
};
