import { LoadlineError } from "@loadline/model";

const deepest = 64;

const refuse = (what: string, value: unknown, expected: string): never => {
  throw new LoadlineError("LL_INPUT_INVALID", { what, value, expected });
};

const loneSurrogate = /\p{Surrogate}/u;

const scalar = (value: unknown): string => {
  if (typeof value === "number" && !Number.isFinite(value))
    return refuse("a number of the event", String(value), "a finite number");
  if (value === null || typeof value === "number" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value !== "string") return refuse("a value of the event", typeof value, "JSON");
  if (loneSurrogate.test(value)) return refuse("a text of the event", "a lone surrogate", "well-formed Unicode");
  return JSON.stringify(value);
};

const render = (value: unknown, depth: number): string => {
  if (depth > deepest) return refuse("depth of the event", depth, `at most ${deepest} levels`);
  if (Array.isArray(value)) return `[${value.map((item) => render(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object" || value === null) return scalar(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const sorted = members.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, member]) => `${scalar(key)}:${render(member, depth + 1)}`).join(",")}}`;
};

/**
 * One text for one JSON value: members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints
 * them. Absent members (undefined) are left out.
 * @throws LL_INPUT_INVALID for what JSON cannot carry exactly: NaN, lone surrogates, more than 64 levels
 * @source https://www.rfc-editor.org/rfc/rfc8785
 * @example canonicalJson({ b: 1, a: [true, "x"] }) // '{"a":[true,"x"],"b":1}'
 */
export const canonicalJson = (value: unknown): string => render(value, 0);
