import { z } from "zod";
import { type Source, sourced } from "./sourced.ts";

/** Sources that several files share, by the name that stands for them: data/sources.json. */
export type SharedSources = Readonly<Record<string, object>>;

type Json = Readonly<Record<string, unknown>>;

const completeSource = (source: unknown, accessed: unknown, shared: SharedSources): Partial<Source> => {
  const stated = typeof source === "string" ? shared[source] : source;
  if (stated === undefined)
    throw new RangeError(`no source ${JSON.stringify(source)}; data/sources.json has the shared ones`);
  return { accessed, ...(stated as object) } as Partial<Source>;
};

/**
 * The same JSON with a source beside every number that has a unit. A number without a source of its own takes the
 * `source` of the nearest object around it, and a source without a day takes the nearest `accessed`. A source that is
 * a string is the name of a shared one.
 * @throws RangeError for a name that is not shared, or a number that no object around it gives a source
 */
export const withSources = (
  value: unknown,
  shared: SharedSources,
  inherited: { readonly source?: unknown; readonly accessed?: unknown } = {},
): unknown => {
  if (Array.isArray(value)) return value.map((item) => withSources(item, shared, inherited));
  if (typeof value !== "object" || value === null) return value;
  const { source = inherited.source, accessed = inherited.accessed, ...rest } = value as Json;
  if ("value" in rest && "unit" in rest) return { ...rest, source: completeSource(source, accessed, shared) };
  const parts = Object.entries(rest).map(([key, part]) => [key, withSources(part, shared, { source, accessed })]);
  return Object.fromEntries(parts);
};

const purchaseClasses = ["on-demand", "reserved", "spot"] as const;
export type PurchaseClass = (typeof purchaseClasses)[number];

/** What one GPU costs per hour in one purchase class. */
export const priceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  gpu: z.string().min(1),
  purchaseClass: z.enum(purchaseClasses),
  /** null where the source names none. */
  provider: z.string().min(1).nullable(),
  /** Years that what is reserved is paid for; left out where the source names none. */
  term: z.enum(["1y", "3y"]).optional(),
  /** The day the price was quoted. */
  on: z.iso.date(),
  perGpu: sourced("USD/h", { min: 0.01, max: 1e3 }),
});

export type Price = z.infer<typeof priceSchema>;
