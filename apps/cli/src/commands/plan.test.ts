import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPlan } from "@loadline/plan";
import type { DeploymentSize } from "@loadline/planner/answer";
import { sizePlan } from "@loadline/planner/size-plan";
import { afterAll, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { runLine } from "../../test/memory-context.ts";
import { joinedClusters } from "../plan/clusters.ts";

const folder = mkdtempSync(join(tmpdir(), "loadline-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const plan = (line: string, columns = 60) => runLine(`plan ${line}`, { columns });

const load = "--input-tokens 500 --output-tokens 100 --requests-per-second 200 --tpot 0.1";
const chat = `--model llama-3.1-8b --gpu h100 ${load}`;

test("one deployment is sized over the whole catalogue, within 60 columns", async () => {
  const { code, stdout, stderr } = await plan(`--model llama-3.1-8b ${load}`);
  expect(stderr).toBe("comparing the GPUs of the catalogue\n");
  expect(code).toBe(0);
  expect(stdout).toContain("chosen");
  expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
});

test("its JSON carries the best, the alternatives and the assumptions", async () => {
  const { stdout } = await plan(`${chat} --json`);
  const answer = JSON.parse(stdout) as {
    verdict: string;
    best: { replicas: number; loadReplicas: number };
    fleet: null;
  };
  expect(answer).toMatchObject({ verdict: "feasible", fleet: null });
  expect(answer.best.replicas).toBeGreaterThanOrEqual(answer.best.loadReplicas);
});

test("its JSON has the deployments and pools that the answer for a plan file has", async () => {
  const { best, deployments, pools, cluster, enough } = JSON.parse((await plan(`${chat} --json`)).stdout);
  const required = { replicas: best.replicas, gpus: best.gpus, bindingLimit: best.bindingLimit };
  expect(deployments).toMatchObject([{ verdict: "enough", pool: "h100-sxm-80gb", gpu: best.gpu, required }]);
  expect(pools).toMatchObject([{ name: "h100-sxm-80gb", nodes: best.nodes, enough: true }]);
  expect({ cluster, enough }).toEqual({ cluster: "default", enough: true });
  const infeasible = JSON.parse((await plan(`${chat} --end-to-end 0.001 --json`)).stdout);
  expect(infeasible).toMatchObject({ enough: false, pools: [], deployments: [{ verdict: "infeasible", gpu: null }] });
});

test("an objective on single gaps is one on the percentile of the simulated gaps, in a plan file as well", async () => {
  const fixed = `--model llama-3.1-70b --weights fp8 --gpu h100 --tensor 4 --requests-per-second 5 --input-tokens 1024 --output-tokens 256`;
  const best = async (objective: string) => JSON.parse((await plan(`${fixed} ${objective} --json`)).stdout).best;
  const [mean, single] = [await best("--tpot 40ms"), await best("--itl 40ms")];
  expect(mean.latencies.tokenGap).toBeGreaterThan(0.06);
  expect(single.latencies.tokenGap).toBeLessThanOrEqual(0.04);
  expect(single.requestsPerSecondPerReplica).toBeLessThan(mean.requestsPerSecondPerReplica);
  const file = fileWith("gaps.yaml", (await plan(`${fixed} --itl 40ms --emit plan`)).stdout);
  expect(checkPlan(parse(readFileSync(file, "utf8"))).deployments[0]?.slo).toMatchObject({ tokenGapSeconds: 0.04 });
  const [checked] = JSON.parse((await plan(`${file} --verify --json`)).stdout).deployments;
  expect(checked.planned.replicas).toBe(single.replicas);
  expect(checked.verification).toMatchObject({ holds: true, objectives: [{ objective: "tokenGap", holds: true }] });
  const out = await plan(`${fixed} --itl 2ms`);
  expect(out.code).toBe(1);
  expect(out.stdout).toMatch(/ITL\s+[\d.]+ s\s+of\s+0\.002 s/);
});

test("bursts and spread lengths lower what a replica carries within its objectives, and the answer states them", async () => {
  // One replica: over several a burst is split.
  const objective =
    "--model llama-3.1-8b --gpu h100 --tensor 1 --requests-per-second 8 --ttft 300ms --tpot 100ms --json";
  const answer = async (changes: string) => JSON.parse((await plan(`${objective} ${changes}`)).stdout);
  const rateOf = async (changes: string): Promise<number> => (await answer(changes)).best.requestsPerSecondPerReplica;
  const means = "--input-tokens 900 --output-tokens 200";
  const even = await rateOf(means);
  expect(await rateOf("--lengths 900,200")).toBe(even);
  expect(await rateOf(`${means} --burstiness 1`)).toBeCloseTo(even, -0.5);
  expect(await rateOf(`${means} --burstiness 0.2`)).toBeLessThan(0.8 * even);
  expect(await rateOf(`${means} --arrivals weibull:0.5`)).toBeLessThan(0.8 * even);
  const spread = await answer("--lengths 900/3000,200/600");
  expect(spread.best.requestsPerSecondPerReplica).toBeLessThan(0.9 * even);
  expect(spread.assumptions).toContain("random arrivals; lengths spread as --lengths states");
});

test("lengths of a recorded trace size as its mean and spread do", async () => {
  const rows = Array.from({ length: 200 }, (_, at) => `${at},${at % 10 === 0 ? 4500 : 500},${100 + (at % 3) * 100}`);
  const trace = fileWith("lengths.csv", ["timestamp,input,output", ...rows].join("\n"));
  const { stdout } = await plan(`--model llama-3.1-8b --gpu h100 --requests-per-second 50 --lengths ${trace} --json`);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "feasible" });
});

test("a layout whose cache holds no request as long as the longest ones is left out", async () => {
  const { code, stdout } = await plan(
    "--model llama-3.1-8b --gpu l4 --requests-per-second 2 --ttft 5s --lengths 2450/9000,280/800 --json",
  );
  expect(code).toBe(0);
  const { best, alternatives, assumptions } = JSON.parse(stdout);
  expect([best, ...alternatives].every(({ gpusPerReplica }) => gpusPerReplica > 1)).toBe(true);
  expect(assumptions.join("\n")).toMatch(
    /^l4 tp1 bf16 is left out: inputTokens \+ outputTokens is \d+; expected at most the \d+ tokens/m,
  );
});

test("where no layout holds the longest request, that is the answer", async () => {
  const { code, stderr } = await plan(
    "--model llama-3.1-8b --gpu l4 --tensor 1 --requests-per-second 2 --ttft 5s --lengths 2450/9000,280/800",
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/inputTokens \+ outputTokens is \d+; expected at most the \d+ tokens that the KV cache/);
});

test("an inventory whose one pool holds no request as long as the longest ones is met by the other", async () => {
  const pools = ["l4", "h100"].map((gpu) => ({ gpu, nodes: 4, gpusPerNode: 8, usdPerGpuHour: 1 }));
  const { code, stdout } = await plan(
    `--model llama-3.1-8b --gpu l4,h100 --tensor 1 --requests-per-second 2 --ttft 5s --lengths 2450/9000,280/800 --inventory ${fileWith("own.yaml", stringify({ pools }))} --json`,
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout).fleet).toMatchObject({ verdict: "feasible", uses: [{ pool: "h100-sxm-80gb" }] });
});

