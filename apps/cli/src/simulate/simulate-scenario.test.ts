import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { sample } from "../../test/golden.ts";
import { run } from "../../test/memory-context.ts";
import { parseScenario } from "./parse-scenario.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-"));
});
afterAll(() => rm(folder, { recursive: true }));

const small = {
  load: {
    shape: "constant",
    requestsPerSecond: 2,
    duration: "10m",
    inputTokens: { mean: 200 },
    outputTokens: { mean: 50 },
  },
  replica: { model: "llama-3.1-8b", gpu: "l4" },
  objectives: { timeToFirstToken: "2s", interTokenLatency: "200ms" },
  policies: ["hpa:0.7", "loadline"],
};

const simulate = async (scenario: unknown, ...argv: string[]) => {
  const file = join(folder, "scenario.yaml");
  await writeFile(file, typeof scenario === "string" ? scenario : stringify(scenario));
  return run(["simulate", "--scenario", file, ...argv], { columns: 80 });
};

describe("a scenario", () => {
  test("with nodes, spot losses and a cache becomes a table of at most 80 columns", async () => {
    const { code, stdout } = await simulate(sample("scenario.yaml"));
    expect(code).toBe(0);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout).toContain("a flash crowd on spot nodes");
    for (const policy of ["hpa:0.7", "loadline", "dynamo-load", "clairvoyant"]) {
      expect(stdout).toMatch(new RegExp(`^${policy} +\\d+\\.\\d{3}×`, "m"));
    }
    expect(stdout).toMatch(/% from the cache/);
  });

  test("answers in JSON with a line per policy, and the same each time", async () => {
    const { stdout } = await simulate(small, "--json");
    const answer = JSON.parse(stdout);
    expect(answer.policies.map(({ policy }: { policy: string }) => policy)).toEqual(["hpa:0.7", "loadline"]);
    const [hpa] = answer.policies;
    expect(hpa.served + hpa.unserved).toBe(answer.requests);
    expect(hpa.costUsd).toBeNull();
    expect((await simulate(small, "--json")).stdout).toBe(stdout);
  });

  test("nodes of six GPUs for replicas of four: two are stranded on each, and each node is paid for", async () => {
    const nodes = { groups: [{ name: "six", gpusPerNode: 6, replicasPerNode: 1, pricePerHour: 12 }] };
    const replica = { ...small.replica, tensor: 4, requestsPerSecond: 1 };
    const fleet = { minimum: 3, maximum: 3, initial: 3, nodes };
    const { stdout } = await simulate({ ...small, replica, fleet, policies: ["hpa:0.7"] }, "--json");
    const answer = JSON.parse(stdout);
    // ⌊6 ÷ 4⌋ = 1 replica a node, 6 − 4 = 2 GPUs are left on each of 3; steps of 15 s are paid for whole.
    const hours = (15 * (Math.floor(answer.seconds / 15) + 1)) / 3_600;
    expect(answer.policies[0].nodes).toEqual({ most: 3, strandedGpus: 6, usd: expect.closeTo(36 * hours, 9) });
    expect((await simulate({ ...small, replica, fleet })).stdout).toContain(
      "3 nodes at most, 6 GPUs on them fit no replica, ",
    );
    const tooFew = { ...fleet, nodes: { groups: [{ ...nodes.groups[0], gpusPerNode: 3 }] } };
    const refused = await simulate({ ...small, replica, fleet: tooFew });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("fleet.nodes.groups.0.gpusPerNode") });
  });

  test("takes a trace beside it, faster with a speed", async () => {
    const rows = Array.from({ length: 600 }, (_, second) => `${second},200,50`);
    await writeFile(join(folder, "trace.csv"), `${rows.join("\n")}\n`);
    const load = { trace: "trace.csv", format: "csv", speed: 2 };
    const answer = JSON.parse((await simulate({ ...small, load }, "--json")).stdout);
    expect(answer).toMatchObject({ requests: 600, seconds: 299.5, scenario: "trace.csv" });
  });

  test("what was repaired in its trace is reported beside the answer and in it", async () => {
    const rows = Array.from({ length: 300 }, (_, second) => `${second},200,50`).toReversed();
    await writeFile(join(folder, "reversed.csv"), `${rows.join("\n")}\n`);
    const load = { trace: "reversed.csv", format: "csv" };
    const { stdout, stderr } = await simulate({ ...small, load }, "--json");
    expect(JSON.parse(stdout).notices).toEqual(["lines were out of order and are sorted"]);
    expect(stderr).toContain("lines were out of order and are sorted");
  });

  test("its rollout, failures and gateway show in the answer", async () => {
    const scenario = {
      ...small,
      policies: ["hpa:0.5"],
      fleet: { initial: 3, meanTimeBetweenFailures: "5m", rollout: { at: "3m", surge: 0.5 } },
      leadTime: "60s",
      gateway: { requestsPerSecond: 1.5 },
    };
    const [score] = JSON.parse((await simulate(scenario, "--json")).stdout).policies;
    expect(score.refusedByGateway).toBeGreaterThan(100);
    expect(score.lostWithReplica).toBeGreaterThan(0);
  });
});

