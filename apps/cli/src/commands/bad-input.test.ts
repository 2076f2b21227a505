import { describe, expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

const answered = (line: string, stdin = "") => runLine(line, { stdin: [stdin] });

const lengths = "--input-tokens 1000 --output-tokens 100";
const estimate = `estimate --gpu h100 ${lengths} --concurrency 4`;

describe("what a user can get wrong is one line with what to do, exit code 2", () => {
  test.each([
    {
      name: "an unknown model",
      line: `${estimate} --model llama-3.1-9b`,
      message: /^LL_UNKNOWN_MODEL: .*llama-3\.1-8b/,
    },
    {
      name: "a verification without a place in what is printed",
      line: "plan deploy/demo/plan.yaml --verify --emit kubernetes",
      message: /^LL_INPUT_INVALID: --verify and --emit kubernetes exclude each other/,
    },
    {
      name: "an unknown GPU",
      line: `estimate --model llama-3.1-8b --gpu h1000 ${lengths} --concurrency 4`,
      message: /^LL_UNKNOWN_GPU: .*h100/,
    },
    {
      name: "an unknown engine",
      line: `${estimate} --model llama-3.1-8b --engine vlmm`,
      message: /^LL_UNKNOWN_ENGINE: .*vllm/,
    },
    {
      name: "an unknown number format",
      line: `${estimate} --model llama-3.1-8b --weights fp9`,
      message: /^LL_UNKNOWN_PRECISION: .*fp8/,
    },
    {
      name: "heads that the ranks do not divide",
      line: `${estimate} --model llama-3.1-8b --tensor 3`,
      message: /^LL_PARALLELISM_INVALID: .*32 attention heads, which 3 tensor ranks do not divide/,
    },
    {
      name: "more ranks than a node links",
      line: `estimate --model llama-3.1-70b --gpu l4 ${lengths} --concurrency 4 --tensor 16`,
      message: /^LL_PARALLELISM_INVALID: .*tensor 16 is more than the \d+ l4 of a node/,
    },
    {
      name: "a number format that the GPU has not",
      line: `estimate --model llama-3.1-8b --gpu t4 ${lengths} --concurrency 4 --weights bf16`,
      message: /^LL_PRECISION_UNSUPPORTED: .*fp16/,
    },
    {
      name: "a request beyond the cache",
      line: `estimate --model llama-3.1-8b --gpu h100 --input-tokens 9e6 --output-tokens 1 --concurrency 4`,
      message: /^LL_INPUT_INVALID: .*at most the \d+ tokens/,
    },
    {
      name: "arrivals that are no process",
      line: `${estimate.replace("--concurrency 4", "--requests-per-second 4")} --model llama-3.1-8b --arrivals bursty`,
      message: /--arrivals is "bursty"; expected poisson, constant/,
    },
    {
      name: "a router of one replica",
      line: `${estimate.replace("--concurrency 4", "--requests-per-second 4")} --model llama-3.1-8b --router random`,
      message: /--router needs --fleet/,
    },
    {
      name: "a fleet of a load that has no rate",
      line: `${estimate} --model llama-3.1-8b --fleet 4`,
      message: /--fleet needs --requests-per-second/,
    },
    {
      name: "arrivals of a load that has no rate",
      line: `${estimate} --model llama-3.1-8b --arrivals poisson`,
      message: /--arrivals needs --requests-per-second/,
    },
    {
      name: "a model without times",
      line: "estimate --model resnet-50 --gpu h100 --concurrency 4",
      message: /^LL_WORKLOAD_UNSUPPORTED: resnet-50/,
    },
    {
      name: "a share above all",
      line: `${estimate} --model llama-3.1-8b --prefix-hit-ratio 1.5`,
      message: /--prefix-hit-ratio is "1\.5"; expected a share/,
    },
  ])("$name", async ({ line, message }) => {
    const { code, stdout, stderr } = await answered(line);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

test("a replica that does not fit: by how much, and what to try, exit code 1", async () => {
  const { code, stdout } = await answered(`${estimate} --model llama-3.1-70b`);
  expect(code).toBe(1);
  expect(stdout).toMatch(/does not fit: \d+\.\d GiB per GPU are missing/);
  expect(stdout).toMatch(/try +--tensor \d/);
});

test("objectives that nothing meets are infeasible, with what comes closest, exit code 1", async () => {
  const { code, stdout } = await answered(
    `plan --model llama-3.1-70b --gpu h100 ${lengths} --requests-per-second 5 --tpot 0.0001`,
  );
  expect(code).toBe(1);
  expect(stdout.replaceAll(/\s+/g, " ")).toMatch(/infeasible: closest is h100-sxm-80gb .*TPOT .* of 0\.0001 s/);
});

describe("JSON Lines", () => {
  const good = {
    id: "good",
    model: "llama-3.1-8b",
    gpu: "h100",
    inputTokens: 100,
    outputTokens: 10,
    load: { concurrency: 2 },
  };
  const line = (change: object): string => JSON.stringify({ ...good, ...change });

  test("a bad line is answered with its error, the others go on, in their order, exit code 1", async () => {
    const { code, stdout } = await answered("estimate --json", `${line({})}\n{broken\n\n${line({ id: "last" })}\n`);
    const answers = stdout
      .trim()
      .split("\n")
      .map((text) => JSON.parse(text) as { id: unknown; error?: unknown });
    expect(code).toBe(1);
    expect(answers.map(({ id, error }) => [id, error === undefined])).toEqual([
      ["good", true],
      [null, false],
      ["last", true],
    ]);
  });

  test.each([
    { name: "no number", text: line({}).replace(":100,", ":NaN,"), path: "line 1: inputTokens" },
    { name: "a negative length", text: line({ inputTokens: -5 }), path: "line 1: inputTokens" },
    { name: "an infinite length", text: line({}).replace(":100,", ":1e999,"), path: "line 1: inputTokens" },
    { name: "a text for a number", text: line({ outputTokens: "many" }), path: "line 1: outputTokens" },
    { name: "half a rank", text: line({ parallel: { tensor: 1.5 } }), path: "line 1: parallel.tensor" },
    {
      name: "a share above all",
      text: line({ engineConfig: { gpuMemoryUtilization: 7 } }),
      path: "line 1: engineConfig.gpuMemoryUtilization",
    },
    {
      name: "a negative rate",
      text: line({ load: { requestsPerSecond: -1 } }),
      path: "line 1: load.requestsPerSecond",
    },
    {
      name: "a stage without a time",
      text: line({ load: { stages: [{ seconds: -1, requestsPerSecond: 1 }] } }),
      path: "line 1: load.stages.0.seconds",
    },
    {
      name: "a key that does not exist",
      text: line({ tensorRanks: 2 }),
      path: "line 1: unknown key tensorRanks with the value 2",
    },
  ])("$name is refused at its path", async ({ text, path }) => {
    const { stdout } = await answered("estimate --json", `${text}\n`);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe("LL_INPUT_INVALID");
    expect(error.message).toContain(path);
  });
});
