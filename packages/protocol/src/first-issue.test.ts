import { expect, test } from "vitest";
import { z } from "zod";
import { eventSchemas } from "./events/index.ts";
import { Recommendation } from "./events/recommendation.ts";

const many = 4_000;

/** The parts of a schema that hold any number of values, by where they are. */
const containersOf = (schema: z.core.$ZodType, path: string): readonly (readonly [string, z.core.$ZodType])[] => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const within = (inner: z.core.$ZodType, name = "") => containersOf(inner, `${path}${name}`);
  switch (def.type) {
    case "array":
      return [[path, schema], ...within(def.element, "[]")];
    case "record":
      return [[path, schema], ...within(def.valueType, "{}")];
    case "object":
      return Object.entries(def.shape).flatMap(([name, one]) => within(one, `.${name}`));
    case "nullable":
    case "optional":
    case "default":
      return within(def.innerType);
    case "union":
      return def.options.flatMap((option) => within(option));
    case "tuple":
      return def.items.flatMap((item) => within(item));
    default:
      return [];
  }
};

// Recommendations are published by recommenders alone.
const containers = eventSchemas
  .filter(({ schema }) => schema !== Recommendation)
  .flatMap(({ schema, title }) => containersOf(schema, title));

test("messages have such parts", () => {
  expect(containers.length).toBeGreaterThan(60);
});

/** Nothing that a column or a table may hold. */
const wrong = Symbol("no value of JSON");

test.each(containers)("%s: its first fault ends the check, however many follow", (_, schema) => {
  let read = 0;
  const counted = (value: object) =>
    new Proxy(value, {
      get: (target, name) => {
        if (typeof name === "string" && /^k?\d+$/.test(name)) read += 1;
        return Reflect.get(target, name);
      },
    });
  const entries = Object.fromEntries(Array.from({ length: many }, (_one, index) => [`k${index}`, wrong]));
  const isArray = (schema as z.core.$ZodTypes)._zod.def.type === "array";
  const { error } = z.safeParse(schema, counted(isArray ? new Array(many).fill(wrong) : entries));
  // A column that is too long has a second one.
  expect(error?.issues.length).toBeLessThanOrEqual(2);
  expect(read).toBeLessThanOrEqual(2);
});

const tables = containers.filter(([, schema]) => (schema as z.core.$ZodTypes)._zod.def.type === "record");

test.each(tables)("%s: has a bound on keys and on their length", (_, schema) => {
  const { valueType } = (schema as unknown as z.ZodRecord)._zod.def;
  const value = [1, "x", "missing", { state: "ok", ageSeconds: null, durationSeconds: null, detail: null }].find(
    (one) => z.safeParse(valueType, one).success,
  );
  expect(value).toBeDefined();
  const entries = (count: number, length: number) =>
    Object.fromEntries(Array.from({ length: count }, (_one, index) => [`${index}`.padStart(length, "k"), value]));
  expect(z.safeParse(schema, entries(many, 10)).success).toBe(false);
  expect(z.safeParse(schema, entries(1, 300)).success).toBe(false);
});
