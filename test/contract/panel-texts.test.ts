import { bindingLimits, reasonCodes, verdicts } from "@loadline/core";
import { metrics } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { enUs } from "../../apps/grafana-panel/src/text/en-us.ts";
import { panelQuery } from "../../apps/grafana-panel/src/view-model/metrics.ts";

const names: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));

describe("what the panel reads and shows", () => {
  test.each(panelQuery.match(/loadline_\w+/g) ?? [])("%s is in the metric registry", (metric) => {
    expect(names).toContain(metric);
  });

  test.each([
    ...reasonCodes.map((code) => `reason.${code}`),
    ...verdicts.map((code) => `verdict.${code}`),
    ...bindingLimits.map((code) => `limit.${code}`),
  ])("%s has a text of its own", (key) => {
    expect(enUs).toHaveProperty([key]);
  });
});
