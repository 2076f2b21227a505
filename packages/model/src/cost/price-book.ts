import type { Gpu } from "../catalogue/gpu.ts";
import { gpuById, gpuOf, listPrices, quotesOf } from "../catalogue/lookup.ts";
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
  /** Whose quotes are taken where it has one; left out: the newest of anybody. */
  readonly provider?: string | null | undefined;
  /** As 2026-01-31; left out: no quote is called old. */
  readonly today?: string | undefined;
}

export interface GpuPrice {
  readonly usdPerGpuHour: number;
  readonly purchaseClass: PurchaseClass;
  readonly origin: "own" | "catalogue";
  /** Of a catalogue price where its source names one; null for the user's own. */
  readonly provider: string | null;
  /** The day of a catalogue price; null for the user's own. */
  readonly on: string | null;
  /** Quoted more than half a year before today. */
  readonly isOld: boolean;
  /** Years that what is reserved is paid for; null where nobody states them. */
  readonly term: "1y" | "3y" | null;
}

export const cataloguePrices: PriceBook = { own: [] };

/**
 * The provider that quotes most of these GPUs, so that their prices compare; of several the one with the newest quote. null
 * where none quotes two of them.
 */
export const commonProvider = (gpus: readonly Gpu[], purchaseClass: PurchaseClass): string | null => {
  const ids = new Set(gpus.map(({ id }) => partitionIn(id)?.gpu ?? id));
  const byProvider = new Map<string, { readonly gpus: Set<string>; newest: string }>();
  for (const { provider, gpu, on, purchaseClass: bought } of listPrices()) {
    if (provider === null || bought !== purchaseClass || !ids.has(gpu)) continue;
    const found = byProvider.get(provider) ?? { gpus: new Set(), newest: on };
    found.gpus.add(gpu);
    if (on > found.newest) found.newest = on;
    byProvider.set(provider, found);
  }
  const [most] = [...byProvider].toSorted(
    ([, a], [, b]) => b.gpus.size - a.gpus.size || (a.newest < b.newest ? 1 : -1),
  );
  return most !== undefined && most[1].gpus.size > 1 ? most[0] : null;
};

const secondsPerDay = 86_400;
const halfYear = 183 * secondsPerDay * 1000;

/** The quotes to take one of: what is called spot and costs more than on demand is none. */
const quotesIn = (book: PriceBook, gpu: string | Gpu, purchaseClass: PurchaseClass) => {
  const quotes = quotesOf(gpu, purchaseClass);
  if (purchaseClass !== "spot") return quotes;
  const most = gpuPrice(book, gpu, "on-demand")?.usdPerGpuHour ?? Number.POSITIVE_INFINITY;
  return quotes.filter(({ perGpu }) => perGpu.value <= most);
};

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
 * What one GPU costs per hour, in USD: the user's own price, else the catalogue's, of the book's provider where it has one;
 * null where neither has it.
 * @throws LL_UNKNOWN_GPU
 */
export const gpuPrice = (book: PriceBook, gpu: string | Gpu, purchaseClass: PurchaseClass): GpuPrice | null => {
  const { id } = gpuOf(gpu);
  const own = book.own.find((price) => price.purchaseClass === purchaseClass && gpuOf(price.gpu).id === id);
  if (own !== undefined) {
    const { usdPerGpuHour } = own;
    return { usdPerGpuHour, purchaseClass, origin: "own", provider: null, on: null, isOld: false, term: null };
  }
  const quotes = quotesIn(book, gpu, purchaseClass);
  const price = quotes.find(({ provider }) => provider !== null && provider === book.provider) ?? quotes[0];
  if (price === undefined) return partitionPrice(book, typeof gpu === "string" ? gpu : gpu.id, purchaseClass);
  const { provider, on, perGpu, term = null } = price;
  const isOld = book.today !== undefined && Date.parse(book.today) - Date.parse(on) > halfYear;
  return { usdPerGpuHour: perGpu.value, purchaseClass, origin: "catalogue", provider, on, isOld, term };
};
