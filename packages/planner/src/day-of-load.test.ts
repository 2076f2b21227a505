import { describe, expect, test } from "vitest";
import { dayOfLoad, demandOfDay } from "./day-of-load.ts";
import { planOptions, sizeQuestion } from "./question.ts";
import { firstAnswer } from "./search.ts";

describe("the demand of a day", () => {
  test("is a wave up to the highest load, a quarter of it at 02:00", () => {
    const demand = demandOfDay(40);
    expect(Math.max(...demand)).toBeCloseTo(40);
    expect(demand[(2 * 3600) / 15]).toBeCloseTo(10);
  });

  test("follows a course, whatever its unit", () => {
    const demand = demandOfDay(40, "10,20,5");
    expect([demand[0], demand[2880], demand[1440], demand.at(-1)].map((rate) => Math.round(rate ?? 0))).toEqual([
      20, 40, 30, 10,
    ]);
  });

  test.each(["1", "1,,2", "1,two", "0,0", "-1,2"])("%s is no course", (course) => {
    expect(() => demandOfDay(40, course)).toThrow(/two or more numbers/);
  });
});

test("a day needs the replicas for the load at its peak and fewer else; an autoscaler has its own", () => {
  const options = { model: "llama-3.1-8b", gpu: ["h100"], requestsPerSecond: "40", tpot: "50ms" };
  const question = sizeQuestion(planOptions.read({ ...options, inputTokens: "1024", outputTokens: "256" }));
  const { best } = firstAnswer(question, [], null);
  const day = best && dayOfLoad(best, question, []);
  const needed = day?.points.map((point) => point.needed) ?? [];
  expect(Math.max(...needed)).toBe(best?.loadReplicas);
  expect(Math.min(...needed)).toBeLessThan(best?.loadReplicas ?? 0);
  expect(day?.planned).toBe(best?.replicas);
  expect(day?.replicaHours.planned).toBe(24 * (best?.replicas ?? 0));
  expect(day?.replicaHours.autoscaled).toBeGreaterThan(day?.replicaHours.needed ?? 0);
});
