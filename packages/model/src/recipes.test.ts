import { afterAll, beforeAll, expect, test, vi } from "vitest";
import hopper from "../data/gpus/hopper.json" with { type: "json" };
import sharedSources from "../data/sources.json" with { type: "json" };
import { requestsPerSecond, seconds, tokens } from "./base/units.ts";
import { deriveCatalogue } from "./data-files/render-catalogue.ts";

/** An entry of data/gpus/hopper.json as the recipe asks for it: half again as fast a memory as an H100's. */
const novaGpu = () => {
  const h100 = hopper.find(({ id }) => id === "h100-sxm-80gb");
  const names = { id: "nova-gpu", name: "NVIDIA Nova 80 GB", aliases: ["nova-sxm"] };
  return { ...h100, ...names, memoryBandwidth: { value: 1.5 * 3.35e12, unit: "B/s" } };
};

/** The sources and data with one entry more in these three files, where the recipes of CONTRIBUTING.md put it. */
const withEntries = async () => {
  // Test files share the modules of their worker: these are loaded anew, for this file alone.
  vi.resetModules();
  vi.doMock("./catalogue/data.generated.js", async (importOriginal) => {
    const { embedded, embeddedNames } = await importOriginal<typeof import("./catalogue/data.generated.js")>();
    const file = { path: "gpus/hopper.json", json: [novaGpu()] };
    const entries = deriveCatalogue([file, { path: "sources.json", json: sharedSources }]);
    const added = Object.fromEntries(entries.map(({ id, value }) => [id, JSON.stringify(value)]));
    const names = entries.map(({ id, value: { name = id, aliases = [] } }) => [id, name, ...aliases]);
    return {
      embedded: { ...embedded, gpus: { ...embedded["gpus"], ...added } },
      embeddedNames: {
        ...embeddedNames,
        gpus: JSON.stringify([...JSON.parse(embeddedNames["gpus"] ?? ""), ...names]),
      },
    };
  });
  vi.doMock("./catalogue/engine-facts.ts", async (importOriginal) => {
    const { engineFacts } = await importOriginal<typeof import("./catalogue/engine-facts.ts")>();
    const { vllm } = engineFacts;
    const nova = {
      ...vllm,
      pattern: /nova/,
      flags: { ...vllm.flags, sequences: ["--slots"] },
      sequences: { on: [], elsewhere: 64, source: "its manual" },
    };
    const facts = { ...engineFacts, nova };
    return { engineFacts: facts, engines: Object.keys(facts) };
  });
  vi.doMock("./catalogue/import-hugging-face/dense-families.ts", async (importOriginal) => {
    const dense = await importOriginal<typeof import("./catalogue/import-hugging-face/dense-families.ts")>();
    const nova = { ...dense.plain, family: "nova", matrices: 2 };
    return { ...dense, denseFamilies: { ...dense.denseFamilies, nova } };
  });
  return import("./index.ts");
};

let core: typeof import("./index.ts");
beforeAll(async () => {
  core = await withEntries();
});
afterAll(() => {
  vi.doUnmock("./catalogue/data.generated.js");
  vi.doUnmock("./catalogue/engine-facts.ts");
  vi.doUnmock("./catalogue/import-hugging-face/dense-families.ts");
  vi.resetModules();
});

const shape = { inputTokens: tokens(1000), outputTokens: tokens(200) };
const slo = { percentile: 0.9, timeToFirstToken: seconds(2), interTokenLatency: seconds(0.05) } as const;

test("a GPU that was added in one file is found by its names, estimated by its own bandwidth and searched for", () => {
  const { clusterRequirements, estimate, replicaSpec } = core;
  const perToken = (gpu: string) => {
    const spec = replicaSpec({ model: "llama-3.1-8b", gpu, engineConfig: { maxSequences: 1 } });
    return estimate(spec, shape, { kind: "concurrency", concurrency: 1 });
  };
  const [nova, h100] = [perToken("NVIDIA Nova 80 GB"), perToken("h100")];
  expect(nova.interTokenLatency.mean / h100.interTokenLatency.mean).toBeGreaterThan(1 / 1.5);
  expect(nova.interTokenLatency.mean / h100.interTokenLatency.mean).toBeLessThan(0.9);
  // Nothing was measured on it.
  expect(nova.errorBand.basis).not.toBe("calibrated");
  const asked = { model: "llama-3.1-8b", gpus: ["nova-sxm", "h100"], shape, slo };
  const answer = clusterRequirements({ ...asked, requestsPerSecond: requestsPerSecond(40) });
  expect(answer).toMatchObject({ kind: "feasible" });
  expect(JSON.stringify(answer)).toContain("nova-gpu");
});

test("an engine that was added in one file is found by its names, estimated, searched for and advised on", () => {
  const { bestEngineSettings, clusterRequirements, estimate, replicaSpec } = core;
  const spec = replicaSpec({ model: "llama-3.1-8b", gpu: "h100", engine: "Nova-Serve" });
  expect(spec).toMatchObject({ engine: "nova", engineConfig: { maxSequences: 64 } });
  const { interTokenLatency, errorBand } = estimate(spec, shape, { kind: "concurrency", concurrency: 8 });
  expect(interTokenLatency.mean).toBeGreaterThan(0);
  // Nothing was measured on it.
  expect(errorBand.basis).not.toBe("calibrated");
  const asked = { model: "llama-3.1-8b", gpus: ["h100"], engine: "nova", shape, slo };
  const answer = clusterRequirements({ ...asked, requestsPerSecond: requestsPerSecond(40) });
  expect(answer).toMatchObject({ kind: "feasible", best: { candidate: { weights: "bf16" } } });
  expect(bestEngineSettings(spec, shape, slo)?.changes).toContainEqual(
    expect.objectContaining({ key: "maxSequences", from: 64 }),
  );
});

test("an architecture that was added in one file is imported, and its replicas are estimated", () => {
  const { estimate, readHuggingFaceConfig, replicaSpec } = core;
  const config = {
    model_type: "nova",
    architectures: ["NovaForCausalLM"],
    vocab_size: 32_000,
    max_position_embeddings: 8192,
    hidden_size: 4096,
    num_hidden_layers: 32,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    intermediate_size: 16_384,
  };
  const { model } = readHuggingFaceConfig(config, { id: "nova-7b", ref: "test", accessed: "2026-11-28" });
  // Embeddings at both ends; per layer queries, output, keys and values, two matrices, two norms; the last norm.
  const perLayer = 2 * 4096 ** 2 + 2 * 4096 * 1024 + 2 * 4096 * 16_384 + 2 * 4096;
  expect(model.parameters.value).toBe(2 * 32_000 * 4096 + 32 * perLayer + 4096);
  const answer = estimate(replicaSpec({ model, gpu: "h100" }), shape, { kind: "concurrency", concurrency: 8 });
  expect(answer.interTokenLatency.mean).toBeGreaterThan(0);
});
