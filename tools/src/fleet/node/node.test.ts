import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enginesFile } from "./node-files.ts";
import { freeGpus, type PlaceableNode, place } from "./placement.ts";

const node = (name: string, pool: string, gpus: number): PlaceableNode => ({
  name,
  pool,
  gpus: Array.from({ length: gpus }, (_, index) => ({ uuid: `${name}/${index}` })),
});

describe("placement", () => {
  const nodes = [node("a-1", "a", 4), node("a-2", "a", 4), node("b-1", "b", 8)];

  test.each([
    { name: "an empty pool places on its first node", taken: [], pool: "a", gpus: 2, expected: ["a-1/0", "a-1/1"] },
    { name: "the node with the most free GPUs wins", taken: ["a-1/0"], pool: "a", gpus: 1, expected: ["a-2/0"] },
    {
      name: "held GPUs are skipped",
      taken: ["a-1/0", "a-2/0"],
      pool: "a",
      gpus: 3,
      expected: ["a-1/1", "a-1/2", "a-1/3"],
    },
    { name: "a replica never spans two nodes", taken: ["a-1/0", "a-2/0"], pool: "a", gpus: 4, expected: null },
    { name: "another pool's GPUs are out of reach", taken: [], pool: "a", gpus: 8, expected: null },
    {
      name: "the next pool takes what the first has no place for",
      taken: ["a-1/0"],
      pool: ["c", "b"],
      gpus: 1,
      expected: ["b-1/0"],
    },
    { name: "an unknown pool has no place", taken: [], pool: "c", gpus: 1, expected: null },
  ])("$name", ({ taken, pool, gpus, expected }) => {
    expect(place(nodes, new Set(taken), { pools: [pool].flat(), gpus })?.gpuUuids ?? null).toEqual(expected);
  });

  test("no GPU is ever given twice, and none is lost", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 30 }),
        (sizes, requests) => {
          const pool = sizes.map((size, index) => node(`n-${index}`, "p", size));
          const taken = new Set<string>();
          let placed = 0;
          for (const gpus of requests) {
            const found = place(pool, taken, { pools: ["p"], gpus });
            const largest = Math.max(...pool.map((each) => freeGpus(each, taken).length));
            expect(found === null).toBe(largest < gpus);
            for (const uuid of found?.gpuUuids ?? []) {
              expect(taken.has(uuid)).toBe(false);
              taken.add(uuid);
            }
            placed += found?.gpuUuids.length ?? 0;
          }
          const free = pool.reduce((sum, each) => sum + freeGpus(each, taken).length, 0);
          expect(placed + free).toBe(sizes.reduce((sum, size) => sum + size, 0));
        },
      ),
    ));
});

test("engines are listed as file_sd targets with the labels that the agent reads", () => {
  const engines = [{ id: "chat-3", deployment: "chat", gpuUuids: ["GPU-1", "GPU-2"], draining: true }];
  expect(JSON.parse(enginesFile("127.0.0.1:4321", engines))).toEqual([
    {
      targets: ["127.0.0.1:4321"],
      labels: {
        deployment: "chat",
        engine: "vllm",
        gpus: "GPU-1,GPU-2",
        draining: "true",
        __metrics_path__: "/engines/chat-3/metrics",
        __engine_id__: "chat-3",
      },
    },
  ]);
});

test("a node without engines lists none", () => {
  expect(JSON.parse(enginesFile("127.0.0.1:4321", []))).toEqual([]);
});