test("an inventory of such GPUs alone is answered with both things that it misses", async () => {
  const own = fileWith("small.yaml", stringify({ pools: [{ gpu: "l4", nodes: 4, gpusPerNode: 8, usdPerGpuHour: 1 }] }));
  const { code, stdout } = await plan(
    `--model llama-3.1-8b --gpu h100 --tensor 1 --requests-per-second 2 --ttft 5s --lengths 2450/9000,280/800 --inventory ${own} --json`,
  );
  expect(code).toBe(1);
  expect(JSON.parse(stdout).fleet).toMatchObject({
    because: "none of these GPUs serves the model within the objectives",
    leftOut: [{ pool: "l4", because: expect.stringMatching(/expected at most the \d+ tokens that the KV cache/) }],
  });
});

test("a trace with prefix hashes states the share of the prefix cache, of each layout its own", async () => {
  // Every prompt comes twice, with two million tokens of others between: more than one GPU caches, less than eight.
  const rows = Array.from({ length: 4000 }, (_, at) => {
    const hash_ids = [2 * (at % 2000), 2 * (at % 2000) + 1];
    return JSON.stringify({ timestamp: at * 1000, input_length: 1024, output_length: 100, hash_ids });
  });
  const trace = fileWith("hashes.jsonl", rows.join("\n"));
  const question = `--model llama-3.1-8b --gpu h100 --requests-per-second 20 --lengths ${trace}`;
  const noteOf = (texts: readonly string[]) => texts.find((text) => text.startsWith("prefix cache: "));
  const answer = async (line: string) => JSON.parse((await runLine(`${line} --json`)).stdout);
  const found = await answer(`plan ${question} --tensor 1`);
  const none = await answer(`plan ${question} --tensor 1 --prefix-hit-ratio 0`);
  expect(noteOf(found.assumptions)).toMatch(
    /^prefix cache: 0 % of the prompt tokens, by the prefix hashes of .*hashes.jsonl and an LRU cache of [\d]+ tokens; 50 % without a limit\. /,
  );
  expect(noteOf(none.assumptions)).toContain("prefix cache: 0 % as given, instead of 0 % of the prompt tokens");
  expect(found.best.requestsPerSecondPerReplica).toBe(none.best.requestsPerSecondPerReplica);
  const wide = await answer(`plan ${question} --tensor 8`);
  const given = await answer(`plan ${question} --tensor 8 --prefix-hit-ratio 0`);
  expect(noteOf(wide.assumptions)).toMatch(/^prefix cache: 50 % /);
  expect(wide.best.requestsPerSecondPerReplica).toBeGreaterThan(1.1 * given.best.requestsPerSecondPerReplica);
  const file = checkPlan(parse((await plan(`${question} --tensor 8 --emit plan`)).stdout));
  expect(file.deployments[0]?.engineConfig?.prefixHitRatio).toBeCloseTo(0.499, 2);
  expect(noteOf((await answer(`estimate ${question} --tensor 8`)).notes)).toBe(noteOf(wide.assumptions));
  expect((await runLine(`estimate ${question}`)).stdout).toContain("note: prefix cache: 0 %");
});

test("host memory holds what the cache of the GPU does not, less the way of it to the GPU", async () => {
  // As above: two million tokens between a prompt and its second time, which 300 GiB hold.
  const rows = Array.from({ length: 4000 }, (_, at) => {
    const hash_ids = [2 * (at % 2000), 2 * (at % 2000) + 1];
    return JSON.stringify({ timestamp: at * 1000, input_length: 1024, output_length: 100, hash_ids });
  });
  const trace = fileWith("host.jsonl", rows.join("\n"));
  const question = `--model llama-3.1-8b --gpu h100 --tensor 1 --requests-per-second 20 --lengths ${trace}`;
  const found = JSON.parse((await plan(`${question} --kv-offloading-size 300 --json`)).stdout);
  const none = JSON.parse((await plan(`${question} --json`)).stdout);
  const small = JSON.parse((await plan(`${question} --kv-offloading-size 10 --json`)).stdout);
  const each = (answer: { best: { requestsPerSecondPerReplica: number } }) => answer.best.requestsPerSecondPerReplica;
  expect(each(small)).toBe(each(none));
  expect(each(found)).toBeGreaterThan(1.02 * each(none));
  const half = JSON.parse((await plan(`${question} --prefix-hit-ratio 0.5 --json`)).stdout);
  expect(each(found)).toBeLessThan(each(half));
  expect(found.assumptions.join("\n")).toMatch(
    /Host memory holds 2458000 tokens, and with them 50 % more; each saves \d\d % of/,
  );
  const launch = (await plan(`${question} --kv-offloading-size 300 --emit vllm`)).stdout;
  expect(launch).toContain("--kv-offloading-size 300");
  expect(launch).toContain("--kv-offloading-backend native");
  expect((await plan(`${chat} --kv-offloading-size 300`)).stderr).toContain("needs to know what prompts share");
  expect((await plan(`${question} --kv-offloading-size 300 --engine sglang`)).stderr).toContain("has no such option");
  for (const engine of ["--engine-version 0.8.5", "--engine vllm==0.8.5"])
    expect((await plan(`${question} --kv-offloading-size 300 ${engine}`)).stderr).toContain("came with 0.11.1");
});

