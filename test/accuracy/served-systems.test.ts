import { expect, test } from "vitest";
import { servedPage, servedSystems, typicalError } from "./served-systems.ts";

const systems = servedSystems();
const usual = systems.filter(({ ofClass }) => !ofClass.startsWith("at another"));

test("of systems that served under objectives the planned accelerators are typically within 12 %", () => {
  expect(usual.length).toBeGreaterThanOrEqual(20);
  expect(typicalError(usual.map(({ unrounded }) => unrounded))).toBeLessThan(0.12);
});

test("the page of the systems is as committed", () =>
  expect(servedPage(systems)).toMatchFileSnapshot("../../docs/accuracy/served-systems.md"));
