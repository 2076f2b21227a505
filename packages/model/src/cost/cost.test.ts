import { expect, test } from "vitest";
import { ratio } from "../base/units.ts";
import { gpuById } from "../catalogue/lookup.ts";
import { costFigures, gpuPower, nodePower } from "./cost-figures.ts";
import { operations, operationsSchema } from "./operations.ts";
import { cataloguePrices, commonProvider, gpuPrice } from "./price-book.ts";

const h100 = gpuById("h100");

test("the file of operations is valid, and a share above 1 is not", () => {
  const json = operations();
  expect(operationsSchema.safeParse(json).success).toBe(true);
  expect(operationsSchema.safeParse({ ...json, idlePowerShare: { ...json.idlePowerShare, value: 1.2 } }).success).toBe(
    false,
  );
});

test("a user's own price wins for its GPU and class only", () => {
  const book = { own: [{ gpu: "H100", purchaseClass: "spot", usdPerGpuHour: 1.5 }] } as const;
  expect(gpuPrice(book, "h100", "spot")).toEqual({
    usdPerGpuHour: 1.5,
    purchaseClass: "spot",
    origin: "own",
    provider: null,
    on: null,
    isOld: false,
    term: null,
  });
  expect(gpuPrice(book, "h100", "on-demand")).toMatchObject({ origin: "catalogue" });
});

test("a partition costs its share of the whole GPU, and the user's own price for it wins", () => {
  const whole = gpuPrice(cataloguePrices, "h100", "on-demand")?.usdPerGpuHour ?? Number.NaN;
  expect(gpuPrice(cataloguePrices, "h100/3g.40gb", "on-demand")?.usdPerGpuHour).toBeCloseTo(whole / 2, 9);
  expect(gpuPrice(cataloguePrices, "h100/1g.10gb", "on-demand")?.usdPerGpuHour).toBeCloseTo(whole / 7, 9);
  const own = { own: [{ gpu: "h100/3g.40gb", purchaseClass: "on-demand", usdPerGpuHour: 1 }] } as const;
  expect(gpuPrice(own, "h100 mig 3g.40gb", "on-demand")).toMatchObject({ usdPerGpuHour: 1, origin: "own" });
  expect(gpuPrice(cataloguePrices, "a30/1g.6gb", "spot")).toBeNull();
});

test("GPUs that are compared have the prices of one provider where one quotes them", () => {
  const compared = ["h100", "h200"].map(gpuById);
  const provider = commonProvider(compared, "on-demand");
  const pricesOf = (book: { readonly provider?: string | null }) =>
    compared.map((gpu) => gpuPrice({ own: [], ...book }, gpu, "on-demand"));
  expect(provider).toBe("RunPod");
  // Quotes of RunPod of 10 March 2026; the newest of the H200 is that of another provider.
  expect(pricesOf({ provider }).map((price) => [price?.provider, price?.usdPerGpuHour])).toEqual([
    ["RunPod", 2.69],
    ["RunPod", 3.59],
  ]);
  expect(pricesOf({}).map((price) => price?.provider)).toEqual(["RunPod", "packet.ai"]);
  expect(commonProvider(["h200", "mi300x"].map(gpuById), "on-demand")).toBeNull();
});

test("a quote is old after half a year", () => {
  const isOld = (today: string) => gpuPrice({ own: [], provider: "RunPod", today }, "h100", "on-demand")?.isOld;
  expect([isOld("2026-09-08"), isOld("2026-09-10")]).toEqual([false, true]);
  expect(gpuPrice({ own: [], today: "2026-12-02" }, "a100-40gb", "on-demand")).toMatchObject({
    on: "2023-12-31",
    isOld: true,
  });
});

test("a spot quote above the price on demand is none", () => {
  // Crusoe asks 1.71 for spot, TensorWave 1.50 on demand.
  expect(gpuPrice(cataloguePrices, "mi300x", "on-demand")?.usdPerGpuHour).toBe(1.5);
  expect(gpuPrice(cataloguePrices, "mi300x", "spot")).toBeNull();
  expect(gpuPrice(cataloguePrices, "h100", "spot")?.usdPerGpuHour).toBe(1.35);
});

test("what is reserved has the term that its source states", () => {
  const reserved = gpuPrice({ own: [], provider: "AWS" }, "h100", "reserved");
  // 55.04 for eight GPUs with one year reserved; RunPod's page states a price and no term.
  expect(reserved).toMatchObject({ usdPerGpuHour: 6.88, term: "1y" });
  expect(gpuPrice({ own: [], provider: "RunPod" }, "h100", "reserved")?.term).toBeNull();
});

test("an unknown price is null, not free", () => {
  const free = costFigures({
    usdPerHour: null,
    requestsPerSecond: 1,
    inputTokens: 1,
    outputTokens: 0,
    promptShare: 1,
    watts: 100,
  });
  expect(free).toMatchObject({ usdPerHour: null, usdPerMonth: null, usdPerRequest: null, joulesPerOutputToken: null });
  expect(gpuPrice(cataloguePrices, "t4", "reserved")?.usdPerGpuHour ?? null).not.toBe(0);
});

test("power rises with utilisation from the idle to the busy share of the limit, and no further", () => {
  const { idlePowerShare, busyPowerShare, nodePowerFactor } = operations();
  expect(gpuPower(h100, ratio(0))).toBeCloseTo(h100.power.value * idlePowerShare.value, 9);
  expect(gpuPower(h100, ratio(1))).toBeCloseTo(h100.power.value * busyPowerShare.value, 9);
  expect(gpuPower(h100, ratio(2))).toBe(gpuPower(h100, ratio(1)));
  expect(nodePower(h100, 8, ratio(1))).toBeCloseTo(8 * gpuPower(h100, ratio(1)) * nodePowerFactor.value, 6);
});
