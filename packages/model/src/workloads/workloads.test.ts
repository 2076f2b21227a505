import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gpuById, listGpus, listModels, modelById } from "../catalogue/lookup.ts";
import { offlineRows, offlineRowsSchema } from "../catalogue/offline-rows.ts";
import { nativePrecision, peakFlops } from "../catalogue/precision.ts";
import { attainedShare, rowShare } from "./attained-share.ts";
import { denoiserPass } from "./denoiser-work.ts";
import { passSpeed } from "./pass-speed.ts";
import { sampleWork } from "./sample-work.ts";

const bert = modelById("bert-large");
const sdxl = modelById("sdxl");
const rows = offlineRows().rows;

/** Whether the architecture is known well enough to be timed. */
const isTimed = (id: string): boolean => {
  try {
    return sampleWork(modelById(id), { inputTokens: 1 }).length > 0;
  } catch {
    return false;
  }
};

test("the file of rows is valid, and a row without a source is not", () => {
  const json = offlineRows();
  expect(offlineRowsSchema.safeParse(json).success).toBe(true);
  expect(offlineRowsSchema.safeParse({ ...json, rows: [{ ...json.rows[0], samplesPerSecond: 5 }] }).success).toBe(
    false,
  );
});

describe("work of one sample", () => {
  test("BERT large over 384 tokens is the 247 GFLOP that its publishers count", () => {
    expect((sampleWork(bert, { inputTokens: 384 })[0]?.flops ?? 0) / 1e9).toBeCloseTo(246.9, 0);
  });

  test("the denoiser of SDXL has the 2.6 billion parameters of its paper, up to its embeddings", () => {
    const { denoiser } = sdxl.kind === "diffusion" ? sdxl : { denoiser: undefined };
    if (denoiser === undefined) throw new Error("SDXL has a denoiser");
    expect(Math.abs(denoiserPass(denoiser, 1024).parameters / 2.6e9 - 1)).toBeLessThan(0.03);
  });

  test("twice the steps is twice the work", () => {
    const at = (steps: number): number => sampleWork(sdxl, { inputTokens: 1, steps })[0]?.flops ?? 0;
    expect(at(50)).toBe(2 * at(25));
  });

  test("a model that writes token by token is refused", () => {
    expect(() => sampleWork(modelById("llama-3.1-8b"), { inputTokens: 1 })).toThrow("needs an encoder");
  });
});

describe("measured rows", () => {
  const errorLeftOut = (index: number): number => {
    const row = rows[index];
    if (row === undefined) throw new Error("no such row");
    const others = rows.filter(({ gpu }) => gpu !== row.gpu);
    const kind = row.model === "bert-large" ? "encoder" : "diffusion";
    return attainedShare({ kind, ...row }, others).share / rowShare(row) - 1;
  };

  test.each(rows.map((row, index) => ({ name: `${row.model} on ${row.gpu}`, index })))(
    "$name is met within the stated bound when its GPU is left out",
    ({ index }) => {
      expect(Math.abs(errorLeftOut(index))).toBeLessThanOrEqual(offlineRows().errorBand.value);
    },
  );

  test("SDXL crosses from H100 to MI325X by what their matrix products attain, within 9 %", () => {
    const diffusion = rows.flatMap((row, index) => (row.model === "bert-large" ? [] : [errorLeftOut(index)]));
    expect(diffusion).toHaveLength(2);
    for (const error of diffusion) expect(Math.abs(error)).toBeLessThan(0.09);
  });

  test("a GPU with a row of its own is closer to it than with the row left out", () => {
    for (const [index, row] of rows.entries()) {
      const kind = row.model === "bert-large" ? "encoder" : "diffusion";
      const { share, basis } = attainedShare({ kind, ...row });
      expect(Math.abs(share / rowShare(row) - 1)).toBeLessThan(Math.abs(errorLeftOut(index)) + 1e-12);
      expect(basis).toBe("calibrated");
    }
  });
});

test.each([
  { name: "a model that was measured on the GPU", model: "bert-large", gpu: "l4", basis: "calibrated" },
  { name: "another of its kind on the same GPU", model: "bge-m3", gpu: "l4", basis: "transferred" },
  { name: "the measured model on another GPU", model: "bert-large", gpu: "v100-sxm-32gb", basis: "transferred" },
])("the speed of $name is $basis", ({ model, gpu, basis }) => {
  const setting = {
    model: modelById(model),
    gpu: gpuById(gpu),
    precision: "int8",
    shape: { inputTokens: 128 },
  } as const;
  expect(passSpeed(setting).errorBand.basis).toBe(basis);
});