test("what a plan file cannot have is refused where one is emitted", async () => {
  const { stderr } = await plan(
    "--model llama-3.1-8b --gpu h100 --requests-per-second 5 --input-tokens 500 --output-tokens 100 --draft-tokens 3 --emit vllm",
  );
  expect(stderr).toContain("a plan file has no speculative decoding");
});

const chatClass = { sharedTokens: 1200, inputTokens: "150/500", outputTokens: 250, turns: 6, secondsBetweenTurns: 60 };
const workloadOf = (...classes: readonly object[]): string => fileWith("workload.yaml", stringify({ classes }));

test("a workload states lengths and the share of the prefix cache at the rate of a replica", async () => {
  const file = workloadOf({ name: "chat", ...chatClass }, { share: 0.5, inputTokens: 900, outputTokens: 40 });
  const shareOf = async (line: string): Promise<number> => {
    const { stdout } = await runLine(`${line} --model llama-3.1-8b --gpu h100 --lengths ${file} --json`);
    const { notes, assumptions } = JSON.parse(stdout);
    const note = (notes ?? assumptions).find((text: string) => text.startsWith("prefix cache: "));
    expect(note).toMatch(/by the workload of .*workload.yaml at .* of a replica .* A session stays on its replica$/);
    return Number(/(\d+) %/.exec(note)?.[1]);
  };
  const few = await shareOf("estimate --requests-per-second 1");
  expect(few).toBeGreaterThan(70);
  const most = await shareOf("estimate --saturated");
  expect(most).toBeLessThan(few - 10);
  const planned = await shareOf("plan --requests-per-second 100 --ttft 2s");
  expect([planned >= most, planned <= few]).toEqual([true, true]);
  // Eight GPUs see more sessions, in a cache that is larger still.
  expect(await shareOf("estimate --tensor 8 --saturated")).toBeGreaterThan(most);
});

test("a plan counts on the cache at no less than the rate that its replicas carry, at any load", async () => {
  const file = workloadOf({ ...chatClass, secondsBetweenTurns: 600 });
  const answer = async (changes: string) =>
    JSON.parse(
      (
        await plan(
          `--model llama-3.1-8b --gpu h100 --tensor 1 --ttft 2s --router random --lengths ${file} --json ${changes}`,
        )
      ).stdout,
    );
  const [few, many] = [await answer("--requests-per-second 1"), await answer("--requests-per-second 200")];
  const each = many.best.requestsPerSecondPerReplica;
  expect(few.best.requestsPerSecondPerReplica).toBe(each);
  const note = many.assumptions.find((text: string) => text.startsWith("prefix cache: "));
  const rate = Number(/ at ([\d.]+) requests\/s of a replica/.exec(note)?.[1]);
  expect(rate).toBeGreaterThan(200 / many.best.loadReplicas);
  expect(rate).toBeLessThan(each);
  const narrow = await answer("--requests-per-second 200 --weights fp8");
  const lever = many.levers.find(({ option }: { readonly option: string }) => option === "--weights fp8");
  expect(lever.row.gpus).toBe(narrow.best.gpus);
});

test.each(["workload.txt", "workload.yml"])("a workload in %s is known by what it holds", async (name) => {
  const text = `${"# about these classes\n".repeat(500)}${stringify({ classes: [chatClass] })}`;
  const { code, stdout } = await runLine(
    `estimate --model llama-3.1-8b --gpu h100 --requests-per-second 1 --lengths ${fileWith(name, text)}`,
  );
  expect(code).toBe(0);
  expect(stdout).toContain("prefix cache: ");
});

test("a workload file without classes is answered with that they are needed", async () => {
  const { code, stderr } = await runLine(
    `estimate --model llama-3.1-8b --gpu h100 --lengths ${fileWith("clients.yaml", "clients: []\n")}`,
  );
  expect(code).toBe(2);
  expect(stderr).toContain("shows such a file with its classes");
});

