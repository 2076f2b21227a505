import { z } from "zod";

/** A number that is known, or null: unknown. Never NaN, never a sentinel. */
export const known = z.number().nullable();

/** One value per row; null where it is unknown. */
export const numberColumn = (describe: string) => z.array(known).describe(describe);
export const textColumn = (describe: string) => z.array(z.string().nullable()).describe(describe);

/** True when every array of a columnar table has the length of its key column. */
export const sameLength =
  <K extends string>(key: K) =>
  (table: { readonly [name in K]: readonly unknown[] }): boolean =>
    Object.values(table).every((column) => !Array.isArray(column) || column.length === table[key].length);
