import { speedPriors } from "@loadline/model";
import type { CalibrationDistance } from "@loadline/model/internal";
import { describe, expect, test } from "vitest";
import { parseMeasuredRows } from "./measured-row.ts";
import { type LeftOutRow, speedBands } from "./speed-bands.ts";
import { speedRow } from "./speed-rows.ts";

interface Group extends Partial<CalibrationDistance> {
  readonly model?: string;
  readonly proximity: CalibrationDistance["proximity"];
  /** Predicted ÷ measured of every row. */
  readonly error: number;
}

const rowOf = (model: string) => {
  const line = {
    id: 1,
    model,
    gpu: "h100",
    engine: "vllm",
    weights: "bf16",
    parallel: { tensor: 1 },
    inputTokens: 1000,
    outputTokens: 500,
    load: { concurrency: 4 },
    measured: { interTokenLatencySeconds: { mean: 0.01 }, timeToFirstTokenSeconds: { mean: 0.1 } },
  };
  const [row] = parseMeasuredRows(JSON.stringify(line)).rows;
  if (row === undefined) throw new Error("expected a row");
  return speedRow(row);
};

/** Twenty rows, of two models where none is named. */
const rowsOf = ({ model, error, ...distance }: Group): readonly LeftOutRow[] =>
  Array.from({ length: 20 }, (_, index) => {
    const entry = rowOf(model ?? (index % 2 === 0 ? "llama-3.1-8b" : "qwen3-32b"));
    const predicted = {
      interTokenLatency: 0.01 * error,
      timeToFirstToken: 0.1 * error,
      promptShare: 0,
      waitingShare: 0,
      distance: { lacksVersion: false, lacksGeneration: false, ...distance },
    };
    return { entry, predicted };
  });

const widthsOf = (...groups: readonly Group[]) => {
  const bands = speedBands(groups.flatMap(rowsOf), speedPriors());
  return (name: string) => {
    const band = bands.find(({ group }) => group === `dense · aggregated · ${name}`);
    return Math.exp(Math.max(band?.interTokenLatency ?? Number.NaN, band?.leastSteps ?? Number.NaN));
  };
};

const same = { proximity: "same", error: 1.1 } as const;

describe("bands of left-out rows", () => {
  test("a model without rows has at least the width of an unmeasured version of a measured one", () => {
    const width = widthsOf(
      same,
      { proximity: "model", lacksVersion: true, error: 1.6 },
      { proximity: "architecture", error: 1.3 },
    );
    expect(width("architecture measured")).toBeCloseTo(1.6, 9);
    expect(width("nothing alike measured")).toBeCloseTo(1.6, 9);
    expect(width("measured itself")).toBeCloseTo(1.1, 9);
  });

  test("rows of one model alone give no width, except where nothing alike was measured: no farther rows could", () => {
    const width = widthsOf(
      same,
      { proximity: "architecture", error: 1.3 },
      { proximity: "architecture", lacksGeneration: true, error: 3, model: "qwen3-32b" },
      { proximity: "none", error: 2, model: "qwen3-32b" },
    );
    expect(width("architecture measured · GPU generation not measured")).toBeLessThan(3);
    expect(width("nothing alike measured")).toBeCloseTo(2, 9);
  });

  test("a version without rows of its own adds what versions vary by between models, once", () => {
    const width = widthsOf(same, { proximity: "architecture", error: 1.5 });
    const added = 1.645 * speedPriors().newerVersion.scatter.value;
    expect(width("measured itself · version not measured")).toBeCloseTo(Math.exp(Math.hypot(Math.log(1.1), added)), 9);
    const own = widthsOf(
      same,
      { proximity: "same", lacksVersion: true, error: 1.2 },
      { proximity: "none", error: 1.5 },
    );
    expect(own("measured itself · version not measured")).toBeCloseTo(1.2, 9);
  });
});
