import { speedPriors } from "@loadline/core";
import { expect, test } from "vitest";
import { emptyFit, fitSpeed, speedUnder } from "./fit-speed.ts";
import { measuredRowOf } from "./measured-row.ts";
import { type SpeedRow, speedRow } from "./speed-rows.ts";

const priors = speedPriors();
const rowOf = (load: object, measured: object): SpeedRow => {
  const model = { model: "llama-3.1-8b", gpu: "h100", engine: "trtllm", weights: "fp8" };
  const row = measuredRowOf({ ...model, inputTokens: 1000, outputTokens: 1000, load, measured }, 1);
  if ("message" in row) throw new Error(row.message);
  return speedRow(row, speedUnder(emptyFit, priors, []));
};
const burst = rowOf({ saturated: true }, { outputTokensPerSecond: 15_000 });
const served = [4, 64].map((concurrency) => rowOf({ concurrency }, { interTokenLatencySeconds: 0.02 }));

test("what bursts show does not depend on served loads, nor the other way round", () => {
  const together = fitSpeed([burst, ...served], { priors }).decode;
  const apart = { ...fitSpeed(served, { priors }).decode, ...fitSpeed([burst], { priors }).decode };
  expect(together).toEqual(apart);
});
