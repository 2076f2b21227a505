import type { Plan } from "@loadline/plan";
import { durationText, percentText, plural } from "@loadline/planner/text";
import type { Recommendation, Telemetry } from "@loadline/protocol";
import { checkRouters } from "./check-routers.ts";
import { type Check, failed, listed, notChecked, ok } from "./checks.ts";

export interface NodeSample {
  readonly cluster: string;
  readonly node: string;
  readonly storedAt: number;
  /** null: it cannot be read, for the reason. */
  readonly sample: Telemetry | null;
  readonly fault: string | null;
}

/** The latest recommendation of a deployment; null where it cannot be read. */
export interface LatestDecision {
  readonly cluster: string;
  readonly deployment: string;
  readonly event: Recommendation | null;
}

export interface Inputs {
  readonly plans: readonly Plan[];
  readonly nodes: readonly NodeSample[];
  readonly decisions: readonly LatestDecision[];
  /** Epoch seconds. */
  readonly now: number;
  readonly freshSeconds: number;
}

/** As the recommender: a sample that is dated further ahead than this is rejected. */
const toleratedLeadSeconds = 5;

const isFresh = ({ storedAt }: NodeSample, { now, freshSeconds }: Inputs): boolean => now - storedAt <= freshSeconds;

/** Why a recommender does not take the sample of a node; null: it does. */
const rejection = ({ node, sample, fault, storedAt }: NodeSample, { freshSeconds }: Inputs): string | null => {
  if (sample === null) return `${node}: unreadable (${fault})`;
  const lead = sample.sampledAt - storedAt;
  if (lead > toleratedLeadSeconds) return `${node}: its clock is ${durationText(lead)} ahead of the broker's`;
  if (-lead <= freshSeconds) return null;
  return `${node}: its clock is ${durationText(-lead)} behind the broker's, or it sends what it buffered`;
};

/** Clusters whose agents report and that have no plan, and plans of clusters from which no agent reports. */
const checkClusters = ({ plans, nodes }: Inputs): Check => {
  const planned = plans.map(({ cluster }) => cluster);
  const reporting = [...new Set(nodes.map(({ cluster }) => cluster))];
  const foreign = reporting.filter((cluster) => !planned.includes(cluster));
  const absent = planned.filter((cluster) => !reporting.includes(cluster));
  if (absent.length > 0) {
    const others = foreign.length === 0 ? "no agent reports at all" : `agents report for ${foreign.join(", ")}`;
    return failed(
      "clusters",
      `no node reports for ${absent.join(", ")}; ${others}`,
      `give the agents --cluster ${absent[0]}, or the plan the cluster that they report`,
    );
  }
  const beside = foreign.length === 0 ? "" : `; no plan is known of ${foreign.join(", ")}`;
  return ok("clusters", `${planned.join(", ")}${beside}`);
};

const checkNodes = (inputs: Inputs): Check => {
  const fresh = inputs.nodes.filter((node) => isFresh(node, inputs));
  const rejected = fresh.map((node) => rejection(node, inputs)).filter((reason) => reason !== null);
  if (rejected.length > 0) {
    return failed(
      "samples",
      listed(rejected),
      "synchronise its clock (chrony, NTP), or give the agent and recommender one version",
    );
  }
  return ok("samples", `${plural(fresh.length, "fresh node")}, all accepted`);
};

interface SeenEngine {
  readonly name: string;
  readonly deployment: string | null;
  readonly isReachable: boolean;
  /** Prompt tokens looked up in its prefix cache since its start, and those that were found; null: not counted. */
  readonly queries: number | null;
  readonly hits: number | null;
  readonly cacheTokens: number | null;
}

