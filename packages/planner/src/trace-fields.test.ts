import { describe, expect, test } from "vitest";
import { typedLengths } from "./lengths.ts";
import { traceFields } from "./trace-fields.ts";

const requests = (seconds: number, everySeconds: number): string =>
  Array.from(
    { length: seconds / everySeconds },
    (_, index) => `${index * everySeconds},${index % 2 ? 100 : 300},20`,
  ).join("\n");

describe("a trace of requests", () => {
  test("states its highest load and lengths as options take them", () => {
    const { requestsPerSecond, lengths, day, note } = traceFields(`timestamp,input,output\n${requests(3600, 0.5)}\n`);
    expect(requestsPerSecond).toBe("2");
    expect(lengths).toBe("200/389,20");
    expect(typedLengths(lengths ?? "")?.spread.input).toMatchObject({ kind: "log-normal", mean: 200 });
    expect(day).toBeNull();
    expect(note).toMatch(/^csv trace of 55 min, 2 requests\/s in its highest 5 minutes/);
  });

  test("of a day has its course", () => {
    const quiet = requests(43_200, 20);
    const busy = requests(43_200, 10).replace(/^\d+/gm, (at) => String(Number(at) + 43_200));
    const shares = traceFields(`timestamp,input,output\n${quiet}\n${busy}\n`).day?.split(",").map(Number) ?? [];
    expect(shares).toHaveLength(48);
    expect([shares[5], shares[40]]).toEqual([0.5, 1]);
  });
});

test("a trace of windows has a load and no lengths", () => {
  const windows = Array.from({ length: 200 }, (_, at) => `${at * 600},${at === 150 ? 80 : 40},3`).join("\n");
  const fields = traceFields(`timestamp_s,rate_rps,active_clients\n${windows}\n`);
  expect(fields.lengths).toBeNull();
  expect(Number(fields.requestsPerSecond)).toBeGreaterThan(60);
});

test.each(["", "1,2\n3,4\n", "timestamp,input,output\n1,x,2\n"])("%j is none", (text) => {
  expect(() => traceFields(text)).toThrow();
});
