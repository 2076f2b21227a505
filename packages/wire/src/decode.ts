import { deflateSync, inflateSync } from "node:zlib";
import { isRecord, reasonOf } from "@loadline/core";
import type { z } from "zod";
import { type Bounds, excessIn, messageBounds } from "./bounds.ts";

/** Why a message is rejected; the label of a metric. */
export type Rejection = "not-json" | "unknown-version" | "schema" | "too-large";

export type Decoded<T> =
  | { readonly kind: "ok"; readonly value: T }
  | { readonly kind: "rejected"; readonly reason: Rejection; readonly detail: string };

/** The broker's own limit is 1 MiB by default. */
export const maxMessageBytes = messageBounds.bytes;

/** First byte of the zlib format (RFC 1950) with its usual window; no JSON text begins with it. */
const zlibMark = 0x78;

// Made once: each costs more than decoding a small message.
const textDecoder = new TextDecoder("utf-8", { fatal: true });
const textEncoder = new TextEncoder();

const rejected = (reason: Rejection, detail: string) => ({ kind: "rejected", reason, detail }) as const;

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";

const majorVersionOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "v" in value ? value.v : undefined;

// No item, value or text in so few bytes exceeds any bounds, and what passes a check is no deeper than its schema.
const smallBytes = 8_192;

const parsed = (json: Uint8Array): Decoded<unknown> => {
  try {
    return { kind: "ok", value: JSON.parse(textDecoder.decode(json)) };
  } catch (error) {
    return rejected("not-json", reasonOf(error));
  }
};

/** The value of a JSON text. Its bounds are checked on the bytes before any value is built. Never throws. */
export const parseJson = (json: Uint8Array, bounds: Bounds = messageBounds): Decoded<unknown> => {
  const excess = excessIn(json, bounds);
  return excess === null ? parsed(json) : rejected("too-large", excess);
};

const inflated = (payload: Uint8Array, { bytes }: Bounds): Decoded<Uint8Array> => {
  try {
    return { kind: "ok", value: inflateSync(payload, { maxOutputLength: bytes }) };
  } catch (error) {
    return rejected(isTooLarge(error) ? "too-large" : "not-json", reasonOf(error));
  }
};

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
  (key: Check, entry: Check): Check =>
  (value) => {
    if (!isRecord(value)) return false;
    for (const name in value) if (name === "__proto__" || !key(name) || !entry(value[name])) return false;
    return true;
  };

const itemsCheck =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (const one of value) if (!item(one)) return false;
    return true;
  };

/** Columns of numbers are most of a sample: none of their values costs a call. */
const numbersCheck: Check = (value) => {
  if (!Array.isArray(value)) return false;
  // Without an iterator: it makes an object of each fraction.
  for (let row = 0; row < value.length; row += 1) {
    const one: unknown = value[row];
    if (typeof one === "number" ? !Number.isFinite(one) : one !== null) return false;
  }
  return true;
};

const isNumberOrNull = (schema: z.core.$ZodType): boolean => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "nullable" && checkOf(def.innerType) === Number.isFinite;
};

const typeCheck = (schema: z.core.$ZodType): Check => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return (value) => typeof value === "string";
    case "number":
      return Number.isFinite;
    case "boolean":
      return (value) => typeof value === "boolean";
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
      return isNumberOrNull(def.element) ? numbersCheck : itemsCheck(checkOf(def.element));
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
      return entriesCheck(checkOf(def.keyType), checkOf(def.valueType));
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
const checkOf = (schema: z.core.$ZodType): Check => {
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

/**
 * Decodes one JSON message, compressed or not, against its schema. Unknown fields are ignored, an unknown major version has its own reason.
 * Never throws.
 */
export const decode = <S extends z.ZodType>(
  schema: S,
  payload: Uint8Array,
  bounds: Bounds = messageBounds,
): Decoded<z.output<S>> => {
  const json: Decoded<Uint8Array> =
    payload[0] === zlibMark ? inflated(payload, bounds) : { kind: "ok", value: payload };
  if (json.kind === "rejected") return json;
  const small = json.value.byteLength <= smallBytes ? parsed(json.value) : null;
  if (small?.kind === "ok" && checkOf(schema)(small.value)) return { kind: "ok", value: small.value as z.output<S> };
  const decoded = parseJson(json.value, bounds);
  if (decoded.kind === "rejected") return decoded;
  const major = majorVersionOf(decoded.value);
  if (major !== undefined && major !== 1)
    return rejected("unknown-version", `v = ${JSON.stringify(major)}`.slice(0, 64));
  if (checkOf(schema)(decoded.value)) return { kind: "ok", value: decoded.value as z.output<S> };
  const result = schema.safeParse(decoded.value);
  if (result.success) return { kind: "ok", value: result.data };
  const [issue] = result.error.issues;
  return rejected("schema", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
};

/** The bytes of one JSON message. */
export const encode = (value: unknown): Uint8Array => textEncoder.encode(JSON.stringify(value));

/** Compressed bytes, which {@link decode} recognises; a columnar sample shrinks to about a third. */
export const deflated = (payload: Uint8Array): Uint8Array => deflateSync(payload);
