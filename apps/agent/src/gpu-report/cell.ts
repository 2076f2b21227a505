import type { UnknownReason } from "@loadline/protocol";
import { absentReason, sentinelText } from "./no-value.ts";

/** One value of a source, or the reason why there is none. A known zero is a value. */
export type Cell<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "unknown"; readonly why: UnknownReason };

/** Reads what a source has in one place, usually a text. */
export type ReadCell<T> = (raw: unknown) => Cell<T>;

export const known = <T>(value: T): Cell<T> => ({ kind: "known", value });
export const unknown = (why: UnknownReason): Cell<never> => ({ kind: "unknown", why });

export const orNull = <T>(cell: Cell<T>): T | null => (cell.kind === "known" ? cell.value : null);

/** The reason of a cell that cannot hold the wanted value. */
export const asUnknown = (cell: Cell<unknown>): Cell<never> => (cell.kind === "unknown" ? cell : unknown("unreadable"));

/** Converts the value of a cell; null makes the cell unreadable. */
export const mapCell = <T, U>(cell: Cell<T>, read: (value: T) => U | null): Cell<U> => {
  if (cell.kind === "unknown") return cell;
  const value = read(cell.value);
  return value === null ? unknown("unreadable") : known(value);
};

/** The first known of several places of one value; else the reason of the first place that exists. */
export const firstKnown = <T>(cells: readonly Cell<T>[]): Cell<T> =>
  cells.find(({ kind }) => kind === "known") ??
  cells.find((cell) => cell.kind === "unknown" && cell.why !== "missing") ??
  unknown("missing");

const longestText = 200;
const controlCharacter = /\p{Cc}|�/u;

/** The text of a cell, without blanks around it. */
export const textCell: ReadCell<string> = (raw) => {
  if (raw === undefined || raw === null) return unknown("missing");
  if (typeof raw !== "string") return unknown("unreadable");
  const text = raw.trim();
  const absent = absentReason(text);
  if (absent !== null) return unknown(absent);
  return text.length > longestText || controlCharacter.test(text) ? unknown("unreadable") : known(text);
};

/** A number with its unit, as in `16160 MiB`. */
const quantityPattern = /^([-+]?\d{1,20})(?:[.,](\d{1,9}))? ?([A-Za-zµμ%°]{0,8})$/;
/** A comma before three digits may separate thousands: such a text is no number. */
const ambiguous = /,\d{3}\b/;

/** Each unit as a fraction of the base unit: multiply by the first, divide by the second. */
type Units = Readonly<Record<string, readonly [times: number, per: number]>>;

interface Range {
  readonly low?: number;
  readonly high?: number;
}

const numberIn = (text: string): Cell<{ readonly value: number; readonly unit: string }> => {
  const [, whole, fraction, unit = ""] = quantityPattern.exec(text) ?? [];
  if (whole === undefined || ambiguous.test(text)) return unknown("unreadable");
  const blank = fraction === undefined || /^0+$/.test(fraction) ? sentinelText(whole) : null;
  if (blank !== null) return unknown(blank);
  return known({ value: Number(fraction === undefined ? whole : `${whole}.${fraction}`), unit });
};

/** Reads a number in one of the units, in the base unit; the range is in the unit as written. */
const quantity =
  (units: Units, { low = 0, high = Number.MAX_VALUE }: Range = {}): ReadCell<number> =>
  (raw) => {
    const text = textCell(raw);
    const number = text.kind === "unknown" ? text : numberIn(text.value);
    return mapCell(number, ({ value, unit }) => {
      const factors = Object.hasOwn(units, unit) ? units[unit] : undefined;
      return factors === undefined || value < low || value > high ? null : (value * factors[0]) / factors[1];
    });
  };

export const bytesCell = quantity({
  B: [1, 1],
  KiB: [2 ** 10, 1],
  MiB: [2 ** 20, 1],
  GiB: [2 ** 30, 1],
  MB: [1e6, 1],
  GB: [1e9, 1],
});
export const wattsCell = quantity({ W: [1, 1], mW: [1, 1e3], kW: [1e3, 1] });
export const hertzCell = quantity({ Hz: [1, 1], KHz: [1e3, 1], kHz: [1e3, 1], MHz: [1e6, 1], GHz: [1e9, 1] });
/** A value outside of this range is a driver's placeholder. */
export const celsiusCell = quantity({ C: [1, 1], "°C": [1, 1] }, { low: -100, high: 250 });
export const secondsCell = quantity({
  ns: [1, 1e9],
  us: [1, 1e6],
  µs: [1, 1e6],
  μs: [1, 1e6],
  ms: [1, 1e3],
  s: [1, 1],
});
/** More than all of the time is no measurement. */
export const ratioCell = quantity({ "%": [1, 100] }, { high: 100 });

const integer = quantity({ "": [1, 1] });
export const countCell: ReadCell<number> = (raw) =>
  mapCell(integer(raw), (value) => (Number.isSafeInteger(value) ? value : null));

const choice =
  (yes: string, no: string): ReadCell<boolean> =>
  (raw) =>
    mapCell(textCell(raw), (text) => (text === yes ? true : text === no ? false : null));

export const yesNoCell = choice("Yes", "No");
export const enabledCell = choice("Enabled", "Disabled");
export const activeCell = choice("Active", "Not Active");

/** Both spellings of drivers, `GPU Reset` and `Reset`, become `reset`. */
export const recoveryActionCell: ReadCell<string> = (raw) =>
  mapCell(textCell(raw), (text) =>
    text
      .toLowerCase()
      .replace(/^(?:gpu|node) /, "")
      .replaceAll(" ", "-"),
  );

/**
 * Bits of the driver's mask of clock event reasons, with the names that its XML document uses.
 * @source https://docs.nvidia.com/deploy/nvml-api/group__nvmlClocksEventReasons.html
 */
const clockEventBits = [
  [0x1n, "gpu-idle"],
  [0x2n, "applications-clocks-setting"],
  [0x4n, "sw-power-cap"],
  [0x8n, "hw-slowdown"],
  [0x10n, "sync-boost"],
  [0x20n, "sw-thermal-slowdown"],
  [0x40n, "hw-thermal-slowdown"],
  [0x80n, "hw-power-brake-slowdown"],
  [0x100n, "display-clocks-setting"],
] as const;

const maskPattern = /^0x[0-9a-fA-F]{1,16}$/;

/** Names of the bits that are set; a bit without a name is given by its value. */
export const reasonsOfMask = (mask: bigint): readonly string[] => {
  const named = clockEventBits.filter(([bit]) => (mask & bit) !== 0n).map(([, name]) => name);
  const rest = clockEventBits.reduce((left, [bit]) => left & ~bit, mask);
  return rest === 0n ? named : [...named, `0x${rest.toString(16)}`];
};

/** Reads a mask as the driver prints it; null when it is none. */
export const clockEventReasons = (text: string): readonly string[] | null =>
  maskPattern.test(text.trim()) ? reasonsOfMask(BigInt(text.trim())) : null;
