import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { smallFleet } from "../../../test/fleet/small-fleet.ts";
import { tokenBuckets } from "./engine-metrics.ts";

const golden = new URL("./testdata/after-a-minute.prom", import.meta.url);

const textOf = (replica: ReturnType<typeof smallFleet>["deployment"]["replicas"][number] | undefined) => {
  const snapshot = replica?.snapshot;
  if (!replica?.metrics || !snapshot) throw new Error("the engine does not answer");
  return replica.metrics.text(snapshot);
};

const readingOf = (text: string, name: string): number => {
  const line = text.split("\n").find((each) => each.startsWith(`${name}{`) || each.startsWith(`${name} `));
  return Number(line?.split(" ").at(-1));
};

const sample = /^(\w[\w:]*(?:\{[^}]*\})?) (\S+)$/;

const samplesOf = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text.split("\n").flatMap((line) => {
      const [, series, value] = sample.exec(line) ?? [];
      return series === undefined ? [] : [[series, Number(value)] as const];
    }),
  );

const isTotal = (series: string): boolean => /(_total|_sum|_count|_bucket)(\{|$)/.test(series);

describe("the metrics of a simulated engine", () => {
  test("after a simulated minute they read as recorded", async () => {
    const { fleet, deployment } = smallFleet();
    fleet.begin(deployment, 2);
    fleet.advanceTo(60);
    const text = textOf(deployment.replicas[0]);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(golden, text);
    expect(text).toBe(await readFile(golden, "utf8"));
  });

  test("totals never fall and are those of the engine, however often they are read", async () => {
    const { fleet, deployment } = smallFleet();
    fleet.begin(deployment, 1);
    let before = samplesOf(textOf(deployment.replicas[0]));
    for (let time = 1; time <= 40; time += 1) {
      fleet.advanceTo(time);
      const after = samplesOf(textOf(deployment.replicas[0]));
      for (const [series, value] of before) {
        if (isTotal(series)) expect(after.get(series), series).toBeGreaterThanOrEqual(value);
      }
      before = after;
    }
    const snapshot = deployment.replicas[0]?.snapshot;
    expect(before.get('vllm:request_success_total{model_name="example/model",finished_reason="stop"}')).toBe(
      snapshot?.finishedRequests,
    );
    expect(before.get('vllm:prompt_tokens_total{model_name="example/model"}')).toBe(snapshot?.promptTokens);
    expect(snapshot?.finishedRequests).toBeGreaterThan(50);
  });

  test("the histograms agree with the counters: one observation per request, one gap fewer than tokens", async () => {
    const { fleet, deployment } = smallFleet();
    fleet.begin(deployment, 1);
    fleet.advanceTo(60);
    const text = textOf(deployment.replicas[0]);
    const finished = readingOf(text, "vllm:e2e_request_latency_seconds_count");
    expect(finished).toBe(deployment.replicas[0]?.snapshot?.finishedRequests);
    expect(readingOf(text, "vllm:time_to_first_token_seconds_count")).toBe(finished);
    expect(readingOf(text, "vllm:inter_token_latency_seconds_count")).toBe(
      readingOf(text, "vllm:request_generation_tokens_sum") - finished,
    );
    const gap =
      readingOf(text, "vllm:inter_token_latency_seconds_sum") /
      readingOf(text, "vllm:inter_token_latency_seconds_count");
    expect(gap).toBeCloseTo(0.02, 9);
  });

  test.each([
    { longest: 100, expected: [1, 2, 5, 10, 20, 50, 100] },
    { longest: 4096, expected: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000] },
  ])("bounds of token counts up to $longest are $expected", ({ longest, expected }) => {
    expect(tokenBuckets(longest)).toEqual(expected);
  });
});
