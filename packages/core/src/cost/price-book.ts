import { gpuById, priceOf } from "../catalogue/lookup.ts";
import type { PurchaseClass } from "../catalogue/price.ts";

/** A price of the user's own: what one GPU costs per hour. */
export interface OwnPrice {
  readonly gpu: string;
  readonly purchaseClass: PurchaseClass;
  readonly usdPerGpuHour: number;
}

/** Prices to use, the user's own first. */
export interface PriceBook {
  readonly own: readonly OwnPrice[];
}

export interface GpuPrice {
  readonly usdPerGpuHour: number;
  readonly purchaseClass: PurchaseClass;
  readonly origin: "own" | "catalogue";
  /** The day of a catalogue price; null for the user's own. */
  readonly on: string | null;
}

export const cataloguePrices: PriceBook = { own: [] };

const ownPriceOf = ({ own }: PriceBook, gpuId: string, purchaseClass: PurchaseClass): GpuPrice | null => {
  const found = own.find((price) => price.purchaseClass === purchaseClass && gpuById(price.gpu).id === gpuId);
  if (found === undefined) return null;
  return { usdPerGpuHour: found.usdPerGpuHour, purchaseClass, origin: "own", on: null };
};

/**
 * What one GPU costs per hour, in USD: the user's own price, else the catalogue's; null where neither knows.
 * @throws LL_UNKNOWN_GPU
 */
export const gpuPrice = (book: PriceBook, gpu: string, purchaseClass: PurchaseClass): GpuPrice | null => {
  const { id } = gpuById(gpu);
  const own = ownPriceOf(book, id, purchaseClass);
  if (own !== null) return own;
  const price = priceOf(id, purchaseClass);
  if (price === null) return null;
  return { usdPerGpuHour: price.perGpu.value, purchaseClass, origin: "catalogue", on: price.on };
};
