import { engines, modelById, orElse, precisionByName, type ReplicaSpec, replicaSpec } from "@loadline/model";
import type { PlanDeployment } from "@loadline/plan";
import { z } from "zod";
import type { ReportedEngine } from "../fleet/fleet.ts";

/** What can differ between plan and engine. */
const differenceKeys = ["model", "weights", "kvCache", "engine", "gpuMemoryUtilization", "version"] as const;

export interface PlanDifference {
  readonly key: (typeof differenceKeys)[number];
  readonly planned: string;
  readonly reported: string;
}

/** A difference, and the engines that report it by "id on node". */
export interface FoundDifference extends PlanDifference {
  readonly engines: readonly string[];
}

// Servers of several engines name themselves, not the engine that runs.
const comparedEngines: ReadonlySet<string> = new Set(engines);
// Engines round the share that they report, and their defaults lie between 0.85 and 0.95.
const roundingError = 0.005;
const defaultsApart = 0.05;

/** null: the name means nothing that is known. */
const orNull = <T>(work: () => T): T | null => orElse(work, null);

/** The format that a served name states; null where it is that of the model anyway. */
const formatInName = (name: string, { model, gpu }: ReplicaSpec): ReplicaSpec["weights"] | null => {
  const weights = orNull(() => replicaSpec({ model: name, gpu }).weights);
  return weights === orNull(() => replicaSpec({ model, gpu }).weights) ? null : weights;
};

/** A served name may be anything: only one that means another model is a difference. */
const modelDifference = (name: string, spec: ReplicaSpec): readonly PlanDifference[] => {
  const { model, weights } = spec;
  const served = name.split(", ").map((one) => ({ one, id: orNull(() => modelById(one).id) }));
  const own = served.find(({ one, id }) => id === model.id || one === model.id);
  const [other] = served.flatMap(({ id }) => id ?? []);
  if (own === undefined) return other === undefined ? [] : [{ key: "model", planned: model.id, reported: other }];
  const format = formatInName(own.one, spec);
  return format === null || format === weights ? [] : [{ key: "weights", planned: weights, reported: format }];
};

/** Where an engine reports something else than the replica that the plan describes. */
export const differencesOf = (spec: ReplicaSpec, { engine, model, configuration }: ReportedEngine) => {
  const { kvCache, gpuMemoryUtilization } = configuration ?? {};
  const format = kvCache === undefined ? null : orNull(() => precisionByName(kvCache));
  const share = Number(gpuMemoryUtilization ?? Number.NaN);
  const planned = spec.engineConfig.gpuMemoryUtilization;
  const tolerance = spec.isMemoryShareAssumed === true ? defaultsApart : roundingError;
  return [
    ...(model === null ? [] : modelDifference(model, spec)),
    ...(engine === null || !comparedEngines.has(engine) || engine === spec.engine
      ? []
      : [{ key: "engine" as const, planned: spec.engine, reported: engine }]),
    ...(format === null || format === spec.kvCache
      ? []
      : [{ key: "kvCache" as const, planned: spec.kvCache, reported: format }]),
    ...(Math.abs(share - planned) > tolerance
      ? [{ key: "gpuMemoryUtilization" as const, planned: String(planned), reported: String(share) }]
      : []),
  ];
};

/** The differences of a deployment's engines, each with the engines that report it. */
export const foundDifferences = (
  all: readonly { readonly name: string; readonly differences: readonly PlanDifference[] }[],
): readonly FoundDifference[] => {
  const found = new Map<string, FoundDifference & { readonly engines: string[] }>();
  for (const { name, differences } of all) {
    for (const one of differences) {
      const id = JSON.stringify(one);
      const same = found.get(id);
      if (same === undefined) found.set(id, { ...one, engines: [name] });
      else same.engines.push(name);
    }
  }
  return [...found.values()];
};

/** The deployment as most of its engines report it: what they do is measured of that. */
export const deploymentThatRuns = (
  deployment: PlanDeployment,
  differences: readonly FoundDifference[],
  engineCount: number,
): PlanDeployment => {
  const most = differences.filter(({ engines: named }) => named.length * 2 > engineCount);
  return { ...deployment, ...Object.fromEntries(most.map(({ key, reported }) => [key, reported])) };
};

/** For every key most engines report one value, or that of the plan. */
export const isAgreed = (differences: readonly FoundDifference[], engineCount: number, measured: number): boolean =>
  differenceKeys.every((key) => {
    const unlike = differences.filter((one) => one.key === key).map(({ engines: { length } }) => length);
    const asPlanned = measured - unlike.reduce((sum, count) => sum + count, 0);
    return Math.max(asPlanned, ...unlike) * 2 > engineCount;
  });

/** Which version runs, as far as the starts of engines show it. */
export const RunningVersion = z.object({
  running: z.string().nullable(),
  planned: z.string().nullable(),
  /** What ran when the plan named another one, and when it was last seen to name that, epoch seconds. */
  former: z.string().nullable(),
  since: z.number().nonnegative(),
  /** The last tick, epoch seconds; left out by a predecessor that did not keep it. */
  seenAt: z.number().nonnegative().optional(),
});
export type RunningVersion = z.infer<typeof RunningVersion>;

interface VersionFacts {
  readonly now: number;
  readonly planned: string | null;
  readonly leadTimeSeconds: number;
  /** Engines that serve, by "id on node"; the start of their process is null where they do not report it. */
  readonly started: readonly { readonly name: string; readonly startedAt: number | null }[];
  /** Engines that are known to run, those that do not report lately too. */
  readonly engineCount: number;
}

/** Engines that started more than the lead time before the former plan was last seen do not run the version of this one. */
export const versionDifference = (
  { planned, former, since }: RunningVersion,
  { started, leadTimeSeconds }: VersionFacts,
): readonly FoundDifference[] => {
  const old = started.filter(({ startedAt }) => startedAt !== null && startedAt < since - leadTimeSeconds);
  if (planned === null || former === null || former === planned || old.length === 0) return [];
  return [{ key: "version", planned, reported: former, engines: old.map(({ name }) => name) }];
};

/** The version that runs is the planned one once half of the engines that are known report to have started since. */
export const runningVersion = (before: RunningVersion | null, facts: VersionFacts): RunningVersion => {
  const { planned, now, started, engineCount } = facts;
  if (before === null) return { running: planned, planned, former: null, since: 0, seenAt: now };
  // A plan that was rolled out while no recommender ran is older than the tick that sees it.
  const since = before.seenAt ?? now;
  const changed = before.planned === planned ? before : { ...before, planned, former: before.running, since };
  const named = { ...changed, seenAt: now };
  const old = versionDifference(named, facts)[0]?.engines.length ?? 0;
  const isComplete = started.length > 0 && (started.length - old) * 2 >= engineCount;
  return planned === null || named.former === null || isComplete ? { ...named, running: planned } : named;
};

const named = ([first, ...others]: readonly string[]): string =>
  others.length === 0 ? `engine ${first}` : `${others.length + 1} engines, such as ${first},`;

export const differenceText = ({ key, planned, reported, engines: names }: FoundDifference): string => {
  return key === "version"
    ? `${named(names)} started before the plan named version ${planned} and may still run ${reported}`
    : `${named(names)} ${names.length === 1 ? "reports" : "report"} ${key} ${reported}, the plan has ${planned}`;
};