/** Engines of the nodes whose samples are taken. */
const enginesOf = (cluster: string, inputs: Inputs): readonly SeenEngine[] =>
  inputs.nodes
    .filter((node) => node.cluster === cluster && isFresh(node, inputs) && rejection(node, inputs) === null)
    .flatMap(({ node, sample }) =>
      (sample?.engines.id ?? []).map((id, index) => ({
        name: `${node}/${id}`,
        deployment: sample?.engines.deployment[index] ?? null,
        isReachable: sample?.engines.reachable[index] === true,
        queries: sample?.engines.prefixCacheQueriesTotal?.[index] ?? null,
        hits: sample?.engines.prefixCacheHitsTotal?.[index] ?? null,
        cacheTokens: sample?.engines.kvCacheCapacityTokens[index] ?? null,
      })),
    );

const deploymentFault = (name: string, engines: readonly SeenEngine[]): string | null => {
  const own = engines.filter(({ deployment }) => deployment === name);
  const unreachable = own.filter(({ isReachable }) => !isReachable).length;
  if (own.length === 0) return `no engine of ${name} is seen`;
  return unreachable === 0 ? null : `${unreachable} of ${plural(own.length, "engine")} of ${name} do not answer`;
};

const unmatchedText = ({ name, deployment }: SeenEngine): string =>
  deployment === null
    ? `${name} names no deployment`
    : `${name} names deployment "${deployment}", which is not in the plan`;

/** Each deployment of a plan: are engines of it seen, do they answer, and is none left over? */
const checkEngines = (inputs: Inputs): Check => {
  const known = inputs.plans.flatMap(({ deployments }) => deployments.map(({ name }) => name));
  const perPlan = inputs.plans.map(({ cluster, deployments }) => {
    const engines = enginesOf(cluster, inputs);
    const faults = deployments.map(({ name }) => deploymentFault(name, engines)).filter((fault) => fault !== null);
    const unmatched = engines.filter(({ deployment }) => deployment === null || !known.includes(deployment));
    return { faults, unmatched: unmatched.map(unmatchedText), matched: engines.length - unmatched.length };
  });
  const faults = perPlan.flatMap((each) => each.faults);
  const unmatched = perPlan.flatMap((each) => each.unmatched);
  if (unmatched.length > 0) {
    const fix = `set the deployment of each engine (deployment= of --engine, or the pod annotation) to one of ${known.join(", ")}`;
    return failed("engines", listed([...faults, ...unmatched]), fix);
  }
  if (faults.length > 0)
    return failed("engines", listed(faults), "add them to the agent (--engine, or discovery) and look at its /readyz");
  const matched = perPlan.reduce((sum, each) => sum + each.matched, 0);
  return ok("engines", `${plural(matched, "engine")} of ${plural(known.length, "deployment")}, all answer`);
};

/** Of the prompt work that a plan counts on: below it a difference is within the error band of what a replica carries. */
const cacheTolerance = 0.25;

/**
 * Prompt tokens looked up in so many times the cache, below which an engine's share is that of its start: the workload of the
 * planning guide hits 36 % after 0.8 fillings, 59 % after 3.3 and 67 % in the end.
 */
const leastFillings = 5;
/** Tokens of a cache of unknown size: 60 GB of an 8B model. */
const usualCacheTokens = 500_000;

/** Share of the prompt tokens that engines found in their prefix caches since they started; null where none counts enough. */
const measuredHits = (engines: readonly SeenEngine[]): number | null => {
  let [all, found] = [0, 0];
  for (const { queries, hits, cacheTokens } of engines) {
    if (queries === null || hits === null || queries < leastFillings * (cacheTokens ?? usualCacheTokens)) continue;
    all += queries;
    found += hits;
  }
  return all === 0 ? null : found / all;
};

