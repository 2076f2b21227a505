import { type LeadTimeModel, type LengthDistribution, meanOf, replicaSpec, usualLeadTime } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import {
  assertLeadTime,
  capacityOfEach,
  clusterAutoscalerDefaults,
  createPolicy,
  demandAtReplicas,
  fixedLeadTime,
  generateLoad,
  generateRequests,
  leadTimeQuantile,
  leastReplicas,
  loadShapeNamed,
  modelReplica,
  type RequestLevelRun,
  type RequestLevelSettings,
  shapeOfTrace,
  simulateRequests,
  type Trace,
} from "@loadline/simulation";
import { assertRequests } from "./parse-scenario.ts";
import type { Scenario } from "./scenario-schema.ts";

export interface ScenarioResult {
  readonly name: string;
  readonly requests: number;
  readonly seconds: number;
  readonly leadTimeSeconds: number;
  /** Requests/s of each of as many as carry the mean load. */
  readonly replicaCapacity: number;
  readonly scenario: Scenario;
  readonly runs: readonly RequestLevelRun[];
}

type Generated = Extract<Scenario["load"], { shape: string }>;

const lengthsOf = ({ mean, stdev }: Generated["inputTokens"]): LengthDistribution =>
  stdev === 0 ? { kind: "fixed", tokens: mean } : { kind: "log-normal", mean, stdev };

const correlation = 0.8;

export const generatedTrace = (load: Generated, { step, seed }: Pick<Scenario, "step" | "seed">): Trace => {
  const rates = generateLoad(loadShapeNamed(load.shape), {
    baseRate: load.requestsPerSecond,
    seconds: load.duration,
    stepSeconds: step,
    noise: load.noise,
    correlation,
    seed,
  });
  const { clients, ...process } = load.arrivals;
  const shape = { input: lengthsOf(load.inputTokens), output: lengthsOf(load.outputTokens) };
  return generateRequests({ rates, stepSeconds: step, process, clients, shape, seed });
};

const leadTimeOf = ({ leadTime }: Scenario): LeadTimeModel => {
  if (leadTime === "usual") return usualLeadTime();
  const model = typeof leadTime === "number" ? fixedLeadTime(leadTime) : leadTime;
  assertLeadTime(model);
  return model;
};

const nodesOf = (nodes: NonNullable<Scenario["fleet"]["nodes"]>, { tensor }: Scenario["replica"]) => ({
  ...clusterAutoscalerDefaults,
  expander: nodes.expander,
  groups: nodes.groups.map(({ pricePerHour, gpusPerNode, ...group }) => ({
    ...group,
    usdPerHour: pricePerHour ?? null,
    strandedGpus: gpusPerNode === undefined ? 0 : gpusPerNode - group.replicasPerNode * tensor,
  })),
  unneededSeconds: nodes.unneeded ?? clusterAutoscalerDefaults.unneededSeconds,
  delayAfterAddSeconds: nodes.delayAfterAdd ?? clusterAutoscalerDefaults.delayAfterAddSeconds,
  utilizationThreshold: nodes.utilizationThreshold ?? clusterAutoscalerDefaults.utilizationThreshold,
});

/** @throws LL_CONFIG_INVALID when not even an idle replica meets the objectives */
const replicaOf = (scenario: Scenario, trace: Trace): Pick<RequestLevelSettings, "engine" | "capacity"> => {
  const { tensor, requestsPerSecond, ...names } = scenario.replica;
  const spec = replicaSpec({ ...names, parallel: { tensor } });
  const found = modelReplica(spec, shapeOfTrace(trace), { ...scenario.objectives, router: scenario.router });
  if (found.kind === "infeasible") {
    const { objective, reached, allowed } = found.missed;
    const expected = `at least ${reached.toPrecision(3)} s, which one request alone takes on this replica`;
    throw new UserError(messages.invalid(`objectives.${objective}`, allowed, expected), "LL_CONFIG_INVALID");
  }
  return { ...found.replica, capacity: requestsPerSecond ?? found.replica.capacity };
};

/** The share of the starts that are ready within the lead time that the policies are configured with. */
const readyShare = 0.9;

const settingsOf = (scenario: Scenario, trace: Trace): RequestLevelSettings => {
  const { fleet, objectives, seed, router, gateway, cache } = scenario;
  const leadTime = leadTimeOf(scenario);
  return {
    ...replicaOf(scenario, trace),
    objectives,
    seed,
    router,
    gateway,
    cache,
    leadTimeSeconds: leadTimeQuantile(leadTime, readyShare),
    stepSeconds: scenario.step,
    supply: { ...fleet, leadTime, nodes: fleet.nodes && nodesOf(fleet.nodes, scenario.replica) },
    patienceSeconds: scenario.patience,
    scoreFromSeconds: scenario.scoreFrom,
    usdPerReplicaHour: scenario.pricePerReplicaHour ?? null,
    initialReplicas: fleet.initial,
  };
};

/** Every policy of a scenario over its requests. @throws LL_CONFIG_INVALID, LL_INPUT_INVALID, LL_UNKNOWN_MODEL, LL_UNKNOWN_GPU */
export const runScenario = (scenario: Scenario, trace: Trace, name: string): ScenarioResult => {
  const { fleet, step } = scenario;
  assertRequests(trace, scenario);
  const bounds = { minimumReplicas: fleet.minimum, maximumReplicas: fleet.maximum };
  const settings = settingsOf(scenario, trace);
  const demandAhead = demandAtReplicas(trace, settings);
  const policies = scenario.policies.map((text) => createPolicy(text, { ...bounds, stepSeconds: step, demandAhead }));
  return {
    name: scenario.name ?? name,
    requests: trace.length,
    seconds: trace.at(-1)?.at ?? 0,
    leadTimeSeconds: settings.leadTimeSeconds,
    replicaCapacity: capacityOfEach(settings.capacity, leastReplicas(settings.capacity, meanOf(demandAhead))),
    scenario,
    runs: policies.map((policy) => simulateRequests(trace, policy, settings)),
  };
};

/**
 * The answer of `--json`. `costUsd` is null without a price; an upper bound of `engine` is null while the history is too
 * short for one.
 */
export const scenarioAnswer = (result: ScenarioResult) => ({
  scenario: result.name,
  requests: result.requests,
  seconds: result.seconds,
  leadTimeSeconds: result.leadTimeSeconds,
  replicaCapacityRps: result.replicaCapacity,
  minimumReplicaHours: result.runs[0]?.score.minimumReplicaHours ?? 0,
  policies: result.runs.map(({ policy, score, engineFit }) => ({
    policy,
    ...score,
    engine: { maxSequences: engineFit.running, kvCacheTokens: engineFit.kvTokens },
  })),
});