test.each([
  [{ ...chatClass, share: 1e308 }, "workload.classes.0.share is 1e+308"],
  [{ ...chatClass, turn: 3 }, "unknown key workload.classes.0.turn with the value 3; docs/guides/planning.md"],
  [{ ...chatClass, inputTokens: "900/100" }, "workload.classes.0.inputTokens"],
  [{ ...chatClass, outputTokens: undefined }, "missing workload.classes.0.outputTokens"],
  [{ ...chatClass, secondsBetweenTurns: undefined }, "missing workload.classes.0.secondsBetweenTurns"],
  [{ ...chatClass, turns: 0 }, "workload.classes.0.turns is 0"],
  [{ ...chatClass, inputTokens: 900_000 }, "at most 1000000 tokens on average"],
])("a workload with %j is refused", async (kind, message) => {
  const { code, stderr } = await runLine(`estimate --model llama-3.1-8b --gpu h100 --lengths ${workloadOf(kind)}`);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test.each([
  ["--lengths 900/100,200", "900/100"],
  ["--lengths 900/9000,200", "mean/p95"],
  ["--lengths 900,200 --input-tokens 900", "--lengths and --input-tokens exclude each other"],
  ["--input-tokens 9 --output-tokens 9 --arrivals gamma:0", "gamma:CV"],
  ["--input-tokens 9 --output-tokens 9 --arrivals weibull:0.001", "a weibull shape of 0.05 or more"],
  ["--lengths 1024/3000/9,256/400", "1024/3000/9"],
  ["--input-tokens 9 --output-tokens 9 --arrivals poisson --burstiness 1", "exclude each other"],
])("%s is refused with what is wrong about it", async (options, message) => {
  const { code, stderr } = await plan(`--model llama-3.1-8b --gpu h100 --requests-per-second 1 ${options}`);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});

test("measurements of a replica change what is planned of it, in a search and in a plan file", async () => {
  const row = {
    model: "llama-3.1-8b",
    gpu: "h100",
    inputTokens: 500,
    outputTokens: 100,
    load: { concurrency: 16 },
    measured: { interTokenLatencySeconds: 0.04, timeToFirstTokenSeconds: 0.2 },
  };
  const rows = fileWith("measured.jsonl", JSON.stringify(row));
  const sized = async (line: string) => JSON.parse((await plan(`${line} --json`)).stdout);
  const question = `${chat} --tensor 1`;
  const [modelled, measured] = [await sized(question), await sized(`${question} --observations ${rows}`)];
  expect(measured.best.replicas).toBeGreaterThan(modelled.best.replicas);
  expect(measured.assumptions.join()).toContain("corrected by 1 of your own measurements");
  const file = fileWith("measured.yaml", (await plan(`${question} --emit plan`)).stdout);
  const [before, after] = [await sized(file), await sized(`${file} --observations ${rows}`)];
  expect(before).toMatchObject({ enough: true });
  expect(after).toMatchObject({ enough: false, deployments: [{ required: { replicas: measured.best.replicas } }] });
});

test("experts are spread over the rack, and layouts and workers can be forced", async () => {
  const load = "--input-tokens 1000 --output-tokens 1000 --requests-per-second 50 --tpot 50ms --reserve failures=off";
  const best = async (line: string) => JSON.parse((await plan(`${line} ${load} --json`)).stdout).best;
  const wide = await best("--model deepseek-r1 --gpu gb200");
  const narrow = await best("--model deepseek-r1 --gpu gb200 --expert 8 --attention-data 8 --tensor 1");
  expect(wide.parallel.expert).toBeGreaterThan(4);
  expect(narrow.parallel).toMatchObject({ tensor: 1, expert: 8, attentionData: 8 });
  expect(wide.gpus).toBeLessThanOrEqual(narrow.gpus);
  const disaggregated = await best("--model llama-3.1-8b --gpu h200 --prefill 3 --decode 2");
  expect(disaggregated.workers).toMatchObject({ prefill: 3, decode: 2 });
});

test("prefill workers may have another layout than decode workers", async () => {
  const load = "--input-tokens 4000 --output-tokens 500 --requests-per-second 8 --ttft 1s --tpot 30ms";
  const { stdout } = await plan(`--model llama-3.1-70b --weights fp8 --gpu h200 ${load} --disaggregated --json`);
  const { alternatives } = JSON.parse(stdout) as {
    alternatives: { workers: object | null; parallel: { tensor: number } }[];
  };
  const mixed = alternatives.filter(({ workers }) => workers !== null);
  expect(mixed).toContainEqual(
    expect.objectContaining({
      parallel: expect.objectContaining({ tensor: 2 }),
      workers: expect.objectContaining({ prefillParallel: expect.objectContaining({ tensor: 1 }) }),
    }),
  );
});

test("the objective that costs most is named with what relaxing it saves", async () => {
  const load = "--input-tokens 1000 --output-tokens 200 --requests-per-second 20 --reserve failures=off";
  const line = `--model llama-3.1-70b --weights fp8 --gpu h100 ${load} --ttft 5s --tpot 15ms`;
  const { best, costliest } = JSON.parse((await plan(`${line} --json`)).stdout);
  expect(costliest).toMatchObject({ objective: "interTokenLatency", asked: 0.015, relaxed: 0.018 });
  expect(costliest.gpus).toBeLessThan(best.gpus);
  expect((await plan(line, 200)).stdout).toContain("why not cheaper: --tpot 15 ms costs most; 18 ms takes");
  const loose = JSON.parse((await plan(`${line} --ttft 50s --tpot 5s --json`)).stdout);
  expect(loose.costliest).toBeNull();
});

describe("an objective that only nearly idle replicas meet, with the confidence asked for", () => {
  const sparse = "--requests-per-second 50 --input-tokens 2000 --output-tokens 200";
  const asked = (ttft: string) => `--model llama-3.1-70b --gpu h100 --tensor 4 ${sparse} --ttft ${ttft}`;

  test("is infeasible, with the count at the median, the objective to relax and what that takes", async () => {
    const table = await plan(asked("310ms --tpot 100ms"), 200);
    expect(table.stdout.replaceAll(/\s+/g, " ")).toMatch(
      /infeasible: closest is h100-sxm-80gb tp4 bf16, with 90 % confidence: TTFT 0\.\d+ s of 0\.31 s/,
    );
    expect(table.stdout).toMatch(/at the median: h100-sxm-80gb tp4 bf16, \d+ replicas, .* \(--confidence 50\)/);
    expect(table.stdout).toMatch(/within reach: --ttft 0\.\d+s --tpot 0\.1s$/m);
    const { verdict, best, reachable, atMedian, deployments } = JSON.parse(
      (await plan(`${asked("310ms")} --json`)).stdout,
    );
    expect({ verdict, best }).toEqual({ verdict: "infeasible", best: null });
    expect(reachable.best.replicas).toBeLessThanOrEqual(10 * reachable.best.replicasAtMedian);
    const { best: median } = JSON.parse((await plan(`${asked("310ms")} --confidence 50 --json`)).stdout);
    expect(atMedian.replicas).toBe(median.replicas);
    expect(deployments).toMatchObject([{ verdict: "infeasible", planned: null, required: null }]);
    const emitted = await plan(`${asked("310ms")} --emit plan`);
    expect({ code: emitted.code, stdout: emitted.stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("is relaxed until the count is no more than ten times that at the median", async () => {
    const line =
      "--model llama-3.1-8b --gpu h100 --tensor 1 --requests-per-second 50 --input-tokens 500 --output-tokens 100";
    const { reachable } = JSON.parse((await plan(`${line} --ttft 20ms --json`)).stdout);
    expect(reachable.best.replicas).toBeLessThanOrEqual(10 * reachable.best.replicasAtMedian);
    expect((await plan(`${line} --ttft ${reachable.timeToFirstToken}s`)).stdout).toContain("feasible");
  });

  test("is no row beside a GPU that meets it, and named as missed", async () => {
    const { best, alternatives, missing } = JSON.parse((await plan(`${asked("310ms")} --gpu b200 --json`)).stdout);
    expect(best.gpu).toBe("b200-sxm-180gb");
    expect(alternatives).toEqual([]);
    expect(missing).toMatchObject([{ gpu: "h100-sxm-80gb", because: "slo-unreachable" }]);
    expect(missing[0].closest.strain).toBeGreaterThan(1);
  });

  test("has no count at the end of the error band alone, and does not raise the most replicas, in the answer as in its plan", async () => {
    const { best, deployments } = JSON.parse((await plan(`${asked("400ms")} --json`)).stdout);
    const file = parse((await plan(`${asked("400ms")} --emit plan`)).stdout);
    expect(best.replicasAtWorst).toBeNull();
    expect(deployments[0].maxReplicas).toBe(2 * best.replicas);
    expect(deployments[0].maxReplicas).toBe(file.deployments[0].replicas.max);
  });
});

test("--prices hold for a plan file, behind a price of its own", async () => {
  const prices = fileWith("file-prices.yaml", "prices: [{ gpu: h100, usdPerGpuHour: 1 }]");
  const text = (await plan(`${chat} --emit plan`)).stdout;
  const costOf = async (name: string, content: string) => {
    const answer = JSON.parse((await plan(`${fileWith(name, content)} --prices ${prices} --json`)).stdout);
    return answer.deployments[0].required.usdPerHour / answer.deployments[0].required.gpus;
  };
  expect(await costOf("priced.yaml", text)).toBe(1);
  expect(await costOf("own.yaml", text.replace("gpu: h100-sxm-80gb", "gpu: h100-sxm-80gb\n    usdPerGpuHour: 3"))).toBe(
    3,
  );
});

test("a user's own price is the price of the answer", async () => {
  const prices = fileWith("prices.yaml", "prices: [{ gpu: h100, usdPerGpuHour: 1 }]");
  const { stdout } = await plan(`${chat} --prices ${prices} --json`);
  const { best } = JSON.parse(stdout) as { best: { gpus: number; cost: { usdPerHour: number } } };
  expect(best.cost.usdPerHour).toBe(best.gpus);
});

test("an objective that nothing meets is infeasible, exit code 1", async () => {
  const { code, stdout } = await plan(`${chat} --end-to-end 0.001`);
  expect(code).toBe(1);
  expect(stdout).toContain("infeasible: closest is");
});

test("own GPUs are mixed by the solver, and too few are infeasible", async () => {
  const enough = fileWith("enough.yaml", "pools: [{ gpu: h100, nodes: 50 }, { gpu: a100-80gb, nodes: 50 }]");
  const none = fileWith("none.yaml", "pools: [{ gpu: h100, nodes: 0 }]");
  expect(await plan(`${chat} --inventory ${enough}`)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("the cheapest mix"),
  });
  expect(await plan(`${chat} --inventory ${none}`)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("no mix carries"),
  });
  const few = fileWith("few.yaml", "pools: [{ gpu: l4, nodes: 1 }]");
  expect(await plan(`${chat} --inventory ${few}`)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/requests\/s\s+is\s+the\s+most,\s+by\s+\d+\s+×/),
  });
});

test("an inventory that is not enough names the limit that binds", async () => {
  const because = async (limits: string): Promise<string> => {
    const file = fileWith("limits.yaml", `pools: [{ gpu: h100, nodes: 50, usdPerGpuHour: 2 }]\n${limits}`);
    return (await plan(`${chat} --inventory ${file}`)).stdout.replaceAll(/\s+/g, " ");
  };
  expect(await because("budgetUsdPerHour: 4")).toContain("what binds is the budget of 4.00 $/h: without it");
  expect(await because("powerLimitWatts: 900")).toContain("what binds is the power of 0.9 kW: without it");
  expect(await because("powerLimitWatts: 900\nbudgetUsdPerHour: 4")).toContain(
    "what binds is the budget of 4.00 $/h together with the power of 0.9 kW: without them",
  );
});

test("the most that an inventory carries is carried when it is asked for, and no more is", async () => {
  const pools = [{ gpu: "h100", nodes: 1, gpusPerNode: 4, usdPerGpuHour: 2 }];
  const mixed = [...pools, { gpu: "l40s", nodes: 1, gpusPerNode: 4, usdPerGpuHour: 1 }];
  for (const inventory of [{ pools }, { pools: mixed }, { pools: mixed, budgetUsdPerHour: 9 }]) {
    const file = fileWith("most.yaml", stringify(inventory));
    const asked = async (rate: number) => {
      const line = `${chat.replace(/(?<=--requests-per-second )\S+/, String(rate))} --inventory ${file} --json`;
      return JSON.parse((await plan(line)).stdout).fleet as { verdict: string; mostRequestsPerSecond: number };
    };
    const { verdict, mostRequestsPerSecond: most } = await asked(500);
    expect(verdict).toBe("infeasible");
    expect(most).toBeGreaterThan(0);
    expect((await asked(most)).verdict).toBe("feasible");
    expect((await asked(1.01 * most)).verdict).toBe("infeasible");
  }
});

test("one GPU is not its own reserve; two pools of one GPU need names", async () => {
  const one = fileWith("one.yaml", "pools: [{ gpu: h100, nodes: 1, gpusPerNode: 1, usdPerGpuHour: 2 }]");
  const little = `${chat.replace(/(?<=--requests-per-second )\S+/, "1")} --reserve nodes=1`;
  expect(JSON.parse((await plan(`${little} --inventory ${one} --json`)).stdout).fleet).toMatchObject({
    verdict: "infeasible",
    mostRequestsPerSecond: 0,
    binding: [["nodes"]],
  });
  const twice = fileWith("twice.yaml", "pools: [{ gpu: h100, nodes: 1 }, { gpu: h100, nodes: 2 }]");
  expect((await plan(`${chat} --inventory ${twice}`)).stderr).toContain("give each pool a name of its own");
});

test("plan takes the settings of the engine that estimate takes, and the plan that is written has them", async () => {
  const path = join(folder, "settings.yaml");
  const settings = "--engine-version 0.19.0 --max-batched-tokens 4096 --gpu-memory-utilization 0.8";
  const { code } = await plan(`${chat} ${settings} --write ${path}`);
  expect(code).toBe(0);
  expect(checkPlan(parse(readFileSync(path, "utf8"))).deployments[0]).toMatchObject({
    engine: "vllm==0.19.0",
    engineConfig: { maxBatchedTokens: 4096, gpuMemoryUtilization: 0.8 },
  });
  const rateWith = async (more: string) =>
    JSON.parse((await plan(`${chat} ${more} --json`)).stdout).best.requestsPerSecondPerReplica as number;
  expect(await rateWith("--draft-tokens 3 --accepted-tokens 2.5")).not.toBe(await rateWith("--confidence 90"));
  expect((await plan(`${chat} --accepted-tokens 2`)).stderr).toContain("--draft-tokens");
});

test("options of the broker are refused where nothing is stored there", async () => {
  const { code, stderr } = await plan(`${chat} --server nats://broker:4222`);
  expect([code, stderr]).toEqual([2, expect.stringContaining("--store")]);
});

test("pictures of a prompt are prompt tokens of the text model inside", async () => {
  // 1024/28 by 768/28, rounded: 37 by 27.
  const load = "--gpu h100 --output-tokens 100 --requests-per-second 20 --tpot 50ms --json";
  const seen = JSON.parse((await plan(`--model qwen2.5-vl-7b --input-tokens 100 --images 1024x768 ${load}`)).stdout);
  const read = JSON.parse((await plan(`--model qwen2.5-7b --input-tokens 1099 ${load}`)).stdout);
  expect(seen.best.requestsPerSecondPerReplica).toBe(read.best.requestsPerSecondPerReplica);
  expect(seen.assumptions[0]).toContain("1 picture: 999 tokens of each prompt for qwen2.5-vl-7b");
  const line = "estimate --gpu h100 --output-tokens 100 --concurrency 4 --json";
  const answers = await Promise.all(
    ["--model qwen2.5-vl-7b --input-tokens 100 --images 1024x768", "--model qwen2.5-7b --input-tokens 1099"].map(
      async (model) => JSON.parse((await runLine(`${line} ${model}`)).stdout) as { timeToFirstTokenSeconds: object },
    ),
  );
  expect(answers[0]?.timeToFirstTokenSeconds).toEqual(answers[1]?.timeToFirstTokenSeconds);
  expect((await plan(`${chat} --images 512x512`)).stderr).toContain("of llama-3.1-8b is not known; count them");
  expect((await plan(`${chat} --images 0x512`)).stderr).toContain("expected pictures by width and height");
});

test("a reranker's request is all its documents in one batch", async () => {
  const line = "estimate --model bge-reranker-v2-m3 --gpu l4 --input-tokens 500 --json";
  const [request, documents] = await Promise.all(
    ["--documents 20 --concurrency 1", "--concurrency 20"].map(
      async (load) =>
        JSON.parse((await runLine(`${line} ${load}`)).stdout) as { requestsPerSecond: number; endToEndSeconds: object },
    ),
  );
  expect(20 * (request?.requestsPerSecond ?? 0)).toBeCloseTo(documents?.requestsPerSecond ?? 0, 9);
  expect(request?.endToEndSeconds).toEqual(documents?.endToEndSeconds);
  const reranker = "--model bge-reranker-v2-m3 --gpu l4 --input-tokens 500 --requests-per-second 10 --documents 20";
  const { best } = JSON.parse((await plan(`${reranker} --end-to-end 1s --json`)).stdout);
  expect(best.saturatedRequestsPerSecond).toBeCloseTo(request?.requestsPerSecond ?? 0, 1);
  expect(best.cost.usdPerMillionInputTokens).toBeCloseTo(best.cost.usdPerRequest * 100, 9);
  expect((await plan(`${reranker} --end-to-end 1s --emit plan`)).stderr).toContain("leave --documents out");
  expect((await plan(`${chat} --documents 20`)).stderr).toContain("--documents means nothing for llama-3.1-8b");
});

test("lengths that a model's requests have not are refused", async () => {
  const { code, stderr } = await plan("--model flux.1-dev --gpu h100 --requests-per-second 1 --output-tokens 100");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("--output-tokens means nothing for a model of kind diffusion"),
  ]);
});

