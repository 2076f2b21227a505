import { estimate, replicaSpec, tokens } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { type PublishedFigure, publishedFigures, sources } from "./published-figures.ts";

const answerFor = (figure: PublishedFigure) =>
  estimate(
    replicaSpec({
      model: figure.model,
      gpu: figure.gpu,
      engine: "tensorrt-llm",
      engineVersion: sources[figure.source].engineVersion,
      weights: figure.weights,
      parallel: { tensor: figure.tensor },
    }),
    { inputTokens: tokens(figure.inputTokens), outputTokens: tokens(figure.outputTokens) },
    { kind: "saturated" },
  );

const errorOf = (figure: PublishedFigure): number =>
  answerFor(figure).outputTokensPerSecond / figure.outputTokensPerSecond - 1;

const nameOf = ({ model, gpu, weights, tensor, inputTokens, outputTokens }: PublishedFigure): string =>
  `${model} in ${weights} on ${tensor} ${gpu}, ${inputTokens} → ${outputTokens}`;

// These tables went into the coefficients, so this guards what was fitted and says nothing about unseen
// configurations; docs/accuracy/fit-report.md gives the errors of groups, models and GPUs left out.
describe("published tokens per second at saturation, in sample", () => {
  test("half of the figures are met within 5 %, nine of ten within 15 %", () => {
    const errors = publishedFigures.map((figure) => Math.abs(errorOf(figure))).toSorted((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.05);
    expect(errors[Math.floor(0.9 * (errors.length - 1))]).toBeLessThan(0.15);
  });

  test("nine of ten figures lie in the band that the answer states", () => {
    const inside = publishedFigures.filter(
      (figure) => Math.abs(errorOf(figure)) <= answerFor(figure).errorBand.relative,
    );
    expect(inside.length / publishedFigures.length).toBeGreaterThanOrEqual(0.87);
  });

  test.each(publishedFigures.map((figure) => ({ name: nameOf(figure), figure })))(
    "$name: within 30 %",
    ({ figure }) => {
      expect(Math.abs(errorOf(figure))).toBeLessThan(0.3);
    },
  );
});
