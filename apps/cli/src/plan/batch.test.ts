import { expect, test } from "vitest";
import { runLine } from "../../test/memory-context.ts";

const line = "plan --model llama-3.1-8b --input-tokens 1500 --output-tokens 150 --requests 10M --within 8h";
const answerOf = async (more: string) => JSON.parse((await runLine(`${line} --json ${more}`)).stdout);

test("offline work takes as many replicas as are done in time, at the price of spot where that is quoted", async () => {
  const { best, requests, withinSeconds } = await answerOf("--gpu h100");
  expect([requests, withinSeconds]).toEqual([10_000_000, 28_800]);
  const { replicas, requestsPerSecondPerReplica, seconds, price, usd, gpus } = best;
  expect(replicas).toBe(Math.ceil(1e7 / 28_800 / requestsPerSecondPerReplica));
  expect(seconds).toBeLessThanOrEqual(28_800);
  expect(price).toMatchObject({ purchaseClass: "spot" });
  expect(usd).toBeCloseTo((gpus * price.usdPerGpuHour * seconds) / 3600, 6);
});

test("with more time it takes fewer GPUs at about the same cost, and the cheapest stands first", async () => {
  const [soon, late] = [await answerOf("--gpu h100,a100-80gb"), await answerOf("--gpu h100,a100-80gb --within 24h")];
  expect(late.best.gpus).toBeLessThan(soon.best.gpus / 2);
  expect(late.best.usd / soon.best.usd).toBeCloseTo(1, 1);
  for (const { usd } of soon.alternatives) expect(usd).toBeGreaterThanOrEqual(soon.best.usd);
});

test.each([
  ["--ttft 1s", "--ttft"],
  ["--requests-per-second 3", "--requests-per-second"],
])("%s means nothing to work that nobody waits for", async (more, named) => {
  const { code, stderr } = await runLine(`${line} --gpu h100 ${more}`);
  expect([code, stderr]).toEqual([2, expect.stringContaining(named)]);
});

test("within 80 and 120 columns the answer is a table", async () => {
  for (const columns of [80, 120]) {
    const { stdout } = await runLine(`${line} --gpu h100,a100-80gb`, { columns });
    expect(stdout).toMatch(/replicas +GPUs +takes +\$\/GPU-h/);
    for (const each of stdout.split("\n")) expect(each.length).toBeLessThanOrEqual(columns);
  }
});
