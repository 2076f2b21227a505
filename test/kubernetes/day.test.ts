import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { promtool } from "../panel/alert-tools.ts";
import { missingKedaParts } from "./build-control-plane.ts";
import { followed, type Rest, ServedDay, stabilisationSeconds } from "./served-day.ts";
import { namespace } from "./workloads.ts";

const rules = join(repositoryRoot, "deploy/alerts/loadline-rules.yaml");

interface Part {
  readonly part: string;
  readonly minutes: number;
  /** Requests/s. */
  readonly load: number;
  readonly begin?: () => Promise<void>;
  readonly rest?: Rest;
  /** Alerts that have to fire in it. */
  readonly due?: readonly string[];
  /** Names of further ones that are true in it, in part of what the part before it left; no other fires. */
  readonly also?: readonly string[];
}

/** The lab's engines finish whatever comes, beyond what the model says that they carry too. */
const beyondModel = ["LoadlineModelError"];

const scaledObject = "annotate scaledobject chat --overwrite autoscaling.keda.sh/paused-replicas";

describe.skipIf(missingKedaParts().length > 0)("a day under KEDA, in which people and faults intervene", () => {
  let day: ServedDay;
  /** Of the record, in seconds. */
  const spans: { readonly part: Part; readonly from: number; readonly to: number }[] = [];
  const raised = { replicas: 0, at: 0, counts: 0 };

  beforeAll(async () => {
    day = await ServedDay.open(4);
  });
  afterAll(() => day?.close());

  const quota = async (): Promise<void> => {
    const object = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "gpus", namespace } };
    await day.plane.create([{ ...object, spec: { hard: { "requests.nvidia.com/gpu": String(day.asked + 1) } } }]);
  };

  const broken = JSON.stringify({
    spec: {
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      template: { metadata: { labels: { version: "broken" } } },
    },
  });
  const oneMissing: Rest = ({ asked, replicas, pods, ready }) =>
    replicas === asked && pods === asked && ready === asked - 1;

  const morning = [8, 12, 16, 20].map((load) => ({ part: `morning, ${load} requests/s`, minutes: 3, load }));
  // A third replica begins with an empty cache.
  const noon = [24, 28].map((load) => ({
    part: `noon, ${load} requests/s`,
    minutes: 3,
    load,
    also: ["LoadlineColdCache"],
  }));
  const evening = [40, 20, 4].map((load) => ({ part: `evening, ${load} requests/s`, minutes: 10, load }));

  const parts: readonly Part[] = [
    { part: "night", minutes: 6, load: 4 },
    ...morning,
    ...noon,
    {
      part: "a person raises the count by two",
      minutes: 12,
      load: 28,
      begin: async () => {
        raised.replicas = day.asked + 2;
        await day.scaleByHand(raised.replicas);
        raised.at = day.lab.now;
        raised.counts = day.counts.length;
      },
    },
    {
      part: "KEDA is paused while the load rises",
      minutes: 8,
      load: 56,
      due: ["warning", "critical"].map((severity) => `LoadlineNotFollowed", cause="paused", severity="${severity}`),
      begin: () => day.kubectl(`${scaledObject}=4`),
      rest: ({ replicas, ready }) => replicas === 4 && ready === 4,
    },
    {
      part: "the pause ends",
      minutes: 12,
      load: 56,
      also: ["LoadlineNotFollowed"],
      begin: () => day.kubectl(`${scaledObject}-`),
    },
    { part: "a node is cordoned", minutes: 4, load: 28, begin: () => day.kubectl("cordon node-1") },
    {
      part: "it is drained",
      minutes: 6,
      load: 28,
      begin: () => day.kubectl("drain node-1 --force --timeout=60s"),
    },
    { part: "it is back", minutes: 8, load: 28, begin: () => day.kubectl("uncordon node-1") },
    { part: "the load rises", minutes: 8, load: 40 },
    {
      part: "a rollout whose pods never become ready",
      minutes: 36,
      load: 40,
      due: ['LoadlineHoldTooLong", reason="replicas-pending'],
      also: ["LoadlinePlanDrift"],
      begin: () => day.kubectl(`patch deployment chat --type=merge -p ${broken}`),
      rest: oneMissing,
    },
    {
      part: "it is undone",
      minutes: 8,
      load: 40,
      also: ["LoadlineHoldTooLong", "LoadlinePlanDrift"],
      begin: () => day.kubectl("rollout undo deployment chat"),
    },
    {
      part: "a quota leaves one GPU",
      minutes: 20,
      load: 75,
      due: ['LoadlineHoldTooLong", reason="pool-exhausted'],
      also: ["LoadlineExhaustedWithinLeadTime", "LoadlineExhaustionSoon", "LoadlineColdCache"],
      begin: quota,
    },
    {
      part: "the quota is gone",
      minutes: 8,
      load: 75,
      also: ["LoadlineHoldTooLong", "LoadlineExhaustedWithinLeadTime", "LoadlineExhaustionSoon"],
      begin: () => day.kubectl("delete resourcequota gpus"),
    },
    ...evening,
  ];

  let isWhole = true;

  test.each(parts)("$part", async (part) => {
    expect(isWhole, "the parts before it passed").toBe(true);
    isWhole = false;
    const from = day.seconds;
    day.load = part.load;
    await part.begin?.();
    await day.pass(part.minutes, part.part, part.rest ?? followed);
    spans.push({ part, from, to: day.seconds });
    isWhole = true;
  });

  test("no count was below the one set by hand within the stabilisation window, and later it fell", () => {
    const since = day.counts.slice(raised.counts);
    const below = since.filter(({ replicas }) => replicas < raised.replicas);
    expect(below.filter(({ at }) => at < raised.at + stabilisationSeconds)).toEqual([]);
    expect(below.length).toBeGreaterThan(0);
  });

  test("alerts that are due fire with their cause, and none that is not true", () => {
    const file = join(day.plane.folder, "day.test.json");
    const fired = (selector: string, { from, to }: { readonly from: number; readonly to: number }): string =>
      `(count_over_time(ALERTS{alertstate="firing"${selector}}[${to - from}s]))`;
    const tests = {
      rule_files: [rules],
      evaluation_interval: "15s",
      tests: [
        {
          ...day.series,
          promql_expr_test: spans.flatMap(({ part: { due = [], also = [] }, ...span }) => {
            const isTrue = [...due.map((alert) => alert.replace(/".*/, "")), ...also, ...beyondModel].join("|");
            return [
              ...due.map((alert) => ({
                expr: `group ${fired(`, alertname="${alert}"`, span)}`,
                eval_time: `${span.to}s`,
                exp_samples: [{ labels: "{}", value: 1 }],
              })),
              {
                expr: `group by (alertname, cause, reason) ${fired(`, alertname!~"${isTrue}"`, span)}`,
                eval_time: `${span.to}s`,
                exp_samples: [],
              },
            ];
          }),
        },
      ],
    };
    writeFileSync(file, JSON.stringify(tests));
    const answer = spawnSync(promtool(), ["test", "rules", file], { encoding: "utf8" });
    expect(answer.stdout + answer.stderr).toContain("SUCCESS");
  });
});
