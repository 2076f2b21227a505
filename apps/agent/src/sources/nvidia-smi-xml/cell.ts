import { mebibytes, megahertzToHertz, percentToRatio } from "@loadline/core";

/** Why a cell holds no value. */
export type Unknown = "missing" | "unsupported" | "not-permitted" | "failed" | "unreadable";

/** One value of the driver's report, or the reason why there is none. */
export type Cell<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "unknown"; readonly why: Unknown };

const unknown = (why: Unknown): Cell<never> => ({ kind: "unknown", why });
const known = <T>(value: T): Cell<T> => ({ kind: "known", value });

/** What the driver writes instead of a value, in lower case and without its brackets. */
const absentTokens: ReadonlyMap<string, Unknown> = new Map([
  ["", "missing"],
  ["n/a", "unsupported"],
  ["not supported", "unsupported"],
  ["not found", "unsupported"],
  ["not available", "unsupported"],
  ["requested functionality has been deprecated", "unsupported"],
  ["insufficient permissions", "not-permitted"],
  ["no permission", "not-permitted"],
  ["unknown error", "failed"],
  ["gpu is lost", "failed"],
  ["gpu requires reset", "failed"],
  ["err!", "failed"],
  ["error", "failed"],
]);

const longestText = 200;
const controlCharacter = /\p{Cc}/u;

/** The text of a cell, or why it has none. */
export const textCell = (raw: unknown): Cell<string> => {
  if (raw === undefined || raw === null) return unknown("missing");
  if (typeof raw !== "string") return unknown("unreadable");
  const text = raw.trim();
  const bare = text
    .replace(/^\[(.*)\]$/, "$1")
    .trim()
    .toLowerCase();
  const absent = absentTokens.get(bare);
  if (absent !== undefined) return unknown(absent);
  return text.length > longestText || controlCharacter.test(text) ? unknown("unreadable") : known(text);
};

/** The value of a cell, or null. */
export const orNull = <T>(cell: Cell<T>): T | null => (cell.kind === "known" ? cell.value : null);

const map = <T, U>(cell: Cell<T>, read: (value: T) => U | null): Cell<U> => {
  if (cell.kind === "unknown") return cell;
  const value = read(cell.value);
  return value === null ? unknown("unreadable") : known(value);
};

/** A number with its unit, as in `16160 MiB`; each unit is converted to its base unit. */
const quantityPattern = /^(-?\d{1,15}(?:\.\d{1,9})?) ?([A-Za-z%]*)$/;

const quantityCell = (raw: unknown, units: Readonly<Record<string, (value: number) => number | null>>): Cell<number> =>
  map(textCell(raw), (text) => {
    const [, digits, unit] = quantityPattern.exec(text) ?? [];
    if (digits === undefined || unit === undefined || !Object.hasOwn(units, unit)) return null;
    return units[unit]?.(Number(digits)) ?? null;
  });

const notNegative = (convert: (value: number) => number) => (value: number) => (value < 0 ? null : convert(value));
const same = (value: number): number => value;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

export const bytesCell = (raw: unknown): Cell<number> => quantityCell(raw, { MiB: notNegative(mebibytes) });
export const wattsCell = (raw: unknown): Cell<number> => quantityCell(raw, { W: notNegative(same) });
export const hertzCell = (raw: unknown): Cell<number> => quantityCell(raw, { MHz: notNegative(megahertzToHertz) });
export const celsiusCell = (raw: unknown): Cell<number> => quantityCell(raw, { C: same });
export const countCell = (raw: unknown): Cell<number> =>
  quantityCell(raw, { "": (value) => (isCount(value) ? value : null) });
/** More than all of the time is no measurement. */
export const ratioCell = (raw: unknown): Cell<number> =>
  quantityCell(raw, { "%": (value) => (value < 0 || value > 100 ? null : percentToRatio(value)) });

const wordCell = (raw: unknown, words: Readonly<Record<string, boolean>>): Cell<boolean> =>
  map(textCell(raw), (text) => (Object.hasOwn(words, text) ? (words[text] ?? null) : null));

export const yesNoCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Yes: true, No: false });
export const enabledCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Enabled: true, Disabled: false });
export const activeCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Active: true, "Not Active": false });
