import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyLoadForecast } from "@loadline/core";
import { stringify } from "yaml";
import { run, runLine } from "../../../apps/cli/test/memory-context.ts";
import type { DecisionRequest } from "../../../apps/recommender/src/decide/assessment.ts";
import { decideDeployment } from "../../../apps/recommender/src/decide/decide-deployment.ts";
import { ReplicaModel } from "../../../apps/recommender/src/decide/replica-model.ts";
import { requestWith } from "../../../apps/recommender/test/decided.ts";

/** The whole serving system through every command that can answer: each figure is worked out beside its assertion. */

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

/** Share of the requests that the gateway of a simulation refuses, and that its cache answers. */
export const simulated = async ({
  requestsPerSecond,
  ...front
}: {
  readonly requestsPerSecond: number;
  gateway: object;
}) => {
  const scenario = {
    load: {
      ...{ shape: "constant", requestsPerSecond, duration: "2m", arrivals: { kind: "gamma", cv: 0.01 } },
      ...{ inputTokens: { mean: 100 }, outputTokens: { mean: 20 } },
    },
    replica: { model: "llama-3.1-8b", gpu: "h100" },
    objectives: { timeToFirstToken: "2s", interTokenLatency: "50ms" },
    fleet: { minimum: 2, maximum: 2 },
    policies: ["hpa:0.7"],
    ...front,
  };
  const { stdout, stderr } = await run(["simulate", "--scenario", fileOf(scenario), "--json"]);
  if (stdout === "") throw new Error(stderr);
  const answer = JSON.parse(stdout) as { requests: number; policies: { refusedByGateway: number }[] };
  return (answer.policies[0]?.refusedByGateway ?? Number.NaN) / answer.requests;
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
        ...{ currentTarget: 0, forecast: emptyLoadForecast, poolAvailable: null },
        ...planOfIt,
        ...(planOfIt.deployment && planOfIt.pool
          ? { model: new ReplicaModel(planOfIt.deployment, planOfIt.pool) }
          : {}),
      },
    }),
  );
  return assessment;
};
