import { isRecord } from "@loadline/model";
import type { z } from "zod";
import type { TableDefinition } from "./events/columns.ts";

type Check = (value: unknown) => boolean;

const never: Check = () => false;

const payload: z.core.ParsePayload = { value: null, issues: [] };

/** Whether the checks that a schema adds to its type pass; one that changes the value does not. */
const passes = (checks: readonly z.core.$ZodCheck<never>[], value: unknown): boolean => {
  for (const { _zod } of checks) {
    payload.value = value;
    void _zod.check(payload as z.core.ParsePayload<never>);
    if (payload.issues.length === 0 && payload.value === value) continue;
    payload.issues.length = 0;
    return false;
  }
  return true;
};

/** Whether every field is valid and there is none beside those of the schema. */
const fieldsCheck = (shape: Readonly<Record<string, z.core.$ZodType>>): Check => {
  const fields = new Map(
    Object.entries(shape).map(([name, schema]) => [
      name,
      { check: checkOf(schema), required: schema._zod.optin === undefined ? 1 : 0 },
    ]),
  );
  const required = [...fields.values()].reduce((sum, field) => sum + field.required, 0);
  return (value) => {
    if (!isRecord(value)) return false;
    let found = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (field === undefined || !field.check(value[name])) return false;
      found += field.required;
    }
    return found === required;
  };
};

const entriesCheck =
  (key: Check, entry: Check, most: number): Check =>
  (value) => {
    if (!isRecord(value)) return false;
    let count = 0;
    for (const name in value) {
      count += 1;
      if (count > most || name === "__proto__" || !key(name) || !entry(value[name])) return false;
    }
    return true;
  };

const itemsCheck =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (const one of value) if (!item(one)) return false;
    return true;
  };

const primitives: Record<"string" | "number" | "boolean", Check> = {
  string: (value) => typeof value === "string",
  number: Number.isFinite,
  boolean: (value) => typeof value === "boolean",
};

/** Columns of such values are most of a sample: none of their values costs a call. */
const columnCheck =
  (type: keyof typeof primitives, mayBeNull: boolean): Check =>
  (value) => {
    if (!Array.isArray(value)) return false;
    // Without an iterator: it makes an object of each fraction.
    for (let row = 0; row < value.length; row += 1) {
      const one: unknown = value[row];
      if (typeof one === type ? type === "number" && !Number.isFinite(one) : !(mayBeNull && one === null)) return false;
    }
    return true;
  };

/** The check of an array: of a column where its elements have no parts. */
const arrayCheck = (element: z.core.$ZodType): Check => {
  const { def } = (element as z.core.$ZodTypes)._zod;
  const mayBeNull = def.type === "nullable" && !def.checks?.length;
  const check = checkOf(mayBeNull ? def.innerType : element);
  const [type] = (["string", "number", "boolean"] as const).filter((name) => primitives[name] === check);
  return type === undefined ? itemsCheck(checkOf(element)) : columnCheck(type, mayBeNull);
};

const typeCheck = (schema: z.core.$ZodType): Check => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
      return primitives[def.type];
    case "literal":
    case "enum":
      return (value) => schema._zod.values?.has(value as never) === true;
    case "nullable": {
      const inner = checkOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case "optional":
      return checkOf(def.innerType);
    case "array":
      return arrayCheck(def.element);
    case "tuple": {
      const items = def.rest === null ? def.items.map(checkOf) : [never];
      return (value) =>
        Array.isArray(value) && value.length === items.length && items.every((item, index) => item(value[index]));
    }
    case "union": {
      const options = def.options.map(checkOf);
      return (value) => options.some((option) => option(value));
    }
    case "record":
      return entriesCheck(
        checkOf(def.keyType),
        checkOf(def.valueType),
        "most" in def ? (def as TableDefinition).most : Number.POSITIVE_INFINITY,
      );
    case "object":
      return def.catchall === undefined ? fieldsCheck(def.shape) : never;
    default:
      return never;
  }
};

const made = new WeakMap<z.core.$ZodType, Check>();

/**
 * A check that is made of a schema once. What passes is valid as it is, without a copy; of anything else, also of values with
 * unknown fields and of schemas that change values, the schema itself decides.
 */
export const checkOf = (schema: z.core.$ZodType): Check => {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const ofType = typeCheck(schema);
  // A format of text is a check of its own.
  const own = schema._zod.traits.has("$ZodCheck") ? [schema as unknown as z.core.$ZodCheck<never>] : [];
  const checks = [...own, ...(schema._zod.def.checks ?? [])];
  const check: Check = checks.length === 0 ? ofType : (value) => ofType(value) && passes(checks, value);
  made.set(schema, check);
  return check;
};
