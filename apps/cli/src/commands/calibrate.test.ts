import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryContext } from "../../test/memory-context.ts";
import { calibrate } from "./calibrate.ts";
import { estimate } from "./estimate.ts";
import { plan } from "./plan.ts";

const rowAt = (concurrency: number, milliseconds: number): string =>
  JSON.stringify({
    id: `c${concurrency}`,
    model: "llama-3.1-8b",
    gpu: "h100",
    engine: "vllm",
    engineVersion: "9.9",
    inputTokens: 1000,
    outputTokens: 200,
    load: { concurrency },
    measured: {
      interTokenLatencySeconds: { mean: milliseconds / 1e3 },
      timeToFirstTokenSeconds: { mean: (50 + concurrency) / 1e3 },
    },
  });

const rows = [rowAt(1, 9), rowAt(4, 9.6), rowAt(16, 12), rowAt(32, 15), rowAt(64, 22), rowAt(128, 36)];

describe("loadline calibrate", () => {
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "loadline-calibrate-"));
    file = join(folder, "rows.jsonl");
    await writeFile(file, [...rows, "nonsense"].join("\n"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("fits, writes coefficients and report, and passes a bad line with its number", async () => {
    const memory = memoryContext();
    const [write, report] = [join(folder, "out.json"), join(folder, "out.md")];
    const options = { holdout: "none", json: true, write, report };
    expect(await calibrate.run(memory.context, { arguments: [file], options })).toBe(0);
    expect(memory.stderr()).toContain("line 7");
    const answer = JSON.parse(memory.stdout()) as { errors: { rows: number; interTokenLatency: { median: number } }[] };
    expect(answer.errors[0]?.rows).toBe(6);
    expect(answer.errors[0]?.interTokenLatency.median).toBeLessThan(0.1);
    const coefficients = JSON.parse(await readFile(write, "utf8")) as { decode: object };
    expect(Object.keys(coefficients.decode)).toContain("version:vllm/9.9");
    expect(await readFile(report, "utf8")).toContain("# Fit of the speed coefficients");
  });

  test("estimate and plan answer by the written fit where it is nearer, and as before elsewhere; without hold-outs no band narrows", async () => {
    const [own, write] = [join(folder, "own.jsonl"), join(folder, "fit.json")];
    await writeFile(own, rows.join("\n").replaceAll("h100", "mi300x").replaceAll(',"engineVersion":"9.9"', ""));
    await calibrate.run(memoryContext().context, { arguments: [own], options: { holdout: "none", write } });
    const lengths = { model: "llama-3.1-8b", inputTokens: "1000", outputTokens: "200" };
    const answer = async (gpu: string, changes: object) => {
      const memory = memoryContext();
      const options = { ...lengths, gpu: [gpu], concurrency: "64", json: true, ...changes };
      await estimate.run(memory.context, { arguments: [], options });
      const { interTokenLatencySeconds, errorBand } = JSON.parse(memory.stdout());
      return { gap: interTokenLatencySeconds.mean as number, band: errorBand.relative as number };
    };
    const [before, after] = [await answer("mi300x", {}), await answer("mi300x", { coefficients: write })];
    expect(Math.abs(after.gap / 0.022 - 1)).toBeLessThan(0.1);
    expect(Math.abs(before.gap / 0.022 - 1)).toBeGreaterThan(0.12);
    // Of steps without prompts, whose share each fit sees differently.
    const bandOf = async (changes: object) =>
      (await answer("mi300x", { ...changes, inputTokens: "1", outputTokens: "20000" })).band;
    expect(await bandOf({ coefficients: write })).toBeGreaterThanOrEqual(await bandOf({}));
    expect(await answer("b200", { coefficients: write })).toEqual(await answer("b200", {}));
    const memory = memoryContext();
    const load = { requestsPerSecond: "200", tpot: "50ms", gpu: ["mi300x"], json: true, coefficients: write };
    await plan.run(memory.context, { arguments: [], options: { ...lengths, ...load } });
    expect(memory.stdout()).toContain("speed by your own fit");
  });

  test("a file that is no fit is refused by its key", async () => {
    const odd = join(folder, "odd.json");
    await writeFile(odd, '{"kind":"speed-coefficients","id":"x","decode":{"all:":{"speed":1}}}');
    const options = { model: "llama-3.1-8b", gpu: ["h100"], coefficients: odd, requestsPerSecond: "1" };
    const lengths = { inputTokens: "100", outputTokens: "10" };
    const refused = plan.run(memoryContext().context, { arguments: [], options: { ...options, ...lengths } });
    await expect(refused).rejects.toThrow("--coefficients.");
  });

  test("the same rows give the same coefficients", async () => {
    const [first, second] = [join(folder, "a.json"), join(folder, "b.json")];
    for (const write of [first, second]) {
      await calibrate.run(memoryContext().context, { arguments: [file], options: { holdout: "none", write } });
    }
    expect(await readFile(first, "utf8")).toBe(await readFile(second, "utf8"));
  });

  test.each([
    { name: "a file without a measured row", given: "empty", code: "LL_INPUT_INVALID" },
    { name: "a file that is not there", given: "missing", code: "LL_FILE_UNREADABLE" },
  ])("$name is refused", async ({ given, code }) => {
    const path = join(folder, `${given}.jsonl`);
    if (given === "empty") await writeFile(path, "\n");
    const run = calibrate.run(memoryContext().context, { arguments: [path], options: {} });
    await expect(run).rejects.toMatchObject({ code });
  });
});