describe("speed", () => {
  const speed = passSpeed({ model: bert, gpu: gpuById("a100-80gb"), precision: "int8", shape: { inputTokens: 177 } });

  test("a larger batch takes longer and gives more samples, up to the offline rate", () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 1, max: 4096 }), (batch, more) => {
        expect(speed.batchSeconds(batch + more)).toBeGreaterThanOrEqual(speed.batchSeconds(batch));
        expect(speed.samplesPerSecond(batch + more)).toBeGreaterThanOrEqual(
          speed.samplesPerSecond(batch) * (1 - 1e-12),
        );
        expect(speed.samplesPerSecond(batch)).toBeLessThanOrEqual(speed.offlineSamplesPerSecond);
      }),
    ));

  test("more arithmetic and more bandwidth never make a batch slower", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 512 }),
        (arithmetic, bandwidth, batch) => {
          const gpu = gpuById("a100-80gb");
          const { int8 } = gpu.denseFlops;
          if (int8 === null) throw new Error("an A100 has int8");
          const faster: typeof gpu = {
            ...gpu,
            denseFlops: { ...gpu.denseFlops, int8: { ...int8, value: int8.value * arithmetic } },
            memoryBandwidth: { ...gpu.memoryBandwidth, value: gpu.memoryBandwidth.value * bandwidth },
          };
          const of = (on: typeof gpu): number =>
            passSpeed({ model: bert, gpu: on, precision: "int8", shape: { inputTokens: 128 } }).batchSeconds(batch);
          expect(of(faster)).toBeLessThanOrEqual(of(gpu));
        },
      ),
    ));

  test("one short request waits for the weights, a large batch for the arithmetic", () => {
    const short = passSpeed({ model: bert, gpu: gpuById("a100-80gb"), precision: "int8", shape: { inputTokens: 16 } });
    expect(short.limitAt(1)).toBe("decode-bandwidth");
    expect(short.limitAt(1024)).toBe("prefill-compute");
  });
});

describe("physics is a floor", () => {
  const models = listModels().filter(({ id, kind }) => kind !== "decoder" && kind !== "single-pass" && isTimed(id));

  test.each(models.map(({ id }) => ({ id })))("$id beats neither arithmetic nor bandwidth on any GPU", ({ id }) => {
    const model = modelById(id);
    for (const gpu of listGpus()) {
      const precision = nativePrecision(gpu);
      const shape = { inputTokens: 128, outputTokens: 100 };
      const { batchSeconds } = passSpeed({ model, gpu, precision, shape });
      const work = sampleWork(model, shape);
      for (const batch of [1, 16, 1024]) {
        const computing = work.map(({ flops }) => (batch * flops) / peakFlops(gpu, precision));
        // Keys, values and weights are in 16 bits here.
        const reading = work.map(
          (phase) => (2 * (phase.parametersRead + batch * phase.cacheRead)) / gpu.memoryBandwidth.value,
        );
        const floor = computing.reduce((sum, seconds, index) => sum + Math.max(seconds, reading[index] ?? 0), 0);
        expect(batchSeconds(batch), `${gpu.id}, batch ${batch}`).toBeGreaterThanOrEqual(floor);
      }
    }
  });

  test("a decoder behind an encoder reads the encoder's keys and values for each token that it writes", () => {
    const whisper = modelById("whisper-large-v3");
    const [, writing] = sampleWork(whisper, { inputTokens: 1, outputTokens: 100 });
    // 32 layers, 20 heads of 64, keys and values, 1500 positions and half of the answer, 100 times.
    expect(writing?.cacheRead).toBe(32 * 2 * 20 * 64 * (1500 + 50) * 100);
  });

  test("no batch holds more keys and values than the memory does", () => {
    const gpu = gpuById("l4");
    const shape = { inputTokens: 1, outputTokens: 100 };
    const { samplesPerSecond } = passSpeed({ model: modelById("whisper-large-v3"), gpu, precision: "bf16", shape });
    // 262 MB each beside 3.1 GB of weights: 70 and no more.
    expect(samplesPerSecond(128)).toBeCloseTo(samplesPerSecond(1024), 9);
    expect(samplesPerSecond(32)).toBeLessThan(samplesPerSecond(128));
  });
});
