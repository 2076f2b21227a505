import { gpuById } from "@loadline/core";
import { gigabytes } from "@loadline/core/internal";
import type { DeploymentModel } from "../../src/fleet/engine/deployment-model.ts";
import { Fleet } from "../../src/fleet/fleet.ts";
import { gpuUuid, type VirtualNode } from "../../src/fleet/node/virtual-node.ts";
import type { TrafficTarget } from "../../src/fleet/traffic/day-profile.ts";
import { dayTraffic } from "../../src/fleet/traffic/day-traffic.ts";
import { fixedServiceSimulator } from "./fixed-service-simulator.ts";

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
    deployments: [{ name: "chat", pool: "pool", model: testModel(gpusPerReplica, secondsPerToken), leadTimeSeconds }],
    traffic: dayTraffic([chat], { seed, speedUp: 288, loadFactor: 1 }),
    now: () => testNow,
  });
  const [deployment] = fleet.deployments;
  if (deployment === undefined) throw new RangeError("the small fleet has one deployment");
  return { fleet, deployment };
};