/** The prefix-cache hits that engines count beside those of the plan; nothing where none counts enough. */
const checkPrefixCache = (inputs: Inputs): readonly Check[] => {
  const name = "prefix cache";
  const counted = inputs.plans.flatMap(({ cluster, deployments }) =>
    deployments.flatMap((deployment) => {
      const own = enginesOf(cluster, inputs).filter((engine) => engine.deployment === deployment.name);
      const measured = measuredHits(own);
      if (measured === null) return [];
      const planned = deployment.engineConfig?.prefixHitRatio;
      // More than planned is no fault: replicas with little to do hold more.
      const isLess = planned !== undefined && planned - measured > cacheTolerance * (1 - planned);
      const inPlan = planned === undefined ? "none" : percentText(planned);
      return [
        {
          isLess,
          text: `${deployment.name}: ${percentText(measured)} measured since its engines started, ${inPlan} in the plan`,
        },
      ];
    }),
  );
  const less = counted.filter(({ isLess }) => isLess);
  if (less.length > 0) {
    const fix = "set engineConfig.prefixHitRatio to what is measured, and size again: loadline plan FILE";
    return [failed(name, listed(less.map(({ text }) => text)), fix)];
  }
  return counted.length === 0 ? [] : [ok(name, listed(counted.map(({ text }) => text)))];
};

/** The latest event of each deployment of the plans; null where none is published. */
const latestOf = ({ plans, decisions }: Inputs) =>
  plans.flatMap(({ cluster, deployments }) =>
    deployments.map((planned) => {
      const own = decisions.find((each) => each.cluster === cluster && each.deployment === planned.name);
      return { ...planned, event: own?.event ?? null };
    }),
  );

/** What is not known of the workloads of the plan, as the recommender's latest events have it. */
const checkWorkloads = (inputs: Inputs): Check => {
  const events = latestOf(inputs).flatMap(({ name, kubernetes, event }) =>
    kubernetes === undefined || event === null ? [] : [{ name, ...event.data }],
  );
  const faults = events.flatMap(({ name, evidence, missing }) => [
    ...evidence
      .filter(
        ({ input, ageSeconds }) =>
          (input === "kubernetes.workload" || input === "kubernetes.pods") && ageSeconds === null,
      )
      .map(({ value }) => `${name}: ${value}`),
    ...missing.filter(({ input }) => input.endsWith("ready pods")).map(({ input }) => `${name}: no ${input}`),
  ]);
  if (faults.length > 0) {
    return failed("workloads", listed(faults), "correct what is named");
  }
  const isWatched = events.some(({ evidence }) => evidence.some(({ input }) => input === "kubernetes.pods"));
  if (!isWatched) return notChecked("workloads", "no workload of the plan is watched; see kubernetesCounts");
  return ok("workloads", `of ${plural(events.length, "deployment")}, all workloads and pods are read`);
};

/** Whether a count is decided for each deployment of a plan, and what it waits for where none is. */
const checkDecisions = (inputs: Inputs): Check => {
  const { now } = inputs;
  const undecided = latestOf(inputs).flatMap(({ name, event }) => {
    if (event === null) return [`${name}: none is published`];
    const { decision, replicas, missing } = event.data;
    const waiting = missing.map(({ input }) => input);
    if (!(Date.parse(decision.expiresAt) / 1000 > now)) return [`${name}: the latest has expired`];
    return replicas.desired === null ? [`${name}: undecided, missing ${listed(waiting)}`] : [];
  });
  return undecided.length === 0
    ? ok("decisions", "each deployment of the plan has a count")
    : failed("decisions", listed(undecided), "fix the findings above; loadline explain DEPLOYMENT names every input");
};

/** What reports and is decided, against the plans. Without a plan it is unknown whether anything can be decided. */
export const checkInputs = (inputs: Inputs): readonly Check[] => {
  if (inputs.plans.length > 0) {
    return [
      checkClusters(inputs),
      checkNodes(inputs),
      checkEngines(inputs),
      ...checkPrefixCache(inputs),
      ...checkRouters(latestOf(inputs)),
      checkDecisions(inputs),
      checkWorkloads(inputs),
    ];
  }
  const unknown = "no plan is stored; give the recommender's file with --plan";
  return [
    checkNodes(inputs),
    ...["clusters", "engines", "decisions", "workloads"].map((name) => notChecked(name, unknown)),
  ];
};