test("an objective that nothing meets is answered with what is within reach", async () => {
  const { code, stdout } = await plan(
    "--model llama-2-70b --gpu a100-80gb --requests-per-second 10 --input-tokens 200 --output-tokens 200 --end-to-end 0.8",
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/within reach: --end-to-end \d/);
  expect(stdout).toMatch(/replicas +\d+/);
});

test("speech needs no prompt length", async () => {
  const line = "--model whisper-large-v3 --gpu l4 --requests-per-second 5 --output-tokens 100 --end-to-end 5";
  expect(await plan(line)).toMatchObject({ code: 0, stdout: expect.stringContaining("l4") });
});

test("what every configuration is started with narrows the search: a context that no cache holds fits nowhere", async () => {
  const { code, stdout } = await plan(`${chat} --max-model-len 100000000`);
  expect(code).toBe(1);
  expect(stdout).toContain("fits none of the");
});

test("own GPUs stand before what the catalogue offers", async () => {
  const enough = fileWith("first.yaml", "pools: [{ gpu: h100, nodes: 50 }]");
  const { stdout } = await plan(`${chat} --inventory ${enough}`);
  expect(stdout.indexOf("your own GPUs")).toBe(0);
  expect(stdout).toContain("for comparison");
});

test("a layout that heads forbid is reported by its rule", async () => {
  const { code, stdout } = await plan(`${chat} --tensor 3`, 120);
  expect(code).toBe(1);
  expect(stdout.replace(/\s+/g, " ")).toContain("32 attention heads, which 3 tensor ranks do not divide");
});

