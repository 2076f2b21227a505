import fc from "fast-check";

/** Text of arbitrary bytes, valid or not. */
export const anyText = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("utf8"));

/** Every number anywhere inside a value. */
export const everyNumber = (value: unknown): readonly number[] => {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return (value instanceof Map ? [...value.values()] : Object.values(value)).flatMap(everyNumber);
};
