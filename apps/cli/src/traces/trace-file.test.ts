import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { formatOf } from "@loadline/planner/trace-format";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../test/memory-context.ts";

const windows = `timestamp_s,rate_rps,active_clients\n${[0, 600, 1200, 1800].map((at) => `${at},50,3`).join("\n")}\n`;
const requests = "TIMESTAMP,ContextTokens,GeneratedTokens\n2024-05-10 00:00:00+00:00,374,44\n";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trace-format-"));
  await writeFile(join(folder, "windows.csv"), windows);
  await writeFile(join(folder, "windows.csv.gz"), gzipSync(windows));
  await writeFile(join(folder, "cut.csv.gz"), gzipSync(windows).subarray(0, 30));
  await writeFile(join(folder, "requests.csv"), requests);
  await writeFile(join(folder, "numbers.csv"), "1,2\n3,4\n");
  await writeFile(join(folder, "long.csv"), `timestamp,input,output\n${"9".repeat(5000)}x,1,1\n2,1,1\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const backtest = (file: string, ...more: string[]) =>
  run(["backtest", "--trace", join(folder, file), "--policies", "hpa", "--json", ...more], { columns: 60 });

test.each([
  { first: '{"timestamp": 0, "input_length": 1, "output_length": 2}', format: "mooncake" },
  { first: "TIMESTAMP,ContextTokens,GeneratedTokens", format: "azure" },
  { first: "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type", format: "burstgpt" },
  { first: "timestamp_s,rate_rps,active_clients,mean_input_tokens", format: "servegen" },
  { first: "client,timestamp_s,rate_rps,cv,pattern,arg1,arg2", format: "servegen-clients" },
  { first: "timestamp,input,output", format: null },
])("the first line $first gives away $format", ({ first, format }) => {
  expect(formatOf(`${first}\n1,2,3\n`)).toBe(format);
});

describe("a trace", () => {
  test("packed with gzip is read as the one that is not", async () => {
    const [plain, packed] = [await backtest("windows.csv"), await backtest("windows.csv.gz")];
    expect(JSON.parse(packed.stdout).policies).toEqual(JSON.parse(plain.stdout).policies);
  });

  test.each([
    {
      name: "of another format names the one it looks like",
      file: "requests.csv",
      format: "burstgpt",
      message: "azure",
    },
    {
      name: "that does not give its format away asks for it",
      file: "numbers.csv",
      format: null,
      message: "one of azure",
    },
    {
      name: "whose archive is cut",
      file: "cut.csv.gz",
      format: "servegen",
      message: "it is cut off, so copy or download it again",
    },
  ])("$name", async ({ file, format, message }) => {
    const { code, stderr } = await backtest(file, ...(format === null ? [] : ["--format", format]));
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  test("with an endless line is quoted in part", async () => {
    const { stderr } = await backtest("long.csv", "--format", "csv");
    expect(stderr).toContain("line 2 of the trace");
    expect(stderr.length).toBeLessThan(400);
  });
});
