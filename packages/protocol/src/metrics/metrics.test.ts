import { describe, expect, test } from "vitest";
import { type Metric, metrics } from "./index.ts";

const all: readonly Metric[] = metrics;

describe("metric registry", () => {
  test.each(all.map((metric) => ({ ...metric })))(
    "$name follows the naming rules",
    ({ name, type, unit, labels, help }) => {
      expect(name).toMatch(/^(?:loadline|gen_ai_server)_[a-z0-9]+(_[a-z0-9]+)*$/);
      expect(name.endsWith("_total")).toBe(type === "counter");
      if (unit !== null) expect(name.replace(/_total$/, "").endsWith(`_${unit}`)).toBe(true);
      for (const label of labels) expect(label).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(help.endsWith(".")).toBe(true);
    },
  );

  test("no name is used twice", () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
