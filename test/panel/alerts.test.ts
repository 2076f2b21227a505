import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { amtool, amtoolAtHand, promtool } from "./alert-tools.ts";
import { isFull } from "./bench.ts";
import { recordOrdinaryHours } from "./situations.ts";

const folder = join(repositoryRoot, "deploy/alerts");

const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string }[] }[];
}

interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test?: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
  }[];
}

const read = <T>(name: string): T => parse(readFileSync(join(folder, name), "utf8")) as T;

describe("rules", () => {
  test("promtool check accepts them", () => {
    expect(run(promtool(), "check", "rules", "loadline-rules.yaml")).toContain("SUCCESS");
  });

  test("promtool test passes: every alert fires when it should", () => {
    expect(run(promtool(), "test", "rules", "loadline-rules.test.yaml")).toContain("SUCCESS");
  });

  test("every alert has a case in which it fires", () => {
    const alerts = read<Rules>("loadline-rules.yaml").groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
    const cases = read<RuleTests>("loadline-rules.test.yaml").tests.flatMap((one) => one.alert_rule_test ?? []);
    const fired = new Set(cases.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname));
    expect(alerts.filter((alert) => alert !== undefined && !fired.has(alert))).toEqual([]);
  });
});

/** One of six agents hangs for half an hour. */
const ordinaryAlerts = ['{alertname="LoadlineTelemetryPartial", deployment="code"}'];

describe("ordinary hours of the real recommender: a night, a ramp that is followed, an idle deployment, a hung agent", () => {
  test.runIf(isFull)("raise what the hung agent is, and nothing else", { timeout: 600_000 }, async () => {
    const { minutes, series } = await recordOrdinaryHours();
    const tests = {
      rule_files: [join(folder, "loadline-rules.yaml")],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: series,
          promql_expr_test: [
            {
              expr: `group by (alertname, deployment, instance, reason) (count_over_time(ALERTS{alertstate="firing"}[${minutes}m]))`,
              eval_time: `${minutes}m`,
              exp_samples: ordinaryAlerts.map((labels) => ({ labels, value: 1 })),
            },
          ],
        },
      ],
    };
    const path = join(mkdtempSync(join(tmpdir(), "loadline-alerts-")), "ordinary.test.json");
    writeFileSync(path, JSON.stringify(tests));
    expect(run(promtool(), "test", "rules", path)).toContain("SUCCESS");
  });
});

// The full run installs amtool; npm test uses it where it is.
const program = isFull ? amtool() : amtoolAtHand();

describe("the example for Alertmanager and PagerDuty", () => {
  if (program !== null) amtoolTests(program);

  test("PagerDuty is called by its Events API v2", () => {
    const text = readFileSync(join(folder, "alertmanager.yaml"), "utf8");
    expect(text).toContain("routing_key_file:");
    expect(text).not.toMatch(/^\s*service_key:/m);
  });
});

function amtoolTests(program: string) {
  test("amtool accepts it", () => {
    expect(run(program, "check-config", "alertmanager.yaml")).toContain("SUCCESS");
  });

  test.each([
    { name: "a critical alert pages", labels: ["product=loadline", "severity=critical"], receiver: "pagerduty" },
    { name: "a warning does not page", labels: ["product=loadline", "severity=warning"], receiver: "notes" },
    { name: "an alert of another product does not page", labels: ["severity=critical"], receiver: "notes" },
  ])("$name", ({ labels, receiver }) => {
    const answer = run(program, "config", "routes", "test", "--config.file=alertmanager.yaml", ...labels);
    expect(answer.trim()).toBe(receiver);
  });
}
