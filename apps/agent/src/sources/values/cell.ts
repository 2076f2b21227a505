import { gibibytes, gigabytes, kibibytes, mebibytes, megahertzToHertz, percentToRatio } from "@loadline/core";
import { absentReason } from "./absent-token.ts";
import { sentinelText } from "./sentinel.ts";
import { type Cell, known, mapCell, unknown } from "./unknown.ts";

const longestText = 200;
const controlCharacter = /\p{Cc}|�/u;

/** The text of a cell, or why it has none. */
export const textCell = (raw: unknown): Cell<string> => {
  if (raw === undefined || raw === null) return unknown("missing");
  if (typeof raw !== "string") return unknown("unreadable");
  const text = raw.trim();
  const absent = absentReason(text);
  if (absent !== null) return unknown(absent);
  return text.length > longestText || controlCharacter.test(text) ? unknown("unreadable") : known(text);
};

/** A number with its unit, as in `16160 MiB`; each unit is converted to its base unit. */
const quantityPattern = /^([-+]?\d{1,20})(?:[.,](\d{1,9}))? ?([A-Za-zµμ%°]{0,8})$/;
/** A comma before three digits may part thousands as well: such a text is no number. */
const ambiguous = /,\d{3}\b/;

type Units = Readonly<Record<string, (value: number) => number | null>>;

const quantityCell = (raw: unknown, units: Units): Cell<number> => {
  const cell = textCell(raw);
  if (cell.kind === "unknown") return cell;
  const [, whole, fraction, unit] = quantityPattern.exec(cell.value) ?? [];
  if (whole === undefined || unit === undefined || ambiguous.test(cell.value)) return unknown("unreadable");
  const blank = fraction === undefined || /^0+$/.test(fraction) ? sentinelText(whole) : null;
  if (blank !== null) return unknown(blank);
  const value = Number(fraction === undefined ? whole : `${whole}.${fraction}`);
  const converted = Object.hasOwn(units, unit) ? (units[unit]?.(value) ?? null) : null;
  return converted === null || !Number.isFinite(converted) ? unknown("unreadable") : known(converted);
};

const notNegative = (convert: (value: number) => number) => (value: number) => (value < 0 ? null : convert(value));
const same = (value: number): number => value;
const per =
  (divisor: number) =>
  (value: number): number =>
    value / divisor;
const times =
  (factor: number) =>
  (value: number): number =>
    value * factor;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const byteUnits: Units = {
  B: notNegative(same),
  KiB: notNegative(kibibytes),
  MiB: notNegative(mebibytes),
  GiB: notNegative(gibibytes),
  MB: notNegative(times(1e6)),
  GB: notNegative(gigabytes),
};
const wattUnits: Units = { W: notNegative(same), mW: notNegative(per(1e3)), kW: notNegative(times(1e3)) };
const hertzUnits: Units = {
  Hz: notNegative(same),
  KHz: notNegative(times(1e3)),
  kHz: notNegative(times(1e3)),
  MHz: notNegative(megahertzToHertz),
  GHz: notNegative(times(1e9)),
};
/** Colder than this no card reports: a driver's placeholder. */
const coldestCelsius = -100;
const hottestCelsius = 250;
const celsius = (value: number): number | null => (value < coldestCelsius || value > hottestCelsius ? null : value);
const celsiusUnits: Units = { C: celsius, "°C": celsius };
const secondUnits: Units = {
  ns: notNegative(per(1e9)),
  us: notNegative(per(1e6)),
  µs: notNegative(per(1e6)),
  μs: notNegative(per(1e6)),
  ms: notNegative(per(1e3)),
  s: notNegative(same),
};

export const bytesCell = (raw: unknown): Cell<number> => quantityCell(raw, byteUnits);
export const wattsCell = (raw: unknown): Cell<number> => quantityCell(raw, wattUnits);
export const hertzCell = (raw: unknown): Cell<number> => quantityCell(raw, hertzUnits);
export const celsiusCell = (raw: unknown): Cell<number> => quantityCell(raw, celsiusUnits);
export const secondsCell = (raw: unknown): Cell<number> => quantityCell(raw, secondUnits);
export const countCell = (raw: unknown): Cell<number> =>
  quantityCell(raw, { "": (value) => (isCount(value) ? value : null) });
/** More than all of the time is no measurement. */
export const ratioCell = (raw: unknown): Cell<number> =>
  quantityCell(raw, { "%": (value) => (value < 0 || value > 100 ? null : percentToRatio(value)) });

const wordCell = (raw: unknown, words: Readonly<Record<string, boolean>>): Cell<boolean> =>
  mapCell(textCell(raw), (text) => (Object.hasOwn(words, text) ? (words[text] ?? null) : null));

export const yesNoCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Yes: true, No: false });
export const enabledCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Enabled: true, Disabled: false });
export const activeCell = (raw: unknown): Cell<boolean> => wordCell(raw, { Active: true, "Not Active": false });
