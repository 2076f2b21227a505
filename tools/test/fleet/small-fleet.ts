import { gpuById } from "@loadline/model";
import {
  type CompletedRequest,
  gigabytes,
  type ReplicaSimulator,
  type SubmittedRequest,
} from "@loadline/model/internal";
import { Fleet, type FleetScript } from "../../src/fleet/cluster/fleet.ts";
import type { DeploymentModel } from "../../src/fleet/engine/deployment-model.ts";
import { gpuUuid, type VirtualNode } from "../../src/fleet/node/virtual-node.ts";
import type { TrafficTarget } from "../../src/fleet/traffic/day-profile.ts";
import { dayTraffic } from "../../src/fleet/traffic/day-traffic.ts";

/** An engine with a fixed service time: what the fleet does around it can be computed by hand. */
interface FixedService {
  readonly slots: number;
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
  readonly kvCacheTokens: number;
}

interface Running {
  readonly request: SubmittedRequest;
  readonly startedAt: number;
  readonly finishedAt: number;
}

const completed = ({ request, startedAt, finishedAt }: Running, service: FixedService): CompletedRequest => ({
  id: request.id,
  arrivedAt: request.at,
  firstTokenAt: startedAt + service.firstTokenSeconds,
  finishedAt,
  inputTokens: request.inputTokens,
  outputTokens: request.outputTokens,
  queueSeconds: startedAt - request.at,
});

const tokensOf = ({ inputTokens, outputTokens }: SubmittedRequest): number => inputTokens + outputTokens;

const sum = <T>(items: readonly T[], pick: (item: T) => number): number =>
  items.reduce((total, item) => total + pick(item), 0);

/** First come, first served in a fixed number of slots; each slot is free again when its request finishes. */
const fixedServiceSimulator = (service: FixedService): ReplicaSimulator => {
  const freeAt = Array.from({ length: service.slots }, () => 0);
  let time = 0;
  let scheduled: readonly Running[] = [];
  let finished: readonly Running[] = [];
  const submit = (request: SubmittedRequest): void => {
    const place = freeAt.indexOf(Math.min(...freeAt));
    const startedAt = Math.max(request.at, freeAt[place] ?? 0);
    const finishedAt = startedAt + service.firstTokenSeconds + (request.outputTokens - 1) * service.secondsPerToken;
    freeAt[place] = finishedAt;
    scheduled = [...scheduled, { request, startedAt, finishedAt }];
  };
  const advanceTo = (until: number): readonly CompletedRequest[] => {
    time = until;
    const done = scheduled
      .filter(({ finishedAt }) => finishedAt <= until)
      .toSorted((a, b) => a.finishedAt - b.finishedAt);
    scheduled = scheduled.filter(({ finishedAt }) => finishedAt > until);
    finished = [...finished, ...done];
    return done.map((each) => completed(each, service));
  };
  const snapshot = () => {
    const running = scheduled.filter(({ startedAt }) => startedAt <= time);
    const kvTokensUsed = sum(running, ({ request }) => tokensOf(request));
    const finishedPromptTokens = sum(finished, ({ request }) => request.inputTokens);
    const finishedGenerationTokens = sum(finished, ({ request }) => request.outputTokens);
    return {
      running: running.length,
      waiting: scheduled.length - running.length,
      kvTokensUsed,
      kvCacheUsageRatio: kvTokensUsed / service.kvCacheTokens,
      promptTokens: finishedPromptTokens + sum(running, ({ request }) => request.inputTokens),
      generationTokens: finishedGenerationTokens,
      finishedRequests: finished.length,
      finishedPromptTokens,
      finishedGenerationTokens,
      preemptions: 0,
    };
  };
  return { submit, advanceTo, snapshot };
};

/** Epoch seconds that the tests call now. */
export const testNow = Date.UTC(2026, 0, 1, 12) / 1000;

export const testNode = (name: string, pool: string, gpus: number): VirtualNode => ({
  name,
  pool,
  gpuType: gpuById("h100-sxm-80gb"),
  dir: `/nodes/${name}`,
  gpus: Array.from({ length: gpus }, (_, index) => ({
    uuid: gpuUuid(1, name, index),
    index,
    pciBusId: `00000000:0${index}:00.0`,
  })),
});

const service = { slots: 4, firstTokenSeconds: 0.2, kvCacheTokens: 20_000 };

const testModel = (gpus: number, secondsPerToken: number): DeploymentModel => ({
  modelName: "example/model",
  gpus,
  maxSequences: service.slots,
  kvCacheTokens: service.kvCacheTokens,
  contextTokens: 4_096,
  memoryPerGpu: {
    weights: gigabytes(16),
    kvCache: gigabytes(40),
    activation: gigabytes(2),
    framework: gigabytes(1),
  },
  createSimulator: () => fixedServiceSimulator({ ...service, secondsPerToken }),
});

export const chat: TrafficTarget = {
  name: "chat",
  expected: { inputTokens: 300, outputTokens: 40, requestsPerSecond: 5 },
};

export interface SmallFleetOptions {
  readonly seed?: number;
  readonly nodes?: number;
  readonly gpusPerNode?: number;
  readonly gpusPerReplica?: number;
  readonly leadTimeSeconds?: number;
  readonly secondsPerToken?: number;
  readonly script?: FleetScript;
}

/** One deployment, `chat`, on one pool, with engines of fixed service time. No replica runs yet. */
export const smallFleet = (options: SmallFleetOptions = {}) => {
  const {
    seed = 1,
    nodes = 2,
    gpusPerNode = 4,
    gpusPerReplica = 1,
    leadTimeSeconds = 5,
    secondsPerToken = 0.02,
  } = options;
  const fleet = new Fleet({
    nodes: Array.from({ length: nodes }, (_, index) => testNode(`pool-${index + 1}`, "pool", gpusPerNode)),
    deployments: [
      { name: "chat", pools: ["pool"], model: testModel(gpusPerReplica, secondsPerToken), leadTimeSeconds },
    ],
    traffic: dayTraffic([chat], { seed, speedUp: 288, loadFactor: 1 }),
    now: () => testNow,
    script: options.script,
  });
  const [deployment] = fleet.deployments;
  if (deployment === undefined) throw new RangeError("the small fleet has one deployment");
  return { fleet, deployment };
};
