import { expect, test } from "vitest";
import { servedPage, servedSystems, typicalError } from "./served-systems.ts";

const systems = servedSystems();
const usual = systems.filter(({ ofClass }) => !ofClass.startsWith("at another"));

test("of systems that served under objectives the planned accelerators are typically within 12 %", () => {
  expect(usual.length).toBeGreaterThanOrEqual(20);
  expect(typicalError(usual.map(({ unrounded }) => unrounded))).toBeLessThan(0.12);
});

test("in the layout that served no plan is a fifth too small, and cards are met as modules are", () => {
  for (const { title, asServed } of systems) expect(asServed, title).toBeGreaterThan(0.8);
  const cards = usual.filter(({ ofClass }) => ofClass.endsWith("PCIe cards"));
  expect(typicalError(cards.map(({ asServed }) => asServed))).toBeLessThan(0.15);
});

test("modules at a power limit are planned as those without one", () => {
  const limited = systems.filter(({ title }) => title.includes("limit below"));
  expect(limited).toHaveLength(3);
  for (const { title, saturated, ...one } of limited) {
    const whole = usual.find((other) => title.startsWith(`${other.title},`));
    expect(Math.abs((saturated ?? 0) / (whole?.saturated ?? 1) - 1), title).toBeLessThan(0.05);
    expect(Math.abs(one.asServed / (whole?.asServed ?? 1) - 1), title).toBeLessThan(0.06);
  }
});

test("the page of the systems is as committed", () =>
  expect(servedPage(systems)).toMatchFileSnapshot("../../docs/accuracy/served-systems.md"));
