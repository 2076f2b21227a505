import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../test/memory-context.ts";

let folder = "";
const file = (name: string): string => join(folder, name);

const windows = [
  "timestamp_s,rate_rps,active_clients",
  ...Array.from({ length: 145 }, (_, window) => {
    const rate = 200 + 120 * Math.sin((2 * Math.PI * window) / 144);
    return `${window * 600},${rate.toFixed(3)},40`;
  }),
].join("\n");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backtest-"));
  await writeFile(file("windows.csv"), `${windows}\n`);
  await writeFile(file("zeros.csv"), `${windows}\n`.replace(/^6000,[^,]+/m, "6000,0"));
  await writeFile(file("requests.csv"), `timestamp_s\n${Array.from({ length: 4000 }, (_, n) => n / 2).join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const loadline = (...argv: string[]) => run(argv, { columns: 80 });

const backtest = (...argv: string[]) =>
  loadline("backtest", "--trace", file("windows.csv"), "--format", "servegen", "--replica-capacity", "8rps", ...argv);

describe("backtest", () => {
  test("answers with a line per policy in the order asked, at most 80 columns wide", async () => {
    const { code, stdout } = await backtest("--policies", "hpa:0.7,seed,loadline,clairvoyant");
    expect(code).toBe(0);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toMatchSnapshot();
  });

  test("answers in JSON with the fields that are promised, cost unknown without a price", async () => {
    const { stdout } = await backtest("--json", "--lead-time", "5m", "--policies", "hpa:0.7,clairvoyant");
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ trace: "windows.csv", leadTimeSeconds: 300, replicaCapacityRps: 8 });
    expect(answer.policies.map(({ policy }: { policy: string }) => policy)).toEqual(["hpa:0.7", "clairvoyant"]);
    const [hpa] = answer.policies;
    expect(hpa.replicaHours / answer.minimumReplicaHours).toBeCloseTo(hpa.ratioToMinimum, 9);
    expect(hpa.costUsd).toBeNull();
  });

  test("a price makes the cost known", async () => {
    const { stdout } = await backtest("--json", "--policies", "seed", "--price-per-hour", "2.5");
    const [seed] = JSON.parse(stdout).policies;
    expect(seed.costUsd).toBeCloseTo(2.5 * seed.replicaHours, 9);
  });

  test("the same seed gives the same answer and another one another", async () => {
    const asked = async (seed: string) => (await backtest("--json", "--policies", "hpa:0.7", "--seed", seed)).stdout;
    expect(await asked("3")).toBe(await asked("3"));
    expect(await asked("3")).not.toBe(await asked("4"));
  });

  test("without a capacity, a replica carries 1/25 of the mean load", async () => {
    const trace = ["--trace", file("requests.csv"), "--format", "csv", "--json", "--policies", "loadline"];
    const { stdout } = await loadline("backtest", ...trace);
    expect(JSON.parse(stdout).replicaCapacityRps).toBeCloseTo(2 / 25, 2);
  });

  test("bounds hold", async () => {
    const { stdout } = await backtest("--json", "--policies", "hpa:0.7", "--min-replicas", "9", "--max-replicas", "9");
    expect(JSON.parse(stdout).policies[0].actions).toBeLessThanOrEqual(1);
  });

  test("reports on stderr what it repaired", async () => {
    const { code, stderr } = await loadline("backtest", "--trace", file("zeros.csv"), "--format", "servegen");
    expect(code).toBe(0);
    expect(stderr).toContain("1 window of zero taken for a recording gap\n");
    expect(stderr).toContain("the trace lasts");
  });
});

test("shows how long the load is and how much on average, so that a wrong unit is noticed", async () => {
  const trace = ["--trace", file("requests.csv"), "--format", "csv", "--policies", "loadline"];
  expect((await loadline("backtest", ...trace)).stdout).toContain("33 min of load, mean 2 requests/s");
  const answer = JSON.parse((await loadline("backtest", ...trace, "--json")).stdout);
  expect(answer).toMatchObject({ loadSeconds: 1995, meanLoadRps: expect.closeTo(2, 2) });
});

test.each([
  { name: "one request", bytes: "timestamp,input,output\n1,10,20\n", message: "the trace lasts 0 s" },
  { name: "requests of a moment", bytes: "timestamp\n0\n1\n2\n14\n", message: "at least 60 s" },
  { name: "two windows of a second", bytes: "timestamp_s,rate_rps\n0,5\n1,5\n", message: "at least 60 s" },
  {
    name: "more text than a machine holds",
    bytes: gzipSync(Buffer.alloc(101e6, "1,1,1\n")),
    message: "at most 100 MB",
  },
  { name: "a gzip file that is cut off", bytes: gzipSync(windows).subarray(0, 700), message: "it is cut off" },
  {
    name: "a gzip file with bytes that are wrong",
    bytes: gzipSync(windows).fill(0xff, 300, 400),
    message: "it is damaged",
  },
])("$name is no load, and is refused in one line", async ({ bytes, message }) => {
  await writeFile(file("faulty"), bytes);
  const { code, stdout, stderr } = await loadline("backtest", "--trace", file("faulty"), "--format", "csv");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^LL_INPUT_INVALID: .*\n$/);
  expect(stderr).toContain(message);
});

test.each([
  { name: "an unknown policy", argv: ["--policies", "hpx"], message: 'the policy is "hpx"; expected one of hpa' },
  { name: "an unknown format", argv: ["--format", "parquet"], message: "--format is" },
  { name: "a lead time without meaning", argv: ["--lead-time", "soon"], message: "expected a duration such as 50ms" },
  { name: "a negative lead time", argv: ["--lead-time", "-5"], message: "--lead-time" },
  { name: "a capacity of zero", argv: ["--replica-capacity", "0rps"], message: "such as 8rps" },
  {
    name: "a report into a folder that is not there",
    argv: ["--html", "/no/such/x.html"],
    message: "which cannot be written",
  },
  { name: "a score that starts after the end", argv: ["--score-from", "30d"], message: "before the end of the load" },
  {
    name: "bounds the wrong way round",
    argv: ["--min-replicas", "9", "--max-replicas", "3"],
    message: "--max-replicas",
  },
])("$name is a usage error with one clear line", async ({ argv, message }) => {
  const { code, stderr, stdout } = await backtest(...argv);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^LL_INPUT_INVALID: /);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

describe("odd traces", () => {
  const requests = Array.from(
    { length: 400 },
    (_, index) => `${index * 3},${100 + ((index * 37) % 397)},${20 + ((index * 11) % 89)}`,
  );
  const text = `timestamp,input,output\n${requests.join("\n")}\n`;
  const asked = async (name: string, content: string | Buffer) => {
    await writeFile(file(name), content);
    return loadline("backtest", "--trace", file(name), "--format", "csv", "--policies", "hpa:0.7", "--json");
  };

  test("a trace in two-byte text, as spreadsheets write it, is read as any other", async () => {
    const usual = await asked("odd.csv", text);
    const wide = await asked("odd.csv", Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect(wide).toEqual(usual);
    expect(wide.code).toBe(0);
  });

  test("a time that is wrong by decades is refused instead of simulated", async () => {
    const { code, stderr } = await asked("odd.csv", `${text}4000000000,100,20\n`);
    expect(code).toBe(2);
    expect(stderr).toContain("a time is wrong, or in another unit than the others");
  });

  test("what was repaired is reported beside the answer and in it", async () => {
    const { stdout, stderr } = await asked("odd.csv", `${text}${requests.slice(100, 300).join("\n")}\n`);
    const [repeated] = JSON.parse(stdout).notices;
    expect(repeated).toMatch(/^200 lines equal an earlier one in every column and are left out/);
    expect(stderr).toContain(repeated);
  });
});

describe("formats", () => {
  const arrivals = Array.from({ length: 600 }, (_, index) => index * 3);
  const texts = {
    "burst.csv": [
      "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type",
      ...arrivals.map((at) => `${at},ChatGPT,500,100,600,Conversation log`),
    ],
    "mooncake.jsonl": arrivals.map((at) =>
      JSON.stringify({ timestamp: 1000 * at, input_length: 500, output_length: 100, hash_ids: [0] }),
    ),
    "lengths.csv": ["timestamp,input,output", ...arrivals.map((at) => `${at},500,100`)],
    "azure.csv": arrivals.map((at) => {
      const time = new Date(at * 1000).toISOString().slice(0, 19).replace("T", " ");
      return `${time}.0000000,500,100`;
    }),
    "gap.csv": ["timestamp,input,output", ...arrivals.filter((at) => at < 600 || at > 900).map((at) => `${at},5,1`)],
  } as const;
  beforeAll(() => Promise.all(Object.entries(texts).map(([name, lines]) => writeFile(file(name), lines.join("\n")))));

  const of = async (name: keyof typeof texts, format: string, ...argv: string[]) => {
    const asked = await loadline("backtest", "--trace", file(name), "--format", format, "--json", ...argv);
    return { ...asked, answer: JSON.parse(asked.stdout === "" ? "{}" : asked.stdout) };
  };

  test.each([
    { name: "burst.csv", format: "burstgpt" },
    { name: "mooncake.jsonl", format: "mooncake" },
    { name: "lengths.csv", format: "csv" },
    { name: "azure.csv", format: "azure" },
  ] as const)("the same requests in the form of $format give the same answer", async ({ name, format }) => {
    const { answer } = await of(name, format, "--policies", "loadline");
    const { answer: other } = await of("lengths.csv", "csv", "--policies", "loadline");
    expect(answer.policies).toEqual(other.policies);
  });

  test("a model and a GPU give the capacity at the trace's lengths", async () => {
    const model = ["--model", "llama-3.1-8b", "--gpu", "h100-sxm-80gb", "--policies", "loadline"];
    const { answer } = await of("burst.csv", "burstgpt", ...model);
    expect(answer.replicaCapacityRps).toBeGreaterThan(1);
    const { answer: strict } = await of("burst.csv", "burstgpt", ...model, "--tpot", "0.012");
    expect(strict.replicaCapacityRps).toBeLessThan(answer.replicaCapacityRps);
  });

  test.each([
    { argv: ["--model", "llama-3.1-8b"], message: "missing --gpu" },
    {
      argv: ["--model", "llama-3.1-8b", "--gpu", "h100", "--replica-capacity", "3rps"],
      message: "--replica-capacity and --model with --gpu exclude each other",
    },
    { argv: ["--model", "lama-3.1-8b", "--gpu", "h100-sxm-80gb"], message: "llama-3.1-8b" },
    { argv: ["--load", "day"], message: "--load and --trace exclude each other" },
  ])("$argv is refused with a sentence", async ({ argv, message }) => {
    const { code, stderr } = await of("burst.csv", "burstgpt", ...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test("a gap among requests is reported and bridged", async () => {
    const { stderr, answer } = await of("gap.csv", "csv", "--policies", "clairvoyant");
    expect(stderr).toMatch(/no request for 5 min from 10 min on, where \d+ were to be expected/);
    const { answer: whole } = await of("lengths.csv", "csv", "--policies", "clairvoyant");
    expect(answer.minimumReplicaHours / whole.minimumReplicaHours).toBeCloseTo(1, 1);
  });

  test("gaps that are not bridged count as no load, and either way the effect is stated", async () => {
    const argv = ["--policies", "clairvoyant"];
    const [bridged, unbridged] = [
      await of("gap.csv", "csv", ...argv),
      await of("gap.csv", "csv", ...argv, "--gaps", "zero"),
    ];
    const [, added] = /bridging adds ([\d.]+) % to the recorded load/.exec(bridged.stderr) ?? [];
    expect(unbridged.stderr).toContain(`recording gaps count as no load; bridging them would add ${added} %`);
    expect(bridged.answer.meanLoadRps / unbridged.answer.meanLoadRps - 1).toBeCloseTo(Number(added) / 100, 1);
  });
});

describe("in a narrow terminal no line is wider than it", () => {
  const pulse = ["--load", "hourly-pulse", "--duration", "1h", "--replica-capacity", "20rps"];
  test.each([
    { name: "a backtest with its price", argv: ["backtest", ...pulse, "--price-per-hour", "2"] },
    { name: "a comparison", argv: ["backtest", ...pulse, "--policies", "loadline", "--compare"] },
  ])("$name", async ({ argv }) => {
    const { code, stdout } = await run(argv, { columns: 40 });
    expect(code).toBe(0);
    for (const line of stdout.split("\n")) expect(line.length, line).toBeLessThanOrEqual(40);
  });
});

test("the comparison sets a policy against the pod autoscaler, itself at no distance", async () => {
  const argv = ["--load", "hourly-pulse", "--duration", "6h", "--policies", "hpa:0.7,loadline", "--compare", "--json"];
  const { stdout } = await loadline("backtest", "--replica-capacity", "20rps", ...argv);
  const { hpaAtDefaults, policies } = JSON.parse(stdout).comparison;
  const [hpa] = policies;
  expect(hpa.toDefaults).toBeCloseTo(0, 9);
  expect(hpa.ratioToMinimum).toBeCloseTo(hpaAtDefaults.ratioToMinimum, 12);
});

test("a trace of the wrong format names the one that it looks like", async () => {
  const { code, stderr } = await loadline("backtest", "--trace", file("windows.csv"), "--format", "azure");
  expect(code).toBe(2);
  expect(stderr).toMatch(/^LL_INPUT_INVALID: --format is "azure", .*; give --format servegen/);
});

describe("a generated load", () => {
  test("a model gives the capacity of its replicas at the lengths that are given", async () => {
    const argv = ["--load", "day", "--duration", "3h", "--model", "llama-3.1-8b", "--gpu", "h100", "--policies", "hpa"];
    const lengths = ["--input-tokens", "1000", "--output-tokens", "200", "--weights", "fp8"];
    const { stdout } = await loadline("backtest", ...argv, ...lengths, "--json");
    expect(JSON.parse(stdout).replicaCapacityRps).toBeGreaterThan(1);
    const without = await loadline("backtest", ...argv);
    expect(without.stderr).toContain("give --input-tokens and --output-tokens, or --replica-capacity");
  });

  test("one policy over it", async () => {
    const { stdout } = await loadline("backtest", "--load", "flash-crowd", "--policies", "hpa:0.8", "--json");
    const { policies, trace } = JSON.parse(stdout);
    expect(trace).toContain("flash-crowd");
    expect(policies).toHaveLength(1);
    expect(policies[0].unservedShare).toBeGreaterThan(0);
  });

  test("an unknown one names those that exist", async () => {
    const { code, stderr } = await loadline("backtest", "--load", "tsunami");
    expect(code).toBe(2);
    expect(stderr).toContain("expected one of constant, day, week");
  });
});