describe("a bad scenario is refused in one line that names the key", () => {
  test.each([
    { name: "no YAML", scenario: "load: [", message: "the scenario" },
    { name: "an unknown key", scenario: { ...small, replicas: 3 }, message: "unknown key replicas with the value 3" },
    {
      name: "an unknown key within",
      scenario: { ...small, fleet: { maxi: 3 } },
      message: "unknown key fleet.maxi with the value 3",
    },
    { name: "no replica", scenario: { ...small, replica: undefined }, message: "missing replica" },
    {
      name: "a share above 1",
      scenario: { ...small, fleet: { failedStarts: 2 } },
      message: ": fleet.failedStarts is 2",
    },
    {
      name: "a text for a duration",
      scenario: { ...small, step: "soon" },
      message: ': step is "soon"; expected a duration',
    },
    { name: "an unknown shape", scenario: { ...small, load: { ...small.load, shape: "hill" } }, message: "load" },
    { name: "an unknown policy", scenario: { ...small, policies: ["hpb"] }, message: "one of hpa, keda" },
    {
      name: "an unknown GPU",
      scenario: { ...small, replica: { ...small.replica, gpu: "l5" } },
      message: "LL_UNKNOWN_GPU",
    },
    {
      name: "objectives that nothing meets",
      scenario: { ...small, objectives: { timeToFirstToken: "1ms", interTokenLatency: "1ms" } },
      message: "which one request alone takes",
    },
    {
      name: "bounds that cross",
      scenario: { ...small, fleet: { minimum: 9, maximum: 3 } },
      message: "fleet.maximum is 3",
    },
    {
      name: "a misspelt key",
      scenario: { ...small, objektives: {}, objectives: undefined },
      message: "unknown key objektives",
    },
    {
      name: "a start outside the bounds",
      scenario: { ...small, fleet: { maximum: 3, initial: 9 } },
      message: "initial",
    },
    { name: "a step of nothing", scenario: { ...small, step: "0s" }, message: ": step is 0" },
    {
      name: "milliseconds without their unit",
      scenario: { ...small, objectives: { ...small.objectives, interTokenLatency: 100 } },
      message: "objectives.interTokenLatency is 100; expected at most 5 s without a unit: did you mean 100ms?",
    },
    {
      name: "more requests than a machine holds",
      scenario: { ...small, load: { ...small.load, requestsPerSecond: 1e9 } },
      message: "at most 5000000 requests",
    },
    { name: "a score of nothing", scenario: { ...small, scoreFrom: "30d" }, message: ": scoreFrom is 2592000" },
    {
      name: "a load of a moment",
      scenario: { ...small, load: { ...small.load, duration: "20s" } },
      message: "over at least 60 s",
    },
    {
      name: "a lead time with its quantiles swapped",
      scenario: {
        ...small,
        leadTime: Object.fromEntries(
          ["node", "driver", "image", "weights", "warmUp"].map((phase) => [phase, { p10: 20, p90: 10 }]),
        ),
      },
      message: "lead time of node",
    },
    {
      name: "a trace that is not there",
      scenario: { ...small, load: { trace: "x.csv", format: "csv" } },
      message: "LL_FILE_UNREADABLE",
    },
  ])("$name", async ({ scenario, message }) => {
    const { code, stdout, stderr } = await simulate(scenario);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .filter((line) => line.startsWith("LL_")),
    ).toHaveLength(1);
    expect(stderr).not.toMatch(/ at .*\.ts/);
  });

  test("an option of a backtest belongs into it, and without a file there is nothing to simulate", async () => {
    const { code, stderr } = await simulate(small, "--policies", "kpa");
    expect([code, stderr]).toEqual([2, expect.stringContaining("--policies")]);
    const none = await run(["simulate"]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("loadline backtest --load")]);
  });
});

test("the schema of a scenario names every key of one and accepts it", async () => {
  const { code, stdout } = await run(["simulate", "--scenario-schema"]);
  expect(code).toBe(0);
  const schema = JSON.parse(stdout);
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(small)));
  expect(schema.required).toEqual(expect.arrayContaining(["load", "replica", "objectives"]));
  expect(schema.required).not.toContain("fleet");
});

test("JSON is YAML", () => {
  expect(parseScenario(JSON.stringify(small)).step).toBe(15);
});
