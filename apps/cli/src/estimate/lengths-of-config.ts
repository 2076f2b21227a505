import { type DemandShape, type LengthDistribution, LoadlineError, type Model, tokens } from "@loadline/core";
import type { ConfigLine } from "./config-line.ts";
import { isByFormula } from "./load-of-config.ts";

type Side = "inputTokens" | "outputTokens";
type Spread = NonNullable<ConfigLine["inputTokensDistribution"]>;

/** Lengths with both bounds are cut normal ones, as load generators draw them; others keep a long upper tail. */
const spreadOf = ({ mean, stdev = 0, min, max }: Spread): LengthDistribution => {
  if (stdev === 0) return { kind: "fixed", tokens: mean };
  return { kind: min !== undefined && max !== undefined ? "normal" : "log-normal", mean, stdev, min, max };
};

interface Lengths {
  readonly mean: number;
  readonly distribution: LengthDistribution;
}

/** Pictures have no tokens, an encoder writes none, and an encoder-decoder reads a window of one size. */
const needsNo = (kind: Model["kind"], side: Side): boolean => {
  if (kind === "encoder-decoder") return side === "inputTokens";
  return kind === "diffusion" || (kind !== "decoder" && side === "outputTokens");
};

/** The mean of a recorded load, which brings its own lengths. */
const recordedMean = ({ load }: ConfigLine, side: Side): number | undefined =>
  "trace" in load ? load.trace.reduce((sum, request) => sum + request[side], 0) / load.trace.length : undefined;

const lengthsOf = (config: ConfigLine, side: Side, kind: Model["kind"]): Lengths => {
  const spread = config[`${side}Distribution`];
  const nominal = spread?.mean ?? config[side] ?? recordedMean(config, side) ?? (needsNo(kind, side) ? 1 : undefined);
  if (nominal === undefined) {
    throw new LoadlineError("LL_INPUT_INVALID", {
      what: side,
      value: null,
      expected: "a number of tokens; it may not be left out",
    });
  }
  if (spread !== undefined) return { mean: nominal, distribution: spreadOf(spread) };
  const [low, high] = (config.lengthRange ?? [1, 1]).map((share) => share * nominal) as [number, number];
  const mean = (low + high) / 2;
  return { mean, distribution: low < high ? { kind: "uniform", low, high } : { kind: "fixed", tokens: mean } };
};

/** Mean lengths of a line and how they spread. @throws LL_INPUT_INVALID when a length is left out */
export const shapeOfConfig = (config: ConfigLine, kind: Model["kind"] = "decoder"): DemandShape => {
  const input = lengthsOf(config, "inputTokens", kind);
  const output = lengthsOf(config, "outputTokens", kind);
  return {
    inputTokens: tokens(input.mean),
    outputTokens: tokens(output.mean),
    variedLengths: input.distribution.kind !== "fixed" || output.distribution.kind !== "fixed",
    inputDistribution: input.distribution,
    outputDistribution: output.distribution,
  };
};

/** What the figures leave out of the lengths; open-loop answers leave out nothing. */
export const lengthNotes = ({ load }: ConfigLine, { variedLengths }: DemandShape): readonly string[] =>
  variedLengths === true && isByFormula(load)
    ? ["lengths enter a closed loop by their mean; percentiles leave out the spread that differing lengths add"]
    : [];
