import { parseMeasuredRows } from "@loadline/calibration";
import { readOwnDevice, readOwnModel } from "@loadline/model";
import { describe, expect, test } from "vitest";
import { answerLine } from "./answer.ts";
import { observationsOf } from "./own-observations.ts";
import { nothingOwn } from "./request.ts";

const config = {
  model: "llama-3.1-70b",
  gpu: "h100",
  engine: "vllm",
  weights: "fp8",
  parallel: { tensor: 4 },
  inputTokens: 1024,
  outputTokens: 256,
};
const lineOf = (concurrency: number, changes: object = {}): string =>
  JSON.stringify({ ...config, load: { concurrency }, ...changes });

const gapOf = (line: string, own = nothingOwn): number => {
  const answer = answerLine(line, 1, own);
  if (!("fits" in answer)) throw new Error(answer.error.message);
  return answer.interTokenLatencySeconds?.mean ?? Number.NaN;
};

/** Five measurements of a replica whose tokens take this much longer than the model has it. */
const slowedBy = (factor: number) => {
  const rows = [4, 8, 16, 32, 64].map((concurrency) => {
    const interTokenLatencySeconds = { mean: factor * gapOf(lineOf(concurrency)) };
    return JSON.stringify({ ...config, load: { concurrency }, measured: { interTokenLatencySeconds } });
  });
  return { ...nothingOwn, observations: observationsOf(parseMeasuredRows(rows.join("\n")).rows) };
};

test("five measurements of a slower replica correct its answers most of the way, with a note", () => {
  const own = slowedBy(1.3);
  const ratio = gapOf(lineOf(24), own) / gapOf(lineOf(24));
  expect(ratio).toBeGreaterThan(1.2);
  expect(ratio).toBeLessThan(1.3);
  expect(JSON.stringify(answerLine(lineOf(24), 1, own))).toContain("corrected by 5 of your own measurements");
});

test("measurements that agree with the model change nothing", () => {
  expect(gapOf(lineOf(24), slowedBy(1)) / gapOf(lineOf(24))).toBeCloseTo(1, 3);
});

test.each([
  { name: "GPU", changes: { gpu: "h200" } },
  { name: "layout", changes: { parallel: { tensor: 8 } } },
  { name: "engine", changes: { engine: "sglang" } },
])("a replica of another $name is not corrected", ({ changes }) => {
  const line = lineOf(24, changes);
  expect(gapOf(line, slowedBy(1.3))).toBe(gapOf(line));
});

/** vLLM 0.32 on two cores, a Llama of 144 M parameters with random weights: what its own benchmark measured. */
describe("a model and a device of the user's own", () => {
  const model = readOwnModel(
    {
      architectures: ["LlamaForCausalLM"],
      model_type: "llama",
      torch_dtype: "bfloat16",
      head_dim: 64,
      hidden_size: 1024,
      intermediate_size: 2816,
      num_hidden_layers: 12,
      num_attention_heads: 16,
      num_key_value_heads: 4,
      vocab_size: 8192,
      max_position_embeddings: 4096,
      tie_word_embeddings: true,
    },
    { what: "tiny", name: "tiny" },
  );
  const asked = { model: "tiny", gpu: "cpu", outputTokens: 48, engineConfig: { maxSequences: 32, maxModelLen: 2048 } };
  const measured: readonly (readonly [inputTokens: number, load: object, gap: number, firstToken: number])[] = [
    [128, { concurrency: 1 }, 0.025, 0.06],
    [128, { concurrency: 4 }, 0.0279, 0.137],
    [128, { requestsPerSecond: 1.87 }, 0.0288, 0.091],
    [512, { concurrency: 2 }, 0.0287, 0.2],
    [1024, { concurrency: 2 }, 0.0315, 0.285],
  ];
  const lines = measured.map(([inputTokens, load, interTokenLatencySeconds, timeToFirstTokenSeconds]) =>
    JSON.stringify({ ...asked, inputTokens, load, measured: { interTokenLatencySeconds, timeToFirstTokenSeconds } }),
  );
  /** Answers on a device of which the user states these peaks. */
  const onDevice = (memoryBandwidth: number, flops: number) => {
    const { gpu } = readOwnDevice(
      {
        name: "cpu",
        memoryCapacity: 6.4e10,
        memoryBandwidth,
        denseFlops: { fp32: flops / 2, bf16: flops },
        power: 200,
      },
      { what: "cpu" },
    );
    const entries = { models: [model], devices: [gpu], prices: [] };
    const { rows, refused } = parseMeasuredRows(lines.join("\n"), { ...entries, takesRates: true });
    const own = { ...entries, observations: observationsOf(rows) };
    const answerTo = (load: object) => {
      const answer = answerLine(JSON.stringify({ ...asked, inputTokens: 128, load }), 1, own);
      if (!("fits" in answer)) throw new Error(answer.error.message);
      return answer;
    };
    return { refused, answerTo };
  };
  const off = (answered: number | undefined, seen: number) => Math.abs((answered ?? Number.NaN) / seen - 1);

  // What the rows do not settle is what one more sequence costs: they have four at most.
  describe.each([
    { name: "far above", bandwidth: 2e11, flops: 6e12 },
    { name: "with a fortieth of the arithmetic", bandwidth: 2e10, flops: 5e10 },
  ])("stated peaks $name", ({ bandwidth, flops }) => {
    const { refused, answerTo } = onDevice(bandwidth, flops);

    test.each([
      { name: "16 clients", load: { concurrency: 16 }, gap: 0.0336, firstToken: 0.5, gapWithin: 0.12 },
      { name: "32 clients", load: { concurrency: 32 }, gap: 0.0475, firstToken: 0.735, gapWithin: 0.18 },
      { name: "4 requests/s", load: { requestsPerSecond: 3.84 }, gap: 0.0345, firstToken: 0.1, gapWithin: 0.13 },
      { name: "7 requests/s", load: { requestsPerSecond: 6.67 }, gap: 0.0469, firstToken: 0.135, gapWithin: 0.3 },
    ])("five rows of low load predict $name", ({ load, gap, firstToken, gapWithin }) => {
      expect(refused).toEqual([]);
      const { interTokenLatencySeconds, timeToFirstTokenSeconds } = answerTo(load);
      expect(off(interTokenLatencySeconds?.mean, gap)).toBeLessThan(gapWithin);
      expect(off(timeToFirstTokenSeconds?.mean, firstToken)).toBeLessThan(0.25);
    });

    test("they narrow the band and name the contradiction", () => {
      const { errorBand, notes } = answerTo({ concurrency: 32 });
      expect(errorBand?.relative).toBeLessThan(0.25);
      expect(JSON.stringify(notes)).toContain("your measurements contradict the model");
    });
  });
});
