import { absurdFactor, type FleetPool, type Gpu, gpuNamed, type OwnPrice, wayOfRequests } from "@loadline/model";
import { checkPlan } from "@loadline/plan";
import { token } from "@loadline/protocol";
import { z } from "zod";
import type { PlanSize } from "./answer.ts";
import { checked, parseYaml } from "./checked.ts";
import { answeredReplica } from "./cluster-request.ts";
import { messages, UserError } from "./messages.ts";
import type { SizeQuestion } from "./question.ts";
import type { FleetAnswer, SizedRow } from "./search-answer.ts";

const purchaseClass = z.enum(["on-demand", "reserved", "spot"]).default("on-demand");
const amount = z.number().nonnegative();

const pricesSchema = z.strictObject({
  prices: z.array(z.strictObject({ gpu: z.string(), purchaseClass, usdPerGpuHour: amount })).min(1),
});

const inventorySchema = z.strictObject({
  pools: z
    .array(
      z.strictObject({
        name: z.string().min(1).optional(),
        gpu: z.string(),
        nodes: z.number().int().nonnegative(),
        gpusPerNode: z.number().int().positive().optional(),
        usdPerGpuHour: amount.optional(),
      }),
    )
    .min(1),
  budgetUsdPerHour: amount.optional(),
  powerLimitWatts: amount.optional(),
});
export type Inventory = z.infer<typeof inventorySchema>;

/** A pool of the inventory with what it leaves out taken from the catalogue. */
interface NamedPool extends Omit<FleetPool, "wattsPerNode"> {
  readonly gpu: string;
}

const parsedFile = <S extends z.ZodType>(schema: S, text: string, what: string): z.output<S> => {
  const value = parseYaml(text, () => new UserError(messages.invalid(what, text, "YAML or JSON")));
  const nameOf = (path: readonly PropertyKey[]): string => [what, ...path].join(".");
  return checked(schema, value, { nameOf, help: "docs/guides/planning.md shows such a file" });
};

/** Of two entries with one meaning only one could count. @throws UserError naming the second */
const assertDistinct = (keys: readonly string[], where: string, fix?: string): void => {
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first !== index) throw new UserError(messages.repeated(`${where}.${index}`, key, `${where}.${first}`, fix));
  }
};

/** The user's own prices. @throws UserError with the path of the field, LL_UNKNOWN_GPU */
export const parsePrices = (text: string, devices: readonly Gpu[] = []): readonly OwnPrice[] => {
  const { prices } = parsedFile(pricesSchema, text, "prices file");
  const keys = prices.map(({ gpu, purchaseClass: bought }) => `${gpuNamed(gpu, devices).id} ${bought}`);
  assertDistinct(keys, "prices file.prices");
  for (const [index, { gpu, purchaseClass: bought, usdPerGpuHour }] of prices.entries()) {
    const onDemand = prices[keys.indexOf(`${gpuNamed(gpu, devices).id} on-demand`)]?.usdPerGpuHour;
    if (bought === "spot" && onDemand !== undefined && usdPerGpuHour > onDemand)
      throw new UserError(
        messages.invalid(
          `prices file.prices.${index}.usdPerGpuHour`,
          usdPerGpuHour,
          `at most the ${onDemand} that ${gpu} costs on demand: spot above it is a mistake, or not worth its losses`,
        ),
      );
  }
  return prices.map((price) => {
    const gpu = gpuNamed(price.gpu, devices);
    return devices.includes(gpu) ? { ...price, gpu } : price;
  });
};

/** The user's own GPUs. @throws UserError with the path of the field, LL_UNKNOWN_GPU */
export const parseInventory = (text: string, devices: readonly Gpu[] = []): Inventory => {
  const inventory = parsedFile(inventorySchema, text, "inventory file");
  const names = inventory.pools.map(({ name, gpu }) => name ?? gpuNamed(gpu, devices).id);
  assertDistinct(names, "inventory file.pools", "give each pool a name of its own");
  return inventory;
};

const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Causes that the reserve was sized for, as a plan names them; null where there is none. */
const reserveOf = ({ reserve, lostNodes }: SizeQuestion) => {
  const causes = [
    ...(reserve.failures === null ? [] : ["gpu-failure"]),
    ...(reserve.rolloutSurge === undefined ? [] : ["rollout"]),
    ...(reserve.spot === undefined ? [] : ["spot-loss"]),
    ...(reserve.zones === undefined ? [] : ["zone-loss"]),
    ...(lostNodes === undefined ? [] : ["node-loss"]),
    ...(reserve.cacheHitRatio === undefined ? [] : ["cold-cache"]),
  ];
  return causes.length === 0 ? { reserveReplicas: 0 } : { reserve: defined({ causes, nodes: lostNodes }) };
};

/** What every deployment of the answer has alike. */
const commonOf = (
  row: Pick<SizedRow, "gpu" | "weights" | "parallel">,
  question: SizeQuestion,
  requestsPerSecond: number,
) => {
  const { options, modelName, inputTokens, outputTokens } = question;
  if ((options.documents ?? 1) > 1) throw new UserError(messages.documentsInPlan());
  if (options.draftTokens !== undefined) throw new UserError(messages.speculationInPlan());
  const { engine = "vllm", engineVersion, kvCache, maxSequences, maxModelLen, steps, side } = options;
  const { maxBatchedTokens, gpuMemoryUtilization, maxLoras, maxLoraRank, kvOffloadingSize } = options;
  const prefixHitRatio = answeredReplica(row, question).spec.engineConfig.prefixHitRatio || undefined;
  const picture = steps === undefined && side === undefined ? undefined : defined({ steps, side });
  return {
    model: modelName,
    ...defined({ engine: engineVersion === undefined ? options.engine : `${engine}==${engineVersion}`, kvCache }),
    engineConfig: defined({
      ...{ maxSequences, maxModelLen, maxBatchedTokens, gpuMemoryUtilization, prefixHitRatio },
      ...{ maxLoras, maxLoraRank, kvOffloadingSize },
    }),
    slo: defined({
      percentile: options.percentile,
      timeToFirstTokenSeconds: options.ttft,
      interTokenLatencySeconds: options.tpot,
      tokenGapSeconds: options.itl,
      endToEndSeconds: options.endToEnd,
    }),
    expected: defined({ inputTokens, outputTokens, picture, requestsPerSecond }),
  };
};

