import { mostPerDeployment } from "../../src/ingest/archive.ts";
import { withMeasuredStart } from "../../src/observe/target.ts";
import { sampleKey } from "./agents.ts";
import type { Plant } from "./plant.ts";
import type { Accepted, RecommenderProcess } from "./process.ts";
import type { Scenario } from "./scenario.ts";

const totalOf = async (counter: { get: () => Promise<{ values: { value: number }[] }> }): Promise<number> =>
  (await counter.get()).values.reduce((sum, { value }) => sum + value, 0);

/** I2: each sample counted once. */
const repeats = (accepted: readonly Accepted[]): readonly string[] =>
  new Set(accepted.map(sampleKey)).size === accepted.length ? [] : ["I2: a sample was counted twice"];

/** Samples between the ones that were taken, of one boot of one node at a time. */
const missed = (accepted: readonly Accepted[]): number => {
  const last = new Map<string, Accepted>();
  let gaps = 0;
  for (const one of accepted) {
    const before = last.get(one.node);
    if (before?.bootId === one.bootId) gaps += one.seq - before.seq - 1;
    last.set(one.node, one);
  }
  return gaps;
};

/** I2: no more work is counted than came to an engine whose reports were all true. */
const overcounted = (
  { deps: { fleet } }: RecommenderProcess,
  plant: Plant,
  lied: ReadonlySet<string>,
): readonly string[] => {
  const truth = new Map(plant.replicas.map((one) => [one.id, one.arrived]));
  const tolerance = 1e-6;
  return fleet.nodes
    .filter(({ node }) => !lied.has(node))
    .flatMap(({ engines }) => [...engines.values()])
    .filter(({ id, series }) => {
      const arrived = truth.get(id);
      return arrived !== undefined && series.arrived > arrived * (1 + tolerance) + tolerance;
    })
    .map(({ id }) => `I2: more work of ${id} was counted than came`);
};

/** I2, I11: at the end of a process. */
export const accountsOf = async (
  process: RecommenderProcess,
  plant: Plant,
  lied: ReadonlySet<string>,
): Promise<readonly string[]> => {
  const { accepted, reader, deps } = process;
  const { inbox, metrics } = deps;
  const { taken, accepted: retained, rejected } = inbox.counts;
  const counted = {
    received: await totalOf(metrics.counters.received),
    rejected: await totalOf(metrics.counters.rejected),
    gaps: await totalOf(metrics.counters.gapSamples),
  };
  return [
    ...repeats(accepted),
    ...overcounted(process, plant, lied),
    ...(counted.gaps === missed(accepted)
      ? []
      : [`I2: ${counted.gaps} missing samples counted of ${missed(accepted)}`]),
    ...(taken === retained + rejected && counted.received === taken ? [] : ["I11: a message was lost count of"]),
    ...(counted.rejected === rejected ? [] : ["I11: a refusal has not one reason"]),
    ...(accepted.length <= reader.taken ? [] : ["I11: more was accepted than was stored"]),
  ];
};

/** A stored sample of a node, and how long ago it was taken. */
export interface StoredSample {
  readonly node: string;
  readonly seq: number;
  readonly ageSeconds: number;
}

/**
 * I1: what the broker acknowledged and this process read is in its state, where the sample's own clock allows it. A
 * sample that waited for longer than a stale node is remembered is accepted, and its node forgotten at once: the node
 * died or stopped reporting while its last samples were on their way.
 */
export const forgotten = (
  { accepted, deps: { fleet } }: RecommenderProcess,
  due: readonly StoredSample[],
  rememberSeconds: number,
): readonly string[] =>
  due.flatMap(({ node, seq, ageSeconds }) => {
    const known = fleet.nodes.find((one) => one.node === node)?.seq ?? -1;
    const taken = accepted.findLast((one) => one.node === node)?.seq ?? -1;
    const isRetained = known >= seq || (taken >= seq && ageSeconds > rememberSeconds);
    return isRetained ? [] : [`I1: sample ${seq} of ${node} was stored and is not known`];
  });

const mostForecastMinutes = 61;

/** I10: what is remembered stays within bounds, however long it runs. */
export const grown = ({ deps }: RecommenderProcess, { settings, plant }: Scenario): readonly string[] => {
  const { windowSeconds, replaySeconds, scaleDownStabilisationSeconds, intervalSeconds } = settings;
  const { fleet, deployments, archive } = deps;
  const horizon = 11 * windowSeconds;
  const engines = fleet.nodes.map((node) => node.engines.size);
  const points = fleet.nodes.flatMap((node) => [...node.engines.values()].map(({ series }) => series.length));
  const mostEngines = plant.gpusPerNode * (2 + (horizon + replaySeconds) / intervalSeconds);
  const planned = deps.planFile.current.deployments;
  const names = planned.map(({ name }) => name);
  const retained = planned.flatMap((deployment) => {
    const known = deployments.checkpointOf(deployment.name, { sequence: 0, stream: "" }, 0);
    return known === null ? [] : [{ deployment, known }];
  });
  const minutes = names.map((name) => deployments.forecastOf(name)?.minutes.length ?? 0);
  const bounds: readonly (readonly [string, number, number])[] = [
    ["nodes remembered", fleet.nodes.length, plant.nodes.length],
    ["engines of a node", Math.max(0, ...engines), mostEngines],
    ["points of an engine", Math.max(0, ...points), horizon / (windowSeconds / 30) + 3],
    ...retained.map(({ deployment, known }): readonly [string, number, number] => {
      // No count falls sooner than a replica takes to come, by the plan or as it was measured.
      const { leadTimeSeconds } = withMeasuredStart(deployment, known.target);
      const seconds = Math.max(scaleDownStabilisationSeconds, leadTimeSeconds);
      return ["wanted counts", known.memory.wanted.length, seconds / intervalSeconds + 3];
    }),
    ["minutes of the forecast", Math.max(0, ...minutes), mostForecastMinutes],
    ["events archived", Math.max(0, ...names.map((name) => archive.of(name).length)), mostPerDeployment],
  ];
  return bounds
    .filter(([, value, most]) => value > most)
    .map(([what, value, most]) => `I10: ${value} ${what}, at most ${most}`);
};
