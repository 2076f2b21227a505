import { expect, test } from "vitest";
import { enginesFile } from "./node-files.ts";

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
