import { expect, test } from "vitest";
import { parseInventory, parsePrices } from "./plan-files.ts";

test("prices and pools are read from YAML and JSON", () => {
  expect(parsePrices("prices:\n  - { gpu: h100, usdPerGpuHour: 2 }\n")).toEqual([
    { gpu: "h100", purchaseClass: "on-demand", usdPerGpuHour: 2 },
  ]);
  expect(parseInventory('{"pools":[{"gpu":"t4","nodes":3}],"budgetUsdPerHour":9}')).toEqual({
    pools: [{ gpu: "t4", nodes: 3 }],
    budgetUsdPerHour: 9,
  });
});

test.each([
  {
    name: "a negative price",
    parse: () => parsePrices("prices: [{ gpu: h100, usdPerGpuHour: -2 }]"),
    message: "prices file.prices.0.usdPerGpuHour is -2",
  },
  {
    name: "an unknown GPU",
    parse: () => parsePrices("prices: [{ gpu: h1000, usdPerGpuHour: 2 }]"),
    message: "nearest known: h100-sxm-80gb",
  },
  {
    name: "half a node",
    parse: () => parseInventory("pools: [{ gpu: t4, nodes: 0.5 }]"),
    message: "inventory file.pools.0.nodes is 0.5",
  },
  {
    name: "two prices of one GPU under two of its names",
    parse: () => parsePrices("prices: [{ gpu: h100, usdPerGpuHour: 2 }, { gpu: h100-sxm-80gb, usdPerGpuHour: 3 }]"),
    message: "prices file.prices.1 is",
  },
  {
    name: "two pools of one name",
    parse: () => parseInventory("pools: [{ name: a, gpu: t4, nodes: 1 }, { name: a, gpu: l4, nodes: 1 }]"),
    message: "inventory file.pools.1 is",
  },
  { name: "no pool at all", parse: () => parseInventory("pools: []"), message: "inventory file.pools is []" },
  { name: "what is no YAML", parse: () => parseInventory("pools: ["), message: "expected YAML or JSON" },
])("$name is refused at its place", ({ parse, message }) => {
  expect(parse).toThrow(message);
});
