import type { UnknownReason } from "@loadline/wire";

export type { UnknownReason };

/** One value of a source, or the reason why there is none. A known zero is a value. */
export type Cell<T> =
  | { readonly kind: "known"; readonly value: T }
  | { readonly kind: "unknown"; readonly why: UnknownReason };

export const known = <T>(value: T): Cell<T> => ({ kind: "known", value });
export const unknown = (why: UnknownReason): Cell<never> => ({ kind: "unknown", why });

/** The value of a cell, or null. */
export const orNull = <T>(cell: Cell<T>): T | null => (cell.kind === "known" ? cell.value : null);

/** Why a cell that should hold something else holds no value. */
export const notEven = (cell: Cell<unknown>): Cell<never> => (cell.kind === "unknown" ? cell : unknown("unreadable"));

/** What a value says of the cell; a reader that finds none makes the cell unreadable. */
export const mapCell = <T, U>(cell: Cell<T>, read: (value: T) => U | null): Cell<U> => {
  if (cell.kind === "unknown") return cell;
  const value = read(cell.value);
  return value === null ? unknown("unreadable") : known(value);
};

/** The first known of several places of one value; else why the first that exists has none. */
export const firstKnown = <T>(cells: readonly Cell<T>[]): Cell<T> =>
  cells.find(({ kind }) => kind === "known") ??
  cells.find((cell) => cell.kind === "unknown" && cell.why !== "missing") ??
  unknown("missing");
