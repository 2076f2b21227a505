import { speedPriors } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { ablateSpeed } from "./ablate-speed.ts";
import { fitSpeed } from "./fit-speed.ts";
import { parseMeasuredRows } from "./measured-row.ts";
import { speedRow } from "./speed-rows.ts";

const priors = speedPriors();

/** One model whose steps grow with the clients, on two degrees of tensor parallelism. */
const lines = [1, 2].flatMap((tensor) =>
  [1, 64].map((concurrency) =>
    JSON.stringify({
      model: "llama-3.1-8b",
      gpu: "h100",
      engine: "vllm",
      weights: "bf16",
      parallel: { tensor },
      inputTokens: 1000,
      outputTokens: 500,
      load: { concurrency },
      measured: {
        interTokenLatencySeconds: { mean: (0.007 + 0.0001 * concurrency) / tensor ** 0.7 },
        timeToFirstTokenSeconds: { mean: 0.05 + 0.002 * concurrency },
      },
    }),
  ),
);
const rows = parseMeasuredRows(lines.join("\n")).rows.map((row) => speedRow(row));

describe("a model with one part less", () => {
  const ablations = ablateSpeed(rows, { priors, start: fitSpeed(rows, { priors, iterations: 2 }), folds: 2 });
  const errorWithout = (part: string, quantity: "decode" | "firstToken"): number =>
    ablations.find(({ title, quantity: of }) => title === part && of === quantity)?.errors["dense, aggregated"]
      ?.median ?? Number.NaN;

  test("every coefficient and every level is left out once for each quantity", () => {
    const titles = ablations.filter(({ quantity }) => quantity === "decode").map(({ title }) => title);
    expect(titles).toContain("layerSeconds");
    expect(titles).toContain("fit of weightBandwidth");
    expect(titles).toContain("level gpu");
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("what the rows need is missed, what they do not have is not", () => {
    expect(errorWithout("waitShare", "firstToken")).toBeGreaterThan(errorWithout("nothing", "firstToken"));
    expect(errorWithout("exchangeSeconds", "decode")).toBeCloseTo(errorWithout("nothing", "decode"), 2);
  });
});
