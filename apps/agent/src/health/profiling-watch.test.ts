import { describe, expect, test } from "vitest";
import { recordingLogger } from "../../test/cleanups.ts";
import { gpuReading } from "../../test/snapshots.ts";
import type { ProfilingReading } from "../gpu-report/profiling-fields.ts";
import { ProfilingWatch } from "./profiling-watch.ts";

const reading = (over: Partial<ProfilingReading> = {}): ProfilingReading => ({
  uuid: "GPU-0",
  index: 0,
  graphicsActiveRatio: 0,
  smActiveRatio: 0,
  smOccupancyRatio: 0,
  tensorActiveRatio: 0,
  dramActiveRatio: 0,
  ...over,
});

/** Whether the counters of each sample are used. */
const judge = (
  samples: readonly (readonly [utilization: number | null, active: number | null])[],
  intervalSeconds = 30,
): boolean[] => {
  const watch = new ProfilingWatch(recordingLogger());
  return samples.map(([utilizationRatio, graphicsActiveRatio], turn) =>
    watch
      .usable(
        [gpuReading(0, { utilizationRatio })],
        [reading({ graphicsActiveRatio, smActiveRatio: null })],
        turn * intervalSeconds,
      )
      .has("GPU-0"),
  );
};

describe("counters that stand still", () => {
  test.each([
    {
      name: "are unknown from the third busy sample on",
      samples: [
        [1, 0],
        [0.9, 0],
        [1, 0],
        [1, 0],
      ],
      expected: [true, true, false, false],
    },
    {
      name: "are used again when they change",
      samples: [
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0.5],
        [1, 0],
      ],
      expected: [true, true, false, true, true],
    },
    {
      name: "are normal on an idle GPU",
      samples: [
        [0.1, 0],
        [0, 0],
        [0.5, 0],
        [0.89, 0],
      ],
      expected: [true, true, true, true],
    },
    {
      name: "stay unknown while the GPU is idle between",
      samples: [
        [1, 0],
        [1, 0],
        [1, 0],
        [0, 0],
      ],
      expected: [true, true, false, false],
    },
    {
      name: "are used without utilisation",
      samples: [
        [null, 0],
        [null, 0],
        [null, 0],
      ],
      expected: [true, true, true],
    },
    {
      name: "are used without an engine counter",
      samples: [
        [1, null],
        [1, null],
        [1, null],
      ],
      expected: [true, true, true],
    },
  ] as const)("$name", ({ samples, expected }) => expect(judge(samples)).toEqual(expected));
});

test("values of an exporter that lags behind are used for a minute", () => {
  const samples = Array.from({ length: 14 }, () => [1, 0] as const);
  expect(judge(samples, 5)).toEqual(samples.map((_, turn) => turn < 12));
});

test("rows are joined by UUID, by index only where the source has none", () => {
  const watch = new ProfilingWatch(recordingLogger());
  const gpus = [gpuReading(0, { uuid: "GPU-b" }), gpuReading(1, { uuid: "GPU-a" })];
  const found = watch.usable(
    gpus,
    [
      reading({ uuid: "GPU-a", index: 0, dramActiveRatio: 0.1 }),
      reading({ uuid: null, index: 0, dramActiveRatio: 0.2 }),
    ],
    0,
  );
  expect([found.get("GPU-a")?.dramActiveRatio, found.get("GPU-b")?.dramActiveRatio]).toEqual([0.1, 0.2]);
});
