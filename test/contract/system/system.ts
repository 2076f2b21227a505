import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyLoadForecast } from "@loadline/control";
import { checkPlan } from "@loadline/plan";
import type { Recommendation } from "@loadline/protocol";
import { connectNats, ensureStreams, publishRecommendation } from "@loadline/runtime/nats";
import { startTestNatsServer } from "@loadline/servers";
import { jetstream } from "@nats-io/jetstream";
import { stringify } from "yaml";
import { run, runLine } from "../../../apps/cli/test/memory-context.ts";
import { Advisor, type AdvisorInputs } from "../../../apps/recommender/src/advise/advisor.ts";
import type { Assessment, DecisionRequest } from "../../../apps/recommender/src/decide/assessment.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { HealthStore } from "../../../apps/recommender/src/fleet/health-store.ts";
import { ReplicaModel } from "../../../apps/recommender/src/observe/replica-model.ts";
import type { Metrics } from "../../../apps/recommender/src/publish/metrics.ts";
import { recommendationEvent } from "../../../apps/recommender/src/publish/recommendation-publisher.ts";
import { now, requestWith, viewWith } from "../../../apps/recommender/test/decided.ts";

/**
 * The whole serving system through every command that can answer: each figure is worked out beside its assertion. The
 * cases, in the file named, by command; "–" with the reason where a command has no answer. `live` is the recommender:
 * its decision, advice and metrics.
 *
 * | Case | plan | estimate, backtest, advise | simulate | live | explain |
 * |---|---|---|---|---|---|
 * | 1 way (requests) | file and options: share turned away | estimate – one replica, no front | share refused | count, gateway-limit | count, advice |
 * | 2 cold cache (requests) | count with the cold-cache reserve | estimate – no front | never warms; lost once | count, cold-cache | advice |
 * | 3 loading (requests) | askedFrom, count of the window | estimate – no lead time | phases to the first served | count a lead time ahead | count |
 * | 4 right-sizing (sizing) | carries what is advised | advise engine: one change | – prints the batch needed, changes none | engine-flags | advice |
 * | 5 whole nodes (sizing) | nodes, stranded GPUs | estimate – no nodes | nodes, stranded, price | node-pool | advice, limit |
 * | 6 pools (sizing) | count and cost by pool, market loss | estimate – no pools | groups of nodes by priority | cost by pool | – prints only the change of cost |
 * | 7 versions (versions) | – sees no engine | – see no engine | – sees no engine | engine-differs, metric | event's evidence |
 * | 8 roll-out, canary (versions) | surge fits, count of both | estimate – one version | – no two versions | rollout, count of both | event's evidence |
 * | 9 latency (latency) | `--verify`, chosen row | estimate: first token and waiting | p95 of first token and gap | parts, share met, histograms | parts beside planned |
 * | 10 exhaustion (latency) | – has no history | – have no fleet | – no history | metric, exhaustion | advice |
 * | 11 clusters (sizing) | share taken over | – one cluster | – one cluster | – each decides for its own cluster | – one decision |
 * | 12 balancer (requests) | – replicas are alike | – replicas are alike | – replicas are alike | drain-node | – the advice of the event, as in 1 |
 */

const folder = mkdtempSync(join(tmpdir(), "loadline-system-"));

/** For the end of each file of tests. */
export const removeFiles = (): void => rmSync(folder, { recursive: true, force: true });

/** A place for a file of this name. */
export const placeOf = (name: string): string => {
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
};

export const fileOf = (value: unknown): string => {
  const path = placeOf("file.yaml");
  writeFileSync(path, stringify(value));
  return path;
};

export const slo = { timeToFirstTokenSeconds: 2, interTokenLatencySeconds: 0.05 };
export const chat = {
  name: "chat",
  model: "llama-3.1-8b",
  pool: "h100",
  slo,
  replicas: { planned: 20, min: 0, max: 1_000 },
  reserveReplicas: 0,
  // Each replica carries the same whatever their number, so that counts can be worked out by hand.
  router: "random",
};
export const pools = [{ name: "h100", gpu: "h100", gpusPerNode: 8, nodes: 200 }];
export const planOf = (keys: object) => ({ version: 1, cluster: "lab", pools, deployments: [{ ...chat, ...keys }] });

export const lengths = { inputTokens: 1000, outputTokens: 200 };
export const expecting = (requestsPerSecond: number) => ({ expected: { ...lengths, requestsPerSecond } });
export const asked =
  "--model llama-3.1-8b --gpu h100 --input-tokens 1000 --output-tokens 200 --ttft 2 --tpot 0.05 --json";

export interface Way {
  readonly turnedAwayShare: number;
  readonly toReplicas: number;
  readonly limit: string | null;
}
export interface Sized {
  readonly verdict: string;
  readonly way: Way;
  readonly peak: { readonly askedFrom: string } | null;
  readonly reserveReplicas: number;
  readonly required: {
    readonly requestsPerSecondPerReplica: number;
    readonly replicas: number;
    readonly replicasAtMedian: number;
    readonly errorBand: { readonly relative: number };
  };
}

export const firstOf = (json: string): Sized => {
  const [first] = (JSON.parse(json) as { deployments: Sized[] }).deployments;
  if (first === undefined) throw new Error(json);
  return first;
};

/** The first deployment of a plan file, as `loadline plan` sizes it. */
export const planned = async (keys: object): Promise<Sized & { readonly code: number }> => {
  const { code, stdout, stderr } = await run(["plan", fileOf(planOf(keys)), "--json"]);
  if (stdout === "") throw new Error(stderr);
  return { ...firstOf(stdout), code };
};

