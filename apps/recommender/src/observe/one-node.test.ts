import { expect, test } from "vitest";
import { now, requestWith, stationaryForecast, viewOfNodes } from "../../test/decided.ts";
import type { SyntheticEngine } from "../../test/synthetic-node.ts";
import { sampleWithGpus } from "../../test/synthetic-node.ts";
import { decideDeployment } from "../decide/decide-deployment.ts";
import { Fleet } from "../fleet/fleet.ts";

// Six nodes with one busy replica each, and a seventh whose credential somebody else has: it may report what it likes.
const plausibleNodes = 6;
const keys = { replicas: { planned: plausibleNodes, min: 1, max: 16 } };
const request = requestWith({ requestsPerSecond: 1, keys });
const capacity = request.model.capacity(request.view.shape);
const perReplica = capacity.kind === "feasible" ? capacity.capacity.requestsPerSecond : Number.NaN;
const load = 0.75 * perReplica;

interface FalseReport {
  readonly engines: readonly SyntheticEngine[];
  /** GPUs that it lists. */
  readonly gpus?: number;
}
/** What the seventh node reports at a second of the ten minutes; null: nothing. */
type Attack = (second: number) => FalseReport | null;

const busy = (id: string, second: number): SyntheticEngine => {
  const finished = Math.round(load * second);
  return {
    id,
    deployment: "chat",
    startedAt: now - 3_600,
    finished,
    promptTokens: finished * 1000,
    generatedTokens: finished * 200,
    interTokenSeconds: finished * 200 * 0.02,
    interTokenCount: finished * 200,
  };
};

const lasts = 600;
const stepSeconds = 5;

const decidedUnder = (attack: Attack) => {
  const fleet = new Fleet({ horizonSeconds: 660, resolutionSeconds: 2, rememberSeconds: 600 });
  for (let second = 0; second <= lasts; second += stepSeconds) {
    const sampledAt = now - lasts + second;
    const accept = (node: string, { engines, gpus = 1 }: FalseReport) => {
      const names = Array.from({ length: gpus }, (_, at) => `${node}-${at}`);
      fleet.accept(node, sampleWithGpus({ gpus: names, engines, on: [], seq: second, sampledAt }), sampledAt);
    };
    for (let node = 0; node < plausibleNodes; node += 1) accept(`n${node}`, { engines: [busy(`e${node}`, second)] });
    const report = attack(second);
    if (report !== null) accept("evil", report);
  }
  const { deployment, pool } = request;
  const view = viewOfNodes(fleet.nodes, now, {
    deployment,
    pool,
    capacity: perReplica,
    served: plausibleNodes,
    target: plausibleNodes,
  });
  const memory = { wanted: [{ at: now - 400, replicas: 1 }] };
  const forecast = stationaryForecast(load * plausibleNodes);
  return decideDeployment({ ...request, view, memory, forecast, currentTarget: plausibleNodes }).assessment;
};

const nothing: Attack = () => ({ engines: [] });
const many = (count: number, engine: Partial<SyntheticEngine>): readonly SyntheticEngine[] =>
  Array.from({ length: count }, (_, at) => ({ id: `x${at}`, deployment: "chat", ...engine }));

/** Counters of an engine that started after the sample before count from zero, so that one sample is enough. */
const oneToken = (second: number) => ({
  startedAt: now - lasts + second - 1,
  finished: 1000,
  promptTokens: 1000,
  generatedTokens: 1000,
  interTokenSeconds: 0.001,
  interTokenCount: 1000,
});
const at = lasts - 30;

const attacks: Readonly<Record<string, Attack>> = {
  "eleven invented engines with requests of one token, in one sample": (second) => ({
    engines: second === at ? many(11, oneToken(second)) : [],
  }),
  "the same by a node that lists no GPU": (second) => ({
    engines: second === at ? many(11, oneToken(second)) : [],
    gpus: 0,
  }),
  "the same by a node that lists a thousand GPUs": (second) => ({
    engines: second === at ? many(11, oneToken(second)) : [],
    gpus: 1_000,
  }),
  "one engine with a million requests a little shorter than the others'": (second) => ({
    engines: many(1, {
      ...busy("x", second),
      id: "x0",
      promptTokens: second * 1e4 * 670,
      generatedTokens: second * 1e4 * 134,
      finished: second * 1e4,
    }),
  }),
  "draining engines with requests of one token": (second) => ({
    engines: many(11, {
      ...oneToken(0),
      startedAt: now - 3_600,
      finished: second * 9,
      promptTokens: second * 9,
      generatedTokens: second * 9,
      draining: true,
    }),
  }),
  "many fast engines that have long been warm": (second) => ({
    engines: many(11, { ...busy("x", second), interTokenSeconds: second * 0.001 }).map((one, index) => ({
      ...one,
      id: `x${index}`,
    })),
    gpus: 0,
  }),
};

const plausible = decidedUnder(nothing);

test("without it nothing changes", () => {
  expect(plausible.decision).toMatchObject({ verdict: "hold", desired: plausibleNodes });
});

test.each(Object.entries(attacks))("%s: no count falls, and a replica carries no more than before", (_, attack) => {
  const { decision, inputs, view } = decidedUnder(attack);
  expect(decision.desired ?? plausibleNodes).toBeGreaterThanOrEqual(plausibleNodes);
  const of = (one: typeof plausible): number =>
    one.inputs.capacity.kind === "feasible" ? one.inputs.capacity.requestsPerSecond : Number.NaN;
  expect(of({ ...plausible, inputs })).toBeLessThanOrEqual(of(plausible) * (1 + 1 / plausibleNodes));
  expect(view.speed.interTokenLatencySeconds ?? 0).toBeGreaterThan(0.015);
});

const madeUp = (second: number): readonly SyntheticEngine[] =>
  many(500, busy("x", second)).map((one, index) => ({ ...one, id: `x${index}` }));

test.each([0, 1, 1_000])("500 busy engines that a node with %i GPUs makes up count for what a node carries", (gpus) => {
  const { view, decision } = decidedUnder((second) => ({ engines: madeUp(second), gpus }));
  const most = 16;
  expect(view.ready).toBeLessThanOrEqual(plausibleNodes + most);
  expect(view.demand?.requestsPerSecond ?? 0).toBeLessThanOrEqual(
    load * plausibleNodes + most * (load + perReplica) + 1,
  );
  expect(decision.verdict).not.toBe("scale-down");
});
