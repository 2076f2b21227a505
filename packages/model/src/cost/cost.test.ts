import { expect, test } from "vitest";
import { ratio } from "../base/units.ts";
import { gpuById } from "../catalogue/lookup.ts";
import { costFigures, gpuPower, nodePower } from "./cost-figures.ts";
import { operations, operationsSchema } from "./operations.ts";
import { cataloguePrices, gpuPrice } from "./price-book.ts";

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
    on: null,
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