/** The best configuration of the option form. */
export const searched = async (line: string) => {
  const { code, stdout, stderr } = await runLine(`plan ${asked} ${line}`);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as {
    verdict: string;
    best: Sized["required"] & { way: Way; loadReplicas: number };
  };
  return { ...answer.best, verdict: answer.verdict, code };
};

/** The answer of a simulation of one policy under requests in even gaps. */
export const simulation = async (load: { requestsPerSecond: number; duration: string }, keys: object) => {
  const scenario = {
    load: {
      shape: "constant",
      arrivals: { kind: "gamma", cv: 0.01 },
      ...load,
      inputTokens: { mean: 100 },
      outputTokens: { mean: 20 },
    },
    replica: { model: "llama-3.1-8b", gpu: "h100" },
    objectives: { timeToFirstToken: "2s", interTokenLatency: "50ms" },
    policies: ["clairvoyant"],
    ...keys,
  };
  const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as {
    leadTimeSeconds: number;
    requests: number;
    policies: {
      readonly refusedByGateway: number;
      readonly answeredByCache: number;
      readonly unserved: number;
      readonly replicaHours: number;
      readonly nodes: { readonly most: number; readonly strandedGpus: number; readonly usd: number | null } | null;
    }[];
  };
  const [policy] = answer.policies;
  if (policy === undefined) throw new Error(stdout);
  return { ...policy, requests: answer.requests, leadTimeSeconds: answer.leadTimeSeconds };
};

/** Share of the requests that the gateway of a simulation refuses. */
export const simulated = async ({
  requestsPerSecond,
  ...front
}: {
  readonly requestsPerSecond: number;
  gateway: object;
}) => {
  const fixed = { fleet: { minimum: 2, maximum: 2 }, policies: ["hpa:0.7"] };
  const { refusedByGateway, requests } = await simulation(
    { requestsPerSecond, duration: "2m" },
    { ...fixed, ...front },
  );
  return refusedByGateway / requests;
};

/** What a recommender asks for that sees `reaching` requests/s at the replicas, of the plan's shape. */
export const recommended = (
  keys: object,
  reaching: number,
  shape = lengths,
  planOfIt: Partial<DecisionRequest> = {},
) => {
  const { assessment } = decideDeployment(
    requestWith({
      requestsPerSecond: reaching,
      keys: { ...chat, ...keys },
      view: { shape: { ...shape, basis: "plan" }, ready: 0, working: 0, lastKnownReplicas: 0 },
      rest: {
        currentTarget: 0,
        forecast: emptyLoadForecast,
        poolAvailable: null,
        ...planOfIt,
        ...(planOfIt.deployment && planOfIt.pool
          ? { model: new ReplicaModel(planOfIt.deployment, planOfIt.pool) }
          : {}),
      },
    }),
  );
  return assessment;
};

/** The same with `ready` replicas, with its advice. */
export const advised = (
  keys: object,
  {
    reaching,
    ready,
    pool = {},
    basis = "plan",
    ...inputs
  }: Partial<AdvisorInputs> & {
    readonly reaching: number;
    readonly ready: number;
    readonly pool?: Partial<DecisionRequest["pool"]>;
    readonly basis?: "plan" | "telemetry";
  },
  rest: Partial<DecisionRequest> = {},
) => {
  const shape = { ...lengths, basis } as const;
  const replicas = { ready, working: ready, lastKnownReplicas: ready };
  const request = requestWith({
    requestsPerSecond: reaching,
    keys: { ...chat, ...keys },
    view: { ...viewWith(reaching), shape, ...replicas },
    rest: { currentTarget: ready, forecast: emptyLoadForecast, poolAvailable: null, ...rest },
  });
  const { assessment } = decideDeployment({ ...request, pool: { ...request.pool, ...pool } });
  const plan = checkPlan(planOf({ ...expecting(reaching), ...keys }));
  const context = { now, plan, nodes: [], inventories: new Map(), health: new HealthStore(), peaksOf: () => [] };
  const [withAdvice] = new Advisor().advise([assessment], { ...context, ...inputs });
  if (withAdvice === undefined) throw new Error("one was given");
  return withAdvice;
};

export const messageOf = ({ advice = [] }: Assessment, code: string): string | undefined =>
  advice.find((one) => one.code === code)?.message;

/** The series of a family on the page of a recommender. */
export const familyOf = async ({ registry }: Metrics, name: string): Promise<string> =>
  (await registry.metrics())
    .split("\n")
    .filter((line) => line.startsWith(name))
    .join("\n");

/** What `loadline explain` has of a decision once it is published: the answer of `--json`, and the text on one line. */
export const explained = async (assessment: Assessment) => {
  const server = await startTestNatsServer();
  const connection = await connectNats({ server: server.url, name: "test", wait: false });
  try {
    await ensureStreams(connection);
    const stamp = { eventId: "event", decisionId: "decision", epoch: 1, revision: 1, supersedes: null };
    const times = { heartbeat: false, at: now, expiresAt: now + 180 };
    await publishRecommendation(jetstream(connection), recommendationEvent(assessment, { ...stamp, ...times }));
    const answer = async (...more: readonly string[]): Promise<string> => {
      const line = ["explain", assessment.deployment.name, "--server", server.url, ...more];
      const { stdout, stderr } = await run(line, { now: () => now });
      if (stdout === "") throw new Error(stderr);
      return stdout;
    };
    const { event } = JSON.parse(await answer("--json")) as { event: Recommendation };
    return { ...event.data, text: (await answer()).replaceAll(/\s+/g, " ") };
  } finally {
    await connection.close();
    await server.stop();
  }
};
