import { gpuById, type OwnPrice } from "@loadline/core";
import { z } from "zod";
import { checked, parseYaml } from "../files.ts";
import { messages, UserError } from "../messages.ts";

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
export const parsePrices = (text: string): readonly OwnPrice[] => {
  const { prices } = parsedFile(pricesSchema, text, "prices file");
  const keys = prices.map(({ gpu, purchaseClass: bought }) => `${gpuById(gpu).id} ${bought}`);
  assertDistinct(keys, "prices file.prices");
  return prices;
};

/** The user's own GPUs. @throws UserError with the path of the field, LL_UNKNOWN_GPU */
export const parseInventory = (text: string): Inventory => {
  const inventory = parsedFile(inventorySchema, text, "inventory file");
  for (const { gpu } of inventory.pools) gpuById(gpu);
  const names = inventory.pools.flatMap(({ name }) => (name === undefined ? [] : [name]));
  assertDistinct(names, "inventory file.pools");
  return inventory;
};
