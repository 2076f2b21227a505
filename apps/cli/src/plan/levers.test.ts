import { expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

interface Answer {
  readonly best: { readonly gpus: number; readonly cost: { readonly usdPerHour: number } };
  readonly levers: readonly {
    readonly option: string;
    readonly row: { readonly gpus: number; readonly weights: string; readonly cost: { readonly usdPerHour: number } };
  }[];
}
const answerOf = async (line: string): Promise<Answer> => JSON.parse((await runLine(`plan ${line} --json`)).stdout);

test("long prompts are served by fewer GPUs with prefill and decode apart, as the same option answers", async () => {
  const line =
    "--model deepseek-v3 --gpu h200 --input-tokens 32000 --output-tokens 500 --requests-per-second 10 --ttft 10s --tpot 100ms";
  const { best, levers } = await answerOf(line);
  const apart = levers.find(({ option }) => option === "--disaggregated");
  expect(apart?.row.gpus).toBeLessThan(0.85 * best.gpus);
  const asked = await answerOf(`${line} --disaggregated`);
  expect(asked.best.gpus).toBe(apart?.row.gpus);
  expect(asked.levers.map(({ option }) => option)).not.toContain("--disaggregated");
});

test("eight bits stand before four, each lever saves a twentieth or more, and the largest saving comes first", async () => {
  const { best, levers } = await answerOf(
    "--model llama-3.1-70b --gpu b200 --input-tokens 1024 --output-tokens 256 --requests-per-second 50 --ttft 1s --tpot 50ms",
  );
  const options = levers.map(({ option }) => option);
  expect(options.indexOf("--weights fp8")).toBeGreaterThanOrEqual(0);
  expect(options.indexOf("--weights nvfp4")).toBeGreaterThan(options.indexOf("--weights fp8"));
  for (const { row } of levers) expect(row.cost.usdPerHour).toBeLessThanOrEqual(0.95 * best.cost.usdPerHour);
  const others = levers.filter(({ option }) => !option.startsWith("--weights")).map(({ row }) => row.cost.usdPerHour);
  expect(others).toEqual(others.toSorted((a, b) => a - b));
});
