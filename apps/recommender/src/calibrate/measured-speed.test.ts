import { expect, test } from "vitest";
import { addReading, type EngineSeries, emptySeries } from "../state/engine-series.ts";
import { measuredSpeed } from "./measured-speed.ts";

const retention = { horizonSeconds: 600, resolutionSeconds: 0 };

/** A minute of ten requests/s of 200 tokens at one inter-token latency. */
const at = (latency: number): EngineSeries =>
  [0, 60].reduce((series, second) => {
    const gaps = second * 10 * 200;
    const work = { finished: second * 10, running: 0, waiting: 0, promptTokens: null, generatedTokens: null };
    const reading = { at: second, startedAt: -600, ...work, interTokenSeconds: gaps * latency, interTokenCount: gaps };
    return addReading(series, reading, retention);
  }, emptySeries);

const speedOf = (latencies: readonly number[]) =>
  measuredSpeed(
    latencies.map((latency, index) => ({ id: `n${index}/e`, node: `n${index}`, startedAt: -600, series: at(latency) })),
    { at: 60, seconds: 60, warmUpSeconds: 180 },
  );

const truthful = new Array<number>(9).fill(0.02);

test.each([
  { name: "far faster", latency: 0.002, slow: [], fast: ["n9/e"] },
  { name: "far slower", latency: 0.2, slow: ["n9/e"], fast: [] },
  { name: "a little faster", latency: 0.015, slow: [], fast: [] },
])("one among ten that reports to be $name does not move the speed, and is named where it is far off", (row) => {
  const speed = speedOf([...truthful, row.latency]);
  expect(speed.interTokenLatencySeconds).toBeCloseTo(0.02);
  expect(speed).toMatchObject({ slowEngines: row.slow, fastEngines: row.fast });
});

test("of two none is named, and the slower counts", () => {
  const speed = speedOf([0.002, 0.02]);
  expect(speed.interTokenLatencySeconds).toBeCloseTo(0.02);
  expect(speed).toMatchObject({ slowEngines: [], fastEngines: [] });
});
