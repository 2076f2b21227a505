import { type Estimate, estimate, replicaSpec, tokens } from "@loadline/core";
import { describe, expect, test } from "vitest";
import { type HeldOutFigure, heldOutFigures, heldOutPage } from "./held-out-figures.ts";

const answerFor = ({ batch, inputTokens, outputTokens, tensor, ...replica }: HeldOutFigure): Estimate =>
  estimate(
    replicaSpec({
      ...{ model: replica.model, gpu: replica.gpu, weights: replica.weights },
      ...{ engine: "tensorrt-llm", engineVersion: replica.engineVersion },
      parallel: { tensor },
      engineConfig: { maxSequences: batch },
    }),
    { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) },
    { kind: "concurrency", concurrency: batch },
  );

const errorOf = (figure: HeldOutFigure): number =>
  answerFor(figure).outputTokensPerSecond / figure.outputTokensPerSecond - 1;

// Models that the fit never saw, on engine versions older than any of its rows.
describe(`tokens per second of static batches, out of sample: ${heldOutPage}`, () => {
  test("half of the figures are met within 15 %", () => {
    const errors = heldOutFigures.map((figure) => Math.abs(errorOf(figure))).toSorted((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.15);
  });

  // The three beyond it decode 2,048 tokens a request with 70 billion parameters, at little more than half of what later
  // engine versions reach: a version older than every row is not among what the band knows.
  test("ten of thirteen lie in the band that the answer states", () => {
    const beyond = heldOutFigures.filter((figure) => Math.abs(errorOf(figure)) > answerFor(figure).errorBand.relative);
    expect(beyond.every(({ model, outputTokens }) => model === "llama-2-70b" && outputTokens === 2048)).toBe(true);
    expect(beyond.length).toBeLessThanOrEqual(3);
  });

  test("no answer claims to be calibrated", () => {
    expect(heldOutFigures.map((figure) => answerFor(figure).errorBand.basis)).not.toContain("calibrated");
  });
});
