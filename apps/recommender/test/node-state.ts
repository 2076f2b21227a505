import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Telemetry } from "@loadline/protocol";
import { Fleet } from "../src/fleet/fleet.ts";
import { syntheticTelemetry } from "./synthetic-node.ts";

// Memory that the recommender keeps of a node: node apps/recommender/dist-test/test/node-state.js
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const retainedBytes = (): number => {
  // One collection does not settle.
  for (let round = 0; round < 2; round += 1) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const start = 1_800_000_000.5;

const ids = ["engine-0", "engine-1"];

/** A sample of a node with two engines, of objects of its own as each message has. */
const sampleAt = (second: number): string => {
  const sample = syntheticTelemetry({
    bootId: "3f0c2f5e-8a1b-4c2d-9e3f-000000000001",
    seq: second,
    sampledAt: start + second,
    engines: ids.map((id) => ({
      id,
      deployment: "deployment-0",
      model: "llama-3.1-8b",
      startedAt: start - 3_600,
      running: 8,
      waiting: 0,
      finished: 2 * second,
      promptTokens: 2_000 * second,
      generatedTokens: 400 * second,
      interTokenSeconds: 8.1 * second,
      interTokenCount: 400 * second,
      firstTokenSeconds: 0.21 * second,
      firstTokenCount: 2 * second,
    })),
  });
  const timeToFirstTokenTotals = ids.map(() => [[0, 0, 0, 0, 0, second, second, second, second, 1, 1, 1]]);
  const interTokenLatencyTotals = ids.map(() => [[second, 400 * second, 20 * second, second, 1]]);
  return JSON.stringify({ ...sample, engines: { ...sample.engines, timeToFirstTokenTotals, interTokenLatencyTotals } });
};

// Retention as the recommender's defaults make it.
const older = { afterSeconds: 80, resolutionSeconds: 30 };
const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 4, older, rememberSeconds: 600 });
fleet.latenciesOf("deployment-0");

const fill = (from: number, to: number): void => {
  for (let second = 0; second < 720; second += 4) {
    const text = sampleAt(second);
    for (let node = from; node < to; node += 1)
      fleet.accept(`node-${node}`, JSON.parse(text) as Telemetry, start + second);
  }
};

const nodes = 400;
const kibibytesOf = (make: () => unknown): number => {
  const before = retainedBytes();
  const made = make();
  const kibibytes = (retainedBytes() - before) / nodes / 1024;
  return made === null ? Number.NaN : kibibytes;
};

// The first ones bring the code that runs, and its feedback.
fill(0, 20);
const state = kibibytesOf(() => fill(20, 20 + nodes));
const sample = kibibytesOf(() => Array.from({ length: nodes }, () => JSON.parse(sampleAt(720)) as unknown));
process.stdout.write(
  `state of a node with two engines and a full history: ${state.toFixed(2)} KiB; one sample of it, parsed: ${sample.toFixed(2)} KiB\n`,
);
