import type { Random } from "@loadline/model";
import { RecommenderConfig } from "../../src/settings/config.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { type Load, loadOf } from "./load.ts";
import type { PlantSettings } from "./plant.ts";
import { between } from "./sabotage.ts";

export const cluster = "lab";
/** When every simulation begins, epoch seconds. */
export const start = 1_800_000_000;
export const leadTimeSeconds = 600;

const smallFleet = 4;
/** In fleets of so many nodes one implausible report stands out from the others. */
export const largeFleet = 10;

const nodeNames = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `n${index + 1}`);

/** What a simulation is made of, all of it from its seed. */
export interface Scenario {
  readonly seconds: number;
  /** Between two decisions, and between two samples of a node. */
  readonly stepSeconds: number;
  readonly deployments: readonly { readonly name: string; readonly load: Load }[];
  readonly processes: readonly string[];
  readonly plant: PlantSettings;
  readonly faults: readonly Fault[];
  readonly settings: RecommenderConfig;
}

const faultlessShare = 1 / 8;
const largeShare = 1 / 8;
const coarseStep = 300;
const fineStep = 120;
const fineShare = 1 / 8;
const twoDeploymentsShare = 1 / 5;
const twoProcessesShare = 1 / 3;

/** The service's own settings in steps instead of five seconds. */
const settingsOf = (stepSeconds: number): RecommenderConfig =>
  RecommenderConfig.parse({
    plan: "simulated",
    intervalSeconds: stepSeconds,
    heartbeatSeconds: 2.5 * stepSeconds,
    windowSeconds: 5 * stepSeconds,
    freshnessSeconds: 2.5 * stepSeconds,
    scaleDownStabilisationSeconds: 7.5 * stepSeconds,
    checkpointSeconds: 2 * stepSeconds,
    leaseSeconds: 2.5 * stepSeconds,
    replaySeconds: 15 * stepSeconds,
    warmUpSeconds: 2 * stepSeconds,
  });

/** @param size nodes of the fleet instead of what is drawn */
export const scenarioOf = (random: Random, hours: number, size?: number): Scenario => {
  const seconds = hours * 3_600;
  const faultless = random() < faultlessShare;
  const drawn = random() < largeShare ? largeFleet + Math.floor(random() * 3) : smallFleet;
  const nodes = nodeNames(size ?? drawn);
  const faults = faultless ? [] : faultsOf(random, nodes, seconds);
  // At a constant load nothing happens but learning, which goes by samples: five minutes apart a day has too few.
  const stepSeconds = faultless || random() < fineShare ? fineStep : coarseStep;
  const names = random() < twoDeploymentsShare ? ["chat", "code"] : ["chat"];
  const processes = random() < twoProcessesShare ? ["a", "b"] : ["a"];
  return {
    seconds,
    stepSeconds,
    deployments: names.map((name) => ({ name, load: loadOf(random, { faultless, seconds, nodes: nodes.length }) })),
    processes,
    plant: {
      nodes,
      gpusPerNode: 4,
      capacity: between(random, 12, 40),
      idleLatency: 0.008,
      fullFactor: between(random, 1.5, 4),
      inputTokens: 1000,
      outputTokens: 200,
    },
    faults,
    settings: settingsOf(stepSeconds),
  };
};
