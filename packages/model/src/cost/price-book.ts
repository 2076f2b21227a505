import type { Gpu } from "../catalogue/gpu.ts";
import { gpuById, gpuOf, priceOf } from "../catalogue/lookup.ts";
import { partitionIn } from "../catalogue/name-key.ts";
import type { PurchaseClass } from "../catalogue/sources.ts";

/** A price of the user's own: what one GPU costs per hour. */
export interface OwnPrice {
  readonly gpu: string | Gpu;
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

/** A partition costs its share of the whole GPU, which nobody sells in parts: one of as many as fit at a time. */
const partitionPrice = (book: PriceBook, gpu: string, purchaseClass: PurchaseClass): GpuPrice | null => {
  const part = partitionIn(gpu);
  if (part === null) return null;
  const partition = gpuById(part.gpu).partitions.find(({ name }) => name === part.partition);
  const whole = gpuPrice(book, part.gpu, purchaseClass);
  if (partition === undefined || whole === null) return null;
  return { ...whole, usdPerGpuHour: whole.usdPerGpuHour / partition.most.value };
};

/**
 * What one GPU costs per hour, in USD: the user's own price, else the catalogue's; null where neither has it.
 * @throws LL_UNKNOWN_GPU
 */
export const gpuPrice = (book: PriceBook, gpu: string | Gpu, purchaseClass: PurchaseClass): GpuPrice | null => {
  const { id } = gpuOf(gpu);
  const own = book.own.find((price) => price.purchaseClass === purchaseClass && gpuOf(price.gpu).id === id);
  if (own !== undefined) return { usdPerGpuHour: own.usdPerGpuHour, purchaseClass, origin: "own", on: null };
  const price = priceOf(gpu, purchaseClass);
  if (price === null) return partitionPrice(book, typeof gpu === "string" ? gpu : gpu.id, purchaseClass);
  return { usdPerGpuHour: price.perGpu.value, purchaseClass, origin: "catalogue", on: price.on };
};
