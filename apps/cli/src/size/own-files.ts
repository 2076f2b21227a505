import { expectationOf, gpuById, LoadlineError, type OwnPrice } from "@loadline/core";
import { parse } from "yaml";
import { z } from "zod";

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
  const read = (): unknown => {
    try {
      return parse(text);
    } catch {
      throw new LoadlineError("LL_INPUT_INVALID", { what, value: text.slice(0, 40), expected: "YAML or JSON" });
    }
  };
  const value = read();
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path ?? [];
  const given = path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown> | undefined)?.[key], value);
  throw new LoadlineError("LL_INPUT_INVALID", {
    what: [what, ...path].join("."),
    value: given ?? null,
    expected: expectationOf(issue),
  });
};

/** Two entries of one meaning, of which only one could count. @throws LL_INPUT_INVALID naming the second */
const assertDistinct = (keys: readonly string[], where: string): void => {
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (first === index) continue;
    const expected = `what ${where}.${first} does not say already`;
    throw new LoadlineError("LL_INPUT_INVALID", { what: `${where}.${index}`, value: key, expected });
  }
};

/** The user's own prices. @throws LL_INPUT_INVALID with the path of the field, LL_UNKNOWN_GPU */
export const parsePrices = (text: string): readonly OwnPrice[] => {
  const { prices } = parsedFile(pricesSchema, text, "prices file");
  const keys = prices.map(({ gpu, purchaseClass: bought }) => `${gpuById(gpu).id} ${bought}`);
  assertDistinct(keys, "prices file.prices");
  return prices;
};

/** The user's own GPUs. @throws LL_INPUT_INVALID with the path of the field, LL_UNKNOWN_GPU */
export const parseInventory = (text: string): Inventory => {
  const inventory = parsedFile(inventorySchema, text, "inventory file");
  for (const { gpu } of inventory.pools) gpuById(gpu);
  const names = inventory.pools.flatMap(({ name }) => (name === undefined ? [] : [name]));
  assertDistinct(names, "inventory file.pools");
  return inventory;
};