test("a length that the model was not made for and a cache format that was not given are listed with the size", async () => {
  const line =
    "--model llama-3.1-8b --gpu h100 --weights fp8 --input-tokens 200000 --output-tokens 256 --requests-per-second 1 --json";
  const { assumptions } = JSON.parse((await plan(line)).stdout) as { assumptions: string[] };
  expect(assumptions.join()).toContain("longer than the 131072 of llama-3.1-8b");
  expect(assumptions.join()).toContain("kvCache is taken as fp8");
  expect((await plan(line.replace(" --json", ""), 200)).stdout).toContain(
    "feasible, but a request of 200256 tokens is longer than the 131072 of llama-3.1-8b: an engine refuses it unless",
  );
  const given = JSON.parse((await plan(`${line} --kv-cache fp8`)).stdout) as { assumptions: string[] };
  expect(given.assumptions.join()).not.toContain("kvCache");
});

test.each([
  {
    name: "without a prompt length",
    line: "--model llama-3.1-8b --requests-per-second 5",
    message: "missing --input-tokens",
  },
  {
    name: "with a load that is no number",
    line: `${chat} --requests-per-second x`,
    message: '--requests-per-second is "x"',
  },
  {
    name: "with a number too large for seconds",
    line: `${chat} --tpot 50`,
    message: '--tpot is "50"; expected at most 5 s without a unit: did you mean 50ms?',
  },
  {
    name: "with a number that may be seconds or milliseconds",
    line: `${chat} --ttft 500`,
    message: '--ttft is "500"; expected at most 60 s without a unit: did you mean 500ms or 500s?',
  },
  {
    name: "with a length that its engine refuses",
    line: `${chat} --max-model-len 512`,
    message: "at least the 600 tokens",
  },
  {
    name: "with a time between tokens of a model that makes none",
    line: "--model bert-large --input-tokens 100 --requests-per-second 5 --tpot 50ms",
    message: "--tpot cannot be met or missed: bert-large answers in one piece; give --end-to-end",
  },
  { name: "with a percentile that is none", line: `${chat} --percentile 42`, message: '--percentile is "42"' },
  { name: "with a cause that is none", line: `${chat} --reserve moon=1`, message: '--reserve is "moon=1"' },
  {
    name: "about a model without times",
    line: "--model resnet-50 --requests-per-second 5",
    message: "resnet-50 is of kind single-pass; this calculation needs a model that reads or writes tokens",
  },
  {
    name: "about a model that sees, of which the catalogue has the text model alone",
    line: "--model Qwen/Qwen2.5-VL-72B-Instruct --input-tokens 100 --output-tokens 9 --requests-per-second 5",
    message: "only qwen2.5-72b, the text model inside it",
  },
  { name: "with an unknown GPU", line: `${chat} --gpu h1000`, message: "LL_UNKNOWN_GPU" },
])("a question $name is one line on stderr, exit code 2", async ({ line, message }) => {
  const { code, stderr } = await plan(line);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("what was sized can be written as a plan, which the same command reads, and nothing is written over", async () => {
  const path = join(folder, "written.yaml");
  const line = `--model llama-3.1-8b --input-tokens 1000 --output-tokens 200 --gpu h100 --requests-per-second 20 --ttft 1 --gateway 30 --cluster prod --write ${path}`;
  expect((await plan(line)).code).toBe(0);
  const written = checkPlan(parse(readFileSync(path, "utf8")));
  expect(written).toMatchObject({
    cluster: "prod",
    deployments: [
      {
        model: "llama-3.1-8b",
        slo: { percentile: 0.95, timeToFirstTokenSeconds: 1 },
        gateway: { requestsPerSecond: 30 },
        expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 20 },
      },
    ],
  });
  const read = await plan(`${path} --json`);
  expect(JSON.parse(read.stdout)).toMatchObject({ enough: true, deployments: [{ verdict: "enough" }] });
  const again = await plan(line);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("which cannot be written");
});

test("a spot price above the one on demand is refused", async () => {
  const path = join(folder, "spot-prices.yaml");
  const spot = "{ gpu: h100, usdPerGpuHour: 2.5, purchaseClass: spot }";
  writeFileSync(path, `prices: [{ gpu: h100, usdPerGpuHour: 2 }, ${spot}]\n`);
  const { code, stderr } = await plan(`${chat} --gpu h100 --reserve spot=50%/2 --prices ${path}`);
  expect([code, stderr]).toEqual([2, expect.stringContaining("at most the 2 that h100 costs on demand")]);
});

test("a mix of own GPUs is written with the pools it lies in, and the plan that is read is enough at the same cost", async () => {
  const inventory = fileWith(
    "mix.yaml",
    "pools: [{ name: new, gpu: h100, nodes: 1, gpusPerNode: 2, usdPerGpuHour: 2 }, { name: old, gpu: a100-80gb, nodes: 9, usdPerGpuHour: 1 }]",
  );
  const path = join(folder, "mix-plan.yaml");
  const { code, stdout } = await plan(`--model llama-3.1-8b ${load} --inventory ${inventory} --write ${path} --json`);
  expect(code).toBe(0);
  const { fleet } = JSON.parse(stdout) as { fleet: { usdPerHour: number; uses: { replicas: number }[] } };
  const read = JSON.parse((await plan(`${path} --json`)).stdout);
  expect(read).toMatchObject({ enough: true, total: { nodes: { usdPerHour: fleet.usdPerHour } } });
  const planned = read.deployments.map((size: { planned: { replicas: number } }) => size.planned.replicas);
  expect(planned).toEqual(fleet.uses.map(({ replicas }) => replicas));
});

test("an objective that nothing meets leaves no plan", async () => {
  const path = join(folder, "unwritten.yaml");
  const { code, stderr } = await plan(
    `--model llama-3.1-8b --input-tokens 1000 --output-tokens 200 --gpu h100 --requests-per-second 20 --ttft 0.000001 --write ${path}`,
  );
  expect(code).toBe(2);
  expect(stderr).toContain("--write needs an answer that a plan can describe");
  expect(existsSync(path)).toBe(false);
});

test.each(["kubernetes", "vllm", "bench"])("--emit %s of several plans is refused", async (emit) => {
  const chosen = (await plan(`${chat} --tensor 1 --emit plan`)).stdout;
  const files = ["east", "west"].map((name) =>
    fileWith(`${name}.yaml`, chosen.replace("cluster: default", `cluster: ${name}`)),
  );
  const { code, stdout, stderr } = await plan(`${files.join(" ")} --emit ${emit}`);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("LL_INPUT_INVALID");
  expect(stderr).toContain(
    `--emit ${emit} starts the engines of one cluster, and 2 plans are given; emit one plan at a time`,
  );
  expect((await plan(`${files[0]} --emit ${emit}`)).code).toBe(0);
});

test("a model that answers in one piece is sized for random arrivals, and the answer says so", async () => {
  const line = "--model bert-large --gpu l4 --requests-per-second 5 --input-tokens 100 --end-to-end 5 --json";
  const { assumptions } = JSON.parse((await plan(line)).stdout);
  expect(assumptions).toContain("random arrivals; every request has the mean lengths");
  expect(assumptions.join()).not.toContain("whole batches");
});

const served = {
  name: "chat",
  model: "llama-3.1-8b",
  pool: "h100",
  reserveReplicas: 0,
  slo: { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 },
  replicas: { planned: 12, min: 0, max: 20 },
  expected: { inputTokens: 1000, outputTokens: 200, requestsPerSecond: 10 },
};
const planOf = (keys: object, rest: object = {}) => ({
  version: 1,
  cluster: "lab",
  pools: [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 200 }],
  ...rest,
  deployments: [{ ...served, ...keys }],
});
const sizedFile = async (written: object) => {
  const { code, stdout, stderr } = await plan(`${fileWith("registered.json", JSON.stringify(written))} --json`);
  if (stdout === "") return { code, stderr, required: null, assumptions: [] };
  const [first] = (JSON.parse(stdout) as { deployments: DeploymentSize[] }).deployments;
  if (first === undefined) throw new Error(stdout);
  return { code, stderr, ...first };
};

