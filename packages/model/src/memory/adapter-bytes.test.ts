import { expect, test } from "vitest";
import { replicaSpec } from "../performance/replica-spec.ts";
import { adapterBytes } from "./adapter-bytes.ts";
import { replicaMemory } from "./replica-memory.ts";

const bytesOf = (model: string, maxLoras: number, { maxLoraRank = 16, tensor = 1 } = {}): number => {
  const spec = replicaSpec({ model, gpu: "h100", parallel: { tensor }, engineConfig: { maxLoras, maxLoraRank } });
  return adapterBytes(spec.model, spec.parallel, spec.engineConfig);
};

// PEFT prints so many "trainable params" for rank 16 on all linear layers of Llama 3 8B, Mistral 7B and Llama 2 7B; vLLM has
// rank 16 on the embedding and on the output matrix too.
test.each([
  { model: "llama-3.1-8b", printed: 41_943_040, vocabulary: 128_256 },
  { model: "mistral-7b-v0.1", printed: 41_943_040, vocabulary: 32_000 },
  { model: "llama-2-7b", printed: 39_976_960, vocabulary: 32_000 },
])("a slot of $model holds what PEFT prints for an adapter, and the two ends", ({ model, printed, vocabulary }) => {
  expect(bytesOf(model, 1)).toBe(2 * (printed + 2 * 16 * (vocabulary + 4096)));
});

test("memory grows with slots and rank; ranks of the replica cut one side of each matrix alone", () => {
  const one = bytesOf("llama-3.1-8b", 1);
  expect(bytesOf("llama-3.1-8b", 8)).toBe(8 * one);
  expect(bytesOf("llama-3.1-8b", 1, { maxLoraRank: 64 })).toBe(4 * one);
  const halved = bytesOf("llama-3.1-8b", 1, { tensor: 2 });
  expect(halved).toBeGreaterThan(one / 2);
  expect(halved).toBeLessThan(one);
});

test("slots leave less for the cache, by what they take", () => {
  const tokensWith = (engineConfig: object): number =>
    replicaMemory(replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engineConfig })).kvCacheTokens;
  const taken = bytesOf("llama-3.1-8b", 32, { maxLoraRank: 64 }) / 131_072;
  const fewer = tokensWith({}) - tokensWith({ maxLoras: 32, maxLoraRank: 64 });
  expect(Math.abs(fewer - taken)).toBeLessThanOrEqual(16);
});

test("slots of experts are refused, not guessed", () => {
  expect(() => bytesOf("mixtral-8x7b", 4)).toThrow("for the slots of its adapters");
});
