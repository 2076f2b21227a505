import { isRecord } from "@loadline/model";
import { z } from "zod";

/** An array whose validation ends at its first invalid element; zod's own keeps one issue per element. */
const FirstIssueArray = z.core.$constructor<z.ZodArray>("FirstIssueArray", (schema, definition) => {
  z.ZodArray.init(schema, definition);
  const parseOther = schema._zod.parse;
  schema._zod.parse = (payload, context) => {
    if (!Array.isArray(payload.value)) return parseOther(payload, context);
    const values: unknown[] = [];
    for (const [index, item] of payload.value.entries()) {
      const { value, issues } = definition.element._zod.run(
        { value: item, issues: [] },
        context,
      ) as z.core.ParsePayload;
      if (issues.length > 0) {
        payload.issues.push(...z.core.util.prefixIssues(index, issues));
        return payload;
      }
      values.push(value);
    }
    payload.value = values;
    return payload;
  };
});

export const list = <T extends z.ZodType>(element: T): z.ZodArray<T> =>
  new FirstIssueArray({ type: "array", element }) as unknown as z.ZodArray<T>;

/** A table by names, and the most entries that it may have. */
export interface TableDefinition extends z.core.$ZodRecordDef {
  readonly most: number;
}

/** A table by names whose validation ends at its first fault, and which is not read where it has too many entries. */
const FirstIssueTable = z.core.$constructor<z.ZodRecord, TableDefinition>("FirstIssueTable", (schema, definition) => {
  z.ZodRecord.init(schema as never, definition as never);
  const { keyType, valueType, most } = definition;
  const parseOther = schema._zod.parse;
  schema._zod.parse = (payload, context) => {
    const { value: table } = payload;
    if (!isRecord(table)) return parseOther(payload, context);
    const names = Object.keys(table).filter((name) => name !== "__proto__");
    const message = `more than ${most} entries`;
    if (names.length > most) payload.issues.push({ code: "custom", message, input: table, inst: schema });
    const values: Record<string, unknown> = {};
    for (const name of payload.issues.length > 0 ? [] : names) {
      const key = keyType._zod.run({ value: name, issues: [] }, context) as z.core.ParsePayload;
      const entry = valueType._zod.run({ value: table[name], issues: [] }, context) as z.core.ParsePayload;
      values[name] = entry.value;
      payload.issues.push(...z.core.util.prefixIssues(name, [...key.issues, ...entry.issues]));
      if (payload.issues.length > 0) break;
    }
    payload.value = values;
    return payload;
  };
});

const mostNamed = 64;
const name = z.string().max(64);

/** Values by names, of which there are few, and short ones. */
export const table = <T extends z.ZodType>(valueType: T): z.ZodRecord<z.ZodString, T> => {
  const definition = { type: "record", keyType: name, valueType, most: mostNamed } as const;
  const made = new FirstIssueTable(definition) as unknown as z.ZodRecord<z.ZodString, T>;
  return made.meta({ maxProperties: mostNamed });
};

/** A number that is known, or null: unknown. Never NaN, never a sentinel. */
export const known = z.number().nullable();

/** The key of a table: one name per row, bounded in number and length, because state is kept for each. */
export const keyColumn = (most: number, describe: string) =>
  list(z.string().min(1).max(253)).max(most).describe(describe);

/** One value per row; null where it is unknown. */
export const numberColumn = (describe: string) => list(known).describe(describe);
export const textColumn = (describe: string) => list(z.string().nullable()).describe(describe);

/** True when every array of a columnar table has the length of its key column. */
export const sameLength =
  <K extends string>(key: K) =>
  (table: { readonly [name in K]: readonly unknown[] }): boolean => {
    const rows = table[key].length;
    for (const name in table) if (Array.isArray(table[name]) && table[name].length !== rows) return false;
    return true;
  };
