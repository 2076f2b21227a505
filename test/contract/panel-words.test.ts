import { bindingLimits, reasonCodes, verdicts } from "@loadline/core";
import { metrics } from "@loadline/wire";
import { describe, expect, test } from "vitest";
import { limitText, reasonText, verdictText } from "../../apps/grafana-panel/src/view-model/decision-words.ts";
import { agentGpuMetrics } from "../../apps/grafana-panel/src/view-model/gpu-role.ts";
import { metricRoles } from "../../apps/grafana-panel/src/view-model/role.ts";

const names: ReadonlySet<string> = new Set(metrics.map(({ name }) => name));

describe("what the panel reads and says", () => {
  test.each([...Object.keys(metricRoles), ...agentGpuMetrics])("%s is in the metric registry", (metric) => {
    expect(names).toContain(metric);
  });

  test.each(reasonCodes)("reason %s has words of its own", (reason) => {
    expect(reasonText(reason)).not.toBe(reason);
    expect(reasonText(reason)).toContain(" ");
  });

  test.each(verdicts)("verdict %s is shown as words", (verdict) => {
    expect(verdictText(verdict)).toMatch(/^[A-Z][a-z ]+$/);
  });

  test.each(bindingLimits.filter((limit) => limit.includes("-")))("limit %s is shown as words", (limit) => {
    expect(limitText(limit)).not.toBe(limit);
  });
});