describe("several clusters", () => {
  test("what stands idle in each, and what another takes over", () => {
    // Each carries the same whatever their number.
    const router = "random";
    const each =
      sizePlan(checkPlan(planOf({ router }))).deployments[0]?.required?.requestsPerSecondPerReplica ?? Number.NaN;
    const planned = (cluster: string, count: number, load: number) => {
      const expected = { ...served.expected, requestsPerSecond: load };
      const replicas = { ...served.replicas, planned: count };
      return checkPlan(planOf({ router, leadTimeSeconds: 540, expected, replicas }, { cluster }));
    };
    // us: 10 stand and 4 carry its own load, so 6 are left for the 8 of eu.
    const plans = [planned("eu", 12, 8 * each), planned("us", 10, 4 * each)];
    const answer = joinedClusters(plans.map((one) => ({ plan: one, size: sizePlan(one) })));
    expect(answer).toMatchObject({ cluster: "eu, us" });
    // 12 − 8 and 10 − 4 replicas stand idle.
    const [common] = answer.common ?? [];
    expect(common).toMatchObject({ name: "chat", clusters: 2 });
    expect((common?.unused ?? 0) / each).toBeCloseTo(10, 1);
    const lost = answer.takeOver?.[0]?.deployments[0];
    expect(lost).toMatchObject({ takenBy: ["us"], shareLater: 1, laterSeconds: 540 });
    expect(lost?.shareAtOnce).toBeCloseTo(6 / 8, 2);
  });

  test("budgets of several plans name their cluster", async () => {
    const paths = ["eu", "us"].map((cluster) =>
      fileWith(`${cluster}.json`, JSON.stringify(planOf({}, { cluster, budgets: { gpus: 1_000 } }))),
    );
    const { stdout } = await plan(paths.join(" "), 100);
    expect(stdout).toContain("budget of eu");
    expect(stdout).toContain("The plans of eu, us carry their expected load within their budgets.");
  });
});

