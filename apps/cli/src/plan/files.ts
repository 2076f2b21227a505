import { type Gpu, gpuNamed, type OwnPrice } from "@loadline/core";
import { checkPlan, type Plan, token } from "@loadline/wire";
import { z } from "zod";
import { checked, parseYaml } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import type { PlanSize, SizedRow } from "./answer.ts";
import type { SizeQuestion } from "./question.ts";

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

const parsedFile = <S extends z.ZodType>(schema: S, text: string, what: string): z.output<S> => {
  const value = parseYaml(text, () => new UserError(messages.invalid(what, text, "YAML or JSON")));
  const nameOf = (path: readonly PropertyKey[]): string => [what, ...path].join(".");
  return checked(schema, value, { nameOf, help: "docs/guides/planning.md shows such a file" });
};

/** Of two entries with one meaning only one could count. @throws UserError naming the second */
const assertDistinct = (keys: readonly string[], where: string): void => {
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first !== index) throw new UserError(messages.repeated(`${where}.${index}`, key, `${where}.${first}`));
  }
};

/** The user's own prices. @throws UserError with the path of the field, LL_UNKNOWN_GPU */
export const parsePrices = (text: string, devices: readonly Gpu[] = []): readonly OwnPrice[] => {
  const { prices } = parsedFile(pricesSchema, text, "prices file");
  const keys = prices.map(({ gpu, purchaseClass: bought }) => `${gpuNamed(gpu, devices).id} ${bought}`);
  assertDistinct(keys, "prices file.prices");
  return prices.map((price) => {
    const gpu = gpuNamed(price.gpu, devices);
    return devices.includes(gpu) ? { ...price, gpu } : price;
  });
};

/** The user's own GPUs. @throws UserError with the path of the field, LL_UNKNOWN_GPU */
export const parseInventory = (text: string, devices: readonly Gpu[] = []): Inventory => {
  const inventory = parsedFile(inventorySchema, text, "inventory file");
  for (const { gpu } of inventory.pools) gpuNamed(gpu, devices);
  const names = inventory.pools.flatMap(({ name }) => (name === undefined ? [] : [name]));
  assertDistinct(names, "inventory file.pools");
  return inventory;
};

/** The entries that have a value. */
const defined = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const deploymentOf = (best: SizedRow, question: SizeQuestion) => {
  const { options, modelName, inputTokens, outputTokens, requestsPerSecond } = question;
  const { engine, kvCache, maxSequences, maxModelLen, prefixHitRatio, gateway } = options;
  // With the planned count as the most, nothing could scale up.
  const most = Math.max(2 * best.replicas, best.replicasAtWorst);
  return {
    name: token(modelName),
    model: modelName,
    pool: token(best.gpu),
    weights: best.weights,
    ...defined({ engine, kvCache }),
    // One replica of the search is one tensor group.
    parallel: { tensor: best.gpusPerReplica },
    engineConfig: defined({ maxSequences, maxModelLen, prefixHitRatio }),
    slo: defined({
      percentile: options.percentile,
      timeToFirstTokenSeconds: options.ttft,
      interTokenLatencySeconds: options.itl,
      endToEndSeconds: options.endToEnd,
    }),
    replicas: { planned: best.replicas, min: 1, max: most },
    spareReplicas: Math.min(best.replicas - best.loadReplicas, most - 1),
    ...(gateway === undefined ? {} : { gateway: { requestsPerSecond: gateway } }),
    expected: { inputTokens, outputTokens, requestsPerSecond },
  };
};

/**
 * A plan file with one deployment, of the best configuration that was found.
 * @throws UserError where nothing meets the objectives, or the answer is one that a plan cannot describe
 */
export const planFile = ({ cluster, pools }: PlanSize, best: SizedRow | null, question: SizeQuestion): Plan => {
  const { options, producesTokens, model, devices } = question;
  if (best === null || options.disaggregated || !producesTokens) throw new UserError(messages.noPlanToWrite());
  const own = best.price?.origin === "own" ? { usdPerGpuHour: best.price.usdPerGpuHour } : {};
  return checkPlan({
    version: 1,
    cluster,
    pools: pools.map(({ name, gpu, gpusPerNode, nodes, purchase }) => ({
      ...{ name, gpu, gpusPerNode, nodes, purchase },
      ...own,
    })),
    deployments: [deploymentOf(best, question)],
    ...(typeof model === "string" ? {} : { models: [model] }),
    ...(devices.some(({ id }) => id === best.gpu) ? { devices: devices.filter(({ id }) => id === best.gpu) } : {}),
  });
};
