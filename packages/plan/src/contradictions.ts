import type { z } from "zod";
import type { BudgetKeys, DeploymentKeys, PoolKeys } from "./plan-keys.ts";

type Pool = z.infer<typeof PoolKeys>;
type Deployment = z.infer<typeof DeploymentKeys>;

interface Planned {
  readonly pools: readonly Pool[];
  readonly deployments: readonly Deployment[];
  readonly budgets?: z.infer<typeof BudgetKeys> | undefined;
}

type Path = readonly (string | number)[];
type Issue = (path: Path, message: string) => void;

export const gpusOf = ({ parallel: { tensor, pipeline, attentionData } }: Pick<Deployment, "parallel">): number =>
  tensor * pipeline * attentionData;

const repeated = (names: readonly string[], path: (index: number) => Path, issue: Issue): void => {
  for (const [index, value] of names.entries()) {
    if (names.indexOf(value) !== index) issue(path(index), `"${value}" is used twice`);
  }
};

const checkPool = (pool: Pool, index: number, { deployments }: Planned, issue: Issue): void => {
  const gpus = pool.nodes * pool.gpusPerNode;
  // Replicas that do not fit here may run in further pools.
  const own = deployments.filter(({ pool: first, furtherPools }) => first === pool.name && furtherPools === undefined);
  const least = own.reduce((sum, deployment) => sum + deployment.replicas.min * gpusOf(deployment), 0);
  if (least > gpus) issue(["pools", index], `the minima of its deployments take ${least} GPUs, the pool has ${gpus}`);
};

const checkCounts = ({ replicas, reserveReplicas }: Deployment, path: Path, issue: Issue): void => {
  const { min, max, planned, initial = min } = replicas;
  if (min > max) issue([...path, "replicas"], `min ${min} is above max ${max}`);
  else if (planned > max) issue([...path, "replicas"], `planned ${planned} is above max ${max}`);
  else if (planned < min) issue([...path, "replicas"], `planned ${planned} is below min ${min}`);
  else if (initial < min || initial > max)
    issue([...path, "replicas"], `initial ${initial} is outside min ${min} and max ${max}`);
  if (max > 1 && reserveReplicas >= max)
    issue(
      [...path, "reserveReplicas"],
      `${reserveReplicas} in reserve of at most ${max} replicas leave none for the load`,
    );
};

/** Requests of one replica are not spread, and affinity needs to know which prefixes there are. */
const checkRouter = ({ router, prefixGroups, replicas }: Deployment, path: Path, issue: Issue): void => {
  if (router !== undefined && replicas.max === 1)
    issue([...path, "router"], `${router} spreads requests over replicas, of which there is never more than one`);
  if (router === "prefix-affinity" && prefixGroups === undefined)
    issue([...path, "router"], "prefix-affinity needs prefixGroups: the groups of requests that share a prefix each");
};

const checkDeployment = (deployment: Deployment, path: Path, { pools }: Planned, issue: Issue): void => {
  const { furtherPools = [] } = deployment;
  const pool = pools.find(({ name }) => name === deployment.pool);
  if (pool === undefined) issue([...path, "pool"], `no pool is called "${deployment.pool}"`);
  for (const [index, name] of furtherPools.entries()) {
    const at = [...path, "furtherPools", index];
    const other = pools.find((one) => one.name === name);
    if (other === undefined) issue(at, `no pool is called "${name}"`);
    else if ([deployment.pool, ...furtherPools.slice(0, index)].includes(name)) issue(at, `"${name}" is used twice`);
    else if (pool !== undefined && other.gpu !== pool.gpu)
      issue(
        at,
        `its GPU is ${other.gpu}, that of pool ${pool.name} ${pool.gpu}; replicas of two GPUs are two deployments`,
      );
  }
  const gpus = gpusOf(deployment);
  if (pool !== undefined && gpus > pool.nodes * pool.gpusPerNode)
    issue([...path, "parallel"], `one replica takes ${gpus} GPUs, the pool has ${pool.nodes * pool.gpusPerNode}`);
  checkCounts(deployment, path, issue);
  checkRouter(deployment, path, issue);
  const { expected, engineConfig } = deployment;
  const tokens = expected.inputTokens + expected.outputTokens;
  if (tokens > (engineConfig.maxModelLen ?? tokens))
    issue(
      [...path, "engineConfig", "maxModelLen"],
      `${engineConfig.maxModelLen} tokens are the most of a request, ${tokens} are expected of each; raise it, or expect less`,
    );
};

const workloadOf = ({ kubernetes, name }: Deployment): string =>
  kubernetes === undefined
    ? `deployment ${name}`
    : `${kubernetes.apiVersion} ${kubernetes.kind} ${kubernetes.namespace}/${kubernetes.name}`;

/** Everything in a well-formed plan that cannot hold at once. */
export const contradictions = (plan: Planned, context: z.core.$RefinementCtx): void => {
  const issue: Issue = (path, message) => context.addIssue({ code: "custom", path: [...path], message, input: plan });
  const names = (of: readonly { readonly name: string }[]): readonly string[] => of.map(({ name }) => name);
  repeated(names(plan.pools), (index) => ["pools", index, "name"], issue);
  repeated(names(plan.deployments), (index) => ["deployments", index, "name"], issue);
  repeated(plan.deployments.map(workloadOf), (index) => ["deployments", index, "kubernetes"], issue);
  for (const [index, deployment] of plan.deployments.entries())
    checkDeployment(deployment, ["deployments", index], plan, issue);
  for (const [index, pool] of plan.pools.entries()) checkPool(pool, index, plan, issue);
  const least = plan.deployments.reduce((sum, deployment) => sum + deployment.replicas.min * gpusOf(deployment), 0);
  const budget = plan.budgets?.gpus;
  if (budget !== undefined && least > budget)
    issue(["budgets", "gpus"], `the minima of the deployments take ${least} GPUs, the budget is ${budget}`);
};