/** Most replicas that a plan allows. With the planned count as the most, nothing could scale up. */
export const mostReplicas = ({ replicas, replicasAtMedian, replicasAtWorst }: SizedRow): number =>
  Math.max(2 * replicas, Math.min(replicasAtWorst ?? 0, absurdFactor * replicasAtMedian));

const deploymentOf = (best: SizedRow, question: SizeQuestion) => {
  const { modelName, requestsPerSecond, reserve, front } = question;
  const { zones = 1, rolloutSurge } = reserve;
  const most = mostReplicas(best);
  return {
    name: token(modelName),
    pool: token(best.gpu),
    weights: best.weights,
    parallel: best.parallel,
    ...commonOf(best, question, requestsPerSecond),
    replicas: { planned: best.replicas, min: Math.min(Math.ceil(zones), most), max: most },
    ...reserveOf(question),
    ...(rolloutSurge === undefined
      ? {}
      : { rollout: { surgeReplicas: Math.max(1, Math.ceil(rolloutSurge * best.loadReplicas)) } }),
    ...front,
  };
};

const written = (plan: object): object => {
  checkPlan(plan);
  return plan;
};

/** Models and devices of the user's own that a plan has to carry. */
const ownParts = ({ model, devices }: SizeQuestion, gpus: readonly string[]) => {
  const own = devices.filter(({ id }) => gpus.includes(id));
  return { ...(typeof model === "string" ? {} : { models: [model] }), ...(own.length === 0 ? {} : { devices: own }) };
};

/**
 * A plan file with one deployment, of the best configuration that was found.
 * @throws UserError where nothing meets the objectives, or the answer is one that a plan cannot describe
 */
export const planFile = ({ cluster, pools }: PlanSize, best: SizedRow | null, question: SizeQuestion): object => {
  if (best === null || best.workers !== null) throw new UserError(messages.noPlanToWrite());
  const { spot } = question.reserve;
  const share = spot?.share ?? 0;
  const isOwn = [best.price, best.spotPrice].some((price) => price?.origin === "own");
  const mean = (best.spotPrice?.usdPerGpuHour ?? 0) * share + (best.price?.usdPerGpuHour ?? 0) * (1 - share);
  return written({
    version: 1,
    cluster,
    pools: pools.map(({ name, gpu, gpusPerNode, nodes, purchase, zones, spotShare, spotMarkets }) => ({
      name,
      gpu,
      gpusPerNode,
      nodes,
      purchase,
      ...(zones > 1 ? { zones } : {}),
      ...(spot === undefined ? {} : { spotShare, spotMarkets, spotNoticeSeconds: spot.noticeSeconds }),
      ...(isOwn ? { usdPerGpuHour: mean } : defined({ provider: best.price?.provider ?? undefined })),
    })),
    deployments: [deploymentOf(best, question)],
    ...ownParts(question, [best.gpu]),
  });
};

/**
 * A plan file of the mix of own GPUs that was found: a pool for each of the inventory that is used, a deployment for each
 * configuration, with the share of the load that it carries and the reserve that it holds.
 * @throws UserError where no mix carries the load, or the answer is one that a plan cannot describe
 */
export const fleetPlanFile = (fleet: FleetAnswer, pools: readonly NamedPool[], question: SizeQuestion): object => {
  const { uses, usdPerHour } = fleet;
  if (usdPerHour === null || uses.some(({ workers }) => workers !== null))
    throw new UserError(messages.noPlanToWrite());
  const { options, modelName, requestsPerSecond, front } = question;
  const carried = uses.reduce((sum, use) => sum + use.requestsPerSecond, 0);
  const load = wayOfRequests(requestsPerSecond, question, front).toReplicas;
  const gpus = pools.map(({ gpu }) => gpu);
  return written({
    version: 1,
    cluster: options.cluster,
    pools: pools
      .filter(({ name }) => uses.some(({ pool }) => pool === name))
      .map(({ name, gpu, gpusPerNode, nodes, usdPerGpuHour }) => ({
        name: token(name),
        gpu,
        gpusPerNode,
        nodes,
        usdPerGpuHour,
        purchase: options.purchase,
      })),
    deployments: uses.map((use, index) => {
      const share = (load * use.requestsPerSecond) / carried;
      const needed = Math.max(1, Math.ceil(share / use.requestsPerSecondPerReplica - 1e-9));
      return {
        name: token(`${modelName}-${use.pool}${index === 0 ? "" : `-${index + 1}`}`),
        pool: token(use.pool),
        weights: use.weights,
        parallel: use.parallel,
        ...commonOf({ ...use, gpu: pools.find(({ name }) => name === use.pool)?.gpu ?? use.pool }, question, share),
        replicas: { planned: use.replicas, min: 1, max: use.replicas },
        reserveReplicas: Math.max(0, use.replicas - needed),
      };
    }),
    ...ownParts(question, gpus),
  });
};