describe("a registry", () => {
  const registry = [
    { name: "chat", version: 3, model: "llama-3.1-8b", weights: "fp8", kvCache: "fp8" },
    { name: "chat", version: 4, model: "llama-3.1-8b", weights: "bf16", measurements: "rows.jsonl" },
  ];
  const registered = (model: string, keys: object = {}) => planOf({ model, ...keys }, { registry });

  test.each(["chat@3", "models:/chat/3"])("%s is the configuration that its registry has", async (model) => {
    const stated = await sizedFile(planOf({ weights: "fp8", kvCache: "fp8" }));
    fileWith("registry.json", JSON.stringify(registry));
    const sized = await sizedFile({ ...registered(model), registry: { file: "registry.json" } });
    expect(sized.required).toEqual(stated.required);
    expect(sized.assumptions).toContain("version chat@3 of the registry, not measured: its speed is the model's");
    // A recommender reads the same: its engines are compared with version 3.
    const [deployment] = checkPlan(registered(model)).deployments;
    expect(deployment).toMatchObject({ model: "llama-3.1-8b", version: "3", weights: "fp8", kvCache: "fp8" });
  });

  test("what was measured of a version corrects that one and no other, and what a deployment states itself counts", async () => {
    const replica = { model: "llama-3.1-8b", gpu: "h100", weights: "bf16", inputTokens: 1000, outputTokens: 200 };
    const row = { ...replica, load: { concurrency: 8 }, measured: { interTokenLatencySeconds: 0.02 } };
    fileWith("rows.jsonl", `${JSON.stringify(row)}\n`);
    const measured = await sizedFile(registered("chat@4"));
    expect(measured.assumptions).toContainEqual(expect.stringContaining("corrected by 1 of your own measurements"));
    // 8 sequences take 20 ms a token instead of the modelled 8.7 ms.
    const plain = await sizedFile(planOf({ weights: "bf16" }));
    const rateOf = ({ required }: typeof plain) => required?.requestsPerSecondPerReplica ?? Number.NaN;
    expect(rateOf(measured)).toBeLessThan(0.6 * rateOf(plain));
    expect((await sizedFile(registered("chat@3"))).assumptions.join()).not.toContain("corrected");
    const own = { weights: "bf16", kvCache: "bf16" };
    expect((await sizedFile(registered("chat@3", own))).required).toEqual((await sizedFile(planOf(own))).required);
  });

  test("a version that the registry lacks is refused with those that it has; a canary's is its configuration", async () => {
    const missing = await sizedFile(registered("chat@9"));
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("deployments.0.model: chat@9 is not in the registry; known: chat@3, chat@4");
    const canary = { engines: "v4", share: 0.1, model: "chat@4" };
    const [deployment] = checkPlan(registered("chat@3", { rollout: { canary } })).deployments;
    const most = await sizedFile(
      registered("chat@3", {
        expected: { ...served.expected, requestsPerSecond: 50 },
        rollout: { canary: { ...canary, share: 0.999 } },
      }),
    );
    expect(most.required !== null && "versions" in most && most.versions?.[0]?.replicas).toBe(1);
    expect(deployment?.rollout).toMatchObject({ toVersion: "4", canary: { model: "llama-3.1-8b", weights: "bf16" } });
  });
});
