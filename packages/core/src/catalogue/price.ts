import { z } from "zod";
import { sourced } from "./sourced.ts";

export const purchaseClasses = ["on-demand", "reserved", "spot"] as const;
export type PurchaseClass = (typeof purchaseClasses)[number];

/** What one GPU costs per hour in one purchase class. */
export const priceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  gpu: z.string().min(1),
  purchaseClass: z.enum(purchaseClasses),
  /** null where the source names none. */
  provider: z.string().min(1).nullable(),
  /** The day the price was quoted. */
  on: z.iso.date(),
  perGpu: sourced("USD/h", { min: 0.01, max: 1e3 }),
});

export type Price = z.infer<typeof priceSchema>;
